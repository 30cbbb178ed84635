"""Debris inside the lines: anti-copy noise, marks that stand for blanks, tags, escapes, pipes, pasted addresses."""

import html
import re
from collections.abc import Iterator

from heli.documents.intake.restore.traced import Edit, Traced

KIND = "debris"
HAN = "\u4e00-\u9fff"
NOISE = r"[!-~]{1,2}"
TAG = re.compile(
    r"</?(?:p|div|span|br|font|strong|b|em|i|u|a|img|table|tbody|tr|td|th|h[1-6]|ul|ol|li|section"
    r"|center|o:p|st1:\w+|v:\w+|input|script|style|iframe)"
    r"(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
BREAKING = re.compile(r"</?(?:p|div|br|tr|h[1-6]|li|section|table)\b", re.IGNORECASE)
ENTITY = re.compile(
    r"&(?:nbsp|ensp|emsp|amp|lt|gt|quot|ldquo|rdquo|lsquo|rsquo|middot|mdash|hellip|times|#\d{2,5}|#x[0-9a-fA-F]{2,4});"
)
ESCAPED = re.compile(r"(?:\\r)?\\n|\\r(?![a-z])|\\t(?![a-z])|\\(?=[\"'/])|\\u3000")
BY_PEOPLE = "(?:记者|記者|通讯员|通訊員|实习生|實習生)(?!会|會|站|协|協)"
BY_LABEL = "(?:责任|責任)?(?:编辑|編輯)|责编|責編|作者|来源|來源|稿源|供稿|撰稿|摄影|攝影|图[/／]文|文[/／]图|文[/／]圖"
BYLINE = re.compile(
    r"(?<=[。！？”’）)…])[ 　]*[（(](?=[^（()）。]{2,80}[）)][ 　]*$)"
    rf"(?:(?:[^（()）。：:]{{0,16}}[ 　])?(?:[^（()）。：: 　]{{0,10}}{BY_PEOPLE}|{BY_LABEL})[^（()）。]{{0,60}}"
    r"|[^（()）。：:，]{2,16}(?:供稿|攝|摄))[）)](?=[ 　]*$)",
    re.MULTILINE,
)
PAYWALL = re.compile(
    r"(?:…{1,2})?[（(][^（()）]{0,40}(?:省略\s?\d+\s?字|会员可(?:完整|查看)|會員可(?:完整|查看)|付费(?:阅读|后)"
    r"|付費(?:閱讀"
    r"|後))[^（()）]{0,40}[）)](?:…{1,2})?"
)
DISCUZ = re.compile(
    rf"(?<=[{HAN}，。；：、！？”）\s])[ ]?[;:|,.!)\]}}]?[ ]?(?:{NOISE} ){{4,}}{NOISE}(?=[\s{HAN}]|$)",
    re.MULTILINE,
)
BLANKS = re.compile(r"^[ \t　]*[?？]{2,}[ \t　]*(?=\S)", re.MULTILINE)
BLANK_ONCE = re.compile(rf"^[ \t　]*\?[ \t　]*(?=[{HAN}])", re.MULTILINE)
LINK = re.compile(
    rf"(?<=[{HAN}])(?<![录錄问問站址页頁到至从從在见見为為开開入台臺网網览覽])https?://[\w.\-/?=&%#]+?/?(?=[{HAN}])"
)
# The linked word began a line of its own in the middle of a sentence.
BEFORE_LINK = re.compile(rf"(?<=[{HAN}，、])\n(?=[{HAN}]{{1,6}}https?://[\w.\-/?=&%#]+?/?[{HAN}])")
RULE = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t]*\n?", re.MULTILINE)
SIMPLE = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"<!--.{0,4000}?-->",
        r"\{\{[^{}\n]{1,40}\}\}",
        r"!\[[^\]\n]{0,80}\]\([^)\n]{0,300}\)",
        r"\[(?=\]\()\]\([^)\n]{0,300}\)",
        rf"(?<=[{HAN}”》）)])[,，](?=[，。；：])|(?<=[{HAN}”》）)]),(?=,)",
        r"(?<=[。！？])[ ]?\.{4,}",
        r"[\u200b\u200c\u200d\u2060\ufeff]",
        r"[「『]`?[\w\-/]{0,60}\.(?:jpe?g|png|gif)`?[」』]?",
    )
)
PIPED = re.compile(r"^.*\|[ \t]*$|^[ \t]*\|.*$", re.MULTILINE)


def restore(traced: Traced) -> Traced:
    for step in (_marks, _markup, _pipes):
        traced = step(traced)
    return traced


def _marks(traced: Traced) -> Traced:
    text = traced.text
    edits = [Edit(one.start(), one.end(), "", KIND) for pattern in SIMPLE for one in pattern.finditer(text)]
    if "(" in text or "（" in text:
        edits += (
            Edit(one.start(), one.end(), "", KIND) for pattern in (BYLINE, PAYWALL) for one in pattern.finditer(text)
        )
    edits += _blanks(text)
    edits += (Edit(one.start(), one.end(), "", KIND) for one in DISCUZ.finditer(text) if _is_noise(one.group()))
    if "http" in text:
        edits += (Edit(one.start(), one.end(), "", KIND) for one in LINK.finditer(text))
        edits += (Edit(one.start(), one.start() + 1, "", KIND) for one in BEFORE_LINK.finditer(text))
    return traced.edited(_apart(edits))


def _apart(edits: list[Edit]) -> Iterator[Edit]:
    end = 0
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if edit.start >= end:
            yield edit
            end = edit.end


def _blanks(text: str) -> Iterator[Edit]:
    """??? at the start of paragraphs: blanks that a conversion didn't know."""
    if "?" not in text and "？" not in text:
        return
    found = [
        one
        for one in BLANKS.finditer(text)
        if len(one.group().strip()) >= 3 or text.count("\n??") + text.count("\n？？") >= 1
    ]
    for one in found:
        yield Edit(one.start(), one.end(), "", KIND)
    if len(found) >= 2:
        for one in BLANK_ONCE.finditer(text):
            yield Edit(one.start(), one.end(), "", KIND)


def _is_noise(tokens: str) -> bool:
    """: b4 U4 p1 |5 i+ — letters mixed with digits and signs; not 「1 0 1」 nor a list of letters."""
    parts = tokens.split()
    mixed = sum(len(one) == 2 and one[0].isalpha() != one[1].isalpha() for one in parts)
    return mixed >= 2 and any(not c.isalnum() and c != " " for c in tokens)


def _markup(traced: Traced) -> Traced:
    """Tags, entities and escapes of a page or a program that came in as words; <政府工作报告> is no tag."""
    text = traced.text
    edits: list[Edit] = []
    if "<" in text:
        edits += (
            Edit(one.start(), one.end(), "\n" if BREAKING.match(one.group()) else "", KIND)
            for one in TAG.finditer(text)
        )
    if "&" in text:
        edits += (
            Edit(one.start(), one.end(), html.unescape(one.group()).replace("\xa0", " "), KIND)
            for one in ENTITY.finditer(text)
        )
    if "\\" in text and len(ESCAPED.findall(text)) >= 2:
        edits += (Edit(one.start(), one.end(), _unescaped(one.group()), KIND) for one in ESCAPED.finditer(text))
    return traced.edited(_apart(edits)) if edits else traced


def _unescaped(escape: str) -> str:
    if escape == "\\":
        return ""
    return "　" if escape == "\\u3000" else "\t" if escape == "\\t" else "\n"


def _pipes(traced: Traced) -> Traced:
    """The borders of a table drawn with |: cells stay apart by tabs."""
    text = traced.text
    if "|" not in text:
        return traced
    edits = [Edit(one.start(), one.end(), "", KIND) for one in RULE.finditer(text)]
    for row in PIPED.finditer(text):
        line = row.group()
        inner = line.strip().strip("|")
        for one in re.finditer(r"[ \t]*\|[ \t]*", line):
            border = not line[: one.start()].strip(" \t|") or not line[one.end() :].strip(" \t|")
            edits.append(
                Edit(row.start() + one.start(), row.start() + one.end(), "" if border or not inner else "\t", KIND)
            )
    return traced.edited(_apart(edits))
