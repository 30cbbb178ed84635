"""The five kinds of matter and their categories, as tables."""

from dataclasses import dataclass
from enum import StrEnum

from heli.documents.intake.draft import Category


class Kind(StrEnum):
    TASK = "task"
    BOTTLENECK = "bottleneck"
    SUPPORT = "support"
    SUGGESTION = "suggestion"
    SERVICE = "service"


class ConfirmedBy(StrEnum):
    """Who needed the result, and therefore confirms it (never the unit that did the work)."""

    OFFICE = "office"
    RAISER = "raiser"
    RECEIVER = "receiver"


@dataclass(frozen=True, slots=True)
class KindRow:
    word: str
    confirmed_by: ConfirmedBy
    closing_word: str
    request_word: str


KINDS: dict[Kind, KindRow] = {
    Kind.TASK: KindRow("督办任务", ConfirmedBy.OFFICE, "办结", "申请办结"),
    Kind.BOTTLENECK: KindRow("瓶颈问题", ConfirmedBy.RAISER, "销号", "申请销号"),
    Kind.SUPPORT: KindRow("帮扶措施", ConfirmedBy.RECEIVER, "办结", "申请办结"),
    Kind.SUGGESTION: KindRow("意见建议", ConfirmedBy.RAISER, "办结", "申请办结"),
    Kind.SERVICE: KindRow("服务保障事项", ConfirmedBy.RAISER, "办结", "申请办结"),
}


CATEGORY_WORDS: dict[Category, str] = {
    Category.POLICY: "政策扶持",
    Category.BOTTLENECK: "瓶颈破解",
    Category.INVESTMENT: "招商引资",
    Category.COORDINATION: "协调联动",
    Category.LIAISON: "跟进对接",
    Category.SERVICE: "服务保障",
    Category.PROJECT: "项目建设",
    Category.OTHER: "其他",
}

DEFAULT_KIND: dict[Category, Kind] = {
    category: {Category.BOTTLENECK: Kind.BOTTLENECK, Category.SERVICE: Kind.SERVICE}.get(category, Kind.TASK)
    for category in Category
}
"""The kind a directive of this category becomes unless the clerk says otherwise."""

SUBTYPE_WORDS: dict[str, str] = {
    "land": "用地",
    "finance": "融资",
    "relocation": "搬迁",
    "energy": "能耗",
    "approval": "审批",
    "labour": "用工",
    "other": "其他",
    "work": "工作",
    "research": "调研",
    "living": "生活",
    "schooling": "就学",
    "employment": "就业",
}


class Urgency(StrEnum):
    ORDINARY = "ordinary"
    URGENT = "urgent"
    MOST_URGENT = "most_urgent"


URGENCY_WORDS: dict[Urgency, str] = {
    Urgency.ORDINARY: "平件",
    Urgency.URGENT: "加急",
    Urgency.MOST_URGENT: "特急",
}
