"""Reading and proving the chains."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from heli.audit.models import Event, Seal
from heli.audit.rules import canonical, digest, event_hash, seal_hash


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


def broken_seals() -> Iterator[Broken]:
    """Every seal whose events are no longer those that it was put on."""
    since, previous = None, ""
    for seal in Seal.objects.order_by("id"):
        sealed = Event.objects.filter(recorded_at__lte=seal.until)
        if since is not None:
            sealed = sealed.filter(recorded_at__gt=since)
        hashes = list(sealed.order_by("recorded_at", "id").values_list("hash", flat=True))
        if seal.previous_hash != previous or seal.hash != seal_hash(previous, seal.until, hashes):
            yield Broken("seal", seal.pk, f"封印时有{seal.events}条，现有{len(hashes)}条或内容不同")
        since, previous = seal.until, seal.hash


def size() -> tuple[int, int, int]:
    """(chains, events, seals)."""
    chains = Event.objects.values("chain").distinct().count()
    return chains, Event.objects.count(), Seal.objects.count()
