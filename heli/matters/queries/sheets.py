"""拟办单 as their pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import require
from heli.documents.intake.draft import Category
from heli.documents.rules.basis import Basis, rests_firmly
from heli.matters.models import Matter, Sheet, Source
from heli.matters.permissions import may_read_sheets, may_sign
from heli.matters.queries.places import participants_in_order
from heli.matters.rules.deadlines import TermKind, default_term
from heli.matters.rules.kinds import Kind, Urgency
from heli.matters.rules.lifecycle import State
from heli.matters.rules.manner import MANNER_WORDS, Manner
from heli.matters.rules.values import Values


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A matter on, or for, a sheet."""

    id: int
    version: int
    title: str
    completion_standard: str
    kind: Kind
    category: Category
    urgency: Urgency
    lead: str
    responsible_leader: str
    participants: tuple[str, ...]
    manner: str
    due_on: date | None
    term_text: str
    """The term in the text's words, or the one that its basis and urgency give it when it is issued."""
    basis_text: str
    needs_basis: bool
    source: str
    """The sentence it comes from."""
    state: State
    decision: str
    reason: str

    @property
    def missing(self) -> tuple[str, ...]:
        """What still has to be filled in before it can be laid before the signer."""
        wanted = (("牵头单位", self.lead), ("完成标准", self.completion_standard))
        return tuple(name for name, value in wanted if not value)


@dataclass(frozen=True, slots=True)
class SheetLine:
    id: int
    number: str
    state: str
    laid_by: str
    laid_at: datetime
    signed_by: str
    signed_at: datetime | None
    items: int
    returned: int


@dataclass(frozen=True, slots=True)
class SheetPage:
    line: SheetLine
    opinion: str
    rows: tuple[SheetRow, ...]
    may_sign: bool
    to_issue: tuple[int, ...]
    """Ids of its approved matters that wait to be issued."""


def _row(m: Matter, decision: str = "", reason: str = "") -> SheetRow:
    source = next(iter(m.sources.all()), None)
    return SheetRow(
        id=m.pk,
        version=m.version,
        title=m.title,
        completion_standard=m.completion_standard,
        kind=Kind(m.kind),
        category=Category(m.category),
        urgency=Urgency(m.urgency),
        lead=m.lead_organization.short_name if m.lead_organization else "",
        responsible_leader=m.responsible_leader,
        participants=tuple(p.organization.short_name for p in m.participations.all()),
        manner=MANNER_WORDS[Manner(m.manner)] if m.manner else "",
        due_on=m.due_on,
        term_text=_term_words(m),
        basis_text=m.basis_text,
        needs_basis=not rests_firmly(Basis(m.basis)) and not m.basis_reason,
        source=source.document.text[source.start : source.end] if source else "",
        state=State(m.state),
        decision=decision,
        reason=reason,
    )


def _term_words(m: Matter) -> str:
    if m.term_text or m.due_on:
        return m.term_text
    if TermKind(m.term_kind) in {TermKind.RECURRING, TermKind.LONG}:
        return "长期"
    days = m.programme.settings.get("default_days")
    return f"发出后{default_term(Basis(m.basis), Urgency(m.urgency), days).text}"


def _with_rows() -> "tuple[Prefetch[Any], ...]":
    sources = Source.objects.select_related("document").defer("document__restoration")
    return Prefetch("participations", participants_in_order()), Prefetch("sources", sources)


def prepared(actor: Actor, programme_id: int, *, document: int | None = None) -> list[SheetRow]:
    """Prepared matters that are on no sheet yet, oldest first; what a signer sent back shows his reason."""
    require(may_read_sheets(actor, programme_id))
    found = Matter.objects.filter(programme_id=programme_id, state=State.PREPARED)
    if document:
        found = found.filter(sources__document_id=document).distinct()
    found = (
        found.select_related("lead_organization", "programme")
        .prefetch_related(*_with_rows(), "sheet_items")
        .order_by("id")
    )
    rows = []
    for m in found:
        returned = [item for item in m.sheet_items.all() if item.decision == "returned"]
        rows.append(_row(m, "returned" if returned else "", returned[-1].reason if returned else ""))
    return rows


@dataclass(frozen=True, slots=True)
class PreparedMatter:
    row: SheetRow
    programme_id: int
    values: Values


def prepared_matter(actor: Actor, matter_id: int) -> PreparedMatter:
    """One prepared matter with the values a clerk may revise."""
    m = (
        Matter.objects.select_related("lead_organization", "programme")
        .prefetch_related(*_with_rows())
        .get(pk=matter_id)
    )
    require(may_read_sheets(actor, m.programme_id))
    values = Values(
        title=m.title,
        kind=Kind(m.kind),
        category=Category(m.category),
        subtypes=tuple(m.subtypes),
        lead_organization_id=m.lead_organization_id,
        participant_ids=tuple(p.organization_id for p in m.participations.all()),
        confirmer_organization_id=m.confirmer_organization_id,
        responsible_leader=m.responsible_leader,
        completion_standard=m.completion_standard,
        due_on=m.due_on,
        term_kind=TermKind(m.term_kind),
        term_text=m.term_text,
        urgency=Urgency(m.urgency),
    )
    return PreparedMatter(_row(m), m.programme_id, values)


def _line(s: Sheet) -> SheetLine:
    items: int = s.item_count  # type: ignore[attr-defined]
    returned: int = s.returned_count  # type: ignore[attr-defined]
    return SheetLine(
        s.pk,
        s.number,
        s.state,
        str(s.laid_by or ""),
        s.laid_at,
        str(s.signed_by or ""),
        s.signed_at,
        items,
        returned,
    )


def _counted() -> "QuerySet[Sheet, Sheet]":
    return Sheet.objects.select_related("laid_by", "signed_by").annotate(
        item_count=Count("items"), returned_count=Count("items", filter=Q(items__decision="returned"))
    )


def sheets(actor: Actor, programme_id: int, *, state: str = "") -> list[SheetLine]:
    require(may_read_sheets(actor, programme_id))
    found = _counted().filter(programme_id=programme_id)
    return [_line(s) for s in (found.filter(state=state) if state else found)[:200]]


def sheet_page(actor: Actor, sheet_id: int) -> SheetPage:
    s = _counted().get(pk=sheet_id)
    require(may_read_sheets(actor, s.programme_id))
    items = s.items.select_related("matter__lead_organization", "matter__programme").prefetch_related(
        *(Prefetch(f"matter__{p.prefetch_to}", p.queryset) for p in _with_rows())
    )
    rows = tuple(_row(i.matter, i.decision, i.reason) for i in items)
    waiting = tuple(i.matter_id for i in items if i.matter.state == State.APPROVED and i.decision == "approved")
    allowed = s.state == "open" and may_sign(actor, s.programme_id).allowed
    return SheetPage(_line(s), s.opinion, rows, allowed, waiting)
