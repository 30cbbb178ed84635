"""One file per kind of damage; every change is recorded and maps back to what came in."""
