"""Template tags that every template of ours knows without loading them."""
