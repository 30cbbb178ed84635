"""亮灯: dates are stored, a light is a range over them. Red is for overdue alone.

Source: PRACTICE «亮灯»: blue 3 working days before the end of terms of at most 15 days, 7 of at most three months,
else 30 days; yellow when a reporting cycle passes in silence.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from heli.matters.rules.lifecycle import OPEN, State
from heli.workdays.calendar import Calendar


class Light(StrEnum):
    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    NONE = "none"


LIGHT_WORDS: dict[Light, str] = {
    Light.RED: "逾期",
    Light.YELLOW: "滞后",
    Light.BLUE: "临期",
    Light.GREEN: "正常",
    Light.NONE: "—",
}

SHORT_TERM_DAYS = 15
MIDDLE_TERM_DAYS = 92
REPORTING_DAY = 25
"""Day of the month by which units report (每月25日前), unless the programme says otherwise."""
FIRST_REPORT_DAYS = 10
"""A unit that got a matter fewer days before the reporting day first reports on the next one."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The first day of each light; None where there is none."""

    blue_on: date | None
    yellow_on: date | None
    red_on: date | None


def blue_from(issued_on: date, due_on: date, calendar: Calendar) -> date:
    """Never before the day of issue: a long holiday may lie between."""
    length = (due_on - issued_on).days
    if length <= SHORT_TERM_DAYS:
        return max(issued_on, calendar.shift(due_on, -3))
    if length <= MIDDLE_TERM_DAYS:
        return max(issued_on, calendar.shift(due_on, -7))
    return due_on - timedelta(days=30)


def next_report_due(after: date, calendar: Calendar, reporting_day: int = REPORTING_DAY) -> date:
    """The first reporting day after `after`; one that falls on a day off moves to the next working day.

    In a month without that day (the 31st) it is the month's last.
    """
    first = (after.replace(day=1) - timedelta(days=1)).replace(day=1)
    while True:
        last = monthrange(first.year, first.month)[1]
        if (day := calendar.next_workday(first.replace(day=min(reporting_day, last)))) > after:
            return day
        first += timedelta(days=last)


def report_due(
    issued_on: date, last_report_on: date | None, calendar: Calendar, reporting_day: int = REPORTING_DAY
) -> date:
    """The last day on which silence is still in order: a report settles the cycle in which it was given."""
    if last_report_on is None or last_report_on < issued_on:
        return next_report_due(issued_on + timedelta(days=FIRST_REPORT_DAYS - 1), calendar, reporting_day)
    settled = next_report_due(last_report_on - timedelta(days=1), calendar, reporting_day)
    return next_report_due(settled, calendar, reporting_day)


def thresholds(
    *,
    issued_on: date,
    due_on: date | None,
    last_report_on: date | None,
    calendar: Calendar,
    reporting_day: int = REPORTING_DAY,
) -> Thresholds:
    yellow = report_due(issued_on, last_report_on, calendar, reporting_day) + timedelta(days=1)
    if due_on is None:
        return Thresholds(None, yellow, None)
    return Thresholds(blue_from(issued_on, due_on, calendar), yellow, due_on + timedelta(days=1))


def light_on(day: date, state: State, limits: Thresholds, stopped_on: date | None = None) -> Light:
    """The light shown on `day`. While a closing is being confirmed the clock stands still at `stopped_on`."""
    if state not in OPEN:
        return Light.NONE
    at = min(day, stopped_on) if stopped_on else day
    for light, since in ((Light.RED, limits.red_on), (Light.YELLOW, limits.yellow_on), (Light.BLUE, limits.blue_on)):
        if since is not None and at >= since:
            return light
    return Light.GREEN
