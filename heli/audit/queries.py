"""Reading and proving the chains."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from heli.audit.models import Event
from heli.audit.rules import canonical, digest, event_hash


@dataclass(frozen=True, slots=True)
class Act:
    """One event as a screen shows it; `data` is None when its payload was erased by 误传处置."""

    number: int
    at: datetime
    actor_name: str
    verb: str
    data: dict[str, Any] | None


def acts(chain: str) -> list[Act]:
    """The chain's events, oldest first."""
    events = Event.objects.filter(chain=chain).select_related("payload").order_by("number")
    return [
        Act(e.number, e.at, e.actor_name, e.verb, e.payload.data if hasattr(e, "payload") else None) for e in events
    ]


@dataclass(frozen=True, slots=True)
class Broken:
    chain: str
    number: int
    why: str


def broken_links() -> Iterator[Broken]:
    """Every place where a chain doesn't prove itself; nothing when all is whole. Erased payloads are no break."""
    chain, number, previous = "", 0, ""
    for event in Event.objects.select_related("payload").order_by("chain", "number").iterator(chunk_size=2000):
        if event.chain != chain:
            chain, number, previous = event.chain, 0, ""
        if event.number != number + 1:
            yield Broken(chain, event.number, f"第{number + 1}条缺失")
        who = f"{event.actor_id or ''} {event.actor_name}"
        expected = event_hash(previous, chain, event.number, event.at, who, event.verb, event.payload_hash)
        if event.previous_hash != previous or event.hash != expected:
            yield Broken(chain, event.number, "哈希不符，记录被改动")
        elif hasattr(event, "payload") and digest(canonical(event.payload.data)) != event.payload_hash:
            yield Broken(chain, event.number, "内容与哈希不符，内容被改动")
        number, previous = event.number, event.hash
