"""Every route asks who you are, unless it says in its own view that it doesn't."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.contrib.messages import get_messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from heli.directory.rules.verdict import Refused
from heli.programmes.queries import actor_for
from heli.web.shell import frame, uploads
from heli.web.shell.answers import refused, words_of
from heli.web.shell.errors import expired, not_found
from heli.web.shell.requests import Request

View = Callable[..., HttpResponseBase]
OPEN_WITH_AN_INITIAL_PASSWORD = {"account_change_password", "account_logout"}


class ActorMiddleware:
    """Gives signed-in requests their actor, programme and frame; sends others to the sign-in page.

    A view that anybody may open is marked with Django's `login_not_required`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request = cast(Request, request)
        frame.speak(request)
        if refused := uploads.refuse_early(request):
            return refused
        response = self.get_response(request)
        if request.htmx and isinstance(response, HttpResponse):
            self._tell(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: View, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        request = cast(Request, request)
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return self._ask_who(request)
        request.actor = actor_for(request.user, timezone.now())
        frame.build(request)
        asked = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.must_change_password and asked not in OPEN_WITH_AN_INITIAL_PASSWORD:
            return self._ask_for_a_password(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """What a view lets through: a refusal in its part's words; a thing that isn't there is not found."""
        if isinstance(exception, Refused):
            return refused(request, words_of(exception.refusal), status=403 if request.method == "GET" else 409)
        if isinstance(exception, ObjectDoesNotExist):
            return not_found(request, exception)
        return None

    def _ask_who(self, request: Request) -> HttpResponseBase:
        """A fragment request is told to load the whole sign-in page, else it would be swapped into a corner.

        One that carries what a person typed is refused in place instead, so that nothing typed is lost.
        """
        if request.htmx and request.method not in {"GET", "HEAD"}:
            return expired(request)
        back = request.htmx.current_url_abs_path if request.htmx else request.get_full_path()
        answer = redirect_to_login(back or "/")
        return HttpResponseClientRedirect(answer.url) if request.htmx else answer

    def _ask_for_a_password(self, request: Request) -> HttpResponseBase:
        """Whoever made the password knows it: nothing is done in the person's name before it is replaced."""
        answer = redirect("account_change_password")
        return HttpResponseClientRedirect(answer.url) if request.htmx else answer

    def _tell(self, request: Request, response: HttpResponse) -> None:
        """Messages of a fragment request travel in a header; a redirect keeps them for the page it leads to."""
        if response.status_code >= 300 or "HX-Redirect" in response or "HX-Refresh" in response:
            return
        said = [{"level": message.level_tag, "words": str(message)} for message in get_messages(request)]
        if said:
            trigger_client_event(response, "heli:told", {"said": said}, after="settle")
