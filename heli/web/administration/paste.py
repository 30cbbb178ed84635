"""批量登记: units and people pasted from Excel; first shown with each bad line named, then registered."""

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heli.directory import actions, queries
from heli.directory.rules.levels import POST_ROLE_WORDS
from heli.web.administration import pasted
from heli.web.administration.door import administrators_only, show
from heli.web.directory.forms import number
from heli.web.shell.answers import refused, tell
from heli.web.shell.requests import Request


def _read(request: Request, kind: str, text: str, region: int) -> Sequence[pasted.Unit | pasted.Post]:
    if kind == "units":
        return pasted.units(text, {line.name for line in queries.organizations(regions=[region])})
    held = {(c.name, c.organization_id) for c in queries.contacts(on=request.actor.today)}
    return pasted.posts(text, queries.names().find, held)


@require_http_methods(["GET", "POST"])
@administrators_only
def paste(request: Request, kind: str) -> HttpResponse:
    text, region = request.POST.get("text", "")[:200_000], number(request.POST.get("region"))
    if request.method == "POST" and kind == "units" and not region:
        return refused(request, _("请选择这些单位所在的行政区划。"))
    rows = _read(request, kind, text, region) if text.strip() else []
    good = [row for row in rows if not row.wrong]
    if "register" in request.POST and good:
        _register(request, good, region)
        tell(request, _("已登记 %(n)s 行。") % {"n": len(good)})
        return redirect("directory" if kind == "units" else "administration_people")
    context: dict[str, object] = {
        "kind": kind,
        "text": text,
        "region": region,
        "regions": queries.regions(),
        "rows": rows,
        "good": len(good),
        "bad": len(rows) - len(good),
    }
    return show(request, "paste", "administration", context)


@transaction.atomic
def _register(request: Request, rows: Sequence[pasted.Unit | pasted.Post], region: int) -> None:
    people: dict[tuple[str, str], int] = {}
    for row in rows:
        if isinstance(row, pasted.Unit):
            actions.add_organization(
                request.actor, region_id=region, name=row.name, short_name=row.short_name, aliases=row.aliases
            )
            continue
        who = (row.name, row.phone)
        if not row.phone or who not in people:  # the same name and number twice: one person with two posts
            people[who] = actions.add_person(request.actor, name=row.name, phone=row.phone)
        actions.appoint(
            request.actor,
            person_id=people[who],
            organization_id=row.unit_id,
            role=row.role,
            title=row.title or POST_ROLE_WORDS[row.role],
            starts_on=request.actor.today,
        )
