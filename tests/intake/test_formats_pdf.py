"""PDF pages set by a real typesetter: joined lines, columns, heads and feet, boxes for every line."""

import io
import time
from datetime import date

import pikepdf
import pytest
import typst

from heli.documents.intake.draft import Place
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.read import read as read_document
from heli.documents.intake.sniff import extract
from heli.documents.intake.unreadable import Cause, Unreadable
from tests.intake.test_extract import pdf

FONTS = ["heli/papers/fonts"]
SENTENCE = (
    "各县区要强化政策扶持，理顺审批管理体制，努力破解用地难、融资难、搬迁难，强化瓶颈突破，于6月底前报送进展情况。"
)
SETTINGS = '#set text(font: "Source Han Serif SC", size: 16pt, lang: "zh")\n'


def typeset(source: str) -> bytes:
    source_bytes: bytes = (SETTINGS + source).encode()
    return bytes(typst.compile(source_bytes, font_paths=FONTS))  # type: ignore[misc]


def read(source: str) -> Extracted:
    return extract(typeset(source), "a.pdf")


def test_lines_broken_by_the_page_are_joined_into_paragraphs() -> None:
    source = "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n" + "\n\n".join(
        f"{n}.{SENTENCE}{SENTENCE}" for n in range(1, 12)
    )
    assert read(source).text.split("\n") == [f"{n}.{SENTENCE}{SENTENCE}" for n in range(1, 12)]


def test_a_page_number_inside_a_sentence_goes_and_the_sentence_goes_on() -> None:
    source = '#set page(numbering: "— 1 —", header: [示范县人民政府公报])\n#set par(justify: true)\n' + SENTENCE * 60
    extracted = read(source)
    assert extracted.text == SENTENCE * 60
    assert max(place.page or 0 for place in extracted.places) >= 3
    assert "示范县人民政府公报" in extracted.dropped


def test_two_columns_are_read_one_after_the_other() -> None:
    source = "#set text(size: 10pt)\n#set page(columns: 2)\n#set par(justify: true)\n" + "\n\n".join(
        f"{n}.{SENTENCE}" for n in range(1, 30)
    )
    assert read(source).text.split("\n") == [f"{n}.{SENTENCE}" for n in range(1, 30)]


def test_a_title_over_two_lines_is_one() -> None:
    source = (
        "#align(center)[#text(size: 22pt)[示范市人民政府办公室关于印发\\ 2026年重点工作任务分解的通知]]\n\n"
        "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n" + "\n\n".join([SENTENCE * 2] * 4)
    )
    assert read(source).text.split("\n")[0] == "示范市人民政府办公室关于印发2026年重点工作任务分解的通知"


def test_every_line_has_its_page_and_its_box() -> None:
    extracted = read("#v(5cm)\n" + SENTENCE)
    first = extracted.places[0]
    assert isinstance(first, Place)
    assert first.page == 1
    assert first.box is not None
    left, top, right, bottom = first.box
    assert 0 < left < right < 1
    assert 0.2 < top < bottom < 0.35
    joined = "".join(extracted.text[place.start : place.end] for place in extracted.places)
    assert joined == extracted.text.replace("\n", "")


def test_boxes_of_a_turned_page_follow_the_page_as_it_is_shown() -> None:
    with pikepdf.open(io.BytesIO(typeset(SENTENCE))) as document:
        document.pages[0].Rotate = 90
        buffer = io.BytesIO()
        document.save(buffer)
    extracted = extract(buffer.getvalue(), "a.pdf")
    assert extracted.places
    assert all(place.box is not None and min(place.box) >= 0 and max(place.box) <= 1 for place in extracted.places)


def test_spaces_that_only_the_layout_made_do_not_part_words() -> None:
    assert read("会议第 1 6 次 汇 报 工作机 制").text.replace(" ", "") == "会议第16次汇报工作机制"
    assert read("示推办〔2026〕12号 #h(1fr) 签发人：周某").text == "示推办〔2026〕12号\t签发人：周某"


def test_a_pdf_of_too_many_pages_is_refused_quickly_with_the_limit() -> None:
    kids = b"3 0 R " * 10_000
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
        b"endobj\n2 0 obj<</Type/Pages/Count 10000/Kids[" + kids + b"]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    started = time.perf_counter()
    with pytest.raises(Unreadable) as refusal:
        extract(content, "a.pdf")
    assert refusal.value.code is Cause.TOO_LARGE
    assert "10000 页" in refusal.value.message
    assert time.perf_counter() - started < 2


def test_a_pdf_cut_short_is_read_as_far_as_it_goes_or_refused() -> None:
    whole = typeset(SENTENCE * 20)
    for part in (0.2, 0.5, 0.8, 0.99):
        try:
            text = extract(whole[: int(len(whole) * part)], "a.pdf").text
        except Unreadable:
            continue
        assert SENTENCE.startswith(text[:10])


def test_pages_of_english_keep_the_spaces_between_words() -> None:
    assert "shall be finished" in extract(pdf([["Task one shall be finished in time."]]), "a.pdf").text


TABLE = """#table(columns: (1cm, 4.2cm, 3.4cm, 3.4cm, 3cm),
  table.header([序号], [工作任务], [牵头单位], [配合单位], [完成时限]),
  [1], [完成精密铸造园一期三百一十二亩用地报批组卷], table.cell(rowspan: 2)[县自然资源局],
  [县林业局、城关镇], [6月底前],
  [2], [办理林地手续], [县林业局], [2026年9月],
"""


def test_a_ruled_task_table_is_read_row_by_row_with_its_merged_cells() -> None:
    source = "#set text(size: 12pt)\n重点任务分工如下：\n\n" + TABLE + ")\n\n特此通知。"
    draft = read_document(typeset(source), "a.pdf", reference_date=date(2026, 1, 5))
    assert [(d.text, d.leads, d.participants, d.deadline and d.deadline.date) for d in draft.directives] == [
        (
            "完成精密铸造园一期三百一十二亩用地报批组卷",
            ("县自然资源局",),
            ("县林业局", "城关镇"),
            date(2026, 6, 30),
        ),
        ("办理林地手续", ("县自然资源局",), ("县林业局",), date(2026, 9, 30)),
    ]
    assert draft.document.text.startswith("重点任务分工如下：\n序号\t工作任务")
    assert draft.document.text.endswith("\n特此通知。")
    place = next(p for p in draft.places if p.start == draft.directives[0].span.start)
    assert (place.page, place.table, place.row, place.column) == (1, 1, 2, 2)
    assert place.box is not None


def test_a_ruled_table_that_goes_on_over_pages_keeps_its_head() -> None:
    rows = "".join(
        f"[{n}], [完成第{n}个示范项目建设任务], [县发改局], [县住建局], [{n % 12 + 1}月底前],\n" for n in range(3, 90)
    )
    draft = read_document(typeset("#set text(size: 12pt)\n" + TABLE + rows + ")"), "a.pdf")
    assert len(draft.directives) == 89
    assert {d.leads for d in draft.directives[2:]} == {("县发改局",)}
    assert max(place.page or 0 for place in draft.places) >= 3


def test_a_page_of_nothing_but_strokes_is_read_in_time() -> None:
    strokes = b" ".join(b"%d %d m %d %d l S" % (n % 500, n % 700, n % 500 + 40, n % 700) for n in range(6_000))
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    page.Contents = document.make_stream(strokes)
    buffer = io.BytesIO()
    document.save(buffer)
    started = time.perf_counter()
    with pytest.raises(Unreadable):
        extract(buffer.getvalue(), "a.pdf")
    assert time.perf_counter() - started < 3
