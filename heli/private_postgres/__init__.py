"""The supervisor of the private database and of the processes."""
