"""A news report gets the minutes, speech or document it tells of as its higher basis."""

from django.db import transaction

from heli.audit.actions import record
from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.models import Document
from heli.documents.permissions import may_review
from heli.documents.rules.basis import Basis, rests_firmly


@transaction.atomic
def link_basis(actor: Actor, document_id: int, higher_id: int | None) -> None:
    """Links, or with None unlinks, the higher basis."""
    document = Document.objects.select_for_update().get(pk=document_id)
    require(may_review(actor, document.programme_id))
    if higher_id == document_id:
        raise Refused(Refusal("same_document"))
    if higher_id is not None:
        higher = Document.objects.filter(pk=higher_id, programme_id=document.programme_id).first()
        if higher is None or not rests_firmly(Basis(higher.basis)):
            raise Refused(Refusal("no_higher_basis"))
    before, document.higher_basis_id = document.higher_basis_id, higher_id
    document.save(update_fields=["higher_basis"])
    _tell(actor, document_id, "link_basis", before=before, after=higher_id)


@transaction.atomic
def set_basis(actor: Actor, document_id: int, basis: Basis, *, official_number: str = "") -> None:
    """A person corrects what kind of basis the document is, and types its official number in."""
    document = Document.objects.select_for_update().get(pk=document_id)
    require(may_review(actor, document.programme_id))
    before = {"basis": document.basis, "number": document.official_number}
    document.basis, document.official_number = basis, official_number
    document.save(update_fields=["basis", "official_number"])
    _tell(actor, document_id, "set_basis", before=before, after={"basis": basis, "number": official_number})


def _tell(actor: Actor, document_id: int, verb: str, **data: object) -> None:
    record(
        chain=f"document:{document_id}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=verb,
        data=data,
    )
