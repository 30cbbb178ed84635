"""What the confirmer says to a closing request: 办结(销号), or 退回重办."""

from django.db import transaction

from heli.directory.rules.actor import Actor
from heli.matters.actions.step import locked, take_step
from heli.matters.models import ClosingRequest, Matter
from heli.matters.rules.kinds import KINDS, Kind
from heli.matters.rules.lifecycle import Ready, Verb


@transaction.atomic
def close(actor: Actor, matter_id: int, *, reason: str) -> None:
    """`reason` is the finding: what was checked against the completion standard."""
    matter = locked(matter_id)
    matter.closed_at = actor.at
    closing = KINDS[Kind(matter.kind)].closing_word
    _decide(actor, matter, Verb.CLOSE, "closed", reason, closing)


@transaction.atomic
def send_back(actor: Actor, matter_id: int, *, reason: str) -> None:
    matter = locked(matter_id)
    matter.stopped_on = None
    _decide(actor, matter, Verb.SEND_BACK, "sent_back", reason, "")


def _decide(actor: Actor, matter: Matter, verb: Verb, decision: str, reason: str, closing: str) -> None:
    given = reason.strip()
    take_step(
        actor,
        matter,
        verb,
        ready=Ready.of(reason=bool(given)),
        data={"reason": given},
        notice={"title": matter.title[:60], "reason": given[:100], "closing": closing},
    )
    ClosingRequest.objects.filter(matter=matter, decision="open").update(
        decision=decision, decided_by_id=actor.person_id, decided_at=actor.at, reason=given
    )
