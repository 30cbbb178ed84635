"""`heli run`: everything that a person needs to begin, in one command."""

import contextlib
import errno
import http.client
import ipaddress
import json
import os
import socket
import time
from dataclasses import dataclass
from pathlib import Path

import click

from heli.private_postgres import folders
from heli.private_postgres.children import Program
from heli.private_postgres.errors import CannotStartError, DataFolderBusyError
from heli.private_postgres.supervisor import StoppedError, Supervisor

BUSY = 3
"""the exit code when the data folder is in use"""
READY_SECONDS = 60.0
PORT_SECONDS_AFTER_A_KILL = 15.0
ACCOUNTS = "demo-accounts.json"


@dataclass(frozen=True, slots=True)
class Place:
    data: Path
    host: str
    port: int

    @property
    def address(self) -> str:
        shown = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104  (shown, not bound)
        return f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}/"

    @property
    def is_loopback(self) -> bool:
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def default_data() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "heli"


@click.command(help="启动合力：数据库、网页和后台；按 Ctrl-C 停止。")
@click.option("--data", envvar="HELI_DATA", type=click.Path(path_type=Path), help="数据文件夹（HELI_DATA）。")
@click.option("--port", envvar="PORT", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", envvar="HELI_BIND", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option("--demo/--no-demo", default=True, help="没有专项时装入演示专项；只在本机地址上。")
def run(data: Path | None, port: int, host: str, demo: bool) -> None:
    place = Place((data or default_data()).expanduser().resolve(), host, port)
    try:
        held = folders.lock(place.data)
    except DataFolderBusyError as busy:
        click.echo(str(busy), err=True)
        raise SystemExit(BUSY) from busy
    except CannotStartError as error:
        raise click.ClickException(str(error)) from error
    try:
        _run(place, held, demo=demo)
    except CannotStartError as error:
        raise click.ClickException(str(error)) from error
    except StoppedError:
        say("已停止。")
    finally:
        held.release()


def _run(place: Place, held: folders.Lock, *, demo: bool) -> None:
    held.announce(place.address)
    private = not os.environ.get("DATABASE_URL")
    _await_port(place, PORT_SECONDS_AFTER_A_KILL if held.after_a_kill else 0.0)
    with Supervisor(place.data, say, private_database=private).running() as supervisor:
        held.announce(place.address, supervisor.environment().get("DATABASE_URL", ""))
        _prepare(supervisor, place, demo=demo and place.is_loopback)
        supervisor.start(programs(supervisor, place))
        supervisor.wait_for(lambda: answers(place), READY_SECONDS)
        if demo and not place.is_loopback:
            say("不在本机地址上，演示账号不启用。")
        welcome(place, with_accounts=demo and place.is_loopback)
        supervisor.watch()
        say("正在停止……")
    say("已停止。")


def say(words: str) -> None:
    """To a terminal that may be gone by now."""
    with contextlib.suppress(OSError):
        click.echo(words)


def _prepare(supervisor: Supervisor, place: Place, *, demo: bool) -> None:
    owner = {**_shared(supervisor, place), **supervisor.owner_environment()}
    steps = [Program("升级数据表", "heli", ("migrate",), owner)]
    if demo:
        steps.append(Program("装入演示专项", "heli", ("demo", "--if-empty"), _as_app(supervisor, place)))
    for step in steps:
        if supervisor.run_step(step) != 0:
            raise CannotStartError(f"{step.name}没有成功，原因见上面的输出。")


def programs(supervisor: Supervisor, place: Place) -> list[Program]:
    environment = _as_app(supervisor, place)
    return [
        Program("网页", "heli.cli.serve", (place.host, str(place.port)), environment),
        Program("后台", "heli", ("worker",), environment),
    ]


def _shared(supervisor: Supervisor, place: Place) -> dict[str, str]:
    return {**supervisor.environment(), "HELI_DATA": str(place.data), "HELI_BIND": place.host}


def _as_app(supervisor: Supervisor, place: Place) -> dict[str, str]:
    """Without the owner's address: what serves pages has no way to change tables or audit events."""
    return {**_shared(supervisor, place), "HELI_ROLE": "app", "DATABASE_OWNER_URL": ""}


def answers(place: Place) -> bool:
    """Whether a page can be had: the web process is up and reaches the database."""
    host = "127.0.0.1" if place.host == "0.0.0.0" else place.host  # noqa: S104  (asked, not bound)
    connection = http.client.HTTPConnection(host, place.port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _await_port(place: Place, seconds: float) -> None:
    """A killed start's web processes need a moment to end; a stranger on the port is reported at once."""
    deadline = time.monotonic() + seconds
    while not _port_is_free(place):
        if time.monotonic() > deadline:
            raise CannotStartError(f"端口 {place.port} 已被别的程序占用：请换一个，例如 PORT={place.port + 1}。")
        time.sleep(0.2)


def _port_is_free(place: Place) -> bool:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except PermissionError as error:
        raise CannotStartError(f"无权使用端口 {place.port}：请换一个 1024 以上的。") from error
    except socket.gaierror as error:
        raise CannotStartError(f"没有 {place.host} 这个地址。") from error
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise CannotStartError(f"不能监听 {place.host}：{error.strerror}。") from error
        return False
    return True


def welcome(place: Place, *, with_accounts: bool) -> None:
    say(f"合力已启动：{place.address}")
    kept = place.data / ACCOUNTS
    if with_accounts and kept.exists():
        with contextlib.suppress(OSError):
            _print_accounts(json.loads(kept.read_text(encoding="utf-8")))
    say("按 Ctrl-C 停止。")


def _print_accounts(accounts: list[dict[str, str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    columns = {"login": "账号", "password": "密码", "role": "角色", "name": "姓名"}
    typed = {"login", "password"}
    table = Table(title="演示账号（密码在这台机器上生成，只供试用）", title_justify="left")
    for key, title in columns.items():
        table.add_column(title, overflow="fold", no_wrap=key in typed)
    for account in accounts:
        table.add_row(*(account.get(key, "") for key in columns))
    Console().print(table)
