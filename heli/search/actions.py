"""Keeping the index true, in the transaction of the change."""

from heli.search.models import Entry
from heli.search.rules import pairs_of


def index(*, kind: str, object_id: int, programme_id: int, text: str) -> None:
    Entry.objects.update_or_create(
        kind=kind, object_id=object_id, defaults={"programme_id": programme_id, "pairs": pairs_of(text)}
    )


def forget(*, kind: str, object_id: int) -> None:
    Entry.objects.filter(kind=kind, object_id=object_id).delete()
