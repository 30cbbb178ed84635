"""The kinds of damage in the order in which they are undone."""

from heli.documents.intake.draft import Restoration
from heli.documents.intake.restore import frame, glosses, lost_bytes, mojibake, replacement, script
from heli.documents.intake.restore.traced import Traced

STEPS = (mojibake.restore, lost_bytes.restore, glosses.restore, frame.restore, script.restore)


def restored(raw: str) -> tuple[str, Restoration]:
    traced = Traced.of(raw)
    for step in STEPS:
        traced = step(traced)
    return traced.text, Restoration(traced.operations, replacement.suspects(traced.text), traced.runs())
