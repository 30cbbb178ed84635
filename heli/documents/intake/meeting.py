"""The meeting itself: when, about what, who chaired, who spoke, who was there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from heli.documents.intake.dates import POINT, When, full_date
from heli.documents.intake.draft import Deadline, DeadlineKind, MeetingFacts, Named, Span
from heli.documents.intake.meeting_words import (
    ACTS,
    ATTEND,
    ATTEND_LABEL,
    CALLING,
    CHAIR,
    CHAIR_LABEL,
    CHAIR_PASSIVE,
    DATED,
    DATELINE,
    GROUP,
    HELD,
    LED,
    REPORTER,
    SHAREABLE,
    SPEAKS,
    SPEECH,
    SPOKE_OF,
    SUBJECT_AT,
    SUBJECT_CALLED,
    SUBJECT_HELD,
    TITLE_ONLY,
    TITLED_ANYWHERE,
    TITLES_BEFORE,
    UNIT_ITEM,
    WHAT_IS_SAID,
)
from heli.documents.intake.people import OF_A_UNIT, TITLE_END, is_name, leading_name, titled_name
from heli.documents.intake.split import Clause, Paragraph, Sentence
from heli.documents.intake.units import is_agent
from heli.documents.intake.voice import frame_of


@dataclass(slots=True)
class Seen:
    """Gathered while reading; the same person may be met several times, each time with more titles."""

    chair: dict[str, Named] = field(default_factory=dict)
    speakers: dict[str, Named] = field(default_factory=dict)
    attendees: dict[str, Named] = field(default_factory=dict)
    groups: dict[str, None] = field(default_factory=dict)


class MeetingReader:
    def __init__(self, text: str, plain: str, parts: Sequence[Paragraph], when: When) -> None:
        self.text = text
        self.plain = plain
        self.parts = parts
        self.when = when
        self.seen = Seen()
        self.titles: dict[str, tuple[str, ...]] = {}

    def read(self) -> MeetingFacts | None:
        subject = self._subject() or self._titled_minutes()
        for paragraph in self.parts:
            self._paragraph(paragraph)
        self._labels()
        self._speaker_under_the_title()
        seen = self.seen
        for name, person in (*seen.chair.items(), *seen.speakers.items()):
            if person.span is not None:
                seen.attendees.setdefault(name, person)
        if not (subject or seen.chair or seen.speakers or seen.attendees):
            return None
        return MeetingFacts(
            held_on=self._held_on(),
            subject=subject,
            chair=self._with_titles(seen.chair),
            speakers=self._with_titles(seen.speakers),
            attendees=self._with_titles(seen.attendees),
            attendee_groups=tuple(seen.groups),
        )

    def _with_titles(self, people: dict[str, Named]) -> tuple[Named, ...]:
        return tuple(Named(one.name, one.titles or self.titles.get(one.name, ()), one.span) for one in people.values())

    # -- subject and date -----------------------------------------------------------------------------------------

    def _subject(self) -> str | None:
        head = self.plain[:1500]
        best: tuple[int, int] | None = None
        head = re.sub(r"(?:下次|上次|前次|此次|本次|上述)会议", lambda found: "　" * len(found.group()), head)
        for pattern in (SUBJECT_HELD, SUBJECT_CALLED, SUBJECT_AT):
            for found in pattern.finditer(head):
                span = self._bare_subject(found.start("name"), found.end("name"))
                longer = best is None or span[1] - span[0] > best[1] - best[0] + 4
                if span[1] - span[0] >= 3 and longer:
                    best = span
        return self.text[best[0] : best[1]] if best else None

    def _titled_minutes(self) -> str | None:
        """Minutes bear the meeting's name in their title."""
        for line in re.finditer(r"[^\n]+", self.plain[:300]):
            found = re.match(r"\s*(?P<name>.{4,50}?会议?)(?:会议)?(?:纪要|纪录|记录)\s*$", line.group())
            if found:
                return self.text[line.start() + found.start("name") : line.start() + found.end("name")]
        return None

    def _bare_subject(self, start: int, end: int) -> tuple[int, int]:
        words = self.plain[start:end]
        lead = re.match(
            r"^(?:.*(?:召开|举行|举办|组织召开|主持召开|出席|参加)(?:了)?|(?:今天|昨天|昨日|日前|近日"
            r"|今日)?(?:上午|下午)?|(?:[^，]{0,12}?\d{1,2}月\d{1,2}日(?:上午|下午|晚)?(?:消息)?)|[我全][省市县区州](?=召开))+",
            words,
        )
        return (start + lead.end() if lead and lead.end() < len(words) - 2 else start), end

    def _held_on(self) -> Deadline | None:
        labelled = WHAT_IS_SAID.search(self.plain)
        places = [labelled.span("date")] if labelled else []
        # A speech bears its day in brackets under the title, with the speaker's name below.
        bracketed = re.search(r"^[ 　]*[（(](?P<date>[^）)\n]{6,24})[）)][ 　]*$", self.plain[:300], re.MULTILINE)
        places += [bracketed.span("date")] if bracketed else []
        places += list(self._dated_sentences())
        for start, end in places:
            dates = list(DATED.finditer(self.plain, start, end))
            # 某网5月19日讯 5月15日，…: the report's own day comes before the meeting's.
            later = [one for one in dates if not DATELINE.match(self.plain, one.end())]
            if dates:
                return self._deadline((later or dates)[0])
        return None

    def _dated_sentences(self) -> Iterator[tuple[int, int]]:
        for paragraph in self.parts[:6]:
            for sentence in paragraph.sentences[:2]:
                words = self.plain[sentence.start : sentence.end]
                if HELD.search(words) and not re.search(r"(?:自|从)(?:去年|今年)?\d{1,2}月", words):
                    yield sentence.start, sentence.end

    def _deadline(self, found: re.Match[str]) -> Deadline:
        words = self.plain[found.start() : found.end()]
        point = POINT.search(words)
        day = full_date(words, self.when) if point else None
        return Deadline(
            self.text[found.start() : found.end()], day, DeadlineKind.DATE, Span(found.start(), found.end())
        )

    # -- people ---------------------------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Paragraph) -> None:
        speaker: str | None = None
        for sentence in paragraph.sentences:
            words = self.plain[sentence.start : sentence.end]
            if REPORTER.search(words[:12]) and len(words) < 30:
                continue
            self._harvest(sentence)
            self._chair(sentence)
            for clause in sentence.clauses:
                said = self.plain[clause.start : clause.end]
                frame = frame_of(said, clause.mark, speaker)
                if frame and frame.speaker:
                    self._frame_speaker(clause, said)
                self._speaker(clause, said)
            self._attendance(sentence, words)

    def _chair(self, sentence: Sentence) -> None:
        if not CALLING.search(self.plain, sentence.start, sentence.end):
            return
        self._called_by_the_subject(sentence)
        for pattern in (CHAIR_PASSIVE, CHAIR):
            for found in pattern.finditer(self.plain, sentence.start, sentence.end):
                if self._person(self.seen.chair, *found.span("who")):
                    return

    def _called_by_the_subject(self, sentence: Sentence) -> None:
        """市长张三在调研的基础上，11月19日组织召开专题会议: the subject stands in a clause before."""
        for number, clause in enumerate(sentence.clauses[1:], start=1):
            if re.search(r"^(?!.*由).*(?:组织|主持|召集)召开", self.plain[clause.start : clause.end]):
                for earlier in reversed(sentence.clauses[:number]):
                    if self._person(self.seen.chair, earlier.start, earlier.end):
                        return

    def _frame_speaker(self, clause: Clause, said: str) -> None:
        found = re.match(r"^.*?(?=在|就|对|说|指出|强调|要求|表示|希望|提出|还|最后|，|$)", said)
        if found and found.end() and not self._person(self.seen.speakers, clause.start, clause.start + found.end()):
            frame = frame_of(said, clause.mark, None)
            if frame and frame.speaker and not frame.speaker.endswith(("会", "会议", "通知", "纪要")):
                at = self.plain.find(frame.speaker, clause.start, clause.end)
                if at >= 0:
                    self._person(self.seen.speakers, at, at + len(frame.speaker))

    def _speaker(self, clause: Clause, said: str) -> None:
        person = leading_name(said)
        if person and person[0]:
            end = len(person[0]) + len(person[1])
            if SPEECH.match(said, end):
                self._person(self.seen.speakers, clause.start, clause.start + end)
                return
            if ACTS.match(said, end):
                self._person(self.seen.attendees, clause.start, clause.start + end)
        found = SPEAKS.match(said) or SPOKE_OF.match(said)
        if found is None or re.match(r"^(?:会议|大家|他|她|与会)", said) or re.search(r"主持|要|须|请", found["who"]):
            return
        start = clause.start + len(found["who"]) - len(found["who"].lstrip())
        end = clause.start + found.end("who")
        where = re.search(r"(?:在(?:[^，]*?)(?:会上?|上|时|中))|(?:出席|结合|并|向|就).*$", found["who"])
        if where and where.start() > 1:
            end = clause.start + where.start()
        if self._person(self.seen.speakers, start, end):
            return
        body = self.plain[start:end]
        for at, to in _items(body):
            item = body[at:to]
            if 2 <= len(item) <= 24 and is_agent(item) and not re.search(r"^(?:会|全)|在|了|的", item):
                self.seen.speakers.setdefault(item, Named(self.text[start + at : start + to]))

    def _attendance(self, sentence: Sentence, words: str) -> None:
        for found in ATTEND.finditer(words):
            self._present(sentence, words, found)
        led = LED.search(words)
        if led:
            before = words[: led.start()]
            self._person(self.seen.attendees, sentence.start + (before.rfind("，") + 1), sentence.start + led.start())
            self._list(*(sentence.start + n for n in led.span("list")))

    def _present(self, sentence: Sentence, words: str, found: re.Match[str]) -> None:
        """Who stands before 出席会议."""
        if not re.search(r"(?:(?<![主重])要|须|请|必须)[^，]{0,6}$", words[: found.start()]) and found.start() >= 2:
            start = sentence.start
            inner = max(
                (clause.start for clause in sentence.clauses if clause.start <= sentence.start + found.start()),
                default=start,
            )
            first = sentence.clauses[0].start if sentence.clauses else start
            listed = self.plain[first : sentence.start + found.start()]
            whole = "、" in listed and not re.search(r"召开|举行|强调|指出|消息|月\d", listed)
            earlier = max((one.end() for one in ATTEND.finditer(words, 0, found.start())), default=0)
            if earlier:
                first, whole = sentence.start + earlier, "、" in words[earlier : found.start()]
            self._list(first if whole else inner, sentence.start + found.start())

    def _list(self, start: int, end: int) -> None:
        """Named people and collective ones of a list such as 甲、乙及市直部门负责人."""
        words = self.plain[start:end]
        words_end = len(words) - len(re.sub(r"(?:等|等领导|等同志|分别|也|一同|共同|以及)+$", "", words))
        shared: tuple[str, ...] = ()
        group_start: int | None = None
        pending: tuple[str, ...] = ()
        units: list[tuple[int, int]] = []
        for at, to in _items(words[: len(words) - words_end] if words_end else words):
            item = words[at:to]
            if at and words[at - 1] in "，；":
                pending = ()
            bare = re.sub(r"^(?:同志|和|及)|(?:同志)?(?:全程)?$|[（(][^）)]{1,16}[）)]$", "", item)
            person = (titled_name(bare) or _of_a_unit(bare)) if len(item) <= 40 else None
            if not person and TITLE_ONLY.search(item) and group_start is None:
                pending = (*pending, self.text[start + at : start + to])
                continue
            if person and group_start is None:
                titles = (*pending, *self._titles(person[0]))
                pending = ()
                shared = titles if titles and SHAREABLE.search(person[0]) else (shared if not titles else ())
                name_at = start + at + item.rfind(person[1])
                name = self.text[name_at : name_at + len(person[1])]
                self._add(self.seen.attendees, name, tuple(titles or shared), Span(name_at, name_at + len(name)))
            elif UNIT_ITEM.search(item):
                group_start = at if group_start is None else group_start
                units.append((at, to))
            elif GROUP.search(item):
                begin = at if group_start is None else group_start
                self.seen.groups.setdefault(self.text[start + begin : start + to].strip(), None)
                group_start = None
                units = []
        for at, to in units:
            self.seen.groups.setdefault(self.text[start + at : start + to].strip(), None)

    def _harvest(self, sentence: Sentence) -> None:
        """Titles written before names anywhere, for people who are named without them later."""
        for found in TITLED_ANYWHERE.finditer(self.plain, sentence.start, sentence.end):
            before = TITLES_BEFORE.search(self.plain[max(sentence.start, found.start() - 60) : found.start("name")])
            if before and is_name(found["name"]):
                titles = self._titles(before.group())
                name = self.text[found.start("name") : found.end("name")]
                if len(titles) > len(self.titles.get(name, ())):
                    self.titles[name] = titles

    def _labels(self) -> None:
        for found in CHAIR_LABEL.finditer(self.plain[:3000]):
            if not self._person(self.seen.chair, *found.span("who")):
                start, end = found.span("who")
                words = re.split(r"\s", self.text[start:end].strip())[0]
                if 2 <= len(words) <= 10 and not self.seen.chair:
                    self.seen.chair[words] = Named(words)
        for found in ATTEND_LABEL.finditer(self.plain):
            self._list(*found.span("list"))

    def _speaker_under_the_title(self) -> None:
        """在全县大会上的讲话 / （2026年3月2日） / 张三."""
        lines = list(re.finditer(r"[^\n]+", self.plain[:300]))[:5]
        if not any(re.search(r"讲话|发言|致辞|报告", line.group()) for line in lines[:2]):
            return
        for line in lines[1:]:
            words = line.group().strip(" 　")
            person = titled_name(re.sub(r"[ 　]+", "", words)) if len(words) <= 30 else None
            if person and words.endswith(person[1]):
                self._person(self.seen.speakers, line.start(), line.end())

    def _person(self, into: dict[str, Named], start: int, end: int) -> bool:
        words = self.plain[start:end].rstrip()
        words = re.sub(r"(?:同志|先生|女士|议员|議員|在会上|再次|亲自|出席(?:会议)?并|[，])+$", "", words)
        found = titled_name(words)
        if found is None:
            found = leading_name(words)
            words = "".join(found) if found else words
        if found is None:
            # 市委书记张三在理论学习会上: what follows the name says where.
            short = re.sub(r"(?:在|就|对|于|率|当天|随后|出席|参加|向|代表).*$", "", words)
            found = titled_name(short) if short != words and short else None
            words = short if found else words
        if found is None:
            return False
        titles, name = found
        at = start + words.rfind(name)
        self._add(into, self.text[at : at + len(name)], self._titles(titles), Span(at, at + len(name)))
        return True

    def _add(self, into: dict[str, Named], name: str, titles: tuple[str, ...], span: Span) -> None:
        if titles and (name not in self.titles or len(titles) > len(self.titles[name])):
            self.titles[name] = titles
        known = into.get(name)
        if known is None or (titles and not known.titles):
            into[name] = Named(name, titles, known.span if known else span)

    def _titles(self, words: str) -> tuple[str, ...]:
        """The titles before a name, as written; what leads up to them (围绕两大命题，) is cut off."""
        if not words:
            return ()
        at = self.plain.find(words)
        written = self.text[at : at + len(words)] if at >= 0 else words
        written = re.sub(r"^.*[，,。：:；;]", "", written)
        written = re.sub(
            r"^(?:.{0,30}(?:月\d{1,2}[日号](?:上午|下午|晚)?|今天|昨天|日前|近日|会上|随后|期间|出席|参加|陪同|邀请|最后|首先|[一二三四五六]是|率领?|带领|由|日率|及|和))",
            "",
            written,
        )
        parts = tuple(part.strip() for part in re.split(r"[、兼]", written) if part.strip())
        return tuple(
            part
            for part in parts
            if 2 <= len(part) <= 40 and re.search(rf"{TITLE_END}$|[長記員任]$|[局委办厅府院镇乡处科心司团行道]$", part)
        )


def _of_a_unit(words: str) -> tuple[str, str] | None:
    found = OF_A_UNIT.match(words)
    return (found["titles"], found["name"]) if found and is_name(found["name"]) else None


def _is_person(words: str) -> bool:
    person = titled_name(words)
    return person is not None and (bool(person[0]) or 2 <= len(words) <= 4)


def _items(words: str) -> Iterator[tuple[int, int]]:
    """[start, end) of the items of a list, parentheses kept whole; 及 and 和 part a name from a group."""
    start, depth = 0, 0
    for position, c in enumerate(words):
        depth += (c == "（") - (c == "）")
        name_end = position - (words[start:position].endswith("以") and c == "及")
        joint = depth == 0 and c in "及和与暨" and _is_person(words[start:name_end])
        if depth == 0 and (c in "、，,；　 \t" or joint):
            if name_end > start:
                yield start, name_end
            start = position + 1
    if start < len(words):
        yield start, len(words)


def meeting_of(text: str, plain: str, parts: Sequence[Paragraph], when: When) -> MeetingFacts | None:
    return MeetingReader(text, plain, parts, when).read()
