"""Tables of web pages: those of data become rows, those that only lay out the page stay running text."""

from datetime import date

from heli.documents.intake.read import read
from heli.documents.intake.sniff import extract


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>任务分解</title></head><body>{body}</body></html>".encode()


def test_a_task_table_pasted_from_word_is_read_row_by_row_with_its_merged_cells() -> None:
    table = """<h1>示范县重点任务分解表</h1><table>
    <tr><td rowspan="2"><p>序号</p></td><td rowspan=2><p>工作<br>任务</p></td><td colspan="2"><p>责任分工</p></td></tr>
    <tr><td><p>牵头单位</p></td><td><p>完成时限</p></td></tr>
    <tr><td><p>1</p></td><td><p>完成312亩</p><p>用地报批</p></td><td rowspan="2"><p>县自然资源局</p></td>
    <td>6月底前</td></tr>
    <tr><td>2</td><td>办理林地手续</td><td>2026年9月</td></tr></table>"""
    draft = read(page(table), "a.html", reference_date=date(2026, 1, 5))
    assert [(d.text, d.leads, d.deadline and d.deadline.date) for d in draft.directives] == [
        ("完成312亩 用地报批", ("县自然资源局",), date(2026, 6, 30)),
        ("办理林地手续", ("县自然资源局",), date(2026, 9, 30)),
    ]


def test_a_table_that_lays_out_the_page_stays_running_text() -> None:
    body = """<table><tr><td><table><tr><td><p>第一段。</p><p>第二段。</p></td></tr></table></td></tr></table>"""
    extracted = extract(page(body), "a.html")
    assert extracted.text == "第一段。\n第二段。"
    assert extracted.places == ()


def test_spans_without_end_are_cut() -> None:
    row = '<tr><td colspan="999999999" rowspan="99999">要求</td><td>单位</td></tr>'
    assert "要求\t单位" in extract(page(f"<table>{row * 3}</table>"), "a.html").text


def test_a_page_nested_beyond_all_measure_still_gives_its_words() -> None:
    assert extract(("<div>" * 100_000 + "各部门要整改").encode(), "a.html").text == "各部门要整改"
