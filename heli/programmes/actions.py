"""Setting up programmes and their groups."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from heli.audit.actions import record
from heli.directory.models import Region
from heli.directory.queries import place_path
from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import GroupKind, GroupRole
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.programmes.models import Group, GroupMember, Programme
from heli.programmes.permissions import may_set_up


def _tell(actor: Actor, programme_id: int, verb: str, **data: object) -> None:
    record(
        chain=f"programme:{programme_id}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=verb,
        data=data,
    )


@transaction.atomic
def begin_programme(
    actor: Actor,
    *,
    name: str,
    upper_region_id: int,
    lower_region_id: int,
    acting_region_id: int,
    office_organization_id: int,
    starts_on: date,
    ends_on: date | None = None,
    authority: str = "",
    authority_approved_by: str = "",
    settings: dict[str, Any] | None = None,
) -> int:
    """`acting_region_id` is the region under whose authority the office acts: the manners follow from it."""
    require(may_set_up(actor))
    _check_facts(name, starts_on, ends_on)
    if upper_region_id not in place_path(Region.objects.get(pk=lower_region_id))[:-1]:
        raise Refused(Refusal("lower_not_below"))
    if acting_region_id not in {upper_region_id, lower_region_id}:
        raise Refused(Refusal("acting_elsewhere"))
    programme = Programme.objects.create(
        name=name,
        upper_region_id=upper_region_id,
        lower_region_id=lower_region_id,
        acting_region_id=acting_region_id,
        office_organization_id=office_organization_id,
        starts_on=starts_on,
        ends_on=ends_on,
        authority=authority,
        authority_approved_by=authority_approved_by,
        settings=settings or {},
    )
    _tell(actor, programme.pk, "begin_programme", name=name, authority=authority)
    return programme.pk


def _check_facts(name: str, starts_on: date, ends_on: date | None) -> None:
    if not name.strip():
        raise Refused(Refusal("no_programme_name"))
    if ends_on is not None and ends_on < starts_on:
        raise Refused(Refusal("ends_before_it_begins"))


@transaction.atomic
def change_programme(
    actor: Actor,
    programme_id: int,
    *,
    name: str,
    starts_on: date,
    ends_on: date | None,
    authority: str,
    authority_approved_by: str,
) -> None:
    """Its regions and the level it acts for stay: matters already issued rest on them."""
    require(may_set_up(actor))
    _check_facts(name, starts_on, ends_on)
    programme = Programme.objects.select_for_update().get(pk=programme_id)
    new = {
        "name": name.strip(),
        "starts_on": starts_on,
        "ends_on": ends_on,
        "authority": authority,
        "authority_approved_by": authority_approved_by,
    }
    changed = {
        field: [str(getattr(programme, field)), str(to)] for field, to in new.items() if getattr(programme, field) != to
    }
    if changed:
        Programme.objects.filter(pk=programme_id).update(**new)
        _tell(actor, programme_id, "change_programme", changed=changed)


@transaction.atomic
def add_group(
    actor: Actor,
    programme_id: int,
    *,
    kind: GroupKind,
    name: str,
    region_id: int,
    leading_organization_id: int | None = None,
    mandate: str = "",
    categories: Sequence[str] = (),
    position: int = 9999,
) -> int:
    require(may_set_up(actor))
    if not name.strip():
        raise Refused(Refusal("no_group_name"))
    group = Group.objects.create(
        programme_id=programme_id,
        kind=kind,
        name=name,
        region_id=region_id,
        leading_organization_id=leading_organization_id,
        mandate=mandate,
        categories=list(categories),
        position=position,
    )
    _tell(actor, programme_id, "add_group", name=name, kind=kind)
    return group.pk


@transaction.atomic
def add_member(
    actor: Actor,
    group_id: int,
    *,
    person_id: int | None = None,
    organization_id: int | None = None,
    role: GroupRole = GroupRole.MEMBER,
) -> int:
    """Either a person or an organization joins the group."""
    require(may_set_up(actor))
    if (person_id is None) == (organization_id is None):
        raise Refused(Refusal("person_or_organization"))
    group = Group.objects.select_for_update(of=("self",)).get(pk=group_id)
    same = Q(person_id=person_id) if person_id is not None else Q(organization_id=organization_id)
    if twice := group.members.filter(same).first():
        raise Refused(Refusal("already_member", {"name": str(twice), "group": group.name}))
    member = GroupMember.objects.create(
        group_id=group_id, person_id=person_id, organization_id=organization_id, role=role
    )
    _tell(actor, member.group.programme_id, "add_member", group=group_id, member=str(member), role=role)
    return member.pk


@transaction.atomic
def remove_member(actor: Actor, member_id: int) -> None:
    """What the member did stays in the chains; from now on the group doesn't speak through it."""
    require(may_set_up(actor))
    member = GroupMember.objects.select_related("group", "person", "organization").get(pk=member_id)
    _tell(
        actor,
        member.group.programme_id,
        "remove_member",
        group=member.group_id,
        member=str(member),
        role=member.role,
    )
    member.delete()


@transaction.atomic
def change_group(
    actor: Actor, group_id: int, *, leading_organization_id: int | None, mandate: str, categories: Sequence[str]
) -> None:
    """Through which organization the group answers, and which categories of demands fall to it."""
    require(may_set_up(actor))
    group = Group.objects.select_for_update(of=("self",)).get(pk=group_id)
    new = {
        "leading_organization_id": leading_organization_id,
        "mandate": mandate,
        "categories": list(categories),
    }
    changed = {field: [getattr(group, field), to] for field, to in new.items() if getattr(group, field) != to}
    if changed:
        Group.objects.filter(pk=group_id).update(**new)
        _tell(actor, group.programme_id, "change_group", group=group_id, changed=changed)
