"""The page of one matter: the same fragment beside the ledger and on a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from heli.directory.rules.verdict import Refused
from heli.matters.actions import close as closing
from heli.matters.actions import follow
from heli.matters.actions import issue as issuing
from heli.matters.messages import words
from heli.matters.queries.matter_page import MatterPage, Step, matter_page
from heli.matters.queries.matter_page import attachment as kept_file
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import BY_VERB, Verb
from heli.matters.rules.lights import Light
from heli.web.matters import forms
from heli.web.shell.answers import refused, tell
from heli.web.shell.requests import Request
from heli.web.shell.templatetags.words import due_in, short_day

View = Callable[[Request, int], HttpResponseBase]
BESIDE_THE_NEXT = (Verb.REQUEST_CLOSING, Verb.SEND_BACK)
"""Steps offered beside the next one, where the state allows them."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as the page offers it; `why_not` is in words."""

    verb: Verb
    word: str
    why_not: str
    primary: bool

    @property
    def allowed(self) -> bool:
        return not self.why_not


def offers(page: MatterPage) -> list[Offer]:
    """The next step first, then what else may be done now; a doer is told why he can't confirm his own work."""
    found = []
    for verb in (page.next_verb, *BESIDE_THE_NEXT):
        if verb is None or page.state not in BY_VERB[verb].before:
            continue
        step = page.steps[verb]
        primary = verb is page.next_verb
        if primary or step.why_not is None or step.why_not.code == "doer_cannot_confirm":
            found.append(Offer(verb, step.word, _why_not(step, page), primary))
    return found


def _why_not(step: Step, page: MatterPage) -> str:
    return words(step.why_not, page.kind, page.manner) if step.why_not else ""


def why_this_light(page: MatterPage) -> str:
    """One sentence: the unit, the reason, since when, who acts next."""
    after = f"现在由{page.next_who}{page.next_word}。" if page.next_word else ""
    if page.light is Light.RED and page.due_on:
        left = due_in(page.workdays_left)
        return f"{page.lead}应在{short_day(page.due_on)}前办成，到期未办结，已{left}；{after}"
    if page.light is Light.YELLOW and page.light_since:
        last = f"上次反馈是{short_day(page.draft.at)}" if page.draft else "交办后还没有反馈"
        return f"{page.lead}未按期反馈（{last}），自{short_day(page.light_since)}起；{after}"
    if page.light is Light.BLUE and page.due_on:
        return f"{short_day(page.due_on)}到期，{due_in(page.workdays_left)}；{after}"
    return ""


def shown(request: Request, matter_id: int) -> HttpResponse:
    """The fragment where only a fragment was asked for, else the whole page around the same fragment."""
    page = matter_page(request.actor, matter_id)
    fragment = request.htmx and not request.htmx.boosted
    given = {"page": page, "offers": offers(page), "why_light": why_this_light(page)}
    return render(request, "matters/matter.html#matter" if fragment else "matters/matter.html", given)


@require_GET
def matter(request: Request, matter_id: int) -> HttpResponse:
    return shown(request, matter_id)


def _step(done: str) -> Callable[[Callable[[Request, int], object]], View]:
    """A step taken by a form of the page: refusals in the words of the matter's kind, then the page as it is now."""

    def around(act: Callable[[Request, int], object]) -> View:
        def view(request: Request, matter_id: int) -> HttpResponseBase:
            try:
                act(request, matter_id)
            except Refused as why:
                return refused(request, _in_words(request, matter_id, why))
            tell(request, done)
            return shown(request, matter_id) if request.htmx else redirect("matter", matter_id)

        return cast(View, require_POST(view))

    return around


def _in_words(request: Request, matter_id: int, why: Refused) -> str:
    try:
        page = matter_page(request.actor, matter_id)
    except Refused:
        return words(why.refusal)
    return words(why.refusal, Kind(page.kind), page.manner)


@_step("已办理，已通知牵头单位和配合单位。")
def issue(request: Request, matter_id: int) -> None:
    issuing.issue(request.actor, [matter_id])


@_step("已签收。")
def acknowledge(request: Request, matter_id: int) -> None:
    follow.acknowledge(request.actor, matter_id)


@_step("进展已填报。")
def update(request: Request, matter_id: int) -> None:
    follow.update(request.actor, matter_id, forms.report(request.POST), uploads=forms.uploads(request))


@_step("已申请，等待确认。")
def request_closing(request: Request, matter_id: int) -> None:
    follow.request_closing(
        request.actor,
        matter_id,
        result=forms.text(request.POST, "result"),
        signed_by=forms.text(request.POST, "signed_by")[:60],
        uploads=forms.uploads(request),
    )


@_step("已确认，已通知承办单位。")
def close(request: Request, matter_id: int) -> None:
    closing.close(request.actor, matter_id, reason=forms.text(request.POST, "reason")[:500])


@_step("已退回重办，已通知承办单位。")
def send_back(request: Request, matter_id: int) -> None:
    closing.send_back(request.actor, matter_id, reason=forms.text(request.POST, "reason")[:500])


@require_GET
def attachment(request: Request, attachment_id: int) -> HttpResponse:
    """Always a download, never shown in the page: what a unit uploads must not run in ours."""
    filename, _, content = kept_file(request.actor, attachment_id)
    return download(filename, content, "application/octet-stream")


def download(filename: str, content: bytes, media_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename, safe='')}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
