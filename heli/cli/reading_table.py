"""A reading laid out for people at a terminal."""

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from heli.documents.intake.draft import Deadline, Directive, Draft, MeetingFacts, Named

KINDS = {
    "meeting_report": "会议报道",
    "speech": "讲话",
    "minutes": "纪要",
    "notice": "通知",
    "task_breakdown": "任务分解",
    "progress_report": "工作进展",
    "other": "其他",
}
CATEGORIES = {
    "policy": "政策扶持",
    "bottleneck": "瓶颈问题",
    "investment": "招商引资",
    "coordination": "协调联动",
    "liaison": "跟进对接",
    "service": "服务保障",
    "project": "项目建设",
    "other": "其他",
}
SUBTYPES = {"land": "用地", "finance": "融资", "relocation": "搬迁", "other": "其他"}
OPERATIONS = {
    "gloss": "注音",
    "script": "繁体转换",
    "frame": "网页杂项",
    "mojibake": "乱码",
    "bytes": "错字节",
    "debris": "杂码",
    "paging": "页码断字",
    "evaded": "替代字",
}
CERTAIN = 0.9
COLUMNS = (("序号", None), ("要求", 6), ("对谁", 3), ("类别", None), ("时限", None), ("把握", None))


def show(draft: Draft) -> None:
    console = Console()
    console.print(Panel(Text(draft.document.text), title=_title(draft), subtitle=_restoration(draft)))
    if draft.meeting:
        console.print(_meeting(draft.meeting))
    console.print(_directives(draft))
    if draft.restoration.suspects:
        console.print(_suspects(draft))
    for warning in draft.warnings:
        console.print(Text(f"注意：{warning.message}", style="yellow"))


def _title(draft: Draft) -> Text:
    return Text(f"{draft.document.filename} · {KINDS[draft.document.kind]}")


def _restoration(draft: Draft) -> Text:
    counts: dict[str, int] = {}
    for operation in draft.restoration.operations:
        counts[operation.kind] = counts.get(operation.kind, 0) + 1
    done = "，".join(f"{OPERATIONS.get(kind, kind)} {count} 处" for kind, count in counts.items())
    return Text(f"已还原：{done}" if done else "原文未作改动")


def _people(people: tuple[Named, ...]) -> str:
    return "、".join(f"{one.name}（{'、'.join(one.titles)}）" if one.titles else one.name for one in people) or "—"


def _meeting(meeting: MeetingFacts) -> RenderableType:
    table = Table(show_header=False, box=None, padding=(0, 1))
    table.add_column()
    table.add_column(overflow="fold")
    held = meeting.held_on
    when = "—" if held is None else held.text if held.date is None else f"{held.text}（{held.date}）"
    for label, words in (
        ("时间", when),
        ("会议", meeting.subject or "—"),
        ("主持", _people(meeting.chair)),
        ("讲话发言", _people(meeting.speakers)),
        ("出席", _people(meeting.attendees)),
        ("参加范围", "；".join(meeting.attendee_groups) or "—"),
    ):
        table.add_row(Text(label, style="bold"), Text(words))
    return table


def _due(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    return deadline.text if deadline.date is None else f"{deadline.text}\n{deadline.date}"


def _addressed(one: Directive) -> str:
    lines = []
    if one.leads:
        lines.append("牵头 " + "、".join(one.leads))
    if one.participants:
        lines.append("配合 " + "、".join(one.participants))
    if one.addressee and not one.leads:
        lines.append(one.addressee)
    return "\n".join(lines)


def _directives(draft: Draft) -> RenderableType:
    certain = sum(one.certainty >= CERTAIN for one in draft.directives)
    left_out = len(draft.exhortations)
    title = f"部署要求 {len(draft.directives)} 项，其中把握大的 {certain} 项；另有号召性语句 {left_out} 处未列"
    table = Table(title=title, show_lines=True, title_justify="left")
    for column, ratio in COLUMNS:
        table.add_column(column, ratio=ratio, overflow="fold")
    for number, one in enumerate(draft.directives, start=1):
        kind = CATEGORIES[one.category]
        if one.subtypes:
            kind += "\n" + "、".join(SUBTYPES.get(subtype, subtype) for subtype in one.subtypes)
        sure = Text(f"{one.certainty:.0%}", style="" if one.certainty >= CERTAIN else "yellow")
        table.add_row(str(number), Text(one.text), Text(_addressed(one)), kind, Text(_due(one.deadline)), sure)
    return table


def _suspects(draft: Draft) -> RenderableType:
    seen: dict[tuple[str, str | None], int] = {}
    for suspect in draft.restoration.suspects:
        key = (suspect.text, suspect.suggestion)
        seen[key] = seen.get(key, 0) + 1
    lines = [Text(f"疑为批量替换（未改动，请确认）：{draft.restoration.suspects[0].reason}", style="yellow")]
    lines += [Text(f"  {text} → {suggestion or '？'}　{count} 处") for (text, suggestion), count in seen.items()]
    return Group(*lines)
