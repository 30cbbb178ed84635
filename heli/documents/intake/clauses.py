"""The clauses of a sentence, read one after another into demand rows."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from heli.documents.intake.draft import Category
from heli.documents.intake.modals import DEADLINE_FIRST, Modal, agent_at_head, modal_of, opening
from heli.documents.intake.rows import ADVERB_CHAIN, Part, Row, begins_own_task
from heli.documents.intake.split import Clause, Sentence
from heli.documents.intake.units import is_agent
from heli.documents.intake.voice import Voice, frame_of
from heli.documents.intake.weighing import ARGUMENT, DEEDS, Weight, weigh

BARE_START = re.compile(
    rf"^(?:{DEADLINE_FIRST.pattern[1:]})?{ADVERB_CHAIN}*(?:务必|原则上)?"
    r"(?:把|向|至|每[月季周年半旬]|将(?!于|会)|对(?!于此)|以(?=[^，]{2,30}(?:为|作为))|由|按|于|在(?=[^，]{1,20}(?:开展"
    r"|探索|建立|推进|推行|率先|实施))|围绕|针对|结合|通过|依托|聚焦|推进|推动|加快|提升|提高|坚持"
    r"|突出|营造|巩固|深化|力争|确保|实现|促进"
    r"|利用|充分利用|运用|借助|借力|发动|动员|摸清|厘清|理清|查清|压减|腾退|盘点|放宽|补齐|健全|丰富|完备|配强|选优|选派|保持|维护|守牢|筑牢|扛牢|注重|压实|发挥|探索|激发|拓宽|盘活|创新|严守|守住|狠抓|抓|做|用好|研究|谋划|加强|加大|强化"
    rf"|{DEEDS.pattern})"
)
LEADS_HERE = re.compile(
    r"由[^，。；]{2,240}?(?:牵头|负责|会同|组织|承办|落实|制定|研究|提出|办理|统筹|协调|修改)|(?:牵头(?!单位|部门)|配合|负责)(?=[，；。完成做组织制定]|$)"
)
CHARGED = re.compile(r"^(?P<who>.{2,40}?)(?:共同|具体|分别)?负责(?!人|同志|制)(?=[\u4e00-\u9fff]{4})")
PREFACE = re.compile(r"^(?:围绕|按照?|根据|针对|结合|依托|通过|聚焦|在|以|为|对照|立足|坚持|自|从)")
# 今年安排的120个重点项目，6月底前必须全部开工: the matter stands before the comma.
MATTER = re.compile(r"^[^，]{2,28}(?:项目|工程|任务|问题|企业|资金|工作|事项|隐患|路段|房屋|单位的|的)$")
FRONT = re.compile(r"^(?:(?P<about>对于?(?!标|表|照)|凡是?|针对)|将|把)")
SAME_ROW = re.compile(r"^(?:特别要|尤其要|更要|也要|还要让|而要|要让|不得|不能|严禁|必须)")
# 督查室, 协调组, 服务中心: a verb of work inside a name.
NAME_GOES_ON = frozenset("室组局办处科部站队委员中人单")
AGENDA = re.compile(
    r"(?:宣读|讲话|发言|致辞|致词|表态|作(?:报告|说明|介绍|汇报|典型|交流|表态|动员)|介绍情况|上台|颁奖|入座|入席|起立|审议$)"
)
DONE_TO = re.compile(r"予以|给予|进行|实行|采取|作为")
# 各学校每学期至少开展一次演练: between demands, a subject with a time is told, not described.
TIMED = re.compile(r"每(?!个)|\d[日月]|[底日月]前|至少|定期")
ASKING = ("请", "责成", "要求", "指示")
LONGEST_TOPIC = 24
LONGEST_FIELD = 8
LONGEST_FRONT = 40
DATED = re.compile(r"\d[月日]|前|内")
# 传达情况于3月8日前报…, 新上项目二季度开工: a matter of its own with a time of its own.
OWN_TIME = re.compile(
    r"^(?P<what>(?![于在将把对按并且同力确要须请自从向为以至到]|最[迟晚]|[今明本当下每]|[上中下]旬|年底|月底|会|整改到位)[^\d，。于]{2,12}?)(?:要|须|务必|应|全部|确保|必须)?"
    r"(?:于|在|至|须于)?(?:今年|明年|20\d\d年)?(?:\d{1,2}月|年底|月底|[一二三四]季度|上半年|年内|每[月周季])"
)
AFTER_ASKED = re.compile(
    r"^(?:会同|会商|尽|抓紧|就|与(?![^，]{2,16}(?:共同|一起|一并|分别|研|协))|派|选派|牵头|负责|带头|及时|务必|于|在|依|照|再|也|予以|协助|配合|列管|业管|说明|评估|提"
    r"|适时|持续|妥|督|参考|本于|秉持|$)"
)
FUTURE = re.compile(
    r"^.{0,30}?(?<![不])将(?:对|于|适时|定期|会|组织|进行|在|把|召开|按|采取|开展|视|不定期|每|加强|强化|加大|建立|会同|牵头|负责|派出|成立|结合|根据|继续|及时|严肃|依法|全程|择期|逐[步一]|跟踪|予以|依规|追究|不再|择优|同步)"
)
PAST = re.compile(
    r"(?<![为除])了(?![解结然望却])[一-鿿]|(?:已经|已于|取得了|完成了|实现了|得到了|进行了|作了|开展了"
    r"|先后|累计|同比|增长\d|截至|截止)"
)


@dataclass(slots=True)
class State:
    """What carries over from clause to clause while a text is read."""

    voice: Voice | None = None
    speaker: str | None = None
    agent: tuple[int, int] | None = None
    base_agent: tuple[int, int] | None = None
    heading: Category | None = None
    numbered: bool = False
    within_item: bool = False
    """The paragraph is a numbered item, or the field of one."""
    demanded: bool = False
    rows: list[Row] = field(default_factory=list)
    item: int = 0
    """How many rows stood before the present numbered item began."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a text is read against. `open`: the document itself speaks, so bare verbs may be demands; `listed`: its
    numbered items are tasks, whatever they begin with."""

    plain: str
    names: Collection[str]
    open: bool
    listed: bool


class SentenceReader:
    """Reads the clauses of one sentence into rows."""

    def __init__(self, ground: Ground, state: State, sentence: Sentence) -> None:
        self.ground = ground
        self.plain = ground.plain
        self.state = state
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
            self.since = self.row.end
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
        modal = None if ARGUMENT.search(words) else modal_of(words, self.ground.names)
        if modal is not None and self._may_demand(modal, words):
            self._modal_clause(clause, start, words, modal)
        elif self.row is not None:
            self._next_clause(start, clause.end, words)
        elif clause.mark != "：" or clause.end - start > LONGEST_FIELD or is_agent(words, self.ground.names):
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
        if not self.ground.open:
            self.state.base_agent = None
        self.state.agent = self.state.base_agent
        self.state.heading = None
        self.pending = self.front = self.row = None
        self.since = clause.start + voice.body
        return clause.start + voice.body

    def _may_demand(self, modal: Modal, words: str) -> bool:
        """Somebody must speak: a voice, the document itself, or the sentence by naming whom it tells."""
        if FUTURE.match(words):
            return False
        if self.state.voice is not None or self.ground.open or modal.agent:
            return True
        asked = words[modal.word_start : modal.word_end] in ASKING
        return asked and self._asked_length(words[modal.word_end :]) > 0

    def _part(self, start: int, end: int) -> Part:
        return Part(start, end, weigh(self.plain[start:end]))

    def _opened(self, start: int, end: int, **marks: object) -> Row:
        voice = self.state.voice
        row = Row(
            (self._part(start, end),),
            search_start=self.since,
            agent=self.state.agent,
            inherited=True,
            ordering=bool(voice and voice.ordering) or self.ground.open,
            speaker=self.state.speaker if voice else None,
            heading=self.state.heading,
            quoted=self._in_quotation(start),
            enumerated=bool(self.sentence.enumerator),
        )
        return replace(row, **marks)  # type: ignore[arg-type]

    def _in_quotation(self, start: int) -> bool:
        line = self.plain.rfind("\n", 0, start) + 1
        return self.plain.count("“", line, start) > self.plain.count("”", line, start)

    def _modal_clause(self, clause: Clause, start: int, words: str, modal: Modal) -> None:
        same_row = self.row is not None and modal.agent is None and SAME_ROW.match(words)
        if same_row and self.row is not None:
            self.row = self.row.with_part(self._part(start + modal.word_start, clause.end))
            return
        self._drop_preface()
        self._flush()
        inherited = True
        if modal.agent:
            self.state.agent = (start + modal.agent[0], start + modal.agent[1])
            inherited = False
        elif self.pending is not None:
            self.state.agent = self.pending
            inherited = False
        asked = words[modal.word_start : modal.word_end].startswith(ASKING)
        if asked and AGENDA.search(words) and not DATED.search(words):
            self.closed = True
            self.pending = self.front = None
            return
        begin = self.front if self.front is not None and not (modal.agent or asked) else start + modal.start
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
        length = self._asked_length(head)
        if length:
            self.state.agent = (after, after + length)
            return replace(row, agent=self.state.agent, inherited=False)
        return row

    def _asked_length(self, head: str) -> int:
        """How long the name of whom is asked is; the shortest that a verb follows."""
        lengths = [n for n in range(2, min(60, len(head)) + 1) if is_agent(head[:n], self.ground.names)]
        before_verb = (n for n in lengths if AFTER_ASKED.match(head[n:]) or BARE_START.match(head[n:]))
        whole = (
            n for n in lengths if head[n : n + 1] not in NAME_GOES_ON and head[n : n + 1] not in "及和与暨、等以的各"
        )
        return next(before_verb, next(whole, lengths[-1] if lengths else 0))

    def _next_clause(self, start: int, end: int, words: str) -> None:
        """A clause after a demand, without a modal of its own: its tail, a task of its own, or a mere statement."""
        row = self.row
        if row is None:
            return
        if weigh(words) is Weight.STATEMENT or FUTURE.match(words):
            if self._is_heading_row(row):
                self.row = None
            self._flush()
            self.closed = True
            return
        if self._is_heading_row(row) and LEADS_HERE.match(words):
            self.row = None
            self._led(start, end, words)
            return
        own = OWN_TIME.match(words)
        if own and not DEEDS.match(own["what"]) and not is_agent(own["what"], self.ground.names) and self._timed(row):
            self._flush()
            self.since = start
            self.row = self._opened(start, end, modal=row.modal)
            return
        if self._agent_and_verb(start, end, words):
            return
        put_first = words.endswith("的") or (words.startswith(("将", "把")) and bool(MATTER.match(words)))
        if put_first and end - start <= LONGEST_TOPIC:
            self._flush()
            self.front = start
            return
        if is_agent(words, self.ground.names) and not words.endswith("配合"):
            self._flush()
            self.pending = (start, end)
            return
        if begins_own_task(row, self.plain, start, end):
            self._flush()
            self.since = start
            self.row = self._opened(start, end, modal=row.modal, led=True)
            return
        self.row = row.with_part(self._part(start, end))

    def _timed(self, row: Row) -> bool:
        """Has the row a matter of its own already, with its verb?"""
        return any(part.weight is Weight.DEED for part in row.parts)

    def _is_heading_row(self, row: Row) -> bool:
        """要强化项目建设，项目建设是…: the matter is only named before it is explained."""
        words = self.plain[row.start : row.end]
        return (
            len(row.parts) == 1
            and len(words) <= 20
            and bool(re.match(r"^要(?:强化|突出|抓紧|注重|加强(?:组织)?领导)", words))
        )

    def _agent_and_verb(self, start: int, end: int, words: str) -> bool:
        """各市于6月20日前报送…: a subject that can act, straight before its verb."""
        if re.search(r"配合|协助|参与", words) or FUTURE.match(words) or PAST.search(words):
            return False
        ordering = self.state.voice is not None and (
            self.state.voice.ordering or (self.state.demanded and bool(TIMED.search(words)))
        )
        if not (ordering or self.ground.open or self.row is not None):
            return False
        charged = CHARGED.match(words)
        if charged and is_agent(charged["who"], self.ground.names):
            return self._acts(start, len(charged["who"]), end)
        verb = next(
            (
                found.start()
                for found in DEEDS.finditer(words)
                if found.start() >= 2 and words[found.end() : found.end() + 1] not in NAME_GOES_ON
            ),
            0,
        )
        if not verb or DEEDS.match(words):
            return False
        length = agent_at_head(words[:verb], self.ground.names)
        if not length or length < 2:
            return False
        return self._acts(start, length, end)

    def _drop_preface(self) -> None:
        """围绕方案的实施，市督查室要…: what leads up to a subject is no demand."""
        row = self.row
        if row is not None and len(row.parts) == 1 and not row.modal and PREFACE.match(self.plain[row.start : row.end]):
            self.row = None

    def _acts(self, start: int, length: int, end: int) -> bool:
        self._drop_preface()
        self._flush()
        self.state.agent = (start, start + length)
        self.row = self._opened(start + length, end, inherited=False)
        return True

    def _first_clause(self, clause: Clause, start: int, words: str) -> None:
        """No demand is open yet in this sentence."""
        names = self.ground.names
        if is_agent(words, names):
            self.pending = (start, clause.end)
            return
        if self._fronted(clause, words):
            self.front = start
            return
        if weigh(words) is Weight.STATEMENT:
            self.closed = True
        elif clause.mark == "，" and MATTER.match(words) and not DEEDS.match(words) and not BARE_START.match(words):
            self.front = start
            return
        if self.closed or (PAST.search(words) and not self._listed()) or FUTURE.match(words):
            return
        if LEADS_HERE.search(words) and (self.ground.open or self.state.voice):
            self._led(start, clause.end, words)
        elif self._agent_and_verb(start, clause.end, words):
            return
        elif self._bare_allowed() and (BARE_START.match(words) or self._listed() or self.front is not None):
            self._bare(start, clause.end)

    def _bare(self, start: int, end: int) -> None:
        """A verb without a modal, where one may be a demand."""
        if self.pending is not None:
            self.state.agent = self.pending
        begin = start if self.front is None else self.front
        self.row = self._opened(begin, end, inherited=self.pending is None)
        self.pending = self.front = None

    def _fronted(self, clause: Clause, words: str) -> bool:
        """对排查出的隐患，要…: the matter is put first, what is to be done with it follows."""
        found = FRONT.match(words) if clause.mark == "，" and len(words) <= LONGEST_FRONT else None
        return bool(found and (found["about"] or not DEEDS.search(words)) and not DONE_TO.search(words))

    def _led(self, start: int, end: int, words: str) -> None:
        """由甲局牵头完成…: from 由, or from 牵头 where the list of units is long."""
        position = words.find("由")
        led = words.find("牵头") if "牵头" in words else words.find("负责")
        topic = position > 0 and not is_agent(words[:position], self.ground.names) and not PREFACE.match(words)
        begin = (
            start if topic and 4 <= position <= LONGEST_TOPIC and not words[0].isdigit() else start + max(0, position)
        )
        if position >= 0 and led - position > 40:
            begin = start + led
        self.row = self._opened(begin, end, led=True, search_start=self.since)
        if position >= 0 and led > position + 1:
            self.row = replace(self.row, units_at=(start + position, end))
            if led - position > 40:
                agent = (start + position + 1, start + led)
                self.row = replace(self.row, agent=agent, inherited=False)

    def _listed(self) -> bool:
        """A numbered goal without a verb (固定资产投资增长8%) is a task where the list is one of tasks."""
        return self.ground.listed and (bool(self.sentence.enumerator) or self.state.within_item)

    def _bare_allowed(self) -> bool:
        """May a verb without a modal be a demand here?"""
        state = self.state
        ordering = bool(state.voice and state.voice.ordering)
        if self.ground.open:
            return bool(state.numbered or state.demanded)
        return ordering and bool(self.sentence.enumerator or (state.numbered and state.demanded) or state.demanded)
