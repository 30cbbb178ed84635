"""Actions outside somebody's scope are refused, and units see only what concerns them."""

import pytest

from heli.directory.rules.actor import Actor
from heli.matters.actions.close import close, send_back
from heli.matters.actions.follow import Report, acknowledge, request_closing, update
from heli.matters.actions.issue import issue
from heli.matters.actions.prepare import keep_draft, prepare, prepare_certain, revise, withdraw
from heli.matters.actions.sheets import lay, sign
from heli.matters.messages import words
from heli.matters.models import Matter
from heli.matters.queries.matter_page import matter_page
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import State
from tests.cast import Cast
from tests.matters.desk import Desk, directive, document, refused, state_of, values

NOT_THE_OFFICE = ["leader", "unit_head", "liaison", "participant", "raiser", "professional", "auditor", "administrator"]


def who(cast: Cast, name: str) -> Actor:
    actor = getattr(cast, name)
    assert isinstance(actor, Actor)
    return actor


@pytest.mark.parametrize("name", NOT_THE_OFFICE)
def test_only_the_office_prepares(cast: Cast, name: str) -> None:
    made = document(cast)
    actor = who(cast, name)
    assert refused(prepare, actor, directive(made), values(cast)).code == "office_only"
    assert refused(keep_draft, actor, directive(made), values(cast)).code == "office_only"
    assert refused(prepare_certain, actor, made.pk).code in {"office_only", "document_not_yours"}
    assert Matter.objects.count() == 0


@pytest.mark.parametrize("name", NOT_THE_OFFICE)
def test_only_the_office_lays_revises_withdraws_and_issues(desk: Desk, cast: Cast, name: str) -> None:
    prepared, approved, actor = desk.prepared(), desk.approved(), who(cast, name)
    steps = [
        refused(lay, actor, cast.programme, [prepared]),
        refused(withdraw, actor, prepared),
        refused(revise, actor, prepared, values(cast), version=1),
        refused(issue, actor, [approved]),
    ]
    assert {why.code for why in steps} <= {"office_only", "matter_not_yours", "not_yours_to_do"}
    assert (state_of(prepared), state_of(approved)) == (State.PREPARED, State.APPROVED)


@pytest.mark.parametrize("name", ["clerk", "unit_head", "liaison", "participant", "raiser", "auditor", "administrator"])
def test_only_the_office_head_or_a_leader_signs(desk: Desk, cast: Cast, name: str) -> None:
    matter = desk.laid()
    sheet = Matter.objects.get(pk=matter).sheet_items.get().sheet_id
    assert refused(sign, who(cast, name), sheet, returned={}).code == "signer_only"
    assert state_of(matter) == State.LAID


@pytest.mark.parametrize("name", ["clerk", "office_head", "leader", "participant", "raiser", "professional", "auditor"])
def test_only_the_lead_unit_acknowledges_reports_and_asks_for_closing(desk: Desk, cast: Cast, name: str) -> None:
    issued, doing, actor = desk.issued(), desk.in_progress(), who(cast, name)
    steps = [
        refused(acknowledge, actor, issued),
        refused(update, actor, doing, Report(progress="代报")),
        refused(request_closing, actor, doing, result="代报"),
    ]
    assert {why.code for why in steps} <= {"matter_not_yours", "not_yours_to_do"}
    assert (state_of(issued), state_of(doing)) == (State.ISSUED, State.IN_PROGRESS)


CLOSING_BY_OTHERS = [
    ("unit_head", "doer_cannot_confirm"),
    ("liaison", "doer_cannot_confirm"),
    ("participant", "not_yours_to_do"),
    ("leader", "not_yours_to_do"),
    ("raiser", "matter_not_yours"),
]


@pytest.mark.parametrize(("name", "code"), CLOSING_BY_OTHERS)
def test_a_task_is_closed_by_the_office_alone(desk: Desk, cast: Cast, name: str, code: str) -> None:
    matter = desk.closing_requested()
    why = refused(close, who(cast, name), matter, reason="办成了")
    assert why.code == code
    assert words(why)
    assert refused(send_back, who(cast, name), matter, reason="退").code == code
    close(cast.clerk, matter, reason="已核")


def test_a_bottleneck_is_closed_by_whoever_raised_it(desk: Desk, cast: Cast) -> None:
    matter = desk.closing_requested(kind=Kind.BOTTLENECK, confirmer_organization_id=cast.unit("县发改局"))
    assert refused(close, cast.clerk, matter, reason="替你销").code == "not_yours_to_do"
    assert refused(close, cast.unit_head, matter, reason="自己销").code == "doer_cannot_confirm"
    close(cast.raiser, matter, reason="问题已解决")
    assert state_of(matter) == State.CLOSED


def test_what_the_office_led_is_closed_by_the_groups_leader(desk: Desk, cast: Cast) -> None:
    matter = desk.issued(lead="市推动办")
    acknowledge(cast.office_head, matter)
    request_closing(cast.office_head, matter, result="已办")
    assert refused(close, cast.office_head, matter, reason="自己办结").code == "doer_cannot_confirm"
    assert refused(close, cast.clerk, matter, reason="自己办结").code == "not_yours_to_do"
    assert matter_page(cast.clerk, matter).next_who == "推动组负责人"
    close(cast.leader, matter, reason="同意")
    assert state_of(matter) == State.CLOSED


def test_a_bottleneck_whose_raiser_leads_it_is_closed_by_the_groups_leader(desk: Desk, cast: Cast) -> None:
    matter = desk.closing_requested(kind=Kind.BOTTLENECK, confirmer_organization_id=cast.unit("市发改委"))
    assert matter_page(cast.clerk, matter).next_who == "推动组负责人"
    assert refused(close, cast.clerk, matter, reason="代销").code == "not_yours_to_do"
    close(cast.leader, matter, reason="同意")


@pytest.mark.parametrize("step", ["prepared", "laid", "approved"])
def test_a_unit_doesnt_see_what_isnt_issued_yet(desk: Desk, cast: Cast, step: str) -> None:
    matter = getattr(desk, step)()
    assert refused(matter_page, cast.unit_head, matter).code == "matter_not_yours"
    assert matter_page(cast.auditor, matter).id == matter


def test_nobody_reads_a_matter_that_doesnt_concern_him(desk: Desk, cast: Cast) -> None:
    matter = desk.issued()
    assert refused(matter_page, cast.raiser, matter).code == "matter_not_yours"
    assert refused(matter_page, cast.administrator, matter).code == "matter_not_yours"
    assert matter_page(cast.participant, matter).lead == "市发改委"


def test_a_matter_of_another_programme_isnt_laid_on_this_ones_sheet(desk: Desk, cast: Cast) -> None:
    from heli.programmes.models import Programme

    matter = desk.prepared()
    other = Programme.objects.get(pk=cast.programme)
    other.pk = None
    other.save()
    Matter.objects.filter(pk=matter).update(programme_id=other.pk)
    assert refused(lay, cast.clerk, cast.programme, [matter]).code == "matter_not_yours"
