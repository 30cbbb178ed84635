"""Bytes in, draft out: the steps of reading a document, in order."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from heli.documents.intake import secrecy
from heli.documents.intake.directives import Source, directives_of
from heli.documents.intake.draft import (
    Directive,
    DocumentFacts,
    DocumentKind,
    Draft,
    MeetingFacts,
    Notice,
    Place,
    RedHead,
    Restoration,
    Script,
    Span,
)
from heli.documents.intake.heading import Heading, heading_of, time_of
from heli.documents.intake.kinds import is_fiction, kind_of
from heli.documents.intake.meeting import meeting_of
from heli.documents.intake.placing import certainty_of, placed
from heli.documents.intake.redhead import red_head_of
from heli.documents.intake.restore import doubts
from heli.documents.intake.restore.script import script_of
from heli.documents.intake.restore.steps import restored
from heli.documents.intake.sniff import extract
from heli.documents.intake.split import paragraphs, plain_form
from heli.documents.intake.tables import Listed, listed_in
from heli.workdays.calendar import Calendar

Propose = Callable[[str, Sequence[Directive]], Sequence[tuple[int, int]]]
"""Given the clean text and what was found, further spans [start, end) that may be demands."""

PROPOSED_CERTAINTY = 0.4
MANY_ROWS = 3
WITHOUT_MEETING = frozenset({DocumentKind.NOTICE, DocumentKind.TASK_BREAKDOWN, DocumentKind.PROGRESS_REPORT})


def read(
    content: bytes,
    filename: str,
    *,
    names: Sequence[str] = (),
    calendar: Calendar | None = None,
    reference_date: date | None = None,
    propose: Propose | None = None,
) -> Draft:
    """Reads one document. `names`: unit names and aliases known beforehand. Raises Unreadable."""
    filename = filename.replace("\\", "/").rsplit("/", 1)[-1]
    if secrecy.marking_in_name(filename):
        secrecy.refuse_marked(filename, "")
    extracted = extract(content, filename)
    secrecy.refuse_marked(filename, extracted.text)
    text, restoration = restored(extracted.text)
    plain = plain_form(text)
    head = red_head_of(text, plain)
    heading = _heading(text, plain, restoration, head)
    title = plain_form(heading.title) if heading.title else None
    kind = kind_of(plain, title)
    when = time_of(plain, heading, reference_date, calendar)
    parts = paragraphs(plain)
    found = directives_of(Source(text, plain, parts, kind, title), names, when)
    places = placed(extracted.places, restoration.offsets)
    listed = listed_in(text, plain, places, when)
    directives = _as_sure_as_the_scan(_with_listed(found.directives, listed, text), places)
    if len(listed.directives) >= MANY_ROWS and kind is DocumentKind.OTHER:
        kind = DocumentKind.TASK_BREAKDOWN
    if propose is not None:
        directives = _with_proposals(text, directives, propose)
    meeting = None if kind in WITHOUT_MEETING or is_fiction(plain) else meeting_of(text, plain, parts, when)
    facts = DocumentFacts(
        sha256=hashlib.sha256(content).hexdigest(),
        filename=filename,
        media_type=extracted.media_type,
        kind=kind,
        title=heading.title,
        issuer=heading.issuer,
        issued_on=heading.issued_on,
        script=Script(script_of(text)),
        text=text,
    )
    warnings = (*doubts.notices(text), *_warnings(text, directives, meeting, restoration.suspects != ()))
    exhortations = tuple(_outside(found.exhortations, listed, text))
    return Draft(
        document=facts,
        restoration=restoration,
        meeting=meeting,
        directives=directives,
        exhortations=exhortations,
        warnings=(*extracted.warnings, *warnings),
        raw_text=extracted.text,
        places=places,
        red_head=head,
    )


def proposed(draft: Draft, propose: Propose) -> Draft:
    """A draft with what `propose` adds to it; for a model that is asked after the reading, in another process."""
    return replace(draft, directives=_with_proposals(draft.document.text, draft.directives, propose))


def _heading(text: str, plain: str, restoration: Restoration, head: RedHead | None) -> Heading:
    """Title and dates stand between head and imprint; the issuer may stand in the head alone."""
    if head is None:
        return heading_of(text, plain, restoration.operations)
    heading = heading_of(head.body.of(text), head.body.of(plain), restoration.operations)
    issuer = heading.issuer or (head.issuers[0].name if head.issuers else None)
    return replace(heading, issuer=issuer, issued_on=heading.issued_on or head.printed_on)


def _outside(spans: Iterable[Span], listed: Listed, text: str) -> Iterator[Span]:
    """Spans that touch no row of a task table."""
    mask = bytearray(len(text))
    for zone in listed.zones:
        mask[zone.start : zone.end] = b"\x01" * (zone.end - zone.start)
    return (span for span in spans if mask.find(1, span.start, span.end) < 0)


def _with_listed(found: tuple[Directive, ...], listed: Listed, text: str) -> tuple[Directive, ...]:
    """What stands in the rows of a task table is read by its columns alone."""
    if not listed.directives:
        return found
    outside = set(_outside((one.span for one in found), listed, text))
    running = (one for one in found if one.span in outside)
    return tuple(sorted((*running, *listed.directives), key=lambda one: one.span.start))


def _as_sure_as_the_scan(directives: tuple[Directive, ...], places: Sequence[Place]) -> tuple[Directive, ...]:
    """A demand is no surer than the characters it was read from."""
    recognised = [place for place in places if place.certainty is not None]
    if not recognised:
        return directives
    return tuple(replace(one, certainty=one.certainty * certainty_of(one.span, recognised)) for one in directives)


def _with_proposals(text: str, directives: tuple[Directive, ...], propose: Propose) -> tuple[Directive, ...]:
    """Only spans that lie in the text and overlap nothing found already; never as certain as what rules found."""
    kept = list(directives)
    for start, end in propose(text, directives):
        free = not any(one.span.start < end and start < one.span.end for one in kept)
        if 0 <= start < end <= len(text) and free:
            kept.append(Directive(Span(start, end), text[start:end], certainty=PROPOSED_CERTAINTY))
    return tuple(sorted(kept, key=lambda one: one.span.start))


def _warnings(
    text: str, directives: tuple[Directive, ...], meeting: MeetingFacts | None, suspicious: bool
) -> tuple[Notice, ...]:
    warnings = []
    if not directives:
        warnings.append(Notice("no_directives", "没有读到部署要求。如文中确有要求，请在原文上选取后添加。"))
    if suspicious:
        warnings.append(Notice("suspects", "文中有存疑的词句，请逐处确认。"))
    if "�" in text:
        warnings.append(Notice("lost_characters", "文中有个别字在转码时丢失，请对照原件补正。"))
    if meeting and meeting.held_on and meeting.held_on.date is None:
        warnings.append(Notice("year_unknown", "会议日期没有写明年份，请核对后填写。"))
    return tuple(warnings)
