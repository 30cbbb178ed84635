"""The restored text as it is set on the page: paragraphs cut where a demand, a doubt or an exhortation begins or ends.

Pure: offsets are code points of the document's text, as everywhere.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from heli.documents.queries import DirectiveLine, DocumentPage, SuspectLine
from heli.documents.rules.states import SuspectDecision

Bounds = tuple[int, int]


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
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    number: int
    start: int
    heading: bool
    indented: bool
    """It brings its own indent along."""
    stretches: tuple[Stretch, ...]

    def holds(self, directive_id: int) -> bool:
        return any(s.directive is not None and s.directive.id == directive_id for s in self.stretches)


@dataclass(frozen=True, slots=True)
class Change:
    """A place that restoration changed, and what it was."""

    start: int
    end: int
    words: str


CHANGE_WORDS = {
    "gloss": "去掉注音",
    "script": "繁体转简体",
    "space": "去掉多余空格",
    "encoding": "改正乱码",
    "entity": "还原转义字符",
    "width": "统一全角半角",
    "linebreak": "接上断行",
    "invisible": "去掉不可见字符",
    "header": "去掉页眉页脚",
    "duplicate": "去掉重复",
    "ocr": "改正识别错字",
}


def change_word(kind: str) -> str:
    return CHANGE_WORDS.get(kind, "其他还原")


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
        start, end = clean(one["raw_start"]), clean(one["raw_end"])
        before = str(one.get("before", ""))[:40]
        shown = f"{change_word(one['kind'])}：原为“{before}”" if before.strip() else change_word(one["kind"])
        start = max(0, min(start, end - 1))
        if end > start:
            found.append(Change(start, end, shown))
    return found


def paragraphs(page: DocumentPage, *, with_changes: bool = False) -> list[Paragraph]:
    changes = changes_in_text(page) if with_changes else []
    made, start = [], 0
    for number, line in enumerate(page.text.split("\n")):
        end = start + len(line)
        if line.strip():
            made.append(_paragraph(page, changes, number, (start, end), heading=line.strip() == page.title))
        start = end + 1
    return made


def _within[T](things: Iterable[T], bounds: Bounds, of: Callable[[T], Bounds]) -> list[T]:
    return [one for one in things if of(one)[0] < bounds[1] and of(one)[1] > bounds[0]]
