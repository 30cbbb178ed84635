"""待办 and 驾驶舱: what waits and what is counted, against the rules and against the ledger."""

import re

import pytest
from django.test import Client

from heli.directory.models import Account
from heli.directory.rules.actor import Actor
from heli.matters.models import Matter
from heli.matters.permissions import facts_of
from heli.matters.queries.filters import Filters
from heli.matters.queries.ledger import ledger
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import Standing, State
from heli.matters.rules.lights import Light
from heli.matters.rules.standing import standings
from heli.overview.queries.cockpit import cockpit
from heli.overview.queries.inbox import Todo, inbox, inbox_count
from tests.cast import Cast
from tests.web.rows import matter

LOGINS = ["jingban", "zhuren", "lingdao", "danwei", "lianluo", "peihe", "xianfagai", "zhaoshang", "shenji", "guanli"]


def client_of(login: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(login=login))
    return client


@pytest.fixture
def closings(cast: Cast) -> list[Matter]:
    """Every kind waiting for its confirmation, led by every sort of unit, with every sort of confirmer."""
    leads = ("市发改委", "市推动办", "县发改局", "市财政局")
    return [
        matter(cast, lead=lead, kind=kind, confirmer=confirmer, state=State.CLOSING_REQUESTED)
        for lead in leads
        for kind in Kind
        for confirmer in ("", "县发改局", "市推动办", lead)
    ]


def test_the_inbox_asks_exactly_those_to_confirm_whom_the_rules_name(cast: Cast, closings: list[Matter]) -> None:
    ids = [m.pk for m in closings]
    loaded = Matter.objects.select_related("programme").prefetch_related("participations").filter(pk__in=ids)
    for login in LOGINS:
        actor = cast.actor(login)
        by_rule = {m.pk for m in loaded if Standing.CONFIRMER in standings(actor, facts_of(m))}
        shown = {one.id for one in inbox(actor, cast.programme).matters.get(Todo.CONFIRM, ())}
        assert shown == by_rule, login


def test_the_number_beside_the_inbox_is_what_the_inbox_shows(cast: Cast, closings: list[Matter]) -> None:
    del closings
    matter(cast, lead="市发改委", state=State.ISSUED)
    matter(cast, lead="县发改局", state=State.PREPARED)
    for login in LOGINS:
        actor = cast.actor(login)
        found = inbox(actor, cast.programme)
        rows = sum(map(len, found.matters.values())) + len(found.documents) + sum(map(len, found.sheets.values()))
        assert inbox_count(actor, cast.programme) == found.number == rows + bool(found.prepared), login


def todos(actor: Actor, cast: Cast) -> set[Todo]:
    return {todo for todo, n in inbox(actor, cast.programme).numbers.items() if n}


def test_a_unit_is_asked_to_acknowledge_what_was_issued_to_it_and_nobody_else(cast: Cast) -> None:
    matter(cast, lead="市发改委", state=State.ISSUED)
    assert todos(cast.liaison, cast) == {Todo.ACKNOWLEDGE}
    assert todos(cast.unit_head, cast) == {Todo.ACKNOWLEDGE}
    assert todos(cast.participant, cast) == set()
    assert todos(cast.clerk, cast) == set()


def test_a_report_is_asked_for_only_when_a_light_or_the_reporting_day_nears(cast: Cast) -> None:
    matter(cast, lead="市发改委")
    assert todos(cast.liaison, cast) == set()
    matter(cast, lead="市发改委", silent_since=-4)
    assert todos(cast.liaison, cast) == {Todo.REPORT}


def test_prepared_matters_wait_for_the_clerk_as_one_thing(cast: Cast) -> None:
    for _ in range(3):
        matter(cast, lead="市发改委", state=State.PREPARED)
    assert todos(cast.clerk, cast) == {Todo.LAY}
    assert inbox_count(cast.clerk, cast.programme) == 1
    assert todos(cast.liaison, cast) == set()


def test_acknowledging_in_the_inbox_answers_with_the_inbox_as_a_reload_shows_it(cast: Cast) -> None:
    waiting = matter(cast, lead="市发改委", state=State.ISSUED)
    client = client_of("lianluo")
    fragment = client.post(f"/inbox/{waiting.pk}/acknowledge/", headers={"hx-request": "true"})
    assert "heli:told" in fragment["HX-Trigger-After-Settle"]
    waiting.refresh_from_db()
    assert waiting.state == State.IN_PROGRESS
    page = client.get("/").content.decode()
    shown = fragment.content.decode().strip()
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert token.sub("", shown) in token.sub("", page)


def test_acknowledging_works_without_javascript(cast: Cast) -> None:
    waiting = matter(cast, lead="市发改委", state=State.ISSUED)
    page = client_of("lianluo").post(f"/inbox/{waiting.pk}/acknowledge/", follow=True)
    assert "已签收" in page.content.decode()


def test_a_refused_step_answers_with_its_reason(cast: Cast) -> None:
    waiting = matter(cast, lead="市发改委", state=State.ISSUED)
    answer = client_of("jingban").post(f"/inbox/{waiting.pk}/acknowledge/", headers={"hx-request": "true"})
    assert answer.status_code == 409
    assert "签收" in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.state == State.ISSUED


def test_each_figure_of_the_cockpit_is_what_its_ledger_link_shows(cast: Cast) -> None:
    for lead in ("市发改委", "县发改局"):
        matter(cast, lead=lead)
        matter(cast, lead=lead, due_in=-3)
        matter(cast, lead=lead, due_in=4)
        matter(cast, lead=lead, silent_since=2)
        matter(cast, lead=lead, state=State.ISSUED)
        matter(cast, lead=lead, state=State.CLOSED)
        matter(cast, lead=lead, state=State.PREPARED)
    for actor in (cast.clerk, cast.liaison):
        found = cockpit(actor, cast.programme)

        def total(**wanted: object) -> int:
            return ledger(actor, cast.programme, Filters.parse({k: str(v) for k, v in wanted.items()})).total  # noqa: B023

        assert found.open == total(state="open")
        assert found.closed == total(state="closed")
        assert found.never_reported == total(state="silent")
        assert {light: found.lights.get(light, 0) for light in Light if light != "none"} == {
            light: total(light=light) for light in Light if light != "none"
        }
        for unit in found.units:
            assert unit.lights == {light: total(unit=unit.id, as_lead=1, light=light) for light in unit.lights}
            assert unit.to_acknowledge == total(unit=unit.id, as_lead=1, state="issued")
        for row in found.categories:
            assert row.open == total(category=row.category, state="open")
        today, end = actor.today, found.week_ends_on
        assert found.due_this_week == total(state="open", due_from=today, due_to=end)


def test_a_liaison_counts_his_own_unit_alone(cast: Cast) -> None:
    matter(cast, lead="市发改委")
    matter(cast, lead="县发改局")
    assert cockpit(cast.liaison, cast.programme).open == 1
    assert cockpit(cast.clerk, cast.programme).open == 2


def test_what_was_never_reported_is_said_and_not_turned_into_a_rate(cast: Cast) -> None:
    matter(cast, lead="市发改委")
    page = client_of("jingban").get("/cockpit/").content.decode()
    assert "1 项签收后还没有反馈过进展" in page
    assert "%" not in page[page.index('<main id="main"') : page.index("</main>")]


def test_an_empty_programme_says_so(cast: Cast) -> None:
    del cast
    assert "还没有交办的事项" in client_of("jingban").get("/cockpit/").content.decode()
    assert "眼下没有要您办的事" in client_of("lianluo").get("/").content.decode()
