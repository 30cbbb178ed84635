"""The draft as plain values: what `heli read --json` prints. Keys are added later, never renamed or removed."""

from collections import Counter
from dataclasses import fields
from datetime import date
from typing import Any

from heli.documents.intake.draft import Deadline, Directive, Draft, MeetingFacts, Named, Place, RedHead, Restoration


def as_contract(draft: Draft) -> dict[str, Any]:
    facts = draft.document
    return {
        "document": {
            "sha256": facts.sha256,
            "filename": facts.filename,
            "media_type": facts.media_type,
            "kind": str(facts.kind),
            "title": facts.title,
            "issuer": facts.issuer,
            "issued_on": _iso(facts.issued_on),
            "script": str(facts.script),
            "text": facts.text,
        },
        "restoration": _restoration(draft.restoration),
        "meeting": _meeting(draft.meeting) if draft.meeting else None,
        "directives": [_directive(one) for one in draft.directives],
        "exhortations": [{"start": one.start, "end": one.end} for one in draft.exhortations],
        "warnings": [{"code": one.code, "message": one.message} for one in draft.warnings],
        "red_head": _red_head(draft.red_head) if draft.red_head else None,
        "places": [_place(one) for one in draft.places],
    }


def _spanned(named: Named | None) -> dict[str, Any] | None:
    if named is None or named.span is None:
        return None
    return {"text": named.name, "start": named.span.start, "end": named.span.end}


def _red_head(head: RedHead) -> dict[str, Any]:
    return {
        "issuers": [_spanned(one) for one in head.issuers],
        "number": _spanned(head.number),
        "signers": [_spanned(one) for one in head.signers],
        "urgency": _spanned(head.urgency),
        "recipients": _spanned(head.recipients),
        "copies_to": _spanned(head.copies_to),
        "printed_by": _spanned(head.printed_by),
        "printed_on": _iso(head.printed_on),
    }


def _place(place: Place) -> dict[str, Any]:
    """Only what is known of the place, besides its offsets."""
    known = {field.name: getattr(place, field.name) for field in fields(place)}
    return {name: list(value) if name == "box" else value for name, value in known.items() if value is not None}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _restoration(restoration: Restoration) -> dict[str, Any]:
    counts = Counter(one.kind for one in restoration.operations)
    return {
        "operations": [{"kind": kind, "count": count} for kind, count in sorted(counts.items())],
        "suspects": [
            {
                "start": one.span.start,
                "end": one.span.end,
                "text": one.text,
                "suggestion": one.suggestion,
                "reason": one.reason,
            }
            for one in restoration.suspects
        ],
        "offsets": [[run.start, run.end, run.raw_start, run.raw_end] for run in restoration.offsets],
    }


def _people(people: tuple[Named, ...]) -> list[dict[str, Any]]:
    return [{"name": one.name, "titles": list(one.titles)} for one in people]


def _meeting(meeting: MeetingFacts) -> dict[str, Any]:
    held = meeting.held_on
    return {
        "held_on": {"text": held.text, "date": _iso(held.date)} if held else None,
        "subject": meeting.subject,
        "chair": _people(meeting.chair),
        "speakers": _people(meeting.speakers),
        "attendees": _people(meeting.attendees),
        "attendee_groups": list(meeting.attendee_groups),
    }


def _deadline(deadline: Deadline | None) -> dict[str, Any] | None:
    if deadline is None:
        return None
    return {"text": deadline.text, "date": _iso(deadline.date), "kind": str(deadline.kind)}


def _directive(one: Directive) -> dict[str, Any]:
    return {
        "start": one.span.start,
        "end": one.span.end,
        "text": one.text,
        "speaker": one.speaker,
        "addressee": one.addressee,
        "addressee_inherited": one.addressee_inherited,
        "leads": list(one.leads),
        "participants": list(one.participants),
        "deadline": _deadline(one.deadline),
        "category": str(one.category),
        "subtypes": list(one.subtypes),
        "certainty": round(one.certainty, 2),
    }
