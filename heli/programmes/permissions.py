"""Who may set up a programme."""

from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import ALLOWED, Verdict, refused


def may_set_up(actor: Actor) -> Verdict:
    return ALLOWED if actor.administrator else refused("administrators_only")
