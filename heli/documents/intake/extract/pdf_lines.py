"""Characters of a PDF page → lines of words with their boxes, in reading order."""

import ctypes
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from heli.documents.intake.extract.grid import Position
from heli.documents.intake.extract.pdf_tables import Rules, Table, rules_of, tables_of

Box = tuple[float, float, float, float]
MOST_CHARACTERS = 60_000
"""Of one page; a page of dense text has 3,000."""
WIDE_GAP = 2.0
GAP = 0.45
GUTTER = (0.3, 0.7)
CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
UNSEEN = frozenset("\ufffe\ufeff\u200b\u00ad\x02")


@dataclass(frozen=True, slots=True)
class Line:
    """Box in points from the page's top left corner: left, top, right, bottom. `size` is the height of its letters."""

    words: str
    box: Box
    size: float
    column: int = 0
    certainty: float | None = None
    table: "Filled | None" = None
    """A table that stands here instead of words."""


@dataclass(frozen=True, slots=True)
class Filled:
    table: Table
    words: dict[Position, str]


@dataclass(slots=True)
class _Piece:
    """Neighbouring characters of one line, as the file draws them."""

    words: str
    box: Box
    letters: int = 1

    @property
    def size(self) -> float:
        return self.box[3] - self.box[1]

    def takes(self, box: Box) -> bool:
        """Does a character in this box go on with the piece?"""
        overlap = min(self.box[3], box[3]) - max(self.box[1], box[1])
        lower = min(self.size, box[3] - box[1])
        gap = box[0] - self.box[2]
        return overlap > 0.5 * lower and -0.5 * self.size <= gap <= WIDE_GAP * self.size

    def add(self, letter: str, box: Box) -> None:
        self.words = glued(self.words, letter, box[0] - self.box[2], self.size)
        self.box = around(self.box, box)
        self.letters += 1


@dataclass(slots=True)
class PageLines:
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    odd: int = 0
    """Characters without a meaning of their own: a font that doesn't say which letters it draws."""


def around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def glued(before: str, after: str, gap: float, size: float) -> str:
    """Words of one line side by side; what stands between them depends on the gap seen on the page."""
    if gap > WIDE_GAP * size:
        return f"{before}\t{after}"
    if gap <= GAP * size and (CJK.match(before[-1:]) or CJK.match(after[:1])):
        return before + after
    return f"{before} {after}" if gap > 0.15 * size else before + after


def lines_of(page: Any) -> PageLines:
    """`page` is pypdfium2's. At most MOST_CHARACTERS characters of it are read."""
    layer = page.get_textpage()
    turned = _turned(page)
    rules = rules_of(page, turned)
    try:
        found = PageLines(*page.get_size())
        pieces = _pieces(layer, turned, found, rules)
    finally:
        layer.close()
    lines, tables = _tabled(_joined(pieces, rules), tables_of(rules))
    found.lines = _ordered(lines, found.width)
    for table in tables:
        below = (n for n, line in enumerate(found.lines) if line.box[1] >= table.box[3] - 1 and line.column == 0)
        found.lines.insert(next(below, len(found.lines)), table)
    return found


def _tabled(lines: list[Line], tables: list[Table]) -> tuple[list[Line], list[Line]]:
    """Lines outside the tables, and a line that stands for each table with words in at least two of its cells."""
    kept: list[list[tuple[Position, Line]]] = [[] for _ in tables]
    free = []
    for line in lines:
        for n, table in enumerate(tables):
            cell = table.holds(line.box)
            if cell is not None:
                kept[n].append((cell, line))
                break
        else:
            free.append(line)
    standing = []
    for table, own in zip(tables, kept, strict=True):
        words: dict[Position, str] = {}
        for cell, line in sorted(own, key=lambda one: (one[0], round(one[1].box[1]), one[1].box[0])):
            before = words.get(cell, "")
            both = before[-1:].isascii() and line.words[:1].isascii() and before != ""
            words[cell] = f"{before} {line.words}" if both else before + line.words
        if len(words) < 2:
            free += [line for _, line in own]
        else:
            shown = {cell: " ".join(one.split()) for cell, one in words.items()}
            standing.append(Line("", table.box, 10.0, table=Filled(table, shown)))
    return free, standing


def _turned(page: Any) -> Any:
    """A function from the file's coordinates to points from the top left corner of the page as it is shown."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    turns = page.get_rotation() // 90

    def turned(x0: float, y0: float, x1: float, y1: float) -> Box:
        x0, x1, y0, y1 = x0 - left, x1 - left, top - y1, top - y0
        if turns == 1:
            return height - y1, x0, height - y0, x1
        if turns == 2:
            return width - x1, height - y1, width - x0, height - y0
        if turns == 3:
            return y0, width - x1, y1, width - x0
        return x0, y0, x1, y1

    return turned


def _pieces(layer: Any, turned: Any, found: PageLines, rules: Rules) -> list[_Piece]:
    from pypdfium2 import raw

    rect = raw.FS_RECTF()
    pointer = ctypes.byref(rect)
    pieces: list[_Piece] = []
    for index in range(min(layer.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(layer, index)
        letter = chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
        if letter.isspace() or letter in UNSEEN or 0xD800 <= code < 0xE000:
            continue
        if not raw.FPDFText_GetLooseCharBox(layer, index, pointer):
            continue
        found.odd += letter == "\ufffd" or 0xE000 <= code <= 0xF8FF or code < 0x20
        box = turned(rect.left, rect.bottom, rect.right, rect.top)
        if pieces and pieces[-1].takes(box) and not rules.part(pieces[-1].box, box):
            pieces[-1].add(letter, box)
        elif box[3] > box[1]:
            pieces.append(_Piece(letter, box))
    return pieces


def _joined(pieces: list[_Piece], rules: Rules) -> list[Line]:
    """Pieces that stand on one line, though the file draws them apart: side by side and following each other."""
    lines: list[_Piece] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        beside = last is not None and _same_line(last, piece) and piece.box[0] >= last.box[2]
        if last is not None and beside and not rules.part(last.box, piece.box):
            last.words = glued(last.words, piece.words, piece.box[0] - last.box[2], last.size)
            last.box = around(last.box, piece.box)
            last.letters += piece.letters
        else:
            lines.append(_Piece(piece.words, piece.box, piece.letters))
    return [Line(line.words.strip(), line.box, line.size) for line in lines if line.words.strip()]


def _same_line(one: _Piece, other: _Piece) -> bool:
    overlap = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return overlap > 0.6 * min(one.size, other.size)


def arranged(lines: list[Line], width: float) -> list[Line]:
    """Lines found anywhere on a picture, in reading order; what stands side by side becomes one line."""
    gutter = _gutter(lines, width)
    if gutter is not None:
        return _by_columns(lines, gutter)
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.box[1] + line.box[3]) / 2):
        middle = (line.box[1] + line.box[3]) / 2
        if rows and rows[-1][0].box[1] < middle < rows[-1][0].box[3]:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_side_by_side(sorted(row, key=lambda line: line.box[0])) for row in rows]


def _side_by_side(row: list[Line]) -> Line:
    whole = row[0]
    for line in row[1:]:
        words = glued(whole.words, line.words, line.box[0] - whole.box[2], whole.size)
        certainty = None if whole.certainty is None else min(whole.certainty, line.certainty or 0.0)
        whole = Line(words, around(whole.box, line.box), whole.size, certainty=certainty)
    return whole


def _ordered(lines: list[Line], width: float) -> list[Line]:
    """As the file draws them, unless that jumps about: then down the page, column by column."""
    gutter = _gutter(lines, width)
    if gutter is not None:
        return _by_columns(lines, gutter)
    jumps = sum(later.box[3] < earlier.box[1] for earlier, later in pairwise(lines))
    if jumps * 10 <= len(lines):
        return lines
    return sorted(lines, key=lambda line: (round(line.box[1] / max(1.0, line.size)), line.box[0]))


def _gutter(lines: list[Line], width: float) -> float | None:
    """The middle of a white strip that parts two columns of running text, or None."""
    if len(lines) < 12:
        return None
    best: float | None = None
    for step in range(int(GUTTER[0] * 100), int(GUTTER[1] * 100) + 1):
        x = width * step / 100
        crossing = sum(line.box[0] < x < line.box[2] for line in lines)
        left = [line for line in lines if line.box[2] <= x]
        right = [line for line in lines if line.box[0] >= x]
        if crossing * 5 > len(lines) or min(len(left), len(right)) < 5:
            continue
        if _is_running(left, x) and _is_running(right, width - x):
            best = x if best is None else (best + x) / 2
    return best


def _is_running(lines: list[Line], width: float) -> bool:
    """Lines that fill their column, as those of running text do; cells of a table don't."""
    full = sum(line.box[2] - line.box[0] > 0.6 * width for line in lines)
    return full * 2 > len(lines) and sum(len(line.words) for line in lines) > 10 * len(lines)


def _by_columns(lines: list[Line], gutter: float) -> list[Line]:
    """Bands between lines that cross the gutter; in each band the left column, then the right one."""
    crossing = sorted((line for line in lines if line.box[0] < gutter < line.box[2]), key=lambda line: line.box[1])
    ordered: list[Line] = []
    rest = [line for line in lines if not line.box[0] < gutter < line.box[2]]
    for across in [*crossing, None]:
        band = [line for line in rest if across is None or line.box[1] < across.box[1]]
        rest = [line for line in rest if line not in band] if across is not None else []
        for number, side in enumerate((True, False), start=1):
            column = sorted((line for line in band if (line.box[2] <= gutter) is side), key=lambda line: line.box[1])
            ordered += [Line(line.words, line.box, line.size, number) for line in column]
        if across is not None:
            ordered.append(across)
    return ordered
