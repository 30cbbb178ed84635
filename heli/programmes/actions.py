"""Setting up programmes and their groups."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from heli.audit.actions import record
from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import GroupKind, GroupRole
from heli.directory.rules.verdict import require
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
    member = GroupMember.objects.create(
        group_id=group_id, person_id=person_id, organization_id=organization_id, role=role
    )
    _tell(actor, member.group.programme_id, "add_member", group=group_id, member=str(member), role=role)
    return member.pk
