"""How dates, deadlines and texts are written on paper."""

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from heli.matters.rules.manner import Manner
from heli.papers.render.sheets import Assignment, AssignmentRow, Source

_UNPRINTABLE = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
# Head, width in mm (156 together: the type area of A4), centred.
ASSIGNMENT_COLUMNS = (
    ("序号", 9, True),
    ("督办编号", 26, True),
    ("事项及来源依据", 40, False),
    ("完成标准", 26, False),
    ("责任领导", 17, True),
    ("配合单位", 18, False),
    ("完成时限", 20, True),
)
_DIGITS = "零一二三四五六七八九"


def printable(text: str) -> str:
    """Without what XML and fonts can't carry: control characters, lone surrogates, non-characters."""
    if text.isprintable():  # most are, and a ledger has a hundred thousand
        return text
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime) -> str:
    return f"{day(value)} {value:%H:%M}"


def narrow_day(value: date) -> str:
    """The date over two lines, so that a narrow column doesn't break it inside a number."""
    return f"{value.year}年\n{value.month}月{value.day}日"


def narrow_number(number: str) -> str:
    """示推督〔2026〕17号 over two lines, broken where a reader would."""
    head, bracket, tail = printable(number).partition("〔")
    return f"{head}\n{bracket}{tail}" if head and tail else head + bracket + tail


def ordinal(number: int) -> str:
    """一 … 九十九 as headings count; plain digits above."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def assignment_cells(place: int, row: AssignmentRow) -> tuple[str, ...]:
    """A row's texts, one for each of ASSIGNMENT_COLUMNS; a missing date stays missing."""
    basis = f"\n〔{printable(row.basis)}〕" if row.basis else ""
    return (
        str(place),
        narrow_number(row.number),
        printable(row.title) + basis,
        printable(row.completion_standard),
        printable(row.responsible_leader) or "—",
        names(row.participants),
        narrow_day(row.due_on) if row.due_on else printable(row.term or "—"),
    )


def lines(text: str, width: float) -> int:
    """About how many lines `text` takes where `width` characters stand in a line; a digit or letter counts half."""
    if len(text) <= width and "\n" not in text:
        return 1
    parts = text.split("\n")
    return sum(max(1, math.ceil((len(part) - len(part.encode("ascii", "ignore")) / 2) / width)) for part in parts)


def names(units: Sequence[str]) -> str:
    return printable("、".join(units)) or "—"


def opening(assignment: Assignment) -> str:
    """What the paper asks of its reader; the tone follows from who stands where."""
    count = len(assignment.rows)
    programme = printable(assignment.programme)
    if assignment.manner is Manner.ORDER:
        return (
            f"现将{programme}中由你单位牵头的{count}件事项交办你单位，请及时签收，"
            "按完成标准和完成时限办理并反馈进展；认为不属本单位职责或已经办结的，请说明理由退回。"
        )
    if assignment.manner is Manner.REQUEST:
        return f"因{programme}工作需要，现就下列{count}件事项商请贵单位牵头办理，请予支持，并将办理情况告知我办。"
    return f"{programme}推进中有下列{count}件事项需由上级研究协调，现提请贵单位研究办理，并请将办理意见告知我办。"


def annex(assignment: Assignment) -> Iterator[tuple[str, list[Source]]]:
    """Headings of the annex, each with its sources: in the order of the rows, matters without a source left out."""
    by_matter: dict[str, list[Source]] = {}
    for source in assignment.sources:
        by_matter.setdefault(source.matter_number, []).append(source)
    place = 0
    for row in assignment.rows:
        if sources := by_matter.get(row.number):
            place += 1
            yield f"{ordinal(place)}、{printable(row.title)}（{printable(row.number)}）", sources


def in_paragraph(source: Source) -> tuple[str, str, str]:
    """The paragraph as text before, the sentence itself, text after."""
    paragraph = source.paragraph
    return (
        printable(paragraph[: source.start]),
        printable(source.passage),
        printable(paragraph[source.end :]),
    )
