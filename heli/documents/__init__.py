"""What came in: the file as received, its clean text, the draft read from it."""
