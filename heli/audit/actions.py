"""Recording an act, in the transaction of the change itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from heli.audit.models import Event, Payload, Seal
from heli.audit.rules import canonical, digest, event_hash, seal_hash


def record(
    *, chain: str, at: datetime, actor_id: int | None, actor_name: str, verb: str, data: dict[str, Any] | None = None
) -> Event:
    """Appends one event to `chain`. Must run inside the transaction of the change it tells of."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("审计记录必须与业务变更在同一事务内")
    payload = data or {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [chain])
    last = Event.objects.filter(chain=chain).order_by("-number").first()
    number, previous = (last.number + 1, last.hash) if last else (1, "")
    payload_hash = digest(canonical(payload))
    event = Event.objects.create(
        chain=chain,
        number=number,
        at=at,
        actor_id=actor_id,
        actor_name=actor_name,
        verb=verb,
        payload_hash=payload_hash,
        previous_hash=previous,
        hash=event_hash(previous, chain, number, at, f"{actor_id or ''} {actor_name}", verb, payload_hash),
    )
    Payload.objects.create(event=event, data=payload)
    return event


@dataclass(frozen=True, slots=True)
class Happened:
    """One of many acts of the same person at the same moment."""

    chain: str
    verb: str
    data: dict[str, Any]


def record_all(
    acts: Sequence[Happened], *, at: datetime, actor_id: int | None, actor_name: str, begins: bool = False
) -> None:
    """As `record`, for many at once. `begins`: each act is the first of a chain that nobody else can know yet."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("审计记录必须与业务变更在同一事务内")
    ends = {} if begins else _locked_ends({act.chain for act in acts})
    events = []
    for act in acts:
        number, previous = ends.get(act.chain, (0, ""))
        payload_hash = digest(canonical(act.data))
        event = Event(
            chain=act.chain,
            number=number + 1,
            at=at,
            actor_id=actor_id,
            actor_name=actor_name,
            verb=act.verb,
            payload_hash=payload_hash,
            previous_hash=previous,
            hash=event_hash(
                previous, act.chain, number + 1, at, f"{actor_id or ''} {actor_name}", act.verb, payload_hash
            ),
        )
        ends[act.chain] = (event.number, event.hash)
        events.append(event)
    Event.objects.bulk_create(events)
    Payload.objects.bulk_create(Payload(event=e, data=act.data) for e, act in zip(events, acts, strict=True))


def _locked_ends(chains: set[str]) -> dict[str, tuple[int, str]]:
    """Where each chain ends, and nobody can append to it until we are through; always locked in the same order."""
    with connection.cursor() as cursor:
        for chain in sorted(chains):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [chain])
    last = Event.objects.filter(chain__in=chains).order_by("chain", "-number").distinct("chain")
    return {event.chain: (event.number, event.hash) for event in last}


SETTLED = timedelta(minutes=5)
"""No transaction of ours lasts as long: what was recorded earlier than this is all there."""


@transaction.atomic
def seal(now: datetime) -> int:
    """Seals the events recorded since the last seal and settled by now; how many they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('seal', 0))")
    last = Seal.objects.order_by("-id").first()
    until = now - SETTLED
    fresh = Event.objects.filter(recorded_at__lte=until)
    if last is not None:
        fresh = fresh.filter(recorded_at__gt=last.until)
    hashes = list(fresh.order_by("recorded_at", "id").values_list("hash", flat=True))
    if hashes:
        previous = last.hash if last else ""
        whole = seal_hash(previous, until, hashes)
        Seal.objects.create(at=now, until=until, events=len(hashes), previous_hash=previous, hash=whole)
    return len(hashes)
