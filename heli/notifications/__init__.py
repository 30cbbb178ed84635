"""A message reaches a person."""
