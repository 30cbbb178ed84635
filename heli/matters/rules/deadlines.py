"""From the term a text states to the last day for it, and default terms where it states none.

Source of the defaults: 督查工作规则 as offices publish them (PRACTICE «从纸到事项»).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from heli.documents.intake.dates import WITHIN, number
from heli.documents.rules.basis import Basis
from heli.matters.rules.kinds import Urgency
from heli.workdays.calendar import Calendar


class TermKind(StrEnum):
    DATE = "date"
    WORKING_DAYS = "working_days"
    RECURRING = "recurring"
    CONDITION = "condition"
    VAGUE = "vague"
    LONG = "long"
    DEFAULT = "default"


DEFAULT_DAYS: dict[Basis, int] = {
    Basis.INSTRUCTION: 15,
    Basis.MINUTES: 20,
    Basis.DOCUMENT: 30,
    Basis.SPEECH: 30,
    Basis.RECORD: 30,
    Basis.NEWS: 30,
}
"""Calendar days by basis."""
URGENT_WORKING_DAYS: dict[Urgency, int] = {Urgency.MOST_URGENT: 1, Urgency.URGENT: 5}


@dataclass(frozen=True, slots=True)
class Term:
    """How a due date came about: the words it was read from, or the default that applied."""

    kind: TermKind
    text: str = ""
    due_on: date | None = None
    working_days: int | None = None


def default_term(basis: Basis, urgency: Urgency, days: Mapping[str, int] | None = None) -> Term:
    """`days` are the programme's own figures by basis, in calendar days."""
    if urgency in URGENT_WORKING_DAYS:
        count = URGENT_WORKING_DAYS[urgency]
        return Term(TermKind.WORKING_DAYS, f"{count}个工作日内", working_days=count)
    count = (days or {}).get(basis, DEFAULT_DAYS[basis])
    return Term(TermKind.DEFAULT, f"{count}日内")


def due_on(
    term: Term,
    *,
    issued_on: date,
    basis: Basis,
    urgency: Urgency,
    calendar: Calendar,
    days: Mapping[str, int] | None = None,
) -> date | None:
    """The last admissible day, or None for work without an end (长期坚持, 每月…).

    A stated date stays as stated, even on a day off; stated days are counted from the day of issue; a default that ends
    on a day off moves to the next working day.
    """
    if term.due_on is not None:
        return term.due_on
    if term.kind in {TermKind.RECURRING, TermKind.LONG}:
        return None
    if (stated := _stated(term, issued_on, calendar)) is not None:
        return stated
    if urgency in URGENT_WORKING_DAYS:
        return calendar.shift(issued_on, URGENT_WORKING_DAYS[urgency])
    return calendar.next_workday(issued_on + timedelta(days=(days or {}).get(basis, DEFAULT_DAYS[basis])))


def _stated(term: Term, issued_on: date, calendar: Calendar) -> date | None:
    """The end of a term stated in days (5个工作日内, 10天内, 两周内) by the term itself or in its words."""
    if term.working_days is not None:
        return calendar.shift(issued_on, term.working_days)
    found = WITHIN.search(term.text) if term.kind in {TermKind.WORKING_DAYS, TermKind.DATE} else None
    if found is None:
        return None
    count = number(found["number"])
    if found["unit"] == "工作日":
        return calendar.shift(issued_on, count)
    days = {"天": 1, "日": 1, "周": 7, "星期": 7}.get(found["unit"])
    return calendar.next_workday(issued_on + timedelta(days=days * count)) if days else None
