"""From standings to people: who is told of a step. Nobody is told of what he did himself."""

from collections.abc import Iterable, Mapping

from heli.directory.queries import contacts
from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import GroupKind, GroupRole, PostRole
from heli.matters.models import Matter
from heli.matters.permissions import facts_of
from heli.matters.rules.lifecycle import Standing
from heli.matters.rules.standing import Facts, Side, confirming_side
from heli.notifications.actions import tell
from heli.programmes.queries import people_in

OFFICE_ROLES: dict[Standing, tuple[GroupRole, ...]] = {
    Standing.CLERK: (GroupRole.CLERK,),
    Standing.SIGNER: (GroupRole.HEAD,),
}


def tell_standings(
    actor: Actor, matter: Matter, who: Iterable[Standing], *, code: str, params: Mapping[str, str]
) -> None:
    people = {person for standing in who for person in _people(actor, matter, standing)} - {actor.person_id}
    tell(sorted(people), code=code, params=params, link=f"/matters/{matter.pk}/", at=actor.at)


def tell_office(
    actor: Actor, programme_id: int, *roles: GroupRole, code: str, params: Mapping[str, str], link: str
) -> None:
    people = set(people_in(programme_id, GroupKind.OFFICE, *roles)) - {actor.person_id}
    tell(sorted(people), code=code, params=params, link=link, at=actor.at)


def _people(actor: Actor, matter: Matter, standing: Standing) -> list[int]:
    if standing in OFFICE_ROLES:
        return people_in(matter.programme_id, GroupKind.OFFICE, *OFFICE_ROLES[standing])
    facts = facts_of(matter)
    if standing is Standing.CONFIRMER:
        return _confirmers(actor, matter.programme_id, facts)
    role = PostRole.HEAD if standing is Standing.LEAD_HEAD else PostRole.LIAISON
    units = sorted(facts.participant_ids) if standing is Standing.PARTICIPANT else [facts.lead_organization_id or 0]
    return [c.person_id for c in contacts(on=actor.today, organizations=units, roles=(role,))]


def _confirmers(actor: Actor, programme_id: int, facts: Facts) -> list[int]:
    """Those who can act on a closing request, as `rules.standing` names them."""
    side = confirming_side(facts)
    if side is Side.OFFICE:
        return people_in(programme_id, GroupKind.OFFICE, GroupRole.CLERK)
    if side is Side.LEADER:
        return people_in(programme_id, GroupKind.PROMOTION, GroupRole.HEAD)
    units = [facts.confirmer_organization_id or 0]
    return [c.person_id for c in contacts(on=actor.today, organizations=units, roles=(PostRole.HEAD, PostRole.LIAISON))]
