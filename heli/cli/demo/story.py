"""Tells the demo's story day by day, by the same actions that people use."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from heli.cli.demo import texts
from heli.cli.demo.damage import machine
from heli.cli.demo.plots import PLOTS, REPORT_PLOTS, Act, Plot
from heli.cli.demo.stage import Stage
from heli.directory.queries import calendar, contacts
from heli.directory.rules.actor import OFFICE_TIME, Actor
from heli.directory.rules.levels import PostRole
from heli.directory.rules.verdict import Refused
from heli.documents.actions.link_basis import link_basis, set_basis
from heli.documents.actions.receive import receive
from heli.documents.queries import document_page
from heli.documents.rules.basis import Basis
from heli.matters.actions.attach import Upload
from heli.matters.actions.close import close, send_back
from heli.matters.actions.follow import acknowledge, request_closing, update
from heli.matters.actions.issue import issue
from heli.matters.actions.prepare import prepare
from heli.matters.actions.sheets import lay, sign
from heli.matters.queries.proposals import Card, cards
from heli.programmes.queries import actor_of

LATELY = -9
"""Days; no holiday lasts longer, so that a day moved on from before it still lies in the past."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Lets the stage's people act on days around `now`."""

    stage: Stage
    now: datetime

    def moment(self, day: int, hour: int = 10) -> datetime:
        """That hour of a working day about `day` days from now: long ago the next one, lately the one before."""
        local = self.now.astimezone(OFFICE_TIME)
        on = (local + timedelta(days=day)).date()
        days = calendar()
        if not days.is_workday(on):
            on = days.shift(on, 1 if day < LATELY else -1)
        return min(datetime.combine(on, time(hour), OFFICE_TIME), self.now - timedelta(minutes=5))

    def person(self, name: str, day: int, hour: int = 10) -> Actor:
        return actor_of(self.stage.people[name], self.moment(day, hour))

    def unit(self, unit: str, role: PostRole, day: int, hour: int = 16) -> Actor:
        """Somebody of the unit who may speak for it; a unit without people in the demo lets its first post act."""
        found = contacts(on=self.moment(day).date(), organizations=[self.stage.units[unit]])
        chosen = next((c for c in found if c.role is role), None) or next(iter(found))
        return actor_of(chosen.person_id, self.moment(day, hour))


def tell(stage: Stage, now: datetime) -> None:
    teller = Teller(stage, now)
    today = now.astimezone(OFFICE_TIME).date()
    clerk = teller.person("林小满", -58, 9)
    minutes = receive(clerk, stage.programme, content=texts.minutes(today).encode(), filename=texts.MINUTES_NAME)
    set_basis(clerk, minutes, Basis.MINUTES, official_number=texts.MINUTES_NUMBER)
    made = _prepare(teller, minutes, PLOTS, day=-58)
    sheet = lay(teller.person("林小满", -58, 10), stage.programme, list(made.values()))
    sign(teller.person("周立夏", -57, 11), sheet, returned={}, opinion="同意，按时限抓好落实。")
    issue(teller.person("林小满", -57, 14), list(made.values()))
    acts = sorted(((act, plot) for plot in PLOTS for act in plot.acts), key=lambda pair: pair[0].day)
    for act, plot in acts:
        _do(teller, made[plot.words], plot, act)
    _report(teller, minutes)


def _report(teller: Teller, minutes: int) -> None:
    """The damaged web report: read, partly prepared, one sheet before the office head."""
    today = teller.now.astimezone(OFFICE_TIME).date()
    damaged = machine(texts.report(today)).encode()
    clerk = teller.person("林小满", -1, 9)
    report = receive(clerk, teller.stage.programme, content=damaged, filename=texts.REPORT_NAME)
    link_basis(clerk, report, minutes)
    made = _prepare(teller, report, REPORT_PLOTS, day=-1)
    laid = [made[plot.words] for plot in REPORT_PLOTS if plot.until == "laid"]
    lay(teller.person("林小满", -1, 14), teller.stage.programme, laid)


def _prepare(teller: Teller, document: int, plots: tuple[Plot, ...], day: int) -> dict[str, int]:
    clerk = teller.person("林小满", day, 9)
    found = cards(clerk, document_page(clerk, document))
    return {plot.words: _prepare_one(teller, clerk, plot, found) for plot in plots}


def _prepare_one(teller: Teller, clerk: Actor, plot: Plot, found: list[Card]) -> int:
    card = next(c for c in found if plot.words in c.directive.text)
    units = teller.stage.units
    values = replace(
        card.values,
        lead_organization_id=units[plot.lead],
        participant_ids=tuple(units[p] for p in plot.participants),
        responsible_leader=plot.leader,
        completion_standard=plot.standard,
    )
    return prepare(clerk, card.directive.id, values)


def _do(teller: Teller, matter: int, plot: Plot, act: Act) -> None:
    liaison = teller.unit(plot.lead, PostRole.LIAISON, act.day)
    if act.verb == "acknowledge":
        acknowledge(liaison, matter)
    elif act.verb == "update" and act.report:
        update(liaison, matter, act.report)
    elif act.verb == "request_closing":
        page = Upload("签字页（演示）.txt", f"{plot.lead}：{act.text}".encode(), "text/plain")
        request_closing(liaison, matter, result=act.text, signed_by="单位负责人", uploads=[page])
    elif act.verb in {"close", "send_back"}:
        _confirm(teller, matter, act)


def _confirm(teller: Teller, matter: int, act: Act) -> None:
    """The office confirms tasks; a service is confirmed by the promotion group's leading unit, which asked for it."""
    for name in ("林小满", "吴芒种", "沈寒露"):
        try:
            (close if act.verb == "close" else send_back)(teller.person(name, act.day, 17), matter, reason=act.text)
        except Refused:
            continue
        return
    raise LookupError(f"no confirmer for matter {matter}")
