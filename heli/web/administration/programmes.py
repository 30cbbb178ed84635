"""专项工作: what it rests on, its groups and their members; a new one begins here."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heli.directory.queries import organization, organizations, people, regions
from heli.directory.rules.levels import GROUP_KIND_WORDS, GROUP_ROLE_WORDS, GroupKind, GroupRole
from heli.documents.intake.draft import Category
from heli.matters.rules.kinds import CATEGORY_WORDS
from heli.programmes import actions, queries
from heli.programmes.queries import GroupLine
from heli.web.administration.door import administrators_only, show
from heli.web.administration.forms import Facts, Places, categories_of, kind_of, role_of, words_of
from heli.web.directory.forms import number
from heli.web.shell.answers import refused, tell
from heli.web.shell.requests import Request

NEW_GROUPS = (GroupKind.PROFESSIONAL, GroupKind.PROMOTION, GroupKind.COORDINATION)


@require_GET
@administrators_only
def show_programmes(request: Request) -> HttpResponse:
    context: dict[str, object] = {"found": queries.programme_facts()}
    return show(request, "programmes", "administration_programmes", context)


@require_http_methods(["GET", "POST"])
@administrators_only
def begin(request: Request) -> HttpResponse:
    if request.method == "POST":
        return _begin(request)
    context: dict[str, object] = {"regions": regions(), "units": organizations(), "today_iso": request.actor.today}
    return show(request, "begin", "administration_programmes", context)


@transaction.atomic
def _begin(request: Request) -> HttpResponse:
    """The programme with its office and its two groups: the office can be staffed at once."""
    facts, places = Facts.parse(request.POST), Places.parse(request.POST)
    if facts.starts_on is None or not (places.upper and places.lower and places.office):
        return refused(request, _("请选择统筹地区、承办地区和推动办所在单位，并填写开始日期。"))
    made = actions.begin_programme(
        request.actor,
        name=facts.name,
        upper_region_id=places.upper,
        lower_region_id=places.lower,
        acting_region_id=places.acting,
        office_organization_id=places.office,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        authority=facts.authority,
        authority_approved_by=facts.authority_approved_by,
    )
    office = organization(places.office)
    for position, (kind, name, region, leading) in enumerate(
        (
            (GroupKind.OFFICE, office.short_name, places.acting, places.office),
            (GroupKind.PROMOTION, _("推动组"), places.upper, None),
            (GroupKind.COORDINATION, _("协调组"), places.lower, None),
        ),
        start=1,
    ):
        actions.add_group(
            request.actor,
            made,
            kind=kind,
            name=name,
            region_id=region,
            leading_organization_id=leading,
            position=position,
        )
    tell(request, _("已设立“%(name)s”。请登记推动办和各工作组的成员。") % {"name": facts.name})
    return redirect("administration_programme", made)


def _group(line: GroupLine) -> dict[str, object]:
    return {
        "line": line,
        "kind": GROUP_KIND_WORDS[line.kind],
        "categories": [(c, CATEGORY_WORDS[c], c in line.categories) for c in Category],
        "category_words": [(c, CATEGORY_WORDS[Category(c)]) for c in line.categories],
        "members": [(m, GROUP_ROLE_WORDS[m.role]) for m in line.members],
        "professional": line.kind is GroupKind.PROFESSIONAL,
    }


@require_GET
@administrators_only
def programme(request: Request, programme_id: int) -> HttpResponse:
    found = queries.programme_facts(programme_id)
    if not found:
        return refused(request, _("没有找到这项专项工作。请从名单重新进入。"), status=404)
    context: dict[str, object] = {
        "facts": found[0],
        "groups": [_group(line) for line in queries.group_lines(programme_id)],
        "units": organizations(),
        "people": people(on=request.actor.today),
        "categories": list(CATEGORY_WORDS.items()),
        "roles": [(role, GROUP_ROLE_WORDS[role]) for role in reversed(GroupRole)],
        "kinds": [(kind, GROUP_KIND_WORDS[kind]) for kind in NEW_GROUPS],
    }
    return show(request, "programme", "administration_programmes", context)


@require_POST
@administrators_only
def change(request: Request, programme_id: int) -> HttpResponse:
    facts = Facts.parse(request.POST)
    if facts.starts_on is None:
        return refused(request, _("请填写开始日期。"))
    actions.change_programme(
        request.actor,
        programme_id,
        name=facts.name,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        authority=facts.authority,
        authority_approved_by=facts.authority_approved_by,
    )
    tell(request, _("已保存。"))
    return redirect("administration_programme", programme_id)


@require_POST
@administrators_only
def add_group(request: Request, programme_id: int) -> HttpResponse:
    name, leading = words_of(request.POST, "name", 80), number(request.POST.get("leading"))
    if not leading:
        return refused(request, _("请选择牵头单位：工作组由牵头单位作答。"))
    before = queries.group_lines(programme_id)
    actions.add_group(
        request.actor,
        programme_id,
        kind=kind_of(request.POST.get("kind")),
        name=name,
        region_id=organization(leading).region_id,
        leading_organization_id=leading,
        mandate=words_of(request.POST, "mandate", 300),
        categories=categories_of(request.POST),
        position=len(before) + 1,
    )
    tell(request, _("已设立“%(name)s”。") % {"name": name})
    return redirect("administration_programme", programme_id)


@require_POST
@administrators_only
def change_group(request: Request, group_id: int) -> HttpResponse:
    actions.change_group(
        request.actor,
        group_id,
        leading_organization_id=number(request.POST.get("leading")) or None,
        mandate=words_of(request.POST, "mandate", 300),
        categories=categories_of(request.POST),
    )
    tell(request, _("已保存，此后的来文按新的牵头单位和类别提出建议。"))
    return redirect("administration_programme", queries.programme_of_group(group_id))


@require_POST
@administrators_only
def add_member(request: Request, group_id: int) -> HttpResponse:
    """`who` is p7 for a person, u7 for an organization."""
    who = request.POST.get("who", "")
    chosen = number(who[1:]) or None
    actions.add_member(
        request.actor,
        group_id,
        person_id=chosen if who.startswith("p") else None,
        organization_id=chosen if who.startswith("u") else None,
        role=role_of(request.POST.get("role")),
    )
    tell(request, _("已登记成员。"))
    return redirect("administration_programme", queries.programme_of_group(group_id))


@require_POST
@administrators_only
def remove(request: Request, member_id: int) -> HttpResponse:
    programme_id = queries.programme_of_member(member_id)
    actions.remove_member(request.actor, member_id)
    tell(request, _("已移出工作组。此前经手的事项和记录都在。"))
    return redirect("administration_programme", programme_id)
