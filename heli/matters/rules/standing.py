"""Where a person stands towards a matter: worked out from plain facts, for any past moment."""

from dataclasses import dataclass
from enum import StrEnum

from heli.directory.rules import authority
from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import GroupKind, GroupRole, PostRole
from heli.matters.rules.kinds import KINDS, ConfirmedBy, Kind
from heli.matters.rules.lifecycle import BEFORE_ISSUE, Standing, State


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need to know of a matter."""

    programme_id: int
    kind: Kind
    state: State
    office_organization_id: int
    lead_organization_id: int | None = None
    participant_ids: frozenset[int] = frozenset()
    confirmer_organization_id: int | None = None
    """For kinds that somebody other than the office confirms: the raiser's or receiver's organization."""
    region_group_organization_ids: frozenset[int] = frozenset()


def standings(actor: Actor, facts: Facts) -> frozenset[Standing]:
    found: set[Standing] = set()
    if authority.is_clerk(actor, facts.programme_id):
        found.add(Standing.CLERK)
    if authority.may_sign_sheets(actor, facts.programme_id):
        found.add(Standing.SIGNER)
    if facts.lead_organization_id is not None:
        if facts.lead_organization_id in actor.organizations(PostRole.HEAD, PostRole.DEPUTY):
            found.add(Standing.LEAD_HEAD)
        if facts.lead_organization_id in actor.organizations(PostRole.LIAISON):
            found.add(Standing.LEAD_LIAISON)
    if facts.participant_ids & actor.organizations():
        found.add(Standing.PARTICIPANT)
    if _confirms(actor, facts):
        found.add(Standing.CONFIRMER)
    return frozenset(found)


class Side(StrEnum):
    """Who of those that the kind allows confirms this very matter."""

    OFFICE = "office"
    LEADER = "leader"
    UNIT = "unit"


def confirming_side(facts: Facts) -> Side:
    """Who needed the result; where that side did the work itself, the group's leader."""
    raised = KINDS[facts.kind].confirmed_by is not ConfirmedBy.OFFICE and facts.confirmer_organization_id is not None
    needed_by = facts.confirmer_organization_id if raised else facts.office_organization_id
    if needed_by == facts.lead_organization_id:
        return Side.LEADER
    return Side.UNIT if raised else Side.OFFICE


def _confirms(actor: Actor, facts: Facts) -> bool:
    """Nobody of the unit that did the work ever does."""
    if facts.lead_organization_id in actor.organizations():
        return False
    side = confirming_side(facts)
    if side is Side.UNIT:
        return facts.confirmer_organization_id in actor.organizations(PostRole.HEAD, PostRole.DEPUTY, PostRole.LIAISON)
    by_right = authority.is_leader if side is Side.LEADER else authority.is_clerk
    return by_right(actor, facts.programme_id)


def may_see(actor: Actor, facts: Facts) -> bool:
    """The office, leaders and auditors see all; units see what was issued to them or waits for their confirmation."""
    if authority.may_see_all(actor, facts.programme_id):
        return True
    if facts.state in BEFORE_ISSUE or facts.state is State.WITHDRAWN:
        return False
    mine = actor.organizations()
    touched = {facts.lead_organization_id, facts.confirmer_organization_id, *facts.participant_ids}
    return bool(mine & touched)


def is_professional(actor: Actor, programme_id: int) -> bool:
    return actor.holds(programme_id, GroupKind.PROFESSIONAL, *GroupRole)
