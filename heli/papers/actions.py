"""Taking papers out: permission first, then the file, and a line in the audit of who took what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from heli.audit.actions import record
from heli.directory.rules.actor import Actor
from heli.directory.rules.verdict import Refusal, Refused, require
from heli.matters.queries.filters import Filters
from heli.matters.rules.manner import Manner
from heli.papers.contents.assignment import assignment_of
from heli.papers.contents.ledger import ledger_of
from heli.papers.permissions import may_export_assignment, may_export_ledger
from heli.papers.render.assignment_docx import assignment_docx
from heli.papers.render.ledger_xlsx import ledger_xlsx
from heli.papers.render.pdf import MissingFontsError, TooManyRowsError, assignment_pdf, ledger_pdf
from heli.papers.render.sheets import Assignment, Ledger
from heli.programmes.queries import programme_line

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
LEDGERS: dict[str, Callable[[Ledger], bytes]] = {"xlsx": ledger_xlsx, "pdf": ledger_pdf}
ASSIGNMENTS: dict[str, Callable[[Assignment], bytes]] = {"docx": assignment_docx, "pdf": assignment_pdf}


@dataclass(frozen=True, slots=True)
class Paper:
    filename: str
    media_type: str
    content: bytes


def export_ledger(actor: Actor, programme_id: int, filters: Filters, form: str) -> Paper:
    """`form` is xlsx or pdf. The rows are those of the screen with these filters, all pages of it."""
    require(may_export_ledger(actor, programme_id))
    programme = programme_line(programme_id)
    ledger = ledger_of(actor, programme, filters)
    content = _made(lambda: LEDGERS[form](ledger))
    taken = {"paper": "ledger", "form": form, "filters": filters.query(page=1), "rows": len(ledger.rows)}
    _record(actor, programme_id, taken)
    return Paper(f"{ledger.title}（{actor.today:%Y%m%d}）.{form}", MEDIA_TYPES[form], content)


def export_assignment(
    actor: Actor, programme_id: int, unit_id: int, manner: Manner, form: str, *, sheet_id: int | None = None
) -> Paper:
    """`form` is docx or pdf: the unit's open matters issued in this manner; of one sheet only, where it is named."""
    require(may_export_assignment(actor, programme_id, unit_id))
    programme = programme_line(programme_id)
    assignment = assignment_of(actor, programme, unit_id, manner, sheet_id=sheet_id)
    content = _made(lambda: ASSIGNMENTS[form](assignment))
    taken = {"paper": "assignment", "form": form, "unit": unit_id, "manner": manner, "sheet": sheet_id}
    _record(actor, programme_id, taken | {"numbers": [row.number for row in assignment.rows]})
    return Paper(f"{assignment.title}－{assignment.unit}（{actor.today:%Y%m%d}）.{form}", MEDIA_TYPES[form], content)


def _made(make: Callable[[], bytes]) -> bytes:
    try:
        return make()
    except TooManyRowsError as why:
        raise Refused(Refusal("too_many_rows", {"why": str(why)})) from why
    except MissingFontsError as why:
        raise Refused(Refusal("no_fonts")) from why


@transaction.atomic
def _record(actor: Actor, programme_id: int, taken: dict[str, Any]) -> None:
    record(
        chain=f"papers:{programme_id}",
        at=actor.at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb="export",
        data=taken,
    )
