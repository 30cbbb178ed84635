"""`heli run` as a person meets it: one command, one address, one way to stop; and what it says when it can't."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner

from heli.cli.run import Place, run, welcome

BUSY = 3


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@dataclass(slots=True)
class Runs:
    """Starts `heli run` on one data folder, as often as a test likes, and ends what it started."""

    data: Path
    port: int = field(default_factory=free_port)
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *options: str) -> subprocess.Popen[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "HELI_"))}
        command = [sys.executable, "-m", "heli", "run", "--data", str(self.data), "--port", str(self.port)]
        process = subprocess.Popen(
            [*command, *options], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.started.append(process)
        return process

    def ready(self, process: subprocess.Popen[str]) -> str:
        """What was printed up to the line with the address."""
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if "合力已启动" in line:
                return said
        pytest.fail(f"heli run ended: {said}")

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.communicate()


@pytest.fixture
def runs() -> Iterator[Runs]:
    # Not below pytest's own folder: the database's system account must be able to reach it when root runs the tests.
    folder = Path(tempfile.mkdtemp(prefix="heli-test-"))
    if os.geteuid() == 0:
        folder.chmod(0o711)
    made = Runs(folder / "data")
    yield made
    made.end()
    gone = time.monotonic() + 10
    while answers(made.port) and time.monotonic() < gone:
        time.sleep(0.1)
    shutil.rmtree(folder, ignore_errors=True)


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def test_a_start_serves_pages_a_second_one_names_the_first_and_term_stops_all(runs: Runs) -> None:
    first = runs.start("--no-demo")
    runs.ready(first)
    assert answers(runs.port)

    second = runs.start("--no-demo")
    said, _ = second.communicate(timeout=20)
    assert second.returncode == BUSY
    assert f"http://127.0.0.1:{runs.port}/" in said

    first.terminate()
    said, _ = first.communicate(timeout=20)
    assert first.returncode == 0
    assert "已停止" in said
    assert not answers(runs.port)


def test_a_start_after_a_kill_works_at_once(runs: Runs) -> None:
    first = runs.start("--no-demo")
    runs.ready(first)
    first.send_signal(signal.SIGKILL)
    first.wait()
    again = runs.start("--no-demo")
    runs.ready(again)
    again.send_signal(signal.SIGINT)
    again.communicate(timeout=20)
    assert again.returncode == 0


def test_a_port_in_use_is_named(runs: Runs) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", runs.port))
        stranger.listen()
        refused = runs.start("--no-demo")
        said, _ = refused.communicate(timeout=20)
    assert refused.returncode == 1
    assert f"端口 {runs.port} 已被别的程序占用" in said


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(run, ["--data", str(tmp_path / "file" / "data")])
    assert result.exit_code == 1
    assert "不能建立数据文件夹" in result.output


def test_demo_accounts_are_shown_with_their_passwords(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accounts = [{"login": "jiaoban", "password": "x-7-y", "role": "推动办经办人", "name": "林试"}]
    (tmp_path / "demo-accounts.json").write_text(json.dumps(accounts), encoding="utf-8")
    welcome(Place(tmp_path, "127.0.0.1", 8000), with_accounts=True)
    said = capsys.readouterr().out
    for value in ("http://127.0.0.1:8000/", *accounts[0].values()):
        assert value in said


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.0.0.2", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104  (judged, not bound)
        ("10.1.2.3", False),
    ],
)
def test_only_this_machine_counts_as_loopback(host: str, loopback: bool) -> None:
    assert Place(Path(), host, 8000).is_loopback is loopback
