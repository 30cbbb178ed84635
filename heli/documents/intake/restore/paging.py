"""What printing and recognising pages left in the text: page numbers, running heads, blanks inside words."""

import re
from collections import Counter
from collections.abc import Iterator

from heli.documents.intake.restore.traced import Edit, Traced

KIND = "paging"
HAN = "\u4e00-\u9fff"
PAGE_NUMBER = re.compile(
    r"^[ \t　]*(?:[—–－\-·•]{1,3}[ 　]*\d{1,3}[ 　]*[—–－\-·•]{1,3}|第[ 　]*\d{1,3}[ 　]*页"
    r"(?:[ 　，,/／]*共[ 　]*\d{1,3}[ 　]*页)?"
    r"|(?:Page|P\.)[ ]?\d{1,3}(?:[ ]?(?:of|/)[ ]?\d{1,3})?|\d{1,3}[ ]?/[ ]?\d{1,3})[ \t　]*\n",
    re.MULTILINE,
)
# A bare number on a line of its own, inside a sentence: the line before doesn't end, the line after goes on.
INSIDE_SENTENCE = re.compile(
    rf"(?<=[{HAN}，、])\n(?P<page>[1-9]\d{{0,2}})(?:\n(?=[{HAN}])|(?=(?:同志|的|和|与|及|等|并)[{HAN}]))"
)
LINE_OF_A_PAGE = 26
"""The least number of characters in a line that a page's width has broken, not its author."""
DIGITS_APART = re.compile(
    r"(?<=第)[ 　]?\d(?:[ 　]\d)*[ 　]?(?=[次期号届批条])"
    r"|(?<![\d.])\d(?:[ 　]\d){1,3}[ 　]?(?=年|月|日|号|时|個|个|次|项|項)"
)
MANY = 12
WORDS = (
    "汇报 机制 会议 工作 部门 落实 项目 建设 领导 责任 单位 发展 整改 安排 要求 进度 完成 推进 加快 管理 政府 企业"
    " 资金 群众 督查"
    " 督导 各级 统筹 协调 匯報 機制 會議 部門 落實 項目 領導 責任 單位 發展 協調 統籌 資金 企業"
).split()
WORDS_APART = re.compile("|".join(" ".join(word) for word in WORDS))
LONG_GAP = re.compile(rf"(?<=[{HAN}，、])[ ]{{4,6}}(?=[{HAN}])")


def restore(traced: Traced) -> Traced:
    text = traced.text
    edits = [Edit(one.start(), one.end(), "", KIND) for one in PAGE_NUMBER.finditer(text)]
    pages = [one for one in INSIDE_SENTENCE.finditer(text) if _is_page_number(one, text)]
    edits += (Edit(one.start(), one.end(), "", KIND) for one in pages)
    if " " in text or "　" in text:
        edits += _apart(text)
    edits += _running_heads(text)
    return traced.edited(_disjoint(edits))


def _is_page_number(found: re.Match[str], text: str) -> bool:
    """Not the number of an item: the line before is as long as a page is wide and ends in the middle of a sentence."""
    return found.start() - text.rfind("\n", 0, found.start()) - 1 >= LINE_OF_A_PAGE


def _apart(text: str) -> Iterator[Edit]:
    for one in DIGITS_APART.finditer(text):
        digits = re.sub(r"[ 　]", "", one.group())
        if digits != one.group() and len(digits) > 1:
            yield Edit(one.start(), one.end(), digits, KIND)
    for one in WORDS_APART.finditer(text):
        here = text[max(0, one.start() - 1) : one.start()]
        # A line set wide, 会 议 纪 要, is how its author wrote it.
        if here not in {" ", "　"} and not re.match(rf" [{HAN}] ", text[one.end() : one.end() + 3] + " "):
            yield Edit(one.start() + 1, one.start() + 2, "", KIND)
    gaps = list(LONG_GAP.finditer(text))
    if len(gaps) >= MANY:
        yield from (Edit(one.start(), one.end(), "", KIND) for one in gaps)


def _running_heads(text: str) -> Iterator[Edit]:
    """The same short line right before or after page numbers, three times or more."""
    beside: Counter[str] = Counter()
    places: list[tuple[int, int, str]] = []
    for one in PAGE_NUMBER.finditer(text):
        start = one.end()
        end = text.find("\n", start)
        line = text[start:end].strip() if end >= 0 else ""
        if 4 <= len(line) <= 40 and "。" not in line:
            beside[line] += 1
            places.append((start, end + 1, line))
    yield from (Edit(start, end, "", KIND) for start, end, line in places if beside[line] >= 3)


def _disjoint(edits: list[Edit]) -> Iterator[Edit]:
    end = 0
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if edit.start >= end:
            yield edit
            end = edit.end
