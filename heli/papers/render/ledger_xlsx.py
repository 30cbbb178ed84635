from datetime import date
from io import BytesIO

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from heli.matters.rules.lights import LIGHT_WORDS, Light
from heli.papers.render.columns import COLUMNS, LIGHT_AT, TITLE_AT, about
from heli.papers.render.sheets import Ledger, LedgerRow
from heli.papers.render.words import lines, moment, printable

_DATE = 'yyyy"年"m"月"d"日"'
_HEAD_ROW = 2
_CELL_LIMIT = 32_767  # Excel's; XlsxWriter would leave a longer text out without a word
_CUT = "…（内容过长，以下略）"
_PER_LINE = 0.46  # Chinese characters of 11 pt in a unit of column width, a little short of what fits
_LINE, _TALLEST = 15, 409  # points; 409 is the most Excel allows
_A3 = 8
_COLOURS = {
    Light.GREEN: ("#E3F1DE", "#1E6B2E"),
    Light.BLUE: ("#DCE9F8", "#1B4F91"),
    Light.YELLOW: ("#FFF1C2", "#7A5200"),
    Light.RED: ("#FBDCDA", "#A61B1B"),
}


class _Formats:
    def __init__(self, book: Workbook) -> None:
        song: dict[str, object] = {"font_name": "仿宋", "font_size": 11, "valign": "vcenter"}
        cell = {**song, "border": 1, "border_color": "#7F7F7F", "text_wrap": True}
        middle = {**cell, "align": "center"}
        self.title = book.add_format(
            {"font_name": "黑体", "font_size": 20, "align": "center", "valign": "vcenter"},
        )
        self.about = book.add_format({**song, "align": "left"})
        self.head = book.add_format({**middle, "font_name": "黑体", "bg_color": "#EDEFF2"})
        self.text = book.add_format({**cell, "align": "left"})
        self.centred = book.add_format(middle)
        # The quote mark keeps a text a text even after somebody edits the cell.
        self.quoted = book.add_format({**cell, "align": "left", "quote_prefix": True})
        self.date = book.add_format({**middle, "num_format": _DATE})
        self.lights = {Light.NONE: self.centred} | {
            light: book.add_format({**middle, "font_name": "黑体", "bg_color": fill, "font_color": ink})
            for light, (fill, ink) in _COLOURS.items()
        }


def ledger_xlsx(ledger: Ledger) -> bytes:
    """The ledger as offices keep it: dates are dates, text is text, ready to filter and to print on A3."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": _fits(ledger.title)[:255],
            "author": _fits(ledger.made_by)[:255],
            "category": "内部资料",
            "created": ledger.made_at.replace(tzinfo=None),
        }
    )
    formats = _Formats(book)
    sheet = book.add_worksheet("台账")
    _write_head(sheet, formats, ledger)
    for offset, row in enumerate(ledger.rows, start=_HEAD_ROW + 1):
        _write_row(sheet, formats, offset, row)
    _set_up_print(sheet, ledger)
    book.close()
    return out.getvalue()


def _write_head(sheet: Worksheet, formats: _Formats, ledger: Ledger) -> None:
    last = len(COLUMNS) - 1
    sheet.merge_range(0, 0, 0, last, "", formats.title)
    sheet.write_string(0, 0, _fits(ledger.title), formats.title)
    sheet.merge_range(1, 0, 1, last, "", formats.about)
    sheet.write_string(1, 0, _fits(about(ledger)), formats.about)
    sheet.set_row(0, 36)
    sheet.set_row(1, 22)
    sheet.set_row(_HEAD_ROW, 26)
    for index, column in enumerate(COLUMNS):
        sheet.set_column(index, index, column.width)
        sheet.write_string(_HEAD_ROW, index, column.head, formats.head)
    # An empty ledger still gets its filter: one row of nothing under the head.
    sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(len(ledger.rows), 1), last)
    sheet.freeze_panes(_HEAD_ROW + 1, TITLE_AT + 1)


def _write_row(sheet: Worksheet, formats: _Formats, at: int, row: LedgerRow) -> None:
    tallest = 1
    for index, column in enumerate(COLUMNS):
        value = column.value(row)
        if isinstance(value, int):
            sheet.write_number(at, index, value, formats.centred)
        elif isinstance(value, date):
            sheet.write_datetime(at, index, value, formats.date)
        elif index == LIGHT_AT:
            sheet.write_string(at, index, LIGHT_WORDS[row.light], formats.lights[row.light])
        else:
            _write_text(sheet, formats, (at, index), value, centred=column.centred)
            tallest = max(tallest, lines(value, column.width * _PER_LINE))
    # Excel fits the height of rows when it opens a file, WPS and printing services don't always.
    sheet.set_row(at, min(tallest * _LINE + 6, _TALLEST))


def _write_text(sheet: Worksheet, formats: _Formats, at: tuple[int, int], text: str, *, centred: bool) -> None:
    text = _fits(text)
    if not text:
        sheet.write_blank(*at, None, formats.text)
    elif text[0] in "=+-@\t":
        sheet.write_string(*at, text, formats.quoted)
    else:
        sheet.write_string(*at, text, formats.centred if centred else formats.text)


def _fits(text: str) -> str:
    text = printable(text)
    return text if len(text) <= _CELL_LIMIT else text[: _CELL_LIMIT - len(_CUT)] + _CUT


def _set_up_print(sheet: Worksheet, ledger: Ledger) -> None:
    sheet.set_paper(_A3)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.8)
    sheet.center_horizontally()
    by = printable(ledger.made_by).replace("\n", " ").replace("&", "&&")[:60]
    sheet.set_footer(f"&L内部资料　{by} {moment(ledger.made_at)} 导出&R第 &P 页　共 &N 页")
