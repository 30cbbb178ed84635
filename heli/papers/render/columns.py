"""The ledger's columns: one table for the Excel file and the PDF, so that they can't differ."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from heli.matters.rules.lights import LIGHT_WORDS
from heli.papers.render.sheets import Ledger, LedgerRow
from heli.papers.render.words import day, names, printable


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in Excel's unit, characters of the standard font; only the proportion counts in the PDF."""

    head: str
    width: float
    value: Callable[[LedgerRow], str | int | date]
    centred: bool = False


COLUMNS = (
    Column("序号", 6, lambda row: row.number, centred=True),
    Column("督办编号", 16, lambda row: row.matter_number or "—", centred=True),
    Column("来源依据", 17, lambda row: row.basis),
    Column("事项", 27, lambda row: row.title),
    Column("完成标准", 19, lambda row: row.completion_standard),
    Column("类型", 10, lambda row: row.kind, centred=True),
    Column("牵头单位", 15, lambda row: row.lead, centred=True),
    Column("责任领导", 10, lambda row: row.responsible_leader, centred=True),
    Column("配合单位", 17, lambda row: names(row.participants)),
    Column("时限", 12, lambda row: row.due_on or row.term or "—", centred=True),
    Column("亮灯", 7, lambda row: LIGHT_WORDS[row.light], centred=True),
    Column("状态", 10, lambda row: row.state, centred=True),
    Column("进展情况", 29, lambda row: row.progress),
    Column("存在问题", 20, lambda row: row.problems),
    Column("下步打算", 20, lambda row: row.next_steps),
    Column("需协调事项", 17, lambda row: row.help_needed),
    Column("反馈日期", 12, lambda row: row.updated_on or "—", centred=True),
)
NUMBER_AT = next(index for index, column in enumerate(COLUMNS) if column.head == "督办编号")
LIGHT_AT = next(index for index, column in enumerate(COLUMNS) if column.head == "亮灯")
TITLE_AT = next(index for index, column in enumerate(COLUMNS) if column.head == "事项")


def about(ledger: Ledger) -> str:
    """The line under the title: whose, as of when, how chosen, how many."""
    return printable(
        f"专项工作：{ledger.programme}　　截至：{day(ledger.as_of)}　　筛选：{ledger.filter_words or '全部'}"
        f"　　共 {len(ledger.rows)} 件　　填报：{ledger.made_by}"
    )
