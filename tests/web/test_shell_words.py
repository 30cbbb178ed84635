"""How dates, terms, lights and phones are written."""

from datetime import UTC, date, datetime

import pytest

from heli.web.shell.templatetags import words

MONDAY = date(2026, 11, 23)


def test_a_day_of_this_year_is_written_without_the_year() -> None:
    assert words.day(MONDAY, MONDAY) == "11月23日 周一"
    assert words.day(date(2027, 1, 3), MONDAY) == "2027年1月3日 周日"
    assert words.day(None, MONDAY) == ""


def test_a_moment_is_told_in_the_offices_time() -> None:
    assert words.moment(datetime(2026, 11, 22, 17, 5, tzinfo=UTC), MONDAY) == "11月23日 周一 01:05"


@pytest.mark.parametrize(("left", "said"), [(3, "还有3个工作日"), (0, "今天到期"), (-2, "逾期2个工作日"), (None, "")])
def test_a_term_is_told_in_working_days(left: int | None, said: str) -> None:
    assert words.due_in(left) == said


@pytest.mark.parametrize(("phone", "masked"), [("13900001234", "139****1234"), ("12345", "12****"), ("", "")])
def test_phones_are_masked(phone: str, masked: str) -> None:
    assert words.masked_phone(phone) == masked


@pytest.mark.parametrize("name", ["red", "yellow", "severe", "blue", "green", "none"])
def test_a_light_has_a_word_and_a_shape_and_not_only_a_colour(name: str) -> None:
    shown = words.light(name)
    assert "<path" in shown or "<circle" in shown
    assert words.light_words(name) in shown


def test_words_of_a_light_are_escaped() -> None:
    assert "<b>" not in words.light("red", "<b>")
