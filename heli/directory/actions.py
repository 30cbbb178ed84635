"""Changing the directory: who is who."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from django.db import transaction

from heli.audit.actions import record
from heli.directory.models import Account, Appointment, CalendarDay, Organization, OrganizationAlias, Person, Region
from heli.directory.permissions import may_administer, may_edit
from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import Level, OrganizationKind, PostRole
from heli.directory.rules.names import initials_of
from heli.directory.rules.verdict import Refusal, Refused, require


@cache
def _readings() -> dict[str, str]:
    from pypinyin import lazy_pinyin

    class Readings(dict[str, str]):
        def __missing__(self, character: str) -> str:
            self[character] = lazy_pinyin(character)[0]
            return self[character]

    return Readings()


def initials(name: str) -> str:
    """sfgw for 市发改委: what people type to find it."""
    readings = _readings()
    return initials_of(name, {c: readings[c] for c in name})


def _tell(actor: Actor, verb: str, what: str, **data: object) -> None:
    record(
        chain=f"directory:{what}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=verb,
        data=data,
    )


@transaction.atomic
def add_region(actor: Actor, *, name: str, level: Level, parent_id: int | None = None, code: str = "") -> int:
    require(may_administer(actor))
    region = Region.objects.create(name=name, level=level, parent_id=parent_id, code=code)
    _tell(actor, "add_region", f"region:{region.pk}", name=name)
    return region.pk


@transaction.atomic
def add_organization(
    actor: Actor,
    *,
    region_id: int,
    name: str,
    short_name: str = "",
    kind: OrganizationKind = OrganizationKind.DEPARTMENT,
    position: int | None = None,
    aliases: Sequence[str] = (),
) -> int:
    """The id of the new organization; without a position it comes last in its region's order."""
    require(may_edit(actor))
    name = name.strip()
    if not name:
        raise Refused(Refusal("no_name"))
    Region.objects.select_for_update().get(pk=region_id)
    here = Organization.objects.filter(region_id=region_id)
    if here.filter(name=name).exists():
        raise Refused(Refusal("organization_exists", {"name": name}))
    last = here.exclude(position=9999).order_by("-position").values_list("position", flat=True).first() or 0
    organization = Organization.objects.create(
        region_id=region_id,
        name=name,
        short_name=short_name or name,
        kind=kind,
        position=position if position is not None else last + 1,
        initials=initials(short_name or name),
    )
    OrganizationAlias.objects.bulk_create(
        OrganizationAlias(organization=organization, name=alias) for alias in dict.fromkeys(aliases)
    )
    _tell(actor, "add_organization", f"organization:{organization.pk}", name=name, aliases=list(aliases))
    return organization.pk


@transaction.atomic
def add_alias(actor: Actor, organization_id: int, name: str) -> None:
    """Another written form; from now on papers that use it are matched."""
    require(may_edit(actor))
    name = name.strip()
    if not name:
        raise Refused(Refusal("no_name"))
    _, made = OrganizationAlias.objects.get_or_create(organization_id=organization_id, name=name)
    if not made:
        raise Refused(Refusal("alias_exists", {"name": name}))
    _tell(actor, "add_alias", f"organization:{organization_id}", name=name)


@transaction.atomic
def add_person(actor: Actor, *, name: str, phone: str = "", position: int = 9999) -> int:
    require(may_edit(actor))
    if not name.strip():
        raise Refused(Refusal("no_name"))
    person = Person.objects.create(name=name.strip(), phone=phone, position=position, initials=initials(name.strip()))
    _tell(actor, "add_person", f"person:{person.pk}", name=person.name)
    return person.pk


@transaction.atomic
def appoint(actor: Actor, *, person_id: int, organization_id: int, role: PostRole, title: str, starts_on: date) -> int:
    require(may_edit(actor))
    appointment = Appointment.objects.create(
        person_id=person_id, organization_id=organization_id, role=role, title=title, starts_on=starts_on
    )
    _tell(actor, "appoint", f"person:{person_id}", organization=organization_id, role=role, title=title)
    return appointment.pk


@transaction.atomic
def open_account(
    actor: Actor,
    *,
    login: str,
    password: str,
    person_id: int | None = None,
    administrator: bool = False,
    auditor: bool = False,
    demo: bool = False,
) -> int:
    require(may_administer(actor))
    if Account.objects.filter(login=login).exists():
        raise Refused(Refusal("login_taken", {"login": login}))
    account = Account(login=login, person_id=person_id, administrator=administrator, auditor=auditor, is_demo=demo)
    account.set_password(password)
    account.save()
    _tell(actor, "open_account", f"account:{account.pk}", login=login, demo=demo)
    return account.pk


@transaction.atomic
def set_calendar_day(actor: Actor, day: date, *, is_workday: bool, name: str = "") -> None:
    """A day off or a make-up workday of the office's own."""
    require(may_edit(actor))
    CalendarDay.objects.update_or_create(day=day, defaults={"is_workday": is_workday, "name": name})
    _tell(actor, "set_calendar_day", "calendar", day=day.isoformat(), is_workday=is_workday, name=name)
