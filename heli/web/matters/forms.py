"""What a posted form holds, as the plain values that actions take."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.http import QueryDict

from heli.directory.rules.verdict import Refusal, Refused
from heli.documents.intake.draft import Category
from heli.matters.actions.attach import Upload
from heli.matters.actions.follow import Report
from heli.matters.rules.kinds import Kind, Urgency
from heli.matters.rules.values import Values
from heli.web.shell.requests import Request


def text(form: QueryDict, name: str) -> str:
    return str(form.get(name) or "").strip()


def numbers(given: Sequence[str]) -> list[int]:
    """The whole numbers among what was given; anything else can't come from a page of ours."""
    return [int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 19]


def number(form: QueryDict, name: str) -> int | None:
    return next(iter(numbers([text(form, name)])), None)


def day(form: QueryDict, name: str) -> date | None:
    given = text(form, name)
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise Refused(Refusal("not_a_day", {"given": given[:20]})) from None


def report(form: QueryDict) -> Report:
    return Report(
        progress=text(form, "progress"),
        problems=text(form, "problems"),
        next_steps=text(form, "next_steps"),
        help_needed=text(form, "help_needed"),
        no_change="no_change" in form,
    )


def uploads(request: Request) -> list[Upload]:
    return [
        Upload(one.name or "附件", one.read(), one.content_type or "application/octet-stream")
        for one in request.FILES.getlist("files")
    ]


def values(form: QueryDict, known: Values) -> Values:
    """The values of a prepared matter with what the form changes; what the form doesn't show stays."""
    return replace(
        known,
        title=text(form, "title"),
        kind=Kind(text(form, "kind") or known.kind),
        category=Category(text(form, "category") or known.category),
        urgency=Urgency(text(form, "urgency") or known.urgency),
        lead_organization_id=number(form, "lead"),
        responsible_leader=text(form, "responsible_leader")[:80],
        participant_ids=tuple(numbers(form.getlist("participants"))),
        completion_standard=text(form, "completion_standard")[:500],
        due_on=day(form, "due_on"),
        term_text=text(form, "term_text")[:120],
    )
