"""Which papers and meetings a text says it carries out, and whether a document is one of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from heli.search.rules import normal

NUMBER = r"[\u4e00-\u9fff]{1,14}\s*[〔\[［（(【]\s*(?:19|20)\d\d\s*[〕\]］）)】]\s*第?\s*\d{1,4}\s*号"
LED_IN = r"(?:根据|依据|按照|遵照|贯彻落实|贯彻|落实|执行|认真学习)"
PAPER = re.compile(
    rf"{LED_IN}[^。；！？\n《]{{0,40}}《(?P<title>[^》\n]{{4,80}})》\s*(?:[（(]\s*(?P<number>{NUMBER})\s*[）)])?"
)
FURTHER = re.compile(
    rf"\s*(?:和|及|以及|、)\s*《(?P<title>[^》\n]{{4,80}})》\s*(?:[（(]\s*(?P<number>{NUMBER})\s*[）)])?"
)
MEETING = re.compile(
    rf"{LED_IN}(?P<subject>[^，。；！？\n《》]{{4,50}}?会议?)(?:议)?(?:的)?(?:精神|部署|要求|决定|议定事项)"
)
WRAPPED = re.compile(r"^关于|^(?:印发|转发|下发)|的?(?:通知|函|意见)$")
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Cited:
    """A paper or a meeting that the text says it carries out, [start, end) in the text."""

    start: int
    end: int
    title: str = ""
    number: str = ""
    meeting: str = ""


def cited_in(text: str) -> tuple[Cited, ...]:
    found = []
    for one in PAPER.finditer(text):
        place: re.Match[str] | None = one
        while place is not None:
            found.append(Cited(one.start(), place.end(), place["title"], place["number"] or ""))
            place = FURTHER.match(text, place.end())
    found += [Cited(one.start(), one.end(), meeting=one["subject"]) for one in MEETING.finditer(text)]
    return tuple(sorted(found, key=lambda c: c.start))


def _core(title: str) -> str:
    """关于印发《方案》的通知 and 《方案》 are the same paper."""
    inner = re.search(r"《([^》]+)》", title)
    return normal(WRAPPED.sub("", WRAPPED.sub("", inner[1] if inner else title)))


def is_cited(cited: Cited, *, title: str, number: str, subjects: Iterable[str] = ()) -> bool:
    """Whether this document is the one: by its number where both have one, else by its title or its meeting."""
    if cited.number and number:
        return normal(cited.number) == normal(number)
    if cited.title:
        return len(_core(cited.title)) >= SHORTEST and _core(cited.title) == _core(title)
    wanted = normal(cited.meeting)
    return len(wanted) >= SHORTEST and any(wanted in normal(one) for one in (title, *subjects))
