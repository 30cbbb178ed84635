"""Demand rows inside a sentence: which clauses stay together, where a call ends and a deed begins."""

import re
from dataclasses import dataclass, field, replace

from heli.documents.intake.category import category_of
from heli.documents.intake.draft import Category
from heli.documents.intake.weighing import Weight, is_formula, weigh

ADVERB_CHAIN = (
    r"(?:(?:认真|切实|扎实|全面|进一步|积极主动|积极|大力|及时|主动|热情周到|虚心|不断|继续"
    r"|抓紧|尽快|努力|着力|全力|深入|严格|坚决|持续|重点|逐步|逐一|按时|有序|稳步|精心|充分"
    r"|深化|科学|合理|统筹|广泛|加紧|重视|密切|依法|随时|同步|分类|立即|迅速|高标准|高质量"
    r"|有效|更好|最大限度|相应|共同|集中|妥善|千方百计|加快|同时|并|还|再)地?)"
)
OWN_VERB = (
    r"(?:理顺|加强|完善|建立健全|建立|健全|制定|制订|编制|出台|开展|组织|召开|举办|引荐|引进|推荐|招引"
    r"|请教|提供|报送|上报|汇报|做好|抓好|搞好|办好|落实|整治|整改|排查|清理|检查|督查|督促|督导|协调"
    r"|对接|细化|规范|推行|推广|培训|宣传"
    r"|解决|破解|化解|征收|拆除|安置|筹措|争取|完成|启动|实施|总结|通报|考核|公示|公开|明确|强化|加大"
    r"|设立|成立|组建|配备|签订|改造|新建|建设|修订|梳理|摸排|调研|研究|制作|改善)"
)
OWN_TASK = re.compile(rf"^(?P<adverbs>{ADVERB_CHAIN}*)(?P<verb>{OWN_VERB})(?P<object>.+)$")
MANNER_TASK = re.compile(rf"^(?:[\u4e00-\u9fff]{{2,6}}地)(?=为|给|与|向|对|推进|开展|{OWN_VERB})")
NEW_TASK_ADVERB = re.compile(r"进一步|不断|重视|虚心|积极|及时|主动|热情|另外|加紧|继续|同步")
TAIL = re.compile(
    r"^(?:并|从而|以便|以|使|让|确保|保证|保障(?=.{4,}(?:到位|实现|完成|落实))|推动|促进|力争|努力(?:形成"
    r"|实现|营造|做到|打造)|实现|形成|为|争取|做到|达到|不能|不要|既|又|也|严防|不断推动|最终|助力"
    r"|提升|提高|营造|彰显|杜绝|防止|避免|切实做到|真正|有效|持续提升|全面提升|坚决防止|打造|共同|成为)"
)
BACK_REFERENCE = re.compile(r"相关|有关|其|该|此|上述|这些|以上|同时")
COMMON = frozenset(
    (
        "工作 部门 单位 有关 相关 发展 各级 建设 进行 开展 情况 问题 落实 措施 全面 "
        "进一 一步 加强 做好 推进 要求 积极 各项 实际 具体"
    ).split()
)
MOST_PARTS = 100
FAR_ENOUGH = 1_000
"""characters before a clause that are compared with it"""


@dataclass(frozen=True, slots=True)
class Part:
    """One clause of a row: [start, end) of the text, and its weight."""

    start: int
    end: int
    weight: Weight


@dataclass(frozen=True, slots=True)
class Row:
    """Clauses that make one demand, before it is weighed as a whole. `first` is where its words begin."""

    parts: tuple[Part, ...]
    search_start: int
    """Where a deadline or unit may already stand: the clause's own beginning or a clause before it."""
    agent: tuple[int, int] | None = None
    inherited: bool = False
    modal: bool = False
    topic: bool = False
    led: bool = False
    ordering: bool = False
    speaker: str | None = None
    quoted: bool = False
    heading: Category | None = None
    labels: tuple[int, int] | None = None
    """Lines 责任单位：…, 完成时限：… that belong to this row."""
    units_at: tuple[int, int] | None = None
    """Where 由甲局牵头 stands, when the row itself begins after it."""
    enumerated: bool = field(default=False)

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    def with_part(self, part: Part) -> "Row":
        """A sentence without an end, as debris makes it, goes on in its last part: nothing may grow with its square."""
        if len(self.parts) < MOST_PARTS:
            return replace(self, parts=(*self.parts, part))
        last = self.parts[-1]
        return replace(self, parts=(*self.parts[:-1], Part(last.start, part.end, last.weight)))


def begins_own_task(row: Row, plain: str, start: int, end: int) -> bool:
    """Is this clause, which follows `row` after a comma, a task of its own? (guide: other object, reportable alone)"""
    clause, before = plain[start:end], plain[max(row.start, row.end - FAR_ENOUGH) : row.end]
    unfinished = before.endswith(("牵头", "配合", "负责", "参与"))
    prepared = any(part.weight is Weight.DEED for part in row.parts)
    if unfinished or not prepared or TAIL.match(clause) or weigh(clause) is not Weight.DEED:
        return False
    if ("一批" in clause and "一批" in before) or MANNER_TASK.match(clause):
        return True
    found = OWN_TASK.match(clause)
    if found is None:
        return False
    strong = bool(NEW_TASK_ADVERB.search(found["adverbs"]))
    led_by_somebody = row.units_at is not None and not strong
    if led_by_somebody or len(found["object"]) < (4 if strong else 6):
        return False
    if _other_category(before, clause):
        return True
    return not (BACK_REFERENCE.search(found["object"]) or _shared(before, found["object"]))


def _other_category(before: str, clause: str) -> bool:
    one, other = category_of(before)[0], category_of(clause)[0]
    return one is not other and Category.OTHER not in (one, other)


def _shared(before: str, words: str) -> bool:
    """Do the two speak of the same thing? They share a pair of characters that isn't everyday office stuff."""
    pairs = {words[n : n + 2] for n in range(len(words) - 1)} - COMMON
    return any(pair in before for pair in pairs)


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of a row: the demand (or nothing) and the calls beside it."""

    demand: Row | None
    calls: tuple[tuple[int, int], ...]


def cut(row: Row, plain: str, *, mass: bool) -> Cut:
    """Separates calls to mindset from the demand, at commas only. `mass`: everybody is addressed, so nobody is."""
    parts = list(row.parts)
    deeds = [n for n, part in enumerate(parts) if part.weight is Weight.DEED]
    calls = [n for n, part in enumerate(parts) if part.weight is Weight.CALL]
    whole = ((row.start, row.end),)
    if is_formula(plain[row.start : row.end]) and row.labels is None:
        return Cut(None, whole)
    if (row.quoted and mass) or (mass and (calls or not deeds)):
        return Cut(None, whole)
    if not deeds:
        return Cut(None, whole) if calls else Cut(row, ())
    first = deeds[0]
    leading = [n for n in calls if n < first]
    begin = leading[-1] + 1 if leading else 0
    end = len(parts)
    for n in calls:
        if n > begin and n > deeds[-1] and not TAIL.match(plain[parts[n].start : parts[n].end]):
            end = n
            break
    if end <= first:
        end = len(parts)
    spans = [(parts[0].start, parts[begin - 1].end)] if begin else []
    if end < len(parts):
        spans.append((parts[end].start, parts[-1].end))
    left = replace(row, parts=tuple(parts[begin:end]), inherited=row.inherited or begin > 0)
    return Cut(left, tuple(spans))
