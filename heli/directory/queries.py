"""Reading the directory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db.models import Count, Prefetch, Q, QuerySet

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


def _appointments_of(people: Iterable[int | None]) -> QuerySet[Appointment]:
    return Appointment.objects.filter(person_id__in=[p for p in people if p]).select_related("organization")


@dataclass(frozen=True, slots=True)
class RegionLine:
    id: int
    name: str
    level: Level
    parent: str = ""
    code: str = ""
    organizations: int = 0


def regions() -> list[RegionLine]:
    """From above to below, then as they were entered."""
    known = Region.objects.select_related("parent").annotate(units=Count("organizations")).order_by("pk")
    found = [
        RegionLine(r.pk, r.name, Level(r.level), r.parent.name if r.parent else "", r.code, r.units) for r in known
    ]
    return sorted(found, key=lambda r: r.level.rank)


def organization_card(organization_id: int, *, on: date) -> OrganizationCard:
    o = Organization.objects.select_related("region").prefetch_related("aliases").get(pk=organization_id)
    people = contacts(on=on, organizations=[organization_id])
    return OrganizationCard(_line(o), tuple(a.name for a in o.aliases.all()), tuple(people))


def phone_of(person_id: int) -> str:
    return Person.objects.values_list("phone", flat=True).get(pk=person_id)


@dataclass(frozen=True, slots=True)
class AccountLine:
    id: int
    login: str
    person_id: int | None
    person: str
    posts: tuple[str, ...]
    is_active: bool
    is_demo: bool
    administrator: bool
    auditor: bool
    must_change_password: bool
    signed_in_at: datetime | None


def accounts(*, on: date, account_id: int | None = None) -> list[AccountLine]:
    """Accounts with the posts that their persons hold on that day; disabled ones last."""
    found = Account.objects.select_related("person").order_by("-is_active", "person__position", "pk")
    if account_id is not None:
        found = found.filter(pk=account_id)
    lines = list(found)
    posts = _posts([a.person_id for a in lines if a.person_id], on)
    return [
        AccountLine(
            a.pk,
            a.login,
            a.person_id,
            a.person.name if a.person else "",
            posts.get(a.person_id or 0, ()),
            a.is_active,
            a.is_demo,
            a.administrator,
            a.auditor,
            a.must_change_password,
            a.last_login,
        )
        for a in lines
    ]


def _posts(people: Iterable[int], on: date) -> dict[int, tuple[str, ...]]:
    posts: dict[int, tuple[str, ...]] = {}
    for a in _appointments_of(people).filter(Appointment.holding(on)):
        posts[a.person_id] = (*posts.get(a.person_id, ()), f"{a.organization.short_name}{a.title}")
    return posts


@dataclass(frozen=True, slots=True)
class PersonLine:
    id: int
    name: str
    posts: tuple[str, ...]
    login: str
    """empty without an account"""
    initials: str


def people(*, on: date) -> list[PersonLine]:
    """Everybody in the directory with the posts held on that day, in institutional order."""
    posts = _posts(Person.objects.values_list("pk", flat=True), on)
    found = Person.objects.select_related("account")
    return [
        PersonLine(p.pk, p.name, posts.get(p.pk, ()), p.account.login if hasattr(p, "account") else "", p.initials)
        for p in found
    ]


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    id: int
    person_id: int
    person: str
    initials: str
    organization_id: int
    organization: str
    region: str
    title: str
    role: PostRole
    starts_on: date
    ends_on: date | None
    has_account: bool


def appointments(*, on: date, past: bool = False, appointment_id: int | None = None) -> list[AppointmentLine]:
    """Posts that hold on that day or later (with `past`, those that are over instead), in institutional order."""
    over = Q(ends_on__lt=on)
    found = Appointment.objects.select_related("person__account", "organization__region")
    if appointment_id is not None:
        found = found.filter(pk=appointment_id)
    else:
        found = found.filter(over if past else ~over | Q(ends_on=None))
    ordered = sorted(
        found,
        key=lambda a: (Level(a.organization.region.level).rank, a.organization.position, a.person.position, a.pk),
    )
    return [
        AppointmentLine(
            a.pk,
            a.person_id,
            a.person.name,
            a.person.initials,
            a.organization_id,
            a.organization.short_name,
            a.organization.region.name,
            a.title,
            PostRole(a.role),
            a.starts_on,
            a.ends_on,
            hasattr(a.person, "account"),
        )
        for a in ordered
    ]


@dataclass(frozen=True, slots=True)
class NamedDay:
    day: date
    is_workday: bool
    name: str
    own: bool
    """Set by the office, over whatever was published."""


@dataclass(frozen=True, slots=True)
class Year:
    number: int
    published: bool
    """Whether the State Council's arrangement for it is known; without it only weekends are off."""
    days: tuple[NamedDay, ...]


def year_of(number: int) -> Year:
    """Published days off and make-up workdays of a year with the office's own laid over them, in order."""
    from chinese_calendar import constants

    words = {holiday.value: holiday.chinese for holiday in constants.Holiday}
    days = {
        day: NamedDay(day, worked, words.get(name, name), own=False)
        for table, worked in ((constants.holidays, False), (constants.workdays, True))
        for day, name in table.items()
        if day.year == number
    }
    published = bool(days)
    for o in CalendarDay.objects.filter(day__year=number):
        days[o.day] = NamedDay(o.day, o.is_workday, o.name, own=True)
    return Year(number, published, tuple(days[day] for day in sorted(days)))


@dataclass(frozen=True, slots=True)
class Numbers:
    regions: int
    organizations: int
    people: int
    liaisons: int
    """organizations that have a liaison on that day"""
    accounts: int


def numbers(*, on: date) -> Numbers:
    """How far the directory has been filled."""
    liaisons = Appointment.objects.filter(Appointment.holding(on), role=PostRole.LIAISON)
    return Numbers(
        Region.objects.count(),
        Organization.objects.count(),
        Person.objects.count(),
        liaisons.values("organization").distinct().count(),
        Account.objects.filter(is_active=True).count(),
    )
