"""From the term a text states to the last day for it; the days around National Day 2026, with make-up workdays."""

from datetime import date

import pytest

from heli.documents.rules.basis import Basis, rests_firmly
from heli.matters.rules.deadlines import DEFAULT_DAYS, Term, TermKind, default_term, due_on
from heli.matters.rules.kinds import Urgency
from heli.workdays.calendar import Calendar

NATIONAL_DAY = Calendar.of(
    days_off=[date(2026, 9, 25), *(date(2026, 10, day) for day in range(1, 8))],
    workdays=[date(2026, 9, 20), date(2026, 10, 10)],
)
"""Mid-autumn 25–27 September and 1–7 October are off; Sunday 20 September and Saturday 10 October are worked."""
DEFAULT = Term(TermKind.DEFAULT)
DAY = date.fromisoformat


def last_day(term: Term, issued: str, basis: Basis = Basis.MINUTES, urgency: Urgency = Urgency.ORDINARY) -> date | None:
    return due_on(term, issued_on=DAY(issued), basis=basis, urgency=urgency, calendar=NATIONAL_DAY)


@pytest.mark.parametrize(
    ("basis", "days", "issued", "due"),
    [
        (Basis.INSTRUCTION, 15, "2026-11-02", "2026-11-17"),
        (Basis.MINUTES, 20, "2026-11-02", "2026-11-23"),  # the 22nd is a Sunday
        (Basis.DOCUMENT, 30, "2026-11-02", "2026-12-02"),
        (Basis.SPEECH, 30, "2026-11-02", "2026-12-02"),
        (Basis.RECORD, 30, "2026-11-02", "2026-12-02"),
        (Basis.NEWS, 30, "2026-11-02", "2026-12-02"),
    ],
)
def test_each_basis_has_its_default_term(basis: Basis, days: int, issued: str, due: str) -> None:
    assert DEFAULT_DAYS[basis] == days
    assert last_day(DEFAULT, issued, basis) == DAY(due)
    assert default_term(basis, Urgency.ORDINARY).text == f"{days}日内"


@pytest.mark.parametrize(
    ("urgency", "issued", "due"),
    [
        (Urgency.MOST_URGENT, "2026-09-18", "2026-09-20"),  # Friday → the Sunday that is worked
        (Urgency.MOST_URGENT, "2026-09-30", "2026-10-08"),  # over the whole holiday
        (Urgency.MOST_URGENT, "2026-10-09", "2026-10-10"),  # → the Saturday that is worked
        (Urgency.MOST_URGENT, "2026-10-10", "2026-10-12"),
        (Urgency.URGENT, "2026-09-28", "2026-10-10"),  # 29, 30 September; 8, 9, 10 October
        (Urgency.URGENT, "2026-10-01", "2026-10-13"),  # issued on a day off: 8, 9, 10, 12, 13
        (Urgency.URGENT, "2026-11-23", "2026-11-30"),
    ],
)
def test_urgent_terms_count_working_days(urgency: Urgency, issued: str, due: str) -> None:
    assert last_day(DEFAULT, issued, urgency=urgency) == DAY(due)


@pytest.mark.parametrize(
    ("issued", "due"), [("2026-09-10", "2026-09-30"), ("2026-09-11", "2026-10-08"), ("2026-09-17", "2026-10-08")]
)
def test_a_default_that_ends_in_the_holiday_moves_to_the_first_working_day(issued: str, due: str) -> None:
    assert last_day(DEFAULT, issued) == DAY(due)


def test_a_stated_date_stays_as_stated_even_on_a_day_off() -> None:
    assert last_day(Term(TermKind.DATE, "10月3日前", DAY("2026-10-03")), "2026-09-10") == DAY("2026-10-03")


def test_a_stated_date_beats_urgency() -> None:
    term = Term(TermKind.DATE, "12月5日前", DAY("2026-12-05"))
    assert last_day(term, "2026-11-23", urgency=Urgency.MOST_URGENT) == DAY("2026-12-05")


@pytest.mark.parametrize(
    ("term", "due"),
    [
        (Term(TermKind.WORKING_DAYS, "5个工作日内", working_days=5), "2026-10-10"),
        (Term(TermKind.WORKING_DAYS, "五个工作日内"), "2026-10-10"),
        (Term(TermKind.WORKING_DAYS, "3个工作日之内报送"), "2026-10-08"),
        (Term(TermKind.DATE, "10天内"), "2026-10-08"),
        (Term(TermKind.DATE, "15日内"), "2026-10-13"),
        (Term(TermKind.DATE, "两周内"), "2026-10-12"),
    ],
)
def test_days_stated_in_the_words_count_from_the_day_of_issue(term: Term, due: str) -> None:
    assert last_day(term, "2026-09-28") == DAY(due)


@pytest.mark.parametrize("kind", [TermKind.CONDITION, TermKind.VAGUE])
def test_a_term_without_a_day_gets_the_default_of_its_basis(kind: TermKind) -> None:
    assert last_day(Term(kind, "批复下达后10个工作日内"), "2026-11-02") == DAY("2026-11-23")


@pytest.mark.parametrize("kind", [TermKind.RECURRING, TermKind.LONG])
def test_work_without_an_end_has_no_last_day(kind: TermKind) -> None:
    assert last_day(Term(kind, "每月25日前"), "2026-11-02") is None


@pytest.mark.parametrize(("urgency", "count"), [(Urgency.MOST_URGENT, 1), (Urgency.URGENT, 5)])
def test_urgency_shortens_the_default_term(urgency: Urgency, count: int) -> None:
    assert default_term(Basis.DOCUMENT, urgency) == Term(
        TermKind.WORKING_DAYS, f"{count}个工作日内", working_days=count
    )


def test_a_programme_may_set_its_own_default_terms() -> None:
    own = {"minutes": 10}
    due = due_on(
        DEFAULT,
        issued_on=DAY("2026-11-02"),
        basis=Basis.MINUTES,
        urgency=Urgency.ORDINARY,
        calendar=NATIONAL_DAY,
        days=own,
    )
    assert due == DAY("2026-11-12")
    assert default_term(Basis.MINUTES, Urgency.ORDINARY, own).text == "10日内"


@pytest.mark.parametrize(
    ("basis", "firm"),
    [
        (Basis.INSTRUCTION, True),
        (Basis.MINUTES, True),
        (Basis.DOCUMENT, True),
        (Basis.SPEECH, True),
        (Basis.RECORD, False),
        (Basis.NEWS, False),
    ],
)
def test_a_record_or_a_news_report_carries_no_matter_alone(basis: Basis, firm: bool) -> None:
    assert rests_firmly(basis) is firm
