"""From the card's form to values, and back to what was proposed where a field depends on another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heli.directory.rules.verdict import Refusal, Refused
from heli.documents.intake.draft import Category
from heli.matters.rules.deadlines import TermKind
from heli.matters.rules.kinds import DEFAULT_KIND, KINDS, ConfirmedBy, Kind, Urgency
from heli.matters.rules.proposals import standards_for
from heli.matters.rules.values import Values

E = TypeVar("E", bound=StrEnum)

TERM_WORDS: dict[TermKind, Promise] = {
    TermKind.DEFAULT: _("按默认期限"),
    TermKind.DATE: _("确定日期"),
    TermKind.WORKING_DAYS: _("若干工作日内"),
    TermKind.RECURRING: _("定期"),
    TermKind.CONDITION: _("某事完成时"),
    TermKind.VAGUE: _("未写明日期"),
    TermKind.LONG: _("长期坚持"),
}
SUBTYPES: dict[Category, tuple[str, ...]] = {
    Category.BOTTLENECK: ("land", "finance", "relocation", "energy", "approval", "labour", "other"),
    Category.SERVICE: ("work", "research", "living", "schooling", "employment"),
}


def needs_confirmer(kind: Kind) -> bool:
    return KINDS[kind].confirmed_by is not ConfirmedBy.OFFICE


def _choice(kinds: type[E], value: str) -> E:
    try:
        return kinds(value)
    except ValueError as wrong:
        raise Refused(Refusal("bad_choice")) from wrong


def _unit(value: str) -> int | None:
    if not value:
        return None
    if not value.isdecimal():
        raise Refused(Refusal("bad_choice"))
    return int(value)


def day_of(value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as wrong:
        raise Refused(Refusal("bad_date", {"value": value[:20]})) from wrong


def values_of(form: QueryDict, shown: Values) -> Values:
    """What the form says; a form without fields (the key alone was pressed) says what the card showed."""
    if "title" not in form:
        return shown
    lead = _unit(form.get("lead", ""))
    participants = dict.fromkeys(_unit(one) for one in form.getlist("participants"))
    kind = _choice(Kind, form.get("kind", shown.kind))
    category = _choice(Category, form.get("category", shown.category))
    return replace(
        shown,
        title=" ".join(form.get("title", "").split()),
        kind=kind,
        category=category,
        subtypes=tuple(s for s in form.getlist("subtypes") if s in SUBTYPES.get(category, ())),
        lead_organization_id=lead,
        participant_ids=tuple(p for p in participants if p is not None and p != lead),
        confirmer_organization_id=_unit(form.get("confirmer", "")) if needs_confirmer(kind) else None,
        responsible_leader=form.get("responsible_leader", "").strip()[:80],
        completion_standard=form.get("completion_standard", "").strip()[:500],
        due_on=day_of(form.get("due_on", "").strip()),
        term_kind=_choice(TermKind, form.get("term_kind", shown.term_kind)),
        term_text=form.get("term_text", "").strip()[:120],
        urgency=_choice(Urgency, form.get("urgency", shown.urgency)),
    )


def follow(before: Values, after: Values, confirmer: Callable[[Kind], int | None]) -> Values:
    """A changed category brings its usual kind and standard, a changed kind its confirmer, a date its kind of term:
    each only where the clerk had left the proposal as it was."""
    if after.category is not before.category:
        if after.kind is DEFAULT_KIND[before.category]:
            after = replace(after, kind=DEFAULT_KIND[after.category])
        if after.completion_standard in standards_for(before.category):
            after = replace(after, completion_standard=standards_for(after.category)[0])
    if after.kind is not before.kind and after.confirmer_organization_id in {None, confirmer(before.kind)}:
        after = replace(after, confirmer_organization_id=confirmer(after.kind))
    if after.due_on and not before.due_on and after.term_kind in {TermKind.DEFAULT, TermKind.VAGUE}:
        after = replace(after, term_kind=TermKind.DATE)
    return after
