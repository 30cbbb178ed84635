"""概况: what an empty system still needs, in order; afterwards the same steps with their numbers. 行政区划."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from heli.directory import actions, queries
from heli.directory.rules.levels import Level
from heli.web.administration.door import administrators_only, show
from heli.web.administration.forms import level_of, words_of
from heli.web.directory.forms import number
from heli.web.shell.answers import tell
from heli.web.shell.requests import Request

LEVEL_WORDS = {Level.PROVINCE: "省级", Level.CITY: "市级", Level.COUNTY: "县（市、区）级", Level.TOWN: "乡镇（街道）级"}


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    help: str
    address: str
    state: str
    done: bool


@require_GET
@administrators_only
def overview(request: Request) -> HttpResponse:
    n = queries.numbers(on=request.actor.today)
    programmes = len(request.programmes)
    steps = [
        Step(
            _("行政区划"),
            _("统筹地区（市）、承办地区（县、区）和乡镇街道，从上到下登记。"),
            reverse("administration_regions"),
            _("已登记 %(n)s 个") % {"n": n.regions},
            n.regions >= 2,
        ),
        Step(
            _("单位"),
            _("全称、简称和来文里的其他写法；按排序号排列。推动办也登记为一个单位。"),
            reverse("directory"),
            _("已登记 %(n)s 个") % {"n": n.organizations},
            n.organizations > 0,
        ),
        Step(
            _("人员与职务"),
            _("每个单位至少登记一名联络员，交办才有人签收。"),
            reverse("administration_people"),
            _("已登记 %(n)s 人，%(with)s 个单位有联络员") % {"n": n.people, "with": n.liaisons},
            n.people > 0,
        ),
        Step(
            _("专项工作"),
            _("授权依据、起止时间、推动办和各工作组。"),
            reverse("administration_programmes"),
            _("已设立 %(n)s 项") % {"n": programmes},
            programmes > 0,
        ),
        Step(
            _("账号"),
            _("给办事的人开通账号；初始密码只显示一次，首次登录须更换。"),
            reverse("administration_accounts"),
            _("在用 %(n)s 个") % {"n": n.accounts},
            n.accounts > 1,
        ),
    ]
    following = next((i for i, step in enumerate(steps) if not step.done), None)
    return show(request, "overview", "administration", {"steps": steps, "following": following})


@require_http_methods(["GET", "POST"])
@administrators_only
def regions(request: Request) -> HttpResponse:
    if request.method == "POST":
        name = words_of(request.POST, "name", 60)
        actions.add_region(
            request.actor,
            name=name,
            level=level_of(request.POST.get("level")),
            parent_id=number(request.POST.get("parent")) or None,
            code=words_of(request.POST, "code", 12),
        )
        tell(request, _("已登记“%(name)s”。") % {"name": name})
        return redirect("administration_regions")
    found = [(line, LEVEL_WORDS[line.level]) for line in queries.regions()]
    context = {"regions": found, "levels": list(LEVEL_WORDS.items())}
    return show(request, "regions", "administration_regions", context)
