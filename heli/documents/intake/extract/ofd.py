"""OFD (GB/T 33190): the text objects of every page, lengths in millimetres; pictures and seals stay out."""

import posixpath
from collections.abc import Iterator
from typing import Any

from heli.documents.intake.draft import Notice
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.extract.package import Package, damaged, opened
from heli.documents.intake.extract.pdf_layout import laid_out, without_running_heads
from heli.documents.intake.extract.pdf_lines import Box, Line, PageLines, arranged
from heli.documents.intake.unreadable import Cause, Unreadable

MEDIA_TYPE = "application/ofd"
WHAT = "版式文件（OFD）"
ROOT = "OFD.xml"
MANY_PAGES = 1_000
MANY_OBJECTS = 60_000
A4 = (0.0, 0.0, 210.0, 297.0)
MOST_REPEATS = 10_000


def extract(content: bytes) -> Extracted:
    with opened(content, WHAT) as package:
        root = package.xml(ROOT)
        bodies = list(_all(root, "DocRoot")) if root is not None else []
        if not bodies:
            raise damaged(WHAT)
        pages = [page for body in bodies[:20] for page in _pages(package, (body.text or "").strip())]
        attached = any("/Attachs/" in name or "/Attachments/" in name for name in package.names)
    kept, dropped = without_running_heads(pages)
    text, places = laid_out(kept)
    if not text.strip() and pages:
        raise Unreadable(
            Cause.UNSUPPORTED, "这个 OFD 里只有图片，没有文字，读不了。请送带文字的原件，或导出为 PDF 后再上传。"
        )
    warnings = (Notice("embedded", "OFD 里带有附件，没有读。如有要求写在其中，请单独上传。"),) if attached else ()
    return Extracted(text, MEDIA_TYPE, places, dropped, warnings)


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _all(element: Any, name: str) -> Iterator[Any]:
    return (one for one in element.iter() if _name(one) == name)


def _joined(folder: str, location: str) -> str:
    """A part's name; a location that begins with a stroke counts from the package's root."""
    path = location.strip().replace("\\", "/")
    return posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))


def _pages(package: Package, location: str) -> Iterator[PageLines]:
    document = package.xml(_joined("", location))
    if document is None:
        raise damaged(WHAT)
    folder = posixpath.dirname(_joined("", location))
    area = _area(document) or A4
    templates = {str(one.get("ID")): _joined(folder, one.get("BaseLoc", "")) for one in _all(document, "TemplatePage")}
    found = [one for one in _all(document, "Page") if one.get("BaseLoc")]
    if len(found) > MANY_PAGES:
        raise Unreadable(
            Cause.TOO_LARGE, f"这个 OFD 有 {len(found)} 页，超过 {MANY_PAGES} 页的上限。请拆分后再送，或只送正文。"
        )
    for one in found:
        page = package.xml(_joined(folder, one.get("BaseLoc", "")))
        if page is None:
            continue
        box = _area(page) or area
        lines = list(_lines(page, box))
        for used in _all(page, "Template"):
            template = package.xml(templates.get(str(used.get("TemplateID")), ""))
            lines += _lines(template, box) if template is not None else ()
        yield PageLines(box[2], box[3], arranged(lines[:MANY_OBJECTS], box[2]))


def _numbers(words: str | None) -> list[float]:
    """'4.2 g 3 1.5' → 4.2, 1.5, 1.5, 1.5: g says how often the next number repeats."""
    numbers: list[float] = []
    pieces = iter((words or "").split()[:MOST_REPEATS])
    for piece in pieces:
        try:
            if piece == "g":
                count, value = int(next(pieces, "0")), float(next(pieces, "0"))
                numbers += [value] * max(0, min(count, MOST_REPEATS - len(numbers)))
            else:
                numbers.append(float(piece))
        except ValueError:
            continue
    return [number for number in numbers if -1e5 < number < 1e5]


def _area(element: Any) -> tuple[float, float, float, float] | None:
    for one in _all(element, "PhysicalBox"):
        numbers = _numbers(one.text)
        if len(numbers) == 4 and numbers[2] > 0 and numbers[3] > 0:
            return numbers[0], numbers[1], numbers[2], numbers[3]
    return None


def _lines(page: Any, area: tuple[float, float, float, float]) -> Iterator[Line]:
    for found in _all(page, "TextObject"):
        boundary = _numbers(found.get("Boundary"))
        size = (_numbers(found.get("Size")) or [0.0])[0]
        if len(boundary) != 4 or size <= 0 or found.get("Visible") == "false":
            continue
        turned = _numbers(found.get("CTM"))
        a, d, e, f = (turned[0], turned[3], turned[4], turned[5]) if len(turned) == 6 else (1.0, 1.0, 0.0, 0.0)
        height = size * (abs(d) or 1.0)
        x, y = 0.0, 0.0
        for code in (one for one in found if _name(one) == "TextCode"):
            x = (_numbers(code.get("X")) or [x])[0]
            y = (_numbers(code.get("Y")) or [y])[0]
            words = " ".join((code.text or "").split())
            if not words:
                continue
            left = boundary[0] + a * x + e - area[0]
            base = boundary[1] + d * y + f - area[1]
            wide = abs(a) * _width(code, words, size)
            yield Line(words, _within((left, base - 0.85 * height, left + wide, base + 0.15 * height), area), height)


def _width(code: Any, words: str, size: float) -> float:
    steps = _numbers(code.get("DeltaX"))
    if len(steps) >= len(words) - 1 > 0:
        return sum(steps[: len(words) - 1]) + size * (0.5 if words[-1].isascii() else 1.0)
    return sum(0.5 if c.isascii() else 1.0 for c in words) * size


def _within(box: Box, area: tuple[float, float, float, float]) -> Box:
    left, right = sorted((min(max(box[0], 0.0), area[2]), min(max(box[2], 0.0), area[2])))
    top, bottom = sorted((min(max(box[1], 0.0), area[3]), min(max(box[3], 0.0), area[3])))
    return left, top, right, max(bottom, top + 0.01)
