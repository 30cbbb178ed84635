"""The index: words with scope, written by actions."""
