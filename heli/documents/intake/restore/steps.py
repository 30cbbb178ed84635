"""The kinds of damage in the order in which they are undone."""

from heli.documents.intake.draft import Restoration, Suspect
from heli.documents.intake.restore import (
    debris,
    evaded,
    frame,
    glosses,
    lost_bytes,
    lost_marks,
    mojibake,
    paging,
    phrases,
    replacement,
    script,
)
from heli.documents.intake.restore.traced import Traced

# Bytes before glosses, whose parentheses they need; words before script, whose signs they hold.
STEPS = (
    mojibake.restore,
    lost_bytes.restore,
    glosses.restore,
    debris.restore,
    frame.restore,
    paging.restore,
    evaded.restore,
    script.restore,
)


DOUBTS = (replacement.suspects, lost_bytes.suspects, lost_marks.suspects, evaded.suspects, phrases.suspects)


def restored(raw: str) -> tuple[str, Restoration]:
    """The clean text and the record of every change. Raises Unreadable(DAMAGED) where characters are gone."""
    traced = Traced.of(raw)
    for step in STEPS:
        traced = step(traced)
    return traced.text, Restoration(traced.operations, _suspects(traced.text), traced.runs())


def _suspects(text: str) -> tuple[Suspect, ...]:
    """In order, the first kind winning where two see the same place."""
    found: list[Suspect] = []
    for doubt in DOUBTS:
        found += doubt(text)
    kept: list[Suspect] = []
    for one in sorted(found, key=lambda suspect: suspect.span.start):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)
