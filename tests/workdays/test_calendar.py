"""Working days: the State Council's days of 2024 to 2026 as facts, and laws that hold for any calendar."""

from datetime import date, timedelta

import pytest
from chinese_calendar import constants
from hypothesis import assume, given
from hypothesis import strategies as st

from heli.workdays.calendar import Calendar

PUBLISHED = Calendar.of(constants.holidays, constants.workdays)
DAY = date.fromisoformat

MAKE_UP_DAYS = {
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
"""Weekend days that are worked, as the State Council's notices list them."""
HOLIDAYS_ON_WEEKDAYS = {
    2024: "01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04"
    " 10-07",
    2025: "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06"
    " 10-07",
}
"""Days from Monday to Friday that are off."""


def days_of(year: int, table: dict[int, str]) -> set[date]:
    return {DAY(f"{year}-{day}") for day in table[year].split()}


@pytest.mark.parametrize("year", list(MAKE_UP_DAYS))
def test_every_day_of_the_year_is_worked_or_off_as_published(year: int) -> None:
    worked, off = days_of(year, MAKE_UP_DAYS), days_of(year, HOLIDAYS_ON_WEEKDAYS)
    day = date(year, 1, 1)
    while day.year == year:
        usual = day.weekday() < 5
        assert PUBLISHED.is_workday(day) is (day in worked or (usual and day not in off)), day
        day += timedelta(days=1)


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_the_year_has_as_many_working_days_as_counted_by_hand(year: int, count: int) -> None:
    weekdays = sum((date(year, 1, 1) + timedelta(days=n)).weekday() < 5 for n in range(366 if year == 2024 else 365))
    by_hand = weekdays + len(days_of(year, MAKE_UP_DAYS)) - len(days_of(year, HOLIDAYS_ON_WEEKDAYS))
    assert PUBLISHED.between(date(year - 1, 12, 31), date(year, 12, 31)) == by_hand == count


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-09-18", 1, "2026-09-20"),  # Friday, then the Sunday that is worked
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-10-09", 1, "2026-10-10"),
        ("2026-10-10", 1, "2026-10-12"),
        ("2026-10-08", -1, "2026-09-30"),
        ("2026-02-13", 2, "2026-02-24"),  # over the Spring Festival, by way of the worked Saturday 14 February
        ("2026-02-24", -2, "2026-02-13"),
        ("2025-01-27", 1, "2025-02-05"),
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-10-03", 0, "2026-10-03"),
    ],
)
def test_shifting_over_holidays_and_make_up_days(start: str, count: int, end: str) -> None:
    assert PUBLISHED.shift(DAY(start), count) == DAY(end)


def test_a_day_that_is_announced_both_off_and_worked_is_worked() -> None:
    day = date(2026, 10, 10)
    assert Calendar.of([day], [day]).is_workday(day)


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
NEAR = st.dates(date(2026, 1, 1), date(2026, 6, 30))
CALENDARS = st.builds(Calendar.of, st.sets(NEAR, max_size=40), st.sets(NEAR, max_size=20))
COUNTS = st.integers(-40, 40)


@given(CALENDARS, NEAR, COUNTS.filter(bool))
def test_a_shift_never_lands_on_a_day_off(calendar: Calendar, day: date, count: int) -> None:
    assert calendar.is_workday(calendar.shift(day, count))


@given(CALENDARS, NEAR, st.integers(0, 40))
def test_counting_what_was_shifted_gives_the_shift_back(calendar: Calendar, day: date, count: int) -> None:
    assert calendar.between(day, calendar.shift(day, count)) == count


@given(CALENDARS, NEAR, st.integers(1, 40))
def test_counting_back_gives_a_backward_shift_from_a_worked_day(calendar: Calendar, day: date, count: int) -> None:
    assume(calendar.is_workday(day))
    assert calendar.between(day, calendar.shift(day, -count)) == -count


@given(CALENDARS, NEAR, COUNTS)
def test_there_and_back_from_a_worked_day_is_where_it_began(calendar: Calendar, day: date, count: int) -> None:
    assume(calendar.is_workday(day))
    assert calendar.shift(calendar.shift(day, count), -count) == day


@given(CALENDARS, NEAR, NEAR, NEAR)
def test_counts_add_up(calendar: Calendar, first: date, second: date, third: date) -> None:
    total = calendar.between(first, second) + calendar.between(second, third)
    assert total == calendar.between(first, third)


@given(DAYS)
def test_the_next_workday_is_worked_and_nothing_worked_lies_before_it(day: date) -> None:
    found = PUBLISHED.next_workday(day)
    assert PUBLISHED.is_workday(found)
    assert found >= day
    assert not any(PUBLISHED.is_workday(day + timedelta(days=n)) for n in range((found - day).days))
