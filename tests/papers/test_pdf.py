"""Papers as PDF, measured on the page."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pikepdf
import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from heli.matters.rules.manner import Manner
from heli.papers.render.pdf import (
    FONTS,
    LEDGER_ROWS,
    MissingFontsError,
    TooManyRowsError,
    assignment_pdf,
    ledger_pdf,
)
from heli.papers.render.sheets import Assignment, AssignmentRow, Ledger, LedgerRow

AssignmentOf = Callable[..., Assignment]
LedgerOf = Callable[..., Ledger]
MM = 25.4 / 72
MARKUP = "#panic() #[甲] $x^2$ *乙* _丙_ `丁` <戊> @己 \\庚 // 辛 /* 壬 */ = 癸 \"引\" 'q' ~ -- ..."
pytestmark = pytest.mark.skipif(
    not list(FONTS.glob("SourceHanSerifSC-*.otf")), reason="the font is not fetched yet: make setup"
)


def _texts(content: bytes) -> list[str]:
    with pdfium.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _run_together(text: str) -> str:
    """Without the breaks of lines and the seams that let long runs break."""
    return re.sub(r"[\s\u200b\ufeff\u00ad\ufffe]", "", text)


def _sizes(content: bytes) -> list[tuple[int, int]]:
    with pdfium.PdfDocument(content) as document:
        return [(round(width * MM), round(height * MM)) for width, height in (page.get_size() for page in document)]


def _rules(content: bytes, page: int) -> tuple[float, float, float, float]:
    """Where the outermost rules of the table stand, in mm from the page's left, top, right, bottom edge."""
    with pdfium.PdfDocument(content) as document:
        sheet = document[page]
        width, height = sheet.get_size()
        boxes = [o.get_bounds() for o in sheet.get_objects(max_depth=5) if o.type == raw.FPDF_PAGEOBJ_PATH]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts) * MM, (height - max(tops)) * MM, (width - max(rights)) * MM, min(bottoms) * MM


def _fonts(content: bytes) -> Iterator[tuple[str, bool]]:
    with pikepdf.Pdf.open(BytesIO(content)) as document:
        for page in document.pages:
            for font in page.resources.get("/Font", {}).values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                yield str(font.BaseFont), any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))


def test_assignment_keeps_the_margins_of_official_papers(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]
) -> None:
    content = assignment_pdf(assignment_of(assignment_rows * 6))
    assert set(_sizes(content)) == {(210, 297)}
    left, top, right, bottom = _rules(content, 1)
    assert (left, top, right) == pytest.approx((28, 37, 26), abs=1)
    assert bottom >= 34.8


def test_only_the_used_letters_of_the_font_are_embedded(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow], ledger_of: LedgerOf, ledger_rows: list[LedgerRow]
) -> None:
    for content in (assignment_pdf(assignment_of(assignment_rows)), ledger_pdf(ledger_of(ledger_rows))):
        fonts = set(_fonts(content))
        assert fonts
        assert all(embedded for _, embedded in fonts)
        assert all(re.match(r"/[A-Z]{6}\+SourceHanSerifSC", name) for name, _ in fonts)
        assert len(content) < 500_000


def test_assignment_says_what_the_unit_must_know(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]
) -> None:
    texts = [_run_together(text) for text in _texts(assignment_pdf(assignment_of(assignment_rows)))]
    first, annex = texts[0], texts[-1]
    for words in (
        "交办单",
        "县自然资源和规划局：",
        "示推督〔2026〕17号",
        "取得用地批复文件",
        "2026年12月31日",
        "周副县长",
    ):
        assert words in first
    assert "示范县推动办公室2026年11月23日" in "".join(texts)
    assert "原文依据" in annex
    assert "《县域经济推动组第8次会议纪要》" in annex
    assert [f"—{place}—" in text for place, text in enumerate(texts, start=1)] == [True] * len(texts)


def test_paper_upwards_is_not_signed_for(assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]) -> None:
    text = "".join(_texts(assignment_pdf(assignment_of(assignment_rows, manner=Manner.SUBMIT))))
    assert "提请事项单" in text
    assert "签收人" not in text


def test_table_over_pages_repeats_its_head_and_loses_no_row(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]
) -> None:
    rows = [replace(assignment_rows[0], number=f"{place:03}号") for place in range(1, 41)]
    texts = _texts(assignment_pdf(assignment_of(rows, sources=False)))
    assert len(texts) >= 4
    assert all("完成标准" in text for text in texts)
    assert re.findall(r"\b(\d{3})号", "\n".join(texts)) == [f"{place:03}" for place in range(1, 41)]


def test_row_taller_than_a_page_runs_on_to_the_next(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow], ledger_of: LedgerOf, ledger_rows: list[LedgerRow]
) -> None:
    story = "\n".join(f"第{place}步" for place in range(1, 400))
    paper = _texts(assignment_pdf(assignment_of([replace(assignment_rows[0], completion_standard=story)])))
    ledger = _texts(ledger_pdf(ledger_of([replace(ledger_rows[0], progress=story)])))
    for texts, head in ((paper, "督办编号"), (ledger, "牵头单位")):
        steps = re.findall(r"第(\d+)步", _run_together("".join(texts)))
        assert [int(step) for step in steps] == list(range(1, 400))
        assert sum(head in text for text in texts) >= 2


def test_users_text_is_never_taken_for_markup(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow], ledger_of: LedgerOf, ledger_rows: list[LedgerRow]
) -> None:
    row = replace(assignment_rows[0], title=MARKUP, completion_standard=MARKUP)
    assignment = replace(assignment_of([row]), unit=MARKUP, office=MARKUP, programme=MARKUP)
    text = _run_together("".join(_texts(assignment_pdf(assignment))))
    assert text.count(_run_together(MARKUP)) >= 7
    ledger = replace(ledger_of([replace(ledger_rows[0], progress=MARKUP, title=MARKUP)]), title=MARKUP, made_by=MARKUP)
    text = _run_together("".join(_texts(ledger_pdf(ledger))))
    assert text.count(_run_together(MARKUP)) == 5


def test_long_runs_of_letters_stay_in_their_cell(ledger_of: LedgerOf, ledger_rows: list[LedgerRow]) -> None:
    address = "https://example.invalid/" + "a1b2c3d4" * 30
    content = ledger_pdf(ledger_of([replace(ledger_rows[0], help_needed=address)]))
    assert address in _run_together("".join(_texts(content)))
    with pdfium.PdfDocument(content) as document:
        text = document[0].get_textpage()
        right = max(text.get_charbox(place)[2] for place in range(text.count_chars()))
    assert right * MM <= 420 - 15


def test_ledger_is_a3_landscape_with_repeated_heads_and_numbered_pages(
    ledger_of: LedgerOf, ledger_rows: list[LedgerRow]
) -> None:
    rows = [replace(row, number=place) for place, row in enumerate(ledger_rows * 20, start=1)]
    content = ledger_pdf(ledger_of(rows, "亮灯：滞后"))
    texts = _texts(content)
    assert len(texts) >= 3
    assert set(_sizes(content)) == {(420, 297)}
    assert "筛选：亮灯：滞后" in texts[0]
    for place, text in enumerate(texts, start=1):
        assert "需协调事项" in text
        assert f"第{place}页共{len(texts)}页" in _run_together(text)
        assert "内部资料" in text
        assert "2026年11月23日 15:04 导出" in text
    assert _rules(content, 1)[:3] == pytest.approx((15, 16, 15), abs=1)


def test_empty_ledger_still_prints_its_head(ledger_of: LedgerOf) -> None:
    (text,) = _texts(ledger_pdf(ledger_of([])))
    assert "共 0 件" in text
    assert "下步打算" in text


def test_same_paper_is_the_same_file(assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]) -> None:
    assert assignment_pdf(assignment_of(assignment_rows)) == assignment_pdf(assignment_of(assignment_rows))


def test_papers_made_at_the_same_time_do_not_mix(
    assignment_of: AssignmentOf, assignment_rows: list[AssignmentRow]
) -> None:
    made: dict[int, str] = {}

    def make(place: int) -> None:
        assignment = replace(assignment_of(assignment_rows), unit=f"示范县第{place}局")
        made[place] = "".join(_texts_locked(assignment_pdf(assignment)))

    reading = threading.Lock()  # pdfium reads one file at a time; only the making is tried here

    def _texts_locked(content: bytes) -> list[str]:
        with reading:
            return _texts(content)

    threads = [threading.Thread(target=make, args=(place,)) for place in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == list(range(12))
    assert all(re.findall(r"示范县第(\d+)局", text) == [str(place)] for place, text in made.items())


def test_missing_font_is_named_instead_of_printing_empty_boxes(
    ledger_of: LedgerOf, ledger_rows: list[LedgerRow], tmp_path: Path
) -> None:
    with pytest.raises(MissingFontsError, match="Source Han Serif SC"):
        ledger_pdf(ledger_of(ledger_rows), fonts=tmp_path)


def test_ledger_too_long_to_print_says_what_to_do(ledger_of: LedgerOf, ledger_rows: list[LedgerRow]) -> None:
    with pytest.raises(TooManyRowsError, match="筛选后再打印"):
        ledger_pdf(ledger_of(ledger_rows[:1] * (LEDGER_ROWS + 1)))


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Urumqi", "UTC"])
def test_the_moment_of_making_may_carry_any_zone_and_fractions_of_seconds(
    ledger_of: LedgerOf, ledger_rows: list[LedgerRow], zone: str
) -> None:
    made_at = datetime(2026, 11, 23, 15, 4, 5, 678901, tzinfo=ZoneInfo(zone))
    text = "".join(_texts(ledger_pdf(replace(ledger_of(ledger_rows), made_at=made_at))))
    assert "2026年11月23日 15:04" in text
