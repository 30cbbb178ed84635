"""A reading process holds whatever a file makes it do, and the parent goes on."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from heli.documents.intake.contract import as_contract
from heli.documents.intake.read import read
from heli.documents.intake.unreadable import Cause, Unreadable
from heli.documents.isolation.process import ReadingProcess
from heli.documents.isolation.readers import Readers
from tests.documents import hostile
from tests.intake.texts import REPORT


@pytest.fixture
def readers() -> Iterator[Readers]:
    made = Readers(2, 1.5, ())
    yield made
    made.close()


@pytest.mark.parametrize(
    ("act", "cause"),
    [
        (hostile.hang, Cause.TIMED_OUT),
        (hostile.sleep_and_leave_a_child, Cause.TIMED_OUT),
        (hostile.take_memory, Cause.TOO_HEAVY),
        (hostile.take_memory_bit_by_bit, Cause.TOO_HEAVY),
        (hostile.break_down, Cause.BROKE_DOWN),
        (hostile.recurse, Cause.BROKE_DOWN),
        (hostile.fall_over, Cause.BROKE_DOWN),
        (hostile.leave, Cause.BROKE_DOWN),
        (hostile.refuse, Cause.SECRET),
    ],
)
def test_what_ends_a_reading_is_told_with_its_cause_and_the_next_is_read(
    readers: Readers, act: Callable[[], Any], cause: Cause
) -> None:
    with pytest.raises(Unreadable) as refused:
        readers.call(act)
    assert refused.value.code is cause
    assert refused.value.message.endswith("。")
    assert readers.call(len, "后面的文件") == 5


def test_the_log_says_where_it_broke_down_but_not_what_the_file_said(
    readers: Readers, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Unreadable):
        readers.call(hostile.break_down)
    assert "IndexError < hostile.py:" in caplog.text
    with pytest.raises(Unreadable):
        readers.call(int, "机密内容")
    assert "ValueError" in caplog.text
    assert "机密内容" not in caplog.text


def test_one_process_reads_many_files_and_gives_what_the_reader_gives(readers: Readers) -> None:
    there = readers.call(read, REPORT.encode(), "a.txt")
    assert as_contract(there) == as_contract(read(REPORT.encode(), "a.txt"))
    assert len({readers.call(os.getpid) for _ in range(5)}) == 1


def test_files_are_read_side_by_side(readers: Readers) -> None:
    readers.call(hostile.nap, 0)
    with ThreadPoolExecutor(2) as threads:
        at_once = {future.result() for future in [threads.submit(readers.call, hostile.nap, 0.5) for _ in range(2)]}
    assert len(at_once) == 2


def test_what_a_library_prints_or_asks_disturbs_nothing(readers: Readers) -> None:
    assert readers.call(hostile.print_something) == ""


def test_a_process_that_grew_is_replaced(readers: Readers) -> None:
    before = readers.call(os.getpid)
    readers.call(hostile.grow, 1)
    assert readers.call(os.getpid) == before
    readers.call(hostile.swell, 300)
    assert readers.call(os.getpid) != before


def test_a_process_that_was_killed_while_idle_is_replaced(readers: Readers) -> None:
    before = readers.call(os.getpid)
    os.kill(before, signal.SIGKILL)
    time.sleep(0.2)
    assert readers.call(os.getpid) != before


def test_the_child_gets_no_secret_of_the_deployment(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://x")
    monkeypatch.setenv("HELI_SECRET_KEY", "x")
    given = readers.call(hostile.environment)
    assert not {name for name in given if name.startswith(("DATABASE_", "HELI_"))}


def test_where_no_process_can_be_started_the_file_is_read_all_the_same(
    readers: Readers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert Readers(1, 1.5, ["heli.no.such.module"]).call(os.getpid) == os.getpid()
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert readers.call(os.getpid) == os.getpid()
    assert "no reading process could be started" in caplog.text


def test_closing_ends_a_reading_in_the_middle() -> None:
    readers = Readers(1, 30.0, ())
    pid = readers.call(os.getpid)
    threading.Timer(0.3, readers.close).start()
    began = time.monotonic()
    with pytest.raises(Unreadable):
        readers.call(hostile.nap, 20)
    assert time.monotonic() - began < 5
    assert not Path(f"/proc/{pid}").exists()


PARENT = """
import sys, threading, time
from heli.documents.isolation.process import ReadingProcess
from tests.documents import hostile
one, other = ReadingProcess(), ReadingProcess()
threading.Thread(target=other.call, args=[{seconds}, getattr(hostile, "{act}")], daemon=True).start()
time.sleep(0.5)
print(one.pid, other.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize(("act", "seconds"), [("sleep_and_leave_a_child", 50), ("hang", 2)])
def test_after_kill_9_of_the_parent_no_process_is_left(act: str, seconds: int) -> None:
    """At once, or, from within a call that nothing breaks into, when that call's time is over."""
    root = str(Path(__file__).parents[2])
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT.format(act=act, seconds=seconds)], cwd=root, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pids = [int(word) for word in parent.stdout.readline().split()]
    assert len(pids) == 2
    parent.kill()
    parent.communicate()
    until = time.monotonic() + 6
    while _left(pids) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _left(pids)


def _left(groups: list[int]) -> list[str]:
    """Commands that still run in the process groups; dead ones that wait for their parent don't count."""
    left = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _parent, group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(group) in groups and state != "Z":
            left.append(folder.name)
    return left


def test_a_process_that_cannot_become_ready_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="before it was ready"):
        ReadingProcess(["heli.no.such.module"])
