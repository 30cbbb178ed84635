"""Two people at once: one wins, the other is told; numbers have no gaps and no twins."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from heli.audit.queries import broken_links
from heli.directory.rules.verdict import Refused
from heli.documents.models import Directive
from heli.matters.actions.follow import Report, update
from heli.matters.actions.issue import issue
from heli.matters.actions.prepare import prepare
from heli.matters.actions.sheets import lay, sign
from heli.matters.models import Matter, Sheet, Update
from heli.matters.rules.lifecycle import State
from tests.cast import Cast
from tests.matters.desk import Desk, directive, document, state_of, values

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], object]) -> list[object]:
    """Runs all in threads of their own that start together; results or the exceptions they raised, in order."""
    results: list[object] = [None] * len(works)
    gate = threading.Barrier(len(works))

    def run(n: int) -> None:
        try:
            gate.wait(10)
            results[n] = works[n]()
        except Exception as why:  # noqa: BLE001  (the test looks at it)
            results[n] = why
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def refusals(results: list[object]) -> list[Refused]:
    unexpected = [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]
    assert not unexpected, unexpected
    return [r for r in results if isinstance(r, Refused)]


def test_two_clerks_prepare_the_same_draft_and_the_second_learns_who_was_first(cast: Cast) -> None:
    made = document(cast, directives=5)
    for position in range(1, 6):
        one = directive(made, position)
        results = at_once(
            lambda d=one: prepare(cast.clerk, d, values(cast)),  # type: ignore[misc]
            lambda d=one: prepare(cast.second_clerk, d, values(cast)),  # type: ignore[misc]
        )
        (loser,) = refusals(results)
        winner = Matter.objects.get(sources__directive_id=one)
        assert loser.refusal.code == "directive_taken"
        assert loser.refusal.params["name"] == str(winner.prepared_by)
        assert Directive.objects.get(pk=one).state == "taken"
    assert Matter.objects.count() == 5
    assert list(broken_links()) == []


def approved_matters(cast: Cast, count: int) -> list[int]:
    made = document(cast, directives=count)
    matters = [prepare(cast.clerk, directive(made, n), values(cast)) for n in range(1, count + 1)]
    sign(cast.office_head, lay(cast.clerk, cast.programme, matters), returned={})
    return matters


def test_eight_who_issue_at_once_get_numbers_without_gap_or_twin(cast: Cast) -> None:
    matters = approved_matters(cast, 10)

    class ChangedMind(Exception):
        pass

    def issue_and_take_back() -> None:
        with transaction.atomic():
            issue(cast.clerk, [matters[9]])
            raise ChangedMind

    works: list[Callable[[], object]] = [
        lambda m=matter: issue(cast.clerk, [m])  # type: ignore[misc]
        for matter in matters[:7]
    ]
    results = at_once(*works, issue_and_take_back)
    assert isinstance(results.pop(), ChangedMind)
    assert refusals(results) == []
    for left in matters[7:]:
        issue(cast.second_clerk, [left])
    issued = Matter.objects.filter(pk__in=matters).order_by("number_key")
    assert [m.number for m in issued] == [f"督办〔2026〕{n}号" for n in range(1, 11)]
    assert list(broken_links()) == []


def test_the_same_matter_issued_by_two_at_once_gets_one_number(cast: Cast) -> None:
    (matter,) = approved_matters(cast, 1)
    results = at_once(lambda: issue(cast.clerk, [matter]), lambda: issue(cast.second_clerk, [matter]))
    (loser,) = refusals(results)
    assert loser.refusal.code == "not_in_this_state"
    assert (state_of(matter), Matter.objects.get().number) == (State.ISSUED, "督办〔2026〕1号")


def test_two_signers_at_once_sign_a_sheet_once(cast: Cast) -> None:
    made = document(cast)
    sheet = lay(cast.clerk, cast.programme, [prepare(cast.clerk, directive(made), values(cast))])
    results = at_once(lambda: sign(cast.office_head, sheet, returned={}), lambda: sign(cast.leader, sheet, returned={}))
    (loser,) = refusals(results)
    assert loser.refusal.code == "sheet_signed"
    assert loser.refusal.params["name"] == str(Sheet.objects.get().signed_by)


def test_a_matter_laid_on_two_sheets_at_once_lies_on_one(cast: Cast) -> None:
    made = document(cast)
    matter = prepare(cast.clerk, directive(made), values(cast))
    results = at_once(
        lambda: lay(cast.clerk, cast.programme, [matter]), lambda: lay(cast.second_clerk, cast.programme, [matter])
    )
    assert [why.refusal.code for why in refusals(results)] == ["not_in_this_state"]
    assert [s.number for s in Sheet.objects.all()] == ["拟办〔2026〕1号"]


def test_a_double_click_gives_one_update(desk: Desk, cast: Cast) -> None:
    matter = desk.in_progress()
    liaison = cast.liaison
    results = at_once(*[lambda: update(liaison, matter, Report(progress="初稿24项"))] * 4)
    assert refusals(results) == []
    assert set(results) == {Update.objects.get().pk}
