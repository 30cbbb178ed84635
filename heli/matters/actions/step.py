"""How every step of a matter is taken: locked, permitted, changed, versioned, audited and told, all in one go."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from heli.audit.actions import record
from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.matters.actions.telling import tell_standings
from heli.matters.models import NO_DATE, Matter, MatterVersion
from heli.matters.permissions import may_step
from heli.matters.rules.lifecycle import BY_VERB, Ready, Verb, check_needs
from heli.search.actions import index

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
    MatterVersion.objects.create(matter=matter, valid_from=actor.at, facts=_facts(matter))
    index(kind="matter", object_id=matter.pk, programme_id=matter.programme_id, text=_words(matter))


def begin(actor: Actor, matter: Matter, *, data: Mapping[str, Any]) -> None:
    """The first row of a matter's life."""
    matter.version = 0
    keep(actor, matter)
    _record(actor, matter, "prepare", {"from": None, "to": matter.state, **data})


def _record(actor: Actor, matter: Matter, verb: str, data: dict[str, Any]) -> None:
    record(
        chain=f"matter:{matter.pk}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=verb,
        data=data,
    )


def _facts(matter: Matter) -> dict[str, Any]:
    values = {name: getattr(matter, name) for name in VERSIONED}
    plain = {name: v.isoformat() if hasattr(v, "isoformat") else v for name, v in values.items()}
    return plain | {"participant_ids": sorted(matter.participations.values_list("organization_id", flat=True))}


def _words(matter: Matter) -> str:
    update = matter.latest_update
    lately = (update.progress, update.problems, update.next_steps, update.help_needed) if update else ()
    return "\n".join((matter.number, matter.title, matter.completion_standard, matter.basis_text, *lately))
