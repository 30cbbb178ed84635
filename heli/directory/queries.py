"""Reading the directory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Prefetch

from heli.directory.models import Account, Appointment, CalendarDay, Organization, Person, Region
from heli.directory.rules.levels import Level, OrganizationKind, PostRole
from heli.directory.rules.names import Entry, Names
from heli.workdays.calendar import Calendar


@cache
def _published() -> Calendar:
    """What the State Council has published, as far as the installed chinesecalendar knows it."""
    from chinese_calendar import constants

    return Calendar.of(constants.holidays, constants.workdays)


def calendar() -> Calendar:
    """The published calendar with the office's own days laid over it."""
    published = _published()
    own = list(CalendarDay.objects.values_list("day", "is_workday"))
    if not own:
        return published
    off = {day for day, worked in own if not worked}
    worked = {day for day, is_worked in own if is_worked}
    return Calendar(published.days_off - worked | off, published.workdays - off | worked)


@dataclass(frozen=True, slots=True)
class OrganizationLine:
    id: int
    name: str
    short_name: str
    region: str
    kind: OrganizationKind
    region_id: int
    position: int
    initials: str


def _line(o: Organization) -> OrganizationLine:
    return OrganizationLine(
        o.pk, o.name, o.short_name, o.region.name, OrganizationKind(o.kind), o.region_id, o.position, o.initials
    )


def organizations(*, regions: Iterable[int] | None = None) -> list[OrganizationLine]:
    """In institutional order: upper levels first, then by 排序号."""
    found = Organization.objects.select_related("region")
    if regions is not None:
        found = found.filter(region_id__in=list(regions))
    lines = [(Level(o.region.level).rank, o.position, o.pk, _line(o)) for o in found]
    return [line for *_, line in sorted(lines, key=lambda item: item[:3])]


def organization(organization_id: int) -> OrganizationLine:
    return _line(Organization.objects.select_related("region").get(pk=organization_id))


def names() -> Names:
    """Every written form of every organization."""
    entries = []
    for o in Organization.objects.select_related("region").prefetch_related("aliases").order_by("position", "id"):
        forms = (o.name, o.short_name, *(alias.name for alias in o.aliases.all()))
        entries.append(Entry(o.pk, forms, o.region.name))
    return Names(entries)


def place_path(region: Region) -> tuple[int, ...]:
    """Ids from the top region down to this one."""
    path: list[int] = []
    current: Region | None = region
    while current is not None:
        path.insert(0, current.pk)
        current = current.parent
    return tuple(path)


@dataclass(frozen=True, slots=True)
class Contact:
    person_id: int
    name: str
    organization_id: int
    organization: str
    title: str
    role: PostRole
    phone: str
    initials: str = ""


def contacts(*, on: date, organizations: Sequence[int] | None = None, roles: Sequence[PostRole] = ()) -> list[Contact]:
    found = Appointment.objects.filter(Appointment.holding(on)).select_related("person", "organization")
    if organizations is not None:
        found = found.filter(organization_id__in=organizations)
    if roles:
        found = found.filter(role__in=roles)
    return [
        Contact(
            a.person_id,
            a.person.name,
            a.organization_id,
            a.organization.short_name,
            a.title,
            PostRole(a.role),
            a.person.phone,
            a.person.initials,
        )
        for a in found.order_by("organization__position", "person__position", "id")
    ]


@dataclass(frozen=True, slots=True)
class OrganizationCard:
    line: OrganizationLine
    aliases: tuple[str, ...]
    contacts: tuple[Contact, ...]


def organization_cards(*, on: date, words: str = "") -> list[OrganizationCard]:
    """The directory page: every organization with its other names and the people who hold posts on that day."""
    by_organization: dict[int, list[Contact]] = {}
    for contact in contacts(on=on):
        by_organization.setdefault(contact.organization_id, []).append(contact)
    found = Organization.objects.select_related("region").prefetch_related(Prefetch("aliases"))
    cards = []
    for o in found:
        aliases = tuple(a.name for a in o.aliases.all())
        people = tuple(by_organization.get(o.pk, ()))
        haystack = " ".join((o.name, o.short_name, o.initials, *aliases, *(f"{c.name} {c.initials}" for c in people)))
        if words.casefold() in haystack.casefold():
            cards.append((Level(o.region.level).rank, o.position, o.pk, OrganizationCard(_line(o), aliases, people)))
    return [card for *_, card in sorted(cards, key=lambda item: item[:3])]


@dataclass(frozen=True, slots=True)
class DemoLogin:
    login: str
    words: str


def demo_logins() -> list[DemoLogin]:
    """The demo accounts, for the sign-in page of a machine that shows the demo to itself alone."""
    found = Account.objects.filter(is_demo=True, is_active=True).select_related("person").order_by("pk")
    posts = {
        a.person_id: f"{a.organization.short_name}{a.title}" for a in _appointments_of([a.person_id for a in found])
    }
    return [DemoLogin(a.login, posts.get(a.person_id or 0, str(a))) for a in found]


def _appointments_of(people: Iterable[int | None]) -> Iterable[Appointment]:
    return Appointment.objects.filter(person_id__in=[p for p in people if p]).select_related("organization")


@dataclass(frozen=True, slots=True)
class RegionLine:
    id: int
    name: str
    level: Level


def regions() -> list[RegionLine]:
    """From above to below, then as they were entered."""
    found = [RegionLine(r.pk, r.name, Level(r.level)) for r in Region.objects.order_by("pk")]
    return sorted(found, key=lambda r: r.level.rank)


def organization_card(organization_id: int, *, on: date) -> OrganizationCard:
    o = Organization.objects.select_related("region").prefetch_related("aliases").get(pk=organization_id)
    people = contacts(on=on, organizations=[organization_id])
    return OrganizationCard(_line(o), tuple(a.name for a in o.aliases.all()), tuple(people))


def phone_of(person_id: int) -> str:
    return Person.objects.values_list("phone", flat=True).get(pk=person_id)
