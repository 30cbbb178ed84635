"""Machines that damage a text whose original is known, one for each kind, and the errors that restoring leaves."""

import random
import unicodedata
from collections.abc import Callable

from heli.documents.intake.restore.script import simplified, simplified_character, traditional_character
from heli.documents.intake.restore.steps import restored
from tests.intake.byte_machine import damaged, gloss_table
from tests.intake.texts import BREAKDOWN, INSPECTION, MINUTES, PROGRESS, REPORT, TAIWAN

TEXTS = (REPORT, MINUTES, BREAKDOWN, PROGRESS, INSPECTION)
Pairs = list[tuple[str, str]]
"""Damaged text and what it was."""


def traditional(text: str) -> str:
    """As a converter without words writes it: 干部, 后, 里 and 系 become whatever its table says."""
    return "".join(map(traditional_character, text))


def clean() -> Pairs:
    return [(text, text) for text in (*TEXTS, TAIWAN)]


def glosses() -> Pairs:
    pairs = []
    chance = random.Random(3)
    for text in TEXTS:
        written = traditional(text)
        marked = sorted({c for c in written if simplified_character(c) != c})
        for share in (1.0, 0.5, 0.25):
            table = gloss_table("".join(c for c in marked if chance.random() < share))
            pairs.append(("".join(f"{c}({table[c]})" if c in table else c for c in written), text))
        same = gloss_table("新工作中能用山商")
        pairs.append(("".join(f"{c}({same[c]})" if c in same else c for c in written), text))
    return pairs


def replaced_bytes() -> Pairs:
    pairs = []
    chance = random.Random(5)
    for text in TEXTS:
        written = traditional(text)
        marked = sorted({c for c in written if simplified_character(c) != c})
        for share in (1.0, 0.5, 0.25):
            table = gloss_table("".join(c for c in marked if chance.random() < share))
            pairs.append((damaged(written, table), damaged(written, {})))
            pairs.append((damaged(written, table, narrow_marks=True), damaged(written, {})))
    return pairs


def framed() -> Pairs:
    head = "您当前的位置：首页 > 要闻\n"
    below = "发布时间:2026-03-05 10:20 来源:示范网 编辑: 张三 浏览: 12\n字体：[大 中 小]\n"
    foot = "（记者 李四）\n责任编辑：王五\n【打印】【关闭】\n上一篇：没有了\n下一篇：示范县召开会议\n扫一扫在手机打开\n"
    pairs = []
    for text in TEXTS:
        title, _, body = text.partition("\n")
        if "。" in body.splitlines()[-1]:
            pairs.append((f"{head}{title}\n{below}{body.rstrip()}{foot}", text))
        pairs.append((f"{head}{title}\n{below}??? {body}版权所有：示范网\n示ICP备0000001号\n", text))
    return pairs


def pages() -> Pairs:
    pairs = []
    for text in TEXTS:
        lines = text.rstrip().split("\n")
        numbered = [f"{line}\n— {n} —" if n % 3 == 0 else line for n, line in enumerate(lines, 1)]
        pairs.append(("\n".join(numbered) + "\n", text))
        pairs.append((text.replace("第12次", "第 1 2 次").replace("落实", "落 实").replace("项目", "项 目"), text))
    return pairs


def marked_up() -> Pairs:
    pairs = []
    for text in TEXTS:
        pairs.append((text.replace("\n", "\\r\\n"), text))
        pairs.append(("".join(f"<p>&nbsp;&nbsp;{line}</p>" for line in text.rstrip().split("\n")), text))
        pairs.append((text.replace("。", "。<!-- 广告 -->").replace("，", "，{{ pvCount }}", 1), text))
    return pairs


def misread() -> Pairs:
    pairs = []
    for text in TEXTS:
        pairs.append((text.encode().decode("latin-1"), text))
        pairs.append((text.encode("gbk").decode("latin-1"), text))
    return pairs


def evaded() -> Pairs:
    return [(text.replace("政府", "政fǔ").replace("书记", "书jì"), text) for text in TEXTS]


KINDS: dict[str, Callable[[], Pairs]] = {
    "clean": clean,
    "glosses": glosses,
    "bytes": replaced_bytes,
    "frame": framed,
    "paging": pages,
    "markup": marked_up,
    "mojibake": misread,
    "evaded": evaded,
}


def folded(text: str) -> str:
    """As restorations are compared: script, width and white space apart."""
    return "".join(c for c in simplified(unicodedata.normalize("NFKC", text)) if not c.isspace())


def distance(one: str, other: str) -> int:
    """Levenshtein's; the common start and end are cut off first, as damage is rare."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        here = [i]
        for j, b in enumerate(other, 1):
            here.append(min(here[-1] + 1, before[j] + 1, before[j - 1] + (a != b)))
        before = here
    return before[-1]


def errors(kind: str) -> tuple[int, int]:
    """Wrong characters after restoring, of how many."""
    wrong = characters = 0
    for damage, original in KINDS[kind]():
        wanted = folded(original)
        wrong += distance(folded(restored(damage)[0]), wanted)
        characters += len(wanted)
    return wrong, characters
