"""Workbooks of Excel and WPS (.xlsx, .xls, .et): every visible sheet, row by row."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from heli.documents.intake.draft import Notice
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.extract.grid import Grid, Layout, Position, covered_by
from heli.documents.intake.extract.package import LARGEST_PART, damaged, locked, opened
from heli.documents.intake.unreadable import Cause, Unreadable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
WHAT = "表格文件"
MANY_CELLS = 2_000_000
MANY_ROWS = 100_000
UNNAMED = re.compile(r"^(?:sheet|工作表)\s*\d*$", re.IGNORECASE)
REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,9})(\d{1,12})["']""")
"""of a cell, also where it is written so badly that only the reader would still take it for one"""
Value = int | float | str | bool | time | date | datetime | timedelta | None


def extract(content: bytes) -> Extracted:
    zipped = content.startswith(b"PK")
    warnings = _checked(content) if zipped else []
    layout = Layout()
    with _workbook(content) as book:
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        sheets = [one for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
        shown = [one for one in sheets if one.visible is SheetVisibleEnum.Visible]
        if len(shown) < len(sheets):
            hidden = "、".join(one.name for one in sheets if one not in shown)
            warnings.append(Notice("hidden_sheets", f"隐藏的工作表没有读：{hidden}。如需读取，请取消隐藏后再送。"))
        for one in shown:
            grid = _grid(book, one.name, warnings)
            if grid is None:
                continue
            if len(shown) > 1 and not UNNAMED.match(one.name):
                layout.line(one.name)
            layout.grid(grid)
    return Extracted(layout.text, XLSX if zipped else XLS, tuple(layout.places), warnings=tuple(warnings))


def _workbook(content: bytes) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise locked() from error
    except (CalamineError, OSError, ValueError) as error:
        if "password" in str(error).lower():
            raise locked() from error
        raise damaged(WHAT) from error


def _checked(content: bytes) -> list[Notice]:
    """Sizes before the reader unpacks anything, and the corner cells that would make it reserve a whole sheet."""
    warnings = []
    with opened(content, WHAT) as package:
        if any(name.lower().startswith("xl/vbaproject") for name in package.names):
            warnings.append(Notice("macros", "表格里带有宏，没有运行，只读了单元格里的文字。"))
        if any(name.startswith("xl/embeddings/") for name in package.names):
            warnings.append(Notice("embedded", "表格里嵌有其他文件，没有读。如有要求写在其中，请单独上传。"))
        for name in package.names:
            body = package.read(name)
            if body and name.startswith("xl/") and name.endswith(".xml"):
                _refuse_vast(body)
            if body and name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in body[:4096]:
                raise damaged(WHAT)
    return warnings


def _refuse_vast(body: bytes) -> None:
    last_row = last_column = 1
    for found in REFERENCE.finditer(body, 0, LARGEST_PART):
        column = 0
        for letter in found[1].upper():
            column = column * 26 + letter - 64
        last_row, last_column = max(last_row, int(found[2])), max(last_column, column)
    if last_row * last_column > 8 * MANY_CELLS:
        raise Unreadable(
            Cause.TOO_LARGE,
            "表格的范围大得异常（有内容的单元格相隔太远）。请把任务所在的区域复制到新的表格里，再重新上传。",
        )


def _grid(book: "CalamineWorkbook", name: str, warnings: list[Notice]) -> Grid | None:
    from python_calamine import CalamineError

    try:
        sheet = book.get_sheet_by_name(name)
    except (CalamineError, ValueError) as error:
        raise damaged(WHAT) from error
    if sheet.height * sheet.width > 8 * MANY_CELLS:
        raise Unreadable(Cause.TOO_LARGE, "表格太大，读不了。请把任务所在的区域复制到新的表格里，再重新上传。")
    cells: dict[Position, str] = {}
    for row, values in _rows(sheet):
        if row > MANY_ROWS or len(cells) > MANY_CELLS:
            warnings.append(Notice("cut", f"工作表「{name}」太长，只读了前 {row - 1} 行。"))
            break
        cells |= {(row, column): words for column, value in values if (words := words_of(value))}
    if not cells:
        return None
    ranges = [
        ((first[0] + 1, first[1] + 1), (last[0] + 1, last[1] + 1)) for first, last in sheet.merged_cell_ranges or ()
    ]
    return Grid(cells, covered_by(ranges), sheet=name)


def _rows(sheet: "CalamineSheet") -> Iterator[tuple[int, list[tuple[int, Value]]]]:
    """Rows and columns counted from 1, as the spreadsheet shows them."""
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(), start=top + 1):
        yield row, list(enumerate(values, start=left + 1))


def words_of(value: Value) -> str:
    """What a cell shows, in one line."""
    match value:
        case None | "":
            return ""
        case bool():
            return "是" if value else "否"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float():
            return f"{value:.10g}"
        case datetime() if (value.hour, value.minute) != (0, 0):
            return f"{value.year}年{value.month}月{value.day}日{value.hour}:{value.minute:02}"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case time():
            return f"{value.hour}:{value.minute:02}"
        case _:
            return " ".join(str(value).split())
