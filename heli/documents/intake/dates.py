"""Dates and deadlines inside a passage. A year is never invented: it comes from the text or from the caller."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from heli.documents.intake.draft import Deadline, DeadlineKind, Span
from heli.documents.intake.seasons import eve
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
BEFORE = r"(?P<edge>之?以?前|底之?以?前|底|末|上旬|中旬|下旬|初)?(?P<before>之?以?前|以内|之内|内)?"
VERB = (
    r"(?:正式|全面|全部|基本|力争|确保|实现|同步|集中|按时|如期|要|须|必须)?(?:建成|完成|开工|竣工|投产|投用|通车|交付|启用|启动|验收"
    r"|召开|报送|上报|完工|达产|运营|到位|落地|投入|动工|复工|办结|销号|整改|清零|印发|出台|入驻|签约|试运行|实现|形成|实施|推行|覆盖|取得)"
)
POINT = re.compile(
    rf"(?:{YEAR})?的?{DAY}(?:份)?(?P<dow>（[^）]{{1,6}}）)?{HOUR}(?:(?:上午|下午|晚上?)?下班)?{BEFORE}"
    rf"(?P<verb>(?=的?{VERB}))?"
)
STEP = r"(?:至|到|-|–|—{1,2}|－|～|~)"
RANGE = re.compile(
    rf"(?:{YEAR})?{NUMBER}月(?:{NUMBER}[日号]|[上中下]旬|初|底)?{STEP}(?:(?:19|20)\d{{2}}年)?(?P<to>(?:{NUMBER}月)?(?:{NUMBER}[日号]"
    rf"|[上中下]旬|初|底|末)|{NUMBER}月)(?:期间|之?前)?"
)
FEAST = r"“?(?:春节|农历新年|元旦|国庆|中秋|五一|十一|七一|八一|六一)”?(?:节)?"
OF_YEAR = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年|(?P<said>今年|本年|明年|当年|全年))?(?P<what>年底|年末|(?<![\d一二两三四五六七八九十几])年内|年中"
    rf"|本?年度|上半年|下半年|第?[一二三四1-4]季度末?|全年|{FEAST})"
    r"(?P<before>之?以?前|之?内|末|底)"
    r"|(?P<year2>(?:19|20)\d{2})年(?:底|末|内)(?:之?以?前)?|(?P<said2>今年|明年|本年)(?:内|底|末)(?:之?以?前)?"
    r"|(?:(?P<year3>(?:19|20)\d{2})年|(?P<said3>今年|本年|明年)的?)?(?P<what2>年底|(?<![\d一二两三四五六七八九十几])年内|年末"
    rf"|第?[一二三四]季度末?|上半年|(?:(?<=今)|(?<=明)|(?<=本)|(?<=\d{{4}}))年)(?=[，,。；]|百分|{VERB}|$)"
    r"|(?P<what3>全年)(?=[^，。；]{0,14}(?:目标|任务)[^，。；]{0,6}(?:圆满|全面)?(?:完成|实现))"
    rf"|(?P<year4>20\d{{2}})年(?={VERB})"
)
OF_MONTH = re.compile(
    r"(?P<said>本|这个?|当|下个?|(?<![\d一二三四五六七八九十个每年])(?=月底|月末))月(?P<what>底|末|中旬|上旬|下旬|内|\d{1,2}[日号])(?P<before>之?以?前)?"
    r"|(?P<week>本|下)周(?P<weekday>[一二三四五六日天内末])?(?:上午|下午|晚上?)?(?:下班)?(?P<before2>之?以?前|内)?"
    r"|(?<![\d月、一二三四五六七八九十至到每])(?P<day>\d{1,2})[日号](?:之?以?前)"
)
NUMERIC = re.compile(r"(?P<y>20\d{2})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?:之?以?前)")
WITHIN = re.compile(
    r"(?<!第)(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3}|半)个?(?P<unit>工作日|天|日|周|星期|月|小时|年)(?:之内|以内|内)"
)
RECURRING = re.compile(
    r"每(?:学期|学年|月|周|季度?|旬|日|天|年|半年|个?星期|半个?月|两周|个工作日|个?月)(?:末月|首月|末|底|初)?"
    r"(?:[一二三四五六日](?!次)|\d{1,2}[日号](?:[、和]\d{1,2}[日号])*|\d{1,2}月(?:底|末|\d{1,2}[日号])?)?(?:（[^）]{1,20}）)?"
    r"(?:(?:上午|下午)?(?:下班|\d{1,2}[时点:]\d{0,2}))?(?:之?以?前|底前?|末)?|逐[日月季周]|定期|按[月季周旬日]度?"
)
VAGUE = re.compile(
    r"立即|尽快|尽早|限期|按期|如期|按时|及早|马上|迅速|即日起|按计划进度|第一时间|近期内|最短时间内|(?:今|明|后|当)[天晚](?:上午|下午|晚上?)?"
    r"(?:下班)?(?:之?前|内)"
)
RELATIVE = re.compile(
    r"(?:会|培训|通知|文件|文|[^，。；的（]{2,14}?(?:结束|完成|下发|印发|收到|到位|批复|通过|开放|验收|发布|公示))(?:之?后|以后|之日起?)的?"
    r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|半)个?(?:工作日|天|日|周|星期|月|小时|年)(?:之内|以内|内)"
    r"|收到[^，。；]{1,14}(?:之?后|之日起)的?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?:工作日|天|日|周|月|小时)(?:之内|以内|内)"
)
SEASON = re.compile(
    r"(?:主?汛期|雨季|冬季|供暖季?|采暖期|高温天气)(?:来临|到来|开始)?之?前|(?:入汛|开学|[春秋]季?开学|春耕|麦收|高考|中考|上冻|封冻|“?两会”?|“?两节”?"
    r"|双节|节|年|下次(?:市政)?会议|下次例会)之?前(?!列|茅|进|期|度|后|沿|景|年)|会前"
)
SINCE = re.compile(rf"(?:{YEAR})?{DAY}(?:之后|以后|后|起)")
CONDITION = re.compile(
    r"[^，。；]{2,16}?(?:完成|结束|到位|批复|通过|下达|开放|验收|签订|收到[^，。；]{0,10})(?:之?后"
    r"|以后)(?:的?[^，。；]{1,6}内)?"
)
MONTHS = 12
HALF_YEAR = 183
# Most passages hold none of these: looked for first, because the forms above are slow.
HINT = re.compile(
    r"[日号月年周季旬天晚]|前|后|定期|立即|尽快|尽早|限期|[按如]期|按时|及早|马上|迅速|小时|时间|计划进度"
)
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


def _rolled(day: date | None, found: re.Match[str], when: When) -> date | None:
    """A paper of December that says 1月10日前 means the January to come."""
    named = any(found.groupdict().get(group) for group in ("year", "said", "roc", "roc2"))
    if day is None or named or when.day is None or (when.day - day).days < HALF_YEAR:
        return day
    return safe_date(day.year + 1, day.month, day.day)


def _point_day(found: re.Match[str], when: When) -> date | None:
    year, month = year_of(found, when), number(found["month"])
    if year is None or not 1 <= month <= MONTHS:
        return None
    if found["day"]:
        return _rolled(safe_date(year, month, number(found["day"])), found, when)
    edge = found["edge"] or ""
    if edge in ("上旬", "中旬", "初"):
        return _rolled(date(year, month, {"上旬": 10, "初": 10, "中旬": 20}[edge]), found, when)
    if edge.endswith("前") and not edge.startswith(("底", "末")):
        return _rolled(date(year, month, 1) - timedelta(days=1), found, when)
    return _rolled(_last(year, month), found, when)


def _range_day(found: re.Match[str], when: When) -> date | None:
    """The end of 3月1日至20日."""
    year, to = year_of(found, when), found["to"]
    later = re.search(rf"{STEP}((?:19|20)\d{{2}})年", found.group())
    year = int(later[1]) if later else year
    months = re.findall(rf"({NUMBER})月", found.group())
    if year is None or not months or not 1 <= number(months[-1]) <= MONTHS:
        return None
    month = number(months[-1])
    last = re.search(rf"({NUMBER})[日号]$", to)
    if last:
        return safe_date(year, month, number(last[1]))
    day = {"上旬": 10, "初": 10, "中旬": 20}.get(to[-2:], 10 if to.endswith("初") else 0)
    return date(year, month, day) if day else _last(year, month)


def _of_year_day(found: re.Match[str], when: When) -> date | None:
    groups = found.groupdict()
    written = groups["year"] or groups["year2"] or groups["year3"] or groups["year4"]
    said = groups["said"] or groups["said2"] or groups["said3"]
    year = int(written or 0) or when.year
    if year is None:
        return None
    year += said == "明年" and not written
    what = groups["what"] or groups["what2"] or "年底"
    if "季度" in what:
        return _last(year, 3 * QUARTER[what.replace("第", "")[0]])
    if what in ("上半年", "年中"):
        return date(year, 6, 30)
    if re.fullmatch(FEAST, what):
        return eve(what.strip("“”").removesuffix("节").strip("“”"), year, None if written or said else when.day)
    return date(year, 12, 31)


def _of_month_day(found: re.Match[str], when: When) -> date | None:
    if when.day is None:
        return None
    if found["week"]:
        monday = when.day - timedelta(days=when.day.weekday())
        weekday = "一二三四五六日".find((found["weekday"] or "日").replace("天", "日"))
        return monday + timedelta(days=(weekday if weekday >= 0 else 6) + 7 * (found["week"] == "下"))
    base = when.day
    if found["day"]:
        day = safe_date(base.year, base.month, int(found["day"]))
        base = base if day and day >= base else _last(base.year, base.month) + timedelta(days=1)
        return safe_date(base.year, base.month, int(found["day"]))
    if found["said"].startswith("下"):
        base = _last(base.year, base.month) + timedelta(days=1)
    what = found["what"]
    if what[0].isdigit():
        return safe_date(base.year, base.month, int(what[:-1]))
    part = {"中旬": 20, "上旬": 10}.get(what)
    return date(base.year, base.month, part) if part else _last(base.year, base.month)


def _within_day(found: re.Match[str], when: When) -> date | None:
    if when.day is None:
        return None
    count, unit = number(found["number"]), found["unit"]
    if unit == "工作日":
        return when.calendar.shift(when.day, count) if when.calendar else None
    days = {"天": 1, "日": 1, "周": 7, "星期": 7}.get(unit)
    return when.day + timedelta(days=days * count) if days else None


def _numeric_day(found: re.Match[str], _when: When) -> date | None:
    return safe_date(int(found["y"]), int(found["m"]), int(found["d"]))


def deadline_in(plain: str, start: int, end: int, when: When, text: str) -> Deadline | None:
    """The deadline said in [start, end), most exact kind first. `plain` is read, words are cut from `text`."""
    if not HINT.search(plain, start, end):
        return None
    dated = [
        (found, day_of)
        for found, day_of in (
            (RANGE.search(plain, start, end), _range_day),
            (_best_point(plain, start, end), _point_day),
            (OF_YEAR.search(plain, start, end), _of_year_day),
            (OF_MONTH.search(plain, start, end), _of_month_day),
            (NUMERIC.search(plain, start, end), _numeric_day),
        )
        if found
    ]
    recurring = RECURRING.search(plain, start, end)
    if dated and not (recurring and recurring.start() <= min(found.start() for found, _ in dated)):
        first, day_of = min(dated, key=lambda one: one[0].start())
        return _made(first, text, day_of(first, when), DeadlineKind.DATE)
    relative = RELATIVE.search(plain, start, end)
    if relative:
        return _made(relative, text, None, DeadlineKind.CONDITION)
    within = WITHIN.search(plain, start, end)
    if within and not recurring:
        kind = DeadlineKind.WORKING_DAYS if within["unit"] == "工作日" else DeadlineKind.DATE
        return _made(within, text, _within_day(within, when), kind)
    for found, kind in (
        (recurring, DeadlineKind.RECURRING),
        (SEASON.search(plain, start, end), DeadlineKind.CONDITION),
        (SINCE.search(plain, start, end), DeadlineKind.CONDITION),
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
            or found["verb"] is not None
            or lead.endswith(("务必于", "须于", "前于", "截止", "期限", "时限：", "于", "截至"))
        ):
            return found
    return None


def _made(found: re.Match[str], text: str, day: date | None, kind: DeadlineKind) -> Deadline:
    return Deadline(text[found.start() : found.end()], day, kind, Span(found.start(), found.end()))
