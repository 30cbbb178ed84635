"""`python -m heli` is the same as `heli`."""

from heli.cli import main

main()
