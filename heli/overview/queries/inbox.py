"""待办: what waits for a person, by the same rules that the actions ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet

from heli.directory.queries import calendar
from heli.directory.rules.actor import Actor
from heli.directory.rules.authority import is_clerk, is_leader, may_sign_sheets
from heli.directory.rules.levels import PostRole
from heli.documents.models import Directive, Document
from heli.documents.rules.states import DirectiveState
from heli.matters.models import Matter, Sheet
from heli.matters.queries.filters import with_light
from heli.matters.queries.ledger import visible
from heli.matters.rules.kinds import KINDS, ConfirmedBy, Kind
from heli.matters.rules.lifecycle import OPEN, State
from heli.matters.rules.lights import Light
from heli.workdays.calendar import Calendar

if TYPE_CHECKING:
    from heli.matters.queries.filters import LitMatter

SHOWN_AT_MOST = 100
"""Rows of one section; the section's number counts all of them."""
REPORT_SOON = timedelta(days=5)
"""A report is asked for this long before silence turns the light yellow."""
ANSWERING = (PostRole.HEAD, PostRole.DEPUTY, PostRole.LIAISON)


class Todo(StrEnum):
    """Why something waits for a person, in the order of the page."""

    SIGN = "sign"
    CONFIRM = "confirm"
    ACKNOWLEDGE = "acknowledge"
    REDO = "redo"
    REPORT = "report"
    READ = "read"
    LAY = "lay"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class MatterTodo:
    """A matter that waits for the actor's step."""

    id: int
    number: str
    title: str
    kind: Kind
    lead: str
    due_on: date | None
    workdays_left: int | None
    light: Light
    state: State


@dataclass(frozen=True, slots=True)
class DocumentTodo:
    id: int
    title: str
    open: int


@dataclass(frozen=True, slots=True)
class SheetTodo:
    id: int
    number: str
    items: int
    laid_by: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """`numbers` count all that waits; the rows are the first of them."""

    numbers: dict[Todo, int]
    matters: dict[Todo, tuple[MatterTodo, ...]]
    documents: tuple[DocumentTodo, ...]
    sheets: dict[Todo, tuple[SheetTodo, ...]]
    prepared: int
    returned: int
    """Of the prepared ones: how many a signer sent back."""

    @property
    def number(self) -> int:
        return sum(self.numbers.values())


def _confirming(actor: Actor, programme_id: int) -> Q:
    """The matters that the actor confirms: the same answer as `rules.standing`, in SQL."""
    mine = sorted(actor.organizations())
    office_confirms = Q(kind__in=[k for k, row in KINDS.items() if row.confirmed_by is ConfirmedBy.OFFICE]) | Q(
        confirmer_organization_id__isnull=True
    )
    office_led = Q(lead_organization_id=F("programme__office_organization_id"))
    own_result = ~office_confirms & Q(confirmer_organization_id=F("lead_organization_id"))
    others = ~office_confirms & ~own_result & Q(confirmer_organization_id__in=sorted(actor.organizations(*ANSWERING)))
    found = others
    if is_clerk(actor, programme_id):
        found |= office_confirms & ~office_led
    if is_leader(actor, programme_id):
        found |= (office_confirms & office_led) | own_result
    return found & ~Q(lead_organization_id__in=mine)


def _waiting(actor: Actor, programme_id: int) -> dict[Todo, Q]:
    """Which matters of the programme wait for the actor, by reason."""
    led = Q(lead_organization_id__in=sorted(actor.organizations(*ANSWERING)))
    today = actor.today
    asked = Q(blue_on__lte=today) | Q(red_on__lte=today) | Q(yellow_on__lte=today + REPORT_SOON)
    reported = Q(latest_update__at__date__gte=today - REPORT_SOON)
    found = {
        Todo.ACKNOWLEDGE: led & Q(state=State.ISSUED),
        Todo.REDO: led & Q(state=State.REDO),
        Todo.REPORT: led & Q(state=State.IN_PROGRESS) & asked & ~reported,
    }
    return found | {Todo.CONFIRM: Q(state=State.CLOSING_REQUESTED) & _confirming(actor, programme_id)}


def _unread(programme_id: int) -> "QuerySet[Document, Document]":
    open_ones = Count("directives", filter=Q(directives__state=DirectiveState.OPEN))
    found = Document.objects.filter(programme_id=programme_id).defer("text", "restoration")
    return found.annotate(waiting=open_ones).filter(waiting__gt=0)


def _to_sign(programme_id: int) -> "QuerySet[Sheet, Sheet]":
    return Sheet.objects.filter(programme_id=programme_id, state="open")


def _to_issue(programme_id: int) -> "QuerySet[Sheet, Sheet]":
    approved = Q(items__decision="approved", items__matter__state=State.APPROVED)
    found = Sheet.objects.filter(programme_id=programme_id)
    return found.annotate(waiting=Count("items", filter=approved)).filter(waiting__gt=0)


def _numbers(actor: Actor, programme_id: int) -> dict[Todo, int]:
    reasons = _waiting(actor, programme_id)
    wanted = {str(todo): Count("pk", filter=q) for todo, q in reasons.items()}
    clerk = is_clerk(actor, programme_id)
    if clerk:
        wanted[Todo.LAY] = Count("pk", filter=Q(state=State.PREPARED))
    counted = visible(actor, programme_id).filter(state__in=_LIVING).order_by().aggregate(**wanted)
    numbers = {Todo(name): value for name, value in counted.items()}
    if clerk:
        numbers[Todo.LAY] = min(1, numbers[Todo.LAY])
        numbers[Todo.READ] = _unread(programme_id).count()
        numbers[Todo.ISSUE] = _to_issue(programme_id).count()
    if may_sign_sheets(actor, programme_id):
        numbers[Todo.SIGN] = _to_sign(programme_id).count()
    return numbers


_LIVING = sorted(OPEN | {State.PREPARED})


def inbox_count(actor: Actor, programme_id: int) -> int:
    """`inbox(...).number` without its rows, for the frame of every page."""
    reasons = reduce(or_, _waiting(actor, programme_id).values())
    prepared, clerk = Q(state=State.PREPARED), is_clerk(actor, programme_id)
    counted = Matter.objects.filter(reasons | prepared if clerk else reasons, programme_id=programme_id).order_by()
    found = counted.aggregate(waiting=Count("pk", filter=~prepared), prepared=Count("pk", filter=prepared))
    waiting: int = found["waiting"] + min(1, found["prepared"])
    if clerk:
        unread = Directive.objects.filter(document__programme_id=programme_id, state=DirectiveState.OPEN)
        waiting += unread.order_by().values("document_id").distinct().count()
        waiting += _to_issue(programme_id).count()
    if may_sign_sheets(actor, programme_id):
        waiting += _to_sign(programme_id).count()
    return waiting


def inbox(actor: Actor, programme_id: int) -> Inbox:
    """What waits for the actor, each with what the page shows of it."""
    numbers = _numbers(actor, programme_id)
    days = calendar()
    lit = with_light(visible(actor, programme_id), actor.today).select_related("lead_organization")
    matters = {
        todo: todos(lit.filter(q).order_by("due_key", "id")[:SHOWN_AT_MOST], actor.today, days)
        for todo, q in _waiting(actor, programme_id).items()
        if numbers.get(todo)
    }
    clerk = is_clerk(actor, programme_id)
    prepared = Matter.objects.filter(programme_id=programme_id, state=State.PREPARED)
    return Inbox(
        numbers=numbers,
        matters=matters,
        documents=_documents(programme_id) if clerk else (),
        sheets={
            Todo.SIGN: _sheets(_to_sign(programme_id).annotate(waiting=Count("items"))) if Todo.SIGN in numbers else (),
            Todo.ISSUE: _sheets(_to_issue(programme_id)) if clerk else (),
        },
        prepared=prepared.count() if clerk else 0,
        returned=prepared.filter(sheet_items__decision="returned").distinct().count() if clerk else 0,
    )


def todos(found: "Iterable[LitMatter]", today: date, days: Calendar) -> tuple[MatterTodo, ...]:
    return tuple(
        MatterTodo(
            m.pk,
            m.number,
            m.title,
            Kind(m.kind),
            m.lead_organization.short_name if m.lead_organization else "",
            m.due_on,
            days.between(today, m.due_on) if m.due_on and not m.stopped_on else None,
            Light(m.light),
            State(m.state),
        )
        for m in found
    )


def _documents(programme_id: int) -> tuple[DocumentTodo, ...]:
    found = _unread(programme_id).order_by("received_at", "id")[:SHOWN_AT_MOST]
    return tuple(DocumentTodo(d.pk, d.title, d.waiting) for d in found)  # type: ignore[attr-defined]


def _sheets(found: "QuerySet[Sheet, Sheet]") -> tuple[SheetTodo, ...]:
    rows = found.select_related("laid_by").order_by("laid_at", "id")[:SHOWN_AT_MOST]
    return tuple(SheetTodo(s.pk, s.number, s.waiting, str(s.laid_by or "")) for s in rows)  # type: ignore[attr-defined]
