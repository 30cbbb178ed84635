"""Pure rules of documents: bases and their rank, states of a directive."""
