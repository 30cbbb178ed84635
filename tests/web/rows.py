"""Matters in any state, written straight into their table: for tests of what screens count and show."""

from datetime import date, datetime, timedelta

from heli.documents.intake.draft import Category
from heli.matters.models import NO_DATE, Matter
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import State
from tests.cast import Cast

NUMBERS = iter(range(1, 10**6))


def matter(
    cast: Cast,
    *,
    lead: str,
    state: State = State.IN_PROGRESS,
    kind: Kind = Kind.TASK,
    category: Category = Category.POLICY,
    confirmer: str = "",
    due_in: int | None = 60,
    silent_since: int | None = None,
    title: str = "出台支持政策清单",
) -> Matter:
    """`due_in` and `silent_since` are days from today; green unless they say otherwise."""
    today = cast.clerk.today
    due = today + timedelta(days=due_in) if due_in is not None else None
    n = next(NUMBERS)
    return Matter.objects.create(
        programme_id=cast.programme,
        kind=kind,
        state=state,
        number=f"督办〔2026〕{n}号",
        number_key=n,
        title=title,
        category=category,
        lead_organization_id=cast.unit(lead),
        confirmer_organization_id=cast.unit(confirmer) if confirmer else None,
        basis="minutes",
        due_on=due,
        due_key=due or NO_DATE,
        blue_on=due - timedelta(days=7) if due else None,
        red_on=due + timedelta(days=1) if due else None,
        yellow_on=_yellow(today, silent_since),
        prepared_at=moment(cast, -10),
        changed_at=moment(cast, -10),
    )


def _yellow(today: date, silent_since: int | None) -> date:
    return today - timedelta(days=silent_since) if silent_since is not None else today + timedelta(days=30)


def moment(cast: Cast, days: int) -> datetime:
    return cast.at + timedelta(days=days)
