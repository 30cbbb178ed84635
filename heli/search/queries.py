"""Finding by words."""

from collections import Counter
from collections.abc import Mapping, Sequence

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


MANY_PAIRS = 400
"""Beyond so many different pairs nearly every text holds one: looking them up in the index only costs."""


def sharing(
    *, kind: str, programme_id: int, wanted: Mapping[int, Sequence[str]], without: Sequence[int], most: int = 8
) -> dict[int, list[int]]:
    """For each key of `wanted` the ids of the things that share most of its pairs, those `without` left out."""
    keys_of: dict[str, list[int]] = {}
    for key, pairs in wanted.items():
        for pair in pairs:
            keys_of.setdefault(pair, []).append(key)
    entries = Entry.objects.filter(kind=kind, programme_id=programme_id).exclude(object_id__in=without)
    if len(keys_of) <= MANY_PAIRS:
        entries = entries.filter(pairs__overlap=sorted(keys_of))
    shared: dict[int, Counter[int]] = {}
    for one, pairs in entries.order_by("-object_id").values_list("object_id", "pairs"):
        for pair in pairs:
            for key in keys_of.get(pair, ()):
                shared.setdefault(key, Counter())[one] += 1
    return {key: [one for one, _ in counts.most_common(most)] for key, counts in shared.items()}
