"""Whether two demands ask for the same: by the pairs of characters that they share, dates left aside."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from heli.search.rules import normal

DATES = re.compile(
    r"(?:\d{4}\s*年)?\s*(?:\d{1,2}\s*月)?\s*(?:\d{1,2}\s*日|底|末|上旬|中旬|下旬)?(?<=[年月日底末旬])\s*(?:之?前|以前|内)?"
)
SAID_ANYWAY = re.compile(
    r"^(?:一定要|务必|必须|应当|要|须|应|请)|(?:进一步|切实|努力|积极|加快|抓紧|尽快|着力|认真|全力)"
)
NUMBERS = re.compile(r"\d+(?:\.\d+)?")
ANCHORS = 24
"""Pairs by which others are looked up: the ones that are rarest in their own document."""


class Likeness(StrEnum):
    SAME = "same"
    NEAR = "near"


LIKENESS_WORDS: dict[Likeness, str] = {Likeness.SAME: "相同", Likeness.NEAR: "相近"}

THRESHOLDS: tuple[tuple[Likeness, float, float], ...] = (
    # grade, shared part of both (2·shared / sum), shared part of the shorter one (over 1: doesn't count)
    (Likeness.SAME, 0.90, 1.01),
    (Likeness.NEAR, 0.56, 0.80),
)
SHORTEST = 6
"""Pairs that a demand must have to be compared at all: 抓好落实 is like everything."""
OTHER_NUMBERS = 0.6
"""What a score is worth where both name numbers and none in common: item 3 isn't item 9."""


def essence(text: str) -> str:
    """The words that say what is to be done: without dates and without the words that stand in any demand."""
    return normal(SAID_ANYWAY.sub("", DATES.sub("", text.strip())))


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    flat = essence(text)
    return frozenset(flat[i : i + 2] for i in range(len(flat) - 1))


def likeness(one: str, other: str) -> Likeness | None:
    """How far two demands ask for the same.

    >>> likeness("6月底前出台支持县域经济的政策清单", "要出台支持县域经济的政策清单")
    <Likeness.SAME: 'same'>
    """
    a, b = pairs(one), pairs(other)
    if min(len(a), len(b)) < SHORTEST:
        return None
    shared = len(a & b)
    numbers = set(NUMBERS.findall(DATES.sub("", one))), set(NUMBERS.findall(DATES.sub("", other)))
    worth = OTHER_NUMBERS if all(numbers) and not (numbers[0] & numbers[1]) else 1.0
    both, within = worth * 2 * shared / (len(a) + len(b)), worth * shared / min(len(a), len(b))
    return next((grade for grade, half, whole in THRESHOLDS if both >= half or within >= whole), None)


def anchors(texts: Mapping[int, str], only: Iterable[int]) -> dict[int, list[str]]:
    """For each of `only` the pairs to look others up by; `texts` are all demands of its document."""
    cut = {key: pairs(text) for key, text in texts.items()}
    known = Counter(pair for found in cut.values() for pair in found)
    return {key: sorted(cut[key], key=lambda pair: (known[pair], pair))[:ANCHORS] for key in only if cut.get(key)}
