"""行文关系: 交办, 商请 or 提请 follows from where the office and the unit stand."""

import pytest

from heli.directory.rules.levels import Level, OrganizationKind
from heli.matters.rules.manner import MANNER_WORDS, Manner, Place, manner_towards

PROVINCE = Place(Level.PROVINCE, (1,))
CITY, OTHER_CITY = Place(Level.CITY, (1, 2)), Place(Level.CITY, (1, 3))
COUNTY, OTHER_COUNTY = Place(Level.COUNTY, (1, 2, 4)), Place(Level.COUNTY, (1, 2, 5))
FAR_COUNTY = Place(Level.COUNTY, (1, 3, 6))
TOWN, FAR_TOWN = Place(Level.TOWN, (1, 2, 4, 7)), Place(Level.TOWN, (1, 3, 6, 8))
DEPARTMENT, GOVERNMENT = OrganizationKind.DEPARTMENT, OrganizationKind.GOVERNMENT
CENTRAL, PARTY = OrganizationKind.CENTRAL, OrganizationKind.PARTY
GENERAL_OFFICE = OrganizationKind.GENERAL_OFFICE
TOWN_GOVERNMENT = OrganizationKind.GOVERNMENT

ROWS: list[tuple[str, Place, Place, OrganizationKind, str]] = [
    ("city office to a city department", CITY, CITY, DEPARTMENT, "交办"),
    ("city office to a city party organ", CITY, CITY, PARTY, "交办"),
    ("city office to the city's general office", CITY, CITY, GENERAL_OFFICE, "交办"),
    ("city office to the city's own party committee", CITY, CITY, GOVERNMENT, "提请"),
    ("city office to a county department", CITY, COUNTY, DEPARTMENT, "交办"),
    ("city office to a county's general office", CITY, COUNTY, GENERAL_OFFICE, "交办"),
    ("city office to a county government", CITY, COUNTY, GOVERNMENT, "交办"),
    ("city office to a town", CITY, TOWN, TOWN_GOVERNMENT, "交办"),
    ("city office to a provincial department", CITY, PROVINCE, DEPARTMENT, "商请"),
    ("city office to the provincial government", CITY, PROVINCE, GOVERNMENT, "提请"),
    ("city office to another city", CITY, OTHER_CITY, DEPARTMENT, "商请"),
    ("city office to another city's government", CITY, OTHER_CITY, GOVERNMENT, "商请"),
    ("city office to another city's county", CITY, FAR_COUNTY, DEPARTMENT, "商请"),
    ("city office to the city's tax bureau", CITY, CITY, CENTRAL, "商请"),
    ("city office to the county's power company", CITY, COUNTY, CENTRAL, "商请"),
    ("county office to a county department", COUNTY, COUNTY, DEPARTMENT, "交办"),
    ("county office to the county government", COUNTY, COUNTY, GOVERNMENT, "提请"),
    ("county office to its town", COUNTY, TOWN, TOWN_GOVERNMENT, "交办"),
    ("county office to a city department", COUNTY, CITY, DEPARTMENT, "商请"),
    ("county office to the city government", COUNTY, CITY, GOVERNMENT, "提请"),
    ("county office to a provincial department", COUNTY, PROVINCE, DEPARTMENT, "商请"),
    ("county office to a neighbouring county", COUNTY, OTHER_COUNTY, DEPARTMENT, "商请"),
    ("county office to a town elsewhere", COUNTY, FAR_TOWN, TOWN_GOVERNMENT, "商请"),
    ("county office to the city's central bank", COUNTY, CITY, CENTRAL, "商请"),
]


@pytest.mark.parametrize(("office", "unit", "kind", "word"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_the_manner_follows_from_who_stands_where(
    office: Place, unit: Place, kind: OrganizationKind, word: str
) -> None:
    row = manner_towards(office, unit, kind)
    assert MANNER_WORDS[row.manner] == word
    assert row.why


def test_a_county_office_orders_no_department_of_the_city_whatever_its_kind() -> None:
    for kind in OrganizationKind:
        assert manner_towards(COUNTY, CITY, kind).manner is not Manner.ORDER


def test_a_government_below_is_reached_through_its_general_office() -> None:
    assert "党委办、政府办" in manner_towards(CITY, COUNTY, GOVERNMENT).why


def test_a_centrally_managed_body_is_never_ordered_by_anybody() -> None:
    for office in (CITY, COUNTY, TOWN):
        for unit in (PROVINCE, CITY, COUNTY, TOWN, OTHER_CITY):
            assert manner_towards(office, unit, CENTRAL).manner is Manner.REQUEST
