"""Places of the text as it came in, brought to the clean text."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from heli.documents.intake.draft import Place, Run, Span


def placed(places: Sequence[Place], runs: Sequence[Run]) -> tuple[Place, ...]:
    """The places with offsets of the clean text; what restoration left nothing of has no place any more."""
    if not places:
        return ()
    whole = runs[0] if len(runs) == 1 else None
    if whole and whole.start == whole.raw_start and max(place.end for place in places) <= whole.end == whole.raw_end:
        return tuple(places)
    starts = [run.raw_start for run in runs]
    ends = [run.raw_end for run in runs]
    kept = []
    for place in places:
        first = bisect_right(ends, place.start)
        last = bisect_left(starts, place.end) - 1
        if first > last or first >= len(runs):
            continue
        start, end = _inside(runs[first], place.start, 0), _inside(runs[last], place.end, 1)
        if start < end:
            kept.append(replace(place, start=start, end=end))
    return tuple(kept)


def certainty_of(span: Span, places: Sequence[Place]) -> float:
    """How sure the least sure recognised line under the span is; 1 where nothing had to be recognised."""
    return min(
        (
            place.certainty
            for place in places
            if place.certainty is not None and place.start < span.end and span.start < place.end
        ),
        default=1.0,
    )


def _inside(run: Run, raw: int, edge: int) -> int:
    """The clean offset of a raw one in or beside this run; a run that isn't one to one counts as a whole."""
    if run.end - run.start == run.raw_end - run.raw_start:
        return run.start + min(max(raw - run.raw_start, 0), run.end - run.start)
    return run.end if edge else run.start
