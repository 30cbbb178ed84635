"""Blind find-and-replace: a place name put where 县, 区 or 市 was part of a word (某某区域经济 ← 县域经济).

Never undone silently: whether the name is original can't be known from the text alone, so these are suspects.
"""

import re
from collections import Counter
from collections.abc import Iterator

from heli.documents.intake.draft import Span, Suspect

PLACE = r"[\u4e00-\u9fff]{1,4}?[区县市旗州镇乡]"
# What follows 县 (区, 市) as part of a word: 县域经济, 县直部门, 县委, 县长, 强县.
FIXED = {"域": "域经济|域内|域发展|域", "直": "直有关|直各|直部门|直机关|直单位|直属"}
WORDS_AROUND = re.compile(r"(?P<level>[县区镇市省])(?P<rest>域经济|域发展|直(?:有关|各|部门|机关|单位))")
UNTOUCHED = re.compile(r"(?:全|市|省|抓|强|做强|壮大|发展)?(?P<word>(?P<level>[县镇市])域(?:经济)?)")
LEAST = 2
# Possessive and counted throughout: a run of marks has many readings, and none of them may be tried twice.
ADVERTISED = re.compile(r"[^\W_]{2,24}+(?:[_\-—|·]{1,2}+[^\W_]{0,20}+){0,5}+[【\[][^】\]\n]{2,24}[】\]]")
BETTING = re.compile(r"投注|博彩|娱乐|娛樂|葡京|彩票|老虎机|百家乐|金沙|欧洲杯|歐洲杯|世界杯|体育官网|棋牌|买球")
ADVERTISEMENT = "此处原是地名或单位名，疑被广告批量替换，原名不能还原，请对照原件补正。"


def suspects(text: str) -> tuple[Suspect, ...]:
    """Places in the clean (simplified or traditional) text where a name stands in the slot of a level word."""
    advertised = tuple(_advertised(text))
    name = _replaced_name(text)
    if name is None:
        return advertised
    level = name[-1]
    proof = _proof(text, name)
    written = proof or ("县" if level != "县" else "区")
    reason = _reason(text, name, written, proof is not None)
    found: list[Suspect] = list(advertised)
    for pattern, suggestion in _slots(name, written):
        for one in pattern.finditer(text):
            span = Span(one.start(), one.end())
            if any(other.span.start < span.end and span.start < other.span.end for other in found):
                continue
            found.append(Suspect(span, one.group(), one.expand(suggestion), reason))
    return tuple(sorted(found, key=lambda one: one.span.start))


def _advertised(text: str) -> Iterator[Suspect]:
    """欧洲杯_某某网-【投注官网】 in the slot of a name: what stood there is gone."""
    for found in ADVERTISED.finditer(text):
        if BETTING.search(found.group()):
            yield Suspect(Span(found.start(), found.end()), found.group(), None, ADVERTISEMENT)


def _replaced_name(text: str) -> str | None:
    """The name that stands doubled or directly before 域经济 again and again, or None."""
    doubled = Counter(re.findall(r"([\u4e00-\u9fff]{2,4}?[区县市旗])\1", text))
    counts: Counter[str] = Counter()
    for found in re.finditer(r"(?<=([\u4e00-\u9fff]{3}))(?:域經濟|域经济|域發展|域发展)", text):
        counts[found.group(1)] += 1
    candidates = {
        name: doubled[name] * 2 + _ends(counts, name)
        for name in {*doubled, *(c for c in counts if c[-1] in "区區县縣市旗")}
    }
    likely = [name for name, weight in candidates.items() if weight >= LEAST and _stands_alone(text, name)]
    return max(likely, key=lambda name: candidates[name], default=None)


def _ends(counts: Counter[str], name: str) -> int:
    return sum(count for ending, count in counts.items() if name.endswith(ending) or ending.endswith(name))


def _stands_alone(text: str, name: str) -> bool:
    """The name is used as a name elsewhere as well: not only in front of 域."""
    return len(re.findall(f"{name}(?![域直])", text)) >= 1


def _proof(text: str, name: str) -> str | None:
    """A level word that escaped the replacement: 全市县域经济 beside 某某区域经济."""
    rest = text.replace(name, "　" * len(name))
    levels = Counter(found.group("level") for found in re.finditer(r"(?P<level>[县縣镇鎮])(?=域)", rest))
    levels.pop("镇", None)
    levels.pop("鎮", None)
    return max(levels, key=lambda level: levels[level], default=None)


def _reason(text: str, name: str, written: str, proven: bool) -> str:
    if proven:
        found = re.search(f"[\u4e00-\u9fff]{{0,2}}{written}域(?:经济|經濟)?", text.replace(name, "　" * len(name)))
        example = found.group() if found else f"{written}域"
        return f"“{name}”出现在应写“{written}”的位置，疑为批量替换所致；同一文中另有“{example}”。"
    return f"“{name}”出现在应写“{written}”的位置，疑为批量替换所致。"


def _slots(name: str, written: str) -> list[tuple[re.Pattern[str], str]]:
    """Patterns from the longest to the shortest, with what probably was written."""
    tail = "(?P<tail>域(?:經濟|经济|發展|发展)?)"
    return [
        (re.compile(f"{name}{name}{tail}"), f"{name}{written}\\g<tail>"),
        (re.compile(f"{name}{tail}"), f"{written}\\g<tail>"),
        (re.compile(f"{name}(?P<tail>直)(?=[有各部机機单單属屬])"), f"{written}\\g<tail>"),
        (re.compile(f"(?P<head>[强強富活兴興])(?<!做强){name}(?=[，,。；;、\\s])"), f"\\g<head>{written}"),
    ]
