"""What the red head and the imprint of an official paper say, besides issuer, number and date."""

from enum import StrEnum
from typing import Any


class Line(StrEnum):
    SIGNERS = "signers"
    URGENCY = "urgency"
    RECIPIENTS = "recipients"
    COPIES_TO = "copies_to"
    PRINTED_BY = "printed_by"
    PRINTED_ON = "printed_on"


LINE_WORDS: dict[Line, str] = {
    Line.SIGNERS: "签发人",
    Line.URGENCY: "紧急程度",
    Line.RECIPIENTS: "主送",
    Line.COPIES_TO: "抄送",
    Line.PRINTED_BY: "印发机关",
    Line.PRINTED_ON: "印发日期",
}


def heading_of(red_head: dict[str, Any] | None) -> dict[str, str]:
    """The lines that stand in a red head, as the contract of reading gives it, in words."""
    found: dict[str, str] = {}
    for line in Line if red_head else ():
        value = (red_head or {}).get(line)
        if isinstance(value, list):
            value = "、".join(one["text"] for one in value if one)
        words = value["text"] if isinstance(value, dict) else value
        if words:
            found[line] = " ".join(str(words).split())[:400]
    return found
