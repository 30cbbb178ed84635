"""交办, 商请 or 提请: an approved matter goes to its unit, with a number, a term and the dates of its lights."""

from collections.abc import Sequence

from django.db import transaction

from heli.directory.queries import calendar
from heli.directory.rules.actor import OFFICE_TIME, Actor
from heli.documents.rules.basis import Basis, rests_firmly
from heli.matters.actions.numbers import next_number
from heli.matters.actions.prepare import basis_of
from heli.matters.actions.step import locked, one_of_many, take_step
from heli.matters.models import Matter
from heli.matters.queries.places import manner_of
from heli.matters.rules.deadlines import Term, TermKind, due_on
from heli.matters.rules.kinds import Urgency
from heli.matters.rules.lifecycle import Ready, Verb
from heli.matters.rules.lights import REPORTING_DAY, thresholds
from heli.matters.rules.manner import MANNER_WORDS, Manner


@transaction.atomic
def issue(actor: Actor, matter_ids: Sequence[int]) -> None:
    """Issues all of them or none."""
    for matter_id in dict.fromkeys(matter_ids):
        matter = locked(matter_id)
        with one_of_many(matter):
            _issue(actor, matter)


def _issue(actor: Actor, matter: Matter) -> None:
    _take_higher_basis(matter)
    manner = manner_of(matter.programme_id, matter.lead_organization_id) or Manner.ORDER
    matter.manner = manner
    _set_term(actor, matter)
    ready = Ready.of(
        lead=matter.lead_organization_id is not None,
        basis=rests_firmly(Basis(matter.basis)) or bool(matter.basis_reason),
        not_past=matter.due_on is None or matter.due_on >= actor.today,
    )
    matter.issued_at = actor.at
    year = actor.today.year
    number = next_number(matter.programme_id, "matter", year)
    matter.number = f"{matter.programme.number_prefix}〔{year}〕{number}号"
    matter.number_key = year * 1_000_000 + number
    set_lights(matter)
    due = f"时限{matter.due_on.month}月{matter.due_on.day}日" if matter.due_on else matter.term_text or "长期"
    notice = {"manner": MANNER_WORDS[manner], "title": matter.title[:60], "due": due}
    take_step(actor, matter, Verb.ISSUE, ready=ready, data={"number": matter.number}, notice=notice)


def _take_higher_basis(matter: Matter) -> None:
    """A higher basis that was linked after preparing carries the matter now."""
    source = matter.sources.select_related("document__higher_basis").first()
    if source is not None and not rests_firmly(Basis(matter.basis)):
        matter.basis, matter.basis_text = basis_of(source.document)


def _set_term(actor: Actor, matter: Matter) -> None:
    if matter.due_on is not None:
        return
    term = Term(TermKind(matter.term_kind), matter.term_text, None, matter.term_working_days)
    days = matter.programme.settings.get("default_days")
    basis, urgency = Basis(matter.basis), Urgency(matter.urgency)
    matter.due_on = due_on(term, issued_on=actor.today, basis=basis, urgency=urgency, calendar=calendar(), days=days)


def set_lights(matter: Matter) -> None:
    """Stores the first day of each light from the dates the matter has now."""
    if matter.issued_at is None:
        return
    last = matter.latest_update.at.astimezone(OFFICE_TIME).date() if matter.latest_update else None
    limits = thresholds(
        issued_on=matter.issued_at.astimezone(OFFICE_TIME).date(),
        due_on=matter.due_on,
        last_report_on=last,
        calendar=calendar(),
        reporting_day=matter.programme.settings.get("reporting_day", REPORTING_DAY),
    )
    matter.blue_on, matter.yellow_on, matter.red_on = limits.blue_on, limits.yellow_on, limits.red_on
