"""The life of a matter as one table: from | verb | to | who | needs | who is told.

Buttons, permission checks, refusals, audit names and notices all derive from `TRANSITIONS`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from heli.directory.rules.verdict import ALLOWED, Verdict, refused
from heli.matters.rules.kinds import KINDS, Kind


class State(StrEnum):
    PREPARED = "prepared"
    LAID = "laid"
    APPROVED = "approved"
    ISSUED = "issued"
    IN_PROGRESS = "in_progress"
    CLOSING_REQUESTED = "closing_requested"
    REDO = "redo"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STATE_WORDS: dict[State, str] = {
    State.PREPARED: "已列入拟办",
    State.LAID: "待审签",
    State.APPROVED: "已审签，待交办",
    State.ISSUED: "待签收",
    State.IN_PROGRESS: "办理中",
    State.CLOSING_REQUESTED: "待核办结",
    State.REDO: "退回重办",
    State.CLOSED: "已办结",
    State.WITHDRAWN: "未立项",
}

BEFORE_ISSUE = frozenset({State.PREPARED, State.LAID, State.APPROVED})
"""States that units don't see and no figure counts."""
OPEN = frozenset({State.ISSUED, State.IN_PROGRESS, State.CLOSING_REQUESTED, State.REDO})
"""States that count as being followed through."""
ENDED = frozenset({State.CLOSED, State.WITHDRAWN})


def state_word(state: State, kind: Kind | None = None) -> str:
    """The office's word for a state: problems are 销号, tasks 办结; both are named where rows of all kinds stand."""
    word = STATE_WORDS[state]
    closing = KINDS[kind].closing_word if kind else "、".join(dict.fromkeys(row.closing_word for row in KINDS.values()))
    return word.replace("办结", closing)


class Verb(StrEnum):
    REVISE = "revise"
    WITHDRAW = "withdraw"
    LAY = "lay"
    APPROVE = "approve"
    RETURN = "return"
    ISSUE = "issue"
    ACKNOWLEDGE = "acknowledge"
    UPDATE = "update"
    REQUEST_CLOSING = "request_closing"
    CLOSE = "close"
    SEND_BACK = "send_back"


class Standing(StrEnum):
    """Where a person stands towards one matter."""

    CLERK = "clerk"
    SIGNER = "signer"
    LEAD_HEAD = "lead_head"
    LEAD_LIAISON = "lead_liaison"
    PARTICIPANT = "participant"
    CONFIRMER = "confirmer"


STANDING_WORDS: dict[Standing, str] = {
    Standing.CLERK: "推动办经办人",
    Standing.SIGNER: "推动办负责人或分管领导",
    Standing.LEAD_HEAD: "牵头单位负责人",
    Standing.LEAD_LIAISON: "牵头单位联络员",
    Standing.PARTICIPANT: "配合单位",
    Standing.CONFIRMER: "确认方",
}


class Need(StrEnum):
    """What must be there before the verb is done."""

    LEAD = "lead"
    STANDARD = "standard"
    TERM = "term"
    NOT_PAST = "not_past"
    BASIS = "basis"
    CONTENT = "content"
    SIGNATURE = "signature"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Transition:
    """`to` is None where the state stays; `told` are standings that get a notice, the doer never does."""

    before: frozenset[State]
    verb: Verb
    to: State | None
    who: tuple[Standing, ...]
    needs: tuple[Need, ...] = ()
    told: tuple[Standing, ...] = ()


def _row(
    before: State | Iterable[State],
    verb: Verb,
    to: State | None,
    who: tuple[Standing, ...],
    needs: tuple[Need, ...] = (),
    told: tuple[Standing, ...] = (),
) -> Transition:
    states = frozenset({before}) if isinstance(before, State) else frozenset(before)
    return Transition(states, verb, to, who, needs, told)


_S, _V, _W, _N = State, Verb, Standing, Need
_UNIT = (_W.LEAD_HEAD, _W.LEAD_LIAISON)
_WORKING = (_S.IN_PROGRESS, _S.REDO)

TRANSITIONS: tuple[Transition, ...] = (
    _row(_S.PREPARED, _V.REVISE, None, (_W.CLERK,), (_N.NOT_PAST,)),
    _row(_S.PREPARED, _V.WITHDRAW, _S.WITHDRAWN, (_W.CLERK,)),
    _row(_S.PREPARED, _V.LAY, _S.LAID, (_W.CLERK,), (_N.LEAD, _N.STANDARD, _N.TERM, _N.NOT_PAST), (_W.SIGNER,)),
    _row(_S.LAID, _V.APPROVE, _S.APPROVED, (_W.SIGNER,), (_N.LEAD, _N.STANDARD, _N.TERM, _N.NOT_PAST), (_W.CLERK,)),
    _row(_S.LAID, _V.RETURN, _S.PREPARED, (_W.SIGNER,), (_N.REASON,), (_W.CLERK,)),
    _row(_S.APPROVED, _V.ISSUE, _S.ISSUED, (_W.CLERK,), (_N.LEAD, _N.BASIS, _N.NOT_PAST), (*_UNIT, _W.PARTICIPANT)),
    _row(_S.ISSUED, _V.ACKNOWLEDGE, _S.IN_PROGRESS, _UNIT),
    _row(_WORKING, _V.UPDATE, None, _UNIT, (_N.CONTENT,)),
    _row(_WORKING, _V.REQUEST_CLOSING, _S.CLOSING_REQUESTED, _UNIT, (_N.CONTENT, _N.SIGNATURE), (_W.CONFIRMER,)),
    _row(_S.CLOSING_REQUESTED, _V.CLOSE, _S.CLOSED, (_W.CONFIRMER,), (_N.REASON,), _UNIT),
    _row(_S.CLOSING_REQUESTED, _V.SEND_BACK, _S.REDO, (_W.CONFIRMER,), (_N.REASON,), _UNIT),
)

BY_VERB: dict[Verb, Transition] = {row.verb: row for row in TRANSITIONS}

NEXT_STEP: dict[State, Verb] = {
    State.PREPARED: Verb.LAY,
    State.LAID: Verb.APPROVE,
    State.APPROVED: Verb.ISSUE,
    State.ISSUED: Verb.ACKNOWLEDGE,
    State.IN_PROGRESS: Verb.UPDATE,
    State.REDO: Verb.UPDATE,
    State.CLOSING_REQUESTED: Verb.CLOSE,
}
"""The step a matter waits for; who acts next is `BY_VERB[...].who`."""


def verb_word(verb: Verb, kind: Kind, manner_word: str = "交办") -> str:
    """The office's word for a step: problems are 销号, tasks 办结; issuing is called by its manner."""
    row = KINDS[kind]
    special = {Verb.ISSUE: manner_word, Verb.REQUEST_CLOSING: row.request_word, Verb.CLOSE: row.closing_word}
    return special.get(verb) or _VERB_WORDS[verb]


_VERB_WORDS: dict[Verb, str] = {
    Verb.REVISE: "修改",
    Verb.WITHDRAW: "撤回拟办",
    Verb.LAY: "呈审签",
    Verb.APPROVE: "审签",
    Verb.RETURN: "退回修改",
    Verb.ACKNOWLEDGE: "签收",
    Verb.UPDATE: "填报进展",
    Verb.SEND_BACK: "退回重办",
}


@dataclass(frozen=True, slots=True)
class Ready:
    """Which needs are met, by the matter and by what the actor gives with the step."""

    met: frozenset[Need]

    @classmethod
    def of(cls, **met: bool) -> "Ready":
        return cls(frozenset(Need(name) for name, yes in met.items() if yes))


def may_take(verb: Verb, state: State, standings: frozenset[Standing]) -> Verdict:
    """Whether somebody who stands so may take this step now; what the step needs is asked separately."""
    row = BY_VERB[verb]
    if state not in row.before:
        code = "matter_ended" if state in ENDED else "not_in_this_state"
        return refused(code, state=state, verb=verb)
    if not standings.intersection(row.who):
        doer = Standing.CONFIRMER in row.who and bool(standings & set(_UNIT))
        who = "、".join(STANDING_WORDS[w] for w in row.who)
        return refused("doer_cannot_confirm" if doer else "not_yours_to_do", who=who, verb=verb)
    return ALLOWED


def check_needs(verb: Verb, ready: Ready) -> Verdict:
    for need in BY_VERB[verb].needs:
        if need not in ready.met:
            return refused(f"needs_{need}", verb=verb)
    return ALLOWED
