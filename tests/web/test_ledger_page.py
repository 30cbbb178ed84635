"""The ledger: whose rows, which filters, and that fragments and files show what the screen shows."""

import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heli.documents.intake.draft import Category
from heli.matters.models import Matter
from heli.matters.rules.kinds import Kind
from tests.cast import Cast
from tests.web.life import SECOND, Somebody, document, issued, now, prepared

__all__ = ["now"]

POLICY, LOAN, LATE = "研究制定支持示范县的政策措施", "恒达新材料扩产贷款", "化工路拓宽房屋征收"


@pytest.fixture
def three(now: Cast) -> tuple[int, int, int]:
    """A policy led by 市发改委, a loan led by 市委金融办, and a removal of 城关镇 that is late."""
    source = document(now)
    policy = prepared(now, source)
    loan = prepared(
        now,
        source,
        SECOND,
        title=LOAN,
        kind=Kind.BOTTLENECK,
        category=Category.BOTTLENECK,
        lead_organization_id=now.unit("市委金融办"),
        participant_ids=(now.unit("人行示范市分行"),),
        confirmer_organization_id=now.unit("县发改局"),
        due_on=now.clerk.today + timedelta(days=90),
    )
    late = prepared(
        now, source, title=LATE, lead_organization_id=now.unit("城关镇"), participant_ids=(), completion_standard="腾空"
    )
    issued(now, policy, loan, late)
    today = now.clerk.today
    Matter.objects.filter(pk=late).update(
        due_on=today - timedelta(days=3), due_key=today - timedelta(days=3), red_on=today - timedelta(days=2)
    )
    return policy, loan, late


def titles(page: str) -> list[str]:
    return re.findall(r'class="ledger-title"[^>]*>([^<]*)<', page)


def test_the_ledger_shows_a_unit_only_what_it_may_see(three: tuple[int, int, int]) -> None:
    assert len(three) == 3
    assert titles(Somebody.named("jingban").sees("/ledger/")) == [LATE, POLICY, LOAN]
    assert titles(Somebody.named("lianluo").sees("/ledger/")) == [POLICY]
    assert titles(Somebody.named("peihe").sees("/ledger/")) == [POLICY]
    assert titles(Somebody.named("xianfagai").sees("/ledger/")) == [LOAN]
    assert titles(Somebody.named("zhaoshang").sees("/ledger/")) == []


def test_a_prepared_matter_is_in_no_ledger_until_it_is_issued(now: Cast) -> None:
    prepared(now, document(now))
    assert titles(Somebody.named("jingban").sees("/ledger/")) == []
    assert titles(Somebody.named("jingban").sees("/ledger/?state=before")) == [POLICY]
    assert titles(Somebody.named("lianluo").sees("/ledger/?state=before")) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("light=red", [LATE]),
        ("light=green", [POLICY, LOAN]),
        ("kind=bottleneck", [LOAN]),
        ("category=policy", [LATE, POLICY]),
        ("state=issued", [LATE, POLICY, LOAN]),
        ("state=closed", []),
        ("words=扩产贷款", [LOAN]),
        ("words=没有这样的事", []),
        ("sort=-due", [LOAN, POLICY, LATE]),
        ("sort=-number", [LATE, LOAN, POLICY]),
        ("light=nonsense&page=0&sort=drop", [LATE, POLICY, LOAN]),
    ],
)
def test_filters_and_sorts(three: tuple[int, int, int], query: str, expected: list[str]) -> None:
    assert len(three) == 3
    assert titles(Somebody.named("jingban").sees(f"/ledger/?{query}")) == expected


def test_filters_by_unit_and_due_range(now: Cast, three: tuple[int, int, int]) -> None:
    assert len(three) == 3
    clerk, today = Somebody.named("jingban"), now.clerk.today
    assert titles(clerk.sees(f"/ledger/?unit={now.unit('市委金融办')}")) == [LOAN]
    assert titles(clerk.sees(f"/ledger/?unit={now.unit('市财政局')}")) == [POLICY]
    assert titles(clerk.sees(f"/ledger/?unit={now.unit('市财政局')}&as_lead=1")) == []
    assert titles(clerk.sees("/ledger/?words=市委金融办")) == [LOAN]
    assert titles(clerk.sees(f"/ledger/?due_from={today}&due_to={today + timedelta(days=40)}")) == [POLICY]


def test_problems_are_closed_under_their_own_word(three: tuple[int, int, int]) -> None:
    _, loan, late = three
    Matter.objects.filter(pk__in=[loan, late]).update(state="closed")
    page = Somebody.named("jingban").sees("/ledger/?state=closed")
    assert page.count("已销号</td>") == 1
    assert page.count("已办结</td>") == 1
    assert "已办结、销号</option>" in page
    assert "已销号</option>" in Somebody.named("jingban").sees("/ledger/?kind=bottleneck")


def test_counts_by_light_are_filters_that_count_what_they_show(three: tuple[int, int, int]) -> None:
    assert len(three) == 3
    page = Somebody.named("jingban").sees("/ledger/")
    counted = re.findall(r'href="\?light=(\w+)".*?<b>(\d+)</b>', page)
    assert dict(counted) == {"red": "1", "yellow": "0", "blue": "0", "green": "2"}
    for light, count in counted:
        assert len(titles(Somebody.named("jingban").sees(f"/ledger/?light={light}"))) == int(count)


def test_a_fragment_equals_a_reload_and_gives_the_address_to_share(three: tuple[int, int, int]) -> None:
    assert len(three) == 3
    clerk = Somebody.named("jingban")
    address = "/ledger/?kind=bottleneck&unit=&words="
    answer = clerk.client.get(address, headers={"HX-Request": "true", "HX-Target": "ledger"})
    assert answer["HX-Push-Url"] == "/ledger/?kind=bottleneck"
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    fragment = token.sub("", answer.content.decode()).strip()
    assert "<html" not in fragment
    assert fragment in token.sub("", clerk.sees("/ledger/?kind=bottleneck"))


def test_the_exported_rows_are_those_on_the_screen(three: tuple[int, int, int]) -> None:
    assert len(three) == 3
    for login, query in (
        ("jingban", ""),
        ("jingban", "?kind=task&sort=-due"),
        ("lianluo", ""),
        ("jingban", "?words=贷款"),
    ):
        who = Somebody.named(login)
        on_screen = titles(who.sees(f"/ledger/{query}"))
        answer = who.client.get(f"/papers/ledger.xlsx{query}")
        assert answer.status_code == 200
        rows = list(openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
        place = rows[2].index("事项")
        assert [row[place] for row in rows[3:] if row[0]] == on_screen


def test_pages_of_the_ledger_are_numbered_on(now: Cast) -> None:
    source = document(now)
    one = prepared(now, source)
    issued(now, one)
    model = Matter.objects.get(pk=one)
    for n in range(60):
        model.pk, model.number, model.number_key = None, f"督办〔2026〕{n + 2}号", n + 2
        model.title = f"第{n}件"
        model.save()
    clerk = Somebody.named("jingban")
    first, second = clerk.sees("/ledger/"), clerk.sees("/ledger/?page=2")
    assert len(titles(first)) == 50
    assert len(titles(second)) == 11
    assert "共 61 项" in first
    assert ">51</td>" in second
    beyond = clerk.client.get("/ledger/?page=9")
    assert beyond.headers["Location"] == "/ledger/?page=2"


def test_columns_put_away_stay_away_on_this_device(three: tuple[int, int, int]) -> None:
    assert len(three) == 3
    clerk = Somebody.named("jingban")
    answer = clerk.client.post("/ledger/columns/?kind=task", {"column": ["number", "lead", "due"]})
    assert answer.headers["Location"] == "/ledger/?kind=task"
    assert 'data-hidden="basis standard participants state progress problems next help"' in clerk.sees("/ledger/")


def test_the_ledger_asks_the_same_number_of_questions_for_one_row_and_for_many(now: Cast) -> None:
    source = document(now)
    clerk = Somebody.named("jingban")
    counts = []
    for n in range(2):
        issued(now, *(prepared(now, source, title=f"第{n}{m}件") for m in range(1 + 4 * n)))
        clerk.sees("/ledger/")
        with CaptureQueriesContext(connection) as asked:
            clerk.sees("/ledger/")
        counts.append([q["sql"] for q in asked.captured_queries])
    assert len(counts[0]) == len(counts[1]), counts[1]
    assert sum("matters_" in sql and "COUNT(" not in sql[:16] for sql in counts[1]) <= 6
