"""How an event is hashed: the same act always gives the same hash, any change gives another."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from heli.audit.rules import canonical, digest, event_hash

AT = datetime(2026, 11, 23, 1, 0, 0, 123456, tzinfo=UTC)
WHOLE = ("", "matter:1", 1, AT, "7 林小满", "prepare", digest("{}"))


def test_the_hash_doesnt_depend_on_key_order_or_time_zone() -> None:
    assert canonical({"b": 1, "a": "县"}) == canonical({"a": "县", "b": 1}) == '{"a":"县","b":1}'
    china = AT.astimezone(timezone(timedelta(hours=8)))
    assert event_hash(*WHOLE) == event_hash("", "matter:1", 1, china, "7 林小满", "prepare", digest("{}"))


@pytest.mark.parametrize(
    ("place", "other"),
    [
        (0, "x"),
        (1, "matter:2"),
        (2, 2),
        (3, AT + timedelta(microseconds=1)),
        (4, "8 林小满"),
        (5, "lay"),
        (6, digest("{ }")),
    ],
)
def test_changing_anything_changes_the_hash(place: int, other: object) -> None:
    changed = list(WHOLE)
    changed[place] = other
    assert event_hash(*changed) != event_hash(*WHOLE)  # type: ignore[arg-type]
