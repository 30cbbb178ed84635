"""How an event is hashed into its chain."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(data: dict[str, Any]) -> str:
    """One spelling for one payload: the hash must not depend on key order or on the database's rendering."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def event_hash(previous: str, chain: str, number: int, at: datetime, actor: str, verb: str, payload_hash: str) -> str:
    return digest("\n".join((previous, chain, str(number), at.astimezone(UTC).isoformat(), actor, verb, payload_hash)))


def seal_hash(previous: str, until: datetime, hashes: Iterable[str]) -> str:
    return digest("\n".join((previous, until.astimezone(UTC).isoformat(), *hashes)))
