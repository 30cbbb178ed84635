"""A file that runs away while it is taken in costs its own upload, and nothing else."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from heli.directory.rules.verdict import Refused
from heli.documents.actions import receive as receiving
from heli.documents.actions.receive import receive
from heli.documents.isolation.readers import Readers, for_uploads
from heli.documents.models import Document
from tests.cast import Cast
from tests.intake.texts import REPORT

LONG = "".join(f"第{n}批：{REPORT}\n" for n in range(2_000)).encode()
"""more than can be read in the time given here"""


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[Readers]:
    """The same processes with half a second for a file."""
    readers = Readers(1, 0.5)
    monkeypatch.setattr(receiving, "for_uploads", lambda: readers)
    yield readers
    readers.close()


def test_a_file_that_takes_too_long_is_refused_with_its_cause_and_nothing_of_it_is_kept(
    cast: Cast, hurried: Readers
) -> None:
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        receive(cast.clerk, cast.programme, content=LONG, filename="汇编.txt")
    assert time.monotonic() - began < 10
    assert refused.value.refusal.code == "unreadable"
    assert "还没有读完" in refused.value.refusal.params["why"]
    assert not Document.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    del hurried


def test_after_its_process_was_killed_the_next_file_is_read_in_another(cast: Cast) -> None:
    receive(cast.clerk, cast.programme, content=REPORT.encode(), filename="a.txt")
    os.kill(for_uploads().call(os.getpid), signal.SIGKILL)
    time.sleep(0.2)
    receive(cast.clerk, cast.programme, content=f"{REPORT}又一份。".encode(), filename="b.txt")
    assert Document.objects.count() == 2
    assert for_uploads().call(os.getpid) != os.getpid()
