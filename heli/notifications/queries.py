"""What a person has been told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from heli.directory.rules.actor import Actor
from heli.notifications.models import Notice


@dataclass(frozen=True, slots=True)
class NoticeLine:
    id: int
    code: str
    params: dict[str, Any]
    link: str
    at: datetime
    read: bool


def notices(actor: Actor, *, limit: int = 30) -> list[NoticeLine]:
    found = Notice.objects.filter(person_id=actor.person_id or 0)[:limit]
    return [NoticeLine(n.pk, n.code, n.params, n.link, n.at, n.read_at is not None) for n in found]


def unread(actor: Actor) -> int:
    return Notice.objects.filter(person_id=actor.person_id or 0, read_at__isnull=True).count()
