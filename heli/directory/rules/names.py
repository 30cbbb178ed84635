"""From a name as a paper writes it to the organizations it may mean: several are offered, none is guessed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HEADS = re.compile(r"^(中共)?(省|市(?!场)|州|县(?!域)|区(?!域)|旗)(?=.{2,})")
"""What a name says of its level; 市场监管局 and 县域经济办 bear none."""
BRACKETS = re.compile(r"[（(].*?[)）]")


def plain(name: str) -> str:
    """Half width, without brackets and spaces: 市商务局（招商局） is found under 市商务局."""
    flat = unicodedata.normalize("NFKC", name)
    return re.sub(r"\s+", "", BRACKETS.sub("", flat)) or flat


@dataclass(frozen=True, slots=True)
class Entry:
    """An organization under all the names it is written with."""

    organization_id: int
    names: tuple[str, ...]
    region: str


class Names:
    """All written forms of all organizations, ready for look-up."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._exact: dict[str, list[int]] = {}
        self._headless: dict[str, list[int]] = {}
        for entry in entries:
            for name in entry.names:
                self._put(self._exact, plain(name), entry.organization_id)
                bare = plain(name).removeprefix(entry.region)
                self._put(self._headless, HEADS.sub("", bare), entry.organization_id)

    @staticmethod
    def _put(forms: dict[str, list[int]], form: str, organization_id: int) -> None:
        known = forms.setdefault(form, [])
        if form and organization_id not in known:
            known.append(organization_id)

    def find(self, written: str) -> tuple[int, ...]:
        """Ids of organizations that are written so; forms without their region's head match only if nothing else."""
        form = plain(written)
        if found := self._exact.get(form):
            return tuple(found)
        if HEADS.match(form):
            return ()
        return tuple(self._headless.get(form, ()))

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(self._exact)


def initials_of(name: str, readings: Mapping[str, str]) -> str:
    """First letters of the readings (市发改委 → sfgw), for search by pinyin; unknown characters stay as they are."""
    return "".join((readings.get(c) or c)[:1] for c in name).lower()
