"""人员与职务: who holds which post; a post ends on a day, a liaison hands over. Nothing is deleted."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heli.directory import actions, queries
from heli.directory.queries import AppointmentLine
from heli.directory.rules.levels import POST_ROLE_WORDS, PostRole
from heli.web.administration.door import administrators_only, show
from heli.web.administration.forms import day_of
from heli.web.directory.forms import number
from heli.web.shell.answers import refused, tell
from heli.web.shell.requests import Request


@require_GET
@administrators_only
def show_people(request: Request) -> HttpResponse:
    past = request.GET.get("show") == "past"
    found = queries.appointments(on=request.actor.today, past=past)
    sections = [
        (region, [(line, POST_ROLE_WORDS[line.role]) for line in lines])
        for region, lines in groupby(found, key=lambda line: line.region)
    ]
    context: dict[str, object] = {"sections": sections, "past": past, "total": len(found)}
    return show(request, "people", "administration_people", context)


def _line(request: Request, appointment_id: int) -> AppointmentLine | None:
    found = queries.appointments(on=request.actor.today, appointment_id=appointment_id)
    return found[0] if found else None


@require_GET
@administrators_only
def appointment(request: Request, appointment_id: int) -> HttpResponse:
    line = _line(request, appointment_id)
    if line is None:
        return refused(request, _("没有找到这项职务。请从人员名单重新进入。"), status=404)
    successors: list[queries.PersonLine] = []
    if line.role is PostRole.LIAISON and line.ends_on is None:
        successors = [p for p in queries.people(on=request.actor.today) if p.id != line.person_id]
        successors.sort(key=lambda p: not any(post.startswith(line.organization) for post in p.posts))
    context: dict[str, object] = {"line": line, "role_words": POST_ROLE_WORDS[line.role], "successors": successors}
    return show(request, "appointment", "administration_people", context)


@require_POST
@administrators_only
def end(request: Request, appointment_id: int) -> HttpResponse:
    last_day = day_of(request.POST.get("day"))
    if last_day is None:
        return refused(request, _("请填写卸任日期。"))
    actions.end_appointment(request.actor, appointment_id, last_day=last_day)
    tell(request, _("已登记卸任。此前经手的事项和记录都在；本人账号如不再使用，请到“账号”停用。"))
    return redirect("administration_people")


@require_POST
@administrators_only
def hand_over(request: Request, appointment_id: int) -> HttpResponse:
    from_day, person = day_of(request.POST.get("day")), number(request.POST.get("person"))
    if from_day is None or not person:
        return refused(request, _("请选择接手的人和接手日期。"))
    actions.hand_over(request.actor, appointment_id, to_person_id=person, from_day=from_day)
    tell(request, _("已登记交接。接手的人从这一天起收到本单位的事项和提醒。"))
    return redirect("administration_people")
