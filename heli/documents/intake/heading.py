"""Title, issuer, day of issue and the year a document speaks from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from heli.documents.intake.dates import FULL, When, full_date
from heli.documents.intake.draft import Operation
from heli.workdays.calendar import Calendar

FULL_DATE = re.compile(
    r"(?:(?:19|20)\d{2}|民国\s?\d{2,3}|(?<!\d)1[01]\d|[一二][〇○零九一][〇○零一二三四五六七八九]{2})\s?年\s?(?:\d{1,2}"
    r"|[一二三四五六七八九十]{1,3})\s?月\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号]"
)
DASHED = re.compile(r"(?P<y>(?:19|20)\d{2})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)")
YEAR_SAID = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?=年(?!度|来|以来|前|代|间))|〔(?P<n>(?:19|20)\d{2})〕")
NOT_A_TITLE = re.compile(
    r"^(?:[（(].{0,40}[）)]|第?\s*\d+\s*期|.{0,20}〔\d{4}〕.{0,12}号|\d{4}-\d{2}-\d{2}.*|附件\d*[：:]?"
    r"|发布人.*|索引号.*|.{0,12}文件)$"
)
ANNIVERSARY = re.compile(r"(?:迎接|庆祝|纪念|献礼)(?P<what>建国|建党|新中国成立|建军)(?P<n>\d{2,3})周年")
FOUNDED = {"建国": 1949, "新中国成立": 1949, "建党": 1921, "建军": 1927}
ISSUER_LINE = re.compile(
    r"^[\u4e00-\u9fff（）]{3,40}(?:局|委员会|委|办公室|办|厅|政府|指挥部|领导小组|中心|公司|党组|工作组|署|院|部|会)$"
)


LONGEST_SIGNATURE, LONGEST_BESIDE = 40, 24


@dataclass(frozen=True, slots=True)
class Heading:
    title: str | None
    issuer: str | None
    issued_on: date | None


def heading_of(text: str, plain: str, operations: Sequence[Operation]) -> Heading:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return Heading(_title(lines), _issuer(plain), _issued_on(plain, operations))


def _title(lines: list[str]) -> str | None:
    for line in lines[:6]:
        if NOT_A_TITLE.match(line):
            continue
        if (
            len(line) <= 60
            and not re.search(r"[。；;，,：:]$", line)
            and line.count("，") + line.count(",") <= 1
            and "。" not in line
        ):
            return line
        return None
    return None


def _issuer(plain: str) -> str | None:
    """The signature under a notice: a unit's line right above the closing date."""
    lines = [line.strip() for line in plain.rstrip().split("\n") if line.strip()]
    for n in range(len(lines) - 1, max(0, len(lines) - 6), -1):
        if FULL_DATE.fullmatch(lines[n]) and ISSUER_LINE.match(lines[n - 1]):
            return lines[n - 1]
    return None


def _issued_on(plain: str, operations: Sequence[Operation]) -> date | None:
    signed = _signed_on(plain)
    if signed:
        return signed
    lines = [line.strip() for line in plain.rstrip().split("\n") if line.strip()]
    published = [operation.before for operation in operations if operation.kind == "frame"]
    for line in [*(line for line in lines[:4] if len(line) <= 60), *published]:
        day = _day_in(line)
        if day:
            return day
    return None


def _signed_on(plain: str) -> date | None:
    """The day under the text, beside little else: not the next meeting's."""
    lines = [line.strip() for line in plain.rstrip().split("\n") if line.strip()]
    for line in reversed(lines[-4:]):
        found = FULL_DATE.search(line)
        short = found and len(line) <= LONGEST_SIGNATURE and len(line) - len(found.group()) <= LONGEST_BESIDE
        if found and short and "下次" not in line:
            return full_date(found.group(), When())
    return None


def _day_in(line: str) -> date | None:
    found = FULL_DATE.search(line)
    if found:
        return full_date(found.group(), When())
    dashed = DASHED.search(line)
    if dashed:
        try:
            return date(int(dashed["y"]), int(dashed["m"]), int(dashed["d"]))
        except ValueError:
            return None
    return None


def _first_day(head: str, year: int | None) -> date | None:
    """The day a report begins with (4月13日，…), for 本月底 and the like."""
    found = next((found for found in FULL.finditer(head) if found["day"]), None)
    return full_date(found.group(), When(year)) if found else None


def time_of(plain: str, heading: Heading, reference: date | None, calendar: Calendar | None) -> When:
    """The year of dates written without one: from the day it was signed, the first full date in the body, the day of
    issue, the only year said, or the reference the caller gives, in this order."""
    body = [day for found in FULL_DATE.finditer(plain[:400]) if (day := full_date(found.group(), When()))]
    years = {int(found["y"] or found["n"]) for found in YEAR_SAID.finditer(plain)}
    year: int | None = None
    signed = _signed_on(plain)
    if signed:
        year = signed.year
    elif body:
        year = body[0].year
    elif heading.issued_on:
        year = heading.issued_on.year
    elif len(years) == 1:
        year = next(iter(years))
    elif said := ANNIVERSARY.search(plain):
        year = FOUNDED[said["what"]] + int(said["n"])
    elif reference:
        year = reference.year
    day = heading.issued_on or (body[0] if body else None) or _first_day(plain[:300], year) or reference
    return When(year, day, calendar)
