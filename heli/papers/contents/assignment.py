"""A unit's issued matters as plain data for its 交办单, 商请办理单 or 提请事项单, with the sentences they rest on."""

from django.db.models import Prefetch

from heli.directory.models import Organization
from heli.directory.rules.actor import OFFICE_TIME, Actor
from heli.directory.rules.verdict import Refusal, Refused
from heli.documents.rules.basis import Basis
from heli.matters.models import Matter, Source
from heli.matters.queries.matter_page import source_view
from heli.matters.queries.places import participants_in_order
from heli.matters.rules.manner import MANNER_WORDS, Manner
from heli.papers.queries import issued
from heli.papers.render import sheets
from heli.programmes.queries import ProgrammeLine


def assignment_of(
    actor: Actor, programme: ProgrammeLine, unit_id: int, manner: Manner, *, sheet_id: int | None = None
) -> sheets.Assignment:
    """Raises Refused where the unit has nothing issued in this manner."""
    unit = Organization.objects.get(pk=unit_id)
    found = issued(programme.id, sheet_id=sheet_id).filter(lead_organization=unit, manner=manner).distinct()
    participants = Prefetch("participations", participants_in_order())
    sources = Prefetch("sources", Source.objects.select_related("document").defer("document__restoration"))
    matters = list(found.prefetch_related(participants, sources).order_by("number_key", "id"))
    if not matters:
        raise Refused(Refusal("paper_empty", {"unit": unit.short_name, "manner": MANNER_WORDS[manner]}))
    days = [m.issued_at.astimezone(OFFICE_TIME).date() for m in matters if m.issued_at]
    return sheets.Assignment(
        manner=manner,
        unit=unit.name,
        programme=programme.name,
        office=programme.office,
        issued_on=max(days, default=actor.today),
        rows=[_row(m) for m in matters],
        sources=[_source(m, s) for m in matters for s in m.sources.all()],
    )


def _row(m: Matter) -> sheets.AssignmentRow:
    return sheets.AssignmentRow(
        number=m.number,
        title=m.title,
        completion_standard=m.completion_standard,
        basis=m.basis_text,
        participants=tuple(p.organization.short_name for p in m.participations.all()),
        responsible_leader=m.responsible_leader,
        due_on=m.due_on,
        term=m.term_text or ("长期" if m.due_on is None else None),
    )


def _source(m: Matter, source: Source) -> sheets.Source:
    view = source_view(source, readable=False)
    number = f"（{view.official_number}）" if view.official_number else ""
    kind = "（新闻稿）" if view.basis is Basis.NEWS else ""
    return sheets.Source(
        matter_number=m.number,
        document=f"{view.title}{number}{kind}",
        paragraph=view.before + view.passage + view.after,
        start=len(view.before),
        end=len(view.before) + len(view.passage),
    )
