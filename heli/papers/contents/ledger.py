"""The ledger as plain data for its paper: the same rows, in the same order, as the screen shows."""

from heli.directory.rules.actor import OFFICE_TIME, Actor
from heli.matters.queries.filters import Filters
from heli.matters.queries.ledger import LedgerRow, all_rows, ledger_units
from heli.matters.rules.kinds import CATEGORY_WORDS, KINDS, Kind
from heli.matters.rules.lifecycle import State, state_word
from heli.matters.rules.lights import LIGHT_WORDS, Light
from heli.papers.render import sheets
from heli.programmes.queries import ProgrammeLine

STATE_CHOICES = {"open": "在办", "silent": "签收后未反馈", "before": "交办前"}


def ledger_of(actor: Actor, programme: ProgrammeLine, filters: Filters) -> sheets.Ledger:
    rows = [_row(row) for row in all_rows(actor, programme.id, filters)]
    return sheets.Ledger(
        title=f"{programme.name}督办事项台账",
        programme=programme.name,
        as_of=actor.today,
        made_by="　".join(dict.fromkeys((*(p.organization for p in actor.posts[:1]), actor.name))),
        made_at=actor.at.astimezone(OFFICE_TIME),
        filter_words=filter_words(actor, programme.id, filters),
        rows=rows,
    )


def _row(row: LedgerRow) -> sheets.LedgerRow:
    kind = KINDS[row.kind]
    return sheets.LedgerRow(
        number=row.position,
        basis=row.basis,
        matter_number=row.number or None,
        title=row.title,
        completion_standard=row.completion_standard,
        kind=kind.word,
        lead=row.lead,
        responsible_leader=row.responsible_leader,
        participants=row.participants,
        due_on=row.due_on,
        term=row.term_text or None,
        light=row.light,
        state=state_word(row.state, row.kind),
        progress=row.progress or ("无变化" if row.no_change else ""),
        problems=row.problems,
        next_steps=row.next_steps,
        help_needed=row.help_needed,
        updated_on=row.updated_on,
    )


def filter_words(actor: Actor, programme_id: int, filters: Filters) -> str:
    """What the ledger was narrowed to, as it stands printed on the paper; "" for the whole ledger."""
    units = dict(ledger_units(actor, programme_id)) if filters.unit else {}
    kind = Kind(filters.kind) if filters.kind else None
    said = [
        units.get(filters.unit or 0, "指定单位" if filters.unit else ""),
        "只看牵头" if filters.unit and filters.as_lead else "",
        KINDS[kind].word if kind else "",
        next((word for category, word in CATEGORY_WORDS.items() if category == filters.category), ""),
        STATE_CHOICES.get(filters.state) or (state_word(State(filters.state), kind) if filters.state else ""),
        LIGHT_WORDS[Light(filters.light)] if filters.light else "",
        f"时限自{filters.due_from:%Y-%m-%d}" if filters.due_from else "",
        f"时限至{filters.due_to:%Y-%m-%d}" if filters.due_to else "",
        f"含“{filters.words}”" if filters.words else "",
        "同一来文" if filters.document else "",
    ]
    return "、".join(one for one in said if one)
