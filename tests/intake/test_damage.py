"""Every kind of damage over texts whose original is known, and the same machines over the labelled clean documents."""

import random
from pathlib import Path

import pytest

from heli.documents.intake.restore.script import simplified
from heli.documents.intake.restore.steps import restored
from tests.intake.byte_machine import damaged, gloss_table
from tests.intake.damage_machine import KINDS, distance, errors, folded, traditional

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
CLEAN = sorted(CORPUS.glob("*.clean.txt")) if CORPUS.is_dir() else []


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"bytes"}))
def test_damage_of_every_kind_is_undone_without_a_wrong_character(kind: str) -> None:
    assert errors(kind)[0] == 0


def test_bytes_are_put_back_or_suspected() -> None:
    wrong, characters = errors("bytes")
    assert wrong <= characters * 0.002
    for damage, original in KINDS["bytes"]():
        text, restoration = restored(damage)
        assert folded(text) == folded(original) or restoration.suspects


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_change_is_reversible_by_its_record(kind: str) -> None:
    for damage, _ in KINDS[kind]():
        text, restoration = restored(damage)
        assert "".join(text[run.start : run.end] for run in restoration.offsets) == text
        position = 0
        for run in restoration.offsets:
            assert position <= run.raw_start <= run.raw_end <= len(damage)
            if run.end - run.start == run.raw_end - run.raw_start and "script" not in {
                one.kind for one in restoration.operations
            }:
                changed = any(
                    one.raw_start < run.raw_end and run.raw_start < one.raw_end for one in restoration.operations
                )
                assert changed or text[run.start : run.end] == damage[run.raw_start : run.raw_end]
            position = run.raw_start
        gone = sum(len(one.before) - len(one.after) for one in restoration.operations)
        assert len(damage) - gone == len(text)


def test_a_clean_text_passes_byte_for_byte() -> None:
    for text, _ in KINDS["clean"]():
        clean, restoration = restored(text)
        assert clean == text
        assert restoration.operations == ()
        assert restoration.suspects == ()


@pytest.mark.skipif(not CLEAN, reason="the labelled documents (../shared/corpus) are not here")
def test_labelled_clean_texts_pass_unchanged_and_survive_the_machines() -> None:
    chance = random.Random(1)
    wrong = characters = 0
    for path in CLEAN:
        text = simplified(path.read_text(encoding="utf-8"))
        assert restored(text)[0] == text, path.name
        written = traditional(text)
        marked = sorted({c for c in written if simplified(c) != c})
        for share in (1.0, 0.5, 0.2):
            table = gloss_table("".join(c for c in marked if chance.random() < share))
            wanted = folded(damaged(written, {}))
            wrong += distance(folded(restored(damaged(written, table))[0]), wanted)
            characters += len(wanted)
    assert wrong <= characters * 0.001
