"""What an administrator types, read carefully; a day that isn't one is None."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from heli.directory.rules.levels import GroupKind, GroupRole, Level
from heli.documents.intake.draft import Category
from heli.web.directory.forms import number


def day_of(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def words_of(given: QueryDict, name: str, longest: int) -> str:
    return given.get(name, "").strip()[:longest]


def categories_of(given: QueryDict) -> list[str]:
    return [c for c in given.getlist("categories") if c in set(Category)]


def level_of(text: str | None) -> Level:
    return Level(text) if text in set(Level) else Level.COUNTY


def role_of(text: str | None) -> GroupRole:
    return GroupRole(text) if text in set(GroupRole) else GroupRole.MEMBER


def kind_of(text: str | None) -> GroupKind:
    return GroupKind(text) if text in set(GroupKind) else GroupKind.PROFESSIONAL


@dataclass(frozen=True, slots=True)
class Facts:
    """Of a programme."""

    name: str
    authority: str
    authority_approved_by: str
    starts_on: date | None
    ends_on: date | None

    @classmethod
    def parse(cls, given: QueryDict) -> "Facts":
        return cls(
            words_of(given, "name", 120),
            words_of(given, "authority", 200),
            words_of(given, "approved_by", 60),
            day_of(given.get("starts_on")),
            day_of(given.get("ends_on")),
        )


@dataclass(frozen=True, slots=True)
class Places:
    """The regions and the office of a new programme; 0 where nothing was chosen."""

    upper: int
    lower: int
    acting: int
    office: int

    @classmethod
    def parse(cls, given: QueryDict) -> "Places":
        upper, lower = number(given.get("upper")), number(given.get("lower"))
        acting = lower if given.get("acting") == "lower" else upper
        return cls(upper, lower, acting, number(given.get("office")))
