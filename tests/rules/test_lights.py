"""亮灯: every threshold on its day, the day before and the day after."""

from datetime import date, timedelta

import pytest

from heli.matters.rules.lifecycle import State
from heli.matters.rules.lights import LIGHT_WORDS, Light, Thresholds, blue_from, light_on, next_report_due, thresholds
from heli.workdays.calendar import Calendar

DAY = date.fromisoformat
PLAIN = Calendar.of()
NATIONAL_DAY = Calendar.of(
    days_off=[date(2026, 9, 25), *(date(2026, 10, day) for day in range(1, 8))],
    workdays=[date(2026, 9, 20), date(2026, 10, 10)],
)
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("issued", "due", "blue"),
    [
        ("2026-11-23", "2026-12-04", "2026-12-01"),  # 11 days: three working days before
        ("2026-11-23", "2026-12-08", "2026-12-03"),  # 15 days: still three
        ("2026-11-23", "2026-12-09", "2026-11-30"),  # 16 days: seven working days
        ("2026-11-23", "2027-02-23", "2027-02-12"),  # 92 days: still seven (Calendar without the holiday)
        ("2026-11-23", "2027-02-24", "2027-01-25"),  # 93 days: thirty days
        ("2026-11-23", "2026-11-24", "2026-11-23"),  # one day: blue at once, not before it was issued
        ("2026-11-23", "2026-11-23", "2026-11-23"),
    ],
)
def test_blue_begins_by_the_length_of_the_term(issued: str, due: str, blue: str) -> None:
    assert blue_from(DAY(issued), DAY(due), PLAIN) == DAY(blue)


@pytest.mark.parametrize(
    ("issued", "due", "blue"),
    [
        ("2026-09-29", "2026-10-12", "2026-10-08"),  # 10 (worked Saturday), 9, 8
        ("2026-09-23", "2026-10-08", "2026-09-28"),  # 30, 29, 28 September
        ("2026-09-22", "2026-10-08", "2026-09-22"),  # seven working days back is the 21st: before it was issued
    ],
)
def test_blue_counts_working_days_over_the_holiday_and_never_precedes_the_issue(
    issued: str, due: str, blue: str
) -> None:
    assert blue_from(DAY(issued), DAY(due), NATIONAL_DAY) == DAY(blue)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("2026-11-01", "2026-11-25"),
        ("2026-11-24", "2026-11-25"),
        ("2026-11-25", "2026-12-25"),
        ("2026-12-26", "2027-01-25"),
        ("2026-09-24", "2026-09-28"),  # the 25th to 27th are off
        ("2026-09-26", "2026-09-28"),
        ("2026-09-28", "2026-10-26"),  # 25 October is a Sunday
    ],
)
def test_the_reporting_day_moves_off_days_off(after: str, due: str) -> None:
    assert next_report_due(DAY(after), NATIONAL_DAY) == DAY(due)


@pytest.mark.parametrize(
    ("after", "reporting_day", "due"),
    [("2026-11-23", 31, "2026-11-30"), ("2027-02-01", 30, "2027-03-01"), ("2026-11-23", 5, "2026-12-07")],
)
def test_a_programme_may_report_on_another_day(after: str, reporting_day: int, due: str) -> None:
    """28 February 2027 is a Sunday, 5 December 2026 a Saturday."""
    assert next_report_due(DAY(after), PLAIN, reporting_day) == DAY(due)


@pytest.mark.parametrize(
    ("issued", "reported", "yellow"),
    [
        ("2026-11-02", None, "2026-11-26"),  # never a word
        ("2026-11-15", None, "2026-11-26"),  # ten days before the reporting day
        ("2026-11-16", None, "2026-12-26"),  # nine: the next one
        ("2026-11-24", None, "2026-12-26"),
        ("2026-11-02", "2026-11-03", "2026-12-26"),  # a report settles its cycle
        ("2026-11-02", "2026-11-25", "2026-12-26"),
        ("2026-11-02", "2026-11-26", "2027-01-26"),  # too late for November, in time for December
        ("2026-11-02", "2026-10-20", "2026-11-26"),  # a report from before it was issued counts for nothing
    ],
)
def test_yellow_begins_when_a_reporting_day_passes_in_silence(issued: str, reported: str | None, yellow: str) -> None:
    limits = thresholds(
        issued_on=DAY(issued),
        due_on=DAY("2027-06-30"),
        last_report_on=DAY(reported) if reported else None,
        calendar=PLAIN,
    )
    assert limits.yellow_on == DAY(yellow)


LIMITS = Thresholds(DAY("2026-12-01"), DAY("2026-12-10"), DAY("2026-12-20"))


@pytest.mark.parametrize(
    ("day", "light"),
    [
        ("2026-11-30", Light.GREEN),
        ("2026-12-01", Light.BLUE),
        ("2026-12-02", Light.BLUE),
        ("2026-12-09", Light.BLUE),
        ("2026-12-10", Light.YELLOW),
        ("2026-12-11", Light.YELLOW),
        ("2026-12-19", Light.YELLOW),
        ("2026-12-20", Light.RED),
        ("2026-12-21", Light.RED),
    ],
)
def test_each_light_begins_on_its_day(day: str, light: Light) -> None:
    assert light_on(DAY(day), State.IN_PROGRESS, LIMITS) is light


def test_the_due_day_itself_is_not_late_and_the_next_day_is_red() -> None:
    due = DAY("2026-12-04")
    limits = thresholds(issued_on=DAY("2026-11-23"), due_on=due, last_report_on=None, calendar=PLAIN)
    shown = [light_on(due + n * ONE, State.IN_PROGRESS, limits) for n in (-1, 0, 1)]
    assert shown == [Light.BLUE, Light.BLUE, Light.RED]


def test_red_is_for_overdue_alone() -> None:
    """However long a unit is silent, without a due date passed there is no red."""
    limits = thresholds(issued_on=DAY("2026-01-05"), due_on=DAY("2027-12-31"), last_report_on=None, calendar=PLAIN)
    assert light_on(DAY("2027-12-31"), State.IN_PROGRESS, limits) is Light.YELLOW


def test_work_without_an_end_is_never_blue_or_red() -> None:
    limits = thresholds(issued_on=DAY("2026-11-02"), due_on=None, last_report_on=None, calendar=PLAIN)
    assert (limits.blue_on, limits.red_on) == (None, None)
    assert light_on(DAY("2026-11-25"), State.IN_PROGRESS, limits) is Light.GREEN
    assert light_on(DAY("2036-11-25"), State.IN_PROGRESS, limits) is Light.YELLOW


@pytest.mark.parametrize(
    ("stopped", "light"), [("2026-11-30", Light.GREEN), ("2026-12-19", Light.YELLOW), ("2026-12-20", Light.RED)]
)
def test_the_clock_stands_still_while_a_closing_is_confirmed(stopped: str, light: Light) -> None:
    assert light_on(DAY("2027-03-01"), State.CLOSING_REQUESTED, LIMITS, DAY(stopped)) is light


def test_a_stopped_clock_doesnt_run_ahead_of_the_day_asked_for() -> None:
    """A past day shows its own light, though the clock was stopped later."""
    assert light_on(DAY("2026-12-01"), State.CLOSING_REQUESTED, LIMITS, DAY("2026-12-20")) is Light.BLUE


@pytest.mark.parametrize("state", list(State))
def test_only_what_is_followed_through_shows_a_light(state: State) -> None:
    shown = light_on(DAY("2027-03-01"), state, LIMITS)
    followed = {State.ISSUED, State.IN_PROGRESS, State.CLOSING_REQUESTED, State.REDO}
    assert shown is (Light.RED if state in followed else Light.NONE)


def test_every_light_has_its_word() -> None:
    assert {light: LIGHT_WORDS[light] for light in Light} == {
        Light.RED: "逾期",
        Light.YELLOW: "滞后",
        Light.BLUE: "临期",
        Light.GREEN: "正常",
        Light.NONE: "—",
    }
