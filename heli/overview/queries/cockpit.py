"""驾驶舱: how the programme stands, in plain counts that each open the ledger they count."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from heli.directory.queries import calendar, organizations
from heli.directory.rules.actor import Actor
from heli.directory.rules.authority import may_see_all
from heli.documents.intake.draft import Category
from heli.matters.queries.filters import with_light
from heli.matters.queries.ledger import visible
from heli.matters.rules.kinds import CATEGORY_WORDS
from heli.matters.rules.lifecycle import OPEN, State
from heli.matters.rules.lights import Light
from heli.overview.queries.inbox import MatterTodo, todos

if TYPE_CHECKING:
    from heli.matters.queries.filters import LitMatters


@dataclass(frozen=True, slots=True)
class UnitFigures:
    id: int
    name: str
    open: int
    lights: dict[Light, int]
    to_acknowledge: int
    closed: int


@dataclass(frozen=True, slots=True)
class CategoryFigures:
    category: Category
    words: str
    open: int
    red: int
    closed: int


@dataclass(frozen=True, slots=True)
class Cockpit:
    """How the programme stands today, as far as the actor may see it. Plain counts; no rate, no rank."""

    issued: int
    open: int
    closed: int
    lights: dict[Light, int]
    never_reported: int
    """Open, acknowledged, and nothing reported yet: no progress is worked out for these."""
    due_this_week: int
    week_ends_on: date
    units: tuple[UnitFigures, ...]
    categories: tuple[CategoryFigures, ...]
    overdue: tuple[MatterTodo, ...]
    help_needed: tuple["HelpNeeded", ...]
    whole: bool
    """Whether the actor sees the whole programme or only what concerns his own units."""


@dataclass(frozen=True, slots=True)
class HelpNeeded:
    """需协调事项 as the unit last wrote it."""

    id: int
    title: str
    lead: str
    words: str


def cockpit(actor: Actor, programme_id: int) -> Cockpit:
    issued = with_light(visible(actor, programme_id), actor.today).filter(state__in=sorted(OPEN | {State.CLOSED}))
    opened = issued.filter(state__in=sorted(OPEN))
    week_ends_on = actor.today + timedelta(days=6 - actor.today.weekday())
    due = Q(due_on__gte=actor.today, due_on__lte=week_ends_on)
    silent = Q(latest_update__isnull=True) & ~Q(state=State.ISSUED)
    totals = opened.order_by().aggregate(
        open=Count("*"), due=Count("pk", filter=due), silent=Count("pk", filter=silent)
    )
    lights = {Light(r["light"]): r["n"] for r in opened.order_by().values("light").annotate(n=Count("*"))}
    closed = issued.filter(state=State.CLOSED).count()
    days = calendar()
    late = opened.filter(light=Light.RED).select_related("lead_organization").order_by("due_key", "id")[:8]
    return Cockpit(
        issued=totals["open"] + closed,
        open=totals["open"],
        closed=closed,
        lights=lights,
        never_reported=totals["silent"],
        due_this_week=totals["due"],
        week_ends_on=week_ends_on,
        units=_units(issued),
        categories=_categories(issued),
        overdue=todos(late, actor.today, days),
        help_needed=_help_needed(opened),
        whole=may_see_all(actor, programme_id),
    )


def _units(issued: "LitMatters") -> tuple[UnitFigures, ...]:
    """Units that lead something, in institutional order."""
    place = {line.id: n for n, line in enumerate(organizations())}
    rows = (
        issued.values("lead_organization_id", "lead_organization__short_name")
        .annotate(
            open=Count("pk", filter=Q(state__in=sorted(OPEN))),
            closed=Count("pk", filter=Q(state=State.CLOSED)),
            waiting=Count("pk", filter=Q(state=State.ISSUED)),
            red=Count("pk", filter=Q(light=Light.RED)),
            yellow=Count("pk", filter=Q(light=Light.YELLOW)),
            blue=Count("pk", filter=Q(light=Light.BLUE)),
            green=Count("pk", filter=Q(light=Light.GREEN)),
        )
        .order_by()
    )
    return tuple(
        UnitFigures(
            r["lead_organization_id"],
            r["lead_organization__short_name"],
            r["open"],
            {Light.RED: r["red"], Light.YELLOW: r["yellow"], Light.BLUE: r["blue"], Light.GREEN: r["green"]},
            r["waiting"],
            r["closed"],
        )
        for r in sorted(rows, key=lambda r: place.get(r["lead_organization_id"], len(place)))
    )


def _categories(issued: "LitMatters") -> tuple[CategoryFigures, ...]:
    rows = (
        issued.order_by()
        .values("category")
        .annotate(
            open=Count("pk", filter=Q(state__in=sorted(OPEN))),
            red=Count("pk", filter=Q(light=Light.RED)),
            closed=Count("pk", filter=Q(state=State.CLOSED)),
        )
    )
    found = {Category(r["category"]): r for r in rows}
    return tuple(
        CategoryFigures(c, CATEGORY_WORDS[c], found[c]["open"], found[c]["red"], found[c]["closed"])
        for c in Category
        if c in found
    )


def _help_needed(opened: "LitMatters") -> tuple[HelpNeeded, ...]:
    found = opened.exclude(latest_update__isnull=True).exclude(latest_update__help_needed="")
    rows = found.select_related("lead_organization", "latest_update").order_by("due_key", "id")[:8]
    return tuple(
        HelpNeeded(
            m.pk,
            m.title,
            m.lead_organization.short_name if m.lead_organization else "",
            m.latest_update.help_needed if m.latest_update else "",
        )
        for m in rows
    )
