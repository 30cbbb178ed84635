"""How dates, terms, lights and phones are written."""

import logging
from datetime import UTC, date, datetime

import pytest
from django.test import RequestFactory

from heli.directory import messages as directory
from heli.directory.rules.verdict import Refusal
from heli.documents import messages as documents
from heli.matters import messages as matters
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import State, Verb
from heli.papers import messages as papers
from heli.programmes import messages as programmes
from heli.web.shell.answers import words_of
from heli.web.shell.errors import broken
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


def test_over_days_off_a_term_is_not_said_to_end_today() -> None:
    friday, saturday, sunday = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)
    assert words.term_left(0, friday, saturday) == "已过时限"
    assert words.term_left(0, sunday, saturday) == "还有1天"
    assert words.term_left(0, saturday, saturday) == "今天到期"
    assert words.term_left(-1, friday, MONDAY) == "逾期1个工作日"


def test_a_refusal_that_two_parts_share_says_the_same_in_both() -> None:
    """The shell looks words up by the code alone."""
    said: dict[str, set[str]] = {}
    for part in (directory, programmes, documents, matters, papers):
        for code, sentence in part.REFUSALS.items():
            said.setdefault(code, set()).add(sentence)
    assert {code for code, sentences in said.items() if len(sentences) > 1} == set()


def test_a_refusal_is_told_in_the_words_of_its_kind() -> None:
    ended = Refusal("matter_ended", {"state": State.CLOSED, "verb": Verb.CLOSE})
    assert "已办结，不能再办结" in words_of(ended)
    assert "已销号，不能再销号" in words_of(ended, Kind.BOTTLENECK)
    assert words_of(Refusal("needs_reason")) == matters.REFUSALS["needs_reason"]


def test_a_page_that_broke_still_renders_all_of_its_frame(rf: RequestFactory, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="django.template"):
        page = broken(rf.get("/")).content.decode()
    assert 'data-theme="auto"' in page
    assert "已全部撤回" in page
    assert [record.getMessage() for record in caplog.records if record.name == "django.template"] == []
