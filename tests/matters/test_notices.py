"""Notices reach exactly those whom the step concerns, never the doer."""

from collections.abc import Callable

from heli.documents.rules.basis import Basis
from heli.matters.actions.close import close, send_back
from heli.matters.actions.follow import acknowledge, request_closing
from heli.matters.actions.issue import issue
from heli.matters.actions.sheets import lay, sign
from heli.matters.messages import NOTICES, notice_words
from heli.matters.models import Matter
from heli.matters.rules.kinds import Kind
from heli.notifications.models import Notice
from tests.cast import Cast
from tests.matters.desk import Desk


def told(action: Callable[[], object]) -> dict[str, str]:
    """Who is told what by the action: name → words."""
    before = set(Notice.objects.values_list("pk", flat=True))
    action()
    new = Notice.objects.exclude(pk__in=before).select_related("person")
    words = {str(n.person): notice_words(n.code, n.params) for n in new}
    assert len(words) == len(new)
    return words


def test_laying_tells_the_office_head_alone(desk: Desk, cast: Cast) -> None:
    matter = desk.prepared()
    assert told(lambda: lay(cast.clerk, cast.programme, [matter])) == {"周立夏": "拟办〔2026〕1号待您审签（1项）"}


def test_signing_tells_the_clerks(desk: Desk, cast: Cast) -> None:
    matter = desk.laid()
    sheet = Matter.objects.get(pk=matter).sheet_items.get().sheet_id
    words = "拟办〔2026〕1号已审签：0项通过，1项退回"
    assert told(lambda: sign(cast.office_head, sheet, returned={matter: "再核"})) == {"林小满": words, "冯大暑": words}


def test_issuing_tells_the_leads_head_and_liaison_and_the_participants_liaison(desk: Desk, cast: Cast) -> None:
    matter = desk.approved()
    words = "交办：梳理下放权限清单（时限12月18日）"
    assert told(lambda: issue(cast.clerk, [matter])) == {"吴芒种": words, "陈谷雨": words, "王夏至": words}


def test_issuing_calls_it_by_its_manner(desk: Desk, cast: Cast) -> None:
    matter = desk.approved(lead="市税务局", participant_ids=(cast.unit("市发改委"),), basis=Basis.DOCUMENT)
    words = told(lambda: issue(cast.clerk, [matter]))
    assert words["陈谷雨"] == "商请：梳理下放权限清单（时限12月18日）"
    assert set(words.values()) == {words["陈谷雨"]}


def test_acknowledging_tells_nobody(desk: Desk, cast: Cast) -> None:
    matter = desk.issued()
    assert told(lambda: acknowledge(cast.liaison, matter)) == {}


def test_asking_to_close_a_task_tells_the_clerks(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress()
    words = "市发改委申请办结：梳理下放权限清单"
    assert told(lambda: request_closing(cast.unit_head, matter, result="成")) == {"林小满": words, "冯大暑": words}


def test_asking_to_close_a_bottleneck_tells_its_raiser_and_not_the_office(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress(kind=Kind.BOTTLENECK, confirmer_organization_id=cast.unit("县发改局"))
    words = "市发改委申请销号：梳理下放权限清单"
    assert told(lambda: request_closing(cast.unit_head, matter, result="成")) == {"沈寒露": words, "孙立秋": words}


def test_asking_to_close_what_the_office_led_tells_the_groups_leader(desk: Desk, cast: Cast) -> None:
    matter = desk.issued(lead="市推动办")
    acknowledge(cast.office_head, matter)
    assert told(lambda: request_closing(cast.office_head, matter, result="成")) == {
        "郑清明": "市推动办申请办结：梳理下放权限清单"
    }


def test_asking_to_close_what_its_raiser_led_tells_the_groups_leader(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress(kind=Kind.BOTTLENECK, confirmer_organization_id=cast.unit("市发改委"))
    assert set(told(lambda: request_closing(cast.unit_head, matter, result="成"))) == {"郑清明"}


def test_closing_and_sending_back_tell_the_lead_with_the_reason(desk: Desk, cast: Cast) -> None:
    first, second = desk.closing_requested(), desk.closing_requested(kind=Kind.BOTTLENECK)
    closed = "梳理下放权限清单已办结"
    assert told(lambda: close(cast.clerk, first, reason="核")) == {"吴芒种": closed, "陈谷雨": closed}
    back = "退回重办：梳理下放权限清单。意见：附件不全"
    assert told(lambda: send_back(cast.clerk, second, reason="附件不全")) == {"吴芒种": back, "陈谷雨": back}


def test_a_notice_opens_where_to_act(desk: Desk) -> None:
    matter = desk.issued()
    assert set(Notice.objects.filter(code="issue").values_list("link", flat=True)) == {f"/matters/{matter}/"}


def test_every_notice_sent_has_words(desk: Desk) -> None:
    desk.closed()
    assert set(Notice.objects.values_list("code", flat=True)) <= set(NOTICES)
