"""Where a demand can be cut in two: at a semicolon or full stop, else at a comma, else between two objects."""

import re
from dataclasses import dataclass

BETWEEN = "；;，,、。 \t\n\u3000"
RANKS = (re.compile(r"[；;。\n]+"), re.compile(r"[，,]+"), re.compile(r"、|(?=并(?!非))|(?=以及)"))
SHORTEST = 4
"""Characters of a half that is offered by itself; a person may cut off less."""
MOST = 6


@dataclass(frozen=True, slots=True)
class Cut:
    """Two halves [start, first_end) and [second_start, end); what stands between belongs to neither."""

    first_end: int
    second_start: int


def cut_at(text: str, at: int) -> Cut | None:
    """The halves of a demand cut at an offset of its text; None where one of them would hold no words.

    >>> cut_at("出台办法；设立资金", 4)
    Cut(first_end=4, second_start=5)
    """
    first, second = text[: max(at, 0)].rstrip(BETWEEN), text[max(at, 0) :].lstrip(BETWEEN)
    if not any(c.isalnum() for c in first) or not any(c.isalnum() for c in second):
        return None
    return Cut(len(first), len(text) - len(second))


def cuts_of(text: str) -> tuple[Cut, ...]:
    """The cuts that the text itself offers, in reading order: those of the strongest mark that it holds."""
    for boundary in RANKS:
        found = (cut_at(text, one.start()) for one in boundary.finditer(text))
        fit = [c for c in found if c and c.first_end >= SHORTEST and len(text) - c.second_start >= SHORTEST]
        if fit:
            return tuple(dict.fromkeys(fit))[:MOST]
    return ()
