"""The shape of the code: what must not drift."""
