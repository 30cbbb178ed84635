"""Telling people, in the transaction of what they are told about."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from heli.directory.rules.actor import Actor
from heli.notifications.models import Notice


def tell(people: Iterable[int], *, code: str, params: Mapping[str, str], link: str, at: datetime) -> None:
    """One notice for each person; `code` is a key of the words table of the part that tells."""
    Notice.objects.bulk_create(
        Notice(person_id=person, code=code, params=dict(params), link=link, at=at) for person in dict.fromkeys(people)
    )


def mark_read(actor: Actor, notice_ids: Iterable[int]) -> None:
    found = Notice.objects.filter(person_id=actor.person_id or 0, pk__in=list(notice_ids), read_at__isnull=True)
    found.update(read_at=actor.at)
