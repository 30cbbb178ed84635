"""From a written name to the organizations it may mean: several are offered, none is guessed."""

import pytest

from heli.directory.rules.names import Entry, Names, initials_of, plain

CITY_PLANNING, COUNTY_PLANNING, CITY_SCHOOLS, COUNTY_SCHOOLS, CITY_MARKET, COUNTY_MARKET, CITY_TRADE = range(1, 8)
NAMES = Names(
    [
        Entry(CITY_PLANNING, ("示范市发展和改革委员会", "市发改委", "发改委", "市发展改革委"), "示范市"),
        Entry(COUNTY_PLANNING, ("示范县发展和改革局", "县发改局"), "示范县"),
        Entry(CITY_SCHOOLS, ("示范市教育局", "市教育局"), "示范市"),
        Entry(COUNTY_SCHOOLS, ("示范县教育局", "县教育局"), "示范县"),
        Entry(CITY_MARKET, ("示范市市场监督管理局", "市市场监管局"), "示范市"),
        Entry(COUNTY_MARKET, ("示范县市场监督管理局", "县市场监管局"), "示范县"),
        Entry(CITY_TRADE, ("示范市商务局（市投资促进局）", "市商务局"), "示范市"),
    ]
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("示范市发展和改革委员会", {CITY_PLANNING}),
        ("市发改委", {CITY_PLANNING}),
        ("发改委", {CITY_PLANNING}),
        ("市发展改革委", {CITY_PLANNING}),
        ("县发改局", {COUNTY_PLANNING}),
        ("发改局", {COUNTY_PLANNING}),
        ("发展和改革委员会", {CITY_PLANNING}),
        ("教育局", {CITY_SCHOOLS, COUNTY_SCHOOLS}),
        ("市教育局", {CITY_SCHOOLS}),
        ("县教育局", {COUNTY_SCHOOLS}),
        ("市场监督管理局", {CITY_MARKET, COUNTY_MARKET}),
        ("市场监管局", {CITY_MARKET, COUNTY_MARKET}),
        ("市市场监管局", {CITY_MARKET}),
        ("市商务局（市招商局）", {CITY_TRADE}),
        ("市商务局 (招商)", {CITY_TRADE}),
        ("示范市商务局", {CITY_TRADE}),
        ("市 商 务 局", {CITY_TRADE}),
        ("县商务局", set()),  # the county has none here: the city's isn't guessed
        ("区教育局", set()),
        ("省教育厅", set()),
        ("育局", set()),
        ("局", set()),
        ("", set()),
    ],
)
def test_a_written_name_finds_the_units_it_may_mean_and_no_other(written: str, meant: set[int]) -> None:
    assert set(NAMES.find(written)) == meant


def test_the_offered_units_keep_the_institutional_order() -> None:
    assert NAMES.find("教育局") == (CITY_SCHOOLS, COUNTY_SCHOOLS)


def test_two_units_under_one_written_name_are_both_offered() -> None:
    twins = Names([Entry(1, ("服务中心",), "示范市"), Entry(2, ("服务中心",), "示范县")])
    assert twins.find("服务中心") == (1, 2)


def test_a_name_written_twice_is_offered_once() -> None:
    assert Names([Entry(1, ("市教育局", "市教育局（体育局）"), "示范市")]).find("教育局") == (1,)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("市商务局（招商局）", "市商务局"),
        ("市 商务局", "市商务局"),
        ("市商务局(招商)", "市商务局"),
        ("（招商）", "(招商)"),
    ],
)
def test_brackets_spaces_and_width_dont_matter(written: str, form: str) -> None:
    assert plain(written) == form


def test_initials_are_what_people_type() -> None:
    readings = {"市": "shi", "发": "fa", "改": "gai", "委": "wei"}
    assert initials_of("市发改委", readings) == "sfgw"
    assert initials_of("12345热线", {"热": "re", "线": "xian"}) == "12345rx"
