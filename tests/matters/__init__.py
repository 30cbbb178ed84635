"""The life of a matter through actions, on a real PostgreSQL."""
