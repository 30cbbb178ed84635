"""Reading programmes; `actor_for` fills the Actor that everything else receives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from heli.directory.models import Account, Appointment, Organization, Person, Region
from heli.directory.queries import OrganizationLine, organizations, place_path
from heli.directory.rules.actor import OFFICE_TIME, Actor, Membership, Post
from heli.directory.rules.levels import GroupKind, GroupRole, Level, PostRole
from heli.programmes.models import Group, GroupMember, Programme
from heli.programmes.rules.addressees import Class, classes_of


def actor_for(account: Account, at: datetime) -> Actor:
    """The person behind the account, with the posts and memberships that hold at that moment."""
    if account.person is None:
        return Actor(account.pk, None, account.login, at, administrator=account.administrator, auditor=account.auditor)
    person = _acting(account.person, at)
    return replace(person, account_id=account.pk, administrator=account.administrator, auditor=account.auditor)


def actor_of(person_id: int, at: datetime) -> Actor:
    """A person acting at a moment, with an account or (recorded for him) without."""
    return _acting(Person.objects.get(pk=person_id), at)


def _acting(person: Person, at: datetime) -> Actor:
    day = at.astimezone(OFFICE_TIME).date()
    held = Appointment.objects.filter(Appointment.holding(day), person=person).select_related("organization")
    posts = tuple(Post(a.organization_id, a.organization.short_name, PostRole(a.role), a.title) for a in held)
    return Actor(None, person.pk, person.name, at, posts, _memberships(person.pk, posts))


def _memberships(person_id: int, posts: Sequence[Post]) -> tuple[Membership, ...]:
    mine = Q(person_id=person_id) | Q(organization_id__in=[p.organization_id for p in posts])
    found = GroupMember.objects.filter(mine).select_related("group")
    return tuple(
        Membership(
            m.group.programme_id,
            m.group_id,
            m.group.name,
            GroupKind(m.group.kind),
            GroupRole(m.role) if m.person_id else GroupRole.MEMBER,
        )
        for m in found
    )


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    id: int
    name: str
    upper_region: str
    lower_region: str
    office_organization_id: int
    office: str
    authority: str


def _line(p: Programme) -> ProgrammeLine:
    office = Group.objects.filter(programme=p, kind=GroupKind.OFFICE).first()
    return ProgrammeLine(
        p.pk,
        p.name,
        p.upper_region.name,
        p.lower_region.name,
        p.office_organization_id,
        office.name if office else p.office_organization.short_name,
        p.authority,
    )


def programme_line(programme_id: int) -> ProgrammeLine:
    found = Programme.objects.select_related("upper_region", "lower_region", "office_organization")
    return _line(found.get(pk=programme_id))


def programme_names(actor: Actor) -> list[tuple[int, str]]:
    """(id, name) of `programmes_of`, in one question to the database: every page asks it."""
    found = Programme.objects.order_by("-starts_on", "-id")
    if not (actor.auditor or actor.administrator):
        own = Organization.objects.filter(pk__in=actor.organizations())
        found = found.filter(
            Q(pk__in={m.programme_id for m in actor.memberships})
            | Q(upper_region_id__in=own.values("region_id"))
            | Q(lower_region_id__in=own.values("region_id"))
            | Q(lower_region_id__in=own.values("region__parent_id"))
        )
    return list(found.values_list("pk", "name"))


def programmes_of(actor: Actor) -> list[ProgrammeLine]:
    """The programmes that the actor works in, or all of them for auditors and administrators, newest first."""
    found = Programme.objects.select_related("upper_region", "lower_region", "office_organization")
    if not (actor.auditor or actor.administrator):
        regions = set(
            Organization.objects.filter(pk__in=actor.organizations()).values_list("region_id", "region__parent_id")
        )
        near = {region for pair in regions for region in pair if region}
        found = found.filter(
            Q(pk__in={m.programme_id for m in actor.memberships})
            | Q(upper_region_id__in=[own for own, _ in regions])
            | Q(lower_region_id__in=near)
        ).distinct()
    return [_line(p) for p in found.order_by("-starts_on", "-id")]


def groups(programme_id: int, kind: GroupKind | None = None) -> list[Group]:
    found = Group.objects.filter(programme_id=programme_id).select_related("leading_organization")
    return list(found.filter(kind=kind) if kind else found)


@dataclass(frozen=True, slots=True)
class GroupCard:
    name: str
    kind: GroupKind
    mandate: str
    leading: str
    members: tuple[tuple[str, GroupRole], ...]


def group_cards(programme_id: int) -> list[GroupCard]:
    found = Group.objects.filter(programme_id=programme_id).select_related("leading_organization")
    cards = []
    for g in found.prefetch_related("members__person", "members__organization"):
        members = tuple((str(m), GroupRole(m.role)) for m in g.members.all())
        leading = g.leading_organization.short_name if g.leading_organization else ""
        cards.append(GroupCard(g.name, GroupKind(g.kind), g.mandate, leading, members))
    return cards


def region_ids(programme_id: int) -> tuple[int, ...]:
    """The programme's two regions and all below them."""
    p = Programme.objects.get(pk=programme_id)
    found = [p.upper_region_id, p.lower_region_id]
    frontier = [p.lower_region_id]
    while frontier:
        frontier = list(
            Region.objects.filter(parent_id__in=frontier).exclude(pk__in=found).values_list("pk", flat=True)
        )
        found += frontier
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit offered for an addressee, and why."""

    organization: OrganizationLine
    because: str


def members_for(programme_id: int, addressee: str) -> list[Choice]:
    """Whom a class or group addressee stands for; a professional group answers through its leading organization."""
    programme = Programme.objects.get(pk=programme_id)
    lines = {line.id: line for line in organizations()}
    choices: dict[int, Choice] = {}
    for name in classes_of(addressee):
        for organization_id, because in _of_class(programme, name):
            if organization_id in lines:
                choices.setdefault(organization_id, Choice(lines[organization_id], because))
    return list(choices.values())


def _of_class(programme: Programme, name: Class) -> list[tuple[int, str]]:
    if name in {Class.PROMOTION, Class.COORDINATION}:
        kind = GroupKind.PROMOTION if name is Class.PROMOTION else GroupKind.COORDINATION
        found = GroupMember.objects.filter(
            group__programme=programme, group__kind=kind, organization__isnull=False
        ).select_related("group", "organization")
        ordered = sorted(found, key=lambda m: m.organization.position if m.organization else 0)
        return [(m.organization_id, f"{m.group.name}成员单位") for m in ordered if m.organization_id]
    if name is Class.PROFESSIONAL:
        return [
            (g.leading_organization_id, f"{g.name}牵头单位")
            for g in groups(programme.pk, GroupKind.PROFESSIONAL)
            if g.leading_organization_id
        ]
    return _of_region(programme, name)


def _of_region(programme: Programme, name: Class) -> list[tuple[int, str]]:
    if name is Class.TOWNS:
        found = Organization.objects.filter(region__parent_id=programme.lower_region_id, region__level=Level.TOWN)
        return [(o.pk, "乡镇街道") for o in found]
    upper = name is Class.UPPER_DEPARTMENTS
    region_id = programme.upper_region_id if upper else programme.lower_region_id
    found = Organization.objects.filter(region_id=region_id).exclude(kind__in=["government", "enterprise"])
    return [(o.pk, "市直部门单位" if upper else "县区直部门单位") for o in found]


def acting_path(programme_id: int) -> tuple[int, ...]:
    """The region under whose authority the office acts, with all above it."""
    return place_path(Programme.objects.select_related("acting_region").get(pk=programme_id).acting_region)


def people_in(programme_id: int, kind: GroupKind, *roles: GroupRole) -> list[int]:
    """Ids of the persons who are members of the programme's groups of this kind, in these roles."""
    found = GroupMember.objects.filter(group__programme_id=programme_id, group__kind=kind, person__isnull=False)
    if roles:
        found = found.filter(role__in=roles)
    return [person for person in found.values_list("person_id", flat=True) if person]
