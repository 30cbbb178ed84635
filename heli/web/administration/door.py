"""Only administrators come in, and every page of theirs has the same tabs."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.directory.permissions import may_administer
from heli.directory.rules.verdict import require
from heli.web.shell.requests import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]


def administrators_only(view: View[P]) -> View[P]:
    @wraps(view)
    def asked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        require(may_administer(request.actor))
        return view(request, *args, **kwargs)

    return asked


def show(request: Request, page: str, on: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    """A page under `administration/` with the tabs, the one named `on` open."""
    tabs = (
        ("administration", _("概况")),
        ("administration_regions", _("行政区划")),
        ("administration_people", _("人员与职务")),
        ("administration_programmes", _("专项工作")),
        ("administration_accounts", _("账号")),
        ("administration_calendar", _("日历")),
        ("administration_system", _("系统")),
    )
    given = {"tabs": [(reverse(name), words, name == on) for name, words in tabs]}
    return render(request, f"administration/{page}.html", given | context, status=status)
