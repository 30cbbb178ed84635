"""Queries over all parts: inbox and counts, each figure defined once."""
