"""The cards of the review page: for each directive what is proposed, offered or already prepared."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from heli.directory.queries import OrganizationLine, names, organizations
from heli.directory.rules.actor import OFFICE_TIME, Actor
from heli.directory.rules.levels import GroupKind
from heli.documents.intake.draft import Category, DeadlineKind
from heli.documents.queries import Alike, DirectiveLine, DocumentPage, alike
from heli.documents.rules.years import likely_date
from heli.matters.models import Draft, Matter, Source
from heli.matters.queries.places import Manners
from heli.matters.rules.deadlines import TermKind
from heli.matters.rules.kinds import DEFAULT_KIND, KINDS, ConfirmedBy, Kind
from heli.matters.rules.lifecycle import ENDED, State
from heli.matters.rules.manner import MannerRow
from heli.matters.rules.proposals import standards_for
from heli.matters.rules.titles import title_of
from heli.matters.rules.values import TERM_OF_DEADLINE, Values
from heli.programmes.queries import Choice, groups, members_for
from heli.programmes.rules.addressees import Class, classes_of

MOST_REPEATS = 3


@dataclass(frozen=True, slots=True)
class Written:
    """A unit as the text writes it, with the organizations it may be; none: to be created, several: to be chosen."""

    name: str
    matches: tuple[OrganizationLine, ...]


@dataclass(frozen=True, slots=True)
class PreparedRow:
    id: int
    title: str
    state: State
    lead: str
    further: bool = False
    """The matter came from another demand; this one is a further source of it."""

    @property
    def undoable(self) -> bool:
        return self.further or self.state is State.PREPARED


@dataclass(frozen=True, slots=True)
class Repeat:
    """A demand of another document that asks for the same, with the matter that it became, if it became one."""

    alike: Alike
    matter: PreparedRow | None

    @property
    def joinable(self) -> bool:
        return self.matter is not None and self.matter.state not in ENDED


@dataclass(frozen=True, slots=True)
class Card:
    directive: DirectiveLine
    values: Values
    lead: OrganizationLine | None
    lead_because: str
    manner: MannerRow | None
    written_leads: tuple[Written, ...]
    written_participants: tuple[Written, ...]
    members: tuple[Choice, ...]
    standards: tuple[str, ...]
    deadline_text: str
    due_because: str
    """Why this due date, where the text itself doesn't give it whole."""
    edited: bool
    prepared: tuple[PreparedRow, ...]


class Proposer:
    """Everything that cards need, loaded once for a page of them."""

    def __init__(self, page: DocumentPage) -> None:
        programme_id = page.programme_id
        self.programme_id, self.received_on = programme_id, page.received_at.astimezone(OFFICE_TIME).date()
        self.lines = {line.id: line for line in organizations()}
        self._names = names()
        self._manners = Manners(programme_id)
        self._members: dict[tuple[Class, ...], tuple[Choice, ...]] = {}
        self._written: dict[str, Written] = {}
        groups_here = groups(programme_id)
        self._by_category: dict[str, tuple[int, str]] = {}
        self._leading: dict[GroupKind, int] = {}
        for group in groups_here:
            if group.leading_organization_id is None:
                continue
            self._leading.setdefault(GroupKind(group.kind), group.leading_organization_id)
            if group.kind == GroupKind.PROFESSIONAL:
                for category in group.categories:
                    self._by_category.setdefault(category, (group.leading_organization_id, group.name))

    def manner(self, organization_id: int | None) -> MannerRow | None:
        line = self.lines.get(organization_id or 0)
        return self._manners.row(line.region_id, line.kind) if line else None

    def written(self, name: str) -> Written:
        if name not in self._written:
            found = tuple(self.lines[i] for i in self._names.find(name) if i in self.lines)
            self._written[name] = Written(name, found)
        return self._written[name]

    def members(self, addressee: str) -> tuple[Choice, ...]:
        """Asked of the database once for each set of classes, however many ways a long paper writes them."""
        classes = classes_of(addressee)
        if classes not in self._members:
            self._members[classes] = tuple(members_for(self.programme_id, addressee)) if classes else ()
        return self._members[classes]

    def values(self, directive: DirectiveLine) -> tuple[Values, str]:
        """The proposed values, and why this lead."""
        category = Category(directive.category)
        lead, because = self._lead(directive)
        kind = DEFAULT_KIND[category]
        deadline = directive.deadline or {}
        values = Values(
            title=title_of(directive.reads_as, deadline.get("text") or ""),
            kind=kind,
            category=category,
            subtypes=directive.subtypes,
            lead_organization_id=lead,
            participant_ids=self._participants(directive, lead),
            confirmer_organization_id=self.confirmer(kind),
            completion_standard=standards_for(category)[0],
            due_on=self.due(directive),
            term_kind=TERM_OF_DEADLINE[DeadlineKind(deadline["kind"])] if deadline else TermKind.DEFAULT,
            term_text=deadline.get("text") or "",
        )
        return values, because

    def due(self, directive: DirectiveLine) -> date | None:
        """The stated day; one without a year is completed from the day the document came in."""
        deadline = directive.deadline or {}
        if deadline.get("date"):
            return date.fromisoformat(deadline["date"])
        if deadline.get("kind") != DeadlineKind.DATE:
            return None
        return likely_date(deadline["text"], self.received_on)

    def _lead(self, directive: DirectiveLine) -> tuple[int | None, str]:
        """A unit that the text names beats the professional group whose duty the category is; several: none."""
        found = [self.written(name).matches for name in directive.leads]
        if found:
            only = found[0] if len(found[0]) == 1 else ()
            return (only[0].id, "原文写明") if only else (None, "")
        offered = self._by_category.get(directive.category)
        return (offered[0], f"按{offered[1]}职责建议") if offered else (None, "")

    def _participants(self, directive: DirectiveLine, lead: int | None) -> tuple[int, ...]:
        names_ = (*directive.leads[1:], *directive.participants)
        found = [self.written(name).matches for name in names_]
        return tuple(dict.fromkeys(m[0].id for m in found if len(m) == 1 and m[0].id != lead))

    def confirmer(self, kind: Kind) -> int | None:
        """Who needed the result: for what somebody raised, the district's leading unit; for services, the city's."""
        if KINDS[kind].confirmed_by is ConfirmedBy.OFFICE:
            return None
        side = GroupKind.PROMOTION if kind is Kind.SERVICE else GroupKind.COORDINATION
        return self._leading.get(side)


def cards(actor: Actor, page: DocumentPage, proposer: Proposer | None = None, *, only: int | None = None) -> list[Card]:
    """One card for each directive of the page, or for one alone; reading the page has checked the actor's right."""
    del actor
    proposer = proposer or Proposer(page)
    drafts = dict(Draft.objects.filter(directive__document_id=page.id).values_list("directive_id", "values"))
    prepared = _prepared(Source.objects.filter(document_id=page.id))
    wanted = [d for d in page.directives if only in {None, d.id}]
    return [card(proposer, d, drafts.get(d.id), prepared.get(d.id, ())) for d in wanted]


def card(
    proposer: Proposer, directive: DirectiveLine, draft: dict[str, Any] | None, prepared: tuple[PreparedRow, ...]
) -> Card:
    values, because = proposer.values(directive)
    if draft:
        values, because = values_from(draft, values), "经办人选定"
    return Card(
        directive=directive,
        values=values,
        lead=proposer.lines.get(values.lead_organization_id or 0),
        lead_because=because if values.lead_organization_id else "",
        manner=proposer.manner(values.lead_organization_id),
        written_leads=tuple(proposer.written(name) for name in directive.leads),
        written_participants=tuple(proposer.written(name) for name in directive.participants),
        members=proposer.members(directive.addressee),
        standards=standards_for(values.category),
        deadline_text=(directive.deadline or {}).get("text") or "",
        due_because=_due_because(directive, values),
        edited=bool(draft),
        prepared=prepared,
    )


def _due_because(directive: DirectiveLine, values: Values) -> str:
    read = directive.deadline or {}
    if values.due_on is not None and read.get("kind") == DeadlineKind.DATE and not read.get("date"):
        return "原文未写年份，按收文日期推定"
    return ""


def repeats(page: DocumentPage, only: Iterable[int]) -> dict[int, tuple[Repeat, ...]]:
    """For directives of the page what was demanded before in other documents, likest first."""
    found = alike(page, only)
    prepared = _prepared(
        Source.objects.filter(directive__in={a.directive_id for lines in found.values() for a in lines})
    )
    return {
        key: tuple(Repeat(a, next(iter(prepared.get(a.directive_id, ())), None)) for a in lines[:MOST_REPEATS])
        for key, lines in found.items()
    }


def _prepared(sources: "QuerySet[Source]") -> dict[int, tuple[PreparedRow, ...]]:
    """By directive the matters that rest on it."""
    found: dict[int, tuple[PreparedRow, ...]] = {}
    sources = sources.filter(directive__isnull=False).exclude(matter__state=State.WITHDRAWN)
    earlier = Source.objects.filter(matter=OuterRef("matter"), pk__lt=OuterRef("pk"))
    for source in sources.select_related("matter__lead_organization").annotate(further=Exists(earlier)):
        m: Matter = source.matter
        lead = m.lead_organization.short_name if m.lead_organization else ""
        row = PreparedRow(m.pk, m.title, State(m.state), lead, source.further)
        found[source.directive_id or 0] = (*found.get(source.directive_id or 0, ()), row)
    return found


def values_from(draft: dict[str, Any], base: Values) -> Values:
    """The proposed values with what the clerk typed laid over them (see `draft_of`)."""
    due = draft.get("due_on")
    return replace(
        base,
        title=draft["title"],
        kind=Kind(draft["kind"]),
        category=Category(draft["category"]),
        subtypes=tuple(draft["subtypes"]),
        lead_organization_id=draft["lead_organization_id"],
        participant_ids=tuple(draft["participant_ids"]),
        confirmer_organization_id=draft["confirmer_organization_id"],
        responsible_leader=draft["responsible_leader"],
        completion_standard=draft["completion_standard"],
        due_on=date.fromisoformat(due) if due else None,
        term_kind=TermKind(draft["term_kind"]),
        term_text=draft["term_text"],
        urgency=type(base.urgency)(draft["urgency"]),
    )


def draft_of(values: Values) -> dict[str, Any]:
    """Values as they are kept while a clerk still works on the card."""
    return {
        "title": values.title,
        "kind": values.kind,
        "category": values.category,
        "subtypes": list(values.subtypes),
        "lead_organization_id": values.lead_organization_id,
        "participant_ids": list(values.participant_ids),
        "confirmer_organization_id": values.confirmer_organization_id,
        "responsible_leader": values.responsible_leader,
        "completion_standard": values.completion_standard,
        "due_on": values.due_on.isoformat() if values.due_on else None,
        "term_kind": values.term_kind,
        "term_text": values.term_text,
        "urgency": values.urgency,
    }
