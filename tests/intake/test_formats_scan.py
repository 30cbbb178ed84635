"""Photos and scanned pages. Recognition is an extra: without it they are refused with what to do."""

import io
import zlib
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest

from heli.documents.intake.draft import Place, Run, Span
from heli.documents.intake.extract import scan
from heli.documents.intake.extract.pdf_lines import Line, arranged
from heli.documents.intake.placing import certainty_of, placed
from heli.documents.intake.read import read
from heli.documents.intake.sniff import extract
from heli.documents.intake.unreadable import Cause, Unreadable
from tests.intake.test_formats_pdf import SENTENCE, typeset

needs_recognition = pytest.mark.skipif(not scan.available(), reason="the extra `ocr` is not installed")
without_recognition = pytest.mark.skipif(scan.available(), reason="the extra `ocr` is installed")
TASKS = "#set par(justify: true)\n" + "\n\n".join(
    f"{n}.县自然资源局要于6月底前完成{n}00亩用地报批。" for n in range(1, 4)
)


def picture(source: str = TASKS, scale: float = 2.0) -> Any:
    with pypdfium2.PdfDocument(typeset(source)) as document:
        return document[0].render(scale=scale).to_pil().convert("RGB")


def saved(image: Any, kind: str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def refused(content: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as refusal:
        extract(content, name)
    assert refusal.value.message.endswith("。")
    return refusal.value


@without_recognition
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP", "PDF"])
def test_without_the_extra_a_scan_is_refused_with_what_to_do(kind: str) -> None:
    why = refused(saved(picture(scale=0.5), kind), f"扫描件.{kind.lower()}")
    assert why.code is Cause.UNSUPPORTED
    assert "ocr" in why.message
    assert "带文字的原件" in why.message


@without_recognition
def test_a_pdf_with_some_scanned_pages_says_which() -> None:
    import pikepdf

    with (
        pikepdf.open(io.BytesIO(typeset(SENTENCE))) as whole,
        pikepdf.open(io.BytesIO(saved(picture(scale=0.5), "PDF"))) as scanned,
    ):
        whole.pages.extend(scanned.pages)
        buffer = io.BytesIO()
        whole.save(buffer)
    extracted = extract(buffer.getvalue(), "a.pdf")
    assert extracted.text == SENTENCE
    assert ["第 2 页是扫描的图片" in one.message for one in extracted.warnings] == [True]


@needs_recognition
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "PDF"])
def test_a_scan_is_recognised_line_by_line_with_its_certainty(kind: str) -> None:
    draft = read(saved(picture(), kind), f"扫描件.{kind.lower()}", reference_date=date(2026, 1, 5))
    assert draft.document.text.split("\n") == [f"{n}.县自然资源局要于6月底前完成{n}00亩用地报批。" for n in range(1, 4)]
    assert all(place.certainty and place.box and place.page == 1 for place in draft.places)
    assert "recognised" in [one.code for one in draft.warnings]
    assert [one.leads for one in draft.directives] == [("县自然资源局",)] * 3


@needs_recognition
def test_a_cut_picture_is_refused() -> None:
    assert refused(saved(picture(), "PNG")[:3000], "a.png").code is Cause.DAMAGED


@needs_recognition
def test_a_picture_that_unpacks_to_billions_of_points_is_refused() -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")

    head = (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    content = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")
    )
    assert refused(content, "a.png").code is Cause.TOO_LARGE


def test_what_stands_side_by_side_on_a_picture_becomes_one_line() -> None:
    lines = [
        Line("周某", (400, 12, 440, 30), 18, certainty=0.8),
        Line("第二行", (10, 50, 60, 68), 18, certainty=0.9),
        Line("签发人：", (300, 10, 390, 30), 20, certainty=0.95),
    ]
    assert [(line.words, line.certainty) for line in arranged(lines, 500)] == [("签发人： 周某", 0.8), ("第二行", 0.9)]


def test_a_demand_is_no_surer_than_the_lines_it_stands_on() -> None:
    places = [Place(0, 10, certainty=0.9), Place(10, 20, certainty=0.7), Place(20, 30)]
    assert certainty_of(Span(5, 12), places) == 0.7
    assert certainty_of(Span(22, 25), places) == 1.0


def test_places_follow_the_text_through_its_restoration() -> None:
    runs = (Run(0, 5, 0, 5), Run(5, 10, 8, 13), Run(10, 12, 13, 20))
    places = (Place(2, 8), Place(5, 8), Place(9, 15, page=2))
    assert placed(places, runs) == (replace(places[0], end=5), replace(places[2], start=6, end=12))
