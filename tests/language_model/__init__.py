"""The office's own language model, against a real server on this machine."""
