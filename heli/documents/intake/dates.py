"""Dates and deadlines inside a passage. A year is never invented: it comes from the text or from the caller."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from heli.documents.intake.draft import Deadline, DeadlineKind, Span
from heli.workdays.calendar import Calendar

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "Ｏ": 0}
NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
YEAR = (
    r"(?:(?P<year>(?:19|20)\d{2}|[一二][〇○零九一][〇○零一二三四五六七八九]{2})\s?年|(?P<said>今年"
    r"|本年|明年|当年|年内)|民国\s?(?P<roc>\d{2,3})\s?年|(?<!\d)(?P<roc2>1[01]\d)\s?年)"
)
HOUR = r"(?:(?:上午|下午|中午|晚上?|凌晨)?\d{1,2}[:：时点]\d{0,2}分?)?"
DAY = rf"(?P<month>{NUMBER})\s?月(?:(?P<day>{NUMBER})\s?(?:[日号]|(?!\d)))?"
FULL = re.compile(rf"(?:{YEAR})?{DAY}")
BEFORE = r"(?P<edge>之?以?前|底之?前|底|末|上旬|中旬|下旬|初)?(?P<before>之?以?前|以内|内)?"
POINT = re.compile(rf"(?:{YEAR})?的?{DAY}(?P<dow>（[^）]{{1,6}}）)?{HOUR}{BEFORE}")
OF_YEAR = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年|(?P<said>今年|本年|明年|当年|全年))?(?P<what>年底|年末|年内|年中"
    r"|上半年|下半年|[一二三四1-4]季度末?|第[一二三四]季度|全年|春节|元旦|国庆节?|“?十一”?|五一|“五一”"
    r"|汛期)"
    r"(?P<before>之?前|之?内|末|底)"
    r"|(?P<year2>(?:19|20)\d{2})年(?:底|末|内)(?:之?前)?|(?P<said2>今年|明年|本年)(?:内|底|末)(?:之?前)?"
    r"|(?P<what2>年底|年内|年末|[一二三四]季度末?|上半年)(?=[，,。；]|百分|全面|全部|完成|开工|竣工"
    r"|实现|建成|投产|形成|基本)"
)
OF_MONTH = re.compile(
    r"(?P<said>本|这个?|当|下个?)月(?P<what>底|末|中旬|内|\d{1,2}[日号])(?P<before>之?前)?|(?P<week>本"
    r"|下)周[内末一二三四五六日]?(?P<before2>之?前)?"
)
WITHIN = re.compile(
    r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?P<unit>工作日|天|日|周|星期|月|小时)(?:之内|以内|内)"
)
RECURRING = re.compile(
    r"每(?:月|周|季度?|旬|日|天|年|半年|个?星期|半个?月|两周|个工作日)(?:[一二三四五六日末底初]|\d{1,2}[日号])?(?:之?前"
    r"|底前?|末)?|逐[日月季周]|定期|按[月季周旬日]"
)
VAGUE = re.compile(r"立即|尽快|尽早|限期|按期|如期|按时|及早|马上|迅速|即日起|按计划进度|第一时间")
CONDITION = re.compile(
    r"[^，。；]{2,16}?(?:完成|结束|到位|批复|通过|下达|开放|验收|签订|收到[^，。；]{0,10})(?:之?后"
    r"|以后)(?:的?[^，。；]{1,6}内)?"
)
LUNAR_NEW_YEAR = (
    {
        2009: (1, 26),
        2010: (2, 14),
        2011: (2, 3),
        2012: (1, 23),
        2013: (2, 10),
        2014: (1, 31),
        2015: (2, 19),
        2016: (2, 8),
    }
    | {
        2017: (1, 28),
        2018: (2, 16),
        2019: (2, 5),
        2020: (1, 25),
        2021: (2, 12),
        2022: (2, 1),
        2023: (1, 22),
        2024: (2, 10),
    }
    | {2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3)}
)
MONTHS = 12
QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class When:
    """What is known of the document's own time: `year` for dates without one, `day` for relative ones."""

    year: int | None = None
    day: date | None = None
    calendar: Calendar | None = None


def number(words: str) -> int:
    """12 of "12" or "十二"; 0 when it is none."""
    if words.isdigit():
        return int(words)
    words = words.replace("两", "二")
    if "十" in words:
        tens, ones = words.split("十", 1)
        return (DIGITS.get(tens, 0) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)
    value = 0
    for c in words:
        value = value * 10 + DIGITS.get(c, 0)
    return value


def safe_date(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def year_of(found: re.Match[str], when: When) -> int | None:
    groups = found.groupdict()
    if groups.get("year"):
        return number(groups["year"])
    if roc := groups.get("roc") or groups.get("roc2"):
        return int(roc) + 1911
    if groups.get("said") == "明年":
        return when.year + 1 if when.year else None
    return when.year


def full_date(words: str, when: When) -> date | None:
    """The day of '2017年5月17日' or '5月17日'; None without a known year or day."""
    found = FULL.search(words)
    if found is None or not found["day"]:
        return None
    return safe_date(year_of(found, when), number(found["month"]), number(found["day"]))


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _point_day(found: re.Match[str], when: When) -> date | None:
    year, month = year_of(found, when), number(found["month"])
    if year is None or not 1 <= month <= 12:
        return None
    if found["day"]:
        return safe_date(year, month, number(found["day"]))
    edge = found["edge"] or ""
    if edge.startswith(("底", "末", "下旬")):
        return _last(year, month)
    if edge in ("上旬", "中旬", "初"):
        return date(year, month, {"上旬": 10, "初": 10, "中旬": 20}[edge])
    if edge.endswith("前"):
        return date(year, month, 1) - timedelta(days=1)
    return _last(year, month)


def _of_year_day(found: re.Match[str], when: When) -> date | None:
    groups = found.groupdict()
    said = groups["said"] or groups["said2"]
    year = int(groups["year"] or groups["year2"] or 0) or when.year
    if year is None:
        return None
    year += said == "明年" and not (groups["year"] or groups["year2"])
    what = groups["what"] or groups["what2"] or "年底"
    if "季度" in what:
        return _last(year, 3 * QUARTER[what.replace("第", "")[0]])
    if what in ("上半年", "年中"):
        return date(year, 6, 30)
    if what == "春节":
        eve = LUNAR_NEW_YEAR.get(year)
        return date(year, *eve) - timedelta(days=1) if eve else None
    if "五一" in what:
        return date(year, 4, 30)
    if what == "元旦":
        return date(year - 1, 12, 31)
    if "国庆" in what or "十一" in what:
        return date(year, 9, 30)
    return None if what == "汛期" else date(year, 12, 31)


def _of_month_day(found: re.Match[str], when: When) -> date | None:
    if when.day is None:
        return None
    if found["week"]:
        monday = when.day - timedelta(days=when.day.weekday())
        return monday + timedelta(days=6 + 7 * (found["week"] == "下"))
    base = when.day
    if found["said"].startswith("下"):
        base = _last(base.year, base.month) + timedelta(days=1)
    what = found["what"]
    if what[0].isdigit():
        return safe_date(base.year, base.month, int(what[:-1]))
    return date(base.year, base.month, 20) if what == "中旬" else _last(base.year, base.month)


def _within_day(found: re.Match[str], when: When) -> date | None:
    if when.day is None:
        return None
    count, unit = number(found["number"]), found["unit"]
    if unit == "工作日":
        return when.calendar.shift(when.day, count) if when.calendar else None
    days = {"天": 1, "日": 1, "周": 7, "星期": 7}.get(unit)
    return when.day + timedelta(days=days * count) if days else None


def deadline_in(plain: str, start: int, end: int, when: When, text: str) -> Deadline | None:
    """The deadline said in [start, end), most exact kind first. `plain` is read, words are cut from `text`."""
    dated = [
        (found, day_of)
        for found, day_of in (
            (_best_point(plain, start, end), _point_day),
            (OF_YEAR.search(plain, start, end), _of_year_day),
            (OF_MONTH.search(plain, start, end), _of_month_day),
        )
        if found
    ]
    recurring = RECURRING.search(plain, start, end)
    if dated and not (recurring and recurring.start() < min(found.start() for found, _ in dated)):
        first, day_of = min(dated, key=lambda one: one[0].start())
        return _made(first, text, day_of(first, when), DeadlineKind.DATE)
    within = WITHIN.search(plain, start, end)
    if within and not recurring:
        kind = DeadlineKind.WORKING_DAYS if within["unit"] == "工作日" else DeadlineKind.DATE
        return _made(within, text, _within_day(within, when), kind)
    for found, kind in (
        (recurring, DeadlineKind.RECURRING),
        (CONDITION.search(plain, start, end), DeadlineKind.CONDITION),
        (VAGUE.search(plain, start, end), DeadlineKind.VAGUE),
    ):
        if found:
            return _made(found, text, None, kind)
    return None


def limit_in(plain: str, start: int, end: int, when: When, text: str) -> Deadline | None:
    """As deadline_in, where the place itself says that this is a limit: a cell 完成时限, so '12月底' needs no 前."""
    found = POINT.search(plain, start, end)
    if found and 1 <= number(found["month"]) <= MONTHS and plain[max(0, found.start() - 1)] != "每":
        return _made(found, text, _point_day(found, when), DeadlineKind.DATE)
    return deadline_in(plain, start, end, when, text)


def _best_point(plain: str, start: int, end: int) -> re.Match[str] | None:
    """A calendar day or month that works as a limit: with 前, 底, 内 after it, or 于 / 在 / 截至 before it."""
    for found in POINT.finditer(plain, start, end):
        if plain[max(0, found.start() - 1)] == "每" or not 1 <= number(found["month"]) <= 12:
            continue
        lead = plain[max(0, found.start() - 4) : found.start()]
        if (
            found["edge"]
            or found["before"]
            or lead.endswith(("务必于", "须于", "前于", "截止", "期限", "时限：", "于", "截至"))
        ):
            return found
    return None


def _made(found: re.Match[str], text: str, day: date | None, kind: DeadlineKind) -> Deadline:
    return Deadline(text[found.start() : found.end()], day, kind, Span(found.start(), found.end()))
