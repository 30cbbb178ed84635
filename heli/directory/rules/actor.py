"""Who acts, with which posts, at which moment: the first argument of every action and every query."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from heli.directory.rules.levels import GroupKind, GroupRole, PostRole

OFFICE_TIME = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Post:
    """An appointment that holds at the actor's moment."""

    organization_id: int
    organization: str
    role: PostRole
    title: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A place in a group of a programme, in person or as the head or liaison of a member organization."""

    programme_id: int
    group_id: int
    group: str
    kind: GroupKind
    role: GroupRole


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting at a moment; posts and memberships are those that hold then."""

    account_id: int | None
    person_id: int | None
    name: str
    at: datetime
    posts: tuple[Post, ...] = ()
    memberships: tuple[Membership, ...] = ()
    administrator: bool = False
    auditor: bool = False

    @property
    def today(self) -> date:
        return self.at.astimezone(OFFICE_TIME).date()

    def moved_to(self, moment: datetime) -> "Actor":
        """The same person at another moment; used where a story is told over many days."""
        return replace(self, at=moment)

    def organizations(self, *roles: PostRole) -> frozenset[int]:
        return frozenset(p.organization_id for p in self.posts if not roles or p.role in roles)

    def in_programme(self, programme_id: int) -> Iterator[Membership]:
        return (m for m in self.memberships if m.programme_id == programme_id)

    def holds(self, programme_id: int, kind: GroupKind, *roles: GroupRole) -> bool:
        return any(m.kind == kind and (not roles or m.role in roles) for m in self.in_programme(programme_id))


SYSTEM_NAME = "系统"
