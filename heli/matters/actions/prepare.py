"""拟办: a directive becomes a prepared matter, or one row for each unit it was addressed to."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from heli.directory.models import Organization
from heli.directory.rules.actor import Actor
from heli.directory.rules.levels import OrganizationKind
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.actions.directives import give_back, take
from heli.documents.models import Directive, Document
from heli.documents.queries import document_page
from heli.documents.rules.basis import BASIS_WORDS, Basis
from heli.matters.actions.sources import remove_source
from heli.matters.actions.step import Begun, begin_all, locked, take_step
from heli.matters.models import Draft, Matter, Participant, Source
from heli.matters.permissions import may_prepare
from heli.matters.queries.places import Manners, manner_of
from heli.matters.queries.proposals import cards, draft_of, repeats
from heli.matters.rules.deadlines import TermKind
from heli.matters.rules.lifecycle import Ready, State, Verb
from heli.matters.rules.manner import Manner
from heli.matters.rules.values import Values


@transaction.atomic
def prepare(actor: Actor, directive_id: int, values: Values) -> int:
    """The id of the prepared matter. Whoever comes second to the same directive is refused."""
    return prepare_many(actor, _document_of(directive_id), [(directive_id, values)])[0]


@transaction.atomic
def prepare_rows(actor: Actor, directive_id: int, values: Values, leads: Sequence[int]) -> list[int]:
    """One row for each of the units that a class or group stands for, each its own lead."""
    if not leads:
        raise Refused(Refusal("no_rows"))
    each = [replace(values, lead_organization_id=lead, participant_ids=()) for lead in dict.fromkeys(leads)]
    return prepare_many(actor, _document_of(directive_id), [(directive_id, row) for row in each])


@transaction.atomic
def prepare_certain(actor: Actor, document_id: int) -> list[int]:
    """Prepares every open directive that is certain, with what its card shows; no twins of matters that there are."""
    page = document_page(actor, document_id)
    certain = [
        card
        for card in cards(actor, page)
        if card.directive.state == "open" and card.directive.certain and not _past(actor, card.values)
    ]
    before = repeats(page, [card.directive.id for card in certain])
    again = {one for one, found in before.items() if any(repeat.joinable for repeat in found)}
    rows = [(card.directive.id, card.values) for card in certain if card.directive.id not in again]
    return prepare_many(actor, document_id, rows)


def _past(actor: Actor, values: Values) -> bool:
    return values.due_on is not None and values.due_on < actor.today


def _document_of(directive_id: int) -> int:
    return Directive.objects.values_list("document_id", flat=True).get(pk=directive_id)


@transaction.atomic
def prepare_many(actor: Actor, document_id: int, rows: Sequence[tuple[int, Values]]) -> list[int]:
    """Each row is a directive of the document with what is to be done; all of them become matters, or none."""
    document = Document.objects.select_related("higher_basis").get(pk=document_id)
    require(may_prepare(actor, document.programme_id))
    if not rows:
        return []
    units = check_values(actor, [values for _, values in rows])
    directives = take(actor, document_id, list(dict.fromkeys(one for one, _ in rows)))
    basis, manners = basis_of(document), Manners(document.programme_id)
    begun: list[Begun] = []
    for directive_id, values in rows:
        directive = directives[directive_id]
        matter = Matter(programme_id=document.programme_id, state=State.PREPARED, prepared_at=actor.at)
        matter.prepared_by_id, matter.addressee = actor.person_id, directive.addressee
        matter.basis, matter.basis_text = basis
        lead = units.get(values.lead_organization_id or 0)
        fill(matter, values, manners.row(lead.region_id, OrganizationKind(lead.kind)).manner if lead else None)
        told = {"directive": directive_id, "values": draft_of(values)}
        begun.append((matter, tuple(dict.fromkeys(values.participant_ids)), told))
    begin_all(actor, begun)
    Source.objects.bulk_create(
        Source(matter=matter, document=document, directive=directive, start=directive.start, end=directive.end)
        for (matter, _, _), directive in zip(begun, (directives[one] for one, _ in rows), strict=True)
    )
    return [matter.pk for matter, _, _ in begun]


def check_values(actor: Actor, rows: Sequence[Values]) -> dict[int, Organization]:
    """Refuses what no later step could mend; the units that the rows name, by id."""
    wanted: set[int] = set()
    for values in rows:
        if not values.title.strip():
            raise Refused(Refusal("no_title"))
        if _past(actor, values):
            raise Refused(Refusal("needs_not_past", {"verb": "列入拟办"}))
        if values.lead_organization_id in values.participant_ids:
            raise Refused(Refusal("twin_participant"))
        named = (values.lead_organization_id, values.confirmer_organization_id, *values.participant_ids)
        wanted.update(one for one in named if one is not None)
    units = Organization.objects.in_bulk(wanted)
    if len(units) != len(wanted):
        raise Refused(Refusal("unknown_unit"))
    return units


def basis_of(document: Document) -> tuple[Basis, str]:
    """The basis a matter from this document rests on: the linked higher one where there is one."""
    carried = document.higher_basis or document
    number = f"（{carried.official_number}）" if carried.official_number else ""
    basis = Basis(carried.basis)
    return basis, f"{BASIS_WORDS[basis]}《{carried.title}》{number}"[:200]


def fill(matter: Matter, values: Values, manner: Manner | None) -> None:
    matter.title = values.title.strip()
    matter.kind, matter.category, matter.subtypes = values.kind, values.category, list(values.subtypes)
    matter.lead_organization_id = values.lead_organization_id
    matter.confirmer_organization_id = values.confirmer_organization_id
    matter.responsible_leader = values.responsible_leader.strip()
    matter.completion_standard = values.completion_standard.strip()
    stated = values.due_on is not None and values.term_kind is TermKind.DEFAULT
    matter.term_kind = TermKind.DATE if stated else values.term_kind
    matter.term_text, matter.due_on, matter.urgency = values.term_text.strip(), values.due_on, values.urgency
    matter.manner = manner or ""


def set_participants(matter: Matter, organization_ids: Sequence[int]) -> None:
    matter.participations.exclude(organization_id__in=organization_ids).delete()
    known = set(matter.participations.values_list("organization_id", flat=True))
    Participant.objects.bulk_create(
        Participant(matter=matter, organization_id=o) for o in dict.fromkeys(organization_ids) if o not in known
    )


@transaction.atomic
def revise(actor: Actor, matter_id: int, values: Values, *, version: int) -> None:
    """Changes a prepared matter before it is laid before the signer."""
    matter = locked(matter_id, version=version)
    check_values(actor, [values])
    before = {"title": matter.title, "lead": matter.lead_organization_id, "due_on": str(matter.due_on or "")}
    fill(matter, values, manner_of(matter.programme_id, values.lead_organization_id))
    set_participants(matter, values.participant_ids)
    take_step(
        actor, matter, Verb.REVISE, ready=Ready.of(not_past=True), data={"before": before, "values": draft_of(values)}
    )


@transaction.atomic
def withdraw(actor: Actor, matter_id: int) -> None:
    """Takes a preparation back; its directive is open again when no other row rests on it."""
    matter = locked(matter_id)
    take_step(actor, matter, Verb.WITHDRAW)
    for source in matter.sources.filter(directive__isnull=False):
        directive_id = source.directive_id or 0
        if not Source.objects.filter(directive_id=directive_id).exclude(matter__state=State.WITHDRAWN).exists():
            give_back(actor, directive_id)


@transaction.atomic
def withdraw_directive(actor: Actor, directive_id: int) -> None:
    """The undo key: every row prepared from this directive goes back, as long as none is laid before the signer.

    Where the directive is a further source of an older matter, it is only taken from it.
    """
    found = Source.objects.filter(directive_id=directive_id).exclude(matter__state=State.WITHDRAWN)
    for source in found.select_related("matter"):
        if Source.objects.filter(matter=source.matter, pk__lt=source.pk).exists():
            remove_source(actor, source)
        else:
            withdraw(actor, source.matter_id)


def keep_draft(actor: Actor, directive_id: int, values: Values) -> None:
    """What was typed on a card and not yet prepared is kept."""
    directive = Directive.objects.select_related("document").get(pk=directive_id)
    require(may_prepare(actor, directive.document.programme_id))
    Draft.objects.update_or_create(
        directive=directive,
        defaults={"values": draft_of(values), "edited_by_id": actor.person_id, "edited_at": actor.at},
    )
