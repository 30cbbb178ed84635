"""The private server by itself: who may come in, what a killed one leaves behind."""

import os
import signal
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psycopg
import pytest

from heli.private_postgres import folders
from heli.private_postgres.errors import CannotStartError, DataFolderBusyError
from heli.private_postgres.server import start, start_in_free_folder

NOBODY = 65534


def test_app_role_is_no_superuser_and_makes_no_tables(data: Path) -> None:
    server = start(data, durable=False)
    try:
        with psycopg.connect(server.url("heli_app")) as connection:
            powers = connection.execute(
                "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            assert powers == (False,)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("CREATE TABLE mine (number integer)")
    finally:
        server.stop()


def test_nothing_listens_on_tcp_and_the_socket_is_closed_to_others(data: Path) -> None:
    server = start(data, durable=False)
    try:
        with psycopg.connect(server.url("heli", "postgres")) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700
    finally:
        server.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_another_user_of_the_machine_is_refused(data: Path) -> None:
    server = start(data, durable=False)
    try:
        server.socket.chmod(0o755)  # even with the folder open
        tried = subprocess.run(
            [os.path.realpath("/usr/bin/python3"), "-c", _ask_over_socket(server.socket)],
            user=NOBODY,
            capture_output=True,
            text=True,
            check=True,
        )
        assert 'Peer authentication failed for user "heli"' in tried.stdout
    finally:
        server.stop()


def _ask_over_socket(folder: Path) -> str:
    """A start-up message of the PostgreSQL protocol, for a Python that has no driver; prints the answer."""
    return textwrap.dedent(f"""
        import socket, struct
        s = socket.socket(socket.AF_UNIX)
        s.connect({str(folder / ".s.PGSQL.5432")!r})
        body = struct.pack("!i", 196608) + b"user\\0heli\\0database\\0postgres\\0\\0"
        s.sendall(struct.pack("!i", len(body) + 4) + body)
        print(s.recv(4096).decode("utf-8", "replace"))
    """)


def test_second_start_on_the_same_data_is_told_of_the_first(data: Path) -> None:
    server = start(data, durable=False)
    try:
        assert server.lock is not None
        server.lock.announce("http://127.0.0.1:8000/")
        with pytest.raises(DataFolderBusyError, match=r"http://127\.0\.0\.1:8000/") as refused:
            start(data)
        assert refused.value.running.pid == os.getpid()
        assert folders.running(data) == refused.value.running
    finally:
        server.stop()
    assert folders.running(data) is None
    assert not server.socket.exists()


def test_committed_rows_outlive_a_killed_postmaster(data: Path) -> None:
    server = start(data)
    with psycopg.connect(server.url("heli")) as connection:
        connection.execute("CREATE TABLE kept (number integer)")
        connection.execute("INSERT INTO kept VALUES (1)")
    os.kill(server.process.pid, signal.SIGKILL)
    server.stop()
    again = start(data)
    try:
        with psycopg.connect(again.url("heli")) as connection:
            assert connection.execute("SELECT number FROM kept").fetchall() == [(1,)]
    finally:
        again.stop()


def test_a_process_number_that_a_stranger_has_now_does_not_stop_the_start(data: Path) -> None:
    server = start(data, durable=False)
    server.stop()
    stranger = subprocess.Popen(["sleep", "60"], user=server.cluster.stat().st_uid if os.geteuid() == 0 else None)
    try:
        note = server.cluster / "postmaster.pid"
        note.write_text(f"{stranger.pid}\n{server.cluster}\n0\n5432\n\n\n\n\n")
        os.chown(note, server.cluster.stat().st_uid, server.cluster.stat().st_gid)
        began = time.monotonic()
        start(data, durable=False).stop()
        assert time.monotonic() - began < 10
    finally:
        stranger.kill()
        stranger.wait()


def test_killed_parent_leaves_a_cleanly_closed_database(data: Path) -> None:
    script = f"""
        import time
        from pathlib import Path
        from heli.private_postgres.server import start
        print(start(Path({str(data)!r})).process.pid, flush=True)
        time.sleep(60)
    """
    parent = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    postmaster = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{postmaster}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{postmaster}").exists()
    assert "database system is shut down" in (data / "log" / "postgres.log").read_text()


def test_initdb_killed_half_way_does_not_stop_the_next_start(bare: Path) -> None:
    half = bare / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    start(bare, durable=False).stop()
    assert not half.exists()


def test_socket_folder_of_somebody_else_is_refused(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    server = start(data, durable=False)
    server.stop()
    server.socket.symlink_to(tmp_path)
    try:
        with pytest.raises(CannotStartError, match="不属于用户"):
            start(data, durable=False)
    finally:
        server.socket.unlink()


def test_lost_cluster_behind_a_link_is_never_replaced_by_an_empty_one(bare: Path) -> None:
    bare.mkdir()
    (bare / "postgres").symlink_to(bare / "gone")
    with pytest.raises(CannotStartError, match="不见了"):
        start(bare)


def test_test_sessions_side_by_side_get_folders_of_their_own(bare: Path) -> None:
    first = start_in_free_folder(bare)
    second = start_in_free_folder(bare)
    try:
        assert first.cluster != second.cluster
    finally:
        second.stop()
        first.stop()
