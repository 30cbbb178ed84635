"""The restored text as it is set on the page: paragraphs cut where a demand, a doubt or an exhortation begins or ends.

Offsets are code points of the document's text, as everywhere.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from heli.documents.queries import DirectiveLine, DocumentPage, SuspectLine
from heli.documents.rules.states import SuspectDecision

Bounds = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that share everything the page shows about them."""

    words: str
    length: int
    """Code points of the document's own text, which differs from `words` where a correction was accepted."""
    suspect: SuspectLine | None
    exhortation: bool
    change: str

    @property
    def replaced(self) -> bool:
        return self.suspect is not None and self.suspect.decision is SuspectDecision.ACCEPTED

    @property
    def doubtful(self) -> bool:
        return self.suspect is not None and self.suspect.decision is SuspectDecision.OPEN


@dataclass(frozen=True, slots=True)
class Stretch:
    directive: DirectiveLine | None
    category: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    number: int
    start: int
    heading: bool
    indented: bool
    """It brings its own indent along."""
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A place that restoration changed, and what it was."""

    start: int
    end: int
    words: str


CHANGE_WORDS: dict[str, Promise] = {
    "frame": _("去掉网页边框文字"),
    "gloss": _("去掉注音"),
    "mojibake": _("还原乱码"),
    "script": _("繁体转回简体"),
    "bytes": _("补回丢失的字"),
    "debris": _("去掉网页杂项"),
    "paging": _("去掉页码和断字"),
    "evaded": _("还原被替代的字"),
}


MOST_SAMPLES = 40
LONGEST_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """One kind of restoration: what stood there, what stands there now, how often."""

    word: str
    count: int
    samples: tuple[tuple[str, str, int], ...]
    more: int


def change_groups(page: DocumentPage) -> list[ChangeGroup]:
    found: dict[str, Counter[tuple[str, str]]] = {}
    for one in page.changes:
        pair = (_sample(one.get("before", "")), _sample(one.get("after", "")))
        found.setdefault(one["kind"], Counter())[pair] += 1
    return [
        ChangeGroup(
            str(change_word(kind)),
            sum(pairs.values()),
            tuple((before, after, times) for (before, after), times in pairs.most_common(MOST_SAMPLES)),
            max(len(pairs) - MOST_SAMPLES, 0),
        )
        for kind, pairs in sorted(found.items())
    ]


def _sample(words: object) -> str:
    flat = " ".join(str(words).split())
    return flat if len(flat) <= LONGEST_SAMPLE else f"{flat[:LONGEST_SAMPLE]}…"


def change_word(kind: str) -> Promise:
    return CHANGE_WORDS.get(kind, _("其他还原"))


def changes_in_text(page: DocumentPage) -> list[Change]:
    """Where restoration changed something, in the clean text; what vanished is shown at the character before it."""
    runs = sorted(page.offsets, key=lambda run: run[2])
    starts = [run[2] for run in runs]

    def clean(raw: int) -> int:
        at = bisect_right(starts, raw) - 1
        if at < 0:
            return 0
        start, end, raw_start, _ = runs[at]
        return min(start + raw - raw_start, end)

    found = []
    for one in page.changes:
        if one["kind"] == "script":  # the whole text was converted: marking all of it would show nothing
            continue
        start, end = clean(one["raw_start"]), clean(one["raw_end"])
        before = str(one.get("before", ""))[:40]
        word = change_word(one["kind"])
        was = gettext("%(word)s：原为“%(before)s”") % {"word": word, "before": before}
        start = max(0, min(start, end - 1))
        if end > start:
            found.append(Change(start, end, was if before.strip() else str(word)))
    return found


def paragraphs(
    page: DocumentPage,
    categories: Mapping[int, str],
    *,
    with_changes: bool = False,
    touching: Bounds | None = None,
) -> list[Paragraph]:
    """`categories` by directive, as the cards have them now; `touching`: those alone that a span reaches into."""
    lines, starts, start = page.text.split("\n"), [], 0
    for line in lines:
        starts.append(start)
        start += len(line) + 1
    shown = _Shown(page, starts, with_changes=with_changes)
    first, last = (0, len(lines) - 1) if touching is None else _reach(starts, touching)
    made = []
    for number in range(first, last + 1):
        line, start = lines[number], starts[number]
        if line.strip():
            pieces = _stretches(page, shown, number, (start, start + len(line)))
            stretches = tuple(Stretch(d, categories.get(d.id, d.category) if d else "", tuple(p)) for d, p in pieces)
            heading = line.strip() == page.title
            made.append(Paragraph(number, start, heading, line[0].isspace(), stretches))
    return made


def _reach(starts: Sequence[int], span: Bounds) -> Bounds:
    """The first and the last paragraph that a span reaches into."""
    return bisect_right(starts, span[0]) - 1, max(bisect_left(starts, span[1]) - 1, 0)


class _Shown:
    """What is shown in each paragraph, found once for the whole text."""

    def __init__(self, page: DocumentPage, starts: Sequence[int], *, with_changes: bool) -> None:
        changes = changes_in_text(page) if with_changes else []
        self.directives = _by_paragraph(starts, (((d.start, d.end), d) for d in page.directives))
        self.suspects = _by_paragraph(starts, (((s.start, s.end), s) for s in page.suspects))
        self.exhortations = _by_paragraph(starts, ((e, e) for e in page.exhortations))
        self.changes = _by_paragraph(starts, (((c.start, c.end), c) for c in changes))


def _by_paragraph(starts: Sequence[int], placed: Iterable[tuple[Bounds, T]]) -> Mapping[int, list[T]]:
    found: defaultdict[int, list[T]] = defaultdict(list)
    for span, one in placed:
        first, last = _reach(starts, span)
        for number in range(first, last + 1):
            found[number].append(one)
    return found


def _stretches(
    page: DocumentPage, shown: _Shown, number: int, bounds: Bounds
) -> list[tuple[DirectiveLine | None, list[Piece]]]:
    directives = [d for d in shown.directives.get(number, ()) if _meets(d.start, d.end, bounds)]
    suspects = [s for s in shown.suspects.get(number, ()) if _meets(s.start, s.end, bounds)]
    exhortations = [e for e in shown.exhortations.get(number, ()) if _meets(*e, bounds)]
    changed = [c for c in shown.changes.get(number, ()) if _meets(c.start, c.end, bounds)]
    cuts = {*bounds}
    for start, end in (
        *((d.start, d.end) for d in directives),
        *((s.start, s.end) for s in suspects),
        *exhortations,
        *((c.start, c.end) for c in changed),
    ):
        cuts |= {max(start, bounds[0]), min(end, bounds[1])}
    made: list[tuple[DirectiveLine | None, list[Piece]]] = []
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        # Where demands overlap, the narrower one is what the person points at.
        over = sorted((d for d in directives if d.start <= start and end <= d.end), key=lambda d: d.end - d.start)
        directive = over[0] if over else None
        suspect = next((s for s in suspects if s.start <= start and end <= s.end), None)
        piece = Piece(
            _words(page.text, start, end, suspect, bounds[0]),
            end - start,
            suspect,
            any(e[0] <= start and end <= e[1] for e in exhortations),
            "；".join(c.words for c in changed if c.start <= start and end <= c.end),
        )
        if made and made[-1][0] is directive:
            made[-1][1].append(piece)
        else:
            made.append((directive, [piece]))
    return made


def _meets(start: int, end: int, bounds: Bounds) -> bool:
    return start < bounds[1] and end > bounds[0]


def _words(text: str, start: int, end: int, suspect: SuspectLine | None, paragraph_start: int) -> str:
    """The text's own words, or the accepted correction: whole in its first piece, nothing in those that follow."""
    if suspect is None or suspect.decision is not SuspectDecision.ACCEPTED:
        return text[start:end]
    return suspect.suggestion if start == max(suspect.start, paragraph_start) else ""
