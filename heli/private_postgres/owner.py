"""Which account of the operating system PostgreSQL runs as, and how a command is started as that account.

PostgreSQL refuses to run as root. Root therefore starts it as the owner of an existing cluster, else as a system
account of its own; anybody else starts it as himself.
"""

import os
import pwd
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from heli.private_postgres.errors import CannotStartError

ACCOUNT = "heli"
HOME = Path("/var/lib/heli")
FIRST_PERSON = 1000
"""Debian gives people numbers from here on; system accounts lie below."""


@dataclass(frozen=True, slots=True)
class Owner:
    name: str
    uid: int
    gid: int

    @property
    def is_somebody_else(self) -> bool:
        return os.geteuid() != self.uid

    def command(self, argv: list[str], *, dies_with_parent: bool = False) -> list[str]:
        """`argv` run as this account; with `dies_with_parent` it is interrupted when the starting thread ends."""
        switch = ["--reuid", str(self.uid), "--regid", str(self.gid), "--clear-groups"] if self.is_somebody_else else []
        bound = ["--pdeathsig", signal.Signals.SIGINT.name.removeprefix("SIG")] if dies_with_parent else []
        if not switch and not bound:
            return argv
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            raise CannotStartError("缺少 setpriv 命令：请安装 util-linux。")
        return [setpriv, *switch, *bound, "--", *argv]

    def can_run(self, argv: list[str]) -> bool:
        done = subprocess.run(self.command(argv), capture_output=True, check=False, cwd="/")
        return done.returncode == 0

    def can_enter(self, folder: Path) -> bool:
        return not self.is_somebody_else or self.can_run(["test", "-x", str(folder)])

    def give(self, path: Path) -> None:
        if self.is_somebody_else:
            os.chown(path, self.uid, self.gid)


def owner_for(cluster: Path) -> Owner:
    """The account for the cluster at `cluster`, which need not exist yet."""
    uid = os.geteuid()
    try:
        found = cluster.stat().st_uid if cluster.exists() else uid
    except PermissionError as error:
        raise CannotStartError(f"无权读取数据文件夹 {cluster.parent}。") from error
    if uid != 0:
        if found != uid:
            raise CannotStartError(f"{cluster} 属于另一个用户（{_name(found)}）：请用该用户启动，或换一个数据文件夹。")
        return _owner(uid)
    return _owner(found) if found != 0 else system_account()


def system_account() -> Owner:
    name = os.environ.get("HELI_POSTGRES_USER", ACCOUNT)
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(HOME)]
        command += ["--shell", "/usr/sbin/nologin", name]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode != 0:
            raise CannotStartError(f"不能建立系统用户 {name}：{made.stderr.strip()}") from None
        entry = pwd.getpwnam(name)
    if entry.pw_uid >= FIRST_PERSON and "HELI_POSTGRES_USER" not in os.environ:
        raise CannotStartError(f"用户 {name} 不是系统用户：请用 HELI_POSTGRES_USER 指定运行数据库的用户。")
    return Owner(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _owner(uid: int) -> Owner:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise CannotStartError(f"用户编号 {uid} 没有用户名，数据库无法核对身份：请先为它建立用户。") from None
    return Owner(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
