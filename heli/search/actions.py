"""Keeping the index true, in the transaction of the change."""

from collections.abc import Mapping

from heli.search.models import Entry
from heli.search.rules import pairs_of


def index(*, kind: str, object_id: int, programme_id: int, text: str) -> None:
    Entry.objects.update_or_create(
        kind=kind, object_id=object_id, defaults={"programme_id": programme_id, "pairs": pairs_of(text)}
    )


def index_new(*, kind: str, programme_id: int, texts: Mapping[int, str]) -> None:
    """Things that begin to be, by id: none of them is in the index yet."""
    Entry.objects.bulk_create(
        Entry(kind=kind, object_id=one, programme_id=programme_id, pairs=pairs_of(text)) for one, text in texts.items()
    )


def forget(*, kind: str, object_id: int) -> None:
    Entry.objects.filter(kind=kind, object_id=object_id).delete()
