"""The review page: the restored text beside its drafts; each card is prepared, set aside or taken up again."""

from collections.abc import Callable
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from heli.directory.actions import add_organization
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.actions.directives import give_reason, set_aside, take_up_again
from heli.documents.permissions import may_review
from heli.documents.rules.states import DirectiveState
from heli.matters.actions.prepare import keep_draft, prepare, prepare_certain, prepare_rows, withdraw_directive
from heli.matters.actions.sources import add_source
from heli.matters.queries.proposals import Proposer, repeats
from heli.matters.rules.values import Values
from heli.programmes.queries import region_ids
from heli.web.documents.forms import follow, values_of
from heli.web.documents.screen import CardView, Screen, choices, screen
from heli.web.documents.speaking import speaks, words
from heli.web.shell.answers import refused, tell
from heli.web.shell.requests import Request

PAGE = "documents/review.html"
CHANGED = "documents/changed.html"
DECIDED = frozenset({"directive_taken", "directive_not_open"})
"""Refusals that say that the card shows an older state."""


def shown(
    request: Request, document_id: int, *, current: int | None = None, proposer: Proposer | None = None
) -> Screen:
    """The screen as the person has it: with the filter and the changes that are switched on."""
    asked = request.GET if request.method == "GET" else request.POST
    return screen(
        request.actor,
        document_id,
        current=current,
        show=asked.get("show", "all"),
        with_changes=asked.get("changes") == "1",
        proposer=proposer,
    )


def context_of(request: Request, seen: Screen) -> dict[str, object]:
    opened = seen.view(seen.current)
    editable = opened is not None and opened.is_open and seen.may_review
    return {"screen": seen, "choices": choices(request.actor, seen.page, opened) if opened and editable else None}


@require_GET
@speaks
def review(request: Request, document_id: int) -> HttpResponse:
    chosen = request.GET.get("card", "")
    seen = shown(request, document_id, current=int(chosen) if chosen.isdecimal() else None)
    return render(request, PAGE, context_of(request, seen))


def whole(request: Request, document_id: int, *, current: int | None = None) -> HttpResponse:
    """After a change that touches many cards: everything below the heading again."""
    if not request.htmx:
        return redirect("document", document_id)
    seen = shown(request, document_id, current=current)
    return render(request, f"{PAGE}#review", context_of(request, seen))


def changed(
    request: Request, document_id: int, directive_id: int, *, opened: bool, proposer: Proposer | None = None
) -> HttpResponse:
    """The card with its paragraphs and the counts, and the card that follows, standing open (the page says which).

    Without JavaScript: the page again, at the card that follows.
    """
    if not request.htmx:
        return redirect(_address_after(request, document_id, directive_id, opened=opened))
    following = request.POST.get("next", "")
    after = int(following) if following.isdecimal() else 0
    seen = shown(request, document_id, current=directive_id if opened else after, proposer=proposer)
    view = seen.view(directive_id)
    if view is None:
        raise Http404
    context = context_of(request, seen) | {
        "view": view,
        "following": None if opened else seen.view(after),
        "touched": seen.touched(view),
    }
    return render(request, CHANGED, context)


def _address_after(request: Request, document_id: int, directive_id: int, *, opened: bool) -> str:
    seen = shown(request, document_id, current=0)
    ids = [view.id for view in seen.cards]
    later = seen.cards[ids.index(directive_id) + 1 :] if directive_id in ids else ()
    following = next((view.id for view in later if view.is_open), directive_id)
    chosen = directive_id if opened else following
    return f"{reverse('document', args=[document_id])}?card={chosen}#card-{chosen}"


@require_GET
@speaks
def card(request: Request, document_id: int, directive_id: int) -> HttpResponse:
    """One card standing open."""
    if not request.htmx:
        return redirect(f"{reverse('document', args=[document_id])}?card={directive_id}#card-{directive_id}")
    seen = shown(request, document_id, current=directive_id)
    view = seen.view(directive_id)
    if view is None:
        raise Http404
    context = context_of(request, seen) | {"view": view}
    if "fresh" in request.GET:
        return render(request, CHANGED, context | {"following": None, "touched": seen.touched(view)})
    return render(request, "documents/card.html", context)


def on_card(act: Callable[[Request, Screen, CardView], HttpResponse]) -> Callable[..., HttpResponse]:
    """The office alone works on cards; a directive of another document is not found."""

    @require_POST
    @speaks
    def view(request: Request, document_id: int, directive_id: int) -> HttpResponse:
        seen = screen(request.actor, document_id, current=0, only=directive_id)
        require(may_review(request.actor, seen.page.programme_id))
        found = seen.view(directive_id)
        if found is None:
            raise Http404
        try:
            return act(request, seen, found)
        except Refused as why:
            if why.refusal.code not in DECIDED:
                raise
            return trigger_client_event(refused(request, words(why.refusal)), "heli:stale", {"card": directive_id})

    return view


def _typed(request: Request, seen: Screen, view: CardView) -> Values:
    """What stands in the form now; kept where it differs from what was shown, so that a refusal loses nothing."""
    before = view.card.values
    after = follow(before, values_of(request.POST, before), seen.proposer.confirmer)
    if after != before and view.is_open:
        keep_draft(request.actor, view.id, after)
    return after


@on_card
def keep(request: Request, seen: Screen, view: CardView) -> HttpResponse:
    """Edits are kept quietly; the answer brings only what depends on them."""
    before = view.card.values
    _typed(request, seen, view)
    if not request.htmx:
        return changed(request, seen.page.id, view.id, opened=True)
    after = shown(request, seen.page.id, current=view.id, proposer=seen.proposer)
    again = after.view(view.id)
    if again is None:
        raise Http404
    values = again.card.values
    context = context_of(request, after) | {
        "view": again,
        "touched": after.touched(again) if values.category is not before.category else [],
        "kind_changed": (values.kind, values.category) != (before.kind, before.category),
        "lead_changed": values.lead_organization_id != before.lead_organization_id,
        "term_changed": values.term_kind is not before.term_kind or values.due_on != before.due_on,
    }
    return render(request, "documents/kept.html", context)


@on_card
def prepare_card(request: Request, seen: Screen, view: CardView) -> HttpResponse:
    prepare(request.actor, view.id, _typed(request, seen, view))
    return changed(request, seen.page.id, view.id, opened=False, proposer=seen.proposer)


@on_card
def prepare_members(request: Request, seen: Screen, view: CardView) -> HttpResponse:
    """每个单位一条."""
    values = _typed(request, seen, view)
    rows = prepare_rows(request.actor, view.id, values, _members(request, view))
    tell(request, _("已列入拟办 %(count)d 条，每个单位一条。") % {"count": len(rows)})
    return changed(request, seen.page.id, view.id, opened=False, proposer=seen.proposer)


@on_card
def share(request: Request, seen: Screen, view: CardView) -> HttpResponse:
    """一个牵头、其余配合: the lead stays, or the first member leads; all others take part."""
    values = _typed(request, seen, view)
    members = _members(request, view)
    if not members:
        raise Refused(Refusal("no_rows"))
    lead = values.lead_organization_id or members[0]
    others = tuple(m for m in dict.fromkeys((*values.participant_ids, *members)) if m != lead)
    keep_draft(request.actor, view.id, replace(values, lead_organization_id=lead, participant_ids=others))
    return changed(request, seen.page.id, view.id, opened=True, proposer=seen.proposer)


def _members(request: Request, view: CardView) -> list[int]:
    wanted = set(request.POST.getlist("members"))
    return [m.organization.id for m in view.card.members if str(m.organization.id) in wanted]


@on_card
def join(request: Request, seen: Screen, view: CardView) -> HttpResponse:
    """One click: a further source of the matter that there is."""
    matter = request.POST.get("matter", "")
    known = {str(one.matter.id): one for one in repeats(seen.page, [view.id]).get(view.id, ()) if one.matter}
    if matter not in known:
        raise Refused(Refusal("bad_choice"))
    add_source(request.actor, view.id, int(matter))
    return changed(request, seen.page.id, view.id, opened=False, proposer=seen.proposer)


@on_card
def put_aside(request: Request, seen: Screen, view: CardView) -> HttpResponse:
    _typed(request, seen, view)
    set_aside(request.actor, view.id)
    return changed(request, seen.page.id, view.id, opened=False, proposer=seen.proposer)


@on_card
def say_why(request: Request, seen: Screen, view: CardView) -> HttpResponse:
    """Why a demand was not taken up: one line, or none."""
    give_reason(request.actor, view.id, " ".join(request.POST.get("reason", "").split()))
    return changed(request, seen.page.id, view.id, opened=True, proposer=seen.proposer)


@on_card
def undo(request: Request, seen: Screen, view: CardView) -> HttpResponse:
    if view.state is DirectiveState.SET_ASIDE:
        take_up_again(request.actor, view.id)
    else:
        withdraw_directive(request.actor, view.id)
    return changed(request, seen.page.id, view.id, opened=True, proposer=seen.proposer)


@on_card
def new_unit(request: Request, seen: Screen, view: CardView) -> HttpResponse:
    """A unit that the text names and the directory lacks; its first word says on which level it stands."""
    _typed(request, seen, view)
    name = request.POST.get("unit", "").strip()
    if name not in view.unmatched:
        raise Refused(Refusal("bad_choice"))
    upper, lower = (region_ids(seen.page.programme_id) * 2)[:2]
    made = add_organization(request.actor, region_id=upper if name.startswith("市") else lower, name=name)
    again = shown(request, seen.page.id, current=0).view(view.id)
    if again is not None and again.card.edited:
        keep_draft(request.actor, view.id, _with_unit(again, name, made))
    tell(request, _("通讯录已新建“%(name)s”，请补全其联络员。") % {"name": name})
    return changed(request, seen.page.id, view.id, opened=True)


def _with_unit(view: CardView, name: str, organization_id: int) -> Values:
    """A kept draft doesn't know the new unit yet: put it where the text wrote it."""
    values = view.card.values
    if name in view.card.directive.leads[:1] and values.lead_organization_id is None:
        return replace(values, lead_organization_id=organization_id)
    return replace(values, participant_ids=(*values.participant_ids, organization_id))


@require_POST
@speaks
def all_certain(request: Request, document_id: int) -> HttpResponse:
    made = prepare_certain(request.actor, document_id)
    left = shown(request, document_id, current=0).counts["certain"]
    said = _("已列入拟办 %(count)d 条。") % {"count": len(made)}
    tell(
        request,
        said + (_("另有 %(left)d 条时限早于今天，或与已有事项相近，请逐条核对。") % {"left": left} if left else ""),
    )
    return whole(request, document_id)
