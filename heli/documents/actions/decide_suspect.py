"""A person says how a doubtful place should read; the text itself stays as it came."""

from django.db import transaction

from heli.audit.actions import record
from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.models import Suspect
from heli.documents.permissions import may_review
from heli.documents.rules.states import SuspectDecision


@transaction.atomic
def decide_suspect(actor: Actor, suspect_id: int, decision: SuspectDecision) -> None:
    """Accepting replaces the words in what is shown and prepared; the received text and the offsets stay."""
    suspect = Suspect.objects.select_for_update().get(pk=suspect_id)  # joined rows would be those from before the lock
    require(may_review(actor, suspect.document.programme_id))
    if SuspectDecision.OPEN not in {suspect.decision, decision}:
        raise Refused(Refusal("suspect_decided", {"name": str(suspect.decided_by)}))
    before, suspect.decision = suspect.decision, decision
    suspect.decided_by_id, suspect.decided_at = actor.person_id, actor.at
    suspect.save()
    record(
        chain=f"document:{suspect.document_id}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb="decide_suspect",
        data={"suspect": suspect.pk, "text": suspect.text, "from": before, "to": decision},
    )
