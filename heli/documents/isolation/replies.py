"""What a reading process answers, and the limits it runs under."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

READY = "ready"
MEGABYTE = 1024 * 1024
MEMORY_BYTES = 1024 * MEGABYTE
"""what one reading may take; an ordinary file needs a tenth of it"""
RESTING_BYTES = 250 * MEGABYTE
"""a process that still holds more than this after a call is replaced by a fresh one"""


class Kind(StrEnum):
    DONE = "done"
    RAISED = "raised"
    TOO_HEAVY = "too_heavy"
    BROKE_DOWN = "broke_down"


@dataclass(frozen=True, slots=True)
class Reply:
    """`value` is the result, the error raised, or where it broke down. After its `last` reply a process ends."""

    kind: Kind
    value: Any
    last: bool = False
