"""Task tables: a row of 序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 is one demand, whatever heads its columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from heli.documents.intake.category import category_of, category_of_heading
from heli.documents.intake.dates import FULL, When, deadline_in, full_date, safe_date
from heli.documents.intake.draft import Category, Deadline, DeadlineKind, Directive, Place, Span
from heli.documents.intake.heading import DASHED, YEAR_SAID
from heli.documents.intake.units import unit_list


class Role(Enum):
    NUMBER = "number"
    STEP = "step"
    """具体措施: what is done, more exactly than the task says."""
    TASK = "task"
    GROUP = "group"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    """责任单位: leads where nobody is called 牵头, helps where somebody is."""
    HELP = "help"
    DUE = "due"
    OTHER = "other"


HEADERS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.NUMBER, re.compile(r"^(?:序号|编号|项号|号|No\.?|#)$", re.IGNORECASE)),
    (
        Role.OTHER,
        re.compile(
            r"进展|进度(?!要求|安排)|完成情况|落实情况|办理情况|整改情况|成效|备注|存在|下步|下一步|亮灯|领导|责任人|联系|电话|负责人|完成标准|依据|来源|佐证|得分|分值"
        ),
    ),
    (
        Role.HELP,
        re.compile(r"(?:配合|协办|协同|参与|参加|协助|会办|支持)(?:责任|实施)?(?:单位|部门|科室|处室|方)?(?:及.*)?$"),
    ),
    (Role.LEAD, re.compile(r"(?:牵头|主办|主责|承办|第一责任)(?:责任)?(?:单位|部门|科室|处室|方)?$|^牵头")),
    (
        Role.RESPONSIBLE,
        re.compile(
            r"(?:责任|落实|负责|实施|督办|承担|完成)(?:主体|单位|部门|科室|处室)|^(?:单位|部门|责任主体|承接单位)$"
        ),
    ),
    (
        Role.DUE,
        re.compile(
            r"时限|期限|截止|(?:完成|办结|办理|整改|销号|时间|计划)(?:时间|日期|节点|要求)|^时间|进度(?:要求|安排)|^日期$"
        ),
    ),
    (
        Role.STEP,
        re.compile(
            r"措施|举措|具体(?:任务|工作|内容|要求)|(?:任务|工作|事项)(?:内容|要求|细化|分解)|分解任务|推进(?:计划|事项)|子任务|办理要求"
        ),
    ),
    (Role.GROUP, re.compile(r"(?:类别|分类|领域|板块|大项|专项|方面|指标|维度)$")),
    (
        Role.TASK,
        re.compile(r"任务|事项|工作|内容|重点|项目名称|项目|问题|要求|目标|议题|督办|承诺|诉求"),
    ),
)
EMPTY = re.compile(r"^(?:无|[-—/／\\]+)?$")
SAME = re.compile(r"^(?:同上|[〃″\"])$")
NO_TASK = re.compile(r"^(?:合计|总计|小计|无|[-—/／、\d.]+|同上)$")
LEADING = re.compile(r"[（(](?:牵头|主办|主责)(?:单位|部门)?[）)]")
HEADER_ROWS = 4
LONGEST_HEADER = 16
TABLE_CERTAINTY = 0.95

Row = dict[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Task:
    """One demand of a table: the span of its words and of the cells beside it."""

    words: tuple[int, int]
    leads: tuple[tuple[int, int], ...]
    responsible: tuple[tuple[int, int], ...]
    helpers: tuple[tuple[int, int], ...]
    due: tuple[int, int] | None
    heading: Category | None
    line: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """`zones`: spans of the rows that were read as tasks; running rules leave them alone."""

    directives: tuple[Directive, ...] = ()
    zones: tuple[Span, ...] = ()


def listed_in(text: str, plain: str, places: Sequence[Place], when: When) -> Listed:
    """The demands in the tables of a text. `places` are offsets of the clean text."""
    tables: dict[int, dict[int, Row]] = {}
    for place in places:
        if place.table is not None and place.row is not None and place.column is not None:
            tables.setdefault(place.table, {}).setdefault(place.row, {})[place.column] = (place.start, place.end)
    directives: list[Directive] = []
    zones: list[Span] = []
    for rows in tables.values():
        reader = _Reader(plain)
        for _, row in sorted(rows.items()):
            reader.row(row)
        if not reader.tasks:
            continue
        directives += [_directive(text, plain, task, when) for task in _joined(reader.tasks)]
        zones += [Span(*zone) for zone in reader.lines]
    return Listed(tuple(sorted(directives, key=lambda one: one.span.start)), tuple(zones))


def role_of(header: str) -> Role | None:
    """What a column holds, by the words over it (plain form)."""
    bare = re.sub(r"[\s　（(][^）)]*[）)]?$|\s+", "", header) or re.sub(r"\s+", "", header)
    for role, pattern in HEADERS:
        if pattern.search(bare):
            return role
    return None


class _Reader:
    """Reads one table, row by row: title rows, head (one to four rows, repeated on later pages), sections, tasks."""

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.head: dict[int, str] = {}
        self.roles: dict[int, Role] = {}
        self.head_rows: list[Row] = []
        self.above: Row = {}
        self.heading: Category | None = None
        self.tasks: list[Task] = []
        self.lines: list[tuple[int, int]] = []

    def row(self, row: Row) -> None:
        row = {
            column: self.above.get(column, span) if SAME.match(self.words(span)) else span
            for column, span in row.items()
        }
        self.above = row
        cells = set(row.values())
        line = (min(start for start, _ in cells), max(end for _, end in cells))
        if self._is_head(row) or (self.head and not self.tasks and self._continues_head(row)):
            self.lines.append(line)
            return
        if not self.roles:
            return
        if len(cells) == 1:
            self._section(next(iter(cells)))
            self.lines.append(line)
            return
        task = self._task(row, line)
        if task is not None:
            self.tasks.append(task)
        self.lines.append(line)

    def words(self, span: tuple[int, int]) -> str:
        return self.plain[span[0] : span[1]].strip()

    def _is_head(self, row: Row) -> bool:
        found = {column: self.words(span) for column, span in row.items()}
        if any(len(words) > LONGEST_HEADER for words in found.values()) or len(set(row.values())) < 2:
            return False
        roles = {role for words in found.values() if (role := role_of(words)) is not None}
        units = roles & {Role.LEAD, Role.RESPONSIBLE, Role.HELP}
        work = roles & {Role.TASK, Role.STEP, Role.GROUP}
        known = sum(role_of(words) is not None for words in set(found.values()))
        if not (work and (units or Role.DUE in roles) and known * 2 > len(set(found.values()))):
            return False
        if any(re.search(r"[。；、，]|\d{3}", words) for words in found.values()):
            return False
        self._take(found, row, anew=True)
        return True

    def _continues_head(self, row: Row) -> bool:
        """The head's lower row: it shares a merged cell with the upper one, and is short words only."""
        if len(self.head_rows) >= HEADER_ROWS:
            return False
        above = set(self.head_rows[-1].values())
        shared = {column for column, span in row.items() if span in above}
        found = {column: self.words(span) for column, span in row.items() if column not in shared}
        if not shared or not found or any(len(words) > 12 for words in found.values()):
            return False
        self._take(found, row, anew=False)
        return True

    def _take(self, found: dict[int, str], row: Row, *, anew: bool) -> None:
        if anew:
            self.head, self.head_rows = dict(found), [row]
        else:
            self.head |= {column: self.head.get(column, "") + words for column, words in found.items()}
            self.head_rows.append(row)
        self.roles = {}
        for column, words in self.head.items():
            role = role_of(found[column]) if column in found else None
            role = role if role is not None else role_of(words)
            if role is not None:
                self.roles[column] = role

    def _section(self, span: tuple[int, int]) -> None:
        self.heading = category_of_heading(self.words(span))

    def _spans(self, row: Row, role: Role) -> tuple[tuple[int, int], ...]:
        return tuple(dict.fromkeys(span for column, span in sorted(row.items()) if self.roles.get(column) is role))

    def _task(self, row: Row, line: tuple[int, int]) -> Task | None:
        for role in (Role.STEP, Role.TASK, Role.GROUP):
            spans = [span for span in self._spans(row, role) if not NO_TASK.match(self.words(span))]
            if spans:
                # of several such columns the one to the right is the more exact
                words = spans[-1] if role is not Role.TASK else max(spans, key=lambda span: span[1] - span[0])
                break
        else:
            return None
        if len(self.words(words)) < 3:
            return None
        due = self._spans(row, Role.DUE)
        return Task(
            words,
            self._spans(row, Role.LEAD),
            self._spans(row, Role.RESPONSIBLE),
            self._spans(row, Role.HELP),
            due[-1] if due else None,
            self.heading,
            line,
        )


def _joined(tasks: list[Task]) -> list[Task]:
    """One task whose cell covers several rows, each naming other units, is one demand."""
    joined: dict[tuple[int, int], Task] = {}
    for task in tasks:
        known = joined.get(task.words)
        if known is None:
            joined[task.words] = task
            continue
        joined[task.words] = Task(
            task.words,
            tuple(dict.fromkeys((*known.leads, *task.leads))),
            tuple(dict.fromkeys((*known.responsible, *task.responsible))),
            tuple(dict.fromkeys((*known.helpers, *task.helpers))),
            known.due or task.due,
            known.heading,
            known.line,
        )
    return list(joined.values())


def _directive(text: str, plain: str, task: Task, when: When) -> Directive:
    start, end = _trimmed(plain, *task.words)
    leads, participants = _units(plain, task)
    words = plain[start:end]
    category, subtypes = category_of(words, task.heading)
    deadline = _due(text, plain, task.due, when) if task.due else None
    deadline = deadline or deadline_in(plain, start, end, when, text)
    certainty = TABLE_CERTAINTY - 0.1 * (not leads) - 0.05 * (deadline is None) - 0.2 * (len(words) < 6)
    return Directive(
        span=Span(start, end),
        text=text[start:end],
        leads=tuple(_as_written(text, plain, task, one) for one in leads),
        participants=tuple(_as_written(text, plain, task, one) for one in participants),
        deadline=deadline,
        category=category,
        subtypes=subtypes,
        certainty=certainty,
    )


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    """Without the item's own number and its closing stop."""
    found = re.match(r"\s*(?:[（(]?\d{1,3}[）).．、](?!\d)|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*", plain[start:end])
    start += found.end() if found and found.end() < end - start else 0
    while end > start + 1 and plain[end - 1] in "。；;. 　":
        end -= 1
    return start, end


def _units(plain: str, task: Task) -> tuple[list[str], list[str]]:
    leads = [unit for span in task.leads for unit in _listed(plain, span)]
    responsible = [unit for span in task.responsible for unit in _listed(plain, span)]
    helpers = [unit for span in task.helpers for unit in _listed(plain, span)]
    named = [unit for unit in responsible if LEADING.search(unit)]
    if leads:
        helpers = [*responsible, *helpers]
    elif named:
        leads, helpers = named, [*(unit for unit in responsible if unit not in named), *helpers]
    else:
        leads = responsible
    leads = list(dict.fromkeys(LEADING.sub("", unit) for unit in leads))
    return leads, [unit for unit in dict.fromkeys(helpers) if unit not in leads]


def _listed(plain: str, span: tuple[int, int]) -> list[str]:
    words = plain[span[0] : span[1]]
    return [] if EMPTY.match(words.strip()) else [unit for unit in unit_list(words) if not EMPTY.match(unit)]


def _as_written(text: str, plain: str, task: Task, unit: str) -> str:
    """The unit in the script of the text."""
    for start, end in (*task.leads, *task.responsible, *task.helpers):
        at = plain.find(unit, start, end)
        if at >= 0:
            return text[at : at + len(unit)]
    return unit


def _due(text: str, plain: str, span: tuple[int, int], when: When) -> Deadline | None:
    start, end = _trimmed(plain, *span) if re.match(r"[一-鿿（(]", plain[span[0] : span[1]]) else span
    words = plain[start:end].strip()
    if EMPTY.match(words):
        return None
    found = deadline_in(plain, start, end, when, text)
    if found is not None and found.date is not None:
        return found
    day = _day(words, when)
    if day is None and found is not None:
        return found
    return Deadline(text[start:end], day, DeadlineKind.DATE if day else DeadlineKind.VAGUE, Span(start, end))


def _day(words: str, when: When) -> date | None:
    """The day that words mean because they stand under 完成时限: a bare 6月 is its end, of 3月—6月 the later counts."""
    dashed = DASHED.search(words)
    if dashed:
        return safe_date(int(dashed["y"]), int(dashed["m"]), int(dashed["d"]))
    bounds = re.split(r"[—–~～至到]|(?<=[月日])-", words)
    year = YEAR_SAID.search(words)
    if year and year["y"]:
        when = replace(when, year=int(year["y"]))
    last = bounds[-1].strip() or words
    if FULL.search(last) and (day := full_date(last, when)):
        return day
    for ending in ("底前", "前", "内"):
        limit = last + ending
        found = deadline_in(limit, 0, len(limit), when, limit)
        if found is not None and found.date is not None:
            return found.date
    return None
