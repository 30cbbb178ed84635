"""Who may change the directory."""

from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import GroupKind
from heli.directory.rules.verdict import ALLOWED, Verdict, refused


def may_edit(actor: Actor) -> Verdict:
    """Administrators, and members of any programme's office."""
    office = any(m.kind is GroupKind.OFFICE for m in actor.memberships)
    return ALLOWED if actor.administrator or office else refused("directory_office_only")


def may_administer(actor: Actor) -> Verdict:
    return ALLOWED if actor.administrator else refused("administrators_only")


def may_disable(actor: Actor, account_id: int) -> Verdict:
    """Nobody disables himself: somebody who administers always stays."""
    if actor.account_id == account_id:
        return refused("own_account")
    return may_administer(actor)


def may_reset_password(actor: Actor, account_id: int) -> Verdict:
    if actor.account_id == account_id:
        return refused("own_password")
    return may_administer(actor)
