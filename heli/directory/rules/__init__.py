"""Pure rules of the directory: names, authority, the actor."""
