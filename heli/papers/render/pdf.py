"""Papers as PDF, set by Typst; the forms lie in `blanks`, the texts reach them as data."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import typst

from heli.matters.rules.manner import Manner
from heli.papers.render.columns import COLUMNS, NUMBER_AT, about
from heli.papers.render.sheets import Assignment, AssignmentRow, Ledger, LedgerRow
from heli.papers.render.words import (
    ASSIGNMENT_COLUMNS,
    annex,
    assignment_cells,
    day,
    in_paragraph,
    lines,
    moment,
    narrow_day,
    narrow_number,
    opening,
    printable,
)

BLANKS = Path(__file__).resolve().parent.parent / "blanks"
FONTS = Path(__file__).resolve().parent.parent / "fonts"
_EMBEDDED = "Source Han Serif SC"
# What a deployer who owns the official fonts may lay beside ours; the first one found is used.
_TITLES = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05")
_BODIES = ("FangSong_GB2312", "FangSong")
LEDGER_ROWS = 1_000  # on one PDF: 45 pages of A3, 2 s of a processor, 350 MiB of memory; more belongs into Excel
_LONG = 50_000  # characters of data
_TALLEST_WHOLE_ROW = 24  # lines; a taller row may break over pages


class MissingFontsError(FileNotFoundError):
    """The folder of fonts lacks Source Han Serif SC, without which Chinese can't be set."""


class TooManyRowsError(ValueError):
    """The ledger is longer than LEDGER_ROWS."""


def assignment_pdf(assignment: Assignment, fonts: Path = FONTS) -> bytes:
    """The same form as `assignment_docx`, with the fonts embedded. Raises MissingFontsError."""
    data = {
        "title": assignment.title,
        "author": printable(assignment.office),
        "programme": printable(assignment.programme),
        "unit": printable(assignment.unit),
        "office": printable(assignment.office),
        "issued_on": day(assignment.issued_on),
        "opening": opening(assignment),
        "receipt": assignment.manner is not Manner.SUBMIT,
        "columns": [{"head": head, "width": width, "centred": centred} for head, width, centred in ASSIGNMENT_COLUMNS],
        "rows": [_assignment_row(place, row) for place, row in enumerate(assignment.rows, start=1)],
        "annex": list(_annex(assignment)),
    }
    made_at = datetime.combine(assignment.issued_on, time(), UTC)
    return _set_in_type("assignment.typ", data, made_at, fonts, tagged=True)


def ledger_pdf(ledger: Ledger, fonts: Path = FONTS) -> bytes:
    """The same columns and rows as `ledger_xlsx`, on A3 landscape with repeated heads.

    Raises MissingFontsError, TooManyRowsError.
    """
    if len(ledger.rows) > LEDGER_ROWS:
        raise TooManyRowsError(f"台账共{len(ledger.rows)}件，超过{LEDGER_ROWS}件的请筛选后再打印，或导出为Excel文件")
    data = {
        "title": printable(ledger.title),
        "author": printable(ledger.made_by),
        "about": about(ledger),
        "footer": f"内部资料　{printable(ledger.made_by)} {moment(ledger.made_at)} 导出",
        "columns": [
            {"head": column.head, "width": column.width, "centred": column.centred, "light": column.head == "亮灯"}
            for column in COLUMNS
        ],
        "rows": [_ledger_row(row) for row in ledger.rows],
    }
    # Tags for screen readers would make it ten times as large; the Excel file has the same rows.
    return _set_in_type("ledger.typ", data, _stamp(ledger.made_at), fonts, tagged=False)


def _assignment_row(place: int, row: AssignmentRow) -> dict[str, Any]:
    cells = assignment_cells(place, row)
    # 10.5 pt is 3.7 mm; 1.4 mm of a cell are its margins.
    tallest = max(
        lines(cell, (width - 1.4) / 3.7) for cell, (_, width, _) in zip(cells, ASSIGNMENT_COLUMNS, strict=True)
    )
    return {"cells": cells, "whole": tallest <= _TALLEST_WHOLE_ROW}


def _annex(assignment: Assignment) -> Iterable[dict[str, Any]]:
    for heading, sources in annex(assignment):
        parts = []
        for source in sources:
            before, sentence, after = in_paragraph(source)
            name = printable(source.document)
            parts.append({"document": name, "before": before, "sentence": sentence, "after": after})
        yield {"heading": heading, "sources": parts}


def _ledger_row(row: LedgerRow) -> dict[str, Any]:
    cells = [_on_paper(column.value(row)) for column in COLUMNS]
    cells[NUMBER_AT] = narrow_number(cells[NUMBER_AT])
    # On A3 a unit of width comes to 1.47 mm, a character of 9 pt to 3.18 mm; 2 mm of a cell are its margins.
    tallest = max(lines(cell, (column.width * 1.47 - 2) / 3.18) for cell, column in zip(cells, COLUMNS, strict=True))
    return {"cells": cells, "light": row.light.value, "whole": tallest <= _TALLEST_WHOLE_ROW}


def _on_paper(value: object) -> str:
    return narrow_day(value) if isinstance(value, date) else printable(str(value))


@cache
def _fonts_in(folder: Path) -> tuple[typst.Fonts, dict[str, Sequence[str]]]:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    families = set(fonts.families())
    if _EMBEDDED not in families:
        raise MissingFontsError(f"{folder}：缺少字体 {_EMBEDDED}")
    bodies = [name for name in _BODIES if name in families]
    titles = [name for name in _TITLES if name in families]
    return fonts, {"title": [*titles, _EMBEDDED], "body": [*bodies, _EMBEDDED]}


def _set_in_type(blank: str, data: dict[str, Any], made_at: datetime, folder: Path, *, tagged: bool) -> bytes:
    fonts, families = _fonts_in(folder)
    texts = json.dumps({**data, "fonts": families}, ensure_ascii=False)
    pdf = typst.compile(
        BLANKS / blank,
        root=BLANKS,
        font_paths=fonts,
        sys_inputs={"data": texts},
        timestamp=made_at,
        pdf_tags=tagged,
    )
    if len(texts) > _LONG:
        _forget(fonts)
    return bytes(pdf)


def _stamp(moment: datetime) -> datetime:
    """Whole seconds at a fixed offset: a PDF timestamp carries no more, and Typst refuses zones with a history."""
    return moment.replace(microsecond=0, tzinfo=timezone(moment.utcoffset() or timedelta()))


def _forget(fonts: typst.Fonts) -> None:
    """Typst remembers its last ten papers, of which a long ledger weighs hundreds of MiB: empty ones push it out."""
    for _ in range(11):
        typst.compile(b"", font_paths=fonts)
