"""The doors of the left rail, in the order of a working day; a door appears when its part exists."""

from dataclasses import dataclass
from functools import cache

from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heli.directory.rules.actor import Actor
from heli.directory.rules.authority import may_see_all


@dataclass(frozen=True, slots=True)
class Door:
    address: str
    words: str | Promise
    icon: str
    whole_programme: bool = False
    """Only for those who see the whole programme (office, leaders, auditors)."""
    administrators: bool = False
    below: tuple[str, ...] = ()
    """Other addresses at which this door is the open one."""

    def is_open_at(self, path: str) -> bool:
        if self.address == "/":
            return path == "/" or path.startswith(self.below)
        return path.startswith((self.address, *self.below))

    def admits(self, actor: Actor, programme_id: int) -> bool:
        if self.administrators:
            return actor.administrator
        return not self.whole_programme or may_see_all(actor, programme_id)


DOORS: tuple[Door, ...] = (
    Door("/cockpit/", _("驾驶舱"), "dashboard"),
    Door("/", _("待办"), "inbox", below=("/inbox/",)),
    Door("/documents/", _("来文"), "file-text", whole_programme=True, below=("/sheets/",)),
    Door("/meetings/", _("会议"), "users-group"),
    Door("/ledger/", _("台账"), "table", below=("/matters/",)),
    Door("/papers/", _("发文"), "send"),
    Door("/directory/", _("通讯录"), "id-badge-2"),
    Door("/administration/", _("管理"), "settings", administrators=True),
)
NARROW = ("/", "/ledger/", "/cockpit/", "/me/")
ME = Door("/me/", _("我的"), "user-circle")


@cache
def exists(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def doors_for(actor: Actor, programme_id: int) -> tuple[Door, ...]:
    return tuple(door for door in DOORS if door.admits(actor, programme_id) and exists(door.address))


def narrow_doors(doors: tuple[Door, ...]) -> tuple[Door, ...]:
    """The four doors of the bottom bar, in its own order."""
    by_address = {door.address: door for door in (*doors, ME)}
    return tuple(by_address[address] for address in NARROW if address in by_address)
