"""PDF with a text layer. Running heads and page numbers go, lines broken by the page's width are joined."""

import re
from collections import Counter

from heli.documents.intake.extract.extracted import Extracted, Place
from heli.documents.intake.unreadable import Cause, Unreadable

MEDIA_TYPE = "application/pdf"
PAGE_NUMBER = re.compile(r"^[\s\-—–―－·.•第]*\d{1,4}[\s\-—–―－·.•页]*(?:[/／共]\s*\d{1,4}\s*页?)?[\s\-—–―－]*$")
ENDS_HERE = re.compile(r"[。！？：；!?:;”」）)]$")
STARTS_ANEW = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]"
    r"|第[一二三四五六七八九十]{1,3}[章节条部])"
)
LONG_LINE = 0.85


def extract(content: bytes) -> Extracted:
    pages = _without_running_heads(_pages(content))
    text = ""
    places = []
    for number, lines in enumerate(pages, start=1):
        body = _joined(lines)
        if not body:
            continue
        if text and not ENDS_HERE.search(text) and not STARTS_ANEW.match(body):
            start = len(text)
            text += body
        else:
            text += "\n" if text else ""
            start = len(text)
            text += body
        places.append(Place(start, len(text), page=number))
    return Extracted(text, MEDIA_TYPE, tuple(places))


def _pages(content: bytes) -> list[list[str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unreadable(Cause.ENCRYPTED, "文件设有打开密码，读不了。请取消密码后另存，再重新上传。") from error
        raise Unreadable(Cause.DAMAGED, "文件已损坏，不是完整的 PDF。请重新导出后再上传。") from error
    try:
        pages = []
        for page in document:
            layer = page.get_textpage()
            words = layer.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "")
            pages.append([line.strip() for line in words.split("\n") if line.strip()])
            layer.close()
            page.close()
    finally:
        document.close()
    return pages


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    def shape(line: str) -> str:
        return re.sub(r"\d+", "#", line)

    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({shape(line) for line in (*lines[:1], *lines[-1:])})
    running = {line for line, count in edges.items() if count >= 3 and count > len(pages) / 2}
    kept = []
    for lines in pages:
        body = list(lines)
        for end in (0, -1):
            while body and (PAGE_NUMBER.match(body[end]) or shape(body[end]) in running):
                body.pop(end)
        kept.append(body)
    return kept


def _joined(lines: list[str]) -> str:
    if not lines:
        return ""
    widest = max(len(line) for line in lines)
    out = lines[0]
    previous = lines[0]
    for line in lines[1:]:
        wrapped = len(previous) >= LONG_LINE * widest and not STARTS_ANEW.match(line)
        glue = (
            ""
            if wrapped or (not ENDS_HERE.search(previous) and len(previous) >= 0.6 * widest and len(line) <= 3)
            else "\n"
        )
        if wrapped and out[-1].isascii() and out[-1].isalnum() and line[0].isascii() and line[0].isalnum():
            glue = " "
        out += glue + line
        previous = line
    return out
