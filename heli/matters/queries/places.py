"""Where units stand: in which manner the programme's office turns to each, and in which order they appear."""

from django.db.models import Case, QuerySet, Value, When
from django.db.models.expressions import Combinable

from heli.directory.models import Organization, Region
from heli.directory.rules.levels import Level, OrganizationKind
from heli.matters.models import Participant
from heli.matters.rules.manner import Manner, MannerRow, Place, manner_towards
from heli.programmes.queries import acting_path


def institutional(organization: str = "") -> tuple[str | Combinable, ...]:
    """What to order by: upper levels first, then 排序号. `organization` is the way to the unit, as in a lookup."""
    way = f"{organization}__" if organization else ""
    ranks = [When(**{f"{way}region__level": level}, then=Value(level.rank)) for level in Level]
    return Case(*ranks), f"{way}position", f"{way}id"


def participants_in_order() -> "QuerySet[Participant, Participant]":
    return Participant.objects.select_related("organization").order_by(*institutional("organization"))


class Manners:
    """The regions, loaded once; then a manner for any unit without asking the database."""

    def __init__(self, programme_id: int) -> None:
        self._regions = {r.pk: r for r in Region.objects.all()}
        self._office = self._place(acting_path(programme_id)[-1])

    def _place(self, region_id: int) -> Place:
        path: list[int] = []
        current: int | None = region_id
        while current is not None:
            path.insert(0, current)
            current = self._regions[current].parent_id
        return Place(Level(self._regions[region_id].level), tuple(path))

    def row(self, region_id: int, kind: OrganizationKind) -> MannerRow:
        return manner_towards(self._office, self._place(region_id), kind)


def manner_of(programme_id: int, organization_id: int | None) -> Manner | None:
    if organization_id is None:
        return None
    unit = Organization.objects.get(pk=organization_id)
    return Manners(programme_id).row(unit.region_id, OrganizationKind(unit.kind)).manner
