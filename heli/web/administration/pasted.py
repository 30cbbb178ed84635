"""Lines pasted from Excel, each read and judged before anything is registered."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heli.directory.rules.levels import POST_ROLE_WORDS, PostRole
from heli.web.directory.forms import BETWEEN

MOST = 1000
"""lines at once"""
HEADS = {"全称", "单位全称", "单位名称", "姓名"}
ROLES = {words: role for role, words in POST_ROLE_WORDS.items()}


def cells_of(text: str) -> list[tuple[int, list[str]]]:
    """(number, cells) of every line that isn't empty; a first line of column heads is left out."""
    lines = [(n, [cell.strip() for cell in line.split("\t")]) for n, line in enumerate(text.splitlines(), start=1)]
    filled = [(n, cells) for n, cells in lines if any(cells)]
    return filled[1:] if filled and filled[0][1][0] in HEADS else filled


@dataclass(frozen=True, slots=True)
class Unit:
    line: int
    name: str
    short_name: str
    aliases: tuple[str, ...]
    wrong: str

    @property
    def cells(self) -> tuple[str, ...]:
        return self.name, self.short_name, "、".join(self.aliases)


@dataclass(frozen=True, slots=True)
class Post:
    line: int
    name: str
    unit: str
    title: str
    role: PostRole
    phone: str
    unit_id: int
    wrong: str

    @property
    def cells(self) -> tuple[str, ...]:
        return self.name, self.unit, self.title, POST_ROLE_WORDS[self.role], self.phone


def units(text: str, known: Collection[str]) -> list[Unit]:
    """全称、简称、其他写法; `known` are the full names that the region has already."""
    found, seen = [], set(known)
    for line, cells in cells_of(text)[:MOST]:
        name, short, aliases = (*cells, "", "", "")[:3]
        wrong = ""
        if not name:
            wrong = _("没有全称")
        elif len(name) > 120 or len(short) > 60:
            wrong = _("名称太长")
        elif name in seen:
            wrong = _("已登记过或前面已有")
        seen.add(name)
        split = tuple(dict.fromkeys(one[:120] for one in BETWEEN.split(aliases) if one))
        found.append(Unit(line, name, short or name, split, wrong))
    return found


def posts(text: str, find: Callable[[str], Sequence[int]], held: Collection[tuple[str, int]]) -> list[Post]:
    """姓名、单位、职务、在本单位、电话; `find` leads from a written name to units, `held` are (name, unit)."""
    found, seen = [], set(held)
    for line, cells in cells_of(text)[:MOST]:
        name, unit, title, role, phone = (*cells, "", "", "", "", "")[:5]
        ids = find(unit) if unit else ()
        unit_id = ids[0] if len(ids) == 1 else 0
        wrong = ""
        if not name or len(name) > 40:
            wrong = _("没有姓名或姓名太长")
        elif len(ids) > 1:
            wrong = _("“%(unit)s”有不止一个，请写全称") % {"unit": unit}
        elif not ids:
            wrong = _("通讯录中没有“%(unit)s”") % {"unit": unit}
        elif role and role not in ROLES:
            wrong = _("“%(role)s”不是%(known)s") % {"role": role, "known": "、".join(ROLES)}
        elif len(title) > 60 or len(phone) > 30:
            wrong = _("职务或电话太长")
        elif (name, unit_id) in seen:
            wrong = _("已在该单位登记过或前面已有")
        seen.add((name, unit_id))
        found.append(Post(line, name, unit, title, ROLES.get(role, PostRole.STAFF), phone, unit_id, wrong))
    return found
