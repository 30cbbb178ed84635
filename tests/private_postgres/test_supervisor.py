"""Real kills of real processes: what was acknowledged stays, nothing is left running, the next start works."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from heli.private_postgres.server import start

HERE = Path(__file__).parent
MARK = "HELI_TEST_MARK"


@dataclass(slots=True)
class Stand:
    data: Path
    port: int
    mark: str
    acknowledged: set[int] = field(default_factory=set)
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(HERE), MARK: self.mark}
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "stand.py"), str(self.data), str(self.port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        until(lambda: self.get("/"), "the stand answers")

    def get(self, path: str) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def add(self, numbers: range) -> None:
        self.acknowledged |= {number for number in numbers if self.get(f"/add/{number}")}

    def processes(self) -> dict[int, str]:
        """Every living process of this stand, by the mark in its environment."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if f"{MARK}={self.mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                    found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
        return found

    def pids(self, words: str) -> list[int]:
        return sorted(pid for pid, line in self.processes().items() if words in line)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(30)

    def stored(self) -> set[int]:
        server = start(self.data)
        try:
            with psycopg.connect(server.url("heli")) as connection:
                return {number for (number,) in connection.execute("SELECT number FROM acknowledged")}
        finally:
            server.stop()


def until(true: Callable[[], object], what: str, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"not in {seconds} seconds: {what}"
        time.sleep(0.05)


@pytest.fixture
def stand(data: Path) -> Iterator[Stand]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Stand(data, port, uuid.uuid4().hex)
    made.start()
    yield made
    for pid in made.processes():
        os.kill(pid, signal.SIGKILL)
    assert made.process is not None
    made.process.wait()


VICTIMS = {"postgres": "postgres -D", "web": "heli.cli.serve", "worker": "lifeline stand"}


@pytest.mark.parametrize("victim", VICTIMS)
def test_a_killed_process_is_replaced_and_nothing_acknowledged_is_lost(stand: Stand, victim: str) -> None:
    stand.add(range(20))
    before = set(stand.pids(VICTIMS[victim]))
    os.kill(min(before), signal.SIGKILL)  # the eldest: the main process
    until(lambda: before.isdisjoint(stand.processes()), "what it started has ended too")
    until(lambda: stand.pids(VICTIMS[victim]), "it is replaced")
    until(lambda: stand.get("/"), "pages are served again")
    stand.add(range(20, 40))
    assert stand.end() == 0
    assert stand.processes() == {}
    assert len(stand.acknowledged) == 40
    assert stand.acknowledged <= stand.stored()


def test_a_killed_web_worker_is_replaced_while_the_other_one_answers(stand: Stand) -> None:
    main, *workers = stand.pids("heli.cli.serve")
    os.kill(workers[0], signal.SIGKILL)
    until(lambda: stand.get("/"), "the other one answers", seconds=5)
    until(lambda: len(stand.pids("heli.cli.serve")) == 3, "it is replaced")
    assert main in stand.pids("heli.cli.serve")
    assert stand.end() == 0
    assert stand.processes() == {}


@pytest.mark.parametrize("with_it", [None, "heli.cli.serve", "postgres -D"])
def test_killed_supervisor_leaves_nothing_running_and_the_next_start_works(stand: Stand, with_it: str | None) -> None:
    stand.add(range(20))
    victims = stand.pids("stand.py") + (stand.pids(with_it)[:1] if with_it else [])
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    assert stand.process is not None
    stand.process.wait()
    until(lambda: stand.processes() == {}, "nothing is left", seconds=10)
    stand.start()
    stand.add(range(20, 40))
    assert stand.end() == 0
    assert len(stand.acknowledged) == 40
    assert stand.acknowledged <= stand.stored()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_way_of_asking_stops_everything(stand: Stand, number: signal.Signals) -> None:
    assert stand.end(number) == 0
    assert stand.processes() == {}
    assert "database system is shut down" in (stand.data / "log" / "postgres.log").read_text()


def test_a_program_that_cannot_start_is_given_up_and_named(data: Path) -> None:
    ended = subprocess.run(
        [sys.executable, str(HERE / "stand.py"), str(data), "1", "stand:absent"],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert ended.returncode == 1
    assert "web没有启动成功" in ended.stderr
    assert "database system is shut down" in (data / "log" / "postgres.log").read_text()
