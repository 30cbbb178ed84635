"""Matters brought to any state through actions, as the office and the units do it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused
from heli.documents.intake.draft import Category
from heli.documents.models import Directive, Document
from heli.documents.rules.basis import Basis
from heli.matters.actions.close import close, send_back
from heli.matters.actions.follow import Report, acknowledge, request_closing, update
from heli.matters.actions.issue import issue
from heli.matters.actions.prepare import prepare
from heli.matters.actions.sheets import lay, sign
from heli.matters.models import Matter
from heli.matters.rules.kinds import Kind
from heli.matters.rules.values import Values
from tests.cast import Cast

DEMAND = "市发改委牵头梳理下放权限清单，12月20日前印发。"
DUE = date(2026, 12, 18)


def document(cast: Cast, basis: Basis = Basis.MINUTES, *, directives: int = 1) -> Document:
    """A document with directives, one a line, as if it had been received."""
    text = "\n".join([DEMAND] * directives)
    made = Document.objects.create(
        programme_id=cast.programme,
        filename="纪要.txt",
        media_type="text/plain",
        sha256=f"{Document.objects.count():064d}",
        size=len(text.encode()),
        received_at=cast.at,
        received_by_id=cast.clerk.person_id,
        kind="minutes",
        basis=basis,
        title="第8次会议纪要",
        script="hans",
        text=text,
    )
    for n in range(directives):
        start = n * (len(DEMAND) + 1)
        Directive.objects.create(
            document=made,
            position=n + 1,
            start=start,
            end=start + len(DEMAND),
            text=DEMAND,
            category=Category.POLICY,
            certainty=1.0,
        )
    return made


def directive(made: Document, position: int = 1) -> int:
    return made.directives.get(position=position).pk


def values(cast: Cast, lead: str | None = "市发改委", **changed: object) -> Values:
    usual = Values(
        title="梳理下放权限清单",
        kind=Kind.TASK,
        category=Category.POLICY,
        lead_organization_id=cast.unit(lead) if lead else None,
        participant_ids=(cast.unit("市财政局"),),
        completion_standard="清单印发",
        due_on=DUE,
    )
    return replace(usual, **changed)  # type: ignore[arg-type]


def refused(action: object, *args: object, **kwargs: object) -> Refusal:
    """The refusal that the action gives; it must give one."""
    try:
        action(*args, **kwargs)  # type: ignore[operator]
    except Refused as why:
        return why.refusal
    raise AssertionError("应当拒绝，却办成了")


@dataclass(slots=True)
class Desk:
    """Takes matters through their steps by the people whose steps they are."""

    cast: Cast
    made: Document | None = None
    values: dict[str, object] = field(default_factory=dict)

    def at(self, actor: Actor, days: int = 0, minutes: int = 0) -> Actor:
        return actor.moved_to(self.cast.at + timedelta(days=days, minutes=minutes))

    def prepared(self, **changed: object) -> int:
        self.made = document(self.cast, basis=changed.pop("basis", Basis.MINUTES))  # type: ignore[arg-type]
        return prepare(self.cast.clerk, directive(self.made), values(self.cast, **changed))  # type: ignore[arg-type]

    def laid(self, **changed: object) -> int:
        matter = self.prepared(**changed)
        lay(self.cast.clerk, self.cast.programme, [matter])
        return matter

    def approved(self, **changed: object) -> int:
        matter = self.laid(**changed)
        sheet = Matter.objects.get(pk=matter).sheet_items.get().sheet_id
        sign(self.cast.office_head, sheet, returned={}, basis_reason="据会议部署")
        return matter

    def issued(self, **changed: object) -> int:
        matter = self.approved(**changed)
        issue(self.cast.clerk, [matter])
        return matter

    def in_progress(self, **changed: object) -> int:
        matter = self.issued(**changed)
        acknowledge(self.cast.liaison, matter)
        return matter

    def closing_requested(self, **changed: object) -> int:
        matter = self.in_progress(**changed)
        request_closing(self.cast.unit_head, matter, result="清单已印发")
        return matter

    def sent_back(self, **changed: object) -> int:
        matter = self.closing_requested(**changed)
        send_back(self.cast.clerk, matter, reason="附件不全")
        return matter

    def closed(self, **changed: object) -> int:
        matter = self.closing_requested(**changed)
        close(self.cast.clerk, matter, reason="已核清单原件")
        return matter

    def update(self, matter: int, progress: str = "初稿24项", at: datetime | None = None) -> int:
        actor = self.cast.liaison.moved_to(at or self.cast.at)
        return update(actor, matter, Report(progress=progress))


def state_of(matter: int) -> str:
    return Matter.objects.values_list("state", flat=True).get(pk=matter)
