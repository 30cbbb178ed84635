"""What goes out through the screens: permitted, logged, the same rows, readable files."""

from io import BytesIO

import docx
import pytest

from heli.audit.models import Event
from tests.cast import Cast
from tests.web.life import FIRST, Somebody, document, issued, now, prepared

__all__ = ["now"]


@pytest.fixture
def unit(now: Cast) -> int:
    one = prepared(now, document(now))
    two = prepared(now, document(now, title="推动组第9次会议纪要"), lead_organization_id=now.unit("市税务局"))
    issued(now, one, two)
    return now.unit("市发改委")


def words_in(content: bytes) -> str:
    paper = docx.Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def test_a_units_paper_has_its_matters_and_the_sentences_they_rest_on(unit: int) -> None:
    answer = Somebody.named("jingban").client.get(f"/papers/assignments/{unit}/order.docx")
    assert answer.status_code == 200
    words = words_in(answer.content)
    assert "交办单" in words
    assert "示范市发展和改革委员会" in words
    assert "研究制定支持示范县的政策措施" in words
    assert FIRST in words
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_form_follows_from_the_manner(now: Cast, unit: int) -> None:
    assert unit
    tax = now.unit("市税务局")
    clerk = Somebody.named("jingban")
    answer = clerk.client.get(f"/papers/assignments/{tax}/request.docx")
    assert "商请办理单" in words_in(answer.content)
    empty = clerk.client.get(f"/papers/assignments/{tax}/order.docx")
    assert empty.status_code == 403
    assert "没有已发出的“交办”事项" in empty.content.decode()


def test_a_paper_comes_as_pdf(unit: int) -> None:
    answer = Somebody.named("jingban").client.get(f"/papers/assignments/{unit}/order.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"


def test_a_liaison_may_fetch_its_own_units_paper_and_no_other(now: Cast, unit: int) -> None:
    liaison = Somebody.named("lianluo")
    assert liaison.client.get(f"/papers/assignments/{unit}/order.docx").status_code == 200
    tax = now.unit("市税务局")
    refused = liaison.client.get(f"/papers/assignments/{tax}/request.docx")
    assert refused.status_code == 403
    assert "只能下载本单位的交办单" in refused.content.decode()
    page = liaison.sees("/papers/")
    assert "市发改委" in page
    assert "市税务局" not in page
    assert "市税务局" in Somebody.named("jingban").sees("/papers/")


def test_every_export_is_logged_with_who_and_what(unit: int) -> None:
    clerk = Somebody.named("jingban")
    clerk.client.get("/papers/ledger.xlsx?kind=task")
    clerk.client.get("/papers/ledger.pdf")
    Somebody.named("lianluo").client.get(f"/papers/assignments/{unit}/order.docx")
    logged = list(Event.objects.filter(verb="export").select_related("payload").order_by("number"))
    assert [event.actor_name for event in logged] == ["林小满", "林小满", "陈谷雨"]
    taken = [event.payload.data for event in logged]
    assert (taken[0]["form"], taken[0]["filters"], taken[0]["rows"]) == ("xlsx", "kind=task", 2)
    assert taken[1]["form"] == "pdf"
    assert taken[2]["unit"] == unit
    assert len(taken[2]["numbers"]) == 1


def test_a_refused_export_is_not_logged_and_a_stranger_gets_nothing(unit: int) -> None:
    assert Somebody.named("zhaoshang").client.get(f"/papers/assignments/{unit}/order.docx").status_code == 403
    assert not Event.objects.filter(verb="export").exists()
    assert Somebody.named("jingban").client.get("/papers/ledger.exe").status_code == 404
    assert Somebody.named("jingban").client.get(f"/papers/assignments/{unit}/sideways.pdf").status_code == 404
