"""From the places of a text to what a person sees of the original: boxes on pages, cells of sheets."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Place = Mapping[str, Any]
"""As the contract of reading gives it: offsets, and what is known of page, box, sheet, cell."""


@dataclass(frozen=True, slots=True)
class Box:
    """On a page, in thousandths of its width and height."""

    page: int
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Cell:
    row: int
    column: int
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    cells: tuple[Cell, ...]


def touching(places: Sequence[Place], start: int, end: int) -> Iterable[Place]:
    """Places that a span reaches into; `places` in the order of the text."""
    first = bisect_right([p["end"] for p in places], start)
    last = bisect_left([p["start"] for p in places], end)
    return places[first:last]


def boxes(places: Sequence[Place], start: int, end: int) -> tuple[Box, ...]:
    """Where a span stands on the pages: of a line that it doesn't fill, the part that its characters take."""
    found = []
    for place in touching(places, start, end):
        if place.get("page") is None or place.get("box") is None:
            continue
        left, top, right, bottom = place["box"]
        length = max(place["end"] - place["start"], 1)
        share = (right - left) / length
        x0 = left + share * max(start - place["start"], 0)
        x1 = right - share * max(place["end"] - end, 0)
        box = (round(1000 * x0), round(1000 * top), round(1000 * (x1 - x0)), round(1000 * (bottom - top)))
        found.append(Box(place["page"], *box))
    return tuple(found)


def sheets(places: Sequence[Place]) -> tuple[Sheet, ...]:
    """The sheets of a workbook with the cells that hold words, in reading order."""
    found: dict[str, dict[tuple[int, int], Cell]] = {}
    for place in places:
        row, column = place.get("row"), place.get("column")
        if place.get("sheet") and row and column:
            cell = Cell(row, column, place.get("cell") or "", place["start"], place["end"])
            found.setdefault(place["sheet"], {}).setdefault((row, column), cell)
    return tuple(Sheet(name, tuple(cells[at] for at in sorted(cells))) for name, cells in found.items())
