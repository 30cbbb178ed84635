"""What becomes of a directive on the review page: set aside, taken up again, marked by hand."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Q

from heli.audit.actions import Happened, record, record_all
from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.intake.draft import Category
from heli.documents.models import Directive, Document
from heli.documents.permissions import may_review
from heli.documents.rules.states import DirectiveState
from heli.search.actions import index


def locked(directive_id: int) -> Directive:
    """The directive, locked until the transaction ends, so that two people can't decide it at once."""
    return Directive.objects.select_for_update(of=("self",)).select_related("document").get(pk=directive_id)


@transaction.atomic
def set_aside(actor: Actor, directive_id: int, *, reason: str = "") -> None:
    _move(actor, directive_id, DirectiveState.OPEN, DirectiveState.SET_ASIDE, reason)


@transaction.atomic
def give_reason(actor: Actor, directive_id: int, reason: str) -> None:
    """Why a demand was set aside, said afterwards or said better; empty takes the words away."""
    directive = locked(directive_id)
    require(may_review(actor, directive.document.programme_id))
    _check_state(directive, DirectiveState.SET_ASIDE, DirectiveState.SET_ASIDE)
    before, directive.reason = directive.reason, reason[:300]
    directive.save(update_fields=["reason"])
    record(
        chain=f"document:{directive.document_id}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb="give_reason",
        data={"directive": directive.pk, "before": before, "reason": directive.reason},
    )


@transaction.atomic
def take_up_again(actor: Actor, directive_id: int) -> None:
    """Undoes a setting aside."""
    _move(actor, directive_id, DirectiveState.SET_ASIDE, DirectiveState.OPEN, "")


@transaction.atomic
def take(actor: Actor, document_id: int, directive_ids: Sequence[int]) -> dict[int, Directive]:
    """Marks open directives of a document as taken by matters being prepared; whoever comes second is refused."""
    found = Directive.objects.select_for_update().filter(document_id=document_id, pk__in=directive_ids).order_by("pk")
    taken = {one.pk: one for one in found}
    before, after = DirectiveState.OPEN, DirectiveState.TAKEN
    for directive in taken.values():
        _check_state(directive, before, after)
        directive.state, directive.reason = after, actor.name
    Directive.objects.filter(pk__in=taken).update(state=after, reason=actor.name)
    told = [
        Happened(f"document:{document_id}", after, {"directive": pk, "from": before, "to": after, "reason": actor.name})
        for pk in taken
    ]
    record_all(told, at=actor.at, actor_id=actor.person_id, actor_name=actor.name)
    return taken


@transaction.atomic
def give_back(actor: Actor, directive_id: int) -> None:
    """The matter prepared from it was withdrawn: the directive is open again."""
    _move(actor, directive_id, DirectiveState.TAKEN, DirectiveState.OPEN, "")


def _move(actor: Actor, directive_id: int, before: DirectiveState, after: DirectiveState, reason: str) -> Directive:
    directive = locked(directive_id)
    require(may_review(actor, directive.document.programme_id))
    _check_state(directive, before, after)
    directive.state, directive.reason = after, reason
    directive.save(update_fields=["state", "reason"])
    record(
        chain=f"document:{directive.document_id}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=after,
        data={"directive": directive.pk, "from": before, "to": after, "reason": reason},
    )
    return directive


def _check_state(directive: Directive, before: DirectiveState, after: DirectiveState) -> None:
    if directive.state == after == DirectiveState.TAKEN:
        raise Refused(Refusal("directive_taken", {"name": directive.reason or "他人"}))
    if directive.state != before:
        raise Refused(Refusal("directive_not_open"))


@transaction.atomic
def mark(actor: Actor, document_id: int, *, start: int, end: int) -> int:
    """A demand that was missed, marked by selecting its words; the id of the new directive."""
    document = Document.objects.select_for_update().get(pk=document_id)
    require(may_review(actor, document.programme_id))
    text = document.text[start:end]
    if not 0 <= start < end <= len(document.text) or not text.strip():
        raise Refused(Refusal("no_such_passage"))
    directive = Directive.objects.create(
        document=document,
        position=room_for(document.pk, start, end),
        start=start,
        end=end,
        text=text,
        category=Category.OTHER,
        certainty=1.0,
    )
    index(kind="directive", object_id=directive.pk, programme_id=document.programme_id, text=text)
    record(
        chain=f"document:{document.pk}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb="mark",
        data={"directive": directive.pk, "start": start, "end": end},
    )
    return directive.pk


def room_for(document_id: int, start: int, end: int) -> int:
    """The position of a demand with these bounds in reading order; the later ones move one on."""
    others = Directive.objects.filter(document_id=document_id)
    position = others.filter(Q(start__lt=start) | Q(start=start, end__lt=end)).count() + 1
    others.filter(position__gte=position).update(position=F("position") + 1)
    return position
