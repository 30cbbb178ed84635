"""Who is told to do what by when: the demands of a text, each a span of it; calls to mindset are set apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from heli.documents.intake.category import category_of, category_of_heading
from heli.documents.intake.dates import When, deadline_in
from heli.documents.intake.draft import Category, Directive, DocumentKind, Span
from heli.documents.intake.kinds import is_fiction, is_official
from heli.documents.intake.modals import agent_at_head, modal_of, opening
from heli.documents.intake.rows import ADVERB_CHAIN, Part, Row, begins_own_task, cut
from heli.documents.intake.split import HEADING, Clause, Paragraph, Sentence
from heli.documents.intake.units import LABELLED, MASS, is_agent, named_units, units_in
from heli.documents.intake.voice import Voice, frame_of
from heli.documents.intake.weighing import ARGUMENT, DEEDS, Weight, weigh

OPEN_KINDS = frozenset({DocumentKind.NOTICE, DocumentKind.MINUTES, DocumentKind.TASK_BREAKDOWN, DocumentKind.SPEECH})
BARE_START = re.compile(
    rf"^{ADVERB_CHAIN}*(?:务必|原则上)?"
    r"(?:把|将(?!于|会)|对(?!于此)|以(?=[^，]{2,30}(?:为|作为))|由|按|于|在(?=[^，]{1,20}(?:开展|探索|建立|推进|推行|率先|实施))|围绕|针对|结合|通过|依托|聚焦|推进|推动|加快|提升|提高|坚持|突出|营造|巩固|深化|力争|确保|实现|促进"
    r"|注重|压实|发挥|探索|激发|拓宽|盘活|创新|严守|守住|狠抓|抓|做|用好|研究|谋划|加强|加大|强化"
    rf"|{DEEDS.pattern})"
)
LEADS_HERE = re.compile(
    r"由[^，。；]{2,200}?(?:牵头|负责|会同|组织|承办|落实)|(?:牵头(?!单位|部门)|配合|负责)(?=[，；。完成做组织制定]|$)"
)
SKIPPED_LINE = re.compile(r"^(?:附件|抄送|主送|联系人|联系电话|特此通知|此页无正文)")
SAME_ROW = re.compile(r"^(?:特别要|尤其要|更要|也要|还要让|而要|要让|不得|不能|严禁|必须)")
FUTURE = re.compile(r"^.{0,30}?(?<![不])将(?:对|于|适时|定期|会|组织|进行|在|把|召开|按|采取|开展|视|不定期)")
PAST = re.compile(
    r"(?<![为除])了(?![解结然望却])[一-鿿]|(?:已经|已于|取得了|完成了|实现了|得到了|进行了|作了|开展了|先后|累计|同比|增长\d|截至|截止)"
)
SHORT_HEADING = 14
LONG_HEADING = 30


@dataclass(slots=True)
class State:
    """What carries over from clause to clause while a text is read."""

    voice: Voice | None = None
    speaker: str | None = None
    agent: tuple[int, int] | None = None
    base_agent: tuple[int, int] | None = None
    heading: Category | None = None
    numbered: bool = False
    demanded: bool = False
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    directives: tuple[Directive, ...]
    exhortations: tuple[Span, ...]


class Reader:
    """Reads one text from head to end. `plain` is the text's plain form; names are units known beforehand."""

    def __init__(self, text: str, plain: str, parts: Sequence[Paragraph], kind: DocumentKind, names: Sequence[str], when: When) -> None:
        self.text = text
        self.plain = plain
        self.parts = parts
        self.kind = kind
        self.names = names
        self.when = when
        self.open = kind in OPEN_KINDS
        self.state = State()

    def read(self) -> Found:
        if is_fiction(self.plain) or not (is_official(self.plain) or self.open or len(self.plain) < 400):
            return Found((), ())
        for paragraph in self.parts:
            self._paragraph(paragraph)
        return self._weighed()

    def _paragraph(self, paragraph: Paragraph) -> None:
        state = self.state
        line = self.plain[paragraph.start : paragraph.end].strip()
        if SKIPPED_LINE.match(line) or paragraph.end - paragraph.start < 4:
            return
        if self._label_line(line, paragraph) or self._heading_line(line, paragraph):
            return
        first = paragraph.sentences[0] if paragraph.sentences else None
        if first is None:
            return
        if not (first.enumerator or self.open):
            state.voice = None
        if not first.enumerator:
            state.heading = None if not self.open else state.heading
            state.numbered = False
            state.base_agent = state.agent = self._salutation(line, paragraph)
        state.demanded = False
        for number, sentence in enumerate(paragraph.sentences):
            following = paragraph.sentences[number + 1] if number + 1 < len(paragraph.sentences) else None
            self._sentence(sentence, following)

    def _salutation(self, line: str, paragraph: Paragraph) -> tuple[int, int] | None:
        """各市人民政府，省直各部门： at the head of a notice addresses all that follows."""
        if self.open and line.endswith("：") and is_agent(line[:-1].replace("，", "、"), self.names):
            start = paragraph.start + self.plain[paragraph.start : paragraph.end].find(line)
            return start, start + len(line) - 1
        return self.state.base_agent if self.open else None

    def _label_line(self, line: str, paragraph: Paragraph) -> bool:
        """责任单位：甲局、乙局 on a line of its own belongs to the rows right above it."""
        found = LABELLED.match(line.lstrip("（( 　"))
        if found is None or not self.state.rows:
            return bool(found)
        rows = self.state.rows
        position = len(rows)
        while position and rows[position - 1].labels is None and rows[position - 1].end > self._item_start():
            position -= 1
        for n in range(position, len(rows)):
            rows[n] = replace(rows[n], labels=(paragraph.start, paragraph.end))
        return True

    def _item_start(self) -> int:
        """Where the text since the last labelled row begins."""
        labelled = [row.labels[1] for row in self.state.rows if row.labels]
        return max(labelled, default=0)

    def _heading_line(self, line: str, paragraph: Paragraph) -> bool:
        found = HEADING.match(line)
        if found is None or re.search(r"[。；]$", line):
            return False
        if LABELLED.search(line) or (self.kind is DocumentKind.TASK_BREAKDOWN and len(line) > LONG_HEADING):
            return False
        self.state.heading = category_of_heading(line)
        self.state.agent = self.state.base_agent
        self.state.numbered = True
        return bool(paragraph.sentences)

    # -- one sentence ---------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence, following: Sentence | None) -> None:
        state = self.state
        if sentence.enumerator:
            state.numbered = True
            state.agent = state.base_agent
            if not re.match(r"^[一二三四五六七八九十]+是|^\d", sentence.enumerator):
                state.heading = None
        if self._is_heading(sentence, following):
            state.heading = category_of_heading(self.plain[sentence.body : sentence.end])
            state.demanded = state.demanded or bool(state.voice and state.voice.ordering)
            return
        if not sentence.enumerator and state.heading and sentence.mark == "" and not self.open:
            state.heading = None
        before = len(state.rows)
        SentenceReader(self, sentence).read()
        state.demanded = state.demanded or len(state.rows) > before

    def _is_heading(self, sentence: Sentence, following: Sentence | None) -> bool:
        """A short opening that what follows repeats in detail: 要强化招商引资。 二是推进诚信建设。"""
        if following is None or following.enumerator or sentence.mark not in ("。", "！") or len(sentence.clauses) != 1:
            return False
        words = self.plain[sentence.body : sentence.end]
        modal = modal_of(words[opening(words) :], self.names)
        if sentence.enumerator and len(words) <= LONG_HEADING:
            return modal is None or len(words) <= SHORT_HEADING
        if modal is None or modal.agent or len(words) > SHORT_HEADING:
            return False
        first = following.clauses[0] if following.clauses else None
        if first is None:
            return False
        head = self.plain[first.start : first.end]
        after = modal_of(head, self.names)
        return bool((after and after.agent) or is_agent(head, self.names) or BARE_START.match(head))

    # -- weighing -------------------------------------------------------------------------------------------------

    def _weighed(self) -> Found:
        directives: list[Directive] = []
        calls: list[Span] = []
        for row in self.state.rows:
            agent = self.plain[slice(*row.agent)] if row.agent else ""
            outcome = cut(row, self.plain, mass=bool(MASS.search(agent)))
            calls += [Span(*span) for span in outcome.calls]
            if outcome.demand is not None:
                directives.append(self._directive(outcome.demand))
        return Found(tuple(sorted(directives, key=lambda one: one.span.start)), tuple(calls))

    def _directive(self, row: Row) -> Directive:
        plain, text = self.plain, self.text
        words = plain[row.start : row.end]
        units = units_in(words if row.labels is None else words + "；" + plain[slice(*row.labels)], self.names)
        agent = text[slice(*row.agent)] if row.agent else None
        leads = units.leads
        if not leads and row.agent and not row.inherited:
            leads = tuple(self._as_written(one) for one in named_units(plain[slice(*row.agent)], self.names))
        category, subtypes = category_of(words, row.heading)
        deadline = deadline_in(plain, row.search_start, row.end, self.when, text)
        return Directive(
            span=Span(row.start, row.end),
            text=text[row.start : row.end],
            speaker=row.speaker,
            addressee=agent,
            addressee_inherited=row.inherited and agent is not None,
            leads=tuple(self._as_written(one) for one in leads),
            participants=tuple(self._as_written(one) for one in units.participants),
            deadline=deadline,
            category=category,
            subtypes=subtypes,
            certainty=_certainty(row, bool(leads or deadline)),
        )

    def _as_written(self, plain_name: str) -> str:
        """The name in the script of the text."""
        position = self.plain.find(plain_name)
        return self.text[position : position + len(plain_name)] if position >= 0 else plain_name


def _certainty(row: Row, exact: bool) -> float:
    value = 0.45 + 0.25 * row.modal + 0.1 * row.ordering + 0.08 * exact
    value += 0.12 if row.agent and not row.inherited else 0.06 if row.agent else 0.0
    value += 0.1 if any(part.weight is Weight.DEED for part in row.parts) else -0.2
    value -= 0.1 * row.topic
    return max(0.2, min(0.97, value))


class SentenceReader:
    """Reads the clauses of one sentence into rows."""

    def __init__(self, reader: Reader, sentence: Sentence) -> None:
        self.reader = reader
        self.plain = reader.plain
        self.state = reader.state
        self.sentence = sentence
        self.row: Row | None = None
        self.pending: tuple[int, int] | None = None
        self.front: int | None = None
        self.since: int = sentence.body
        self.closed = False

    def read(self) -> None:
        for clause in self.sentence.clauses:
            self._clause(clause)
        self._flush()

    def _flush(self) -> None:
        if self.row is not None:
            self.state.rows.append(self.row)
        self.row = None

    def _clause(self, clause: Clause) -> None:
        start = self._past_frame(clause)
        if start >= clause.end:
            return
        words = self.plain[start : clause.end]
        skip = opening(words)
        start, words = start + skip, words[skip:]
        if len(words) < 2:
            return
        modal = None if ARGUMENT.search(words) else modal_of(words, self.reader.names)
        if modal is not None and self._may_demand(modal.agent is not None, words):
            self._modal_clause(clause, start, words)
        elif self.row is not None:
            self._next_clause(start, clause.end, words)
        else:
            self._first_clause(clause, start, words)

    def _past_frame(self, clause: Clause) -> int:
        """Sets the voice when the clause is a frame; returns where its own words begin."""
        words = self.plain[clause.start : clause.end]
        voice = frame_of(words, clause.mark, self.state.speaker)
        if voice is None:
            return clause.start
        self._flush()
        self.state.voice = voice
        self.state.speaker = voice.speaker or self.state.speaker
        self.state.agent = self.state.base_agent = None
        self.state.heading = None
        self.pending = None
        self.since = clause.start + voice.body
        return clause.start + voice.body

    def _may_demand(self, agent: bool, words: str) -> bool:
        if FUTURE.match(words):
            return False
        return self.state.voice is not None or self.reader.open or agent

    def _part(self, start: int, end: int) -> Part:
        return Part(start, end, weigh(self.plain[start:end]))

    def _opened(self, start: int, end: int, **marks: object) -> Row:
        voice = self.state.voice
        row = Row(
            (self._part(start, end),),
            search_start=self.since,
            agent=self.state.agent,
            inherited=True,
            ordering=bool(voice and voice.ordering) or self.reader.open,
            speaker=self.state.speaker if voice else None,
            heading=self.state.heading,
            quoted=self._in_quotation(start),
            enumerated=bool(self.sentence.enumerator),
        )
        return replace(row, **marks)  # type: ignore[arg-type]

    def _in_quotation(self, start: int) -> bool:
        line = self.plain.rfind("\n", 0, start) + 1
        return self.plain.count("“", line, start) > self.plain.count("”", line, start)

    def _modal_clause(self, clause: Clause, start: int, words: str) -> None:
        modal = modal_of(words, self.reader.names)
        if modal is None:
            return
        same_row = self.row is not None and modal.agent is None and SAME_ROW.match(words)
        if same_row and self.row is not None:
            self.row = self.row.with_part(self._part(start + modal.word_start, clause.end))
            return
        self._flush()
        inherited = True
        if modal.agent:
            self.state.agent = (start + modal.agent[0], start + modal.agent[1])
            inherited = False
        elif self.pending is not None:
            self.state.agent = self.pending
            inherited = False
        asked = words[modal.word_start : modal.word_end].startswith(("请", "责成"))
        begin = self.front if self.front is not None and modal.agent is None else start + modal.start
        row = self._opened(begin, clause.end, modal=True, topic=modal.topic)
        self.row = self._asked(row, start + modal.word_end, clause.end) if asked else replace(row, inherited=inherited)
        if modal.topic or modal.start < modal.word_start:
            self.row = self._with_topic(self.row, start + modal.word_start, clause.end)
        self.pending = self.front = None

    def _with_topic(self, row: Row, word_start: int, end: int) -> Row:
        """A concrete matter put first (对安全生产工作要高度重视) makes even a call worth a row of its own."""
        weight = row.parts[0].weight
        if weight is Weight.CALL and word_start - row.start >= 6:
            row = replace(row, parts=(Part(row.start, end, Weight.PLAIN),))
        return row

    def _asked(self, row: Row, after: int, end: int) -> Row:
        """请 and 责成 name whom they ask right after them."""
        head = self.plain[after:end]
        length = next((n for n in range(min(60, len(head)), 1, -1) if is_agent(head[:n], self.reader.names)), 0)
        if length:
            self.state.agent = (after, after + length)
            return replace(row, agent=self.state.agent, inherited=False)
        return row

    def _next_clause(self, start: int, end: int, words: str) -> None:
        """A clause after a demand, without a modal of its own: its tail, a task of its own, or a mere statement."""
        row = self.row
        if row is None:
            return
        if weigh(words) is Weight.STATEMENT:
            if self._is_heading_row(row):
                self.row = None
            self._flush()
            self.closed = True
            return
        if self._agent_and_verb(start, end, words):
            return
        if is_agent(words, self.reader.names) and not words.endswith("配合"):
            self._flush()
            self.pending = (start, end)
            return
        if begins_own_task(row, self.plain, start, end):
            self._flush()
            self.since = start
            self.row = self._opened(start, end, modal=row.modal, led=True)
            return
        self.row = row.with_part(self._part(start, end))

    def _is_heading_row(self, row: Row) -> bool:
        """要强化项目建设，项目建设是…: the matter is only named before it is explained."""
        words = self.plain[row.start : row.end]
        return len(row.parts) == 1 and len(words) <= 20 and bool(re.match(r"^要(?:强化|突出|抓紧|注重)", words))

    def _agent_and_verb(self, start: int, end: int, words: str) -> bool:
        """各市于6月20日前报送…: a subject that can act, straight before its verb."""
        if re.search(r"配合|协助|参与", words) or FUTURE.match(words) or PAST.search(words):
            return False
        if not ((self.state.voice and self.state.voice.ordering) or self.reader.open):
            return False
        verb = next((found.start() for found in DEEDS.finditer(words) if found.start() >= 2), 0)
        if not verb:
            return False
        length = agent_at_head(words[:verb], self.reader.names)
        if not length or length < 2:
            return False
        self._flush()
        self.state.agent = (start, start + length)
        self.row = self._opened(start + length, end, inherited=False)
        return True

    def _first_clause(self, clause: Clause, start: int, words: str) -> None:
        """No demand is open yet in this sentence."""
        names = self.reader.names
        if is_agent(words, names):
            self.pending = (start, clause.end)
            return
        if (
            re.match(r"^(?:对|将|把|凡|针对)", words)
            and clause.mark == "，"
            and len(words) <= 30
            and not DEEDS.search(words)
        ):
            self.front = start
            return
        if weigh(words) is Weight.STATEMENT:
            self.closed = True
        if self.closed or PAST.search(words) or FUTURE.match(words):
            return
        if LEADS_HERE.search(words) and (self.reader.open or self.state.voice):
            self._led(clause, start, words)
        elif self._agent_and_verb(start, clause.end, words):
            return
        elif self._bare_allowed() and BARE_START.match(words):
            if self.pending is not None:
                self.state.agent = self.pending
            self.row = self._opened(start, clause.end, inherited=self.pending is None)
            self.pending = None

    def _led(self, clause: Clause, start: int, words: str) -> None:
        """由甲局牵头完成…: from 由, or from 牵头 where the list of units is long."""
        position = words.find("由")
        led = words.find("牵头") if "牵头" in words else words.find("负责")
        begin = start + max(0, position)
        if position >= 0 and led - position > 40:
            begin = start + led
        self.row = self._opened(begin, clause.end, led=True, search_start=self.since)
        if position >= 0 and led > position + 1:
            self.row = replace(self.row, labels=(start + position, clause.end))
            if led - position > 40:
                agent = (start + position + 1, start + led)
                self.row = replace(self.row, agent=agent, inherited=False)

    def _bare_allowed(self) -> bool:
        """May a verb without a modal be a demand here?"""
        state = self.state
        ordering = bool(state.voice and state.voice.ordering)
        if self.reader.open:
            return bool(state.numbered or state.demanded)
        return ordering and bool(self.sentence.enumerator or (state.numbered and state.demanded) or state.demanded)


def directives_of(
    text: str, plain: str, parts: Sequence[Paragraph], kind: DocumentKind, names: Sequence[str], when: When
) -> Found:
    return Reader(text, plain, parts, kind, names, when).read()
