"""What a place in a programme lets a person see and do: one line per question."""

from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import GroupKind, GroupRole


def is_clerk(actor: Actor, programme_id: int) -> bool:
    """Works in the office: prepares, issues, checks."""
    return actor.holds(programme_id, GroupKind.OFFICE, GroupRole.CLERK, GroupRole.HEAD, GroupRole.DEPUTY)


def is_office_head(actor: Actor, programme_id: int) -> bool:
    """Signs sheets for the office."""
    return actor.holds(programme_id, GroupKind.OFFICE, GroupRole.HEAD, GroupRole.DEPUTY)


def is_leader(actor: Actor, programme_id: int) -> bool:
    """Leads the promotion or the coordination group: sees all of the programme, signs, closes what the office led."""
    return any(
        actor.holds(programme_id, kind, GroupRole.HEAD, GroupRole.DEPUTY)
        for kind in (GroupKind.PROMOTION, GroupKind.COORDINATION)
    )


def may_see_all(actor: Actor, programme_id: int) -> bool:
    """Sees every matter of the programme, the prepared ones included."""
    return is_clerk(actor, programme_id) or is_leader(actor, programme_id) or actor.auditor


def may_sign_sheets(actor: Actor, programme_id: int) -> bool:
    return is_office_head(actor, programme_id) or is_leader(actor, programme_id)
