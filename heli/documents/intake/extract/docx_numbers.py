"""Numbers that Word writes by itself (一、 （一） 1.): restored from the numbering part, as the page shows them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
MOST = 9_999
CHINESE = "〇一二三四五六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def chinese(number: int) -> str:
    """一, 十, 十二, 二十, 一百零三 … up to 9,999."""
    if not 0 < number <= MOST:
        return str(number)
    words, gap = "", False
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if gap and words else "") + CHINESE[digit] + mark
        gap = digit == 0
    return words[1:] if 10 <= number < 20 else words


def roman(number: int) -> str:
    words = ""
    for value, letters in ROMAN:
        words += letters * (number // value)
        number %= value
    return words


def letters(number: int) -> str:
    """a … z, aa, bb …, as Word counts."""
    return chr(97 + (number - 1) % 26) * min(1 + (number - 1) // 26, 9)


def circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": lambda n: "".join(CHINESE[int(c)] for c in str(n)),
    "ideographTraditional": lambda n: STEMS[(n - 1) % 10],
    "lowerLetter": letters,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalFullWidth": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
}


@dataclass(frozen=True, slots=True)
class Level:
    start: int
    format: str
    text: str


@dataclass(slots=True)
class Numbers:
    """Counts the lists of one document while its paragraphs pass by in order."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """By list (numId)."""
    families: dict[str, str] = field(default_factory=dict)
    """List → the definition it counts with: lists of one definition go on counting together."""
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any) -> "Numbers":
        numbers = cls()
        if root is None:
            return numbers
        definitions = {one.get(W + "abstractNumId"): _levels(one) for one in root.iter(W + "abstractNum")}
        for one in root.iter(W + "num"):
            number = one.get(W + "numId")
            family = one.find(W + "abstractNumId")
            if number is None or family is None:
                continue
            name = family.get(W + "val") or ""
            numbers.families[number] = name
            levels = dict(definitions.get(name, {}))
            for override in one.iter(W + "lvlOverride"):
                depth = _integer(override.get(W + "ilvl"), 0)
                start = override.find(W + "startOverride")
                if start is not None:
                    numbers.restarts.setdefault(number, {})[depth] = _integer(start.get(W + "val"), 1)
                levels |= _levels(override)
            numbers.levels[number] = levels
        return numbers

    def next(self, number: str, depth: int) -> str:
        """The words before the next paragraph of this list and depth; nothing for a bullet."""
        level = self.levels.get(number, {}).get(depth)
        if level is None:
            return ""
        counters = self.counters.setdefault(self.families[number], {})
        for restarted, start in self.restarts.pop(number, {}).items():
            counters[restarted] = start - 1
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, LEVELS):
            counters.pop(deeper, None)
        if level.format in ("bullet", "none"):
            return ""
        return re.sub(r"%([1-9])", lambda found: self._shown(number, int(found[1]) - 1, counters), level.text)

    def _shown(self, number: str, depth: int, counters: dict[int, int]) -> str:
        level = self.levels[number].get(depth, Level(1, "decimal", ""))
        value = max(0, min(counters.get(depth, level.start), MOST))
        return FORMATS.get(level.format, str)(value) if value or level.format.startswith("decimal") else "0"


def _levels(definition: Any) -> dict[int, Level]:
    levels = {}
    for one in definition.iter(W + "lvl"):
        levels[_integer(one.get(W + "ilvl"), 0)] = Level(
            _integer(_value(one, "start"), 1), _value(one, "numFmt") or "decimal", _value(one, "lvlText") or ""
        )
    return levels


def _value(element: Any, name: str) -> str | None:
    child = element.find(W + name)
    value = child.get(W + "val") if child is not None else None
    return None if value is None else str(value)


def _integer(value: str | None, otherwise: int) -> int:
    try:
        return max(-1, min(int(value or ""), MOST))
    except ValueError:
        return otherwise
