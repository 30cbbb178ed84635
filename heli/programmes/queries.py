"""Reading programmes; `actor_for` fills the Actor that everything else receives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

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


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    id: int
    name: str
    upper_region: str
    lower_region: str
    acting_region: str
    office_organization: str
    starts_on: date
    ends_on: date | None
    authority: str
    authority_approved_by: str


def programme_facts(programme_id: int | None = None) -> list[ProgrammeFacts]:
    """What a programme rests on: one of them, or all, newest first."""
    found = Programme.objects.select_related("upper_region", "lower_region", "acting_region", "office_organization")
    if programme_id is not None:
        found = found.filter(pk=programme_id)
    return [
        ProgrammeFacts(
            p.pk,
            p.name,
            p.upper_region.name,
            p.lower_region.name,
            p.acting_region.name,
            p.office_organization.short_name,
            p.starts_on,
            p.ends_on,
            p.authority,
            p.authority_approved_by,
        )
        for p in found.order_by("-starts_on", "-id")
    ]


@dataclass(frozen=True, slots=True)
class MemberLine:
    id: int
    name: str
    is_person: bool
    role: GroupRole


@dataclass(frozen=True, slots=True)
class GroupLine:
    id: int
    name: str
    kind: GroupKind
    region: str
    mandate: str
    leading_id: int
    """0 where no organization leads."""
    leading: str
    categories: tuple[str, ...]
    members: tuple[MemberLine, ...]


ROLE_ORDER = list(GroupRole)


def group_lines(programme_id: int) -> list[GroupLine]:
    """The programme's groups in order; members by role, then in institutional order, people before organizations."""
    found = Group.objects.filter(programme_id=programme_id).select_related("leading_organization", "region")
    lines = []
    for g in found.prefetch_related("members__person", "members__organization"):
        ordered = sorted(g.members.all(), key=_member_order)
        members = tuple(MemberLine(m.pk, str(m), m.person_id is not None, GroupRole(m.role)) for m in ordered)
        leading = g.leading_organization.short_name if g.leading_organization else ""
        lines.append(
            GroupLine(
                g.pk,
                g.name,
                GroupKind(g.kind),
                g.region.name,
                g.mandate,
                g.leading_organization_id or 0,
                leading,
                tuple(g.categories),
                members,
            )
        )
    return lines


def _member_order(m: GroupMember) -> tuple[int, bool, int, int]:
    who = m.person or m.organization
    return ROLE_ORDER.index(GroupRole(m.role)), m.person is None, who.position if who else 0, m.pk


def programme_of_group(group_id: int) -> int:
    return Group.objects.values_list("programme_id", flat=True).get(pk=group_id)


def programme_of_member(member_id: int) -> int:
    return GroupMember.objects.values_list("group__programme_id", flat=True).get(pk=member_id)
