"""Tables with ruled lines on PDF pages: the lines that part the cells, and the words between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from heli.documents.intake.extract.grid import Grid, Position

Box = tuple[float, float, float, float]
NEAR = 2.5
SHORTEST = 6.0
MANY_PATHS = 20_000
MANY_SEGMENTS = 2_000
MANY_RULES = 2_000
MANY_CELLS = 3_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke: at `at` across its direction, from start to end along it; points."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)

    def part(self, one: Box, other: Box) -> bool:
        """Does an upright rule stand between two boxes of one line?"""
        first = bisect_left(self.down, one[2] - NEAR, key=lambda rule: rule.at)
        middle = (other[1] + other[3]) / 2
        for rule in self.down[first:]:
            if rule.at > other[0] + NEAR:
                return False
            if rule.start <= middle <= rule.end:
                return True
        return False

    def add(self, box: Box) -> None:
        left, top, right, bottom = box
        if bottom - top <= NEAR and right - left >= SHORTEST:
            self.across.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= NEAR and bottom - top >= SHORTEST:
            self.down.append(Rule((left + right) / 2, top, bottom))


@dataclass(frozen=True, slots=True)
class Table:
    """`boxes` of the cells by their positions; the words are filled in as `grid`."""

    box: Box
    boxes: dict[Position, Box]
    merged: dict[Position, Position]
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def holds(self, box: Box) -> Position | None:
        """The cell that the middle of a box lies in."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        row, column = bisect_right(self.rows, y), bisect_right(self.columns, x)
        if not (0 < row < len(self.rows) and 0 < column < len(self.columns)):
            return None
        return self.merged.get((row, column), (row, column))

    def grid(self, words: dict[Position, str]) -> Grid:
        return Grid(words, self.merged)


def rules_of(page: Any, turned: Any) -> Rules:
    from pypdfium2 import raw

    rules = Rules()
    for count, found in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1)):
        if count > MANY_PATHS or len(rules.across) + len(rules.down) > MANY_RULES:
            return Rules()
        for box in _strokes(found):
            rules.add(turned(*box))
    rules.across.sort(key=lambda rule: rule.at)
    rules.down.sort(key=lambda rule: rule.at)
    return rules


def _strokes(found: Any) -> Iterator[Box]:
    """The straight pieces of a stroked path; of a filled one its whole, which is a rule when it is thin."""
    import ctypes

    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(found, ctypes.byref(fill), ctypes.byref(stroke))
    if not stroke.value:
        if fill.value:
            yield found.get_bounds()
        return
    matrix = found.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    last = begun = None
    for index in range(min(raw.FPDFPath_CountSegments(found), MANY_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(found, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield min(last[0], here[0]), min(last[1], here[1]), max(last[0], here[0]), max(last[1], here[1])
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = here
        last = here
        if raw.FPDFPathSegment_GetClose(segment) and begun is not None:
            yield min(begun[0], here[0]), min(begun[1], here[1]), max(begun[0], here[0]), max(begun[1], here[1])


def tables_of(rules: Rules) -> list[Table]:
    """Grids of at least two rows and two columns, from the top of the page down."""
    tables = []
    for across, down in _groups(rules):
        rows, columns = _levels(across), _levels(down)
        if len(rows) >= 3 and len(columns) >= 3 and len(rows) * len(columns) <= MANY_CELLS:
            tables.append(_table(rows, columns, across, down))
    return sorted(tables, key=lambda table: table.box[1])


def _groups(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that touch each other belong to one table."""
    groups: list[tuple[Box, list[Rule], list[Rule]]] = []
    boxes = [(rule, (rule.start, rule.at, rule.end, rule.at), True) for rule in rules.across]
    boxes += [(rule, (rule.at, rule.start, rule.at, rule.end), False) for rule in rules.down]
    for rule, box, is_across in boxes:
        whole, across, down = box, [rule] if is_across else [], [] if is_across else [rule]
        apart = []
        for other in groups:
            if _touch(whole, other[0]):
                whole = _around(whole, other[0])
                across, down = across + other[1], down + other[2]
            else:
                apart.append(other)
        groups = [*apart, (whole, across, down)]
    return [(across, down) for _, across, down in groups]


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2] + NEAR
        and other[0] <= one[2] + NEAR
        and one[1] <= other[3] + NEAR
        and other[1] <= one[3] + NEAR
    )


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _levels(rules: Sequence[Rule]) -> list[float]:
    levels: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not levels or at - levels[-1] > NEAR:
            levels.append(at)
    return levels


def _table(rows: list[float], columns: list[float], across: list[Rule], down: list[Rule]) -> Table:
    origins: dict[Position, Position] = {}
    for row in range(1, len(rows)):
        for column in range(1, len(columns)):
            here = (row, column)
            x = (columns[column - 1] + columns[column]) / 2
            y = (rows[row - 1] + rows[row]) / 2
            if column > 1 and not _crosses(down, columns[column - 1], y):
                origins[here] = origins[row, column - 1]
            elif row > 1 and not _crosses(across, rows[row - 1], x):
                origins[here] = origins[row - 1, column]
            else:
                origins[here] = here
    boxes: dict[Position, Box] = {}
    for (row, column), origin in origins.items():
        box = (columns[column - 1], rows[row - 1], columns[column], rows[row])
        boxes[origin] = _around(boxes[origin], box) if origin in boxes else box
    merged = {here: origin for here, origin in origins.items() if here != origin}
    return Table((columns[0], rows[0], columns[-1], rows[-1]), boxes, merged, tuple(columns), tuple(rows))


def _crosses(rules: Sequence[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.start - NEAR <= middle <= rule.end + NEAR for rule in rules)
