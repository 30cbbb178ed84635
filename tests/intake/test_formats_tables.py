"""Task tables of workbooks and delimited text: each row of a table is one demand with what its columns say."""

import io
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from heli.documents.intake.draft import DocumentKind, Draft
from heli.documents.intake.extract.grid import cell_name, covered_by
from heli.documents.intake.read import read
from heli.documents.intake.sniff import extract
from heli.documents.intake.unreadable import Cause, Unreadable

PLAIN_TABLE: list[list[object]] = [
    ["示范市2026年重点工作任务分解表"],
    ["序号", "工作任务", "牵头单位", "配合单位", "完成时限", "责任领导", "进展情况"],
    [1, "制定市级经济管理权限下放清单并印发", "市行政审批服务局", "市司法局、市委编办", date(2026, 6, 30), "", ""],
    [2, "新引进过亿元项目20个以上", "市商务局", "市投资促进中心", "12月底前", "李某", ""],
    [3, "完成化工路拓宽工程房屋征收", "城关镇", "县征收中心、县信访局", "6月", "何某", "已签59户"],
    ["合计", "", "", "", "", "", ""],
]  # fmt: skip


def workbook(*sheets: list[list[object]], merged: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    for number, rows in enumerate(sheets):
        sheet = first if number == 0 else book.create_sheet()
        for row in rows:
            sheet.append(row)
        if number == 0:
            for cells in merged:
                sheet.merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def drafted(content: bytes, name: str = "任务.xlsx") -> Draft:
    draft = read(content, name, reference_date=date(2026, 3, 1))
    for one in draft.directives:
        assert one.text == draft.document.text[one.span.start : one.span.end]
        for unit in (*one.leads, *one.participants):
            assert unit in draft.document.text
    return draft


def rows_of(draft: Draft) -> list[tuple[str, tuple[str, ...], tuple[str, ...], date | None]]:
    return [(d.text, d.leads, d.participants, d.deadline.date if d.deadline else None) for d in draft.directives]


def test_each_row_is_one_demand_with_the_units_and_the_date_of_its_columns() -> None:
    draft = drafted(workbook(PLAIN_TABLE, merged=("A1:G1",)))
    assert rows_of(draft) == [
        ("制定市级经济管理权限下放清单并印发", ("市行政审批服务局",), ("市司法局", "市委编办"), date(2026, 6, 30)),
        ("新引进过亿元项目20个以上", ("市商务局",), ("市投资促进中心",), date(2026, 12, 31)),
        ("完成化工路拓宽工程房屋征收", ("城关镇",), ("县征收中心", "县信访局"), date(2026, 6, 30)),
    ]
    assert draft.document.kind is DocumentKind.TASK_BREAKDOWN
    assert draft.document.title == "示范市2026年重点工作任务分解表"


def test_a_place_names_sheet_and_cell() -> None:
    draft = drafted(workbook(PLAIN_TABLE))
    second = draft.directives[1]
    (place,) = [p for p in draft.places if p.start <= second.span.start < p.end]
    assert (place.sheet, place.cell, place.row, place.column) == ("Sheet", "B4", 4, 2)


def test_merged_cells_are_inherited_by_the_rows_they_cover() -> None:
    rows: list[list[object]] = [
        ["类别", "重点任务", "责任单位", "完成时间"],
        ["突破县域经济", "推荐一批招商线索", "市投资促进中心", "2026年9月底"],
        [None, "帮助解决恒达公司融资", None, "年底"],
        ["项目建设", "完成园区道路改造", "县住建局", "2026-10-15"],
    ]
    draft = drafted(workbook(rows, merged=("A2:A3", "C2:C3")))
    assert rows_of(draft) == [
        ("推荐一批招商线索", ("市投资促进中心",), (), date(2026, 9, 30)),
        ("帮助解决恒达公司融资", ("市投资促进中心",), (), date(2026, 12, 31)),
        ("完成园区道路改造", ("县住建局",), (), date(2026, 10, 15)),
    ]


def test_one_task_over_several_rows_of_units_is_one_demand() -> None:
    rows: list[list[object]] = [
        ["序号", "任务内容", "责任单位", "时限"],
        [1, "清理拖欠企业账款", "县财政局", "8月底前"],
        [None, None, "县工信局", None],
    ]
    draft = drafted(workbook(rows, merged=("A2:A3", "B2:B3", "D2:D3")))
    assert rows_of(draft) == [("清理拖欠企业账款", ("县财政局", "县工信局"), (), date(2026, 8, 31))]


def test_a_head_of_two_rows_is_read_as_one() -> None:
    rows: list[list[object]] = [
        ["序号", "工作任务", None, "责任分工", None, "完成时限"],
        [None, "任务名称", "具体措施", "牵头单位", "配合单位", None],
        [1, "招商引资", "赴外地招商推介不少于6次", "县商务局", "县投促中心", "11月30日"],
        [2, "用地保障", "完成312亩用地报批", "县自然资源局", "城关镇", "长期坚持"],
    ]
    merged = ("A1:A2", "B1:C1", "D1:E1", "F1:F2")
    draft = drafted(workbook(rows, merged=merged))
    assert rows_of(draft) == [
        ("赴外地招商推介不少于6次", ("县商务局",), ("县投促中心",), date(2026, 11, 30)),
        ("完成312亩用地报批", ("县自然资源局",), ("城关镇",), None),
    ]
    assert draft.directives[1].deadline is not None
    assert draft.directives[1].deadline.text == "长期坚持"


def test_where_one_unit_is_marked_as_leading_the_others_help() -> None:
    rows: list[list[object]] = [
        ["序号", "督办事项", "责任单位"],
        [1, "协调解决企业用能指标", "县发改局（牵头）、县工信局、供电公司"],
        [2, "开展涉企收费检查", "县市场监管局"],
    ]
    assert [(d.leads, d.participants) for d in drafted(workbook(rows)).directives] == [
        (("县发改局",), ("县工信局", "供电公司")),
        (("县市场监管局",), ()),
    ]


def test_lead_before_responsible_makes_the_responsible_help() -> None:
    rows: list[list[object]] = [
        ["工作任务", "牵头单位", "责任单位"],
        ["建成标准化厂房3万平方米", "县工信局", "开发区、县住建局"],
        ["盘活闲置厂房", "开发区", "县自然资源局"],
    ]
    first = drafted(workbook(rows)).directives[0]
    assert (first.leads, first.participants) == (("县工信局",), ("开发区", "县住建局"))


def test_all_visible_sheets_are_read_and_a_hidden_one_is_named() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name in ("产业项目", "民生事项", "底稿"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["任务", "责任单位"])
            sheet.write_row(1, 0, [f"完成{name}的各项建设任务", "县发改局"])
            if name == "底稿":
                sheet.hide()
    draft = drafted(buffer.getvalue())
    assert [d.text for d in draft.directives] == ["完成产业项目的各项建设任务", "完成民生事项的各项建设任务"]
    assert draft.places[0].sheet == "产业项目"
    (warning,) = [one for one in draft.warnings if one.code == "hidden_sheets"]
    assert "底稿" in warning.message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_table_with_commas_is_read_like_a_workbook(encoding: str) -> None:
    text = '序号,重点任务,牵头单位,完成时限\n1,"制定下放清单,并印发",市司法局,2026/6/30\n2,召开银企对接会,同上,每季度\n'
    draft = drafted(text.encode(encoding), "任务.csv")
    assert rows_of(draft) == [
        ("制定下放清单,并印发", ("市司法局",), (), date(2026, 6, 30)),
        ("召开银企对接会", ("市司法局",), (), None),
    ]


def test_a_table_that_is_no_task_table_yields_no_demand() -> None:
    rows: list[list[object]] = [["指标", "2024年", "2025年"], ["生产总值", 120.5, 131], ["税收", 8, 9]]
    draft = drafted(workbook(rows))
    assert draft.directives == ()
    assert "生产总值\t120.5\t131" in draft.document.text


def test_cells_at_the_far_corners_of_a_sheet_are_refused_before_anything_is_reserved() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"], sheet["XFD1048576"] = "任务", "责任单位"
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(Unreadable) as refusal:
        extract(buffer.getvalue(), "a.xlsx")
    assert refusal.value.code is Cause.TOO_LARGE


def test_cells_are_named_as_the_spreadsheet_names_them() -> None:
    assert [cell_name(3, 2), cell_name(1, 26), cell_name(9, 27), cell_name(1, 703)] == ["B3", "Z1", "AA9", "AAA1"]


def test_a_merged_range_over_the_whole_sheet_is_left_alone() -> None:
    assert covered_by([((1, 1), (1_048_576, 16_384))]) == {}
    assert covered_by([((1, 1), (2, 1))]) == {(2, 1): (1, 1)}
