"""Who may do what with a matter: the button, the action and the refusal share these."""

from heli.directory.rules.actor import Actor
from heli.directory.rules.authority import is_clerk, may_see_all, may_sign_sheets
from heli.directory.rules.verdict import ALLOWED, Verdict, refused
from heli.matters.models import Matter
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import State, Verb, may_take
from heli.matters.rules.standing import Facts, may_see, standings


def facts_of(matter: Matter) -> Facts:
    """The matter's facts for the rules; needs `programme` and `participations` loaded to ask the database nothing."""
    return Facts(
        programme_id=matter.programme_id,
        kind=Kind(matter.kind),
        state=State(matter.state),
        office_organization_id=matter.programme.office_organization_id,
        lead_organization_id=matter.lead_organization_id,
        participant_ids=frozenset(p.organization_id for p in matter.participations.all()),
        confirmer_organization_id=matter.confirmer_organization_id,
    )


def may_step(actor: Actor, matter: Matter, verb: Verb) -> Verdict:
    facts = facts_of(matter)
    if not may_see(actor, facts):
        return refused("matter_not_yours")
    return may_take(verb, facts.state, standings(actor, facts))


def may_open(actor: Actor, matter: Matter) -> Verdict:
    return ALLOWED if may_see(actor, facts_of(matter)) else refused("matter_not_yours")


def may_prepare(actor: Actor, programme_id: int) -> Verdict:
    return ALLOWED if is_clerk(actor, programme_id) else refused("office_only")


def may_sign(actor: Actor, programme_id: int) -> Verdict:
    return ALLOWED if may_sign_sheets(actor, programme_id) else refused("signer_only")


def may_read_sheets(actor: Actor, programme_id: int) -> Verdict:
    return ALLOWED if may_see_all(actor, programme_id) else refused("office_only")
