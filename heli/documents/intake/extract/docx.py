"""Word documents: paragraphs and tables in order, read straight from the package with limits of our own."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from heli.documents.intake.extract.extracted import Extracted, Place
from heli.documents.intake.unreadable import Cause, Unreadable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST_TOTAL = 400 * 1024 * 1024
LARGEST_PART = 64 * 1024 * 1024
LARGEST_RATIO = 200
MANY_PARTS = 5_000
BODY = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SKIPPED = frozenset(
    (
        W + "del",
        W + "moveFrom",
        W + "rt",
        W + "instrText",
        W + "delText",
        W + "pPr",
        W + "rPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)


def extract(content: bytes) -> Extracted:
    from lxml import etree

    body = _body(content)
    if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body:
        raise _damaged()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged() from error
    return _collected(root)


def _damaged() -> Unreadable:
    return Unreadable(Cause.DAMAGED, "文件已损坏，不是完整的 Word 文档。请用 Word 或 WPS 打开后另存，再重新上传。")


def _bomb() -> Unreadable:
    return Unreadable(
        Cause.ZIP_BOMB, "文件解开后大得异常，为安全起见没有打开。请用 Word 或 WPS 打开后另存，再重新上传。"
    )


def _body(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _check(parts)
            info = next((part for part in parts if part.filename == BODY), None)
            if info is None:
                raise _damaged()
            if info.flag_bits & 0x1:
                raise Unreadable(Cause.ENCRYPTED, "文件设有打开密码，读不了。请取消密码后另存，再重新上传。")
            with package.open(info) as stream:
                body = stream.read(LARGEST_PART + 1)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise _damaged() from error
    if len(body) > LARGEST_PART:
        raise _bomb()
    return body


def _check(parts: list[zipfile.ZipInfo]) -> None:
    """Declared sizes; a lie in them is caught by the bounded read."""
    if len(parts) > MANY_PARTS or sum(part.file_size for part in parts) > LARGEST_TOTAL:
        raise _bomb()
    for part in parts:
        if part.file_size > 1024 * 1024 and part.file_size > LARGEST_RATIO * max(1, part.compress_size):
            raise _bomb()


def _collected(root: Any) -> Extracted:
    body = root.find(W + "body")
    lines: list[str] = []
    places: list[Place] = []
    position = 0
    for line, table, row in _blocks(body if body is not None else root):
        lines.append(line)
        if table is not None:
            places.append(Place(position, position + len(line), table=table, row=row))
        position += len(line) + 1
    return Extracted("\n".join(lines), MEDIA_TYPE, tuple(places))


def _blocks(body: Any) -> Iterator[tuple[str, int | None, int | None]]:
    tables = 0
    for element in _flat(body):
        if element.tag == W + "p":
            for line in _text(element).split("\n"):
                if line.strip():
                    yield line.strip(), None, None
        elif element.tag == W + "tbl":
            tables += 1
            for number, row in enumerate(element.iter(W + "tr"), start=1):
                cells = [" ".join(_cell(cell).split()) for cell in row.iterchildren(W + "tc")]
                if any(cells):
                    yield "\t".join(cells), tables, number


def _flat(body: Any) -> Iterator[Any]:
    """Block elements, also those inside content controls and accepted insertions."""
    for element in body.iterchildren():
        if element.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml", W + "smartTag"):
            yield from _flat(element)
        else:
            yield element


def _cell(cell: Any) -> str:
    return " ".join(_text(paragraph) for paragraph in cell.iter(W + "p"))


def _text(paragraph: Any) -> str:
    pieces: list[str] = []
    stack = [paragraph]
    while stack:
        node = stack.pop()
        tag = node.tag
        if tag in SKIPPED or not isinstance(tag, str):
            continue
        if tag == W + "t":
            pieces.append(node.text or "")
        elif tag == W + "tab":
            pieces.append(" ")
        elif tag in (W + "br", W + "cr"):
            pieces.append("\n")
        elif tag == W + "noBreakHyphen":
            pieces.append("-")
        stack.extend(reversed(node))
    return "".join(pieces)
