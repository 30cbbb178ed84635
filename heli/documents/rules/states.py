"""States of what was read from a document."""

from enum import StrEnum


class DirectiveState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    SET_ASIDE = "set_aside"


DIRECTIVE_STATE_WORDS: dict[DirectiveState, str] = {
    DirectiveState.OPEN: "待处理",
    DirectiveState.TAKEN: "已列入拟办",
    DirectiveState.SET_ASIDE: "不列入",
}


class SuspectDecision(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    KEPT = "kept"


CERTAIN = 0.9
"""Directives at least this certain can be prepared all at once."""
