"""待办: what a person must do now, done in place or one click away. 驾驶舱: how the programme stands."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from heli.matters.actions import follow
from heli.matters.messages import NOTICES, notice_words
from heli.matters.rules.lights import Light
from heli.notifications.queries import notices
from heli.overview.queries.cockpit import Cockpit, UnitFigures, cockpit
from heli.overview.queries.inbox import Inbox, Todo, inbox
from heli.web.shell.answers import tell
from heli.web.shell.requests import Request

LATELY = 8


@dataclass(frozen=True, slots=True)
class Heading:
    words: str | Promise
    icon: str
    help: str | Promise


HEADINGS: dict[Todo, Heading] = {
    Todo.SIGN: Heading(_("待审签"), "rubber-stamp", _("一张拟办单一次签完，也可以逐项退回。")),
    Todo.CONFIRM: Heading(
        _("待核办结、销号"), "clipboard-check", _("办事的不签自己的账：由您核实，办结、销号或退回。")
    ),
    Todo.ACKNOWLEDGE: Heading(_("待签收"), "inbox", _("签收即表示知道由本单位牵头；不属本单位职责的，请联系推动办。")),
    Todo.REDO: Heading(_("退回重办"), "arrow-back-up", _("确认方提了意见，请补办后重新反馈。")),
    Todo.REPORT: Heading(_("该报进展"), "edit", _("写一次即可，台账、督办单和简报都从这里取。")),
    Todo.READ: Heading(_("来文待审阅"), "file-text", _("逐条列入拟办，或留作参考。")),
    Todo.LAY: Heading(_("待呈审签"), "clipboard-list", _("已列入拟办，还没有呈给审签人。")),
    Todo.ISSUE: Heading(_("待交办"), "send", _("已经审签，交办后单位才能看到。")),
}


@dataclass(frozen=True, slots=True)
class Section:
    todo: Todo
    heading: Heading
    number: int


@dataclass(frozen=True, slots=True)
class Lately:
    words: str
    link: str
    at: object


def _sections(found: Inbox) -> list[Section]:
    return [Section(todo, HEADINGS[todo], n) for todo in Todo if (n := found.numbers.get(todo, 0))]


def _lately(request: Request) -> list[Lately]:
    """The newest notices whose words this version knows."""
    found = notices(request.actor, limit=LATELY)
    return [Lately(notice_words(n.code, n.params), n.link, n.at) for n in found if n.code in NOTICES]


def _show(request: Request, template: str) -> HttpResponse:
    found = inbox(request.actor, request.programme_id)
    context = {"inbox": found, "sections": _sections(found), "lately": _lately(request)}
    return render(request, template, context)


@require_GET
def show_inbox(request: Request) -> HttpResponse:
    if request.actor.administrator and not request.programmes:
        return redirect("administration")  # an empty system: its first steps are all there is to do
    return _show(request, "overview/inbox.html")


def _done(request: Request, words: str) -> HttpResponse:
    tell(request, words)
    return _show(request, "overview/inbox.html#waiting") if request.htmx else redirect("inbox")


@require_POST
def acknowledge(request: Request, matter_id: int) -> HttpResponse:
    follow.acknowledge(request.actor, matter_id)
    return _done(request, _t("已签收。"))


@require_POST
def no_change(request: Request, matter_id: int) -> HttpResponse:
    """无变化 is one tap."""
    follow.update(request.actor, matter_id, follow.Report(no_change=True))
    return _done(request, _t("已记为本期无变化。"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar, in hundredths of its length."""

    light: Light
    start: float
    length: float


ORDER = (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN)


def bar(lights: dict[Light, int]) -> list[Piece]:
    """How the lights share what is open; nothing where nothing is open."""
    total = sum(lights.get(light, 0) for light in ORDER)
    pieces, at = [], 0.0
    for light in ORDER:
        length = 100 * lights.get(light, 0) / total if total else 0
        if length:
            pieces.append(Piece(light, round(at, 2), round(length, 2)))
        at += length
    return pieces


@dataclass(frozen=True, slots=True)
class LightFigure:
    light: Light
    number: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    unit: UnitFigures
    lights: tuple[LightFigure, ...]
    bar: list[Piece]


def _figures(lights: dict[Light, int]) -> tuple[LightFigure, ...]:
    return tuple(LightFigure(light, lights.get(light, 0)) for light in ORDER)


@require_GET
def show_cockpit(request: Request) -> HttpResponse:
    found: Cockpit = cockpit(request.actor, request.programme_id)
    today: date = request.actor.today
    context = {
        "cockpit": found,
        "lights": _figures(found.lights),
        "bar": bar(found.lights),
        "units": [UnitRow(unit, _figures(unit.lights), bar(unit.lights)) for unit in found.units],
        "due_query": f"due_from={today.isoformat()}&due_to={found.week_ends_on.isoformat()}&state=open",
    }
    return render(request, "overview/cockpit.html", context)
