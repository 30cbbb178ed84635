"""The ledger as an Excel file, opened again as a user would open it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from heli.papers.render.columns import COLUMNS
from heli.papers.render.ledger_xlsx import ledger_xlsx
from heli.papers.render.sheets import Ledger, LedgerRow

LedgerOf = Callable[..., Ledger]
HEAD = 3


def _open(content: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def _column(head: str) -> int:
    return [column.head for column in COLUMNS].index(head) + 1


def test_sheet_holds_the_rows_in_their_order(ledger_of: LedgerOf, ledger_rows: list[LedgerRow]) -> None:
    sheet = _open(ledger_xlsx(ledger_of(ledger_rows)))
    assert [cell.value for cell in sheet[HEAD]] == [column.head for column in COLUMNS]
    assert sheet.max_row == HEAD + len(ledger_rows)
    titles = [sheet.cell(HEAD + place, _column("事项")).value for place in range(1, len(ledger_rows) + 1)]
    assert titles == [row.title for row in ledger_rows]
    assert sheet.cell(HEAD + 1, _column("配合单位")).value == "城关镇、县林业局"


def test_a_row_holds_every_field_of_the_office(ledger_of: LedgerOf, ledger_rows: list[LedgerRow]) -> None:
    sheet = _open(ledger_xlsx(ledger_of(ledger_rows)))
    row = ledger_rows[0]
    cells = {column.head: sheet.cell(HEAD + 1, place).value for place, column in enumerate(COLUMNS, start=1)}
    assert cells["序号"] == 1
    assert cells["督办编号"] == row.matter_number
    assert cells["来源依据"] == row.basis
    assert cells["完成标准"] == row.completion_standard
    assert cells["牵头单位"] == row.lead
    assert cells["责任领导"] == row.responsible_leader
    assert cells["进展情况"] == row.progress
    assert cells["存在问题"] == row.problems
    assert cells["下步打算"] == row.next_steps
    assert cells["需协调事项"] == row.help_needed


def test_dates_are_dates_and_a_term_stays_words(ledger_of: LedgerOf, ledger_rows: list[LedgerRow]) -> None:
    sheet = _open(ledger_xlsx(ledger_of(ledger_rows)))
    due = sheet.cell(HEAD + 1, _column("时限"))
    assert due.value == datetime(2026, 12, 31)  # noqa: DTZ001 (a cell has no zone)
    assert due.is_date
    assert due.number_format == 'yyyy"年"m"月"d"日"'
    assert sheet.cell(HEAD + 5, _column("时限")).value == "长期"


def test_what_was_not_reported_stays_empty(ledger_of: LedgerOf, ledger_rows: list[LedgerRow]) -> None:
    sheet = _open(ledger_xlsx(ledger_of(ledger_rows)))
    assert sheet.cell(HEAD + 5, _column("进展情况")).value is None
    assert sheet.cell(HEAD + 5, _column("反馈日期")).value == "—"
    assert sheet.cell(HEAD + 5, _column("亮灯")).value == "—"


def test_a_light_is_a_colour_and_a_word(ledger_of: LedgerOf, ledger_rows: list[LedgerRow]) -> None:
    sheet = _open(ledger_xlsx(ledger_of(ledger_rows)))
    lights = [sheet.cell(HEAD + place, _column("亮灯")) for place in range(1, 6)]
    assert [cell.value for cell in lights] == ["滞后", "临期", "正常", "逾期", "—"]
    fills = [cell.fill.fgColor.rgb for cell in lights if cell.fill.fill_type == "solid"]
    assert len(fills) == len(set(fills)) == 4


def test_head_is_frozen_filtered_and_repeated_in_print(ledger_of: LedgerOf, ledger_rows: list[LedgerRow]) -> None:
    sheet = _open(ledger_xlsx(ledger_of(ledger_rows, "亮灯：滞后")))
    assert sheet.freeze_panes == "E4"
    assert sheet.auto_filter.ref == "A3:Q8"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.paperSize == 8  # A3
    assert sheet.page_setup.orientation == "landscape"
    fit = sheet.sheet_properties.pageSetUpPr
    assert fit is not None
    assert fit.fitToPage
    # One page wide is what a file means that names no width; any number of pages high.
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    footer = sheet.oddFooter
    assert footer is not None
    assert "第 &P 页　共 &N 页" in str(footer.right.text)
    assert "内部资料　推动办 林文 2026年11月23日 15:04 导出" in str(footer.left.text)
    about = str(sheet["A2"].value)
    assert "截至：2026年11月23日" in about
    assert "筛选：亮灯：滞后" in about
    assert "共 5 件" in about
    assert sheet.cell(HEAD + 1, _column("进展情况")).alignment.wrap_text
    assert sheet.cell(HEAD + 1, _column("进展情况")).font.name == "仿宋"


@pytest.mark.parametrize("text", ['=HYPERLINK("http://a.example","看")', "+1", "-3户未签", "@SUM(A1)", "\t=1+1"])
def test_text_never_becomes_a_formula(ledger_of: LedgerOf, ledger_rows: list[LedgerRow], text: str) -> None:
    sheet = _open(ledger_xlsx(ledger_of([replace(ledger_rows[0], progress=text)])))
    cell = sheet.cell(HEAD + 1, _column("进展情况"))
    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_text_longer_than_a_cell_says_that_it_was_cut(ledger_of: LedgerOf, ledger_rows: list[LedgerRow]) -> None:
    sheet = _open(ledger_xlsx(ledger_of([replace(ledger_rows[0], progress="长" * 40_000)])))
    text = str(sheet.cell(HEAD + 1, _column("进展情况")).value)
    assert len(text) == 32_767
    assert text.endswith("以下略）")


def test_control_characters_are_left_out(ledger_of: LedgerOf, ledger_rows: list[LedgerRow]) -> None:
    sheet = _open(ledger_xlsx(ledger_of([replace(ledger_rows[0], progress="已\x0b签\ud800约\r\n完")])))
    assert sheet.cell(HEAD + 1, _column("进展情况")).value == "已签约\n完"


def test_empty_ledger_is_still_a_ledger(ledger_of: LedgerOf) -> None:
    sheet = _open(ledger_xlsx(ledger_of([])))
    assert sheet.max_row == HEAD
    assert "共 0 件" in str(sheet["A2"].value)


def test_libreoffice_prints_it_on_a3_one_page_wide(
    ledger_of: LedgerOf,
    ledger_rows: list[LedgerRow],
    printed_by_libreoffice: Callable[[Path], Path],
    tmp_path: Path,
) -> None:
    rows = [replace(row, number=place) for place, row in enumerate(ledger_rows * 20, start=1)]
    (tmp_path / "ledger.xlsx").write_bytes(ledger_xlsx(ledger_of(rows)))
    with pdfium.PdfDocument(printed_by_libreoffice(tmp_path / "ledger.xlsx")) as printed:
        assert len(printed) >= 2
        for page in printed:
            width, height = page.get_size()
            assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (420, 297)
            text = page.get_textpage().get_text_bounded()
            assert "需协调事项" in text
            assert "牵头单位" in text
