"""Pure rules of the follow-through, written as tables."""
