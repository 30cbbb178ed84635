"""Paragraphs, sentences and clauses of a text, all as offsets into it.

Everything below reads a *plain* form of the text: simplified, Chinese punctuation, of the very same length; what is
returned is always cut from the text itself.
"""

import re
from dataclasses import dataclass

from heli.documents.intake.restore.script import simplified

WIDE = str.maketrans(
    "０１２３４５６７８９％：（）；？！「」『』﹔﹐［］[]【】", "0123456789%：（）；？！“”‘’；，（）（）（）"
)
NARROW = ((",", "，"), (";", "；"), (":", "："), ("?", "？"), ("!", "！"), ("(", "（"), (")", "）"))
BETWEEN_DIGITS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))|(?<=\d)：(?=\d)")
SENTENCE_END = re.compile(r"[。！？；]+[”’）]*|\n+")
COMMA = re.compile(r"[，：]|——")
QUIET = re.compile(r"《[^》\n]{1,80}》|（[^（）\n]{1,200}）|“[^”。\n]{1,40}”|‘[^’。\n]{1,40}’|〔[^〕\n]{1,10}〕")
ENUMERATOR = re.compile(
    r"^\s*(?:(?:其)?[一二三四五六七八九十]{1,3}是(?!否)|第[一二三四五六七八九十]{1,2}[，、：]"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条款][、 　]?|[一二三四五六七八九十]{1,3}[、.．]"
    r"|首先[，、]?|其次[，、]?|再次[，、]|最后[，、]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)][、.．]?|\d{1,2}[.．、](?!\d)|[①-⑳]|[一二三四五六七八九十](?=要[^点素求]))\s*"
)
HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[章节部条])[^。；，]{2,40}$"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """[start, end) without its closing mark; `mark` is that mark ("" at the end of a line)."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """`mark` closes it (。 or ； or a line's end); `enumerator` ("一是", "1.") numbers it and fills [start, body)."""

    start: int
    end: int
    body: int
    mark: str
    enumerator: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int
    sentences: tuple[Sentence, ...]


def plain_form(text: str) -> str:
    """Simplified, with Chinese punctuation and narrow digits, of the same length."""
    plain = simplified(text).translate(WIDE)
    for narrow, wide in NARROW:
        plain = plain.replace(narrow, wide)
    return BETWEEN_DIGITS.sub(lambda found: {"，": ",", "：": ":"}[found.group()], plain)


def paragraphs(plain: str) -> list[Paragraph]:
    quiet = bytearray(len(plain))
    for found in QUIET.finditer(plain):
        quiet[found.start() + 1 : found.end()] = b"\x01" * (found.end() - found.start() - 1)
    return [
        Paragraph(line.start(), line.end(), tuple(_sentences(plain, line.start(), line.end(), quiet)))
        for line in re.finditer(r"[^\n]+", plain)
        if line.group().strip()
    ]


def _sentences(plain: str, start: int, end: int, quiet: bytearray) -> list[Sentence]:
    sentences = []
    position = start
    for found in SENTENCE_END.finditer(plain, start, end):
        if quiet[found.start()]:
            continue
        sentences.append(_sentence(plain, position, found.start(), found.group()[0], quiet))
        position = found.end()
    sentences.append(_sentence(plain, position, end, "", quiet))
    return [sentence for sentence in sentences if sentence.start < sentence.end]


def _sentence(plain: str, start: int, end: int, mark: str, quiet: bytearray) -> Sentence:
    start, end = trimmed(plain, start, end)
    found = ENUMERATOR.match(plain[start:end])
    body = start + found.end() if found else start
    clauses = []
    position = body
    for comma in COMMA.finditer(plain, body, end):
        if quiet[comma.start()]:
            continue
        clauses.append(Clause(*trimmed(plain, position, comma.start()), comma.group()))
        position = comma.end()
    clauses.append(Clause(*trimmed(plain, position, end), mark))
    kept = tuple(clause for clause in clauses if clause.start < clause.end)
    return Sentence(start, end, body, mark, found.group().strip() if found else "", kept)


def trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) without white space and loose quotation marks at its edges."""
    while start < end and (plain[start].isspace() or plain[start] in "”’，。；、"):
        start += 1
    while end > start and (plain[end - 1].isspace() or plain[end - 1] in "，。；、"):
        end -= 1
    if end > start and plain[start] in "“‘" and plain.find("”" if plain[start] == "“" else "’", start, end) == -1:
        start += 1
    return start, end
