"""A unit's paper as a Word file, opened again as a user would open it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from heli.matters.rules.manner import Manner
from heli.papers.render.assignment_docx import assignment_docx
from heli.papers.render.sheets import Assignment, AssignmentRow

AssignmentOf = Callable[..., Assignment]
SENTENCE = "县自然资源和规划局要在12月5日前完成精密铸造园一期用地组卷上报，县林业局、城关镇做好配合。"


def _open(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def _texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_page_is_a4_with_the_margins_of_official_papers(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]
) -> None:
    section = _open(assignment_docx(assignment_of(assignment_rows))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins if margin is not None] == [37, 35, 28, 26]


def test_official_fonts_are_named_for_chinese_text(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]
) -> None:
    document = _open(assignment_docx(assignment_of(assignment_rows)))
    by_text = {paragraph.text: paragraph.runs[0] for paragraph in document.paragraphs if paragraph.runs}
    title, unit = by_text["交办单"], by_text["县自然资源和规划局："]
    for run, font, size in ((title, "方正小标宋简体", 22), (unit, "仿宋_GB2312", 16)):
        fonts = run._r.rPr.rFonts  # type: ignore[union-attr]
        assert fonts.get(qn("w:eastAsia")) == font  # type: ignore[union-attr]
        assert run.font.size is not None
        assert run.font.size.pt == size


def test_table_lists_the_matters_under_a_head_that_repeats(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]
) -> None:
    (table,) = _open(assignment_docx(assignment_of(assignment_rows))).tables
    head = ["序号", "督办编号", "事项及来源依据", "完成标准", "责任领导", "配合单位", "完成时限"]
    assert [cell.text for cell in table.rows[0].cells] == head
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)
    assert [cell.text for cell in table.rows[1].cells] == [
        "1",
        "示推督\n〔2026〕17号",
        "精密铸造园一期312亩用地报批\n〔推动组会议纪要第8号三（2）〕",
        "取得用地批复文件",
        "周副县长",
        "城关镇、县林业局",
        "2026年\n12月31日",
    ]
    assert len(table.rows) == 1 + len(assignment_rows)


def test_matter_without_a_date_shows_its_term_or_a_dash(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]
) -> None:
    row = replace(assignment_rows[0], due_on=None, responsible_leader="", participants=())
    rows = [replace(row, term="长期"), row]
    (table,) = _open(assignment_docx(assignment_of(rows))).tables
    assert [line.cells[-1].text for line in table.rows[1:]] == ["长期", "—"]
    assert [cell.text for cell in table.rows[1].cells][4:6] == ["—", "—"]


def test_annex_shows_the_sentence_strongly_inside_its_paragraph(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]
) -> None:
    document = _open(assignment_docx(assignment_of(assignment_rows)))
    texts = _texts(document)
    assert "附件：原文依据" in texts
    assert "一、精密铸造园一期312亩用地报批（示推督〔2026〕17号）" in texts
    assert "《县域经济推动组第8次会议纪要》" in texts
    strong = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.bold]
    assert strong == [SENTENCE]
    (around,) = [text for text in texts if SENTENCE in text]
    assert around.startswith("会议强调")
    assert around.endswith("首位。")


def test_paper_without_sources_has_no_annex(assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]) -> None:
    texts = _texts(_open(assignment_docx(assignment_of(assignment_rows, sources=False))))
    assert not [text for text in texts if "附件" in text or "原文依据" in text]


@pytest.mark.parametrize(
    ("manner", "title", "asks", "is_signed_for"),
    [
        (Manner.ORDER, "交办单", "交办你单位", True),
        (Manner.REQUEST, "商请办理单", "商请贵单位牵头办理", True),
        (Manner.SUBMIT, "提请事项单", "提请贵单位研究办理", False),
    ],
)
def test_words_follow_from_who_stands_where(
    assignment_of: AssignmentOf,
    assignment_rows: list[AssignmentRow],
    manner: Manner,
    title: str,
    asks: str,
    *,
    is_signed_for: bool,
) -> None:
    texts = _texts(_open(assignment_docx(assignment_of(assignment_rows, manner=manner))))
    assert title in texts
    assert [text for text in texts if asks in text]
    assert bool([text for text in texts if "签收人" in text]) is is_signed_for


def test_pages_are_numbered_odd_right_even_left(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]
) -> None:
    document = _open(assignment_docx(assignment_of(assignment_rows)))
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        assert footer.paragraphs[0].text == "— 1 —"
        assert "PAGE" in footer._element.xml


def test_file_names_the_office_and_the_day_and_nobody_else(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]
) -> None:
    properties = _open(assignment_docx(assignment_of(assignment_rows))).core_properties
    assert properties.author == properties.last_modified_by == "示范县推动办公室"
    assert properties.title == "县自然资源和规划局交办单"
    assert properties.comments == ""
    assert properties.created is not None
    assert properties.created.date() == date(2026, 11, 23)


def test_control_characters_do_not_spoil_the_file(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]
) -> None:
    rows = [replace(assignment_rows[0], title="用\x00地\x0b报\ud800批 <b>&amp;")]
    (table,) = _open(assignment_docx(assignment_of(rows))).tables
    assert table.rows[1].cells[2].text.startswith("用地报批 <b>&amp;\n")


def test_libreoffice_prints_it_with_repeated_heads(
    assignment_of: AssignmentOf,
    assignment_rows: list[AssignmentRow],
    printed_by_libreoffice: Callable[[Path], Path],
    tmp_path: Path,
) -> None:
    rows = [replace(row, number=f"{place}号") for place, row in enumerate(assignment_rows * 8)]
    (tmp_path / "paper.docx").write_bytes(assignment_docx(assignment_of(rows)))
    with pdfium.PdfDocument(printed_by_libreoffice(tmp_path / "paper.docx")) as printed:
        texts = [page.get_textpage().get_text_bounded() for page in printed]
    assert len(texts) >= 4
    assert "县自然资源和规划局" in texts[0]
    assert all("完成标准" in text and "督办编号" in text for text in texts[:3])
    assert "原文依据" in texts[-1]
    assert [f"— {place} —" in text for place, text in enumerate(texts, start=1)] == [True] * len(texts)
