"""One demand becomes two, or two become one; each undoes the other."""

from typing import Any

from django.db import transaction
from django.db.models import F

from heli.audit.actions import record
from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.actions.directives import locked, room_for
from heli.documents.models import Directive
from heli.documents.permissions import may_review
from heli.documents.rules.cuts import cut_at
from heli.documents.rules.states import DirectiveState
from heli.search.actions import forget, index

FAR = 120
"""Characters between two demands beyond which they are no longer one."""
READ = ("text", "speaker", "addressee", "leads", "participants", "deadline", "category", "subtypes", "certainty")
"""What was read from a span, and its words."""


@transaction.atomic
def split(actor: Actor, directive_id: int, *, at: int) -> int:
    """Cuts an open demand at an offset of its document's text; the id of the new second half.

    Both halves carry what was read from the whole, but for units that only the other half names.
    """
    first = _open(actor, directive_id)
    cut = cut_at(first.text, at - first.start)
    if cut is None or not first.start < at < first.end:
        raise Refused(Refusal("no_such_cut"))
    whole = {name: getattr(first, name) for name in (*READ, "start", "end", "before_split")}
    text, start, end = first.text, first.start, first.end
    second = Directive(document_id=first.document_id, before_split=whole)
    for name in READ:
        setattr(second, name, whole[name])
    first.text, first.end = text[: cut.first_end], start + cut.first_end
    second.text, second.start, second.end = text[cut.second_start :], start + cut.second_start, end
    for half, other in ((first, second), (second, first)):
        half.leads, half.participants = _own(half, other, whole["leads"]), _own(half, other, whole["participants"])
    first.save()
    second.position = room_for(first.document_id, second.start, second.end)
    second.save()
    _index(first, second)
    _tell(actor, first, "split", whole=[start, end], first=[start, first.end], second=[second.pk, second.start, end])
    return second.pk


def _own(half: Directive, other: Directive, names: list[str]) -> list[str]:
    return [name for name in names if name in half.text or name not in other.text]


@transaction.atomic
def merge(actor: Actor, directive_id: int) -> int:
    """Joins an open demand with the next one in reading order, which must be open too; the id of that one, now gone."""
    first = _open(actor, directive_id)
    later = Directive.objects.select_for_update().filter(document_id=first.document_id, position__gt=first.position)
    second = later.order_by("position").first()
    if second is None:
        raise Refused(Refusal("nothing_to_join"))
    if second.state != DirectiveState.OPEN:
        raise Refused(Refusal("neighbour_decided"))
    if second.start - first.end > FAR:
        raise Refused(Refusal("too_far_apart"))
    was, gone, whole = [first.start, first.end], second.pk, second.before_split
    parts = [[gone, second.start, second.end], was]
    end = max(first.end, second.end)
    if whole is not None and [whole["start"], whole["end"]] == [first.start, end]:
        for name, value in whole.items():
            setattr(first, name, value)
    else:
        _join(first, second, end)
    position = second.position
    second.delete()
    forget(kind="directive", object_id=gone)
    later.filter(position__gt=position).update(position=F("position") - 1)
    first.save()
    _index(first)
    _tell(actor, first, "merge", first=was, second=parts[0], whole=[first.start, first.end])
    return gone


def _join(first: Directive, second: Directive, end: int) -> None:
    """One demand over both spans: who is named in either, the first deadline, no surer than the less sure one."""
    first.end = end
    first.text = first.document.text[first.start : end]
    first.leads = list(dict.fromkeys((*first.leads, *second.leads)))
    first.participants = [p for p in dict.fromkeys((*first.participants, *second.participants)) if p not in first.leads]
    first.deadline = first.deadline or second.deadline
    first.addressee = first.addressee or second.addressee
    first.speaker = first.speaker or second.speaker
    first.subtypes = list(dict.fromkeys((*first.subtypes, *second.subtypes)))
    first.certainty = min(first.certainty, second.certainty)


def _index(*directives: Directive) -> None:
    for one in directives:
        index(kind="directive", object_id=one.pk, programme_id=one.document.programme_id, text=one.text)


def _open(actor: Actor, directive_id: int) -> Directive:
    directive = locked(directive_id)
    require(may_review(actor, directive.document.programme_id))
    if directive.state != DirectiveState.OPEN:
        raise Refused(Refusal("directive_not_open"))
    return directive


def _tell(actor: Actor, directive: Directive, verb: str, **data: Any) -> None:
    record(
        chain=f"document:{directive.document_id}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=verb,
        data={"directive": directive.pk, **data},
    )
