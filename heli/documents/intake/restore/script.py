"""Traditional script: undone where a machine put it there, left alone where the document was written in it."""

import re
from functools import cache
from typing import Any

from heli.documents.intake.draft import Script
from heli.documents.intake.restore.traced import Edit, Traced

KIND = "script"
# Words of offices in Taiwan, Hong Kong and Macao, and punctuation of their own.
ORIGINAL_WORDS = re.compile(
    r"裁示|研議|列管|業管|民國\s?[\d一二三四五六七八九十百]|貴府|鈞[府院]|本[府署](?=[^\s]{0,2}[^辦])"
    r"|行政院|立法[院會]|直轄市|鄉公所|警務處|運輸署|區議會|政務司|特區政府|網路|資訊|軟體|專案|計畫"
)
# Forms that a converter may choose as well: they weigh only where nothing speaks of a machine.
ORIGINAL_FORMS = re.compile(r"臺|裏|佈|纔|峯|於|著手|透過")
MAINLAND_SIGNS = re.compile(
    r"縣委|市委|省委|區委|黨委|黨組|書記|常委|黨中央|國務院|發改[委局]|人大常委|政協|紀委|中央八項"
    r"|習近平|科學發展觀|全面小康|"
    r"攻堅|扶貧|招商引資|鄉鎮|干部|貫徹落實|領導小組|督查|督辦|辦公室|幹部群眾"
)
# Characters whose choice shows a converter that doesn't know words.
CONVERTED_SIGNS = re.compile(
    r"以后|之后|后的|最后|然后|今后|干部|聯系|關系|領導干|里面|這里|全麵|方麵|層麵|機製|體製|隻要|己經|彙總|幾個月來"
)
TAIWAN_QUOTES = re.compile(r"「[^」]{1,60}」")
CURLY_QUOTES = re.compile(r"“[^”]{1,60}”")
TRADITIONAL_SHARE = 0.04


@cache
def _converter(name: str) -> Any:
    import opencc

    return opencc.OpenCC(name)


@cache
def simplified_character(character: str) -> str:
    converted: str = _converter("t2s").convert(character)
    return converted if len(converted) == 1 else character


@cache
def traditional_character(character: str) -> str:
    converted: str = _converter("s2t").convert(character)
    return converted if len(converted) == 1 else character


@cache
def is_common(character: str) -> bool:
    """One of the 3,755 characters of the first level of GB 2312 (B0A1 to D7F9), in either script."""
    try:
        code = simplified_character(character).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7


def simplified(text: str) -> str:
    """The text in simplified script, of the very same length, so that offsets stay valid."""
    if text.isascii():
        return text
    converted: str = _converter("t2s").convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(
        whole
        if len(whole := _converter("t2s").convert(line)) == len(line)
        else "".join(map(simplified_character, line))
        for line in text.splitlines(keepends=True)
    )


def script_of(text: str) -> Script:
    plain = simplified(text)
    han = sum("一" <= c <= "鿿" for c in text)
    changed = sum(a != b for a, b in zip(text, plain, strict=True))
    return Script.HANT if changed > TRADITIONAL_SHARE * max(1, han) else Script.HANS


def restore(traced: Traced) -> Traced:
    """Simplified script where the traditional one is itself damage; `traced` has its glosses already taken out."""
    if script_of(traced.text) is not Script.HANT or not is_damage(traced):
        return traced
    plain = simplified(traced.text)
    edits = []
    position = 0
    for found in re.finditer(r"[^\n]+", traced.text):
        position = found.start()
        before, after = found.group(), plain[position : found.end()]
        if before != after:
            edits.append(Edit(position, found.end(), after, KIND))
    return traced.edited(edits)


def is_damage(traced: Traced) -> bool:
    """Was this traditional text made by a machine from a simplified one?"""
    glossed = any(operation.kind == "gloss" for operation in traced.operations)
    text = traced.text
    theirs = len(ORIGINAL_WORDS.findall(text))
    if glossed:
        # A mirror site of the mainland puts the glosses; but it mirrored texts of Hong Kong, too.
        return theirs <= 1 or len(MAINLAND_SIGNS.findall(text)) > theirs
    theirs += len(ORIGINAL_FORMS.findall(text))
    quotes = len(CURLY_QUOTES.findall(text)) - len(TAIWAN_QUOTES.findall(text))
    ours = len(MAINLAND_SIGNS.findall(text)) + 3 * len(CONVERTED_SIGNS.findall(text)) + (2 if quotes > 0 else 0)
    return ours > theirs + (3 if quotes < 0 else 0)
