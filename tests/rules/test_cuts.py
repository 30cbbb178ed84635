"""Where a demand can be cut in two."""

import pytest

from heli.documents.rules.cuts import cut_at, cuts_of

CASES = [
    ("要出台支持办法；设立专项资金", ["要出台支持办法|设立专项资金"]),
    (
        "要出台支持办法，设立专项资金，办结用地",
        ["要出台支持办法|设立专项资金，办结用地", "要出台支持办法，设立专项资金|办结用地"],
    ),
    ("破解企业用地难、企业融资难", ["破解企业用地难|企业融资难"]),
    ("出台支持办法并设立专项资金", ["出台支持办法|并设立专项资金"]),
    ("出台支持办法", []),
    ("出台支持办法。\n设立专项资金。", ["出台支持办法|设立专项资金。"]),
]


@pytest.mark.parametrize(("text", "halves"), CASES)
def test_a_demand_is_offered_the_cuts_of_its_strongest_mark(text: str, halves: list[str]) -> None:
    assert [f"{text[: c.first_end]}|{text[c.second_start :]}" for c in cuts_of(text)] == halves


@pytest.mark.parametrize("at", [-3, 0, 6, 7, 99])
def test_a_cut_that_leaves_a_half_without_words_is_none(at: int) -> None:
    assert cut_at("出台支持办法。", at) is None


def test_what_stands_between_the_halves_belongs_to_neither() -> None:
    text = "出台办法；\n设立资金"
    cut = cut_at(text, 5)
    assert cut is not None
    assert (text[: cut.first_end], text[cut.second_start :]) == ("出台办法", "设立资金")
