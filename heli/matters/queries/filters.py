"""The ledger's filters: parsed once from the address, so that a link can be shared."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import urlencode

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Least

from heli.directory.models import Organization
from heli.documents.intake.draft import Category
from heli.matters.models import Matter, Participant, Source
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import OPEN, State
from heli.matters.rules.lights import Light
from heli.search.queries import matching

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Lit(TypedDict):
    """What `with_light` adds to a matter."""

    clock: date
    light: str


if TYPE_CHECKING:
    LitMatter = WithAnnotations[Matter, Lit]
    LitMatters = QuerySet[LitMatter, LitMatter]

SORTS: dict[str, tuple[str, str]] = {
    "due": ("due_key", "id"),
    "-due": ("-due_key", "-id"),
    "changed": ("-changed_at", "-id"),
    "number": ("number_key", "id"),
    "-number": ("-number_key", "-id"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the ledger is narrowed to; empty means everything the actor may see that has been issued."""

    unit: int | None = None
    as_lead: str = ""
    """Only what the unit leads; else what it helps with as well."""
    kind: str = ""
    category: str = ""
    state: str = ""
    light: str = ""
    document: int | None = None
    due_from: date | None = None
    due_to: date | None = None
    words: str = ""
    sort: str = "due"
    page: int = 1

    @classmethod
    def parse(cls, given: Mapping[str, str]) -> "Filters":
        """Reads a query string; what makes no sense is ignored, so that an old link still opens."""
        return cls(
            unit=_number(given.get("unit")),
            as_lead=_one_of(given.get("as_lead"), {"1"}),
            kind=_one_of(given.get("kind"), set(Kind)),
            category=_one_of(given.get("category"), set(Category)),
            state=_one_of(given.get("state"), {*State, "open", "silent", "before"}),
            light=_one_of(given.get("light"), set(Light)),
            document=_number(given.get("document")),
            due_from=_day(given.get("due_from")),
            due_to=_day(given.get("due_to")),
            words=given.get("words", "").strip()[:60],
            sort=_one_of(given.get("sort"), set(SORTS)) or "due",
            page=max(1, _number(given.get("page")) or 1),
        )

    def query(self, **changes: object) -> str:
        """The query string of these filters with some changed; changing anything but the page goes to page one."""
        changed = replace(self, page=1, **changes) if "page" not in changes else replace(self, **changes)  # type: ignore[arg-type]
        values = {name: getattr(changed, name) for name in self.__dataclass_fields__}
        default = Filters()
        return urlencode({n: v for n, v in values.items() if v not in {None, ""} and v != getattr(default, n)})


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _one_of(text: str | None, known: set[str]) -> str:
    return text if text in known else ""


def with_light(found: "QuerySet[Matter, Matter]", day: date) -> "LitMatters":
    """Adds `light` as `rules.lights.light_on` defines it: the same ranges over the same dates, in SQL."""
    at = Least(Value(day), Coalesce(F("stopped_on"), Value(day)))
    return found.annotate(clock=at).annotate(
        light=Case(
            When(~Q(state__in=sorted(OPEN)), then=Value(Light.NONE)),
            When(red_on__lte=F("clock"), then=Value(Light.RED)),
            When(yellow_on__lte=F("clock"), then=Value(Light.YELLOW)),
            When(blue_on__lte=F("clock"), then=Value(Light.BLUE)),
            default=Value(Light.GREEN),
        )
    )


def narrowed(found: "LitMatters", filters: Filters, programme_id: int) -> "LitMatters":
    """Applies the filters to matters that already carry their light."""
    exact = {"kind": filters.kind, "category": filters.category, "light": filters.light}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    found = _by_state(found, filters.state)
    if filters.unit:
        joined = Participant.objects.filter(organization_id=filters.unit).values("matter_id")
        leads = Q(lead_organization_id=filters.unit)
        found = found.filter(leads if filters.as_lead else leads | Q(pk__in=joined))
    if filters.document:
        found = found.filter(pk__in=Source.objects.filter(document_id=filters.document).values("matter_id"))
    if filters.due_from:
        found = found.filter(due_on__gte=filters.due_from)
    if filters.due_to:
        found = found.filter(due_on__lte=filters.due_to)
    if filters.words:
        found = found.filter(_has_words(filters.words, programme_id))
    return found


def _has_words(words: str, programme_id: int) -> Q:
    """In the matter itself, or in a name of the unit that leads it."""
    found = Q(pk__in=matching(kind="matter", programme_id=programme_id, words=words))
    named = Q(short_name__icontains=words) | Q(name__icontains=words) | Q(aliases__name=words)
    units = sorted(set(Organization.objects.filter(named).values_list("pk", flat=True))) if len(words) > 1 else []
    return found | Q(lead_organization_id__in=units) if units else found


def _by_state(found: "LitMatters", state: str) -> "LitMatters":
    if state == "open":
        return found.filter(state__in=sorted(OPEN))
    if state == "silent":
        return found.filter(state__in=sorted(OPEN - {State.ISSUED}), latest_update__isnull=True)
    if state == "before":
        return found.filter(state__in=[State.PREPARED, State.LAID, State.APPROVED])
    if state:
        return found.filter(state=state)
    return found.exclude(state__in=[State.PREPARED, State.LAID, State.APPROVED, State.WITHDRAWN])
