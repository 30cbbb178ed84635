"""办理方式: in which manner the office may turn to a unit, from where the two stand.

Source: 党政机关公文处理工作条例 (行文规则) as offices apply it; see PRACTICE «行文关系».
"""

from dataclasses import dataclass
from enum import StrEnum

from heli.directory.rules.levels import Level, OrganizationKind


class Manner(StrEnum):
    ORDER = "order"
    REQUEST = "request"
    SUBMIT = "submit"


MANNER_WORDS: dict[Manner, str] = {Manner.ORDER: "交办", Manner.REQUEST: "商请", Manner.SUBMIT: "提请"}


@dataclass(frozen=True, slots=True)
class Place:
    """A region as the rules see it: its level and the ids of itself and of all regions above it."""

    level: Level
    path: tuple[int, ...]
    """From the top down; the last id is the region itself."""

    def lies_in(self, other: "Place") -> bool:
        return other.path[-1] in self.path


@dataclass(frozen=True, slots=True)
class MannerRow:
    manner: Manner
    why: str


def manner_towards(office: Place, unit: Place, kind: OrganizationKind) -> MannerRow:
    """First line that fits, top down.

    | the unit | manner |
    | centrally managed body | 商请 |
    | own level's party committee or government | 提请 |
    | any other unit of the own level | 交办 |
    | any unit of a region below | 交办 (a government below: through the general office) |
    | party committee or government above | 提请 |
    | department above | 商请 |
    | anybody elsewhere | 商请 |
    """
    government = kind is OrganizationKind.GOVERNMENT
    if kind is OrganizationKind.CENTRAL:
        return MannerRow(Manner.REQUEST, "垂直管理单位，用商请")
    if unit.path[-1] == office.path[-1]:
        return MannerRow(Manner.SUBMIT, "本级党委、政府，用提请") if government else MannerRow(Manner.ORDER, "本级部门")
    if unit.lies_in(office):
        return MannerRow(Manner.ORDER, "下级党委、政府，经党委办、政府办转发" if government else "下级单位")
    if office.lies_in(unit):
        if government:
            return MannerRow(Manner.SUBMIT, "上级党委、政府，用提请")
        return MannerRow(Manner.REQUEST, "上级部门，用商请")
    return MannerRow(Manner.REQUEST, "不相隶属，用商请")
