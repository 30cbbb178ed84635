"""Changing the directory: who is who."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from django.conf import settings
from django.db import transaction

from heli.audit.actions import record
from heli.directory.models import Account, Appointment, CalendarDay, Organization, OrganizationAlias, Person, Region
from heli.directory.permissions import may_administer, may_disable, may_edit, may_reset_password
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
    name = name.strip()
    if not name:
        raise Refused(Refusal("no_name"))
    if Region.objects.filter(name=name, parent_id=parent_id).exists():
        raise Refused(Refusal("region_exists", {"name": name}))
    if parent_id is not None and Level(Region.objects.get(pk=parent_id).level).rank >= level.rank:
        raise Refused(Refusal("parent_not_above", {"name": name}))
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
    held = Appointment.objects.filter(
        Appointment.holding(starts_on), person_id=person_id, organization_id=organization_id, role=role, title=title
    ).select_related("person")
    if twice := held.first():
        raise Refused(Refusal("same_post_held", {"name": twice.person.name, "title": title}))
    appointment = Appointment.objects.create(
        person_id=person_id, organization_id=organization_id, role=role, title=title, starts_on=starts_on
    )
    _tell(actor, "appoint", f"person:{person_id}", organization=organization_id, role=role, title=title)
    return appointment.pk


@transaction.atomic
def end_appointment(actor: Actor, appointment_id: int, *, last_day: date) -> None:
    """The post holds until that day, inclusive; nothing is deleted."""
    require(may_edit(actor))
    _end(actor, Appointment.objects.select_for_update().get(pk=appointment_id), last_day)


def _end(actor: Actor, appointment: Appointment, last_day: date) -> None:
    if appointment.ends_on is not None:
        raise Refused(Refusal("appointment_ended", {"day": _written(appointment.ends_on)}))
    if last_day < appointment.starts_on:
        raise Refused(Refusal("ends_before_it_began", {"day": _written(appointment.starts_on)}))
    appointment.ends_on = last_day
    appointment.save(update_fields=["ends_on"])
    _tell(
        actor,
        "end_appointment",
        f"person:{appointment.person_id}",
        organization=appointment.organization_id,
        role=appointment.role,
        title=appointment.title,
        ends_on=last_day.isoformat(),
    )


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@transaction.atomic
def hand_over(actor: Actor, appointment_id: int, *, to_person_id: int, from_day: date) -> int:
    """A liaison's successor answers for the organization from that day; the id of the new appointment."""
    require(may_edit(actor))
    before = Appointment.objects.select_for_update().get(pk=appointment_id)
    if before.role != PostRole.LIAISON:
        raise Refused(Refusal("not_a_liaison"))
    if before.person_id == to_person_id:
        raise Refused(Refusal("hands_over_to_himself"))
    _end(actor, before, from_day - timedelta(days=1))
    return appoint(
        actor,
        person_id=to_person_id,
        organization_id=before.organization_id,
        role=PostRole.LIAISON,
        title=before.title,
        starts_on=from_day,
    )


EASY = "abcdefghjkmnpqrstuvwxyz23456789"
"""What a password read off a screen is made of: nothing that looks like something else. 59 bits in twelve."""


def initial_password() -> str:
    """Shown once to whoever opens or resets an account; the person replaces it at the first sign-in."""
    while True:
        made = "".join(secrets.choice(EASY) for _ in range(12))
        if not made.isdigit():
            return made


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
    must_change_password: bool = False,
) -> int:
    require(may_administer(actor))
    login = login.strip()
    if not login or len(login) > 60 or any(c.isspace() or not c.isprintable() for c in login):
        raise Refused(Refusal("no_login"))
    if demo and not settings.LOOPBACK:
        raise Refused(Refusal("demo_on_this_machine_only"))
    if Account.objects.filter(login__iexact=login).exists():
        raise Refused(Refusal("login_taken", {"login": login}))
    if person_id is None and not administrator:
        raise Refused(Refusal("account_needs_person"))
    _has_no_account(person_id)
    account = Account(login=login, person_id=person_id, administrator=administrator, auditor=auditor, is_demo=demo)
    account.must_change_password = must_change_password
    account.set_password(password)
    account.save()
    _tell(
        actor,
        "open_account",
        f"account:{account.pk}",
        login=login,
        person=person_id,
        administrator=administrator,
        auditor=auditor,
        demo=demo,
    )
    return account.pk


def _has_no_account(person_id: int | None) -> None:
    if person_id is None:
        return
    person = Person.objects.get(pk=person_id)
    held = Account.objects.filter(person=person).first()
    if held is not None:
        raise Refused(Refusal("person_has_account", {"name": person.name, "login": held.login}))


@transaction.atomic
def give_account(actor: Actor, account_id: int, person_id: int) -> None:
    """Says whose an account without a person is."""
    require(may_administer(actor))
    account = Account.objects.select_for_update().get(pk=account_id, person=None)
    _has_no_account(person_id)
    account.person_id = person_id
    account.save(update_fields=["person"])
    _tell(actor, "give_account", f"account:{account_id}", person=person_id)


@transaction.atomic
def disable_account(actor: Actor, account_id: int) -> None:
    """From the next request on nothing opens to it; what it did stays."""
    require(may_disable(actor, account_id))
    _set_active(actor, account_id, "disable_account", is_active=False)


@transaction.atomic
def enable_account(actor: Actor, account_id: int) -> None:
    require(may_administer(actor))
    _set_active(actor, account_id, "enable_account", is_active=True)


def _set_active(actor: Actor, account_id: int, verb: str, *, is_active: bool) -> None:
    account = Account.objects.select_for_update().get(pk=account_id)
    if account.is_active != is_active:
        account.is_active = is_active
        account.save(update_fields=["is_active"])
        _tell(actor, verb, f"account:{account_id}", login=account.login)


@transaction.atomic
def reset_password(actor: Actor, account_id: int) -> str:
    """The new initial password; it is kept nowhere else. Sessions under the old one end."""
    require(may_reset_password(actor, account_id))
    account = Account.objects.select_for_update().get(pk=account_id)
    made = initial_password()
    account.set_password(made)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    _tell(actor, "reset_password", f"account:{account_id}", login=account.login)
    return made


@transaction.atomic
def note_own_password(actor: Actor) -> None:
    """The person has chosen a password: every page opens again."""
    if actor.account_id is None:
        return
    Account.objects.filter(pk=actor.account_id).update(must_change_password=False)
    _tell(actor, "change_password", f"account:{actor.account_id}")


@transaction.atomic
def set_calendar_day(actor: Actor, day: date, *, is_workday: bool, name: str = "") -> None:
    """A day off or a make-up workday of the office's own."""
    require(may_edit(actor))
    CalendarDay.objects.update_or_create(day=day, defaults={"is_workday": is_workday, "name": name})
    _tell(actor, "set_calendar_day", "calendar", day=day.isoformat(), is_workday=is_workday, name=name)


@transaction.atomic
def remove_calendar_day(actor: Actor, day: date) -> None:
    """From now on the published calendar holds again for that day."""
    require(may_edit(actor))
    removed, _ = CalendarDay.objects.filter(day=day).delete()
    if not removed:
        raise Refused(Refusal("no_own_day"))
    _tell(actor, "remove_calendar_day", "calendar", day=day.isoformat())
