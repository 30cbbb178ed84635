"""台账: the rows a person may see, as the Excel sheet it replaces shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Count, Q, QuerySet

from heli.directory.models import Organization
from heli.directory.rules.actor import OFFICE_TIME, Actor
from heli.directory.rules.authority import may_see_all
from heli.documents.intake.draft import Category
from heli.matters.models import Matter, Participant
from heli.matters.queries.filters import SORTS, Filters, narrowed, with_light
from heli.matters.queries.places import institutional
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import BEFORE_ISSUE, State
from heli.matters.rules.lights import Light

PAGE_ROWS = 50
CHUNK = 1000


def visible(actor: Actor, programme_id: int) -> "QuerySet[Matter, Matter]":
    """The matters of a programme that the actor may see; the same answer as `rules.standing.may_see`, in SQL."""
    found = Matter.objects.filter(programme_id=programme_id)
    if may_see_all(actor, programme_id):
        return found
    mine = sorted(actor.organizations())
    joined = Participant.objects.filter(organization_id__in=mine).values("matter_id")
    return found.exclude(state__in=[*BEFORE_ISSUE, State.WITHDRAWN]).filter(
        Q(lead_organization_id__in=mine) | Q(confirmer_organization_id__in=mine) | Q(pk__in=joined)
    )


@dataclass(frozen=True, slots=True)
class LedgerRow:
    id: int
    position: int
    number: str
    basis: str
    title: str
    completion_standard: str
    kind: Kind
    category: Category
    state: State
    lead: str
    responsible_leader: str
    participants: tuple[str, ...]
    due_on: date | None
    term_text: str
    light: Light
    manner: str
    progress: str
    problems: str
    next_steps: str
    help_needed: str
    no_change: bool
    updated_on: date | None


@dataclass(frozen=True, slots=True)
class LedgerPage:
    rows: tuple[LedgerRow, ...]
    by_light: dict[Light, int]
    """Under all filters but the light's own."""
    filters: Filters

    @property
    def everything(self) -> int:
        return sum(self.by_light.values())

    @property
    def total(self) -> int:
        return self.by_light.get(Light(self.filters.light), 0) if self.filters.light else self.everything

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_ROWS))


FIELDS = (
    "pk number basis_text title completion_standard kind category state lead_organization__short_name"
    " responsible_leader due_on term_text light manner latest_update__progress latest_update__problems"
    " latest_update__next_steps latest_update__help_needed latest_update__no_change latest_update__at"
).split()
"""What a row shows, in the order `_row` takes it: rows are read without making models of them, as they are many."""


def _rows_query(actor: Actor, programme_id: int, filters: Filters) -> "QuerySet[Matter, tuple[Any, ...]]":
    found = narrowed(with_light(visible(actor, programme_id), actor.today), filters, programme_id)
    return found.order_by(*SORTS[filters.sort]).values_list(*FIELDS)


def _rows(found: Sequence[tuple[Any, ...]], start: int) -> Iterator[LedgerRow]:
    ids = [values[0] for values in found]
    names = Participant.objects.filter(matter_id__in=ids).order_by(*institutional("organization"))
    participants: dict[int, tuple[str, ...]] = {}
    for matter_id, name in names.values_list("matter_id", "organization__short_name"):
        participants[matter_id] = (*participants.get(matter_id, ()), name)
    for position, values in enumerate(found, start=start + 1):
        yield _row(values, position, participants.get(values[0], ()))


def ledger(actor: Actor, programme_id: int, filters: Filters) -> LedgerPage:
    found = _rows_query(actor, programme_id, filters)
    start = (filters.page - 1) * PAGE_ROWS
    rows = tuple(_rows(list(found[start : start + PAGE_ROWS]), start))
    return LedgerPage(rows, light_counts(actor, programme_id, filters), filters)


def light_counts(actor: Actor, programme_id: int, filters: Filters) -> dict[Light, int]:
    """How many matters show each light under all the other filters; their sum is the total."""
    found = narrowed(with_light(visible(actor, programme_id), actor.today), replace(filters, light=""), programme_id)
    return {Light(r["light"]): r["n"] for r in found.values("light").annotate(n=Count("*")).order_by()}


def ledger_units(actor: Actor, programme_id: int) -> list[tuple[int, str]]:
    """The units that lead what the actor may see, in institutional order: the choices of the unit filter."""
    leads = visible(actor, programme_id).filter(lead_organization__isnull=False).values("lead_organization_id")
    found = Organization.objects.filter(pk__in=leads).order_by(*institutional())
    return list(found.values_list("pk", "short_name"))


def all_rows(actor: Actor, programme_id: int, filters: Filters) -> Iterator[LedgerRow]:
    """Every row of the filtered ledger, for the workbook: the same rows the screen shows."""
    found, start = _rows_query(actor, programme_id, filters).iterator(chunk_size=CHUNK), 0
    while chunk := list(islice(found, CHUNK)):
        yield from _rows(chunk, start)
        start += len(chunk)


def _row(values: tuple[Any, ...], position: int, participants: tuple[str, ...]) -> LedgerRow:
    pk, number, basis, title, standard, kind, category, state, *more = values
    lead, leader, due_on, term, light, manner, *of_update = more
    progress, problems, next_steps, help_needed, no_change, at = of_update
    return LedgerRow(
        id=pk,
        position=position,
        number=number,
        basis=basis,
        title=title,
        completion_standard=standard,
        kind=Kind(kind),
        category=Category(category),
        state=State(state),
        lead=lead or "",
        responsible_leader=leader,
        participants=participants,
        due_on=due_on,
        term_text=term,
        light=Light(light),
        manner=manner,
        progress=progress or "",
        problems=problems or "",
        next_steps=next_steps or "",
        help_needed=help_needed or "",
        no_change=bool(no_change),
        updated_on=at.astimezone(OFFICE_TIME).date() if at else None,
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many issued matters stand how; each figure opens the ledger that it counts."""

    by_light: dict[Light, int]
    by_state: dict[State, int]
    by_kind: dict[Kind, int]
    by_unit: tuple[tuple[int, str, int, int], ...]
    """(unit id, unit, open, overdue), in institutional order."""


def counts(actor: Actor, programme_id: int) -> Counts:
    found = with_light(visible(actor, programme_id), actor.today).exclude(state__in=[*BEFORE_ISSUE, State.WITHDRAWN])
    lights = {Light(r["light"]): r["n"] for r in found.values("light").annotate(n=Count("*")).order_by()}
    states = {State(r["state"]): r["n"] for r in found.values("state").annotate(n=Count("*")).order_by()}
    kinds = {Kind(r["kind"]): r["n"] for r in found.values("kind").annotate(n=Count("*")).order_by()}
    units = (
        found.exclude(light=Light.NONE)
        .values("lead_organization_id", "lead_organization__short_name")
        .annotate(n=Count("*"), red=Count("pk", filter=Q(light=Light.RED)))
        .order_by(*institutional("lead_organization"))
    )
    by_unit = tuple((r["lead_organization_id"], r["lead_organization__short_name"], r["n"], r["red"]) for r in units)
    return Counts(lights, states, kinds, by_unit)
