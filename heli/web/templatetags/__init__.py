"""Template tags that a part's own templates load by name."""
