"""发文: what goes out as files; every export is permitted and logged by the action."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from heli.matters.queries.filters import Filters
from heli.matters.rules.manner import Manner
from heli.papers.actions import ASSIGNMENTS, LEDGERS, Paper, export_assignment, export_ledger
from heli.papers.queries import PaperChoice, paper_choices
from heli.web.matters import forms
from heli.web.matters.matter import download
from heli.web.shell.requests import Request


def by_unit(choices: list[PaperChoice]) -> list[tuple[str, list[PaperChoice]]]:
    units: dict[str, list[PaperChoice]] = {}
    for choice in choices:
        units.setdefault(choice.unit, []).append(choice)
    return list(units.items())


@require_GET
def papers(request: Request) -> HttpResponse:
    choices = paper_choices(request.actor, request.programme_id)
    return render(request, "matters/papers.html", {"units": by_unit(choices)})


@require_GET
def ledger(request: Request, form: str) -> HttpResponse:
    if form not in LEDGERS:
        raise Http404
    return _file(export_ledger(request.actor, request.programme_id, Filters.parse(request.GET), form))


@require_GET
def assignment(request: Request, unit_id: int, manner: str, form: str) -> HttpResponse:
    if form not in ASSIGNMENTS or manner not in set(Manner):
        raise Http404
    sheet = forms.number(request.GET, "sheet")
    return _file(export_assignment(request.actor, request.programme_id, unit_id, Manner(manner), form, sheet_id=sheet))


def _file(paper: Paper) -> HttpResponse:
    return download(paper.filename, paper.content, paper.media_type)
