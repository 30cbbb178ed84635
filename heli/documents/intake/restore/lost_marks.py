"""Dates and figures whose 年, 月, 日, 号 or separator was lost (615日, 202310月份, 75%124个): suspects with a proposal.

The text stays as it is: what was written is the issuer's to say, even where the calendar allows one reading alone.
"""

import re
from calendar import monthrange
from collections.abc import Callable

from heli.documents.intake.draft import Span, Suspect

LEAP = 2024
DAY = re.compile(
    r"(?<![\d.年月第〔\[(（/—\-～~至到共])(?P<digits>\d{3,4})(?P<unit>[日号])(?![内內以之龄齡均历歷游遊元间間无無攻线線楼樓])"
)
HALF_DAY = re.compile(r"(?<![\d.年月第:：])(?P<digits>\d{3,4})(?P<unit>上午|下午|晚上)")
YEAR_MONTH = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>1[0-2]|0?[1-9])(?=月)")
YEAR_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<digits>\d{2,4})(?=[日号](?!文|召))")
NUMBER = re.compile(r"〔(?P<year>(?:19|20)\d{2})(?P<number>\d{1,4})(?![\d〕])")
BRACED = re.compile(r"[{｛]\s*(?P<year>(?:19|20)\d{2})\s+(?P<month>\d{1,2})\s+(?P<day>\d{1,2})(?!\d)\s*[}｝]?")
FIGURES = re.compile(
    r"(?P<share>\d{1,3}(?:\.\d+)?[%％])(?P<count>\d+(?:\.\d+)?)(?=[个個项項家户戶人件亩畝处處条條次万萬亿億])"
)
ONE = "月、日等字疑在转换时丢失；按日历只有这一种读法。"
SEVERAL = "月、日等字疑在转换时丢失；可读作{}，请核对原件。"
RUN_TOGETHER = "两个数字之间疑缺标点，请核对原件。"
NEAR = 40


def readings_of(digits: str) -> tuple[tuple[int, int], ...]:
    """Months and days that digits without their marks can mean: 615 → (6, 15); 112 → (1, 12) and (11, 2)."""
    found = []
    for cut in (1, 2):
        month, day = digits[:cut], digits[cut:]
        if not day or len(day) > 2 or month.startswith("0") or day.startswith("0"):
            continue
        if 1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(LEAP, int(month))[1]:
            found.append((int(month), int(day)))
    return tuple(found)


def suspects(text: str) -> tuple[Suspect, ...]:
    found: list[Suspect] = []
    for pattern, proposed in PATTERNS:
        for one in pattern.finditer(text):
            suspect = proposed(one, text)
            if suspect and not any(s.span.start < suspect.span.end and suspect.span.start < s.span.end for s in found):
                found.append(suspect)
    return tuple(sorted(found, key=lambda one: one.span.start))


def _suspect(found: re.Match[str], end: int, suggestion: str | None, reason: str) -> Suspect:
    return Suspect(Span(found.start(), end), found.string[found.start() : end], suggestion, reason)


def _day(found: re.Match[str], text: str) -> Suspect | None:
    possible = readings_of(found["digits"])
    if not possible:
        return None
    unit = found["unit"] if found["unit"] in "日号" else "日" + found["unit"]
    words = [f"{month}月{day}{unit}" for month, day in possible]
    if len(possible) == 1:
        return _suspect(found, found.end(), words[0], ONE)
    paired = _paired(possible, text, found)
    suggestion = words[possible.index(paired)] if paired else None
    return _suspect(found, found.end(), suggestion, SEVERAL.format("或".join(words)))


def _paired(possible: tuple[tuple[int, int], ...], text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """半年 goes with June and July, 全年 with December and January; a month that is named beside it with itself."""
    near = text[max(0, found.start() - NEAR) : found.end() + NEAR]
    wanted: set[int] = {int(month) for month in re.findall(r"(?<!\d)(\d{1,2})月", near)}
    for words, months in (("半年", {6, 7}), ("全年", {12, 1}), ("年底", {12}), ("年初", {1})):
        if words in near:
            wanted |= months
    fitting = [one for one in possible if one[0] in wanted]
    return fitting[0] if len(fitting) == 1 else None


def _year_month(found: re.Match[str], _text: str) -> Suspect:
    return _suspect(found, found.end() + 1, f"{found['year']}年{int(found['month'])}月", ONE)


def _year_day(found: re.Match[str], text: str) -> Suspect | None:
    possible = readings_of(found["digits"])
    if not possible:
        return None
    unit = text[found.end()]
    words = [f"{found['year']}年{month}月{day}{unit}" for month, day in possible]
    reason = ONE if len(words) == 1 else SEVERAL.format("或".join(words))
    return _suspect(found, found.end() + 1, words[0] if len(words) == 1 else None, reason)


def _number(found: re.Match[str], _text: str) -> Suspect:
    return _suspect(found, found.end(), f"〔{found['year']}〕{found['number']}号", "文号中的括号等疑在转换时丢失。")


def _braced(found: re.Match[str], _text: str) -> Suspect | None:
    month, day = int(found["month"]), int(found["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _suspect(found, found.end(), f"{found['year']}年{month}月{day}日", ONE)


def _figures(found: re.Match[str], _text: str) -> Suspect:
    return _suspect(found, found.end(), f"{found['share']}、{found['count']}", RUN_TOGETHER)


Proposed = Callable[[re.Match[str], str], Suspect | None]
PATTERNS: tuple[tuple[re.Pattern[str], Proposed], ...] = (
    (YEAR_DAY, _year_day),
    (YEAR_MONTH, _year_month),
    (NUMBER, _number),
    (BRACED, _braced),
    (DAY, _day),
    (HALF_DAY, _day),
    (FIGURES, _figures),
)
