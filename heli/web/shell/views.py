"""Signing in and out, preferences, the programme switch, and the pulse that a load balancer asks for."""

from typing import Any, cast

from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heli.directory.actions import note_own_password
from heli.directory.queries import demo_logins
from heli.overview.queries.inbox import inbox_count
from heli.web.shell import frame
from heli.web.shell.answers import tell
from heli.web.shell.requests import Request

YEAR = 365 * 24 * 3600


def back_from(request: HttpRequest, fallback: str = "/") -> str:
    """Where a small form came from, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours else fallback


class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given: dict[str, Any] = super().get_context_data(**kwargs)
        return given | {"demo_logins": demo_logins() if settings.LOOPBACK else ()}


class ChangePassword(PasswordChangeView):  # type: ignore[misc]  # allauth has no types
    def get_success_url(self) -> str:
        return reverse("me")

    def form_valid(self, form: Any) -> HttpResponse:
        tell(self.request, _("密码已更换。"))
        answer: HttpResponse = super().form_valid(form)
        note_own_password(cast(Request, self.request).actor)
        return answer


sign_in = SignIn.as_view()
sign_out = method_decorator(login_not_required, name="dispatch")(LogoutView).as_view()
change_password = ChangePassword.as_view()


@login_not_required
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (a view)
    """200 while the database answers, else 503; plain text for machines."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
def me(request: Request) -> HttpResponse:
    return render(request, "shell/me.html")


@require_POST
def switch_programme(request: Request) -> HttpResponse:
    wanted = request.POST.get("programme", "")
    if any(str(choice.id) == wanted for choice in request.programmes):
        request.session[frame.SESSION_KEY] = int(wanted)
    return redirect("/")


@login_not_required
@require_POST
def switch_theme(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("theme", "auto")
    answer = redirect(back_from(request))
    if wanted in frame.THEMES:
        answer.set_cookie("theme", wanted, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return answer


@login_not_required
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("language", "")
    answer = redirect(back_from(request))
    if check_for_language(wanted) and wanted in dict(frame.languages()):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted, max_age=YEAR, samesite="Lax")
    return answer


@require_GET
def waiting(request: Request) -> HttpResponse:
    """The number beside 待办, fetched again after something was done on the page."""
    number = inbox_count(request.actor, request.programme_id) if request.programme else 0
    return render(request, "shell/waiting.html", {"inbox_number": number, "inbox_known": True})
