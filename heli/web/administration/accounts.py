"""账号: opened for a person; a password made here is shown once and replaced at the first sign-in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from heli.directory import actions, queries
from heli.directory.permissions import may_disable, may_reset_password
from heli.web.administration.door import administrators_only, show
from heli.web.administration.forms import words_of
from heli.web.directory.forms import number
from heli.web.shell.answers import refused, tell
from heli.web.shell.requests import Request


@require_GET
@administrators_only
def show_accounts(request: Request) -> HttpResponse:
    found = queries.accounts(on=request.actor.today)
    rows = [
        (line, may_disable(request.actor, line.id).allowed, may_reset_password(request.actor, line.id).allowed)
        for line in found
    ]
    without = [p for p in queries.people(on=request.actor.today) if not p.login]
    context: dict[str, object] = {"rows": rows, "people": without, "total": len(rows)}
    return show(request, "accounts", "administration_accounts", context)


def _shown_once(request: Request, account_id: int, password: str, words: str) -> HttpResponse:
    (line,) = queries.accounts(on=request.actor.today, account_id=account_id)
    context: dict[str, object] = {"line": line, "password": password, "words": words}
    return show(request, "password", "administration_accounts", context)


@never_cache
@require_POST
@administrators_only
def open_new(request: Request) -> HttpResponse:
    password, rights = actions.initial_password(), request.POST.getlist("rights")
    made = actions.open_account(
        request.actor,
        login=words_of(request.POST, "login", 61),
        password=password,
        person_id=number(request.POST.get("person")) or None,
        administrator="administrator" in rights,
        auditor="auditor" in rights,
        must_change_password=True,
    )
    return _shown_once(request, made, password, _("账号已开通"))


@never_cache
@require_POST
@administrators_only
def reset(request: Request, account_id: int) -> HttpResponse:
    password = actions.reset_password(request.actor, account_id)
    return _shown_once(request, account_id, password, _("密码已重置"))


@require_POST
@administrators_only
def disable(request: Request, account_id: int) -> HttpResponse:
    actions.disable_account(request.actor, account_id)
    tell(request, _("账号已停用，即时生效。经手的事项和记录都在。"))
    return redirect("administration_accounts")


@require_POST
@administrators_only
def enable(request: Request, account_id: int) -> HttpResponse:
    actions.enable_account(request.actor, account_id)
    tell(request, _("账号已恢复使用。"))
    return redirect("administration_accounts")


@require_POST
@administrators_only
def give(request: Request, account_id: int) -> HttpResponse:
    person = number(request.POST.get("person"))
    if not person:
        return refused(request, _("请选择使用这个账号的人。"))
    actions.give_account(request.actor, account_id, person)
    tell(request, _("已登记账号使用人。"))
    return redirect("administration_accounts")
