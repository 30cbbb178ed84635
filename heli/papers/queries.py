"""What may go out: the units whose issued matters make a paper, by manner."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from heli.directory.models import Organization
from heli.directory.rules.actor import Actor
from heli.directory.rules.authority import may_see_all
from heli.directory.rules.levels import Level, PostRole
from heli.matters.models import Matter
from heli.matters.rules.lifecycle import OPEN
from heli.matters.rules.manner import Manner
from heli.papers.render.sheets import FORMS


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A paper that can be made now: one unit, one manner."""

    unit_id: int
    unit: str
    manner: Manner
    form: str
    count: int


def issued(programme_id: int, *, sheet_id: int | None = None) -> "QuerySet[Matter, Matter]":
    """Matters that are out with a unit and not ended; of one sheet only, where it is named."""
    found = Matter.objects.filter(programme_id=programme_id, state__in=sorted(OPEN))
    if sheet_id is not None:
        found = found.filter(sheet_items__sheet_id=sheet_id, sheet_items__decision="approved")
    return found


def paper_choices(actor: Actor, programme_id: int, *, sheet_id: int | None = None) -> list[PaperChoice]:
    """In institutional order; a unit's own people see their own unit alone."""
    found = issued(programme_id, sheet_id=sheet_id)
    if not may_see_all(actor, programme_id):
        own = actor.organizations(PostRole.HEAD, PostRole.DEPUTY, PostRole.LIAISON)
        found = found.filter(lead_organization_id__in=sorted(own))
    grouped = (
        found.filter(~Q(manner=""), lead_organization__isnull=False)
        .values("manner", unit=F("lead_organization_id"))
        .annotate(n=Count("pk", distinct=True))
        .order_by()
    )
    rows = list(grouped)
    units = {o.pk: o for o in Organization.objects.filter(pk__in={r["unit"] for r in rows}).select_related("region")}
    rows.sort(key=lambda r: (Level(units[r["unit"]].region.level).rank, units[r["unit"]].position, r["unit"]))
    return [
        PaperChoice(r["unit"], units[r["unit"]].short_name, Manner(r["manner"]), FORMS[Manner(r["manner"])], r["n"])
        for r in rows
    ]
