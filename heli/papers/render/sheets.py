"""What the renderers are given: plain data, already scoped, already in the reader's order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heli.matters.rules.lights import Light
from heli.matters.rules.manner import Manner

FORMS: dict[Manner, str] = {Manner.ORDER: "交办单", Manner.REQUEST: "商请办理单", Manner.SUBMIT: "提请事项单"}
"""The office's own form for each manner."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    number: int
    basis: str
    matter_number: str | None
    title: str
    completion_standard: str
    kind: str
    lead: str
    responsible_leader: str
    participants: tuple[str, ...]
    due_on: date | None
    term: str | None
    light: Light
    state: str
    progress: str = ""
    problems: str = ""
    next_steps: str = ""
    help_needed: str = ""
    updated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """`made_at` is printed as it stands: give it in local time. `filter_words` is "" for the whole ledger."""

    title: str
    programme: str
    as_of: date
    made_by: str
    made_at: datetime
    filter_words: str
    rows: Sequence[LedgerRow]


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    number: str
    title: str
    completion_standard: str
    basis: str
    participants: tuple[str, ...] = ()
    responsible_leader: str = ""
    due_on: date | None = None
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that a matter rests on, in its paragraph; [start, end) counts code points of `paragraph`."""

    matter_number: str
    document: str
    paragraph: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end <= len(self.paragraph):
            raise ValueError("the sentence must lie inside its paragraph")

    @property
    def passage(self) -> str:
        return self.paragraph[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit's issued matters on one paper; `sources` become its annex, grouped by matter in the order of `rows`."""

    manner: Manner
    unit: str
    programme: str
    office: str
    issued_on: date
    rows: Sequence[AssignmentRow]
    sources: Sequence[Source] = ()

    @property
    def title(self) -> str:
        return FORMS[self.manner]
