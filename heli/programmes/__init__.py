"""What is being pushed: programmes, their authority, groups and members."""
