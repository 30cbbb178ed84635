"""拟办单: laid by a clerk, signed once by the office head or a leader, some items sent back."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from heli.audit.actions import record
from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import GroupRole
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.rules.basis import Basis, rests_firmly
from heli.matters.actions.numbers import next_number
from heli.matters.actions.step import locked, one_of_many, take_step
from heli.matters.actions.telling import tell_office
from heli.matters.models import Matter, Sheet, SheetItem
from heli.matters.permissions import may_prepare, may_sign
from heli.matters.rules.lifecycle import Ready, Verb


def ready_of(actor: Actor, matter: Matter) -> Ready:
    """Which needs the matter itself meets. A missing date is no missing term: the default by basis applies."""
    return Ready.of(
        lead=matter.lead_organization_id is not None,
        standard=bool(matter.completion_standard),
        term=True,
        not_past=matter.due_on is None or matter.due_on >= actor.today,
    )


@transaction.atomic
def lay(actor: Actor, programme_id: int, matter_ids: Sequence[int]) -> int:
    """Lays prepared matters before the signer on a new sheet; all of them or none. The id of the sheet."""
    require(may_prepare(actor, programme_id))
    if not matter_ids:
        raise Refused(Refusal("sheet_empty"))
    year = actor.today.year
    number = next_number(programme_id, "sheet", year)
    sheet = Sheet.objects.create(
        programme_id=programme_id,
        number=f"拟办〔{year}〕{number}号",
        laid_by_id=actor.person_id,
        laid_at=actor.at,
    )
    for matter_id in dict.fromkeys(matter_ids):
        matter = locked(matter_id)
        if matter.programme_id != programme_id:
            raise Refused(Refusal("matter_not_yours"))
        with one_of_many(matter):
            take_step(actor, matter, Verb.LAY, ready=ready_of(actor, matter), data={"sheet": sheet.number})
        SheetItem.objects.create(sheet=sheet, matter=matter)
    _tell(actor, sheet, "lay", GroupRole.HEAD, count=str(len(dict.fromkeys(matter_ids))))
    return sheet.pk


@transaction.atomic
def sign(
    actor: Actor,
    sheet_id: int,
    *,
    returned: Mapping[int, str],
    opinion: str = "",
    basis_reason: str = "",
) -> None:
    """One signature over the sheet: `returned` names matters that go back, each with its reason; the rest is approved.

    `basis_reason` is the signer's reason for issuing on a news report or a record alone.
    """
    sheet = Sheet.objects.select_for_update().get(pk=sheet_id)  # joined rows would be those from before the lock
    require(may_sign(actor, sheet.programme_id))
    if sheet.state != "open":
        raise Refused(Refusal("sheet_signed", {"name": str(sheet.signed_by)}))
    items = list(sheet.items.select_related("matter"))
    if not set(returned) <= {item.matter_id for item in items}:
        raise Refused(Refusal("sheet_item_gone"))
    for item in items:
        with one_of_many(item.matter):
            _decide(actor, item, returned.get(item.matter_id), basis_reason)
    sheet.state, sheet.opinion = "signed", opinion
    sheet.signed_by_id, sheet.signed_at = actor.person_id, actor.at
    sheet.save()
    approved = str(len(items) - len(returned))
    _tell(actor, sheet, "approve", GroupRole.CLERK, count=approved, returned=str(len(returned)))


def _decide(actor: Actor, item: SheetItem, reason: str | None, basis_reason: str) -> None:
    matter = locked(item.matter_id)
    data = {"sheet": item.sheet.number, "reason": reason or ""}
    if reason is None:
        if not rests_firmly(Basis(matter.basis)):
            matter.basis_reason = basis_reason.strip() or matter.basis_reason
        take_step(actor, matter, Verb.APPROVE, ready=ready_of(actor, matter), data=data)
        item.decision = "approved"
    else:
        take_step(actor, matter, Verb.RETURN, ready=Ready.of(reason=bool(reason.strip())), data=data)
        item.decision, item.reason = "returned", reason.strip()
    item.save()


def _tell(actor: Actor, sheet: Sheet, code: str, role: GroupRole, **params: str) -> None:
    record(
        chain=f"sheet:{sheet.pk}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=code,
        data={"sheet": sheet.number, **params},
    )
    tell_office(
        actor,
        sheet.programme_id,
        role,
        code=code,
        params={"sheet": sheet.number, **params},
        link=f"/sheets/{sheet.pk}/",
    )
