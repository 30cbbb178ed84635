"""拟办单: prepared matters completed in place, laid before the signer, signed once, then issued."""

from collections import Counter

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from heli.directory.queries import organizations
from heli.matters.actions import issue as issuing
from heli.matters.actions import prepare as preparing
from heli.matters.actions import sheets as signing
from heli.matters.permissions import may_prepare
from heli.matters.queries.sheets import PreparedMatter, SheetPage, prepared, prepared_matter, sheet_page, sheets
from heli.matters.rules.kinds import CATEGORY_WORDS, KINDS, URGENCY_WORDS
from heli.matters.rules.proposals import standards_for
from heli.papers.queries import paper_choices
from heli.web.matters import forms
from heli.web.matters.papers import by_unit
from heli.web.shell.answers import tell
from heli.web.shell.requests import Request


def _go(request: Request, address: str) -> HttpResponseBase:
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@require_GET
def sheet_list(request: Request) -> HttpResponse:
    found = sheets(request.actor, request.programme_id)
    rows = prepared(request.actor, request.programme_id)
    given = {
        "open": [line for line in found if line.state == "open"],
        "signed": [line for line in found if line.state != "open"],
        "prepared": rows,
        "may_prepare": may_prepare(request.actor, request.programme_id).allowed,
    }
    return render(request, "sheets/list.html", given)


@require_GET
def new(request: Request) -> HttpResponse:
    document = forms.number(request.GET, "document")
    rows = prepared(request.actor, request.programme_id, document=document)
    given = {
        "rows": rows,
        "document": document,
        "may_prepare": may_prepare(request.actor, request.programme_id).allowed,
        "lacking": sum(bool(row.missing) for row in rows),
    }
    return render(request, "sheets/new.html", given)


@require_http_methods(["GET", "POST"])
def row(request: Request, matter_id: int) -> HttpResponseBase:
    """One prepared matter: its row, the form that completes it (`?edit=1`), or what the form changes."""
    found = prepared_matter(request.actor, matter_id)
    if request.method == "POST":
        version = forms.number(request.POST, "version")
        values = forms.values(request.POST, found.values)
        preparing.revise(request.actor, matter_id, values, version=version or 0)
        if not request.htmx:
            return redirect("sheet_new")
        tell(request, "已保存。")
        found = prepared_matter(request.actor, matter_id)
    elif "edit" in request.GET:
        return _edit(request, found)
    return render(request, "sheets/new.html#row", {"row": found.row, "may_prepare": True, "chosen": True})


def _edit(request: Request, found: PreparedMatter) -> HttpResponse:
    given = {
        "row": found.row,
        "values": found.values,
        "units": organizations(),
        "kinds": [(kind, line.word) for kind, line in KINDS.items()],
        "categories": list(CATEGORY_WORDS.items()),
        "urgencies": list(URGENCY_WORDS.items()),
        "standards": standards_for(found.values.category),
    }
    return render(request, "sheets/edit.html#edit" if request.htmx else "sheets/edit.html", given)


@require_POST
def withdraw(request: Request, matter_id: int) -> HttpResponseBase:
    preparing.withdraw(request.actor, matter_id)
    tell(request, "已撤回，原文中的这一条可以重新列入拟办。")
    return HttpResponse("") if request.htmx else redirect("sheet_new")


@require_POST
def lay(request: Request) -> HttpResponseBase:
    chosen = forms.numbers(request.POST.getlist("matter"))
    sheet_id = signing.lay(request.actor, request.programme_id, chosen)
    tell(request, f"已呈审签（{len(set(chosen))}项），已通知推动办负责人。")
    return _go(request, reverse("sheet", args=[sheet_id]))


@require_GET
def sheet(request: Request, sheet_id: int) -> HttpResponse:
    return render(request, "sheets/sheet.html", _shown(request, sheet_page(request.actor, sheet_id)))


def _shown(request: Request, page: SheetPage) -> dict[str, object]:
    actor, programme_id = request.actor, request.programme_id
    waiting = [row for row in page.rows if row.id in set(page.to_issue)]
    signed = page.line.state != "open"
    return {
        "page": page,
        "rows": page.rows,
        "weak": [row for row in page.rows if row.needs_basis and row.decision != "returned"],
        "may_issue": may_prepare(actor, programme_id).allowed and bool(waiting),
        "waiting": waiting,
        "ready": [row.id for row in waiting if not row.needs_basis],
        "manners": Counter(row.manner or "交办" for row in waiting).most_common(),
        "papers": by_unit(paper_choices(actor, programme_id, sheet_id=page.line.id)) if signed else [],
    }


@require_POST
def sign(request: Request, sheet_id: int) -> HttpResponseBase:
    returned = forms.numbers(request.POST.getlist("returned"))
    signing.sign(
        request.actor,
        sheet_id,
        returned={matter_id: forms.text(request.POST, f"reason_{matter_id}")[:300] for matter_id in returned},
        opinion=forms.text(request.POST, "opinion")[:300],
        basis_reason=forms.text(request.POST, "basis_reason")[:300],
    )
    tell(request, "已审签，已通知推动办经办人。")
    return _go(request, reverse("sheet", args=[sheet_id]))


@require_POST
def issue(request: Request, sheet_id: int) -> HttpResponseBase:
    """Issues the sheet's approved matters; with `matter` given, only those."""
    page = sheet_page(request.actor, sheet_id)
    chosen = set(forms.numbers(request.POST.getlist("matter"))) or set(page.to_issue)
    going = [matter_id for matter_id in page.to_issue if matter_id in chosen]
    issuing.issue(request.actor, going)
    tell(request, f"已发出{len(going)}项，已通知牵头单位和配合单位。")
    return _go(request, reverse("sheet", args=[sheet_id]))
