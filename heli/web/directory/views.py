"""通讯录: units in institutional order, with other names, people and posts; phones are masked in lists."""

from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from heli.directory import actions, queries
from heli.directory.permissions import may_edit
from heli.directory.queries import Contact, OrganizationCard
from heli.directory.rules.levels import (
    GROUP_KIND_WORDS,
    GROUP_ROLE_WORDS,
    ORGANIZATION_KIND_WORDS,
    POST_ROLE_WORDS,
    OrganizationKind,
    PostRole,
)
from heli.programmes.queries import group_cards
from heli.web.directory.forms import NewOrganization, NewPost
from heli.web.shell.answers import tell
from heli.web.shell.requests import Request


@dataclass(frozen=True, slots=True)
class UnitRow:
    card: OrganizationCard
    heads: tuple[Contact, ...]
    deputies: tuple[Contact, ...]
    liaisons: tuple[Contact, ...]
    finds: str
    """All words by which the row is found, the initials of names among them."""


@dataclass(frozen=True, slots=True)
class Section:
    region: str
    rows: tuple[UnitRow, ...]


def _row(card: OrganizationCard) -> UnitRow:
    def holding(*roles: PostRole) -> tuple[Contact, ...]:
        return tuple(c for c in card.contacts if c.role in roles)

    names = " ".join(f"{c.name} {c.initials}" for c in card.contacts)
    line = card.line
    finds = " ".join((line.name, line.short_name, line.initials, *card.aliases, names))
    return UnitRow(card, holding(PostRole.HEAD), holding(PostRole.DEPUTY), holding(PostRole.LIAISON), finds)


@require_GET
def units(request: Request) -> HttpResponse:
    words = request.GET.get("words", "").strip()[:40]
    cards = queries.organization_cards(on=request.actor.today, words=words)
    sections = [
        Section(region, tuple(_row(card) for card in found))
        for region, found in groupby(cards, key=lambda card: card.line.region)
    ]
    context = {
        "sections": sections,
        "words": words,
        "total": len(cards),
        "verdict": may_edit(request.actor),
        "regions": queries.regions(),
        "kinds": [(kind, ORGANIZATION_KIND_WORDS[kind]) for kind in OrganizationKind],
    }
    return render(request, "directory/units.html", context)


def _unit(request: Request, organization_id: int) -> HttpResponse:
    card = queries.organization_card(organization_id, on=request.actor.today)
    context = {
        "card": card,
        "kind_words": ORGANIZATION_KIND_WORDS[card.line.kind],
        "people": [(contact, POST_ROLE_WORDS[contact.role]) for contact in card.contacts],
        "verdict": may_edit(request.actor),
        "roles": [(role, POST_ROLE_WORDS[role]) for role in PostRole],
    }
    template = "directory/unit.html#card" if request.htmx else "directory/unit.html"
    return render(request, template, context)


@require_GET
def unit(request: Request, organization_id: int) -> HttpResponse:
    return _unit(request, organization_id)


def _added(request: Request, organization_id: int, words: str) -> HttpResponse:
    tell(request, words)
    return _unit(request, organization_id) if request.htmx else redirect("directory_unit", organization_id)


@require_POST
def add_unit(request: Request) -> HttpResponse:
    new = NewOrganization.parse(request.POST)
    made = actions.add_organization(
        request.actor,
        region_id=new.region_id,
        name=new.name,
        short_name=new.short_name,
        kind=new.kind,
        aliases=new.aliases,
    )
    tell(request, _("已登记“%(name)s”。") % {"name": new.name})
    address = reverse("directory_unit", args=[made])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@require_POST
def add_alias(request: Request, organization_id: int) -> HttpResponse:
    name = request.POST.get("name", "")[:120]
    actions.add_alias(request.actor, organization_id, name)
    return _added(request, organization_id, _("已登记别名，以后的来文会按它认出这个单位。"))


@require_POST
@transaction.atomic
def add_post(request: Request, organization_id: int) -> HttpResponse:
    """A person and the post, together or not at all."""
    new = NewPost.parse(request.POST)
    person = actions.add_person(request.actor, name=new.name, phone=new.phone)
    actions.appoint(
        request.actor,
        person_id=person,
        organization_id=organization_id,
        role=new.role,
        title=new.title or POST_ROLE_WORDS[new.role],
        starts_on=request.actor.today,
    )
    return _added(request, organization_id, _("已登记%(name)s。") % {"name": new.name})


@require_GET
def phone(request: Request, person_id: int) -> HttpResponse:
    """One number, asked for on purpose; lists show it masked."""
    return render(request, "directory/phone.html", {"phone": queries.phone_of(person_id)})


@require_GET
def groups(request: Request) -> HttpResponse:
    found = group_cards(request.programme_id) if request.programme else []
    rows = [
        (group, GROUP_KIND_WORDS[group.kind], [(name, GROUP_ROLE_WORDS[role]) for name, role in group.members])
        for group in found
    ]
    return render(request, "directory/groups.html", {"groups": rows})
