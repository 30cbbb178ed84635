"""Files of every format, damaged at random: each is read or refused, in time, and nothing is invented.

HELI_FUZZ_SECONDS: for all formats together in the short run, for each of them in the long one.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from heli.documents.intake.unreadable import Unreadable
from heli.documents.isolation.readers import Readers
from tests.intake.fuzz_mutations import Change, changes, damaged
from tests.intake.fuzz_samples import MAKERS, samples
from tests.intake.fuzz_target import trouble_with

GIVEN = os.environ.get("HELI_FUZZ_SECONDS")
SHORT_SECONDS = float(GIVEN or 5) / len(MAKERS)
LONG_SECONDS = float(GIVEN or 600)
HANG_SECONDS = 60.0
BATCH = 40
CRASHERS = Path(__file__).parent / "crashers"


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    made = Readers(1, HANG_SECONDS, ("tests.intake.fuzz_target",))
    yield made
    made.close()


def trouble(readers: Readers, name: str, content: bytes) -> str:
    try:
        return readers.call(trouble_with, name, content)
    except Unreadable as refusal:  # by the process's end, not by the reader
        return f"{refusal.code}: {refusal.message}"


def fuzz(readers: Readers, kind: str, seconds: float, first_seed: int) -> int:
    """The number of damaged files read. Fails with the smallest file that troubles the reader, kept in a folder."""
    until = time.monotonic() + seconds
    made = samples(kind)
    others = [content for _, content in made]
    inside = st.none() | st.integers(0, 63)
    read = 0

    def one(sample: int, done: list[Change], member: int | None) -> None:
        nonlocal read
        if time.monotonic() > until:
            return
        name, content = made[sample]
        content = damaged(content, done, member, others)
        read += 1
        wrong = trouble(readers, name, content)
        if wrong:
            kept = keep(kind, name, content)
            pytest.fail(f"{wrong}\nthe file: {kept} ({len(content)} bytes)")

    number = first_seed
    while time.monotonic() < until:
        drawn = given(st.integers(0, len(made) - 1), changes, inside)(one)
        bounded = settings(
            max_examples=BATCH,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )(drawn)
        seed(number)(bounded)()
        number += 1
    return read


def keep(kind: str, name: str, content: bytes) -> Path:
    folder = Path(tempfile.gettempdir()) / f"heli-crashers-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    path = folder / f"{kind}-{hashlib.sha256(content).hexdigest()[:8]}{Path(name).suffix}"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", MAKERS)
def test_the_undamaged_samples_are_read(readers: Readers, kind: str) -> None:
    for name, content in samples(kind):
        assert trouble(readers, name, content) == ""
        assert readers.call(character_count, name, content) > 0


def character_count(name: str, content: bytes) -> int:
    from heli.documents.intake.read import read

    return len(read(content, name).document.text)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("kind", MAKERS)
def test_a_damaged_file_is_read_or_refused_in_time(readers: Readers, kind: str) -> None:
    fuzz(readers, kind, SHORT_SECONDS, 0)  # the same files each time: what is new is sought by the long run


@pytest.mark.long
@pytest.mark.timeout(LONG_SECONDS * 2 + 120)
@pytest.mark.parametrize("kind", MAKERS)
def test_a_damaged_file_is_read_or_refused_in_time_for_minutes(readers: Readers, kind: str) -> None:
    assert fuzz(readers, kind, LONG_SECONDS, int(time.time())) > 0


@pytest.mark.parametrize("path", sorted(CRASHERS.glob("*")), ids=lambda path: path.name)
def test_a_file_that_once_broke_the_reader_is_read_or_refused(readers: Readers, path: Path) -> None:
    assert trouble(readers, path.name, path.read_bytes()) == ""
