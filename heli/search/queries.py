"""Finding by words."""

from django.db.models import QuerySet

from heli.search.models import Entry
from heli.search.rules import pairs_for


def matching(*, kind: str, programme_id: int, words: str) -> "QuerySet[Entry, int]":
    """Ids of the things of this kind whose text holds all pairs of the words: a subquery, not yet run.

    Words that are mere marks find nothing.
    """
    pairs = pairs_for(words)
    entries = Entry.objects.filter(kind=kind, programme_id=programme_id)
    found = entries.filter(pairs__contains=pairs) if pairs else entries.none()
    return found.values_list("object_id", flat=True)
