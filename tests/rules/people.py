"""Actors for the rules: made of posts and memberships alone."""

from datetime import UTC, datetime

from heli.directory.rules.actor import Actor, Membership, Post
from heli.directory.rules.levels import GroupKind, GroupRole, PostRole

PROGRAMME, ANOTHER_PROGRAMME = 1, 2
OFFICE, LEAD, PARTICIPANT, RAISER, STRANGER = 10, 20, 30, 40, 50
"""Ids of organizations by the part they play."""
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def post(organization_id: int, role: PostRole) -> Post:
    return Post(organization_id, f"单位{organization_id}", role, "科长")


def member(kind: GroupKind, role: GroupRole, programme_id: int = PROGRAMME) -> Membership:
    return Membership(programme_id, 100, "组", kind, role)


def person(
    *posts: tuple[int, PostRole],
    groups: tuple[tuple[GroupKind, GroupRole], ...] = (),
    programme_id: int = PROGRAMME,
    auditor: bool = False,
    administrator: bool = False,
) -> Actor:
    return Actor(
        account_id=1,
        person_id=1,
        name="某同志",
        at=NOON,
        posts=tuple(post(*one) for one in posts),
        memberships=tuple(member(kind, role, programme_id) for kind, role in groups),
        auditor=auditor,
        administrator=administrator,
    )


CLERK = person((OFFICE, PostRole.STAFF), groups=((GroupKind.OFFICE, GroupRole.CLERK),))
OFFICE_HEAD = person((OFFICE, PostRole.HEAD), groups=((GroupKind.OFFICE, GroupRole.HEAD),))
LEADER = person(groups=((GroupKind.PROMOTION, GroupRole.HEAD),))
LOCAL_LEADER = person(groups=((GroupKind.COORDINATION, GroupRole.DEPUTY),))
LEAD_HEAD = person((LEAD, PostRole.HEAD))
LEAD_DEPUTY = person((LEAD, PostRole.DEPUTY))
LEAD_LIAISON = person((LEAD, PostRole.LIAISON))
LEAD_STAFF = person((LEAD, PostRole.STAFF))
HELPER_LIAISON = person((PARTICIPANT, PostRole.LIAISON))
RAISER_HEAD = person((RAISER, PostRole.HEAD))
RAISER_LIAISON = person((RAISER, PostRole.LIAISON))
RAISER_STAFF = person((RAISER, PostRole.STAFF))
OUTSIDER = person((STRANGER, PostRole.HEAD))
AUDITOR = person((STRANGER, PostRole.STAFF), auditor=True)
ADMINISTRATOR = person((STRANGER, PostRole.STAFF), administrator=True)
