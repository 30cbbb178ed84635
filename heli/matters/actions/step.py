"""How every step of a matter is taken: locked, permitted, changed, versioned, audited and told, all in one go."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from heli.audit.actions import Happened, record, record_all
from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.matters.actions.telling import tell_standings
from heli.matters.models import NO_DATE, Matter, MatterVersion, Participant
from heli.matters.permissions import may_step
from heli.matters.rules.lifecycle import BY_VERB, Ready, Verb, check_needs
from heli.search.actions import index, index_new

VERSIONED = (
    "kind state number title completion_standard category subtypes urgency lead_organization_id responsible_leader"
    " confirmer_organization_id manner basis basis_text term_kind term_text due_on blue_on yellow_on red_on stopped_on"
    " issued_at closed_at latest_update_id"
).split()


def locked(matter_id: int, *, version: int | None = None) -> Matter:
    """The matter, locked until the transaction ends; refuses a form that was made for an older version."""
    matter = Matter.objects.select_for_update(of=("self",)).select_related("programme").get(pk=matter_id)
    if version is not None and version != matter.version:
        raise Refused(Refusal("changed_meanwhile"))
    return matter


@contextmanager
def one_of_many(matter: Matter) -> Iterator[None]:
    """Where many are stepped at once, a refusal names the matter it is about."""
    try:
        yield
    except Refused as why:
        raise Refused(Refusal(why.refusal.code, {**why.refusal.params, "of_many": matter.title[:30]})) from why


def take_step(
    actor: Actor,
    matter: Matter,
    verb: Verb,
    *,
    ready: Ready | None = None,
    data: Mapping[str, Any] | None = None,
    notice: Mapping[str, str] | None = None,
) -> None:
    """Takes a step with a matter whose fields the caller has already set and whose row it holds locked."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("事项的每一步都在一个事务内完成")
    require(may_step(actor, matter, verb))
    require(check_needs(verb, ready or Ready(frozenset())))
    row, before = BY_VERB[verb], matter.state
    if row.to is not None:
        matter.state = row.to
    keep(actor, matter)
    _record(actor, matter, verb, {"from": before, "to": matter.state, **(data or {})})
    if notice is not None:
        tell_standings(actor, matter, row.told, code=verb, params=notice)


def keep(actor: Actor, matter: Matter) -> None:
    """Saves a changed matter with its new version row and its words in the index."""
    matter.version += 1
    matter.changed_at = actor.at
    matter.due_key = matter.due_on or NO_DATE
    matter.save()
    MatterVersion.objects.filter(matter=matter, valid_to__isnull=True).update(valid_to=actor.at)
    MatterVersion.objects.create(matter=matter, valid_from=actor.at, facts=_facts(matter, _participants(matter)))
    index(kind="matter", object_id=matter.pk, programme_id=matter.programme_id, text=_words(matter))


Begun = tuple[Matter, Sequence[int], Mapping[str, Any]]
"""A matter that isn't saved yet, the organizations that take part in it, and what its first event tells."""


def begin_all(actor: Actor, begun: Sequence[Begun]) -> None:
    """The first rows of the lives of matters of one programme, saved together."""
    for matter, _, _ in begun:
        matter.version, matter.changed_at, matter.due_key = 1, actor.at, matter.due_on or NO_DATE
    matters = Matter.objects.bulk_create(matter for matter, _, _ in begun)
    Participant.objects.bulk_create(
        Participant(matter=matter, organization_id=one) for matter, ids, _ in begun for one in ids
    )
    MatterVersion.objects.bulk_create(
        MatterVersion(matter=matter, valid_from=actor.at, facts=_facts(matter, ids)) for matter, ids, _ in begun
    )
    index_new(kind="matter", programme_id=matters[0].programme_id, texts={m.pk: _words(m) for m in matters})
    record_all(
        [
            Happened(f"matter:{matter.pk}", "prepare", {"from": None, "to": matter.state, **data})
            for matter, _, data in begun
        ],
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        begins=True,
    )


def _record(actor: Actor, matter: Matter, verb: str, data: dict[str, Any]) -> None:
    record(
        chain=f"matter:{matter.pk}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=verb,
        data=data,
    )


def _participants(matter: Matter) -> Sequence[int]:
    return list(matter.participations.values_list("organization_id", flat=True))


def _facts(matter: Matter, participant_ids: Sequence[int]) -> dict[str, Any]:
    values = {name: getattr(matter, name) for name in VERSIONED}
    plain = {name: v.isoformat() if hasattr(v, "isoformat") else v for name, v in values.items()}
    return plain | {"participant_ids": sorted(participant_ids)}


def _words(matter: Matter) -> str:
    update = matter.latest_update
    lately = (update.progress, update.problems, update.next_steps, update.help_needed) if update else ()
    return "\n".join((matter.number, matter.title, matter.completion_standard, matter.basis_text, *lately))
