"""Writes docs/lifecycle.md from the table of transitions: `python tools/lifecycle.py`."""

from pathlib import Path

from heli.matters.rules.kinds import KINDS, Kind
from heli.matters.rules.lifecycle import (
    ENDED,
    STANDING_WORDS,
    STATE_WORDS,
    TRANSITIONS,
    Need,
    Standing,
    State,
    Transition,
    Verb,
    verb_word,
)

PAGE = Path(__file__).resolve().parent.parent / "docs" / "lifecycle.md"
NEED_WORDS: dict[Need, str] = {
    Need.LEAD: "牵头单位",
    Need.STANDARD: "完成标准",
    Need.TERM: "办理时限",
    Need.NOT_PAST: "时限不早于当日",
    Need.BASIS: "上位依据或审签人理由",
    Need.CONTENT: "内容",
    Need.SIGNATURE: "单位负责人签字",
    Need.REASON: "理由或意见",
}
INTRO = """# 事项的一生

<!-- 由 tools/lifecycle.py 按 heli/matters/rules/lifecycle.py 的流转表生成，请勿手改：python tools/lifecycle.py -->

一个事项从列入拟办到办结，每一步由谁办、须具备什么、办完告知谁，都出自同一张表。承办单位不能给自己的事项办结或销号。
"""


CONFIRMING = """确认方随事项种类而定；确认方自己牵头、或推动办自己牵头的，由推动组负责人确认；
提出单位不明的，由推动办确认。
"""


def verb_words(verb: Verb) -> str:
    """A step under all the names it has: 交办（商请、提请）, 办结（销号）."""
    if verb is Verb.ISSUE:
        return "交办（商请、提请）"
    spoken = list(dict.fromkeys(verb_word(verb, kind) for kind in Kind))
    return spoken[0] if len(spoken) == 1 else f"{spoken[0]}（{'、'.join(spoken[1:])}）"


def _people(standings: tuple[Standing, ...]) -> str:
    return "、".join(STANDING_WORDS[one] for one in standings) or "—"


def _states(row: Transition) -> list[State]:
    return [state for state in State if state in row.before]


def _line(row: Transition) -> str:
    before = "、".join(STATE_WORDS[state] for state in _states(row))
    after = STATE_WORDS[row.to] if row.to else "不变"
    needs = "、".join(NEED_WORDS[need] for need in row.needs) or "—"
    return f"| {before} | {verb_words(row.verb)} | {after} | {_people(row.who)} | {needs} | {_people(row.told)} |"


def _diagram() -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{STATE_WORDS[state]}" as {state}' for state in State]
    lines.append(f"    [*] --> {State.PREPARED}: 列入拟办")
    for row in TRANSITIONS:
        lines += [f"    {state} --> {row.to or state}: {verb_words(row.verb)}" for state in _states(row)]
    lines += [f"    {state} --> [*]" for state in State if state in ENDED]
    return [*lines, "```"]


def _kinds() -> list[str]:
    confirmed = {"office": "推动办", "raiser": "提出单位", "receiver": "受帮扶方"}
    rows = [f"| {row.word} | {confirmed[row.confirmed_by]} | {row.closing_word} |" for row in KINDS.values()]
    return ["| 种类 | 由谁确认 | 了结的说法 |", "| --- | --- | --- |", *rows]


def page() -> str:
    table = ["| 目前状态 | 办理 | 之后 | 由谁办 | 须具备 | 告知 |", "| --- | --- | --- | --- | --- | --- |"]
    table += [_line(row) for row in TRANSITIONS]
    parts = [INTRO, "## 流转表\n", *table, "\n## 图\n", *_diagram(), "\n## 谁来确认\n", CONFIRMING, *_kinds()]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
