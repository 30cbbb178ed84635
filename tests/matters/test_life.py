"""A matter from the prepared draft to its end, each step by who may, each refusal with nothing changed."""

from datetime import date, timedelta

import pytest

from heli.documents.models import Directive
from heli.documents.rules.basis import Basis
from heli.matters.actions.close import close, send_back
from heli.matters.actions.follow import Report, acknowledge, request_closing, update
from heli.matters.actions.issue import issue
from heli.matters.actions.prepare import prepare, prepare_rows, revise, withdraw, withdraw_directive
from heli.matters.actions.sheets import lay, sign
from heli.matters.messages import words
from heli.matters.models import ClosingRequest, Matter, MatterVersion, Sheet, Update
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import State
from heli.matters.rules.manner import Manner
from tests.cast import Cast
from tests.matters.desk import DUE, Desk, directive, document, refused, state_of, values


def test_a_matter_lives_from_the_demand_to_its_closing(desk: Desk, cast: Cast) -> None:
    matter = desk.prepared()
    assert state_of(matter) == State.PREPARED
    sheet = lay(cast.clerk, cast.programme, [matter])
    sign(cast.office_head, sheet, returned={})
    issue(cast.clerk, [matter])
    acknowledge(cast.liaison, matter)
    update(desk.at(cast.liaison, 1), matter, Report(progress="初稿24项"))
    request_closing(desk.at(cast.unit_head, 2), matter, result="清单已印发")
    close(desk.at(cast.clerk, 3), matter, reason="已核清单原件")
    m = Matter.objects.get(pk=matter)
    assert (m.state, m.number, m.manner) == (State.CLOSED, "督办〔2026〕1号", Manner.ORDER)
    assert (m.due_on, m.red_on, m.stopped_on) == (DUE, DUE + timedelta(days=1), date(2026, 11, 25))
    assert m.closed_at == desk.at(cast.clerk, 3).at
    assert ClosingRequest.objects.get(matter=m).decision == "closed"


def test_sent_back_work_is_done_again_and_its_clock_runs_again(desk: Desk, cast: Cast) -> None:
    matter = desk.sent_back()
    assert (state_of(matter), Matter.objects.get(pk=matter).stopped_on) == (State.REDO, None)
    request_closing(cast.unit_head, matter, result="附件补齐")
    close(cast.clerk, matter, reason="齐全")
    assert list(ClosingRequest.objects.filter(matter=matter).order_by("id").values_list("decision", flat=True)) == [
        "sent_back",
        "closed",
    ]


def test_one_signature_approves_a_sheet_and_returns_one_item_of_it(cast: Cast) -> None:
    made = document(cast, directives=3)
    first, second, third = (prepare(cast.clerk, directive(made, n), values(cast)) for n in (1, 2, 3))
    sheet = lay(cast.clerk, cast.programme, [first, second, third])
    sign(cast.office_head, sheet, returned={second: "完成标准不清"}, opinion="同意")
    assert [state_of(m) for m in (first, second, third)] == [State.APPROVED, State.PREPARED, State.APPROVED]
    kept = Sheet.objects.get(pk=sheet)
    assert (kept.state, str(kept.signed_by), kept.opinion) == ("signed", "周立夏", "同意")
    assert kept.items.get(matter=second).reason == "完成标准不清"


def test_a_returned_item_can_be_mended_and_laid_again(cast: Cast) -> None:
    made = document(cast)
    matter = prepare(cast.clerk, directive(made), values(cast))
    sign(cast.leader, lay(cast.clerk, cast.programme, [matter]), returned={matter: "换牵头单位"})
    revise(
        cast.clerk, matter, values(cast, "市财政局", participant_ids=()), version=Matter.objects.get(pk=matter).version
    )
    sign(cast.leader, lay(cast.clerk, cast.programme, [matter]), returned={})
    assert state_of(matter) == State.APPROVED
    assert Sheet.objects.count() == 2


def test_returning_an_item_needs_a_reason_and_then_nothing_of_the_sheet_is_signed(cast: Cast) -> None:
    made = document(cast, directives=2)
    both = [prepare(cast.clerk, directive(made, n), values(cast)) for n in (1, 2)]
    sheet = lay(cast.clerk, cast.programme, both)
    assert refused(sign, cast.office_head, sheet, returned={both[1]: " "}).code == "needs_reason"
    assert {state_of(m) for m in both} == {State.LAID}
    assert Sheet.objects.get(pk=sheet).state == "open"


def test_a_sheet_is_signed_once_and_the_second_signer_learns_by_whom(desk: Desk, cast: Cast) -> None:
    matter = desk.approved()
    sheet = Matter.objects.get(pk=matter).sheet_items.get().sheet_id
    why = refused(sign, cast.leader, sheet, returned={})
    assert (why.code, why.params["name"]) == ("sheet_signed", "周立夏")


def test_an_item_that_isnt_on_the_sheet_cant_be_returned(desk: Desk, cast: Cast) -> None:
    matter = desk.laid()
    sheet = Matter.objects.get(pk=matter).sheet_items.get().sheet_id
    assert refused(sign, cast.office_head, sheet, returned={matter + 999: "无"}).code == "sheet_item_gone"


def test_a_lead_is_not_needed_to_prepare_but_to_lay(desk: Desk, cast: Cast) -> None:
    matter = desk.prepared(lead=None)
    why = refused(lay, cast.clerk, cast.programme, [matter])
    assert why.code == "needs_lead"
    assert "牵头单位" in words(why)
    assert (state_of(matter), Sheet.objects.count()) == (State.PREPARED, 0)


def test_a_completion_standard_is_needed_to_lay(desk: Desk, cast: Cast) -> None:
    matter = desk.prepared(completion_standard="  ")
    assert refused(lay, cast.clerk, cast.programme, [matter]).code == "needs_standard"


def test_one_item_that_isnt_ready_keeps_the_whole_sheet_from_being_laid(cast: Cast) -> None:
    made = document(cast, directives=2)
    ready = prepare(cast.clerk, directive(made, 1), values(cast))
    bare = prepare(cast.clerk, directive(made, 2), values(cast, None))
    assert refused(lay, cast.clerk, cast.programme, [ready, bare]).code == "needs_lead"
    assert {state_of(ready), state_of(bare)} == {State.PREPARED}
    assert lay(cast.clerk, cast.programme, [ready]) == Sheet.objects.get().pk
    assert Sheet.objects.get().number == "拟办〔2026〕1号"


def test_a_due_date_before_today_is_refused_and_nothing_is_prepared(cast: Cast) -> None:
    made = document(cast)
    why = refused(prepare, cast.clerk, directive(made), values(cast, due_on=date(2026, 11, 22)))
    assert why.code == "needs_not_past"
    assert "时限早于今天" in words(why)
    assert (Matter.objects.count(), Directive.objects.get().state) == (0, "open")
    prepare(cast.clerk, directive(made), values(cast, due_on=date(2026, 11, 23)))


@pytest.mark.parametrize("step", ["lay", "sign", "issue"])
def test_a_due_date_that_passes_on_the_way_stops_the_next_step(desk: Desk, cast: Cast, step: str) -> None:
    late = 30
    if step == "lay":
        why = refused(lay, desk.at(cast.clerk, late), cast.programme, [desk.prepared()])
    elif step == "sign":
        sheet = Matter.objects.get(pk=desk.laid()).sheet_items.get().sheet_id
        why = refused(sign, desk.at(cast.office_head, late), sheet, returned={})
    else:
        why = refused(issue, desk.at(cast.clerk, late), [desk.approved()])
    assert why.code == "needs_not_past"


def test_a_news_report_alone_issues_nothing_but_with_the_signers_reason_it_does(desk: Desk, cast: Cast) -> None:
    matter = desk.laid(basis=Basis.NEWS)
    sheet = Matter.objects.get(pk=matter).sheet_items.get().sheet_id
    sign(cast.office_head, sheet, returned={})
    assert refused(issue, cast.clerk, [matter]).code == "needs_basis"
    assert (state_of(matter), Matter.objects.get(pk=matter).number) == (State.APPROVED, "")


def test_the_signers_reason_carries_a_news_report(desk: Desk) -> None:
    matter = desk.issued(basis=Basis.NEWS)
    assert Matter.objects.get(pk=matter).basis_reason == "据会议部署"


def test_a_missing_date_gets_the_default_term_of_its_basis_when_issued(desk: Desk) -> None:
    m = Matter.objects.get(pk=desk.issued(due_on=None))
    assert m.due_on == date(2026, 12, 14)  # 20 days from 23 November is a Sunday


def test_issuing_many_issues_all_or_none(cast: Cast) -> None:
    made = document(cast, directives=2)
    both = [prepare(cast.clerk, directive(made, n), values(cast)) for n in (1, 2)]
    sign(cast.office_head, lay(cast.clerk, cast.programme, both), returned={both[1]: "再核"})
    why = refused(issue, cast.clerk, both)
    assert why.code == "not_in_this_state"
    assert (state_of(both[0]), Matter.objects.get(pk=both[0]).number) == (State.APPROVED, "")
    issue(cast.clerk, [both[0]])
    assert Matter.objects.get(pk=both[0]).number == "督办〔2026〕1号"


def test_a_closed_matter_acted_on_again_is_refused_with_the_reason(desk: Desk, cast: Cast) -> None:
    matter = desk.closed()
    before = Matter.objects.filter(pk=matter).values().get()
    for why in (
        refused(update, cast.liaison, matter, Report(progress="又有进展")),
        refused(request_closing, cast.unit_head, matter, result="再办结"),
        refused(close, cast.clerk, matter, reason="再办结"),
        refused(send_back, cast.clerk, matter, reason="退回"),
        refused(issue, cast.clerk, [matter]),
        refused(lay, cast.clerk, cast.programme, [matter]),
        refused(withdraw, cast.clerk, matter),
    ):
        assert why.code == "matter_ended"
        assert "已办结" in words(why)
    assert Matter.objects.filter(pk=matter).values().get() == before
    assert Update.objects.count() == 0


def test_the_same_words_sent_twice_give_one_update(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress()
    first = update(cast.liaison, matter, Report(progress="初稿24项"))
    assert update(desk.at(cast.liaison, minutes=1), matter, Report(progress=" 初稿24项 ")) == first
    assert Update.objects.count() == 1
    assert update(desk.at(cast.liaison, minutes=1), matter, Report(progress="初稿25项")) != first
    later = update(desk.at(cast.liaison, 7), matter, Report(progress="初稿24项"))
    assert (Update.objects.count(), Matter.objects.get(pk=matter).latest_update_id) == (3, later)


def test_an_empty_update_is_refused_and_no_change_is_one_tap(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress()
    assert refused(update, cast.liaison, matter, Report(progress="  ")).code == "needs_content"
    assert Update.objects.count() == 0
    update(cast.liaison, matter, Report(no_change=True))


def test_an_update_moves_the_yellow_light_on(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress(due_on=date(2027, 6, 30))
    assert Matter.objects.get(pk=matter).yellow_on == date(2026, 12, 26)
    update(desk.at(cast.liaison, 10), matter, Report(progress="有进展"))
    assert Matter.objects.get(pk=matter).yellow_on == date(2027, 1, 26)


def test_a_liaison_needs_the_heads_signature_to_ask_for_closing(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress()
    why = refused(request_closing, cast.liaison, matter, result="已印发")
    assert why.code == "needs_signature"
    assert words(why, Kind.BOTTLENECK).startswith("申请销号")
    assert (state_of(matter), ClosingRequest.objects.count()) == (State.IN_PROGRESS, 0)


def test_a_form_made_for_an_older_version_is_refused(desk: Desk, cast: Cast) -> None:
    matter = desk.prepared()
    version = Matter.objects.get(pk=matter).version
    revise(cast.clerk, matter, values(cast, title="甲"), version=version)
    assert (
        refused(revise, cast.second_clerk, matter, values(cast, title="乙"), version=version).code
        == "changed_meanwhile"
    )
    assert Matter.objects.get(pk=matter).title == "甲"


def test_withdrawing_opens_the_directive_again_when_no_row_is_left(cast: Cast) -> None:
    made = document(cast)
    one, other = prepare_rows(cast.clerk, directive(made), values(cast), [cast.unit("市财政局"), cast.unit("市商务局")])
    withdraw(cast.clerk, one)
    assert Directive.objects.get().state == "taken"
    withdraw(cast.clerk, other)
    assert Directive.objects.get().state == "open"
    prepare(cast.clerk, directive(made), values(cast))


def test_the_undo_key_takes_every_row_back_or_none(cast: Cast) -> None:
    made = document(cast)
    rows = prepare_rows(cast.clerk, directive(made), values(cast), [cast.unit("市财政局"), cast.unit("市商务局")])
    lay(cast.clerk, cast.programme, rows[:1])
    assert refused(withdraw_directive, cast.clerk, directive(made)).code == "not_in_this_state"
    assert [state_of(row) for row in rows] == [State.LAID, State.PREPARED]


def test_a_class_becomes_one_row_for_each_unit_with_its_own_lead(cast: Cast) -> None:
    made = document(cast)
    leads = [cast.unit("市财政局"), cast.unit("市商务局"), cast.unit("市财政局")]
    rows = prepare_rows(cast.clerk, directive(made), values(cast), leads)
    assert (
        list(Matter.objects.filter(pk__in=rows).order_by("id").values_list("lead_organization_id", flat=True))
        == leads[:2]
    )
    assert refused(prepare_rows, cast.clerk, directive(made), values(cast), []).code == "no_rows"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": "  "}, "no_title"),
        ({"lead_organization_id": 999_999}, "unknown_unit"),
        ({"participant_ids": (999_999,)}, "unknown_unit"),
    ],
)
def test_what_no_later_step_could_mend_is_refused_at_once(cast: Cast, changed: dict[str, object], code: str) -> None:
    made = document(cast)
    assert refused(prepare, cast.clerk, directive(made), values(cast, **changed)).code == code  # type: ignore[arg-type]
    assert Directive.objects.get().state == "open"


def test_the_lead_isnt_its_own_participant(cast: Cast) -> None:
    made = document(cast)
    twin = values(cast, "市财政局")
    assert refused(prepare, cast.clerk, directive(made), twin).code == "twin_participant"


def test_versions_follow_each_other_without_gap(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress()
    update(desk.at(cast.liaison, 1), matter, Report(progress="一"))
    request_closing(desk.at(cast.unit_head, 2), matter, result="成")
    close(desk.at(cast.clerk, 3), matter, reason="核")
    rows = list(MatterVersion.objects.filter(matter=matter).order_by("id"))
    assert [r.valid_to for r in rows[:-1]] == [r.valid_from for r in rows[1:]]
    assert rows[-1].valid_to is None
    assert [r.facts["state"] for r in rows] == [
        "prepared", "laid", "approved", "issued", "in_progress", "in_progress", "closing_requested", "closed",
    ]  # fmt: skip
    assert rows[-1].facts["participant_ids"] == [cast.unit("市财政局")]
    assert Matter.objects.get(pk=matter).version == len(rows)
