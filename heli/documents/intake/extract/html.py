"""Web pages: the words a reader sees, without the page's frame."""

import re
from typing import Any

from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.extract.grid import Grid, Layout, Position
from heli.documents.intake.extract.plain import decode

GONE = frozenset(
    "script style noscript nav footer aside form button select textarea template iframe object svg canvas rt rp"
    " head".split()
)
BLOCKS = frozenset(
    (
        "address article blockquote body center dd div dl dt fieldset figure figcaption h1 h2 h3 h4 h5 h6 header hr"
        " html li main ol p pre section table tbody thead tfoot tr ul caption form title"
    ).split()
)
FRAME_NAMES = re.compile(
    r"(?:^|[-_\s])(?:foot(?:er)?|nav(?:bar|igation)?|bread-?crumbs?|crumbs?|copyright|share|sidebar"
    r"|menu|related|toolbar|"
    r"comments?|pagination|pager|qrcode|search-?box|login)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
SPACES = re.compile(r"[ \t\n\r\f\u00a0\u2002\u2003\u2009\u200b\ufeff\u3000]+")
MANY_CHECKS = 300
DEEPEST = 4_000
TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)")
NEVER_DEEP = frozenset(
    "area base br col colgroup dd dt embed hr img input li link meta option p param source td th tr track wbr".split()
)
DEBRIS = re.compile(r"<[^<>]*>")
WIDEST_SPAN = 64
LONGEST_CELL = 2_000


def extract(content: bytes) -> Extracted:
    return extract_page(_text_of(content))


def extract_page(page: str) -> Extracted:
    """`page` is the source of the page, already decoded, whatever it says of its encoding."""
    from selectolax.lexbor import LexborHTMLParser

    if _depth(page) > DEEPEST:  # the parser's time grows with the square of the depth
        words = (SPACES.sub(" ", line).strip() for line in DEBRIS.sub("\n", page).split("\n"))
        return Extracted("\n".join(line for line in words if line), "text/html")
    tree = LexborHTMLParser(page)
    walk = _Walk()
    root = tree.body or tree.root
    if root is not None:
        walk.through(root)
    lines = walk.layout.lines
    heading = _title(tree)
    if heading and not walk.headed and lines and len(lines[0]) > 60:
        walk = _Walk()
        walk.layout.line(heading)
        walk.through(root)
    return Extracted(walk.layout.text, "text/html", tuple(walk.layout.places))


def _depth(page: str) -> int:
    """How deep elements that must be closed stand in each other, at most."""
    depth = deepest = 0
    for found in TAG.finditer(page):
        if found["name"].lower() not in NEVER_DEEP:
            depth = max(0, depth + (-1 if found["close"] else 1))
            deepest = max(deepest, depth)
    return deepest


def _title(tree: Any) -> str:
    title = tree.css_first("title")
    return SPACES.sub(" ", title.text()).strip() if title is not None else ""


def _text_of(content: bytes) -> str:
    declared = DECLARED.search(content[:4096])
    if declared:
        try:
            return content.decode(declared.group(1).decode("ascii").replace("gb2312", "gb18030"))
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(content)


class _Walk:
    """Goes through a page depth first without recursion: it may be nested deeper than Python's stack."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.pieces: list[str] = []
        self.headed = False
        self.checks = 0

    def through(self, root: Any) -> None:
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            tag = str(node.tag)
            if tag == "-text":
                self.pieces.append(node.text_content or "")
                continue
            if tag == "br" or tag in BLOCKS:
                self._break()
            elif tag in {"td", "th"} and leaving:
                self.pieces.append("\x1f")
            if leaving or tag.startswith(("-", "!", "_")) or (node is not root and self._is_frame(node, tag)):
                continue
            if tag == "table" and (grid := _grid_of(node)) is not None:
                self.layout.grid(grid)
                continue
            self.headed = self.headed or tag in {"h1", "h2", "h3"}
            stack.append((node, True))
            stack.extend((child, False) for child in _children(node)[::-1])
        self._break()

    def _break(self) -> None:
        cells = [SPACES.sub(" ", cell).strip() for cell in "".join(self.pieces).split("\x1f")]
        self.pieces.clear()
        joined = "\t".join(cells).strip()
        if joined:
            self.layout.line(joined)

    def _is_frame(self, node: Any, tag: str) -> bool:
        """Menus, footers and the like; but a wrapper named after its menu may hold the article itself."""
        if tag in GONE:
            return True
        attributes = node.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if len(named) == 1 or tag in {"body", "html"} or not FRAME_NAMES.search(named):
            return False
        self.checks += 1
        return self.checks < MANY_CHECKS and str(node.text()).count("。") < 3


def _children(node: Any) -> list[Any]:
    children = []
    child = node.child
    while child is not None:
        children.append(child)
        child = child.next
    return children


def _grid_of(table: Any) -> Grid | None:
    """The cells of a table of data; None for one that only lays out the page: nested, of one column, of articles."""
    rows = _rows_of(table)
    if rows is None or sum(len(row) >= 2 for row in rows) < 2:
        return None
    cells: dict[Position, str] = {}
    merged: dict[Position, Position] = {}
    for number, row in enumerate(rows, start=1):
        column = 1
        for cell in row:
            while (number, column) in merged:
                column += 1
            words = _words_of(cell)
            if len(words) > LONGEST_CELL:
                return None
            cells[number, column] = words
            deep, wide = min(_span(cell, "rowspan"), len(rows) - number + 1), _span(cell, "colspan")
            for covered in ((number + down, column + right) for down in range(deep) for right in range(wide)):
                if covered != (number, column):
                    merged[covered] = (number, column)
            column += wide
    return Grid(cells, merged)


def _rows_of(table: Any) -> list[list[Any]] | None:
    rows: list[list[Any]] = []
    stack = _children(table)[::-1]
    while stack:
        node = stack.pop()
        if node.tag == "table":
            return None
        if node.tag == "tr":
            rows.append([])
        elif node.tag in {"td", "th"} and rows:
            rows[-1].append(node)
        if not str(node.tag).startswith(("-", "!", "_")):
            stack.extend(_children(node)[::-1])
    return [row for row in rows if row]


def _words_of(cell: Any) -> str:
    inside = _Walk()
    inside.through(cell)
    return SPACES.sub(" ", " ".join(inside.layout.lines).replace("\t", " ")).strip()


def _span(cell: Any, name: str) -> int:
    value = str(cell.attributes.get(name) or "1").strip()
    return max(1, min(int(value), WIDEST_SPAN)) if value.isascii() and value.isdigit() and len(value) < 6 else 1
