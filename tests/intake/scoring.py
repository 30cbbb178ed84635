"""How well reading finds what labels say, counted over folders of NNN.txt and NNN.json."""

import difflib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from heli.documents.intake.contract import as_contract
from heli.documents.intake.read import read
from heli.documents.intake.restore.script import simplified

SURE = 0.9
ALIKE, INSIDE = 0.5, 0.7


@dataclass(slots=True)
class Figures:
    """Counts; `of("lead")` is the share of `lead_ok` in `lead`."""

    counts: Counter[str] = field(default_factory=Counter)

    def of(self, name: str) -> float:
        return self.counts[f"{name}_ok"] / self.counts[name] if self.counts[name] else 1.0

    def share(self, name: str, ok: bool) -> None:
        self.counts[name] += 1
        self.counts[f"{name}_ok"] += ok

    def lines(self) -> Iterator[str]:
        names = "precision recall sure leaked weak lead deadline day addressee category chair date title".split()
        for name in names:
            yield f"{name:<10} {self.of(name):.3f} ({self.counts[f'{name}_ok']}/{self.counts[name]})"
        both = self.counts["present"] + self.counts["listed"]
        yield f"attendees  {2 * self.counts['met'] / both if both else 1.0:.3f} F1"


def flat(text: str) -> tuple[str, list[int]]:
    """Simplified, half width, without white space; and where each character stood."""
    kept = [(simplified(unicodedata.normalize("NFKC", c) or c)[:1], n) for n, c in enumerate(text) if not c.isspace()]
    return "".join(c for c, _ in kept), [n for _, n in kept]


def word(text: str | None) -> str:
    return flat(text or "")[0].strip(",.;:()，。；：（）")


def alike(one: str, other: str) -> bool:
    return bool(other) and (one in other or other in one)


class Document:
    """One labelled document against its reading; places count in the flat text of the labels."""

    def __init__(self, path: Path) -> None:
        clean = path.with_suffix(".clean.txt")
        self.labels: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["gold"]
        self.read = as_contract(read(path.read_bytes(), path.name))
        gold, places = flat((clean if clean.exists() else path).read_text(encoding="utf-8"))
        mine, mine_at = flat(self.read["document"]["text"])
        same = {n: n for n in range(len(gold))} if mine == gold else _matched(mine, gold)
        rows = self.labels["directives"]
        self.gold = [{n for n, at in enumerate(places) if row["start"] <= at < row["end"]} for row in rows]
        self.found = [
            {same[n] for n, at in enumerate(mine_at) if one["start"] <= at < one["end"] and n in same}
            for one in self.read["directives"]
        ]

    def count(self, figures: Figures) -> None:
        hits: dict[int, dict[str, Any]] = {}
        for place, one in zip(self.found, self.read["directives"], strict=True):
            self._one(figures, place, one, hits)
        for number, row in enumerate(self.labels["directives"]):
            figures.counts["leaked"] += bool(row.get("exhortation"))
            if not row.get("exhortation") and not row.get("optional"):
                figures.share("weak" if row.get("weak") else "recall", number in hits)
                if number in hits:
                    _fields(figures, row, hits[number])
        if self.labels["meeting"]:
            _meeting(figures, self.labels["meeting"], self.read["meeting"] or {})

    def _one(self, figures: Figures, place: set[int], one: dict[str, Any], hits: dict[int, dict[str, Any]]) -> None:
        rows = self.labels["directives"]
        shared = [len(place & gold) / max(1, len(place | gold)) for gold in self.gold]
        best = max(range(len(rows)), key=shared.__getitem__, default=None)
        touched = [n for n, gold in enumerate(self.gold) if len(place & gold) >= INSIDE * max(1, len(gold))]
        inside = max((len(place & gold) / max(1, len(place)) for gold in self.gold), default=0)
        right = best is not None and (shared[best] >= ALIKE or inside >= INSIDE or bool(touched))
        leaked = right and best is not None and bool(rows[best].get("exhortation"))
        figures.counts["leaked_ok"] += leaked
        if one["certainty"] >= SURE:
            figures.share("sure", right and not leaked)
        if best is None or not right or leaked or not rows[best].get("optional"):
            figures.share("precision", right and not leaked)
        if best is None or not right or leaked:
            return
        if shared[best] >= ALIKE:
            hits.setdefault(best, one)
        group = rows[best].get("group")
        for n in touched:
            if group and rows[n].get("group") == group:
                hits.setdefault(n, one)


def _matched(mine: str, gold: str) -> dict[int, int]:
    blocks = difflib.SequenceMatcher(None, mine, gold, autojunk=False).get_matching_blocks()
    return {a + n: b + n for a, b, size in blocks for n in range(size)}


def _fields(figures: Figures, row: dict[str, Any], one: dict[str, Any]) -> None:
    if row.get("lead"):
        figures.share("lead", {word(name) for name in row["lead"]} == {word(name) for name in one["leads"]})
    if row.get("deadline_text"):
        deadline = one["deadline"] or {}
        figures.share("deadline", alike(word(row["deadline_text"]), word(deadline.get("text"))))
        if row.get("deadline_iso"):
            figures.share("day", deadline.get("date") == row["deadline_iso"])
    if row.get("category"):
        figures.share("category", row["category"] == one["category"])
    if row.get("addressee"):
        figures.share("addressee", alike(word(row["addressee"]), word(one["addressee"])))


def _meeting(figures: Figures, labels: dict[str, Any], mine: dict[str, Any]) -> None:
    if labels.get("chair"):
        figures.share("chair", word(labels["chair"]) in {word(one["name"]) for one in mine.get("chair", [])})
    if labels.get("date"):
        figures.share("date", alike(word(labels["date"]), word((mine.get("held_on") or {}).get("text"))))
    wanted = {word(one["name"]): one["title"] for one in labels.get("attendees", [])}
    present = {word(one["name"]): "、".join(one["titles"]) for one in mine.get("attendees", [])}
    figures.counts["met"] += len(wanted.keys() & present.keys())
    figures.counts["listed"] += len(wanted)
    figures.counts["present"] += len(present)
    for name in wanted.keys() & present.keys():
        if wanted[name]:
            figures.share("title", word(wanted[name]) in word(present[name]))


def scored(folder: Path) -> Figures:
    figures = Figures()
    for path in sorted(folder.glob("[0-9][0-9][0-9].txt")):
        if path.stat().st_size:
            Document(path).count(figures)
    return figures
