"""Cutting a demand in two and joining it with the next one."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from heli.directory.rules.verdict import Refusal, Refused, require
from heli.documents.permissions import may_review
from heli.documents.rules.cuts import cut_at, cuts_of
from heli.matters.actions.part import merge, split
from heli.web.documents.review import context_of, on_card, shown
from heli.web.documents.screen import CardView, Screen, screen
from heli.web.documents.speaking import speaks
from heli.web.shell.requests import Request

PARTED = "documents/parted.html"


@dataclass(frozen=True, slots=True)
class Preview:
    at: int
    """Where to cut, as an offset of the document's text."""
    first: str
    second: str
    chosen: bool


@require_GET
@speaks
def preview(request: Request, document_id: int, directive_id: int) -> HttpResponse:
    """Where the demand may be cut: the place that is pointed at, then those that its text offers."""
    seen = screen(request.actor, document_id, current=directive_id, only=directive_id)
    require(may_review(request.actor, seen.page.programme_id))
    view = seen.view(directive_id)
    if view is None:
        raise Http404
    pointed = request.GET.get("at", "")
    cuts = _previews(view, int(pointed) if pointed.isdecimal() else None)
    if not cuts:
        raise Refused(Refusal("no_such_cut"))
    return render(request, "documents/split.html", {"screen": seen, "view": view, "cuts": cuts})


def _previews(view: CardView, pointed: int | None) -> list[Preview]:
    text, start = view.card.directive.text, view.card.directive.start
    found = {(cut.first_end, cut.second_start): cut.second_start for cut in cuts_of(text)}
    chosen = None
    if pointed is not None and 0 < pointed - start < len(text) and (cut := cut_at(text, pointed - start)):
        chosen = (cut.first_end, cut.second_start)
        found[chosen] = cut.second_start
    ordered = sorted(found)
    chosen = chosen or min(ordered, key=lambda c: abs(c[0] + c[1] - len(text)), default=None)
    return [Preview(start + found[cut], text[: cut[0]], text[cut[1] :], cut == chosen) for cut in ordered]


@on_card
def split_card(request: Request, seen: Screen, view: CardView) -> HttpResponse:
    at = request.POST.get("at", "")
    if not at.isdecimal():
        raise Refused(Refusal("no_such_cut"))
    second = split(request.actor, view.id, at=int(at))
    return parted(request, seen, view.id, beside=second)


@on_card
def merge_card(request: Request, seen: Screen, view: CardView) -> HttpResponse:
    gone = merge(request.actor, view.id)
    return parted(request, seen, view.id, gone=gone)


def parted(
    request: Request, seen: Screen, directive_id: int, *, beside: int | None = None, gone: int | None = None
) -> HttpResponse:
    """The first card standing open, the second beside it or taken away, and the paragraphs of both."""
    document_id = seen.page.id
    if not request.htmx:
        return redirect(f"{reverse('document', args=[document_id])}?card={directive_id}#card-{directive_id}")
    after = shown(request, document_id, current=directive_id, proposer=seen.proposer)
    view, second = after.view(directive_id), after.view(beside or 0)
    if view is None:
        raise Http404
    touched = {p.number: p for one in (view, second) if one for p in after.touched(one)}
    context = context_of(request, after) | {
        "view": view,
        "second": second,
        "gone": gone,
        "touched": [touched[number] for number in sorted(touched)],
    }
    return render(request, PARTED, context)
