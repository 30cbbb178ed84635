"""Word documents as offices write them: automatic numbers, merged tables, text boxes, tracked changes."""

import io
import time
import zipfile
from datetime import date

import docx
import pytest

from heli.documents.intake.extract.docx_numbers import chinese, letters, roman
from heli.documents.intake.read import read
from heli.documents.intake.sniff import extract

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def package(body: str, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("word/document.xml", f"<w:document {W} {R}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            written.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def item(words: str, number: int, depth: int = 0) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, kind: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    + level(0, "bullet", "")
    + level(1, "decimal", "%1.%2")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    "</w:numbering>"
)


def test_numbers_that_word_writes_by_itself_are_restored() -> None:
    body = (
        item("强化政策扶持", 1)
        + item("理顺审批体制", 1, 1)
        + item("下放清单", 1, 2)
        + item("2026年清单", 1, 2)
        + item("赋予管理权限", 1, 1)
        + item("破解用地难", 1, 2)
        + item("强化招商引资", 1)
        + item("另一张表", 3)
        + item("圆点", 2)
        + paragraph("没有编号")
    )
    assert extract(package(body, numbering=NUMBERING), "a.docx").text.split("\n") == [
        "一、强化政策扶持",
        "（一）理顺审批体制",
        "1.下放清单",
        "2. 2026年清单",
        "（二）赋予管理权限",
        "1.破解用地难",
        "二、强化招商引资",
        "一、另一张表",
        "圆点",
        "没有编号",
    ]


def test_a_style_may_carry_the_number_and_a_circle_of_styles_ends() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="c"><w:basedOn w:val="c"/></w:style>'
        '<w:style w:styleId="d"><w:name w:val="toc 1"/></w:style></w:styles>'
    )
    body = "".join(
        paragraph(words, f'<w:pStyle w:val="{style}"/>')
        for words, style in (("任务", "a"), ("正文", "c"), ("任务……1", "d"))
    )
    assert extract(package(body, numbering=NUMBERING, styles=styles), "a.docx").text == "一、任务\n正文"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (21, "二十一"),
        (103, "一百零三"),
        (110, "一百一十"),
        (1005, "一千零五"),
    ],
)
def test_chinese_counting(number: int, words: str) -> None:
    assert chinese(number) == words


def test_letters_and_roman_numerals_count_on() -> None:
    assert [letters(1), letters(26), letters(27), roman(4), roman(19)] == ["a", "z", "aa", "iv", "xix"]


def test_text_boxes_stand_on_lines_of_their_own_and_only_once() -> None:
    box = f"<w:txbxContent>{paragraph('示范市人民政府文件')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        f"</mc:AlternateContent></w:r><w:r><w:t>各县区人民政府：</w:t></w:r></w:p>"
    )
    assert extract(package(body), "a.docx").text == "各县区人民政府：\n示范市人民政府文件"


def test_tracked_changes_are_read_as_accepted_and_said_so() -> None:
    gone = '<w:del w:id="1" w:author="a"><w:r><w:delText>五日内</w:delText></w:r></w:del>'
    new = "<w:ins><w:r><w:t>三日内</w:t></w:r></w:ins>"
    moved = "<w:moveFrom><w:r><w:t>搬走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>搬来</w:t></w:r></w:moveTo>"
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>县财政局要</w:t></w:r></w:p>" + paragraph("拨付资金")
    row = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删去的行</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>"
    extracted = extract(package(f"<w:p>{gone}{new}{moved}</w:p>{joined}{row}{hidden}"), "a.docx")
    assert extracted.text == "三日内搬来\n县财政局要拨付资金"
    assert [one.code for one in extracted.warnings] == ["revisions"]


def test_heads_and_feet_go_except_the_red_head() -> None:
    head = f"<w:hdr {W}>{paragraph('示推办〔2026〕12号')}{paragraph('示范县简报')}</w:hdr>"
    foot = f"<w:ftr {W}>{paragraph('— 1 —')}</w:ftr>"
    extracted = extract(package(paragraph("正文。"), header1=head, header2=head, footer1=foot), "a.docx")
    assert extracted.text == "示推办〔2026〕12号\n正文。"
    assert extracted.dropped == ("示范县简报",)


def test_merged_cells_of_a_word_table_are_inherited_by_the_rows_they_cover() -> None:
    document = docx.Document()
    document.add_paragraph("示范县重点任务分工")
    table = document.add_table(rows=4, cols=4)
    rows = [
        ["工作任务", "具体措施", "责任单位", "完成时限"],
        ["突破县域经济", "推荐一批招商线索", "县投促中心", "6月底前"],
        ["", "引荐一批战略投资者", "", "9月底前"],
        ["用地保障", "完成312亩用地报批", "县自然资源局、城关镇", "2026年12月"],
    ]
    for cells, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(cells.cells, words, strict=True):
            cell.text = word
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 2).merge(table.cell(2, 2))
    buffer = io.BytesIO()
    document.save(buffer)
    draft = read(buffer.getvalue(), "任务.docx", reference_date=date(2026, 1, 5))
    assert [(d.text, d.leads, d.deadline and d.deadline.date) for d in draft.directives] == [
        ("推荐一批招商线索", ("县投促中心",), date(2026, 6, 30)),
        ("引荐一批战略投资者", ("县投促中心",), date(2026, 9, 30)),
        ("完成312亩用地报批", ("县自然资源局", "城关镇"), date(2026, 12, 31)),
    ]


def test_macros_embedded_files_and_comments_are_ignored_and_said_so() -> None:
    buffer = io.BytesIO(package("<w:p><w:r><w:t>各部门要整改</w:t></w:r><w:r><w:commentReference/></w:r></w:p>"))
    with zipfile.ZipFile(buffer, "a") as written:
        written.writestr("word/vbaProject.bin", b"\x00")
        written.writestr("word/embeddings/oleObject1.bin", b"\x00")
        written.writestr("word/comments.xml", f"<w:comments {W}>{paragraph('批注')}</w:comments>")
    extracted = extract(buffer.getvalue(), "a.docm")
    assert extracted.text == "各部门要整改"
    assert [one.code for one in extracted.warnings] == ["macros", "embedded", "comments"]


def test_a_document_of_200_pages_is_read_in_less_than_three_seconds() -> None:
    document = docx.Document()
    line = "各县区要于6月底前完成示范项目用地报批，县自然资源局牵头，县林业局配合，每月25日前报送进展情况。"
    for number in range(200 * 16):
        document.add_paragraph(f"{number}.{line}")
    buffer = io.BytesIO()
    document.save(buffer)
    started = time.perf_counter()
    text = extract(buffer.getvalue(), "a.docx").text
    assert time.perf_counter() - started < 3
    assert len(text) > 150_000
