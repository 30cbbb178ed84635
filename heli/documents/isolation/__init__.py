"""Reading in processes of their own, under limits of time and memory: see docs/decisions/0008."""
