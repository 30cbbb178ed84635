"""合力: from a document to a ledger that is followed through."""
