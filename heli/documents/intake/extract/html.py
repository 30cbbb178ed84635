"""Web pages: the words a reader sees, without the page's frame."""

import re

from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.extract.plain import decode

GONE = (
    "script,style,noscript,nav,footer,aside,form,button,select,textarea,template,iframe,object,svg,canvas,rt,rp,head"
    " meta,head link"
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
BEFORE_TABLE_CELL = "\t"


def extract(content: bytes) -> Extracted:
    return extract_page(_text_of(content))


def extract_page(page: str) -> Extracted:
    """`page` is the source of the page, already decoded, whatever it says of its encoding."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    for node in tree.css(GONE):
        node.decompose()
    for node in tree.css("[class],[id]"):
        attributes = node.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if node.tag not in {"body", "html"} and FRAME_NAMES.search(named) and not _holds_the_body(node):
            node.decompose()
    root = tree.body or tree.root
    lines = _lines(root) if root is not None else []
    title = tree.css_first("head title")
    heading = SPACES.sub(" ", title.text()).strip() if title is not None else ""
    if heading and not tree.css_first("h1,h2,h3") and lines and len(lines[0]) > 60:
        lines.insert(0, heading)
    return Extracted("\n".join(lines), "text/html")


def _holds_the_body(node: object) -> bool:
    """A wrapper named after its menu may hold the article itself: keep what is long and has full sentences."""
    text = str(node.text())  # type: ignore[attr-defined]
    return text.count("。") >= 3


def _text_of(content: bytes) -> str:
    declared = DECLARED.search(content[:4096])
    if declared:
        try:
            return content.decode(declared.group(1).decode("ascii").replace("gb2312", "gb18030"))
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(content)


def _lines(root: object) -> list[str]:
    pieces: list[str] = []
    _walk(root, pieces)
    lines = []
    for line in "".join(pieces).split("\x1e"):
        cells = [SPACES.sub(" ", cell).strip() for cell in line.split("\x1f")]
        joined = "\t".join(cells).strip()
        if joined:
            lines.append(joined)
    return lines


def _walk(root: object, pieces: list[str]) -> None:
    """Depth first without recursion: a page may be nested deeper than Python's stack."""
    stack: list[tuple[object, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = str(node.tag)  # type: ignore[attr-defined]
        if tag == "-text":
            pieces.append((node.text_content or "") if not leaving else "")  # type: ignore[attr-defined]
            continue
        if tag == "br" or (tag in BLOCKS):
            pieces.append("\x1e")
        if tag in {"td", "th"} and leaving:
            pieces.append("\x1f")
        if leaving or tag.startswith(("-", "!", "_")):
            continue
        stack.append((node, True))
        children = []
        child = node.child  # type: ignore[attr-defined]
        while child is not None:
            children.append((child, False))
            child = child.next
        stack.extend(reversed(children))
