"""One file per format: bytes to text with the places it came from."""
