"""Pinyin glosses that a web machine put after characters: 經(jīng)濟(jì) → 經濟.

A gloss is a reading of the very character before it (or of its other script's form), and on one page the machine
glosses a character everywhere or nowhere. Both must hold, so parentheses that an author wrote are kept.
"""

import re
import unicodedata
from collections import Counter
from functools import cache

from heli.documents.intake.restore.readings import readings, untoned
from heli.documents.intake.restore.script import is_common, simplified_character, traditional_character
from heli.documents.intake.restore.traced import Edit, Traced

KIND = "gloss"
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
LATIN = "a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿêếềɡ\u0300\u0301\u0304\u030c\u0308"
GLOSS = re.compile(rf"([{HAN}])[(（]([{LATIN}]{{1,9}})[)）]", re.IGNORECASE)
UNCLOSED = re.compile(rf"([{HAN}])[(（]([{LATIN}]{{0,7}})(?=[\s….]*\Z)", re.IGNORECASE)
MANY = 5
SHARE_OF_OCCURRENCES = 0.8


@cache
def _all_readings(character: str) -> frozenset[str]:
    return frozenset().union(
        *(readings(form) for form in {character, simplified_character(character), traditional_character(character)})
    )


@cache
def _composed(syllable: str) -> str:
    return unicodedata.normalize("NFC", syllable.lower().replace("ɡ", "g"))


@cache
def _is_reading(character: str, syllable: str) -> bool:
    return _composed(syllable) in _all_readings(character)


@cache
def _is_untoned_reading(character: str, syllable: str) -> bool:
    return untoned(_composed(syllable)) in {untoned(one) for one in _all_readings(character)}


def restore(traced: Traced) -> Traced:
    text = traced.text
    found = list(GLOSS.finditer(text))
    toned = [one for one in found if _is_reading(one[1], one[2]) and untoned(one[2]) != _composed(one[2])]
    glossed = Counter(one[1] for one in toned)
    if not _page_is_glossed(glossed, text):
        return traced
    # A repair of lost bytes took the gloss of its last character along.
    repaired = Counter(one.after[-1:] for one in traced.operations if one.kind == "bytes")
    kept = {c for c, count in glossed.items() if count >= SHARE_OF_OCCURRENCES * (text.count(c) - repaired[c])}
    many = len(toned) >= MANY
    edits = [
        Edit(one.start(2) - 1, one.end(), "", KIND)
        for one in found
        if one[1] in kept and (_is_reading(one[1], one[2]) or (many and _is_untoned_reading(one[1], one[2])))
    ]
    edits += _light_tones(found, many, glossed, text)
    edits += _cut_at_the_end(text, kept) if many else []
    return traced.edited(edits)


def _page_is_glossed(glossed: Counter[str], text: str) -> bool:
    """Many glosses; or a few that no author writes: on characters always so treated, that everybody can read.

    An author helps with a rare character, once. Two on characters of the converted script alone, or one character
    glossed twice and never left out, come from a machine.
    """
    if glossed.total() >= MANY:
        return True
    everywhere = all(text.count(c) == count for c, count in glossed.items())
    converted = all(simplified_character(c) != c for c in glossed)
    if glossed.total() >= 2:
        return converted or (everywhere and max(glossed.values()) >= 2)
    return converted and everywhere and all(map(is_common, glossed)) and bool(glossed)


def _light_tones(found: list[re.Match[str]], many: bool, glossed: Counter[str], text: str) -> list[Edit]:
    """Syllables without a mark, such as 麼(me): only on a page full of glosses, on characters always so treated."""
    if not many:
        return []
    plain = [one for one in found if one[1] not in glossed and _is_untoned_reading(one[1], one[2])]
    counts = Counter(one[1] for one in plain)
    return [
        Edit(one.start(2) - 1, one.end(), "", KIND)
        for one in plain
        if (len(one[2]) > 1 and counts[one[1]] == text.count(one[1])) and _is_reading(one[1], one[2])
    ]


def _cut_at_the_end(text: str, kept: set[str]) -> list[Edit]:
    """A page cut off inside a gloss: 技術(sh."""
    found = UNCLOSED.search(text)
    if found is None:
        return []
    character, start = found[1], _composed(found[2])
    begins = any(untoned(one).startswith(untoned(start)) for one in _all_readings(character))
    lonely = text.count(character) == 1
    if not begins or not (character in kept or lonely):
        return []
    return [Edit(found.start(2) - 1, found.end(), "", KIND)]
