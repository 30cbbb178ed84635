"""Who may take what out of the system."""

from heli.directory.rules.actor import Actor
from heli.directory.rules.authority import may_see_all
from heli.directory.rules.levels import PostRole
from heli.directory.rules.verdict import ALLOWED, Verdict, refused


def may_export_ledger(actor: Actor, programme_id: int) -> Verdict:
    """The office, leaders and auditors take out the whole ledger; a unit the rows it may see."""
    if may_see_all(actor, programme_id) or actor.organizations():
        return ALLOWED
    return refused("nothing_of_yours")


def may_export_assignment(actor: Actor, programme_id: int, organization_id: int) -> Verdict:
    """The unit's own head, deputies and liaisons may fetch their paper; nobody else's."""
    own = actor.organizations(PostRole.HEAD, PostRole.DEPUTY, PostRole.LIAISON)
    if may_see_all(actor, programme_id) or organization_id in own:
        return ALLOWED
    return refused("paper_not_yours")
