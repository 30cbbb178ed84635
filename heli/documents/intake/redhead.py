"""Red head (版头) and imprint (版记) of official papers: who issues what number to whom, who signed, who printed it.

Source: GB/T 9704-2012, 7.2 and 7.4. Everything read is a span of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from heli.documents.intake.dates import When, full_date
from heli.documents.intake.draft import Named, RedHead, Span

HEAD_LINES = 14
LONGEST_HEAD_LINE = 70
YEAR = r"[〔\[［（(【]\s*(?:19|20)\s?\d\s?\d\s*[〕\]］）)】]"
NUMBER = re.compile(rf"(?P<number>[\u4e00-\u9fff]{{1,14}}\s*{YEAR}\s*第?\s*\d{{1,4}}\s*号)(?![\u4e00-\u9fff])")
ISSUE = re.compile(
    rf"^[（(\s]*(?P<number>(?:{YEAR}\s*)?第?\s*[\d一二三四五六七八九十百]{{1,5}}\s*[号期]|{YEAR}\s*\d{{1,4}}\s*号?)(?:[（(]总第?\d+[号期][）)])?[）)\s]*$"
)
BODY = r"[\u4e00-\u9fff（）、\s]{3,80}?"
MEETING = r"(?:党组|党委|[市县区镇乡]长|常务|专题|办公|全体|联席|现场|调度|推进)*(?:会议?|办公会议?)?"
MARK = re.compile(
    rf"^(?P<who>{BODY})\s*(?:文\s*件|(?P<title>{MEETING}\s*纪\s*要|督查通报|督查专报|工作简报|简\s*报|公\s*报))\s*$"
)
ORGAN = re.compile(r"(?:政府|委员会|委|办公室|办|局|厅|部|院|会|处|中心|领导小组|指挥部|工作组|专班|公司|集团|党组)$")
LONE_MARK = re.compile(r"^文\s*件$")
SIGNER = re.compile(r"签\s*发\s*人?\s*[：:]\s*(?P<who>[\u4e00-\u9fff·][\u4e00-\u9fff·\s、]{1,30})")
URGENCY = re.compile(r"^(?:紧急程度[：:]\s*)?(?P<word>特\s*急|加\s*急|平\s*急|特\s*提)$")
RECIPIENTS = re.compile(
    r"^(?P<who>(?=.*(?:政府|委|办|局|部门|单位|机构|公司|院|校|集团|乡镇|街道|中心|县区|区县|各))[^。；！？]{2,400})[：:]$"
)
NOT_RECIPIENTS = re.compile(r"如下|^附件|通知|同志们|领导|代表|强调|要求|指出|责任|时间|地点|主持|出席")
LABELLED_RECIPIENTS = re.compile(r"^主\s*送(?:机关)?[：:]\s*(?P<who>.+?)[。.]?$")
COPIES = re.compile(r"^(?:抄\s*送|抄\s*报|抄报、?抄送|分\s*送|报\s*送)(?:机关|单位)?[：:]\s*(?P<who>.+?)[。.]?$")
PRINTED = re.compile(
    r"^(?P<who>[\u4e00-\u9fff（）\s]{3,50}?)?\s*(?P<day>(?:\d{4}|[二〇○零一三四五六七八九]{4})年.{1,4}月.{1,4}日)\s*印\s*[发制]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    words: str


def red_head_of(text: str, plain: str) -> RedHead | None:
    """What head and imprint say; None for a text that has neither. `plain` is the text's plain form."""
    lines = list(_lines(plain))
    reader = _Reader(text, lines)
    reader.head()
    reader.recipients()
    reader.imprint()
    if not reader.found:
        return None
    found = reader.found
    day = found.get("printed_on")
    return RedHead(
        issuers=reader.issuers,
        number=found.get("number"),
        signers=reader.signers,
        urgency=found.get("urgency"),
        recipients=found.get("recipients"),
        copies_to=found.get("copies_to"),
        printed_by=found.get("printed_by"),
        printed_on=_day(day),
        body=Span(reader.body_start, reader.body_end),
    )


def _day(named: Named | None) -> date | None:
    return full_date(named.name, When()) if named else None


def _lines(plain: str) -> Iterator[Line]:
    for found in re.finditer(r"[^\n]+", plain):
        words = found.group().strip()
        if words:
            start = found.start() + found.group().index(words[0])
            yield Line(start, start + len(words), words)


class _Reader:
    """Collects the elements of one paper. The body is what lies between head and imprint."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.found: dict[str, Named] = {}
        self.issuers: tuple[Named, ...] = ()
        self.signers: tuple[Named, ...] = ()
        self.titled = False
        """Minutes and bulletins bear their title in the red head itself."""
        self.body_start = 0
        self.body_end = len(text)

    def _keep(self, what: str, line: Line, found: re.Match[str], group: str) -> None:
        start, end = line.start + found.start(group), line.start + found.end(group)
        self.found.setdefault(what, self._named(start, end))

    def _named(self, start: int, end: int) -> Named:
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return Named(_closed(words), span=Span(start, start + len(words)))

    def head(self) -> None:
        """Down to the number or the signer; lines of running text end it."""
        last: int | None = None
        for position, line in enumerate(self.lines[:HEAD_LINES]):
            if len(line.words) > LONGEST_HEAD_LINE or re.search(r"[。；《]", line.words):
                break
            if self._head_line(position, line):
                last = position
        if last is None or not (self.issuers or "number" in self.found):
            self.found.pop("urgency", None)
            return
        if self.titled:
            return
        self.body_start = self.lines[last + 1].start if last + 1 < len(self.lines) else self.lines[last].end

    def _head_line(self, position: int, line: Line) -> bool:
        hit = False
        for what, pattern, group in (
            ("urgency", URGENCY, "word"),
            ("number", NUMBER, "number"),
            ("number", ISSUE, "number"),
        ):
            found = pattern.search(line.words)
            if found and what not in self.found and (pattern is not ISSUE or self.issuers):
                self._keep(what, line, found, group)
                hit = True
        signer = SIGNER.search(line.words)
        if signer:
            self.signers = tuple(self._people(line, signer))
            self.found.setdefault("signer", self.signers[0] if self.signers else Named(""))
            hit = True
        return self._issuer(position, line) or hit

    def _people(self, line: Line, found: re.Match[str]) -> Iterator[Named]:
        """Names stand apart by wide gaps; a name of two characters may have one inside."""
        for name in re.finditer(
            r"[\u4e00-\u9fff·]{2,6}|[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff](?![\u4e00-\u9fff])", found["who"]
        ):
            start = line.start + found.start("who") + name.start()
            yield self._named(start, start + len(name.group()))

    def _issuer(self, position: int, line: Line) -> bool:
        if self.issuers:
            return False
        if LONE_MARK.match(line.words):
            above = [one for one in self.lines[max(0, position - 6) : position] if ORGAN.search(_closed(one.words))]
            self.issuers = tuple(self._named(one.start, one.end) for one in above)
        else:
            found = MARK.match(line.words)
            if found is None or not ORGAN.search(_closed(found["who"])):
                return False
            start = line.start + found.start("who")
            self.titled = found["title"] is not None
            self.issuers = (self._named(start, start + len(found["who"])),)
        if self.issuers:
            self.found.setdefault("issuer", self.issuers[0])
        return bool(self.issuers)

    def recipients(self) -> None:
        """主送: the line that ends with a colon under the title."""
        after = [line for line in self.lines if line.start >= self.body_start][:8]
        for line in after:
            labelled = LABELLED_RECIPIENTS.match(line.words)
            found = labelled or RECIPIENTS.match(line.words)
            if found and (labelled or not NOT_RECIPIENTS.search(line.words)):
                self._keep("recipients", line, found, "who")
                return
            if line.words.endswith(("。", "；")):
                return

    def imprint(self) -> None:
        """抄送 and the line of printing, at the end of the paper."""
        for line in reversed(self.lines[-40:]):
            printed, copies = PRINTED.match(line.words), COPIES.match(line.words)
            if printed and "printed_on" not in self.found:
                self._keep("printed_on", line, printed, "day")
                if printed["who"]:
                    self._keep("printed_by", line, printed, "who")
                self.body_end = min(self.body_end, line.start)
            elif copies and "copies_to" not in self.found:
                self._keep("copies_to", line, copies, "who")
                self.body_end = min(self.body_end, line.start)


def _closed(words: str) -> str:
    """Without the gaps that only spread a line over the page."""
    return re.sub(r"[ \t　]+", "", words) if re.search(r"[\u4e00-\u9fff][ 　\t]+[\u4e00-\u9fff]", words) else words
