"""The blocks of a Word document's body in reading order: paragraphs with their numbers, tables with merged cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from heli.documents.intake.extract.docx_numbers import Numbers
from heli.documents.intake.extract.grid import Grid, Layout, Position

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
SKIPPED = frozenset(
    (
        *(W + name for name in ("del", "moveFrom", "rt", "instrText", "delText", "pPr", "rPr", "sdtPr", "object")),
        COMPATIBILITY + "Fallback",
    )
)
BOX = W + "txbxContent"
CONTENTS = re.compile(r"^(?:toc\s*\d|目录\s*\d)$", re.IGNORECASE)
WIDEST_SPAN = 64


@dataclass(frozen=True, slots=True)
class Style:
    numbered: tuple[str, int] | None = None
    contents: bool = False
    """An entry of the table of contents."""


@dataclass(slots=True)
class Body:
    """Reads blocks into a layout. `styles` by their id."""

    numbers: Numbers
    styles: dict[str, Style]
    layout: Layout = field(default_factory=Layout)
    revised: bool = False

    def read(self, container: Any) -> None:
        carried = ""
        for element in flat(container):
            if element.tag == W + "p":
                carried = self._paragraph(element, carried)
            elif element.tag == W + "tbl":
                self._flush(carried)
                carried = ""
                self._table(element)
        self._flush(carried)

    def _flush(self, words: str) -> None:
        for line in words.split("\n"):
            if line.strip():
                self.layout.line(line.strip())

    def _paragraph(self, paragraph: Any, carried: str) -> str:
        """Writes the paragraph's lines; returns what runs on because the mark at its end was deleted."""
        properties = paragraph.find(W + "pPr")
        style = self._style(properties)
        boxes: list[Any] = []
        words = text_of(paragraph, boxes)
        if style.contents:
            return carried
        if words.strip() and not carried:
            words = self._number(properties, style, words) + words.lstrip()
        joined = carried + words
        if _mark_is_deleted(properties):
            self.revised = True
            return joined
        self._flush(joined)
        for box in boxes:
            self.read(box)
        return ""

    def _style(self, properties: Any) -> Style:
        named = properties.find(W + "pStyle") if properties is not None else None
        return self.styles.get(named.get(W + "val"), Style()) if named is not None else Style()

    def _number(self, properties: Any, style: Style, words: str) -> str:
        listed = numbered(properties) or style.numbered
        if listed is None or listed[0] == "0":
            return ""
        number = self.numbers.next(*listed)
        # 「1.」 before 「2026年」 must not read as 1.2026
        return f"{number} " if number and words.lstrip()[:1].isdigit() else number

    def _table(self, table: Any) -> None:
        cells: dict[Position, str] = {}
        merged: dict[Position, Position] = {}
        open_above: dict[int, Position] = {}
        nested: list[Any] = []
        rows = [row for row in flat(table) if row.tag == W + "tr" and not _row_is_deleted(row)]
        for number, row in enumerate(rows, start=1):
            column = 1 + _skipped_before(row)
            for cell in (one for one in flat(row) if one.tag == W + "tc"):
                width, follows = _merging(cell)
                origin = open_above.get(column) if follows else None
                if origin is None:
                    origin = (number, column)
                    cells[origin] = self._cell(cell, nested)
                for covered in range(column, column + width):
                    open_above[covered] = origin
                    if (number, covered) != origin:
                        merged[number, covered] = origin
                column += width
        self.layout.grid(Grid(cells, merged))
        for box in nested:
            self.read(box)

    def _cell(self, cell: Any, boxes: list[Any]) -> str:
        pieces = []
        for paragraph in cell.iter(W + "p"):
            if _in_box(paragraph, cell):
                continue
            words = text_of(paragraph, boxes)
            if words.strip():
                properties = paragraph.find(W + "pPr")
                pieces.append(self._number(properties, self._style(properties), words) + words.lstrip())
        return " ".join(" ".join(pieces).split())


def _in_box(paragraph: Any, cell: Any) -> bool:
    """Does it stand in a text box inside this cell?"""
    for parent in paragraph.iterancestors():
        if parent is cell:
            return False
        if parent.tag == BOX:
            return True
    return False


def flat(container: Any) -> Iterator[Any]:
    """Its blocks, also those inside content controls and accepted insertions."""
    stack = [iter(container)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in WRAPPERS:
            stack.append(iter(element))
        else:
            yield element


def numbered(properties: Any) -> tuple[str, int] | None:
    """List and depth that paragraph properties name."""
    listed = properties.find(W + "numPr") if properties is not None else None
    if listed is None:
        return None
    number, depth = listed.find(W + "numId"), listed.find(W + "ilvl")
    if number is None:
        return None
    value = depth.get(W + "val", "0") if depth is not None else "0"
    return str(number.get(W + "val", "0")), int(value) if value.isdigit() and len(value) == 1 else 0


def styles_of(root: Any) -> dict[str, Style]:
    if root is None:
        return {}
    raw = {one.get(W + "styleId"): one for one in root.iterchildren(W + "style") if one.get(W + "styleId")}
    return {name: Style(_numbered_style(raw, name), _is_contents(one)) for name, one in raw.items()}


def _numbered_style(raw: dict[str, Any], name: str) -> tuple[str, int] | None:
    """Through the styles it is based on; a circle of them ends by itself."""
    seen: set[str] = set()
    while name in raw and name not in seen:
        seen.add(name)
        found = numbered(raw[name].find(W + "pPr"))
        if found is not None:
            return found
        base = raw[name].find(W + "basedOn")
        name = base.get(W + "val", "") if base is not None else ""
    return None


def _is_contents(style: Any) -> bool:
    name = style.find(W + "name")
    return name is not None and bool(CONTENTS.match(name.get(W + "val", "")))


def _on(element: Any) -> bool:
    return element is not None and element.get(W + "val", "1") not in ("0", "false", "off")


def _mark_is_deleted(properties: Any) -> bool:
    mark = properties.find(W + "rPr") if properties is not None else None
    return mark is not None and mark.find(W + "del") is not None


def _row_is_deleted(row: Any) -> bool:
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None


def _skipped_before(row: Any) -> int:
    properties = row.find(W + "trPr")
    before = properties.find(W + "gridBefore") if properties is not None else None
    return _width(before)


def _width(element: Any) -> int:
    value = element.get(W + "val", "0") if element is not None else "0"
    return min(int(value), WIDEST_SPAN) if value.isdigit() else 0


def _merging(cell: Any) -> tuple[int, bool]:
    """How many columns the cell covers, and whether it goes on with the one above."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        return 1, False
    merge = properties.find(W + "vMerge")
    width = _width(properties.find(W + "gridSpan"))
    return max(1, width), merge is not None and merge.get(W + "val", "continue") == "continue"


def text_of(paragraph: Any, boxes: list[Any]) -> str:
    """The words of a paragraph; the text boxes anchored in it are put into `boxes`."""
    pieces: list[str] = []
    stack = [paragraph]
    while stack:
        node = stack.pop()
        tag = node.tag
        if tag in SKIPPED or not isinstance(tag, str):
            continue
        if tag == BOX:
            boxes.append(node)
            continue
        if tag == W + "r":
            properties = node.find(W + "rPr")
            if properties is not None and _on(properties.find(W + "vanish")):
                continue
        elif tag in (W + "t", MATH + "t"):
            pieces.append(node.text or "")
        elif tag in (W + "tab", W + "ptab"):
            pieces.append(" ")
        elif tag in (W + "br", W + "cr"):
            pieces.append("\n")
        elif tag == W + "noBreakHyphen":
            pieces.append("-")
        stack.extend(reversed(node))
    return "".join(pieces)
