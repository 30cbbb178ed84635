"""What a place in a programme lets a person see and do."""

from datetime import UTC, date, datetime

import pytest

from heli.directory.rules import authority
from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import GroupKind, GroupRole, PostRole
from heli.directory.rules.verdict import ALLOWED, Refused, refused, require
from tests.rules import people as p

#                    prepares, signs, leads, sees all
QUESTIONS: list[tuple[str, Actor, tuple[bool, bool, bool, bool]]] = [
    ("clerk of the office", p.CLERK, (True, False, False, True)),
    ("head of the office", p.OFFICE_HEAD, (True, True, False, True)),
    ("head of the promotion group", p.LEADER, (False, True, True, True)),
    ("deputy of the coordination group", p.LOCAL_LEADER, (False, True, True, True)),
    ("auditor", p.AUDITOR, (False, False, False, True)),
    ("administrator", p.ADMINISTRATOR, (False, False, False, False)),
    ("head of a lead unit", p.LEAD_HEAD, (False, False, False, False)),
    ("member of the office only", p.person(groups=((GroupKind.OFFICE, GroupRole.MEMBER),)), (False,) * 4),
    ("member of the promotion group", p.person(groups=((GroupKind.PROMOTION, GroupRole.MEMBER),)), (False,) * 4),
    ("head of a professional group", p.person(groups=((GroupKind.PROFESSIONAL, GroupRole.HEAD),)), (False,) * 4),
    (
        "head of another programme's office",
        p.person(groups=((GroupKind.OFFICE, GroupRole.HEAD),), programme_id=2),
        (False,) * 4,
    ),
]


@pytest.mark.parametrize(("who", "answers"), [(w, a) for _, w, a in QUESTIONS], ids=[n for n, *_ in QUESTIONS])
def test_a_place_in_the_programme_gives_these_rights(who: Actor, answers: tuple[bool, bool, bool, bool]) -> None:
    asked = (authority.is_clerk, authority.may_sign_sheets, authority.is_leader, authority.may_see_all)
    assert tuple(question(who, p.PROGRAMME) for question in asked) == answers


def test_posts_are_asked_for_by_role() -> None:
    both = p.person((p.LEAD, PostRole.HEAD), (p.RAISER, PostRole.LIAISON))
    assert both.organizations() == {p.LEAD, p.RAISER}
    assert both.organizations(PostRole.HEAD) == {p.LEAD}
    assert both.organizations(PostRole.HEAD, PostRole.LIAISON) == {p.LEAD, p.RAISER}
    assert both.organizations(PostRole.DEPUTY) == set()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 15, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_the_office(moment: datetime, day: date) -> None:
    assert p.CLERK.moved_to(moment).today == day


def test_a_refusal_carries_its_code_and_changes_nothing_else() -> None:
    require(ALLOWED)
    with pytest.raises(Refused) as caught:
        require(refused("not_yours_to_do", who="推动办"))
    assert (caught.value.refusal.code, dict(caught.value.refusal.params)) == ("not_yours_to_do", {"who": "推动办"})
