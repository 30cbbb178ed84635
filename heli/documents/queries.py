"""Reading documents, as far as the actor may."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import require
from heli.documents.intake.draft import DocumentKind
from heli.documents.intake.picture import picture_of
from heli.documents.intake.unreadable import Unreadable
from heli.documents.isolation.readers import for_uploads
from heli.documents.models import Directive, Document, Suspect
from heli.documents.permissions import may_read
from heli.documents.rules.basis import HIGHER_BASES, Basis, rests_firmly
from heli.documents.rules.citing import cited_in, is_cited
from heli.documents.rules.likeness import Likeness, anchors, likeness
from heli.documents.rules.places import Box, Sheet, boxes, sheets
from heli.documents.rules.states import CERTAIN, DirectiveState, SuspectDecision
from heli.search.queries import sharing

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class DocumentLine:
    id: int
    title: str
    filename: str
    kind: DocumentKind
    basis: Basis
    issuer: str
    official_number: str
    received_at: datetime
    received_by: str
    open: int
    taken: int
    set_aside: int
    suspects: int


def documents(actor: Actor, programme_id: int, *, words: str = "") -> list[DocumentLine]:
    """Newest first, with how many of its directives still wait."""
    require(may_read(actor, programme_id))
    found = (
        Document.objects.filter(programme_id=programme_id)
        .select_related("received_by")
        .defer("text", "restoration", "places")
    )
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(official_number__icontains=word))
    states = Counter[tuple[int, str]]()
    for row in Directive.objects.filter(document__in=found).values("document_id", "state").annotate(n=Count("id")):
        states[row["document_id"], row["state"]] = row["n"]
    doubts = Counter(
        Suspect.objects.filter(document__in=found, decision=SuspectDecision.OPEN).values_list("document_id", flat=True)
    )
    return [
        DocumentLine(
            d.pk,
            d.title,
            d.filename,
            DocumentKind(d.kind),
            Basis(d.basis),
            d.issuer,
            d.official_number,
            d.received_at,
            str(d.received_by or ""),
            states[d.pk, DirectiveState.OPEN],
            states[d.pk, DirectiveState.TAKEN],
            states[d.pk, DirectiveState.SET_ASIDE],
            doubts[d.pk],
        )
        for d in found[:500]
    ]


@dataclass(frozen=True, slots=True)
class SuspectLine:
    id: int
    start: int
    end: int
    text: str
    suggestion: str
    reason: str
    decision: SuspectDecision
    decided_by: str


@dataclass(frozen=True, slots=True)
class DirectiveLine:
    id: int
    position: int
    start: int
    end: int
    text: str
    reads_as: str
    """The text with the accepted suspects put in; what a matter's title starts from."""
    speaker: str
    addressee: str
    leads: tuple[str, ...]
    participants: tuple[str, ...]
    deadline: dict[str, Any] | None
    category: str
    subtypes: tuple[str, ...]
    certainty: float
    state: DirectiveState
    reason: str

    @property
    def certain(self) -> bool:
        return self.certainty >= CERTAIN


@dataclass(frozen=True, slots=True)
class DocumentPage:
    id: int
    programme_id: int
    title: str
    filename: str
    media_type: str
    size: int
    sha256: str
    kind: DocumentKind
    basis: Basis
    official_number: str
    issuer: str
    issued_on: date | None
    received_at: datetime
    received_by: str
    text: str
    meeting: dict[str, Any] | None
    operations: tuple[dict[str, Any], ...]
    changes: tuple[dict[str, Any], ...]
    offsets: tuple[tuple[int, int, int, int], ...]
    exhortations: tuple[tuple[int, int], ...]
    warnings: tuple[dict[str, str], ...]
    suspects: tuple[SuspectLine, ...]
    directives: tuple[DirectiveLine, ...]
    higher_basis: "BasisLine | None"
    implements: "BasisLine | None"
    heading: dict[str, str]
    """Lines of red head and imprint, by `rules.heading.Line`."""

    @property
    def needs_higher_basis(self) -> bool:
        """待核依据: nothing firm carries what is prepared from this document."""
        return not rests_firmly(self.basis) and self.higher_basis is None


@dataclass(frozen=True, slots=True)
class BasisLine:
    id: int
    title: str
    basis: Basis
    official_number: str


def document_page(actor: Actor, document_id: int) -> DocumentPage:
    d = Document.objects.select_related("received_by", "higher_basis", "implements").defer("places").get(pk=document_id)
    require(may_read(actor, d.programme_id))
    suspects = tuple(_suspect(s) for s in d.suspects.select_related("decided_by"))
    return DocumentPage(
        id=d.pk,
        programme_id=d.programme_id,
        title=d.title,
        filename=d.filename,
        media_type=d.media_type,
        size=d.size,
        sha256=d.sha256,
        kind=DocumentKind(d.kind),
        basis=Basis(d.basis),
        official_number=d.official_number,
        issuer=d.issuer,
        issued_on=d.issued_on,
        received_at=d.received_at,
        received_by=str(d.received_by or ""),
        text=d.text,
        meeting=d.meeting,
        operations=tuple(d.restoration.get("operations", ())),
        changes=tuple(d.restoration.get("changes", ())),
        offsets=tuple(tuple(run) for run in d.restoration.get("offsets", ())),
        exhortations=tuple((e["start"], e["end"]) for e in d.exhortations),
        warnings=tuple(d.warnings),
        suspects=suspects,
        directives=tuple(directive_line(one, suspects) for one in d.directives.all()),
        higher_basis=_basis(d.higher_basis),
        implements=_basis(d.implements),
        heading=dict(d.heading),
    )


def _basis(d: Document | None) -> BasisLine | None:
    return BasisLine(d.pk, d.title, Basis(d.basis), d.official_number) if d else None


@dataclass(frozen=True, slots=True)
class Offered:
    """A document of the programme that the text says it carries out, with the words that say so."""

    line: BasisLine
    words: str


def offered_to_implement(page: DocumentPage) -> list[Offered]:
    """Offered, never linked by itself; the actor's right was checked when the page was read."""
    cited = cited_in(page.text)
    if page.implements or not cited:
        return []
    others = Document.objects.filter(programme_id=page.programme_id).exclude(pk=page.id).order_by("-received_at")
    offered: dict[int, Offered] = {}
    for d in others.only("title", "official_number", "basis", "meeting")[:1000]:
        subjects = [str((d.meeting or {}).get("subject") or "")]
        for one in cited:
            if is_cited(one, title=d.title, number=d.official_number, subjects=subjects):
                line = BasisLine(d.pk, d.title, Basis(d.basis), d.official_number)
                offered.setdefault(d.pk, Offered(line, page.text[one.start : one.end]))
    return list(offered.values())[:5]


def _suspect(s: Suspect) -> SuspectLine:
    return SuspectLine(
        s.pk, s.start, s.end, s.text, s.suggestion, s.reason, SuspectDecision(s.decision), str(s.decided_by or "")
    )


def directive_line(d: Directive, suspects: tuple[SuspectLine, ...] | None = None) -> DirectiveLine:
    known = tuple(_suspect(s) for s in d.document.suspects.all()) if suspects is None else suspects
    return DirectiveLine(
        d.pk,
        d.position,
        d.start,
        d.end,
        d.text,
        _read_with(d, known),
        d.speaker,
        d.addressee,
        tuple(d.leads),
        tuple(d.participants),
        d.deadline,
        d.category,
        tuple(d.subtypes),
        d.certainty,
        DirectiveState(d.state),
        d.reason,
    )


def _read_with(d: Directive, suspects: tuple[SuspectLine, ...]) -> str:
    """The directive's words with accepted corrections, last first, so that earlier offsets stay true."""
    text = d.text
    for s in sorted(suspects, key=lambda s: -s.start):
        if s.decision is SuspectDecision.ACCEPTED and d.start <= s.start and s.end <= d.end:
            text = text[: s.start - d.start] + s.suggestion + text[s.end - d.start :]
    return text


def possible_bases(actor: Actor, document_id: int) -> list[BasisLine]:
    """Documents of the programme that may be linked as the higher basis, newest first."""
    d = Document.objects.only("programme_id").get(pk=document_id)
    require(may_read(actor, d.programme_id))
    found = Document.objects.filter(programme_id=d.programme_id, basis__in=HIGHER_BASES).exclude(pk=document_id)
    return [
        BasisLine(b.pk, b.title, Basis(b.basis), b.official_number)
        for b in found.defer("text", "restoration", "places")[:50]
    ]


def original_file(actor: Actor, document_id: int) -> tuple[str, bytes]:
    """The file's own name and its bytes, exactly as received."""
    d = Document.objects.get(pk=document_id)
    require(may_read(actor, d.programme_id))
    with d.file.open("rb") as kept:
        return d.filename, kept.read()


@dataclass(frozen=True, slots=True)
class Alike:
    """A demand of another document that asks for the same."""

    directive_id: int
    document_id: int
    title: str
    position: int
    text: str
    state: DirectiveState
    likeness: Likeness


def alike(page: DocumentPage, only: Iterable[int]) -> dict[int, list[Alike]]:
    """For directives of the page the demands of the programme's other documents that ask for the same, likest first."""
    texts = {d.id: d.text for d in page.directives}
    wanted = anchors(texts, only)
    shared = sharing(kind="directive", programme_id=page.programme_id, wanted=wanted, without=list(texts))
    others = Directive.objects.select_related("document").only(
        "document__title", "position", "text", "state", "document_id"
    )
    known = others.in_bulk({one for found in shared.values() for one in found})
    result: dict[int, list[Alike]] = {}
    for key, found in shared.items():
        lines = [
            Alike(d.pk, d.document_id, d.document.title, d.position, d.text, DirectiveState(d.state), grade)
            for d in (known[one] for one in found if one in known)
            if d.state != DirectiveState.SET_ASIDE and (grade := likeness(texts[key], d.text))
        ]
        if lines:
            result[key] = sorted(lines, key=lambda line: line.likeness is not Likeness.SAME)
    return result


@dataclass(frozen=True, slots=True)
class Original:
    """The file as it looks: pages to be shown as pictures with boxes, or the sheets of a workbook."""

    pages: int
    boxes: dict[int, tuple[Box, ...]]
    """By directive."""
    sheets: tuple[Sheet, ...]
    text: str


def original_of(actor: Actor, page: DocumentPage) -> Original:
    require(may_read(actor, page.programme_id))
    places = sorted(
        Document.objects.values_list("places", flat=True).get(pk=page.id), key=lambda p: (p["start"], p["end"])
    )
    return Original(
        pages=max((p.get("page") or 0 for p in places), default=0) if page.media_type == PDF else 0,
        boxes={d.id: boxes(places, d.start, d.end) for d in page.directives},
        sheets=sheets(places),
        text=page.text,
    )


def page_picture(actor: Actor, document_id: int, number: int) -> tuple[str, bytes]:
    """A page of a PDF as PNG, drawn in a process of its own, and the file's digest. Raises DoesNotExist for others."""
    d = Document.objects.only("programme_id", "media_type", "sha256", "file").get(pk=document_id, media_type=PDF)
    require(may_read(actor, d.programme_id))
    with d.file.open("rb") as kept:
        content = kept.read()
    try:
        return d.sha256, for_uploads().call(picture_of, content, number)
    except Unreadable as why:
        raise Document.DoesNotExist from why
