"""Tables of tasks (任务, 牵头单位, 责任单位, 完成时限): each row is a demand, read by the heads of its columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from heli.documents.intake.draft import Span
from heli.documents.intake.split import Paragraph

CELL = re.compile(r"[^\t|]+")


class Column(StrEnum):
    TASK = "task"
    LEAD = "lead"
    HELP = "help"
    DUE = "due"


# The first that fits; 责任单位 leads only where no column says 牵头.
HEADS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.DUE, re.compile(r"时限|期限|完成时间|办结时间|时间节点|时间要求|完成日期")),
    (Column.HELP, re.compile(r"配合|协办|参与|协同")),
    (Column.LEAD, re.compile(r"牵头|责任单位|责任部门|主办|承办|落实单位|责任科室")),
    (Column.TASK, re.compile(r"任务|事项|工作内容|重点工作|工作措施|主要工作|具体措施|具体工作|问题")),
)
LONGEST_HEAD = 12


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells of one row, each a span of the text; `row` is the whole line."""

    row: Span
    task: Span
    leads: Span | None
    helps: tuple[Span, ...]
    due: Span | None


def table_rows(plain: str, parts: Sequence[Paragraph]) -> list[TableRow]:
    """The rows of all task tables; lines of cells under a head that names a task and somebody or some time."""
    rows: list[TableRow] = []
    columns: dict[int, Column] | None = None
    width, leads = 0, None
    for paragraph in parts:
        cells = _cells(plain, paragraph)
        if len(cells) < 2:
            columns = None
            continue
        head = _columns(plain, cells)
        if head:
            columns, width, leads = head, len(cells), None
            continue
        if columns is None or len(cells) > width:
            continue
        row = _row(plain, paragraph, cells, columns, leads)
        if row is not None:
            rows.append(row)
            leads = row.leads
    return rows


def _cells(plain: str, paragraph: Paragraph) -> list[Span]:
    """Cells between tabs or bars; an empty one keeps its place as an empty span."""
    line = plain[paragraph.start : paragraph.end]
    if "\t" not in line and line.count("|") < 2:
        return []
    mark = "\t" if "\t" in line else "|"
    start = paragraph.start
    cells = []
    for piece in line.split(mark):
        left = len(piece) - len(piece.lstrip())
        cells.append(Span(start + left, start + max(left, len(piece.rstrip()))))
        start += len(piece) + 1
    if mark == "|":
        cells = cells[1 if line.lstrip().startswith("|") else 0 : -1 if line.rstrip().endswith("|") else None]
    return cells


def _columns(plain: str, cells: list[Span]) -> dict[int, Column] | None:
    columns: dict[int, Column] = {}
    for number, cell in enumerate(cells):
        words = cell.of(plain)
        if 0 < len(words) <= LONGEST_HEAD:
            column = next((column for column, pattern in HEADS if pattern.search(words)), None)
            if column is not None and not (column is Column.TASK and column in columns.values()):
                columns[number] = column
    named = [
        number for number, column in columns.items() if column is Column.LEAD and "牵头" in cells[number].of(plain)
    ]
    if named:
        for number, column in list(columns.items()):
            if column is Column.LEAD and number not in named:
                columns[number] = Column.HELP
    kinds = set(columns.values())
    return columns if Column.TASK in kinds and len(kinds) > 1 else None


def _row(
    plain: str, paragraph: Paragraph, cells: list[Span], columns: dict[int, Column], leads: Span | None
) -> TableRow | None:
    filled: dict[Column, list[Span]] = {}
    for number, cell in enumerate(cells):
        if number in columns and cell.start < cell.end:
            filled.setdefault(columns[number], []).append(cell)
    task = filled.get(Column.TASK)
    if not task or not re.search(r"[\u4e00-\u9fff]{2}", task[0].of(plain)):
        return None
    end = task[0].end
    while end > task[0].start and plain[end - 1] in "。；":
        end -= 1
    return TableRow(
        row=Span(paragraph.start, paragraph.end),
        task=Span(task[0].start, end),
        # A merged cell is printed once and holds for the rows below it.
        leads=filled[Column.LEAD][0] if Column.LEAD in filled else leads,
        helps=tuple(filled.get(Column.HELP, ())),
        due=filled[Column.DUE][0] if Column.DUE in filled else None,
    )
