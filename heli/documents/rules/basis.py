"""What a matter may rest on, by rank. Source: PRACTICE «从纸到事项»."""

from enum import StrEnum

from heli.documents.intake.draft import DocumentKind


class Basis(StrEnum):
    """来源依据, by rank: the first four may be issued on, a news report needs a higher one or a reason."""

    INSTRUCTION = "instruction"
    MINUTES = "minutes"
    DOCUMENT = "document"
    SPEECH = "speech"
    RECORD = "record"
    NEWS = "news"


BASIS_WORDS: dict[Basis, str] = {
    Basis.INSTRUCTION: "批示",
    Basis.MINUTES: "纪要",
    Basis.DOCUMENT: "正式文件",
    Basis.SPEECH: "讲话审定稿",
    Basis.RECORD: "记录稿",
    Basis.NEWS: "新闻稿",
}

HIGHER_BASES = frozenset({Basis.INSTRUCTION, Basis.MINUTES, Basis.DOCUMENT, Basis.SPEECH})

BASIS_OF_DOCUMENT_KIND: dict[DocumentKind, Basis] = {
    DocumentKind.MEETING_REPORT: Basis.NEWS,
    DocumentKind.SPEECH: Basis.RECORD,
    DocumentKind.MINUTES: Basis.MINUTES,
    DocumentKind.NOTICE: Basis.DOCUMENT,
    DocumentKind.TASK_BREAKDOWN: Basis.DOCUMENT,
    DocumentKind.PROGRESS_REPORT: Basis.RECORD,
    DocumentKind.OTHER: Basis.RECORD,
}

DOCUMENT_KIND_WORDS: dict[DocumentKind, str] = {
    DocumentKind.MEETING_REPORT: "会议报道",
    DocumentKind.SPEECH: "讲话",
    DocumentKind.MINUTES: "会议纪要",
    DocumentKind.NOTICE: "通知",
    DocumentKind.TASK_BREAKDOWN: "任务分解",
    DocumentKind.PROGRESS_REPORT: "进展报告",
    DocumentKind.OTHER: "其他材料",
}


def rests_firmly(basis: Basis) -> bool:
    """Whether a matter may be issued on this basis alone."""
    return basis in HIGHER_BASES
