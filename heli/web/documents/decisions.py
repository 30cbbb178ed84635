"""Decisions about the document as a whole: doubtful readings, its basis, demands marked by hand."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from heli.directory.rules.verdict import Refusal, Refused
from heli.documents.actions.decide_suspect import decide_suspect
from heli.documents.actions.describe import describe, link_implements
from heli.documents.actions.directives import mark
from heli.documents.actions.link_basis import link_basis, set_basis
from heli.documents.queries import document_page
from heli.documents.rules.basis import Basis
from heli.documents.rules.heading import Line
from heli.documents.rules.states import SuspectDecision
from heli.web.documents.forms import day_of
from heli.web.documents.review import whole
from heli.web.documents.speaking import speaks
from heli.web.shell.requests import Request


@require_POST
@speaks
def decide(request: Request, document_id: int) -> HttpResponse:
    """One place, or all the places that raise the same doubt."""
    known = {str(s.id): s.id for s in document_page(request.actor, document_id).suspects}
    chosen = request.POST.getlist("suspect")
    if not chosen or any(one not in known for one in chosen):
        raise Http404
    try:
        decision = SuspectDecision(request.POST.get("decision", ""))
    except ValueError as wrong:
        raise Refused(Refusal("bad_choice")) from wrong
    for one in chosen:
        decide_suspect(request.actor, known[one], decision)
    return whole(request, document_id)


@require_POST
@speaks
def correct_basis(request: Request, document_id: int) -> HttpResponse:
    try:
        basis = Basis(request.POST.get("basis", ""))
    except ValueError as wrong:
        raise Refused(Refusal("bad_choice")) from wrong
    set_basis(request.actor, document_id, basis, official_number=request.POST.get("official_number", "").strip()[:80])
    return whole(request, document_id)


@require_POST
@speaks
def link_higher(request: Request, document_id: int) -> HttpResponse:
    """Links the chosen document, or with nothing chosen takes the link away."""
    chosen = request.POST.get("higher", "")
    if chosen and not chosen.isdecimal():
        raise Refused(Refusal("no_higher_basis"))
    link_basis(request.actor, document_id, int(chosen) if chosen else None)
    return whole(request, document_id)


@require_POST
@speaks
def correct_facts(request: Request, document_id: int) -> HttpResponse:
    """What the head of the paper says, corrected."""
    given = {name: " ".join(words.split()) for name, words in request.POST.items() if isinstance(words, str)}
    describe(
        request.actor,
        document_id,
        official_number=given.get("official_number", ""),
        issuer=given.get("issuer", ""),
        issued_on=day_of(given.get("issued_on", "")),
        heading={line: given.get(line, "") for line in Line},
    )
    return whole(request, document_id)


@require_POST
@speaks
def implement(request: Request, document_id: int) -> HttpResponse:
    """Links the offered document that this one carries out, or with nothing chosen takes the link away."""
    chosen = request.POST.get("other", "")
    if chosen and not chosen.isdecimal():
        raise Refused(Refusal("no_such_document"))
    link_implements(request.actor, document_id, int(chosen) if chosen else None)
    return whole(request, document_id)


@require_POST
@speaks
def mark_demand(request: Request, document_id: int) -> HttpResponse:
    bounds = [request.POST.get(name, "") for name in ("start", "end")]
    if not all(bound.isdecimal() for bound in bounds):
        raise Refused(Refusal("no_such_passage"))
    made = mark(request.actor, document_id, start=int(bounds[0]), end=int(bounds[1]))
    if not request.htmx:
        return redirect(f"{reverse('document', args=[document_id])}?card={made}#card-{made}")
    return whole(request, document_id, current=made)
