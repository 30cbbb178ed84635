"""Where things lie: the lock of a data folder, the cluster in it, and the folder of its socket."""

import fcntl
import hashlib
import json
import os
import stat
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

from heli.private_postgres.errors import CannotStartError, DataFolderBusyError, Running
from heli.private_postgres.owner import HOME, Owner

NOTE = "heli.lock"
PORT = 5432
"""Names the socket file; nothing listens on TCP."""
LONGEST_SOCKET_PATH = 107
"""bytes: what fits into a Unix socket's address, without the final zero"""


@dataclass(slots=True)
class Lock:
    """Held while a start uses the data folder; freed by the kernel however the process ends."""

    descriptor: int
    after_a_kill: bool
    """The start before this one never said that it had ended."""

    def announce(self, address: str, database: str = "") -> None:
        _write(self.descriptor, json.dumps({"pid": os.getpid(), "address": address, "database": database}))

    def release(self) -> None:
        if self.descriptor >= 0:
            _write(self.descriptor, "")
            os.close(self.descriptor)
            self.descriptor = -1


def lock(data: Path) -> Lock:
    """Raises DataFolderBusyError with what is known of the start that holds `data`."""
    make(data)
    try:
        descriptor = os.open(data / NOTE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise CannotStartError(f"不能使用数据文件夹 {data}：{error.strerror}。") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        running = _read(descriptor)
        os.close(descriptor)
        raise DataFolderBusyError(running) from None
    held = Lock(descriptor, after_a_kill=os.fstat(descriptor).st_size > 0)
    held.announce("")
    return held


def running(data: Path) -> Running | None:
    """The start that uses `data` now, if one does; looks without locking."""
    try:
        descriptor = os.open(data / NOTE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        noted = _read(descriptor)
    finally:
        os.close(descriptor)
    return noted if noted.pid and Path(f"/proc/{noted.pid}").exists() else None


def make(data: Path) -> None:
    """Closed to others; root leaves a way through to the cluster, which belongs to another account."""
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise CannotStartError(f"不能建立数据文件夹 {data}：{error.strerror}。") from error


def cluster_folder(data: Path, owner: Owner) -> Path:
    """`<data>/postgres`; or a folder below /var/lib/heli, where `owner` can't enter `data` and `keep_link` leads."""
    folder = data / "postgres"
    if folder.is_symlink():
        if not folder.exists():
            raise CannotStartError(f"{folder} 指向的数据库 {folder.readlink()} 不见了：请先恢复它。")
        return folder.resolve()
    if owner.can_enter(data):
        return folder
    if folder.exists():
        raise CannotStartError(f"用户 {owner.name} 不能进入 {data}，而其中已有数据库：请换一个数据文件夹。")
    clusters = HOME / "clusters"
    clusters.mkdir(parents=True, exist_ok=True)
    for step in (HOME, clusters):
        step.chmod(0o755)
    return clusters / uuid.uuid4().hex


def keep_link(data: Path, cluster: Path) -> None:
    """Made after the cluster itself, so that a link to nothing always means a loss."""
    folder = data / "postgres"
    if folder != cluster and not folder.is_symlink():
        folder.symlink_to(cluster)


def socket_folder(data: Path, owner: Owner) -> Path:
    """Made if absent, mode 0700; refused if it is somebody else's."""
    name = f"heli-{owner.uid}-{hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]}"
    for base in _bases(owner):
        folder = base / name
        if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            break
    else:
        raise CannotStartError("临时文件夹的路径太长：请设置较短的 TMPDIR。")
    try:
        folder.mkdir(mode=0o700)
        owner.give(folder)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner.uid:
            raise CannotStartError(f"{folder} 不属于用户 {owner.name}：请查明来历，移走后再启动。") from None
        folder.chmod(0o700)
    return folder


def _bases(owner: Owner) -> list[Path]:
    bases = [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108  (the folder inside is checked and closed)
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    if session and not owner.is_somebody_else and os.access(session, os.W_OK | os.X_OK):
        bases.insert(0, Path(session))
    return [base for base in bases if owner.can_enter(base)]


def _read(descriptor: int) -> Running:
    try:
        noted = json.loads(os.pread(descriptor, 4096, 0) or b"{}")
    except ValueError:
        noted = {}
    return Running(int(noted.get("pid", 0)), str(noted.get("address", "")), str(noted.get("database", "")))


def _write(descriptor: int, text: str) -> None:
    content = text.encode()
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, content, 0)
