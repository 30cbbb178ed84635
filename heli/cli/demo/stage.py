"""Sets the demo's stage: regions, units, people, accounts, the programme and its groups, all through actions."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from heli.cli.demo import people as cast
from heli.directory import actions as directory
from heli.directory.rules.actor import SYSTEM_NAME, Actor
from heli.directory.rules.levels import GroupKind, GroupRole, Level
from heli.programmes import actions as programmes

PROGRAMME = "突破县域经济"
AUTHORITY = "示办发〔2026〕8号（虚构）"


@dataclass(slots=True)
class Stage:
    """What was made, by the names people use."""

    programme: int
    regions: dict[str, int]
    units: dict[str, int]
    people: dict[str, int]
    accounts: dict[str, int] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)


def founder(at: datetime) -> Actor:
    """Sets up an empty system; no account of a person has this power by itself."""
    return Actor(None, None, SYSTEM_NAME, at, administrator=True)


def build(at: datetime, *, passwords: dict[str, str] | None = None, demo: bool = True) -> Stage:
    """The whole stage at a moment; accounts get the given passwords or new random ones."""
    actor = founder(at)
    day = actor.today - timedelta(days=365)
    regions = _regions(actor)
    units = {u.short: _unit(actor, regions, u, n) for n, u in enumerate(cast.UNITS, start=1)}
    people = {who.name: _person(actor, who, units, day, n) for n, who in enumerate(cast.PEOPLE, start=1)}
    stage = Stage(_programme(actor, regions, units, day), regions, units, people)
    _groups(actor, stage)
    for who in cast.PEOPLE:
        if who.login:
            _account(actor, stage, who, (passwords or {}).get(who.login), demo=demo)
    return stage


def _regions(actor: Actor) -> dict[str, int]:
    regions = {cast.CITY: directory.add_region(actor, name=cast.CITY, level=Level.CITY)}
    city = regions[cast.CITY]
    county = directory.add_region(actor, name=cast.COUNTY, level=Level.COUNTY, parent_id=city)
    regions[cast.COUNTY] = county
    for town in cast.TOWNS:
        regions[town] = directory.add_region(actor, name=town, level=Level.TOWN, parent_id=county)
    return regions


def _unit(actor: Actor, regions: dict[str, int], unit: cast.Unit, position: int) -> int:
    return directory.add_organization(
        actor,
        region_id=regions[unit.region],
        name=unit.name,
        short_name=unit.short,
        kind=unit.kind,
        position=position,
        aliases=unit.aliases,
    )


def _person(actor: Actor, who: cast.Who, units: dict[str, int], day: date, position: int) -> int:
    person = directory.add_person(actor, name=who.name, phone=f"1390000{position:04d}", position=position)
    directory.appoint(
        actor, person_id=person, organization_id=units[who.unit], role=who.role, title=who.title, starts_on=day
    )
    return person


def _programme(actor: Actor, regions: dict[str, int], units: dict[str, int], day: date) -> int:
    return programmes.begin_programme(
        actor,
        name=PROGRAMME,
        upper_region_id=regions[cast.CITY],
        lower_region_id=regions[cast.COUNTY],
        acting_region_id=regions[cast.CITY],
        office_organization_id=units[cast.OFFICE],
        starts_on=day,
        ends_on=day + timedelta(days=3 * 365),
        authority=AUTHORITY,
        authority_approved_by="市委办公室（虚构）",
    )


def _groups(actor: Actor, stage: Stage) -> None:
    city, county = stage.regions[cast.CITY], stage.regions[cast.COUNTY]
    office = _group(actor, stage, GroupKind.OFFICE, cast.OFFICE, city, cast.OFFICE, 1)
    for name, role in (("周立夏", GroupRole.HEAD), ("林小满", GroupRole.CLERK), ("冯大暑", GroupRole.CLERK)):
        programmes.add_member(actor, office, person_id=stage.people[name], role=role)
    promotion = _group(actor, stage, GroupKind.PROMOTION, "县域经济发展推动工作组", city, "市发改委", 2)
    programmes.add_member(actor, promotion, person_id=stage.people["郑清明"], role=GroupRole.HEAD)
    for unit in cast.PROMOTION_UNITS:
        programmes.add_member(actor, promotion, organization_id=stage.units[unit])
    coordination = _group(actor, stage, GroupKind.COORDINATION, "县域经济发展协调工作组", county, "县发改局", 3)
    for unit in cast.COORDINATION_UNITS:
        programmes.add_member(actor, coordination, organization_id=stage.units[unit])
    for position, team in enumerate(cast.PROFESSIONAL, start=4):
        group = programmes.add_group(
            actor,
            stage.programme,
            kind=GroupKind.PROFESSIONAL,
            name=team.name,
            region_id=county,
            leading_organization_id=stage.units[team.leading],
            mandate=team.mandate,
            categories=team.categories,
            position=position,
        )
        programmes.add_member(actor, group, organization_id=stage.units[team.leading])


def _group(actor: Actor, stage: Stage, kind: GroupKind, name: str, region: int, leading: str, position: int) -> int:
    return programmes.add_group(
        actor,
        stage.programme,
        kind=kind,
        name=name,
        region_id=region,
        leading_organization_id=stage.units[leading],
        position=position,
    )


def _account(actor: Actor, stage: Stage, who: cast.Who, password: str | None, *, demo: bool) -> None:
    stage.passwords[who.login] = password or directory.initial_password()
    stage.accounts[who.login] = directory.open_account(
        actor,
        login=who.login,
        password=stage.passwords[who.login],
        person_id=stage.people[who.name],
        administrator=who.login == cast.ADMINISTRATOR,
        auditor=who.login == cast.AUDITOR,
        demo=demo,
    )
