"""The page of one matter: the same fragment beside the ledger and on a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from heli.directory.rules.verdict import Refusal, Refused
from heli.matters.actions import close as closing
from heli.matters.actions import follow
from heli.matters.actions import issue as issuing
from heli.matters.queries.matter_page import MatterPage, Step, matter_page
from heli.matters.queries.matter_page import attachment as kept_file
from heli.matters.rules.kinds import KINDS
from heli.matters.rules.lifecycle import BY_VERB, Standing, Verb
from heli.matters.rules.lights import Light
from heli.web.matters import forms
from heli.web.shell.answers import refused, tell, words_of
from heli.web.shell.requests import Request
from heli.web.shell.templatetags.words import short_day, term_left

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
        if primary or step.why_not is None:
            found.append(Offer(verb, step.word, _why_not(step, page), primary))
    return found


def _why_not(step: Step, page: MatterPage) -> str:
    """The reason, with the one who acts called by name."""
    why = step.why_not
    if why is None:
        return ""
    return words_of(Refusal(why.code, {**why.params, "who": _who(page)}), page.kind, page.manner)


def _who(page: MatterPage) -> str:
    """市发改委负责人或联络员, 推动办: the unit or the office, and who in it may take the step."""
    roles = BY_VERB[page.next_verb].who if page.next_verb else ()
    return f"{page.next_who}负责人或联络员" if Standing.LEAD_LIAISON in roles else page.next_who


def why_this_light(page: MatterPage) -> str:
    """The unit, the reason in its own words, since when, who acts next: what a leader asks."""
    after = f"现在由{page.next_who}{page.next_word}。" if page.next_word else ""
    since = short_day(page.light_since)
    if page.light is Light.RED and page.due_on:
        closed = KINDS[page.kind].closing_word
        late = f"{page.lead}到{short_day(page.due_on)}没有{closed}，自{since}起亮红灯，{_left(page)}。"
        return f"{late}{_said_to_stand_in_the_way(page)}{after}"
    if page.light is Light.YELLOW and page.light_since:
        last = f"上次反馈是{short_day(page.draft.at)}" if page.draft else f"{page.manner}后还没有反馈"
        return f"{page.lead}未按期反馈（{last}），自{since}起滞后。{after}"
    if page.light is Light.BLUE and page.due_on:
        return f"{page.lead}：{short_day(page.due_on)}到期，{_left(page)}。{after}"
    return ""


def _left(page: MatterPage) -> str:
    return term_left(page.workdays_left, page.due_on, page.counted_on)


def _said_to_stand_in_the_way(page: MatterPage) -> str:
    """What the unit itself last gave as the problem; that it gave none is a fact as well."""
    if page.draft is None:
        return "该单位还没有反馈过进展。"
    on = short_day(page.draft.at)
    if page.draft.problems:
        return f"{on}反馈的问题：{page.draft.problems.rstrip('。；; ')}。"
    return f"{on}的反馈没有说明问题。"


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
        return words_of(why.refusal)
    return words_of(why.refusal, page.kind, page.manner)


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
