"""Who may do what with documents."""

from heli.directory.rules.actor import Actor
from heli.directory.rules.authority import is_clerk, may_see_all
from heli.directory.rules.verdict import ALLOWED, Verdict, refused


def may_receive(actor: Actor, programme_id: int) -> Verdict:
    return ALLOWED if is_clerk(actor, programme_id) else refused("office_only")


def may_review(actor: Actor, programme_id: int) -> Verdict:
    return ALLOWED if is_clerk(actor, programme_id) else refused("office_only")


def may_read(actor: Actor, programme_id: int) -> Verdict:
    return ALLOWED if may_see_all(actor, programme_id) else refused("document_not_yours")
