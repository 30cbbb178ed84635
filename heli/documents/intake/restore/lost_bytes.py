"""Bytes lost when a machine replaced byte patterns in GBK text across the borders of characters.

當地經 → 當?shù)亟?jīng): the pattern of 數 (94 B5) matched the last byte of 當 and the first of 地, so what follows is
shifted by one byte until another mark or an ASCII byte brings it back. The syllables fix the lost bytes. Full-width
marks were replaced the same way: 。縣 (A1 A3 BF 68) holds ？ (A3 BF) and became ??h. Only what can be proven is put
back; the rest are suspects.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from heli.documents.intake.draft import Span, Suspect
from heli.documents.intake.extract.plain import FREQUENT
from heli.documents.intake.restore.readings import readings
from heli.documents.intake.restore.script import is_common, simplified_character
from heli.documents.intake.restore.traced import Edit, Traced

KIND = "bytes"
SYLLABLE = "[a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]{1,7}"
CLOSED = re.compile(rf"\?({SYLLABLE})\)")
GLOSS = re.compile(rf"\(({SYLLABLE})\)")
# Where a shift may begin: after a syllable that lost its parenthesis, or a full-width mark that became a narrow one.
SIGN = re.compile(
    rf"(?<=[^\x00-\xff])(?:\({SYLLABLE}\))?\?(?:(?P<false>{SYLLABLE})\)|(?P<mark>[?,;:!()]?)(?=[^\x00-\x3f]|\?))"
)
LEFT_OVER = re.compile(
    rf"[\u4e00-\u9fff](?:\({SYLLABLE}\))?\?(?:{SYLLABLE}\)|[?,;:!]?[@-Z\[-~](?:\({SYLLABLE}\))?(?=[\u4e00-\u9fff])"
    rf"|[^\x00-\xff]{{1,6}}[@-~]\({SYLLABLE}\)|[,;:!][^\x00-\xff]{{1,8}}\?)"
)
# ,F(xiàn): the narrow mark alone is left.
BARE_MARK = re.compile(rf"(?<=[\u4e00-\u9fff])(?P<mark>[,;:!])(?P<letter>[@-~])\((?P<gloss>{SYLLABLE})\)")
SIGNS = re.compile(rf"{LEFT_OVER.pattern}|{BARE_MARK.pattern}")
REASON = "此处在转码时丢了字节，原字不能确定，请对照原件补正。"
MARKS = {"?": 0xBF, ",": 0xAC, ";": 0xBB, ":": 0xBA, "!": 0xA1, "(": 0xA8, ")": 0xA9}
CLOSING_QUOTE = (0xA1, 0xB1)
LONGEST = 60
SENTENCE_STARTS = frozenset("縣現活會或")
LONGEST_CATCHWORD = 9
BYTES = range(0x40, 0xFF)
# Words that end in a character whose second byte is A3; elsewhere that character is the full stop.
ENDING_WORDS = {
    "保": "确担环社医低参投安劳永",
    "海": "上沿渤青珠威东南黄临出北滨",
    "常": "正日经通异非时照",
    "模": "规劳",
    "停": "暂叫关调",
    "罚": "处惩奖刑",
    "祝": "庆",
}


@dataclass(frozen=True, slots=True)
class Shift:
    """Characters put back from `pending` onwards, up to `end` of the damaged text."""

    words: str
    end: int
    proven: bool
    """A reading confirmed the last character."""


@cache
def _character(first: int, second: int) -> str | None:
    try:
        found = bytes((first, second)).decode("gbk")
    except UnicodeDecodeError:
        return None
    return found if len(found) == 1 and not "\ue000" <= found <= "\uf8ff" else None


@cache
def _is_han(character: str | None) -> bool:
    return character is not None and "\u4e00" <= character <= "\u9fff"


@cache
def _pair(character: str) -> tuple[int, int] | None:
    try:
        found = character.encode("gbk")
    except UnicodeEncodeError:
        return None
    return (found[0], found[1]) if len(found) == 2 else None


def restore(traced: Traced) -> Traced:
    text = traced.text
    if not SIGNS.search(text):
        return traced
    edits: list[Edit] = []
    position = 0
    for found in SIGN.finditer(text):
        if found.start() < position:
            continue
        repaired = _after_syllable(found, text) if found["false"] else _after_mark(found, text)
        if repaired is None:
            continue
        start = text.index("?", found.start())
        edits.append(Edit(start, repaired.end, repaired.words, KIND))
        position = repaired.end
    taken = {place for edit in edits for place in range(edit.start, edit.end)}
    edits += (edit for edit in _bare_marks(text) if edit.start not in taken)
    return traced.edited(edits)


def _bare_marks(text: str) -> Iterator[Edit]:
    for found in BARE_MARK.finditer(text):
        character = _character(MARKS[found["mark"]], ord(found["letter"]))
        if character is not None and found["gloss"] in readings(character):
            yield Edit(found.start(), found.end(), _ending(text[found.start() - 1], text) + character, KIND)


def suspects(text: str) -> tuple[Suspect, ...]:
    """Signs of lost bytes that no reading could put back."""
    if "?" not in text:
        return ()
    return tuple(
        Suspect(Span(one.start(), one.end()), one.group(), None, REASON)
        for one in LEFT_OVER.finditer(text)
        if ")" in one.group() or re.search(r"\?[?,;:!]?[a-z]|\?[,;:!][A-Z]", one.group()) or _looks_shifted(one.group())
    )


def _looks_shifted(passage: str) -> bool:
    """Two marks together, words, a mark: ?:贤? Exclamations such as ?!好? are an author's."""
    return passage.endswith("?") and "?!" not in passage


def _after_syllable(found: re.Match[str], text: str) -> Shift | None:
    """打?qū)嵉: the syllable is read from the last byte of what stands before and the byte that became `?`."""
    before = _pair(text[found.start() - 1])
    if before is None:
        return None
    firsts = (x for x in BYTES if found["false"] in readings(_character(before[1], x) or " "))
    shifts = [shift for first in firsts for shift in _shifts(first, text, found.end())]
    kept = [one for one in shifts if one.proven or _is_plain_word(one.words[-1], text, one.end - 1)]
    return _best(kept, text[found.start() - 1], text)


def _after_mark(found: re.Match[str], text: str) -> Shift | None:
    before = text[found.start() - 1]
    mark = found["mark"]
    codes = [MARKS[mark]] if mark else list(MARKS.values())
    shifts = []
    for code in codes:
        for shift in _shifts(code, text, found.end()):
            stop = _ending(before, text)
            if stop == "。" and not _may_end(shift.words, text, found.start()):
                continue
            if (
                shift.proven
                or shift.words == "”"
                or (len(shift.words) == 1 and _is_plain_word(shift.words, text, found.end()))
            ):
                shifts.append(Shift(stop + shift.words, shift.end, shift.proven))
    best = _best(shifts, before, text)
    return best if best is not None or mark else _after_lost_lead(found, text)


def _after_lost_lead(found: re.Match[str], text: str) -> Shift | None:
    """個?。▍^(qū): the first byte is gone; what follows is proven by its reading, the lost character by the page."""
    pair = _pair(text[found.end()]) if found.end() < len(text) else None
    if pair is None:
        return None
    before = text[found.start() - 1]
    leads = [c for x in range(0xB0, 0xF8) if _is_han(c := _character(x, pair[0])) and c]
    proven = [shift for shift in _shifts(pair[1], text, found.end() + 1) if shift.proven]
    known = [c for c in leads if before + c in text or (c == "省" and before in "个個各")]
    if len(proven) != 1 or len(known) != 1:
        return None
    return Shift(known[0] + proven[0].words, proven[0].end, True)


def _may_end(words: str, text: str, end: int) -> bool:
    """A sentence may end here: no catchword such as “三保” was quoted, no name stands broken again and again."""
    if words[0] == "”":
        return end - text.rfind("“", 0, end) > LONGEST_CATCHWORD
    return words[0] in SENTENCE_STARTS or text.count(text[end - 1] + "?") == 1


def _ending(before: str, text: str) -> str:
    """The character that ends in A3 and stands after `before`."""
    plain = simplified_character(before)
    return next((c for c, words in ENDING_WORDS.items() if plain in words or before + c in text), "。")


def _is_plain_word(character: str, text: str, end: int) -> bool:
    """縣 out of a single letter, in running text and of the page's own words."""
    follows = text[end + 1 : end + 2]
    return _is_han(character) and _familiar(character, text) > 0 and (_is_han(follows) or follows == "(")


def _shifts(pending: int, text: str, position: int) -> list[Shift]:
    """Ways to read on from a byte that lost its partner; none when the shift never ends."""
    words: list[str] = []
    for _ in range(LONGEST):
        here = text[position : position + 1]
        if here == "?":
            return list(_closed(pending, text, position, "".join(words)))
        if here.isascii():
            return _met_ascii(pending, text, position, "".join(words)) if here >= "@" else []
        pair = _pair(here)
        joined = _character(pending, pair[0]) if pair else None
        if pair is None or joined is None:
            return []
        words.append(joined)
        pending = pair[1]
        position += 1
        between = GLOSS.match(text, position)
        if between and between[1] in readings(here):
            position = between.end()
    return []


def _closed(pending: int, text: str, position: int, words: str) -> Iterator[Shift]:
    """?jīng): the byte before is the first of a character with this reading."""
    closing = CLOSED.match(text, position)
    if closing is None:
        if words or pending == CLOSING_QUOTE[0]:
            yield from _by_the_page(pending, text, position, words)
        return
    for byte in BYTES:
        final = _character(pending, byte)
        if final is not None and _is_han(final) and closing[1] in readings(final):
            yield Shift(words + final, closing.end(), True)


def _by_the_page(pending: int, text: str, position: int, words: str) -> Iterator[Shift]:
    """No reading tells the last character: the page must know it beside one of its neighbours, and no other one."""
    follows = text[position + 1 : position + 2]
    if pending == CLOSING_QUOTE[0] and text.rfind("“", 0, position) > text.rfind("”", 0, position):
        yield Shift(words + "”", position + 1, False)
        return
    known = {
        final
        for byte in BYTES
        if (final := _character(pending, byte))
        and _is_han(final)
        and ((words and words[-1] + final in text) or (_is_han(follows) and final + follows in text))
    }
    if len(known) == 1:
        yield Shift(words + known.pop(), position + 1, True)


def _met_ascii(pending: int, text: str, position: int, words: str) -> list[Shift]:
    """r(nóng): an ASCII byte is the second one of a character, and what follows stands right again."""
    final = _character(pending, ord(text[position]))
    if final is None or not _is_han(final):
        return []
    gloss = GLOSS.match(text, position + 1)
    if gloss is None:
        return [Shift(words + final, position + 1, False)]
    return [Shift(words + final, gloss.end(), True)] if gloss[1] in readings(final) else []


def _best(shifts: list[Shift], before: str, text: str) -> Shift | None:
    """The one reading whose characters this page and its language know best; None when two are equally good."""
    if not shifts:
        return None
    scored = sorted(((_score(before + one.words, text), one) for one in shifts), key=lambda pair: pair[0], reverse=True)
    if len(scored) > 1 and scored[0][0] == scored[1][0] and scored[0][1] != scored[1][1]:
        return None
    rare = [c for c in scored[0][1].words if _is_han(c) and not _familiar(c, text)]
    best = scored[0][1]
    return best if len(rare) * 2 <= len(best.words) or (best.proven and len(shifts) == 1) else None


def _score(words: str, text: str) -> float:
    single = sum(_familiar(c, text) for c in words) / len(words)
    pairs = sum(text.count(words[i : i + 2]) > 0 for i in range(len(words) - 1))
    return single + pairs / len(words)


def _familiar(character: str, text: str) -> float:
    if character in FREQUENT or simplified_character(character) in FREQUENT:
        return 1.0
    if character in text:
        return 0.9
    return 0.7 if is_common(character) else 0.0
