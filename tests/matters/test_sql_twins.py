"""What SQL answers over many rows and what the rules answer of one matter is the same."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest
from django.db.models import QuerySet

from heli.directory.rules.actor import Actor, Membership, Post
from heli.directory.rules.levels import GroupKind, GroupRole, PostRole
from heli.matters.models import Matter, Participant
from heli.matters.permissions import facts_of
from heli.matters.queries.filters import Filters, with_light
from heli.matters.queries.ledger import ledger, light_counts, visible
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import Standing, State
from heli.matters.rules.lights import Light, Thresholds, light_on
from heli.matters.rules.standing import may_see, standings
from heli.overview.queries.inbox import Todo, inbox
from tests.cast import MONDAY, Cast

TODAY = date(2026, 11, 23)
ONE = timedelta(days=1)


def matter(cast: Cast, **fields: object) -> Matter:
    """A bare row: these tests ask questions of states that no action would produce in so many combinations."""
    usual = {"kind": Kind.TASK, "state": State.IN_PROGRESS, "title": "事项", "category": "policy", "basis": "minutes"}
    return Matter(programme_id=cast.programme, prepared_at=cast.at, changed_at=cast.at, **(usual | fields))


DAYS = (None, TODAY - ONE, TODAY, TODAY + ONE)


def test_a_light_in_sql_is_the_light_of_the_rules(cast: Cast) -> None:
    """Every order of the three thresholds around today, the clock stopped on any side of them; and every state."""
    grid = [
        *product([State.IN_PROGRESS], DAYS, DAYS, DAYS, DAYS),
        *product(State, [None], [TODAY], DAYS, DAYS),
    ]
    rows = [
        matter(cast, state=state, blue_on=blue, yellow_on=yellow, red_on=red, stopped_on=stopped)
        for state, blue, yellow, red, stopped in grid
    ]
    Matter.objects.bulk_create(rows)
    shown = {m.pk: Light(m.light) for m in with_light(Matter.objects.all(), TODAY)}
    assert len(shown) == len(rows) == 4**4 + len(State) * 4**2
    wrong = [
        (m.state, m.blue_on, m.yellow_on, m.red_on, m.stopped_on, shown[m.pk])
        for m in Matter.objects.all()
        if shown[m.pk]
        is not light_on(TODAY, State(m.state), Thresholds(m.blue_on, m.yellow_on, m.red_on), m.stopped_on)
    ]
    assert wrong == []


@dataclass(frozen=True)
class Walker:
    name: str
    actor: Actor


def walkers(cast: Cast) -> list[Walker]:
    """The cast, and people who stand in several places at once."""
    known = "clerk office_head leader unit_head liaison participant raiser professional auditor administrator".split()
    found = [Walker(name, getattr(cast, name)) for name in known]
    lead, office, raiser = cast.unit("市发改委"), cast.unit("市推动办"), cast.unit("县发改局")
    for post, kind, role in product(
        (None, lead, office, raiser),
        (None, *GroupKind),
        (GroupRole.HEAD, GroupRole.MEMBER, GroupRole.CLERK),
    ):
        posts = (Post(post, "单位", PostRole.LIAISON, ""),) if post else ()
        groups = (Membership(cast.programme, 1, "组", kind, role),) if kind else ()
        found.append(Walker(f"{post} {kind} {role}", Actor(None, 1, "某", MONDAY, posts, groups)))
    return found


@pytest.fixture
def grid(cast: Cast) -> "QuerySet[Matter, Matter]":
    """Every state and kind, with the lead, the confirmer and the participant any of the units of this test or none."""
    units = [cast.unit(name) for name in ("市发改委", "市推动办", "县发改局")]
    Matter.objects.bulk_create(
        matter(cast, state=state, kind=kind, lead_organization_id=lead, confirmer_organization_id=confirmer)
        for state, kind, lead, confirmer in product(State, (Kind.TASK, Kind.BOTTLENECK), (None, *units), (None, *units))
    )
    joined = list(Matter.objects.order_by("id"))[::3]
    Participant.objects.bulk_create(Participant(matter=m, organization_id=units[n % 3]) for n, m in enumerate(joined))
    return Matter.objects.select_related("programme").prefetch_related("participations")


def test_the_ledger_shows_exactly_what_somebody_may_see(cast: Cast, grid: "QuerySet[Matter, Matter]") -> None:
    facts = {m.pk: facts_of(m) for m in grid}
    for who in walkers(cast):
        by_rule = {pk for pk, f in facts.items() if may_see(who.actor, f)}
        assert set(visible(who.actor, cast.programme).values_list("pk", flat=True)) == by_rule, who.name


def test_the_inbox_asks_for_confirmation_exactly_those_who_confirm(
    cast: Cast, grid: "QuerySet[Matter, Matter]"
) -> None:
    facts = {m.pk: facts_of(m) for m in grid.filter(state=State.CLOSING_REQUESTED)}
    for who in walkers(cast):
        by_rule = {
            pk for pk, f in facts.items() if may_see(who.actor, f) and Standing.CONFIRMER in standings(who.actor, f)
        }
        found = inbox(who.actor, cast.programme)
        assert {m.id for m in found.matters.get(Todo.CONFIRM, ())} == by_rule, who.name


def test_counts_by_light_add_up_to_the_ledger(cast: Cast, grid: "QuerySet[Matter, Matter]") -> None:
    Matter.objects.filter(pk__in=list(grid.values_list("pk", flat=True))[::2]).update(red_on=TODAY)
    page = ledger(cast.clerk, cast.programme, Filters())
    followed = {State.ISSUED, State.IN_PROGRESS, State.CLOSING_REQUESTED, State.REDO, State.CLOSED}
    assert page.everything == sum(m.state in followed for m in grid)
    for light, count in light_counts(cast.clerk, cast.programme, Filters()).items():
        assert ledger(cast.clerk, cast.programme, Filters(light=light)).total == count
