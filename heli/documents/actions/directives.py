"""What becomes of a directive on the review page: set aside, taken up again, marked by hand."""

from django.db import transaction
from django.db.models import Max

from heli.audit.actions import record
from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.intake.draft import Category
from heli.documents.models import Directive, Document
from heli.documents.permissions import may_review
from heli.documents.rules.states import DirectiveState


def locked(directive_id: int) -> Directive:
    """The directive, locked until the transaction ends, so that two people can't decide it at once."""
    return Directive.objects.select_for_update(of=("self",)).select_related("document").get(pk=directive_id)


@transaction.atomic
def set_aside(actor: Actor, directive_id: int, *, reason: str = "") -> None:
    _move(actor, directive_id, DirectiveState.OPEN, DirectiveState.SET_ASIDE, reason)


@transaction.atomic
def take_up_again(actor: Actor, directive_id: int) -> None:
    """Undoes a setting aside."""
    _move(actor, directive_id, DirectiveState.SET_ASIDE, DirectiveState.OPEN, "")


@transaction.atomic
def take(actor: Actor, directive_id: int) -> Directive:
    """Marks an open directive as taken by a matter being prepared; whoever comes second is refused."""
    return _move(actor, directive_id, DirectiveState.OPEN, DirectiveState.TAKEN, actor.name)


@transaction.atomic
def give_back(actor: Actor, directive_id: int) -> None:
    """The matter prepared from it was withdrawn: the directive is open again."""
    _move(actor, directive_id, DirectiveState.TAKEN, DirectiveState.OPEN, "")


def _move(actor: Actor, directive_id: int, before: DirectiveState, after: DirectiveState, reason: str) -> Directive:
    directive = locked(directive_id)
    require(may_review(actor, directive.document.programme_id))
    if directive.state == after == DirectiveState.TAKEN:
        raise Refused(Refusal("directive_taken", {"name": directive.reason or "他人"}))
    if directive.state != before:
        raise Refused(Refusal("directive_not_open"))
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


@transaction.atomic
def mark(actor: Actor, document_id: int, *, start: int, end: int) -> int:
    """A demand that was missed, marked by selecting its words; the id of the new directive."""
    document = Document.objects.select_for_update().get(pk=document_id)
    require(may_review(actor, document.programme_id))
    text = document.text[start:end]
    if not 0 <= start < end <= len(document.text) or not text.strip():
        raise Refused(Refusal("no_such_passage"))
    last = document.directives.aggregate(last=Max("position"))["last"] or 0
    directive = Directive.objects.create(
        document=document,
        position=last + 1,
        start=start,
        end=end,
        text=text,
        category=Category.OTHER,
        certainty=1.0,
    )
    record(
        chain=f"document:{document.pk}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb="mark",
        data={"directive": directive.pk, "start": start, "end": end},
    )
    return directive.pk
