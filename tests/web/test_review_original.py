"""The original beside the text: pictures of pages with boxes, cells of a workbook; only for who may read."""

import io
import re
import struct

import openpyxl
import pytest
from django.test import Client

from heli.documents.actions.receive import receive
from heli.documents.models import Document
from heli.documents.rules.places import boxes
from tests.cast import Cast
from tests.intake.test_formats_pdf import typeset
from tests.web.test_documents import signed_in
from tests.web.test_review import HTMX

PAGES = """#set page(width: 210mm, height: 297mm)
= 示范县重点工作任务分解
由市财政局牵头，市发改委配合，2027年6月底前设立县域发展资金。

由县商务和投资促进局牵头，2027年5月底前举办产业链招商会。
#pagebreak()
由县自然资源和规划局牵头，2027年9月底前完成园区用地组卷上报。
"""


@pytest.fixture
def paper(cast: Cast) -> Document:
    content = typeset(PAGES)
    return Document.objects.get(pk=receive(cast.clerk, cast.programme, content=content, filename="分解.pdf"))


@pytest.fixture
def clerk(paper: Document) -> Client:
    del paper
    return signed_in("jingban")


def test_a_page_is_drawn_and_kept_by_the_browser(clerk: Client, paper: Document) -> None:
    answer = clerk.get(f"/documents/{paper.pk}/pages/1.png")
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"].startswith("private, max-age=")
    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", answer.content[16:24])
    assert (width, round(height / width, 2)) == (1240, 1.41)


@pytest.mark.parametrize("number", [0, 3, 99])
def test_a_page_that_is_not_there_is_not_found(clerk: Client, paper: Document, number: int) -> None:
    assert clerk.get(f"/documents/{paper.pk}/pages/{number}.png").status_code == 404


def test_a_unit_sees_no_picture(paper: Document) -> None:
    for step in ("pages/1.png", "sight/"):
        assert signed_in("lianluo").get(f"/documents/{paper.pk}/{step}", headers=HTMX).status_code == 403


def test_every_demand_has_its_boxes(clerk: Client, paper: Document) -> None:
    page = clerk.get(f"/documents/{paper.pk}/sight/", headers=HTMX).content.decode()
    assert page.count("<img ") == 2
    boxed = set(re.findall(r'data-box="(\d+)"', page))
    assert boxed == {str(pk) for pk in paper.directives.values_list("pk", flat=True)}
    assert "看原件" in clerk.get(f"/documents/{paper.pk}/").content.decode()


def test_of_a_line_only_the_part_is_boxed_that_the_demand_takes() -> None:
    line = {"start": 10, "end": 20, "page": 2, "box": [0.2, 0.5, 0.6, 0.52]}
    (box,) = boxes([line], 15, 40)
    assert (box.page, box.left, box.top, box.width, box.height) == (2, 400, 500, 200, 20)


def test_a_workbook_shows_its_cells(cast: Cast) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "任务表"
    for row in (("序号", "任务", "牵头单位", "时限"), (1, "设立县域发展资金", "市财政局", "2027年6月底前")):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    made = receive(cast.clerk, cast.programme, content=kept.getvalue(), filename="任务表.xlsx")
    page = signed_in("jingban").get(f"/documents/{made}/sight/", headers=HTMX).content.decode()
    assert "工作表 任务表" in page
    assert re.search(r'data-box="\d+" title="B2">设立县域发展资金', page)


def test_a_text_has_nothing_to_be_compared_with(cast: Cast) -> None:
    made = receive(cast.clerk, cast.programme, content="市财政局要设立资金。".encode(), filename="甲.txt")
    assert "看原件" not in signed_in("jingban").get(f"/documents/{made}/").content.decode()
