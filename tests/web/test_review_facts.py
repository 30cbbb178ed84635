"""What the head of a paper says, and the document that it carries out."""

import pytest
from django.test import Client

from heli.audit.queries import acts
from heli.documents.actions.receive import receive
from heli.documents.models import Document
from tests.cast import Cast
from tests.web.test_documents import signed_in
from tests.web.test_review import HTMX

PLAN = """示范市人民政府文件
示政发〔2026〕8号
关于印发《示范市突破县域经济实施方案》的通知
各县人民政府，市直各部门：
现将实施方案印发给你们，请认真执行。
示范市人民政府
2026年5月6日
"""
BREAKDOWN = """关于任务分解的通知
各镇人民政府：
根据《示范市突破县域经济实施方案》（示政发〔2026〕8号），制定本分工。
县财政局要牵头设立县域发展资金。
"""


@pytest.fixture
def papers(cast: Cast) -> tuple[int, int]:
    plan, breakdown = (
        receive(cast.clerk, cast.programme, content=text.encode(), filename=name)
        for text, name in ((PLAN, "方案.txt"), (BREAKDOWN, "分工.txt"))
    )
    return plan, breakdown


@pytest.fixture
def clerk(papers: tuple[int, int]) -> Client:
    del papers
    return signed_in("jingban")


def test_the_number_is_read_from_the_red_head(clerk: Client, papers: tuple[int, int]) -> None:
    assert Document.objects.get(pk=papers[0]).official_number == "示政发〔2026〕8号"
    assert "示政发〔2026〕8号" in clerk.get(f"/documents/{papers[0]}/").content.decode()


def test_a_person_corrects_the_head(clerk: Client, papers: tuple[int, int]) -> None:
    fields = {
        "official_number": "示政办〔2026〕9号",
        "issuer": "示范市政府",
        "issued_on": "2026-05-07",
        "signers": "赵明",
    }
    page = clerk.post(f"/documents/{papers[0]}/facts/", fields, headers=HTMX).content.decode()
    document = Document.objects.get(pk=papers[0])
    assert (document.official_number, str(document.issued_on)) == ("示政办〔2026〕9号", "2026-05-07")
    assert document.heading == {"signers": "赵明"}
    assert 'value="赵明"' in page
    assert acts(f"document:{papers[0]}")[-1].verb == "describe"


def test_the_cited_paper_is_offered_and_linked_only_by_a_person(clerk: Client, papers: tuple[int, int]) -> None:
    plan, breakdown = papers
    address = f"/documents/{breakdown}/"
    assert "落实哪份来文" in clerk.get(address).content.decode()
    assert Document.objects.get(pk=breakdown).implements is None
    page = clerk.post(f"{address}implements/", {"other": plan}, headers=HTMX).content.decode()
    assert "落实哪份来文" not in page
    assert Document.objects.get(pk=breakdown).implements_id == plan
    clerk.post(f"{address}implements/", {"other": ""}, headers=HTMX)
    assert Document.objects.get(pk=breakdown).implements is None


def test_a_text_that_cites_nothing_is_offered_nothing(clerk: Client, papers: tuple[int, int]) -> None:
    assert "落实哪份来文" not in clerk.get(f"/documents/{papers[0]}/").content.decode()


def test_a_document_that_is_not_there_cannot_be_linked(clerk: Client, papers: tuple[int, int]) -> None:
    for other in ("999999", "x", papers[1]):
        assert clerk.post(f"/documents/{papers[1]}/implements/", {"other": other}, headers=HTMX).status_code == 409


@pytest.mark.parametrize("step", ["facts", "implements"])
def test_only_the_office_corrects(papers: tuple[int, int], step: str) -> None:
    for login in ("lianluo", "lingdao"):
        answer = signed_in(login).post(f"/documents/{papers[1]}/{step}/", {"other": papers[0]}, headers=HTMX)
        assert answer.status_code == 403
