"""The made documents of every kind that reading is measured on, against labels given by hand."""

from pathlib import Path

import pytest

from tests.intake.scoring import Figures, scored

GOLD = Path(__file__).parent / "gold"
FLOORS = {
    "precision": 0.95,
    "recall": 0.95,
    "sure": 0.95,
    "lead": 0.95,
    "deadline": 0.97,
    "day": 0.97,
    "addressee": 0.95,
    "category": 0.85,
    "chair": 0.97,
    "date": 0.97,
    "title": 0.95,
}


@pytest.fixture(scope="module")
def figures() -> Figures:
    return scored(GOLD)


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_read_of_made_documents_stays_above_its_floor(figures: Figures, name: str) -> None:
    assert figures.of(name) >= FLOORS[name]


def test_calls_to_mindset_do_not_leak_into_the_demands(figures: Figures) -> None:
    assert figures.of("leaked") <= 0.05


def test_the_gold_holds_documents_enough_to_mean_something(figures: Figures) -> None:
    assert figures.counts["recall"] >= 100
    assert figures.counts["sure"] >= 50
