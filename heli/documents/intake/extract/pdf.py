"""PDF: words of its text layer, and of scanned pages what recognition makes of them."""

from typing import Any

from heli.documents.intake.draft import Notice
from heli.documents.intake.extract import scan
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.extract.package import locked
from heli.documents.intake.extract.pdf_layout import laid_out, without_running_heads
from heli.documents.intake.extract.pdf_lines import PageLines, lines_of
from heli.documents.intake.unreadable import Cause, Unreadable

MEDIA_TYPE = "application/pdf"
MANY_PAGES = 1_000
MANY_CHARACTERS = 3_000_000
FEW_LETTERS = 8
ODD_SHARE = 0.3
PIXELS = 2_000
"""Of the longer side of a scanned page as it is recognised."""
LARGEST_SCALE = 4.0


def extract(content: bytes) -> Extracted:
    document = _opened(content)
    try:
        pages, scanned = _read(document)
        if scanned and scan.available():
            scanned = _recognise(document, pages, scanned)
        elif len(scanned) == len(pages):
            raise scan.refusal()
        warnings = (*_warnings(document, scanned), *scan.notices(pages))
    finally:
        document.close()
    kept, dropped = without_running_heads(pages)
    text, places = laid_out(kept)
    return Extracted(text, MEDIA_TYPE, places, dropped, warnings)


def _opened(content: bytes) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise locked() from error
        raise _damaged() from error
    if count > MANY_PAGES:
        document.close()
        raise Unreadable(
            Cause.TOO_LARGE, f"这个 PDF 有 {count} 页，超过 {MANY_PAGES} 页的上限。请拆分后再送，或只送正文。"
        )
    return document


def _damaged() -> Unreadable:
    return Unreadable(Cause.DAMAGED, "文件已损坏，不是完整的 PDF。请重新导出后再上传。")


def _read(document: Any) -> tuple[list[PageLines], list[int]]:
    """Every page's lines, and the numbers of the pages that hold a picture instead of words."""
    import pypdfium2

    pages: list[PageLines] = []
    scanned: list[int] = []
    letters = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError as error:
            raise _damaged() from error
        lines = lines_of(page)
        count = sum(len(line.words) for line in lines.lines)
        if (count < FEW_LETTERS or lines.odd > ODD_SHARE * count) and _has_picture(page, lines.odd):
            scanned.append(number + 1)
            lines.lines = []
        page.close()
        pages.append(lines)
        letters += count
        if letters > MANY_CHARACTERS:
            raise Unreadable(
                Cause.TOO_LARGE, f"文件的文字超过 {MANY_CHARACTERS // 10_000} 万字。请拆分后再送，或只送正文。"
            )
    return pages, scanned


def _recognise(document: Any, pages: list[PageLines], scanned: list[int]) -> list[int]:
    """Reads the first scanned pages from their pictures; returns the numbers of those left unread."""
    for number in scanned[: scan.MANY_PICTURES]:
        page = document[number - 1]
        width, height = page.get_size()
        picture = page.render(scale=min(PIXELS / max(width, height, 1.0), LARGEST_SCALE)).to_pil().convert("RGB")
        page.close()
        pages[number - 1] = scan.recognised(picture)
    return scanned[scan.MANY_PICTURES :]


def _has_picture(page: Any, odd: int) -> bool:
    from pypdfium2 import raw

    return odd > 0 or next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


def _warnings(document: Any, scanned: list[int]) -> tuple[Notice, ...]:
    """`scanned`: pages that stay unread."""
    warnings = []
    if scanned:
        shown = "、".join(str(number) for number in scanned[:20]) + ("等" if len(scanned) > 20 else "")
        warnings.append(Notice("scanned_pages", f"第 {shown} 页是扫描的图片，没有读到文字，请对照原件补正。"))
    if document.count_attachments():
        warnings.append(Notice("embedded", "PDF 里带有附件，没有读。如有要求写在其中，请单独上传。"))
    return tuple(warnings)
