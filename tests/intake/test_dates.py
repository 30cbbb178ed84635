from datetime import date

import pytest

from heli.documents.intake.dates import When, deadline_in, full_date
from heli.documents.intake.draft import DeadlineKind
from heli.workdays.calendar import Calendar

WHEN = When(2026, date(2026, 4, 10), Calendar.of(days_off=[date(2026, 4, 13)]))


@pytest.mark.parametrize(
    ("words", "text", "day"),
    [
        ("于6月20日前报送", "6月20日前", date(2026, 6, 20)),
        ("6月底前全部开工", "6月底前", date(2026, 6, 30)),
        ("务必在2月底前完成", "2月底前", date(2026, 2, 28)),
        ("年底前建成投产", "年底前", date(2026, 12, 31)),
        ("11月前完成", "11月前", date(2026, 10, 31)),
        ("2027年3月15日前报送", "2027年3月15日前", date(2027, 3, 15)),
        ("明年6月底前完成", "明年6月底前", date(2027, 6, 30)),
        ("二季度末前完成", "二季度末前", date(2026, 6, 30)),
        ("本月底前报送", "本月底前", date(2026, 4, 30)),
        ("五月底前完成", "五月底前", date(2026, 5, 31)),
        ("春节前发放到位", "春节前", date(2027, 2, 5)),
        ("于6月20日18：00前报送", "6月20日18：00前", date(2026, 6, 20)),
    ],
)
def test_a_deadline_is_the_last_admissible_day(words: str, text: str, day: date) -> None:
    found = deadline_in(words.replace("18：00", "18:00"), 0, len(words), WHEN, words)
    assert found is not None
    assert (found.text, found.date, found.kind) == (text, day, DeadlineKind.DATE)


@pytest.mark.parametrize(
    ("words", "text", "kind"),
    [
        ("每月25日前报送进展", "每月25日前", DeadlineKind.RECURRING),
        ("每半月调度一次", "每半月", DeadlineKind.RECURRING),
        ("要立即组织排查", "立即", DeadlineKind.VAGUE),
        ("确保按期投入运行", "按期", DeadlineKind.VAGUE),
        ("项目验收后移交", "项目验收后", DeadlineKind.CONDITION),
    ],
)
def test_what_is_no_day_gets_none(words: str, text: str, kind: DeadlineKind) -> None:
    found = deadline_in(words, 0, len(words), WHEN, words)
    assert found is not None
    assert (found.text, found.date, found.kind) == (text, None, kind)


def test_working_days_are_counted_by_the_calendar_given() -> None:
    found = deadline_in("5个工作日内召开对接会", 0, 11, WHEN, "5个工作日内召开对接会")
    assert found is not None
    assert found.date == date(2026, 4, 20)
    without = deadline_in("5个工作日内召开对接会", 0, 11, When(2026, date(2026, 4, 10)), "5个工作日内召开对接会")
    assert without is not None
    assert without.date is None


def test_no_year_is_invented() -> None:
    found = deadline_in("6月20日前报送", 0, 8, When(), "6月20日前报送")
    assert found is not None
    assert found.date is None
    assert full_date("4月28日", When()) is None


def test_a_day_that_does_not_exist_gets_no_date() -> None:
    found = deadline_in("2月30日前报送", 0, 8, WHEN, "2月30日前报送")
    assert found is not None
    assert found.date is None


def test_years_of_the_republic_are_converted() -> None:
    assert full_date("民国110年3月9日", When()) == date(2021, 3, 9)


def test_a_forecast_is_no_deadline() -> None:
    words = "完成投资5月增长"
    assert deadline_in(words, 0, len(words), WHEN, words) is None
