"""The demo tells its whole story through the actions that people use."""

from datetime import UTC, datetime, timedelta

import pytest

from heli.cli.demo.story import tell
from heli.matters.queries.filters import Filters
from heli.matters.queries.ledger import counts, ledger
from heli.matters.queries.sheets import sheets
from heli.matters.rules.lifecycle import State
from heli.matters.rules.lights import Light
from tests.cast import MONDAY, Cast


@pytest.mark.parametrize("day", [0, 3, 38, 100, 250], ids=lambda d: f"{d} days on")
def test_demo_story_has_matters_in_every_state_and_light(cast: Cast, day: int) -> None:
    now = MONDAY + timedelta(days=day)
    tell(cast.stage, now)
    clerk = cast.actor("jingban", now)
    found = counts(clerk, cast.programme)
    assert {State.IN_PROGRESS, State.CLOSED, State.ISSUED, State.REDO, State.CLOSING_REQUESTED} <= found.by_state.keys()
    assert {Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN} <= found.by_light.keys()
    assert [s.state for s in sheets(clerk, cast.programme)].count("open") == 1
    before = ledger(clerk, cast.programme, Filters(state="before")).rows
    assert {State.LAID, State.PREPARED} == {row.state for row in before}


def test_demo_acts_lie_in_the_past_and_on_working_days(cast: Cast) -> None:
    from heli.audit.models import Event
    from heli.directory.queries import calendar

    tell(cast.stage, MONDAY)
    days = calendar()
    acts = Event.objects.filter(chain__startswith="matter:")
    assert acts.exists()
    assert all(event.at <= datetime(2026, 11, 23, 1, 0, tzinfo=UTC) for event in acts)
    assert all(days.is_workday(event.at.date()) for event in acts)
