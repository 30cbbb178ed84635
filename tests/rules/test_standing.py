"""Where somebody stands towards a matter, who confirms it, and who may see it."""

from dataclasses import replace

import pytest

from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import GroupKind, GroupRole, PostRole
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import Standing, State, Verb, may_take
from heli.matters.rules.standing import Facts, is_professional, may_see, standings
from tests.rules import people as p

FACTS = Facts(
    programme_id=p.PROGRAMME,
    kind=Kind.TASK,
    state=State.CLOSING_REQUESTED,
    office_organization_id=p.OFFICE,
    lead_organization_id=p.LEAD,
    participant_ids=frozenset({p.PARTICIPANT}),
)
W = Standing


@pytest.mark.parametrize(
    ("who", "stands"),
    [
        (p.CLERK, {W.CLERK, W.CONFIRMER}),
        (p.OFFICE_HEAD, {W.CLERK, W.SIGNER, W.CONFIRMER}),
        (p.LEADER, {W.SIGNER}),
        (p.LOCAL_LEADER, {W.SIGNER}),
        (p.LEAD_HEAD, {W.LEAD_HEAD}),
        (p.LEAD_DEPUTY, {W.LEAD_HEAD}),
        (p.LEAD_LIAISON, {W.LEAD_LIAISON}),
        (p.LEAD_STAFF, set()),
        (p.HELPER_LIAISON, {W.PARTICIPANT}),
        (p.RAISER_HEAD, set()),
        (p.OUTSIDER, set()),
        (p.AUDITOR, set()),
        (p.ADMINISTRATOR, set()),
    ],
)
def test_a_task_of_a_unit_knows_who_is_who(who: Actor, stands: set[Standing]) -> None:
    assert standings(who, FACTS) == stands


RAISED = (Kind.BOTTLENECK, Kind.SUPPORT, Kind.SUGGESTION, Kind.SERVICE)
CONFIRMS: list[tuple[str, Facts, dict[str, bool]]] = [
    ("task", FACTS, {"office": True, "leader": False, "raiser": False, "lead": False}),
    (
        "task that the office itself leads",
        replace(FACTS, lead_organization_id=p.OFFICE),
        {"office": False, "leader": True, "raiser": False, "lead": False},
    ),
    (
        "task with a raiser noted",
        replace(FACTS, confirmer_organization_id=p.RAISER),
        {"office": True, "leader": False, "raiser": False, "lead": False},
    ),
    *[
        (
            f"{kind} with its raiser or receiver",
            replace(FACTS, kind=kind, confirmer_organization_id=p.RAISER),
            {"office": False, "leader": False, "raiser": True, "lead": False},
        )
        for kind in RAISED
    ],
    *[
        (
            f"{kind} whose raiser isn't known",
            replace(FACTS, kind=kind),
            {"office": True, "leader": False, "raiser": False, "lead": False},
        )
        for kind in RAISED
    ],
    *[
        (
            f"{kind} whose raiser isn't known, led by the office",
            replace(FACTS, kind=kind, lead_organization_id=p.OFFICE),
            {"office": False, "leader": True, "raiser": False, "lead": False},
        )
        for kind in RAISED
    ],
    *[
        (
            f"{kind} raised by the unit that leads it",
            replace(FACTS, kind=kind, confirmer_organization_id=p.LEAD),
            {"office": False, "leader": True, "raiser": False, "lead": False},
        )
        for kind in RAISED
    ],
]
ROLES = {"office": p.CLERK, "leader": p.LEADER, "raiser": p.RAISER_HEAD, "lead": p.LEAD_HEAD}


@pytest.mark.parametrize(("facts", "who", "yes"), [(f, w, y) for _, f, row in CONFIRMS for w, y in row.items()])
def test_who_needed_the_result_confirms_it(facts: Facts, who: str, yes: bool) -> None:
    assert (Standing.CONFIRMER in standings(ROLES[who], facts)) is yes
    assert may_take(Verb.CLOSE, facts.state, standings(ROLES[who], facts)).allowed is yes


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("role", list(PostRole))
@pytest.mark.parametrize("confirmer", [None, p.LEAD, p.RAISER, p.OFFICE])
def test_nobody_of_the_unit_that_did_the_work_confirms_it(kind: Kind, role: PostRole, confirmer: int | None) -> None:
    """Not even somebody who also sits in the office, leads the group or has a post with the raiser."""
    everything = p.person(
        (p.LEAD, role),
        (p.RAISER, PostRole.HEAD),
        groups=((GroupKind.OFFICE, GroupRole.HEAD), (GroupKind.PROMOTION, GroupRole.HEAD)),
    )
    facts = replace(FACTS, kind=kind, confirmer_organization_id=confirmer)
    assert Standing.CONFIRMER not in standings(everything, facts)


@pytest.mark.parametrize(("who", "yes"), [(p.RAISER_HEAD, True), (p.RAISER_LIAISON, True), (p.RAISER_STAFF, False)])
def test_a_raiser_confirms_through_head_or_liaison(who: Actor, yes: bool) -> None:
    facts = replace(FACTS, kind=Kind.BOTTLENECK, confirmer_organization_id=p.RAISER)
    assert (Standing.CONFIRMER in standings(who, facts)) is yes


def test_the_office_of_another_programme_stands_nowhere() -> None:
    elsewhere = p.person(groups=((GroupKind.OFFICE, GroupRole.HEAD),), programme_id=p.ANOTHER_PROGRAMME)
    assert standings(elsewhere, FACTS) == set()
    assert not may_see(elsewhere, FACTS)


def test_a_matter_without_a_lead_has_no_lead_people() -> None:
    facts = replace(FACTS, lead_organization_id=None)
    assert standings(p.LEAD_HEAD, facts) == set()
    assert Standing.CONFIRMER in standings(p.CLERK, facts)


SEES_BEFORE = {"clerk": p.CLERK, "office head": p.OFFICE_HEAD, "leader": p.LEADER, "auditor": p.AUDITOR}
SEES_AFTER = SEES_BEFORE | {
    "lead head": p.LEAD_HEAD,
    "lead liaison": p.LEAD_LIAISON,
    "lead staff": p.LEAD_STAFF,
    "participant": p.HELPER_LIAISON,
    "raiser": p.RAISER_HEAD,
}
EVERYBODY = SEES_AFTER | {"outsider": p.OUTSIDER, "administrator": p.ADMINISTRATOR}
HIDDEN_FROM_UNITS = {State.PREPARED, State.LAID, State.APPROVED, State.WITHDRAWN}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("name", list(EVERYBODY))
def test_units_see_what_was_issued_to_them_and_the_office_sees_all(state: State, name: str) -> None:
    facts = replace(FACTS, state=state, confirmer_organization_id=p.RAISER)
    seers = SEES_BEFORE if state in HIDDEN_FROM_UNITS else SEES_AFTER
    assert may_see(EVERYBODY[name], facts) is (name in seers)


def test_a_professional_group_is_known_by_its_members() -> None:
    assert is_professional(p.person(groups=((GroupKind.PROFESSIONAL, GroupRole.MEMBER),)), p.PROGRAMME)
    assert not is_professional(p.CLERK, p.PROGRAMME)
