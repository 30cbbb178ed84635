"""Lines of pages → running text: heads, feet and page numbers go, broken lines are joined, each line keeps its box."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from heli.documents.intake.draft import Place
from heli.documents.intake.extract.grid import Layout
from heli.documents.intake.extract.pdf_lines import Box, Filled, Line, PageLines

PAGE_NUMBER = re.compile(
    r"^[\s\-—–―－·.•第]*\d{1,4}[\s\-—–―－·.•页]*(?:[/／共]\s*\d{1,4}\s*页?)?[\s\-—–―－]*$|^第\s*\d+\s*页.{0,8}$"
)
ENDS_HERE = re.compile(r"[。！？：；!?:;][”’）)]?$")
STARTS_ANEW = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)"
    r"|第[一二三四五六七八九十]{1,3}[章节条部]|[①-⑳]|附件\d?[：:]|抄送[：:]|主送[：:]|(?:责任|牵头|配合)(?:单位|部门|领导)[：:]|完成时限[：:])"
)


def without_running_heads(pages: list[PageLines]) -> tuple[list[PageLines], tuple[str, ...]]:
    """Lines that stand at the edge of most pages and differ in digits only, and page numbers, go."""

    def shape(line: Line) -> str:
        return re.sub(r"\d+", "#", line.words)

    edges: Counter[str] = Counter()
    for page in pages:
        ends = sorted((line for line in page.lines if line.table is None), key=lambda line: line.box[1])
        edges.update({shape(line) for line in (*ends[:2], *ends[-2:]) if not re.search(r"[。；.;]$", line.words)})
    full = sum(bool(page.lines) for page in pages)
    running = {line for line, count in edges.items() if count >= 3 and count > full / 2}
    dropped: list[str] = []
    kept = []
    for page in pages:
        ends = sorted((line for line in page.lines if line.table is None), key=lambda line: line.box[1])
        gone = [*_at_edge(ends, running, shape), *_at_edge(ends[::-1], running, shape)]
        dropped += [line.words for line in gone]
        kept.append(PageLines(page.width, page.height, [line for line in page.lines if line not in gone]))
    return kept, tuple(dict.fromkeys(dropped))


def _at_edge(lines: list[Line], running: set[str], shape: Any) -> Iterator[Line]:
    for line in lines[:3]:
        if not (PAGE_NUMBER.match(line.words) or shape(line) in running):
            return
        yield line


def laid_out(pages: list[PageLines]) -> tuple[str, tuple[Place, ...]]:
    """Paragraphs a line each, with a place for every line of the pages."""
    pieces: list[str] = []
    places: list[Place] = []
    position = 0
    previous: tuple[Line, float, float] | None = None
    table = _Tables()
    indents = _uses_indents(pages)
    for number, page in enumerate(pages, start=1):
        edges = _edges(page)
        for line in page.lines:
            if line.table is not None:
                glue = "\n" if position else ""
                table.add(line.table, position + len(glue), number, page)
                pieces.append(glue + table.text)
                places += table.places
                position += len(glue) + len(table.text)
                previous = None
                continue
            if previous is None and position:
                pieces.append("\n")
                position += 1
            left, right = edges[line.column]
            if previous is not None:
                glue = _glue(previous, (line, left, right), indents=indents)
                pieces.append(glue)
                position += len(glue)
            pieces.append(line.words)
            box = _share(line.box, page)
            places.append(Place(position, position + len(line.words), number, box, certainty=line.certainty))
            position += len(line.words)
            previous = (line, left, right)
    return "".join(pieces), tuple(places)


class _Tables:
    """Lays tables out one after the other; one that goes on at the head of the next page keeps its number."""

    def __init__(self) -> None:
        self.count = 0
        self.shift = 0
        self.last: tuple[int, int, int] = (0, 0, 0)
        self.text = ""
        self.places: list[Place] = []

    def add(self, filled: Filled, position: int, number: int, page: PageLines) -> None:
        rows, columns = len(filled.table.rows) - 1, len(filled.table.columns) - 1
        goes_on = self.last[:2] == (number - 1, columns) and page.lines[0].table is filled
        self.shift = self.shift + self.last[2] if goes_on else 0
        self.count += not goes_on
        self.last = (number, columns, rows)
        layout = Layout(position=position, tables=self.count - 1)
        layout.grid(filled.table.grid(filled.words))
        self.text = layout.text
        self.places = []
        for place in layout.places:
            here = (place.row or 0, place.column or 0)
            box = filled.table.boxes[filled.table.merged.get(here, here)]
            row = here[0] + self.shift
            self.places.append(replace(place, row=row, page=number, box=_share(box, page)))


def _share(box: Box, page: PageLines) -> Box:
    """In parts of the page's width and height."""
    return (
        _part(box[0], page.width),
        _part(box[1], page.height),
        _part(box[2], page.width),
        _part(box[3], page.height),
    )


def _part(point: float, length: float) -> float:
    """0..1; a word may reach beyond its page."""
    return round(min(max(point / length, 0.0), 1.0), 4)


def _edges(page: PageLines) -> dict[int, tuple[float, float]]:
    """Left and right edge of the running text, by column."""
    edges = {}
    running = [line for line in page.lines if line.table is None]
    for column in {line.column for line in running}:
        own = [line for line in running if line.column == column]
        lefts, rights = sorted(line.box[0] for line in own), sorted(line.box[2] for line in own)
        edges[column] = (lefts[len(lefts) // 10], rights[-1 - len(rights) // 10])
    return edges


def _uses_indents(pages: list[PageLines]) -> bool:
    """Do paragraphs begin with an indent, as Chinese ones should?"""
    indented = several = 0
    for page in pages:
        edges = _edges(page)
        for line in (one for one in page.lines if one.table is None):
            indent = (line.box[0] - edges[line.column][0]) / line.size
            indented += 1.2 < indent < 3.2
            several += 1
    return indented * 20 > several


def _glue(previous: tuple[Line, float, float], following: tuple[Line, float, float], *, indents: bool) -> str:
    before, _, right = previous
    after, left, _ = following
    size = max(before.size, 1.0)
    # heights of recognised lines are measured on the ink and differ by what stands in them
    loose = 0.12 if before.certainty is None else 0.35
    same_letters = abs(before.size - after.size) < loose * size
    if not same_letters:
        return "\n"
    if _is_centred_head(previous) and _is_centred_head(following) and 0 < after.box[1] - before.box[1] < 2.5 * size:
        return "" if not ENDS_HERE.search(before.words) and "〔" not in before.words else "\n"
    full = before.box[2] >= right - 2.2 * size
    indented = after.box[0] - left > 1.2 * size
    if not full or indented or STARTS_ANEW.match(after.words):
        return "\n"
    if not indents and ENDS_HERE.search(before.words):
        return "\n"
    both_latin = before.words[-1].isascii() and before.words[-1].isalnum() and after.words[0].isascii()
    return " " if both_latin and after.words[0].isalnum() and not before.words[-1].isdigit() else ""


def _is_centred_head(placed: tuple[Line, float, float]) -> bool:
    """A line of a title: white on both sides, evenly."""
    line, left, right = placed
    before, behind = line.box[0] - left, right - line.box[2]
    return min(before, behind) > 1.5 * line.size and abs(before - behind) < 2.5 * line.size
