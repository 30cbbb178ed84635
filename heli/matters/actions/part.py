"""A demand is cut in two or joined with the next one; what a clerk typed on its card goes along."""

from django.db import transaction

from heli.directory.rules.actor import Actor
from heli.documents.actions import split as documents
from heli.documents.queries import directive_line
from heli.matters.models import Draft
from heli.matters.rules.titles import title_of


@transaction.atomic
def split(actor: Actor, directive_id: int, *, at: int) -> int:
    """The id of the new second half. Both halves keep what was typed, each under its own words."""
    second = documents.split(actor, directive_id, at=at)
    kept = Draft.objects.filter(directive_id=directive_id).first()
    if kept is not None:
        Draft.objects.create(directive_id=second, values=kept.values, edited_by_id=actor.person_id, edited_at=actor.at)
        for one in (directive_id, second):
            _entitle(one)
    return second


@transaction.atomic
def merge(actor: Actor, directive_id: int) -> int:
    """The id of the demand that went into this one. What was typed on the first stays, under the words of both."""
    gone = documents.merge(actor, directive_id)
    _entitle(directive_id)
    return gone


def _entitle(directive_id: int) -> None:
    for draft in Draft.objects.filter(directive_id=directive_id).select_related("directive__document"):
        line = directive_line(draft.directive)
        title = title_of(line.reads_as, (line.deadline or {}).get("text") or "")
        draft.values = {**draft.values, "title": title}
        draft.save(update_fields=["values"])
