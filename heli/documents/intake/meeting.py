"""The meeting itself: when, about what, who chaired, who spoke, who was there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from heli.documents.intake.dates import POINT, When, full_date
from heli.documents.intake.draft import Deadline, DeadlineKind, MeetingFacts, Named, Span
from heli.documents.intake.people import AFTER_NAME, NAME, OF_A_UNIT, TITLE_END, is_name, leading_name, titled_name
from heli.documents.intake.split import Clause, Paragraph, Sentence
from heli.documents.intake.units import is_agent
from heli.documents.intake.voice import frame_of

MEETING_WORD = (
    r"(?:座谈会|推进会|动员会|动员大会|调度会|部署会|协调会|联席会议|办公会议?|常务会议?"
    r"|专题会议?|工作会议?|现场会|例会|学习会|研讨会|论证会|评审会|对接会|洽谈会|视频会议?"
    r"|电视电话会议|领导小组会议|全体会议|总结会|汇报会|分析会|交流会|培训会|大会|会议|会商会"
    r"|约谈会|碰头会|督办会|启动仪式|签约仪式)(?![室厅精中])"
)
SUBJECT_HELD = re.compile(
    rf"(?P<name>[^，。；：\n]{{2,60}}?{MEETING_WORD})(?:今天|昨天|昨日|今日|于|在)?[^，。；\n]{{0,20}}?(?:隆重"
    rf"|胜利|顺利)?(?:举行|召开|开幕)"
)
SUBJECT_CALLED = re.compile(
    rf"(?:召开|举行|举办|组织召开|主持召开|出席|参加|主持)了?(?P<name>[^，。；：\n]{{0,60}}?{MEETING_WORD})"
)
SUBJECT_AT = re.compile(rf"在(?P<name>[^，。；：\n]{{2,50}}?{MEETING_WORD})上(?=指出|强调|要求|说|讲话|表示|的讲话)")
WHAT_IS_SAID = re.compile(r"(?:时间|日期)(?:[：:][ 　]*|[ 　]*\n\s*)(?P<date>[^\n，。]{4,40})")
CHAIR = re.compile(
    r"(?P<who>[^，。；：\n]{2,60}?)(?:同志)?(?:在会上)?(?:主持(?!词|人)(?:召开|了)?|(?:再次|亲自)?(?:组织"
    r"|召集)召开)(?!日常工作)[^。；，]{0,40}?(?:会|会议|活动|仪式|座谈|调度|研究|工作|讨论)?(?=[，。；\n并]"
    r"|$|[^。；，]*会)"
)
CALLING = re.compile(r"主持|召开|召集")
CHAIR_LABEL = re.compile(
    r"(?:主\s{0,3}持\s{0,2}人?|召集人|(?<!副)主\s{0,4}席)(?:[：:][ 　]*|[ 　]*\n\s*)(?P<who>[^\n，。；：　（]{2,30}?)(?=[\n，。；（　]|  |[ ](?:记录|纪录)|$)"
)
CHAIR_PASSIVE = re.compile(r"(?:会议|座谈会|大会|会)由(?P<who>[^，。；\n]{2,40}?)主持")
ATTEND = re.compile(
    r"(?:一同|一起|一道|随同|共同)(?:参加)?(?:调研|督查|督导|检查|考察|参加|出席|慰问|视察|观摩|查看)"
    r"|到会(?:指导|祝贺|讲话|致辞)|(?:应邀)?(?:出席|参加|列席|陪同|参与|随同)(?:了)?(?:(?=[，。；]|分别|并)|会议|座谈会|大会|活动|调研|座谈|检查|督查|会见|仪式|考察|学习"
    r"|座谈|此次|本次|上述|[^，。；]{0,14}(?:会|会议|活动)|$)(?:并(?:作|发表)?(?:重要)?(?:讲话|发言"
    r"|致辞))?"
)
ATTEND_LABEL = re.compile(
    r"^[ 　]*(?:[一二三四五六七八九十\d]{1,2}[、.．])?(?:出\s{0,3}席|参\s{0,3}加|列\s{0,3}席|参会|与会)(?:人员|领导|单位|会议|者|委员)?[：:]\s*(?P<list>[^\n]+)",
    re.MULTILINE,
)
LED = re.compile(
    r"(?:率领?|带领)(?P<list>[^，。；]{2,120}?)(?:一行|等(?:一行)?(?:人)?|前往|赴|到|深入|来到|实地"
    r"|对|就|开展|进行|现场|(?=[\u4e00-\u9fff]{2,12}(?:项目|工程|水库)))"
)
SPEAKS = re.compile(
    r"(?P<who>[^，。；：\n]{2,60}?)(?:在会上|会上|分别|先后|依次|并)?(?:作|做|发表)?了?(?:重要|主题"
    r"|典型|表态|交流|主旨)?(?:讲话|发言|致辞|致词|通报|汇报|点评|宣讲)(?=[，。；、\n]|$)"
)
SPEECH = re.compile(
    r"(?:同志)?(?:在[^，]{0,20}[会上中]|会上|最后|首先|分别|还)?(?:通报|汇报|传达|介绍|宣读|解读|部署|安排|讲|发言|表态|作|做|就|围绕|点评|总结|致辞|表示|强调"
    r"|指出|要求|说|希望|提出)"
)
SPOKE_OF = re.compile(
    r"(?P<who>[^，。；：\n]{2,40}?)(?:分别|先后|依次)?(?:就|对|结合|向|围绕)[^，。；\n]{2,50}?(?:作"
    r"|做|进行|提出)了?[^，。；]{0,12}?(?:讲话|发言|通报|汇报|说明|总结|介绍|解读|部署|意见和建议|要求)"
)
UNIT_ITEM = re.compile(
    r"(?:局|委员会|[\u4e00-\u9fff]委|办公室|[\u4e00-\u9fff]办|厅|院|公司|集团|政府|中心|[县市区镇乡]"
    r"|处|站|银行|学校|医院)$"
)
# 副市长甲、乙、丙 are three deputy mayors; 市长甲、乙 are not two mayors.
SHAREABLE = re.compile(r"(?:领导|常委|委员|成员|同志|代表|助理|调研员|巡视员|专家|副[\u4e00-\u9fff]{1,3})$")
TITLE_ONLY = re.compile(
    r"(?:书记|[市县区镇乡]长|主任|常委|部长|局长|主席|秘书长|院长|检察长|政委|司令员|党[组委]成员|党委委员|组长|会长)$"
)
REPORTER = re.compile(r"记者|通讯员|实习生|编辑|摄影|报道|作者")
GROUP = re.compile(
    r"(?:负责人|负责同志|主要负责人|分管负责人|责任人|成员|成员单位|组长|代表|人员|领导|干部|委员|同志"
    r"|班子|单位|部门|职工|委员会|局|办|厅|专家|企业家|学员|党员|村民|群众|有关方面)(?:（[^）]*）)?$"
)
TITLED_ANYWHERE = re.compile(rf"{TITLE_END}(?P<name>{NAME}){AFTER_NAME}")
TITLES_BEFORE = re.compile(r"(?:[\u4e00-\u9fff（）]{2,16}、){0,4}[\u4e00-\u9fff（）]{1,20}$")
DATED = re.compile(
    r"(?:(?P<y>(?:19|20)\d{2}\s?年\s?|民国\s?\d{2,3}\s?年\s?|(?<!\d)1[01]\d年|[一二][〇○零九一][〇○零一二三四五六七八九]{2}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}"
    r"|[一二三四五六七八九十]{1,3})[日号](?:上午|下午|晚上?|中午)?)"
)
HELD = re.compile(r"召开|举行|会议|座谈|会上|调研|检查|督查|考察|主持|指出|强调|率|带队|赴|深入")


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
            found = DATED.search(self.plain, start, end)
            if found:
                return self._deadline(found)
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
        if person and person[0] and SPEECH.match(said[len(person[0]) + len(person[1]) :]):
            self._person(self.seen.speakers, clause.start, clause.start + len(person[0]) + len(person[1]))
            return
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
            bare = re.sub(r"^(?:同志|和|及)|[（(][^）)]{1,16}[）)]$", "", item)
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
