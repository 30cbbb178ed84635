"""The original beside the text: pages as pictures with boxes over the demands, or the cells of a workbook."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from heli.documents.queries import DirectiveLine, Original, document_page, original_of, page_picture
from heli.documents.rules.places import Box, Cell, Sheet
from heli.web.documents.speaking import speaks
from heli.web.shell.requests import Request

MOST_CELLS = 6000
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Sight:
    """A page with the boxes on it."""

    number: int
    boxes: tuple[tuple[int, Box], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    name: str
    words: str
    directive: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Shown | None, ...]], ...]


@require_GET
@speaks
def view(request: Request, document_id: int) -> HttpResponse:
    """What stands in the place of the text while the original is looked at."""
    if not request.htmx:
        return redirect(reverse("document", args=[document_id]))
    page = document_page(request.actor, document_id)
    original = original_of(request.actor, page)
    context = {
        "page": page,
        "sights": _sights(original),
        "grids": [_grid(sheet, original.text, page.directives) for sheet in original.sheets],
    }
    return render(request, "documents/original.html", context)


def _sights(original: Original) -> list[Sight]:
    placed = [(box.page, one, box) for one, boxes in original.boxes.items() for box in boxes]
    numbers = range(1, original.pages + 1)
    return [Sight(n, tuple((one, box) for page, one, box in placed if page == n)) for n in numbers]


def _grid(sheet: Sheet, text: str, directives: tuple[DirectiveLine, ...]) -> Grid:
    cells = {(cell.row, cell.column): cell for cell in sheet.cells[:MOST_CELLS]}
    columns = sorted({column for _, column in cells})
    rows = sorted({row for row, _ in cells})
    return Grid(
        sheet.name,
        tuple(_letters(column) for column in columns),
        tuple((row, tuple(_shown(cells.get((row, c)), text, directives) for c in columns)) for row in rows),
    )


def _shown(cell: Cell | None, text: str, directives: tuple[DirectiveLine, ...]) -> Shown | None:
    if cell is None:
        return None
    over = next((d.id for d in directives if d.start < cell.end and cell.start < d.end), None)
    return Shown(cell.name, text[cell.start : cell.end], over)


def _letters(column: int) -> str:
    """3 → C, 28 → AB"""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@require_GET
@speaks
def picture(request: Request, document_id: int, number: int) -> HttpResponse:
    """The browser keeps it: the file never changes. Whoever may not read the document gets none."""
    sha256, content = page_picture(request.actor, document_id, number)
    answer = HttpResponse(content, content_type="image/png")
    answer["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    answer["ETag"] = f'"{sha256[:16]}-{number}"'
    return answer
