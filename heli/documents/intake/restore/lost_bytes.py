"""Bytes lost when a machine replaced byte patterns in GBK text across the borders of characters.

當地經 → 當?shù)亟?jīng): the pattern of 數 (94 B5) matched the last byte of 當 and the first of 地, so what follows is
shifted by one byte. The two syllables fix the two lost bytes; only an unambiguous repair is made.
"""

import re
from functools import cache

from heli.documents.intake.extract.plain import FREQUENT
from heli.documents.intake.restore.readings import readings
from heli.documents.intake.restore.traced import Edit, Traced

KIND = "bytes"
SYLLABLE = "[a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]{1,7}"
WIDE = r"[^\x00-\xff?？]"
# A?syl)BCD?syl): between the two, every character is shifted by one byte.
SHIFTED = re.compile(
    rf"(?P<before>{WIDE})(?:\({SYLLABLE}\))?(?P<lost>\?(?P<false>{SYLLABLE})\)(?P<middle>{WIDE}{{0,14}}?)\?(?P<last>{SYLLABLE})\))"
)
# 。縣 → ??h, 。現 → ?,F(xiàn), 。活動 → ?;顒?dòng): full-width marks [A3 xx] became narrow ones.
STOPPED = re.compile(
    rf"(?<=[\u4e00-\u9fff])\?(?P<mark>[?,;:!])(?:(?P<letter>[@-~])(?:\((?P<gloss>{SYLLABLE})\))?(?=[\u4e00-\u9fff])"
    rf"|(?P<middle>{WIDE}{{1,14}}?)\?(?P<last>{SYLLABLE})\))"
)
MARKS = {"?": 0xBF, ",": 0xAC, ";": 0xBB, ":": 0xBA, "!": 0xA1}
LEADS = range(0x81, 0xFF)
TRAILS = range(0x40, 0xFF)


@cache
def _character(first: int, second: int) -> str | None:
    try:
        found = bytes((first, second)).decode("gbk")
    except UnicodeDecodeError:
        return None
    return found if len(found) == 1 and "\u4e00" <= found <= "\u9fff" else None


def _gbk(words: str) -> bytes | None:
    try:
        return words.encode("gbk")
    except UnicodeEncodeError:
        return None


def restore(traced: Traced) -> Traced:
    if "?" not in traced.text or not re.search(rf"\?{SYLLABLE}\)|\?[?,;:!][@-~]", traced.text):
        return traced
    edits: list[Edit] = []
    for pattern, repaired in ((SHIFTED, _unshifted), (STOPPED, _with_stop)):
        for found in pattern.finditer(traced.text):
            after = repaired(found, traced.text)
            start = found.start("lost") if pattern is SHIFTED else found.start()
            if after is not None and not any(e.start < found.end() and start < e.end for e in edits):
                edits.append(Edit(start, found.end(), after, KIND))
    return traced.edited(edits)


def _unshifted(found: re.Match[str], text: str) -> str | None:
    before, middle = _gbk(found["before"]), _gbk(found["middle"])
    if before is None or middle is None or len(before) != 2:
        return None
    firsts = [x for x in TRAILS if (z := _character(before[1], x)) and found["false"] in readings(z)]
    return _best([bytes([first]) + middle for first in firsts], found["last"], text)


def _with_stop(found: re.Match[str], text: str) -> str | None:
    first = MARKS[found["mark"]]
    if found["letter"]:
        character = _character(first, ord(found["letter"]))
        if character is None or (found["gloss"] and found["gloss"] not in readings(character)):
            return None
        return "。" + character if found["gloss"] or _familiar(character, text) else None
    middle = _gbk(found["middle"])
    repaired = _best([bytes([first]) + middle], found["last"], text) if middle else None
    return "。" + repaired if repaired else None


def _best(starts: list[bytes], last: str, text: str) -> str | None:
    """The only reading of the bytes, with one more lost at the end, whose last character is read as `last`."""
    candidates = set()
    for start in starts:
        for byte in TRAILS:
            final = _character(start[-1], byte)
            if final is not None and last in readings(final):
                pairs = [_character(*pair) for pair in zip(start[:-1:2], start[1:-1:2], strict=True)]
                if None not in pairs:
                    candidates.add("".join(pair or "" for pair in pairs) + final)
    ranked = sorted(candidates, key=lambda words: sum(_familiar(c, text) for c in words) / len(words), reverse=True)
    if not ranked:
        return None
    score = [sum(_familiar(c, text) for c in words) / len(words) for words in ranked[:2]]
    return ranked[0] if len(score) == 1 or score[0] > score[1] else None


def _familiar(character: str, text: str) -> bool:
    return character in FREQUENT or text.count(character) > 0
