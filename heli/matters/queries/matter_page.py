"""One matter as its page shows it: facts, the sentence it comes from, its life, and who acts next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from heli.audit.queries import acts
from heli.directory.queries import calendar
from heli.directory.rules.actor import OFFICE_TIME, Actor
from heli.directory.rules.authority import may_see_all
from heli.directory.rules.verdict import Refusal, require
from heli.documents.intake.draft import Category
from heli.documents.rules.basis import Basis, rests_firmly
from heli.matters.models import Attachment, ClosingRequest, Matter, Source, Update
from heli.matters.permissions import facts_of, may_open, may_step
from heli.matters.queries.places import participants_in_order
from heli.matters.rules.kinds import KINDS, Kind, Urgency
from heli.matters.rules.lifecycle import BY_VERB, NEXT_STEP, Standing, State, Verb, verb_word
from heli.matters.rules.lights import Light, Thresholds, light_on
from heli.matters.rules.manner import MANNER_WORDS, Manner
from heli.matters.rules.standing import Side, confirming_side


@dataclass(frozen=True, slots=True)
class SourceView:
    """The passage in its paragraph; `before` and `after` are the rest of that paragraph."""

    document_id: int
    title: str
    official_number: str
    basis: Basis
    before: str
    passage: str
    after: str
    directive_id: int | None
    """The directive whose card on the review page shows the passage; None where it was taken apart since."""
    readable: bool
    """Whether the actor may open the document itself."""


@dataclass(frozen=True, slots=True)
class FileLine:
    id: int
    filename: str
    size: int


@dataclass(frozen=True, slots=True)
class UpdateView:
    id: int
    at: datetime
    organization: str
    author: str
    progress: str
    problems: str
    next_steps: str
    help_needed: str
    no_change: bool
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class ClosingView:
    id: int
    at: datetime
    requested_by: str
    signed_by: str
    result: str
    decision: str
    decided_by: str
    decided_at: datetime | None
    reason: str
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One line of the life: an act from the audit chain, with the update or closing request it made."""

    at: datetime
    actor: str
    verb: str
    words: str
    reason: str
    update: UpdateView | None
    closing: ClosingView | None


@dataclass(frozen=True, slots=True)
class Step:
    """A button: shown enabled, or with why it isn't."""

    verb: Verb
    word: str
    why_not: Refusal | None

    @property
    def allowed(self) -> bool:
        return self.why_not is None


@dataclass(frozen=True, slots=True)
class MatterPage:
    id: int
    programme_id: int
    version: int
    number: str
    title: str
    kind: Kind
    category: Category
    subtypes: tuple[str, ...]
    urgency: Urgency
    state: State
    light: Light
    light_since: date | None
    """The first day of the light it shows; None for green."""
    workdays_left: int | None
    """Working days until the due date; negative when overdue; None without a due date or when ended."""
    counted_on: date
    """The day the light and the working days are counted on: today, or the day on which closing was asked for."""
    completion_standard: str
    lead: str
    lead_id: int | None
    responsible_leader: str
    participants: tuple[str, ...]
    confirmer: str
    manner: str
    basis: Basis
    basis_text: str
    basis_reason: str
    needs_basis: bool
    due_on: date | None
    term_text: str
    issued_at: datetime | None
    next_verb: Verb | None
    next_word: str
    next_who: str
    steps: dict[Verb, Step]
    sources: tuple[SourceView, ...]
    life: tuple[LifeEvent, ...]
    draft: UpdateView | None
    """The latest update, from which the next one may be started."""


INSIDE_THE_OFFICE = frozenset(
    {"add_source", "remove_source", "prepare", "lay", "approve", "return", "revise", "withdraw"}
)
"""Acts before a matter is issued, with what the signer said: the office's own, not shown to units."""

LIFE_WORDS: dict[str, str] = {
    "prepare": "列入拟办",
    "add_source": "增加一处依据",
    "remove_source": "撤下一处依据",
    "lay": "呈审签",
    "approve": "审签通过",
    "return": "退回修改",
    "revise": "修改拟办",
    "withdraw": "撤回拟办",
    "acknowledge": "签收",
    "update": "填报进展",
    "send_back": "退回重办",
}


def matter_page(actor: Actor, matter_id: int) -> MatterPage:
    m = (
        Matter.objects.select_related("programme", "lead_organization", "confirmer_organization")
        .prefetch_related(Prefetch("participations", participants_in_order()))
        .get(pk=matter_id)
    )
    require(may_open(actor, m))
    participants = tuple(p.organization.short_name for p in m.participations.all())
    kind, state = Kind(m.kind), State(m.state)
    light, since = _light(actor, m, state)
    files = _files(m)
    updates = _updates(m, files)
    following = NEXT_STEP.get(state)
    manner = MANNER_WORDS[Manner(m.manner)] if m.manner else "交办"
    inside = may_see_all(actor, m.programme_id)
    life = _life(m, kind, manner, updates, files)
    return MatterPage(
        id=m.pk,
        programme_id=m.programme_id,
        version=m.version,
        number=m.number,
        title=m.title,
        kind=kind,
        category=Category(m.category),
        subtypes=tuple(m.subtypes),
        urgency=Urgency(m.urgency),
        state=state,
        light=light,
        light_since=since,
        workdays_left=_left(actor, m, state),
        counted_on=min(actor.today, m.stopped_on or actor.today),
        completion_standard=m.completion_standard,
        lead=m.lead_organization.short_name if m.lead_organization else "",
        lead_id=m.lead_organization_id,
        responsible_leader=m.responsible_leader,
        participants=participants,
        confirmer=_confirmer(m),
        manner=manner,
        basis=Basis(m.basis),
        basis_text=m.basis_text,
        basis_reason=m.basis_reason if inside else "",
        needs_basis=not rests_firmly(Basis(m.basis)) and not m.basis_reason,
        due_on=m.due_on,
        term_text=m.term_text,
        issued_at=m.issued_at,
        next_verb=following,
        next_word=_next_word(state, kind, manner),
        next_who=_next_who(m, following),
        steps=_steps(actor, m, kind, manner),
        sources=_sources(m, readable=inside),
        life=life if inside else tuple(event for event in life if event.verb not in INSIDE_THE_OFFICE),
        draft=updates.get(m.latest_update_id or 0),
    )


def _light(actor: Actor, m: Matter, state: State) -> tuple[Light, date | None]:
    light = light_on(actor.today, state, Thresholds(m.blue_on, m.yellow_on, m.red_on), m.stopped_on)
    return light, {Light.RED: m.red_on, Light.YELLOW: m.yellow_on, Light.BLUE: m.blue_on}.get(light)


def _left(actor: Actor, m: Matter, state: State) -> int | None:
    if m.due_on is None or state in {State.CLOSED, State.WITHDRAWN}:
        return None
    return calendar().between(min(actor.today, m.stopped_on or actor.today), m.due_on)


def _steps(actor: Actor, m: Matter, kind: Kind, manner: str) -> dict[Verb, Step]:
    return {verb: Step(verb, verb_word(verb, kind, manner), may_step(actor, m, verb).why_not) for verb in Verb}


def _confirmer(m: Matter) -> str:
    side = confirming_side(facts_of(m))
    if side is Side.UNIT and m.confirmer_organization is not None:
        return m.confirmer_organization.short_name
    return "推动组负责人" if side is Side.LEADER else "推动办"


def _next_word(state: State, kind: Kind, manner: str) -> str:
    """What the next one does; a confirmer first looks, and may then close or send back."""
    following = NEXT_STEP.get(state)
    if following is None:
        return ""
    special = {State.CLOSING_REQUESTED: "核实", State.REDO: "补办并重新反馈"}
    return special.get(state) or verb_word(following, kind, manner)


def _next_who(m: Matter, verb: Verb | None) -> str:
    """Who acts next, named: the unit or the office, not a role in the abstract."""
    if verb is None:
        return ""
    who = BY_VERB[verb].who[0]
    lead = m.lead_organization.short_name if m.lead_organization else "牵头单位"
    named = {
        Standing.CLERK: "推动办",
        Standing.SIGNER: "推动办负责人",
        Standing.LEAD_HEAD: lead,
        Standing.LEAD_LIAISON: lead,
        Standing.CONFIRMER: _confirmer(m),
    }
    return named[who]


Owner = tuple[str, int]
"""An update or a closing request, as the key of its files."""
FilesOf = Mapping[Owner, tuple[FileLine, ...]]


def _files(m: Matter) -> FilesOf:
    """All files of the matter in one go, by what they came with."""
    found: dict[Owner, tuple[FileLine, ...]] = {}
    for a in Attachment.objects.filter(matter=m):
        owner = ("update", a.update_id or 0) if a.update_id else ("closing", a.closing_request_id or 0)
        found[owner] = (*found.get(owner, ()), FileLine(a.pk, a.filename, a.size))
    return found


def _updates(m: Matter, files: FilesOf) -> dict[int, UpdateView]:
    return {u.pk: _update(u, files) for u in m.updates.select_related("organization", "author")}


def _update(u: Update, files: FilesOf) -> UpdateView:
    return UpdateView(
        u.pk,
        u.at,
        u.organization.short_name,
        str(u.author or ""),
        u.progress,
        u.problems,
        u.next_steps,
        u.help_needed,
        u.no_change,
        files.get(("update", u.pk), ()),
    )


def _closing(c: ClosingRequest, files: FilesOf) -> ClosingView:
    return ClosingView(
        c.pk,
        c.requested_at,
        str(c.requested_by or ""),
        c.signed_by,
        c.result,
        c.decision,
        str(c.decided_by or ""),
        c.decided_at,
        c.reason,
        files.get(("closing", c.pk), ()),
    )


def _life(m: Matter, kind: Kind, manner: str, updates: dict[int, UpdateView], files: FilesOf) -> tuple[LifeEvent, ...]:
    """Newest first. Closing requests come in the order in which they were made."""
    found = m.closing_requests.select_related("requested_by", "decided_by").order_by("requested_at", "id")
    requests = iter([_closing(c, files) for c in found])
    row = KINDS[kind]
    named = LIFE_WORDS | {"issue": manner, "request_closing": row.request_word, "close": row.closing_word}
    life = []
    for act in acts(f"matter:{m.pk}"):
        data: dict[str, Any] = act.data or {}
        closing = next(requests, None) if act.verb == Verb.REQUEST_CLOSING else None
        life.append(
            LifeEvent(
                act.at,
                act.actor_name,
                act.verb,
                named.get(act.verb, act.verb),
                data.get("reason", ""),
                updates.get(data.get("update", 0)),
                closing,
            )
        )
    return tuple(reversed(life))


def _sources(m: Matter, *, readable: bool) -> tuple[SourceView, ...]:
    found = m.sources.select_related("document").defer("document__restoration")
    return tuple(source_view(s, readable=readable) for s in found)


def source_view(source: Source, *, readable: bool) -> SourceView:
    document, start, end = source.document, source.start, source.end
    text = document.text
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    return SourceView(
        document.pk,
        document.title,
        document.official_number,
        Basis(document.basis),
        text[first:start],
        text[start:end],
        text[end:last],
        source.directive_id,
        readable,
    )


def attachment(actor: Actor, attachment_id: int) -> tuple[str, str, bytes]:
    """(file name, media type, bytes) of a file of a matter that the actor may see."""
    found = Attachment.objects.select_related("matter__programme").get(pk=attachment_id)
    require(may_open(actor, found.matter))
    with found.file.open("rb") as kept:
        return found.filename, found.media_type, kept.read()


def local_day(moment: datetime) -> date:
    return moment.astimezone(OFFICE_TIME).date()
