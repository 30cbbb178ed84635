"""One PostgreSQL server as a child of this process, reached over a Unix socket alone.

Start it from the main thread: the kernel interrupts it when the thread that started it ends, so that even a killed
parent leaves a cleanly closed database behind.
"""

import contextlib
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from heli.private_postgres import cluster as clusters
from heli.private_postgres import folders
from heli.private_postgres.binaries import binaries_for
from heli.private_postgres.errors import CannotStartError, DataFolderBusyError
from heli.private_postgres.owner import Owner, owner_for

FAST_SHUTDOWN = signal.SIGINT
IMMEDIATE_SHUTDOWN = signal.SIGQUIT
START_SECONDS = 60.0
LOG_BYTES = 10_000_000
STILL_ENDING = ("lock file", "pre-existing shared memory block")
"""What PostgreSQL says while processes of a killed server are still about to end."""


@dataclass(slots=True)
class Server:
    process: subprocess.Popen[bytes]
    cluster: Path
    socket: Path
    lock: folders.Lock | None = None

    def url(self, role: str = clusters.APP_ROLE, database: str = clusters.DATABASE) -> str:
        """A libpq address; the roles are "heli" (owner) and "heli_app"."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}&port={folders.PORT}"

    def alive(self) -> bool:
        return self.process.poll() is None

    def stop(self, seconds: float = 30.0) -> None:
        """Ends open transactions, closes the files, waits; does nothing the second time."""
        if self.alive():
            self.process.send_signal(FAST_SHUTDOWN)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.send_signal(IMMEDIATE_SHUTDOWN)
                self.process.wait()
        with contextlib.suppress(OSError):  # a killed server's socket may still lie in it
            self.socket.rmdir()
        if self.lock is not None:
            self.lock.release()


def start(data: Path, *, durable: bool = True) -> Server:
    """Locks `data`, makes what isn't there, starts, waits until it answers.

    `durable=False` is for tests: quicker, and a crash of the machine may lose everything.
    Raises CannotStartError, or DataFolderBusyError when another start holds the folder.
    """
    held = folders.lock(data)
    try:
        server = launch(data, durable=durable)
    except BaseException:
        held.release()
        raise
    server.lock = held
    return server


def start_in_free_folder(base: Path, *, durable: bool = False) -> Server:
    """In the first of `<base>/1`, `<base>/2`, … that nobody uses, so that test sessions may run side by side."""
    for number in range(1, 33):
        try:
            return start(base / str(number), durable=durable)
        except DataFolderBusyError:
            continue
    raise CannotStartError(f"{base} 下的数据文件夹都在使用中。")


def launch(data: Path, *, durable: bool = True, seconds: float = START_SECONDS) -> Server:
    """As `start`, for a caller that holds the lock of `data` already."""
    owner = owner_for(data / "postgres")
    binaries = binaries_for(owner)
    cluster = folders.cluster_folder(data, owner)
    clusters.ensure(cluster, binaries, owner, durable=durable)
    folders.keep_link(data, cluster)
    socket = folders.socket_folder(data, owner)
    log = _log_file(data)
    deadline = time.monotonic() + seconds
    while True:
        _forget_dead_postmaster(cluster)
        server = Server(_spawn(binaries, cluster, socket, log, owner, durable=durable), cluster, socket)
        said_before = log.stat().st_size if log.exists() else 0
        try:
            if _answers(server, deadline):
                return server
        except BaseException:
            server.stop()
            raise
        said = _tail(log, said_before)
        if time.monotonic() > deadline or not any(phrase in said for phrase in STILL_ENDING):
            server.stop()
            raise CannotStartError(f"数据库没有启动成功。{log} 的最后几行：\n{said}")
        time.sleep(0.2)


def _spawn(
    binaries: Path, cluster: Path, socket: Path, log: Path, owner: Owner, *, durable: bool
) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket),
        "port": str(folders.PORT),
        "logging_collector": "off",
        "max_connections": "100",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
    command = [str(binaries / "postgres"), "-D", str(cluster)]
    command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("ab") as out:
        return subprocess.Popen(
            owner.command(command, dies_with_parent=True),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd="/",
            start_new_session=True,
        )


def _answers(server: Server, deadline: float) -> bool:
    """Waits for the first answer; False when the process ended instead or the time is over."""
    address = server.url(clusters.OWNER_ROLE, "postgres")
    while server.alive() and time.monotonic() < deadline:
        try:
            with psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
                clusters.ensure_roles(connection)
                return True
        except psycopg.OperationalError:
            time.sleep(0.05)
    return False


def _forget_dead_postmaster(cluster: Path) -> None:
    """Drops a process number left by a killed server if a stranger has it now: PostgreSQL would wait for him forever.

    A live postmaster works in its cluster's folder, and nobody else does.
    """
    note = cluster / "postmaster.pid"
    try:
        pid = int(note.read_text(encoding="utf-8").split("\n", 1)[0])
        at_work = Path(f"/proc/{pid}/cwd").readlink() == cluster.resolve()
    except FileNotFoundError:
        at_work = False
    except (ValueError, OSError):
        return
    if not at_work:
        note.unlink(missing_ok=True)


def _log_file(data: Path) -> Path:
    log = data / "log" / "postgres.log"
    log.parent.mkdir(mode=0o700, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
    return log


def _tail(log: Path, offset: int) -> str:
    with log.open("rb") as said:
        said.seek(offset)
        return said.read()[-2000:].decode("utf-8", "replace").strip()
