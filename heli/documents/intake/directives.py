"""Who is told to do what by when: the demands of a text, each a span of it; calls to mindset are set apart."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from heli.documents.intake.category import category_of, category_of_heading
from heli.documents.intake.clauses import BARE_START, LEADS_HERE, Ground, SentenceReader, State
from heli.documents.intake.dates import When, deadline_in, limit_in
from heli.documents.intake.draft import Deadline, Directive, DocumentKind, Span
from heli.documents.intake.kinds import is_fiction, is_official
from heli.documents.intake.modals import modal_of, opening
from heli.documents.intake.rows import Row, cut
from heli.documents.intake.split import HEADING, Paragraph, Sentence
from heli.documents.intake.tasktable import TableRow, table_rows
from heli.documents.intake.units import BRACKETED, LABELLED, MASS, Units, is_agent, named_units, unit_list, units_in
from heli.documents.intake.voice import frame_of
from heli.documents.intake.weighing import Weight, weigh

OPEN_KINDS = frozenset({DocumentKind.NOTICE, DocumentKind.MINUTES, DocumentKind.TASK_BREAKDOWN, DocumentKind.SPEECH})
# 衛生局報告：…案。 tells what was before the meeting, not what it decided.
REPORTED = re.compile(
    r"^[（(]?[\d一二三四五六七八九十壹贰参叁肆伍陆柒捌玖拾 .、，）)]*"
    r"(?:[^，。：；\n]{2,20}(?:报告|说明|提案|发言|报告案)(?:：|:)"
    r"|(?:报告|讨论|确认|提案|临时|选举|宣布)事项"
    r"|[^。\n]{2,80}报请\s?公鉴|(?:案由|说明|拟办|办法)[：:])"
)
BACKGROUND = re.compile(
    r"(?:情况|成绩|成效|成果|问题|不足|做法|亮点|背景|形势|特点|意义|必要性|回顾|差距|短板|原因)(?:[及与和、，].{0,12})?$"
)
# 存在问题的整改, 下步工作 and the matters of minutes (关于…问题) hold demands.
FOREGROUND = re.compile(
    r"整改|要求|措施|安排|打算|任务|解决|关于|下一?步|建议|对策|报送|通报|处理|部署|落实|督查|对照|汇报|抓|强化|突出|认清|把握"
)
SKIPPED_LINE = re.compile(r"^(?:附件|抄送|主送|联系人|联系电话|特此通知|此页无正文)")
# 责任单位：甲局  完成时限：年底前  乙局负责 - what belongs to the task above.
SECTION = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、])[^。；]{2,50}$")
ITEM = re.compile(
    r"^(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.．、]|(?:目标任务|工作目标|年度目标|主要任务|工作任务|任务目标|目标要求)：)"
)
# In a ledger: what was done and what is in the way is told; the goal and the next steps are tasks.
TOLD = re.compile(
    r"^(?:（?\d{1,2}[.、）]?)?(?:(?:目前|工作|项目|最新|建设)?进展(?:情况)?|完成情况|落实情况|存在(?:的)?(?:主要)?(?:问题|困难)|整改情况|问题(?:描述)?|项目概况|建设内容(?:及规模)?)："
)
FIELD = re.compile(
    r"^(?:目标任务|工作目标|年度目标|主要任务|工作任务|任务目标|目标要求|[下整推工具][\u4e00-\u9fff]{1,3}(?:措施|打算|计划))："
)
SLOGAN_HEADING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^。；]{2,26}$")
LABEL = re.compile(
    rf"^[（(\s]*(?:{LABELLED.pattern}|(?:责任|分管|包联|牵头|市级|县级)?(?:领导|责任人|联系人)[：:]"
    rf"|(?:完成|办理|整改|办结)?(?:时限|期限|时间|日期)[：:]|[^，。：]{{2,40}}(?:负责|落实|牵头)[）)]?$)"
    r"|^[（(](?:由)?[^。（）]{2,120}(?:牵头|负责|配合|落实|主办|协办|参与)[^。（）]{0,20}[）)]$"
)
FIRST_LEADS = re.compile(
    r"(?:列|排|处于|位列|排名)(?:在)?(?:首位|第一位?|前面|首)[^。，]{0,8}(?:为|是|系|牵头|负责)|第一(?:个|家)?(?:责任)?单位为牵头"
)
DUE_LABEL = re.compile(r"(?:时限|期限|时间|日期)[：:]")
TABLED, TABLED_WITHOUT_LEAD = 0.95, 0.85
SHORT_HEADING = 14
SAME_SUBJECT = re.compile(r"^[^，]{0,6}?(?:要|须|必须|务必)(?![求素点])")
BACK = re.compile(r"^(?:以上|上述|前述)(?:各?(?:责任|牵头|承办|有关)?(?:单位|部门|[局委办厅]))+$")
SHORT_SLOGAN = 9
# 明确任务，压实责任。 at the head of a numbered item.
SLOGANS = re.compile(r"^(?:[^，。；\d]{2,9}[，、；]){1,3}[^，。；\d]{2,9}$")
LONG_HEADING = 30


@dataclass(frozen=True, slots=True)
class Found:
    directives: tuple[Directive, ...]
    exhortations: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A text to read: `plain` is its plain form, `title` in plain form as well."""

    text: str
    plain: str
    parts: Sequence[Paragraph]
    kind: DocumentKind
    title: str | None


class Reader:
    """Reads one text from head to end. `plain` is the text's plain form; names are units known beforehand."""

    def __init__(self, source: Source, names: Collection[str], when: When) -> None:
        self.text = source.text
        self.plain = source.plain
        self.parts = source.parts
        self.title = source.title
        self.names = frozenset(names)
        self.when = when
        self.open = source.kind in OPEN_KINDS
        self.state = State()
        self.ruled = bool(re.search(r"裁示|议决|决议[：:]", source.plain))
        self.muted = False
        self.ground = Ground(source.plain, self.names, self.open, source.kind is DocumentKind.TASK_BREAKDOWN)
        self.first_leads = bool(FIRST_LEADS.search(source.plain))
        self.table = table_rows(source.plain, source.parts)
        self.table_lines = {row.row.start for row in self.table}

    def read(self) -> Found:
        if is_fiction(self.plain) or not (is_official(self.plain) or self.open):
            return Found((), ())
        for number, paragraph in enumerate(self.parts):
            after = self.parts[number + 1] if number + 1 < len(self.parts) else None
            self._paragraph(paragraph, self.plain[after.start : after.end].strip() if after else "")
        return self._weighed()

    def _paragraph(self, paragraph: Paragraph, after: str) -> None:
        """`after` is the line that follows."""
        state = self.state
        line = self.plain[paragraph.start : paragraph.end].strip()
        if (
            line == self.title
            or paragraph.start in self.table_lines
            or SKIPPED_LINE.match(line)
            or paragraph.end - paragraph.start < 4
        ):
            return
        if self._label(line, paragraph.start, paragraph.end) or self._heading_line(line, after, paragraph):
            return
        if self.muted:
            return
        if self.ruled and REPORTED.match(line):
            state.voice = None
            return
        first = paragraph.sentences[0] if paragraph.sentences else None
        if first is None:
            return
        if not (first.enumerator or self.open):
            state.voice = None
        state.within_item = bool(first.enumerator or FIELD.match(line))
        if not first.enumerator:
            state.heading = None if not self.open else state.heading
            state.numbered = self.ground.listed and state.within_item
            state.item = len(state.rows) if state.numbered else state.item
            state.base_agent = state.agent = self._salutation(line, paragraph)
        state.demanded = False
        for number, sentence in enumerate(paragraph.sentences):
            following = paragraph.sentences[number + 1] if number + 1 < len(paragraph.sentences) else None
            self._sentence(sentence, following)

    def _salutation(self, line: str, paragraph: Paragraph) -> tuple[int, int] | None:
        """各市人民政府，省直各部门： at the head of a notice addresses all that follows."""
        if (
            self.open
            and line.endswith("：")
            and is_agent(line[:-1].replace("，", "、"), self.names)
            and not MASS.search(line)
        ):
            start = paragraph.start + self.plain[paragraph.start : paragraph.end].find(line)
            return start, start + len(line) - 1
        return self.state.base_agent if self.open else None

    def _label(self, words: str, start: int, end: int) -> bool:
        """责任单位：甲局、乙局 after a task, in its line or below it, belongs to the rows of the present item."""
        if not self._is_label(words):
            return False
        rows = self.state.rows
        if len(rows) <= self.state.item:
            return bool(LABELLED.match(words))
        for n in range(self.state.item, len(rows)):
            known = rows[n].labels
            rows[n] = replace(rows[n], labels=(known[0] if known else start, end))
        return True

    def _is_label(self, words: str) -> bool:
        """责任单位：甲局、乙局, or units alone in a bracket."""
        if BRACKETED.match(words) and self.open and named_units(words[1:-1], self.names):
            return True
        return bool(LABEL.match(words)) and not (modal_of(words, self.names) and not LABELLED.match(words))

    def _heading_line(self, line: str, after: str, paragraph: Paragraph) -> bool:
        if LABELLED.match(after) or TOLD.match(line) or (FIELD.match(line) and self.ground.listed):
            # 地区生产总值增长7%以上, with 责任单位：… below it, is a task.
            return bool(TOLD.match(line))
        if self.ground.listed and line[-1] not in "。；" and SECTION.match(line) and ITEM.match(after):
            self.state.item = len(self.state.rows)
            self.state.heading = category_of_heading(line)
            return True
        found = HEADING.match(line) or (None if self.ground.listed else SLOGAN_HEADING.match(line))
        if found is None or re.search(r"[。；]$", line):
            return False
        if LABELLED.search(line) or (self.ground.listed and len(line) > LONG_HEADING):
            return False
        self.state.item = len(self.state.rows)
        self.state.heading = category_of_heading(line)
        self.muted = bool(BACKGROUND.search(line) and not FOREGROUND.search(line)) and not self.ground.listed
        self.state.agent = self.state.base_agent
        self.state.numbered = True
        return bool(paragraph.sentences)

    # -- one sentence ---------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence, following: Sentence | None) -> None:
        state = self.state
        if not sentence.enumerator and self._label(
            self.plain[sentence.start : sentence.end], sentence.start, sentence.end
        ):
            return
        if sentence.enumerator:
            state.item = len(state.rows)
            state.numbered = True
            state.agent = state.base_agent
            if not re.match(r"^[一二三四五六七八九十]+是|^\d", sentence.enumerator):
                state.heading = None
        if self._is_heading(sentence, following):
            # Read all the same: it may open with a frame (市长要求，…), but it makes no row.
            before = len(state.rows)
            SentenceReader(self.ground, state, sentence).read()
            del state.rows[before:]
            state.heading = category_of_heading(self.plain[sentence.body : sentence.end])
            state.demanded = state.demanded or bool(state.voice and state.voice.ordering)
            return
        if not sentence.enumerator and state.heading and sentence.mark == "" and not self.open:
            state.heading = None
        before = len(state.rows)
        SentenceReader(self.ground, state, sentence).read()
        state.demanded = state.demanded or len(state.rows) > before

    def _is_heading(self, sentence: Sentence, following: Sentence | None) -> bool:
        """A short opening that what follows repeats in detail: 要强化招商引资。 二是推进诚信建设。"""
        if following is None or self._same_list(sentence, following) or sentence.mark not in ("。", "！"):
            return False
        words = self.plain[sentence.body : sentence.end]
        if LEADS_HERE.search(words):
            return False
        if self._is_label(self.plain[following.start : following.end]):
            return False
        clauses = list(sentence.clauses)
        if len(clauses) == 2 and frame_of(self.plain[clauses[0].start : clauses[0].end], clauses[0].mark, None):
            words = self.plain[clauses.pop().start : sentence.end]
        if len(clauses) != 1:
            return bool(sentence.enumerator and SLOGANS.match(words))
        modal = modal_of(words[opening(words) :], self.names)
        if sentence.enumerator and len(words) <= LONG_HEADING:
            slogan = len(words) <= SHORT_SLOGAN or (len(words) <= SHORT_HEADING and weigh(words) is not Weight.DEED)
            return modal is None or slogan
        if modal is None or modal.agent or len(words) > SHORT_HEADING:
            return False
        first = following.clauses[0] if following.clauses else None
        if first is None:
            return False
        head = self.plain[first.start : first.end]
        after = modal_of(head, self.names)
        return bool((after and after.agent) or is_agent(head, self.names) or BARE_START.match(head))

    def _same_list(self, sentence: Sentence, following: Sentence) -> bool:
        """二是 after 一是 goes on with the list; 一是 after 第一， opens one below it."""
        if not following.enumerator:
            return False
        return not sentence.enumerator or sentence.enumerator[0] not in "第首其再" or following.enumerator[0] == "第"

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
        directives += [self._tabled(row) for row in self.table]
        return Found(tuple(sorted(directives, key=lambda one: one.span.start)), tuple(calls))

    def _directive(self, row: Row) -> Directive:
        plain, text = self.plain, self.text
        words = plain[row.start : row.end]
        labels = plain[slice(*row.labels)] if row.labels else ""
        units = units_in(plain[row.units_at[0] : row.end] if row.units_at else words, self.names, labels)
        if self.first_leads and labels and len(units.leads) > 1 and not units.participants:
            units = Units(units.leads[:1], units.leads[1:])
        agent = text[slice(*row.agent)] if row.agent else None
        leads = units.leads
        if not leads and row.agent and not row.inherited and BACK.match(plain[slice(*row.agent)]):
            leads = self._named_before(row)
        # 县商务局每周要调度，每月要形成报告: one subject, two demands.
        same_sentence = (
            row.agent
            and row.modal
            and not row.topic
            and SAME_SUBJECT.match(words)
            and not re.search(r"[。；\n]", plain[row.agent[0] : row.start])
        )
        if not leads and row.agent and (not row.inherited or same_sentence):
            leads = tuple(self._as_written(one) for one in named_units(plain[slice(*row.agent)], self.names))
        category, subtypes = category_of(words, row.heading)
        deadline = self._deadline(row)
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

    def _named_before(self, row: Row) -> tuple[str, ...]:
        """以上责任单位 are the leads of the demands in the same paragraph."""
        begin = self.plain.rfind("\n", 0, row.start) + 1
        found: dict[str, None] = {}
        for other in self.state.rows:
            if begin <= other.start < row.start:
                words = self.plain[other.units_at[0] if other.units_at else other.start : other.end]
                named = units_in(words, self.names).leads
                if not named and other.agent and not other.inherited:
                    named = tuple(named_units(self.plain[slice(*other.agent)], self.names))
                found.update(dict.fromkeys(named))
        return tuple(found)

    def _tabled(self, row: TableRow) -> Directive:
        """A row of a task table says lead and time in columns of their own."""
        words = row.task.of(self.plain)
        category, subtypes = category_of(words)
        due = deadline_in(self.plain, row.task.start, row.task.end, self.when, self.text)
        if row.due:
            due = limit_in(self.plain, row.due.start, row.due.end, self.when, self.text) or due
        leads = tuple(unit_list(row.leads.of(self.text))) if row.leads else ()
        helps = tuple(unit for cell in row.helps for unit in unit_list(cell.of(self.text)) if unit not in leads)
        return Directive(
            span=row.task,
            text=row.task.of(self.text),
            leads=leads,
            participants=helps,
            deadline=due,
            category=category,
            subtypes=subtypes,
            certainty=TABLED if leads else TABLED_WITHOUT_LEAD,
        )

    def _deadline(self, row: Row) -> Deadline | None:
        """In the row's own words first, then in its label 完成时限：."""
        deadline = deadline_in(self.plain, row.search_start, row.end, self.when, self.text)
        found = DUE_LABEL.search(self.plain, *row.labels) if row.labels else None
        if found is None or row.labels is None or (deadline and deadline.date):
            return deadline
        return limit_in(self.plain, found.end(), row.labels[1], self.when, self.text) or deadline

    def _as_written(self, plain_name: str) -> str:
        """The name in the script of the text."""
        position = self.plain.find(plain_name)
        return self.text[position : position + len(plain_name)] if position >= 0 else plain_name


def _certainty(row: Row, exact: bool) -> float:
    value = 0.45 + 0.25 * row.modal + 0.1 * row.ordering + 0.08 * exact
    value += 0.12 if row.agent and not row.inherited else 0.06 if row.agent else 0.0
    value += 0.1 if any(part.weight is Weight.DEED for part in row.parts) else -0.2
    value += 0.1 * (row.units_at is not None) + 0.4 * (row.labels is not None)
    value -= 0.1 * row.topic
    return max(0.2, min(0.97, value))


def directives_of(source: Source, names: Collection[str], when: When) -> Found:
    return Reader(source, names, when).read()
