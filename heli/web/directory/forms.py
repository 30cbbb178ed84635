"""What the office types when it adds to the directory."""

import re
from dataclasses import dataclass

from django.http import QueryDict

from heli.directory.rules.levels import OrganizationKind, PostRole

BETWEEN = re.compile(r"[、,，;；\s]+")


def number(text: str | None) -> int:
    """An id from a form; 0, which no row has, for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0


@dataclass(frozen=True, slots=True)
class NewOrganization:
    region_id: int
    name: str
    short_name: str
    kind: OrganizationKind
    aliases: tuple[str, ...]

    @classmethod
    def parse(cls, given: QueryDict) -> "NewOrganization":
        kind = given.get("kind", "")
        return cls(
            number(given.get("region")),
            given.get("name", "").strip()[:120],
            given.get("short_name", "").strip()[:60],
            OrganizationKind(kind) if kind in set(OrganizationKind) else OrganizationKind.DEPARTMENT,
            tuple(one[:120] for one in BETWEEN.split(given.get("aliases", "")) if one),
        )


@dataclass(frozen=True, slots=True)
class NewPost:
    name: str
    title: str
    role: PostRole
    phone: str

    @classmethod
    def parse(cls, given: QueryDict) -> "NewPost":
        role = given.get("role", "")
        return cls(
            given.get("name", "").strip()[:40],
            given.get("title", "").strip()[:60],
            PostRole(role) if role in set(PostRole) else PostRole.STAFF,
            given.get("phone", "").strip()[:30],
        )
