"""The whole life of a matter: every state, every step, every standing, against a table written by hand."""

from itertools import combinations

import pytest

from heli.matters.rules.kinds import KINDS, ConfirmedBy, Kind
from heli.matters.rules.lifecycle import (
    BEFORE_ISSUE,
    BY_VERB,
    ENDED,
    NEXT_STEP,
    OPEN,
    STANDING_WORDS,
    STATE_WORDS,
    TRANSITIONS,
    Need,
    Ready,
    Standing,
    State,
    Verb,
    check_needs,
    may_take,
    verb_word,
)

S, V, W, N = State, Verb, Standing, Need

TABLE: dict[Verb, tuple[tuple[State, ...], State | None, tuple[Standing, ...], tuple[Need, ...]]] = {
    # step: from which states, to which (None: it stays), by whom, and what must be there
    V.REVISE: ((S.PREPARED,), None, (W.CLERK,), (N.NOT_PAST,)),
    V.WITHDRAW: ((S.PREPARED,), S.WITHDRAWN, (W.CLERK,), ()),
    V.LAY: ((S.PREPARED,), S.LAID, (W.CLERK,), (N.LEAD, N.STANDARD, N.TERM, N.NOT_PAST)),
    V.APPROVE: ((S.LAID,), S.APPROVED, (W.SIGNER,), (N.LEAD, N.STANDARD, N.TERM, N.NOT_PAST)),
    V.RETURN: ((S.LAID,), S.PREPARED, (W.SIGNER,), (N.REASON,)),
    V.ISSUE: ((S.APPROVED,), S.ISSUED, (W.CLERK,), (N.LEAD, N.BASIS, N.NOT_PAST)),
    V.ACKNOWLEDGE: ((S.ISSUED,), S.IN_PROGRESS, (W.LEAD_HEAD, W.LEAD_LIAISON), ()),
    V.UPDATE: ((S.IN_PROGRESS, S.REDO), None, (W.LEAD_HEAD, W.LEAD_LIAISON), (N.CONTENT,)),
    V.REQUEST_CLOSING: (
        (S.IN_PROGRESS, S.REDO),
        S.CLOSING_REQUESTED,
        (W.LEAD_HEAD, W.LEAD_LIAISON),
        (N.CONTENT, N.SIGNATURE),
    ),
    V.CLOSE: ((S.CLOSING_REQUESTED,), S.CLOSED, (W.CONFIRMER,), (N.REASON,)),
    V.SEND_BACK: ((S.CLOSING_REQUESTED,), S.REDO, (W.CONFIRMER,), (N.REASON,)),
}
NOBODY: frozenset[Standing] = frozenset()


def expected(state: State, verb: Verb, standing: Standing | None) -> str:
    """The refusal code, or "" where the step is allowed, as the table above says."""
    before, _, who, _ = TABLE[verb]
    if state not in before:
        return "matter_ended" if state in {S.CLOSED, S.WITHDRAWN} else "not_in_this_state"
    if standing in who:
        return ""
    unit = standing in {W.LEAD_HEAD, W.LEAD_LIAISON}
    return "doer_cannot_confirm" if unit and verb in {V.CLOSE, V.SEND_BACK} else "not_yours_to_do"


@pytest.mark.parametrize("standing", [None, *Standing], ids=lambda s: s or "nobody")
@pytest.mark.parametrize("verb", list(Verb))
@pytest.mark.parametrize("state", list(State))
def test_a_step_is_allowed_or_refused_as_the_table_says(state: State, verb: Verb, standing: Standing | None) -> None:
    verdict = may_take(verb, state, frozenset({standing}) if standing else NOBODY)
    assert (verdict.why_not.code if verdict.why_not else "") == expected(state, verb, standing)
    assert verdict.allowed is (expected(state, verb, standing) == "")


def test_standing_in_several_places_allows_what_any_of_them_allows() -> None:
    for state in State:
        for verb in Verb:
            for size in range(2, len(Standing) + 1):
                for several in combinations(Standing, size):
                    one_may = any(expected(state, verb, one) == "" for one in several)
                    assert may_take(verb, state, frozenset(several)).allowed is one_may, (state, verb, several)


@pytest.mark.parametrize("verb", list(Verb))
def test_a_step_leads_where_the_table_says(verb: Verb) -> None:
    before, to, who, needs = TABLE[verb]
    row = BY_VERB[verb]
    assert (row.before, row.to, set(row.who), set(row.needs)) == (frozenset(before), to, set(who), set(needs))


@pytest.mark.parametrize(("verb", "need"), [(v, n) for v in Verb for n in TABLE[v][3]])
def test_what_a_step_needs_is_asked_for_by_name(verb: Verb, need: Need) -> None:
    everything_else = {str(n): n is not need for n in Need}
    verdict = check_needs(verb, Ready.of(**everything_else))
    assert verdict.why_not is not None
    assert verdict.why_not.code == f"needs_{need}"
    assert check_needs(verb, Ready(frozenset(TABLE[verb][3]))).allowed


def test_each_verb_has_exactly_one_row() -> None:
    assert sorted(row.verb for row in TRANSITIONS) == sorted(Verb)


def test_every_state_is_before_issue_open_or_closed_exactly_once() -> None:
    """Withdrawn ones never lived, closed ones did; the three sets share nothing and leave nothing out."""
    assert {S.PREPARED, S.LAID, S.APPROVED} == BEFORE_ISSUE
    assert {S.ISSUED, S.IN_PROGRESS, S.CLOSING_REQUESTED, S.REDO} == OPEN
    assert {S.CLOSED, S.WITHDRAWN} == ENDED
    assert set(State) == BEFORE_ISSUE | OPEN | ENDED


def test_ended_matters_take_no_step_at_all() -> None:
    everybody = frozenset(Standing)
    for state in ENDED:
        for verb in Verb:
            assert not may_take(verb, state, everybody).allowed


def test_every_living_state_says_which_step_it_waits_for_and_that_step_is_possible() -> None:
    assert set(NEXT_STEP) == set(State) - ENDED
    for state, verb in NEXT_STEP.items():
        assert state in BY_VERB[verb].before


def test_every_state_can_be_reached_from_preparing_and_reaches_an_end() -> None:
    def reach(start: State) -> set[State]:
        seen, frontier = {start}, [start]
        while frontier:
            here = frontier.pop()
            after = {row.to for row in TRANSITIONS if here in row.before and row.to}
            frontier += after - seen
            seen |= after
        return seen

    assert reach(S.PREPARED) == set(State)
    for state in State:
        assert reach(state) & ENDED


def test_the_doer_is_never_among_those_who_close() -> None:
    for verb in (V.CLOSE, V.SEND_BACK):
        assert not {W.LEAD_HEAD, W.LEAD_LIAISON, W.PARTICIPANT} & set(BY_VERB[verb].who)


def test_issuing_tells_lead_and_participants_and_closing_tells_the_lead() -> None:
    assert set(BY_VERB[V.ISSUE].told) == {W.LEAD_HEAD, W.LEAD_LIAISON, W.PARTICIPANT}
    assert set(BY_VERB[V.CLOSE].told) == set(BY_VERB[V.SEND_BACK].told) == {W.LEAD_HEAD, W.LEAD_LIAISON}
    assert set(BY_VERB[V.REQUEST_CLOSING].told) == {W.CONFIRMER}


@pytest.mark.parametrize(
    ("kind", "asking", "close", "confirmed_by"),
    [
        (Kind.TASK, "申请办结", "办结", ConfirmedBy.OFFICE),
        (Kind.BOTTLENECK, "申请销号", "销号", ConfirmedBy.RAISER),
        (Kind.SUPPORT, "申请办结", "办结", ConfirmedBy.RECEIVER),
        (Kind.SUGGESTION, "申请办结", "办结", ConfirmedBy.RAISER),
        (Kind.SERVICE, "申请办结", "办结", ConfirmedBy.RAISER),
    ],
)
def test_tasks_are_closed_and_problems_struck_off(
    kind: Kind, asking: str, close: str, confirmed_by: ConfirmedBy
) -> None:
    assert verb_word(V.REQUEST_CLOSING, kind) == asking
    assert verb_word(V.CLOSE, kind) == close
    assert KINDS[kind].confirmed_by is confirmed_by


def test_issuing_is_called_by_its_manner() -> None:
    assert [verb_word(V.ISSUE, Kind.TASK, manner) for manner in ("交办", "商请", "提请")] == ["交办", "商请", "提请"]


def test_every_state_step_and_standing_has_words_of_the_office() -> None:
    assert set(STATE_WORDS) == set(State)
    assert set(STANDING_WORDS) == set(Standing)
    assert all(verb_word(verb, kind) for verb in Verb for kind in Kind)
