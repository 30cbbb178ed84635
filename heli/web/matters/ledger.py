"""台账: the ledger as rows, with its filters in the address."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import push_url

from heli.matters.queries.filters import Filters
from heli.matters.queries.ledger import LedgerPage, ledger_units
from heli.matters.queries.ledger import ledger as ledger_page
from heli.matters.rules.kinds import CATEGORY_WORDS, KINDS, Kind
from heli.matters.rules.lifecycle import State, state_word
from heli.matters.rules.lights import Light
from heli.web.shell.requests import Request

COLUMNS: tuple[tuple[str, str], ...] = (
    ("number", "督办编号"),
    ("basis", "来源依据"),
    ("standard", "完成标准"),
    ("lead", "牵头单位"),
    ("participants", "配合单位"),
    ("due", "时限"),
    ("state", "状态"),
    ("progress", "进展情况"),
    ("problems", "存在问题"),
    ("next", "下步打算"),
    ("help", "需协调事项"),
)
"""Columns a person may put away; 序号, 事项 and 亮灯 always stand."""
COOKIE = "ledger_hidden"
YEAR = 365 * 24 * 3600
LIGHTS = (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN)
ISSUED_STATES = (State.ISSUED, State.IN_PROGRESS, State.CLOSING_REQUESTED, State.REDO, State.CLOSED)


@dataclass(frozen=True, slots=True)
class LightChip:
    light: Light
    count: int
    address: str
    chosen: bool


def chips(page: LedgerPage) -> list[LightChip]:
    """A count for each light, and the address that shows only those (or all again)."""
    chosen = page.filters.light
    return [
        LightChip(
            light,
            page.by_light.get(light, 0),
            page.filters.query(light="" if chosen == light else light),
            chosen == light,
        )
        for light in LIGHTS
    ]


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head that sorts; `order` is what aria-sort says."""

    address: str
    order: str


def heads(filters: Filters) -> dict[str, Head]:
    found = {}
    for name in ("number", "due"):
        now = {name: "ascending", f"-{name}": "descending"}.get(filters.sort, "")
        found[name] = Head(filters.query(sort=f"-{name}" if now == "ascending" else name), now)
    return found


def pages(page: LedgerPage) -> list[tuple[int, str]]:
    """Numbers of pages around the present one, first and last always, with their addresses; 0 stands for a gap."""
    last, at = page.pages, page.filters.page
    near = sorted({1, last, *(n for n in range(at - 2, at + 3) if 1 <= n <= last)})
    found: list[tuple[int, str]] = []
    for n in near:
        if found and n - found[-1][0] > 1:
            found.append((0, ""))
        found.append((n, page.filters.query(page=n)))
    return found


def hidden_columns(request: Request) -> list[str]:
    known = {name for name, _ in COLUMNS}
    return [name for name in request.COOKIES.get(COOKIE, "").split(".") if name in known]


def _choices(page: LedgerPage) -> dict[str, object]:
    kind = Kind(page.filters.kind) if page.filters.kind else None
    return {
        "kinds": [(kind, row.word) for kind, row in KINDS.items()],
        "categories": list(CATEGORY_WORDS.items()),
        "states": [("open", "在办"), ("silent", "签收后未反馈"), *((s, state_word(s, kind)) for s in ISSUED_STATES)],
        "chips": chips(page),
        "heads": heads(page.filters),
        "pages": pages(page),
        "narrowed": page.filters.query(sort="due") != "",
        "all_lights": page.filters.query(light=""),
    }


@require_GET
def ledger(request: Request) -> HttpResponse:
    filters = Filters.parse(request.GET)
    page = ledger_page(request.actor, request.programme_id, filters)
    if not page.rows and filters.page > 1 and page.total:
        return redirect(f"{request.path}?{filters.query(page=page.pages)}")
    query = filters.query(page=filters.page)
    given = {
        "page": page,
        "filters": filters,
        "query": query,
        "hidden": hidden_columns(request),
        "columns": COLUMNS,
        "units": ledger_units(request.actor, request.programme_id),
        **_choices(page),
    }
    if request.htmx and request.htmx.target == "ledger":
        answer = render(request, "matters/ledger.html#ledger", given)
        return push_url(answer, f"{request.path}?{query}")
    return render(request, "matters/ledger.html", given)


@require_POST
def choose_columns(request: Request) -> HttpResponse:
    """Keeps the choice of columns on this device (the page does the same at once where JavaScript runs)."""
    shown = set(request.POST.getlist("column"))
    answer = redirect(f"/ledger/?{Filters.parse(request.GET).query(page=1)}")
    hidden = ".".join(name for name, _ in COLUMNS if name not in shown)
    answer.set_cookie(COOKIE, hidden, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return answer
