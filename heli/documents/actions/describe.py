"""A person corrects what the head of a paper says, and names the document that it carries out."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from heli.audit.actions import record
from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.models import Document
from heli.documents.permissions import may_review
from heli.documents.rules.heading import Line


@transaction.atomic
def describe(
    actor: Actor,
    document_id: int,
    *,
    official_number: str,
    issuer: str,
    issued_on: date | None,
    heading: Mapping[Line, str],
) -> None:
    """Everything that the form shows is given; an empty line isn't there any more."""
    document = Document.objects.select_for_update().get(pk=document_id)
    require(may_review(actor, document.programme_id))
    before = _facts(document)
    document.official_number, document.issuer = official_number[:80], issuer[:200]
    document.issued_on = issued_on
    document.heading = {line: words[:400] for line, words in heading.items() if words}
    document.save(update_fields=["official_number", "issuer", "issued_on", "heading"])
    after = _facts(document)
    if after != before:
        _tell(actor, document_id, "describe", before=before, after=after)


def _facts(document: Document) -> dict[str, object]:
    return {
        "number": document.official_number,
        "issuer": document.issuer,
        "issued_on": str(document.issued_on or ""),
        **document.heading,
    }


@transaction.atomic
def link_implements(actor: Actor, document_id: int, other_id: int | None) -> None:
    """Links, or with None unlinks, the document whose demands this one carries out."""
    document = Document.objects.select_for_update().get(pk=document_id)
    require(may_review(actor, document.programme_id))
    if other_id == document_id:
        raise Refused(Refusal("same_document"))
    if other_id is not None and not Document.objects.filter(pk=other_id, programme_id=document.programme_id).exists():
        raise Refused(Refusal("no_such_document"))
    before, document.implements_id = document.implements_id, other_id
    document.save(update_fields=["implements"])
    _tell(actor, document_id, "link_implements", before=before, after=other_id)


def _tell(actor: Actor, document_id: int, verb: str, **data: object) -> None:
    record(
        chain=f"document:{document_id}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=verb,
        data=data,
    )
