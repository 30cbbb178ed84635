"""Characters that a writer hid from a filter: 政fǔ, ‘色’情. Only words of a list are put back; others are suspects."""

import re
from functools import cache

from heli.documents.intake.draft import Span, Suspect
from heli.documents.intake.restore.readings import readings, untoned
from heli.documents.intake.restore.traced import Edit, Traced

KIND = "evaded"
# Words that filters look for. A word stands before a longer one that holds it only if both are wanted.
WORDS = (
    "政府 警察 官员 领导 书记 腐败 反腐 贪污 贪官 法院 公安 国家 中央 军队 部队 主席 总理 省长 市长 县长 纪委 民主"
    " 自由 上访 信访"
    " 拆迁 强拆 暴力 杀人 死亡 自杀 毒品 赌博 色情 妓女 情妇 流氓 枪支 手枪 鲜血 裸体 性感 炸弹 炸药 党委 党员 共产党"
    " 干部 人民"
    " 公务员 派出所 检察院 双规 受贿 行贿 贿赂 黑社会 政治 政权 政协 政法 财政 行政 市政 选举 革命 维稳 钉子户"
).split()
TONES = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ"
LETTERS = f"[a-zü{TONES}]{{2,6}}"
SYLLABLE = re.compile(rf"(?<=[\u4e00-\u9fff]){LETTERS}(?![a-zA-Z)）])|(?<![a-zA-Z(（]){LETTERS}(?=[\u4e00-\u9fff])")
TONED = re.compile(f"[{TONES}]")
QUOTED = re.compile("‘([\u4e00-\u9fff])’")
REASON = "此处的拼音疑为代替被过滤的字，请核对后改正。"


@cache
def _by_character() -> dict[str, tuple[tuple[str, int], ...]]:
    """For each character, the words that hold it, with its place there."""
    found: dict[str, list[tuple[str, int]]] = {}
    for word in WORDS:
        for place, character in enumerate(word):
            found.setdefault(character, []).append((word, place))
    return {character: tuple(words) for character, words in found.items()}


def restore(traced: Traced) -> Traced:
    text = traced.text
    edits = []
    if TONED.search(text) or re.search("[\u4e00-\u9fff][a-z]{2,6}[\u4e00-\u9fff]", text):
        for one in SYLLABLE.finditer(text):
            character = _hidden(text, one.start(), one.end(), one.group())
            if character:
                edits.append(Edit(one.start(), one.end(), character, KIND))
    quoted = [one for one in QUOTED.finditer(text) if _is_evasion(text, one)]
    edits += [Edit(one.start(), one.end(), one[1], KIND) for one in quoted]
    return traced.edited(edits)


def suspects(text: str) -> tuple[Suspect, ...]:
    """Syllables with a tone mark in the middle of words that the list doesn't know."""
    return tuple(
        Suspect(Span(one.start(), one.end()), one.group(), None, REASON)
        for one in SYLLABLE.finditer(text)
        if TONED.search(one.group()) and text[one.start() - 1 : one.start()] not in {"(", "（", " "}
    )


def _hidden(text: str, start: int, end: int, syllable: str) -> str | None:
    """The character whose reading stands here, by the one word of the list that fits around it."""
    toned = TONED.search(syllable) is not None
    found = {
        word[place]
        for word in WORDS
        for place in range(len(word))
        if text.startswith(word[:place], start - place)
        and start >= place
        and text.startswith(word[place + 1 :], end)
        and _reads(word[place], syllable, toned)
    }
    return found.pop() if len(found) == 1 else None


@cache
def _reads(character: str, syllable: str, toned: bool) -> bool:
    listed = readings(character)
    return syllable in listed if toned else syllable in {untoned(one) for one in listed}


def _is_evasion(text: str, found: re.Match[str]) -> bool:
    """‘色’情: the character without its quotes makes a word of the list with what stands beside it."""
    for word, place in _by_character().get(found[1], ()):
        starts = found.start() - place
        if starts >= 0 and text.startswith(word[:place], starts) and text.startswith(word[place + 1 :], found.end()):
            return True
    return False
