"""What reading a document yields: plain, frozen data. Offsets count code points of the clean text."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class DocumentKind(StrEnum):
    MEETING_REPORT = "meeting_report"
    SPEECH = "speech"
    MINUTES = "minutes"
    NOTICE = "notice"
    TASK_BREAKDOWN = "task_breakdown"
    PROGRESS_REPORT = "progress_report"
    OTHER = "other"


class Script(StrEnum):
    HANS = "hans"
    HANT = "hant"


class Category(StrEnum):
    POLICY = "policy"
    BOTTLENECK = "bottleneck"
    INVESTMENT = "investment"
    COORDINATION = "coordination"
    LIAISON = "liaison"
    SERVICE = "service"
    PROJECT = "project"
    OTHER = "other"


class DeadlineKind(StrEnum):
    DATE = "date"
    RECURRING = "recurring"
    CONDITION = "condition"
    WORKING_DAYS = "working_days"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Span:
    """A passage [start, end) of the clean text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Named:
    """A person or body as written in the text, with the titles written before the name."""

    name: str
    titles: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    text: str
    date: date | None
    kind: DeadlineKind
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    span: Span
    text: str
    speaker: str | None = None
    addressee: str | None = None
    addressee_inherited: bool = False
    leads: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    deadline: Deadline | None = None
    category: Category = Category.OTHER
    subtypes: tuple[str, ...] = ()
    certainty: float = 0.5


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    held_on: Deadline | None = None
    subject: str | None = None
    chair: tuple[Named, ...] = ()
    speakers: tuple[Named, ...] = ()
    attendees: tuple[Named, ...] = ()
    attendee_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One change that restoration made. The place is in the text as it came in; `before` is what stood there."""

    kind: str
    raw_start: int
    raw_end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Suspect:
    """A passage that probably isn't what was written; never changed without a decision."""

    span: Span
    text: str
    suggestion: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """Clean text [start, end) came from [raw_start, raw_end); one to one where both are equally long."""

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Restoration:
    operations: tuple[Operation, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    offsets: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the person who reviews should know about the reading."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where text [start, end) stands in the file. Pages, tables, rows and columns count from 1.

    A merged cell gives a place for each row and column it covers, all with the span of its one text.
    """

    start: int
    end: int
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    """Left, top, right, bottom as parts (0..1) of the page's width and height, from its top left corner."""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    """As the spreadsheet names it: B3."""
    part: str | None = None
    """The attachment or packed file it stands in."""
    certainty: float | None = None
    """How sure the recognition of a scanned line is, 0..1."""


@dataclass(frozen=True, slots=True)
class RedHead:
    """Head and imprint of an official paper (GB/T 9704-2012). `body` is what lies between them."""

    issuers: tuple[Named, ...]
    number: Named | None
    signers: tuple[Named, ...]
    urgency: Named | None
    recipients: Named | None
    copies_to: Named | None
    printed_by: Named | None
    printed_on: date | None
    body: Span


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    sha256: str
    filename: str
    media_type: str
    kind: DocumentKind
    title: str | None
    issuer: str | None
    issued_on: date | None
    script: Script
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    document: DocumentFacts
    restoration: Restoration
    meeting: MeetingFacts | None
    directives: tuple[Directive, ...] = ()
    exhortations: tuple[Span, ...] = ()
    warnings: tuple[Notice, ...] = ()
    raw_text: str = field(default="", repr=False)
    places: tuple[Place, ...] = field(default=(), repr=False)
    """Where the clean text stands in the file; offsets of the clean text."""
    red_head: RedHead | None = None
