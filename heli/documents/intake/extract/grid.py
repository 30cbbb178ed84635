"""Tables laid out as text: a row is a line, its cells stand between tabs; each cell keeps its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from heli.documents.intake.draft import Place

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells by (row, column), both from 1. `merged`: a covered position → the top left one that holds the words."""

    cells: Mapping[Position, str]
    merged: Mapping[Position, Position] = field(default_factory=dict)
    sheet: str | None = None


@dataclass(slots=True)
class Layout:
    """Text that grows, with the places of its cells."""

    position: int = 0
    tables: int = 0
    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def line(self, words: str) -> tuple[int, int]:
        start = self.position
        self.lines.append(words)
        self.position += len(words) + 1
        return start, start + len(words)

    def grid(self, grid: Grid) -> None:
        self.tables += 1
        spans: dict[Position, tuple[int, int]] = {}
        rows: dict[int, list[Position]] = {}
        for position, words in sorted(grid.cells.items()):
            if words and position not in grid.merged:
                rows.setdefault(position[0], []).append(position)
        for row in sorted({*rows, *(row for row, _ in grid.merged)}):
            here = rows.get(row, [])
            if here:
                at = self.line("\t".join(grid.cells[one] for one in here))[0]
                for one in here:
                    spans[one] = (at, at + len(grid.cells[one]))
                    at += len(grid.cells[one]) + 1
        covered = [(position, origin) for position, origin in grid.merged.items() if origin in spans]
        for (row, column), origin in sorted([*((one, one) for one in spans), *covered]):
            start, end = spans[origin]
            name = cell_name(*origin) if grid.sheet is not None else None
            self.places.append(
                Place(start, end, table=self.tables, row=row, column=column, sheet=grid.sheet, cell=name)
            )

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def cell_name(row: int, column: int) -> str:
    """B3 for (3, 2)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def covered_by(ranges: Sequence[tuple[Position, Position]], limit: int = 200_000) -> dict[Position, Position]:
    """What merged ranges (first and last position) cover, without their top left cells; at most `limit` cells."""
    merged: dict[Position, Position] = {}
    for first, last in ranges:
        if len(merged) + (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > limit:
            continue
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                if (row, column) != first:
                    merged[row, column] = first
    return merged
