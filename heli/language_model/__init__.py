"""A language model of the office's own, at an address inside networks that the administrator lists."""
