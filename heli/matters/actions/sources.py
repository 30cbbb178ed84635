"""A demand that was made before becomes a further source of the matter there is, not a twin of it."""

from django.db import transaction

from heli.audit.actions import record
from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.actions.directives import give_back, take
from heli.documents.models import Directive
from heli.matters.actions.step import locked
from heli.matters.models import Matter, Source
from heli.matters.permissions import may_prepare
from heli.matters.rules.lifecycle import ENDED


@transaction.atomic
def add_source(actor: Actor, directive_id: int, matter_id: int) -> None:
    """Takes an open directive as one more source of a matter of the same programme that hasn't ended."""
    directive = Directive.objects.select_related("document").get(pk=directive_id)
    require(may_prepare(actor, directive.document.programme_id))
    matter = locked(matter_id)
    if matter.programme_id != directive.document.programme_id or matter.state in ENDED:
        raise Refused(Refusal("repeat_gone"))
    take(actor, directive.document_id, [directive_id])
    Source.objects.create(
        matter=matter, document=directive.document, directive=directive, start=directive.start, end=directive.end
    )
    _tell(actor, matter, "add_source", directive)


@transaction.atomic
def remove_source(actor: Actor, source: Source) -> None:
    """Takes a further source from its matter; its directive is open again."""
    matter = locked(source.matter_id)
    require(may_prepare(actor, matter.programme_id))
    directive = source.directive
    source.delete()
    if directive is not None:
        give_back(actor, directive.pk)
        _tell(actor, matter, "remove_source", directive)


def _tell(actor: Actor, matter: Matter, verb: str, directive: Directive) -> None:
    record(
        chain=f"matter:{matter.pk}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=verb,
        data={"directive": directive.pk, "document": directive.document_id, "span": [directive.start, directive.end]},
    )
