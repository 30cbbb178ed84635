"""Bytes in, draft out: pure reading of documents, without database, clock or network."""
