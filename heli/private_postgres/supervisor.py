"""Keeps a private database and the programs that use it running, and ends all of them together.

One thread, one loop, woken by signals. A program that ends is started again after a growing pause; when the database
ends, everything is started anew. INT, TERM and HUP stop the programs in their order, the database last; a second
signal shortens the wait. Nothing outlives the supervisor: see `lifeline` and `server`.
"""

import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from heli.private_postgres import server as servers
from heli.private_postgres.children import Child, Program
from heli.private_postgres.errors import CannotStartError

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TICK_SECONDS = 1.0
HASTE_SECONDS = 1.0
TRIES_AT_START = 3


class StoppedError(Exception):
    """A signal asked for the end while something was being prepared."""


@dataclass(slots=True)
class Supervisor:
    data: Path
    say: Callable[[str], None]
    private_database: bool = True
    database: servers.Server | None = None
    children: list[Child] = field(default_factory=list)
    _signals: int = 0
    _pipe: tuple[int, int] = (-1, -1)
    _wake: tuple[socket.socket, socket.socket] | None = None

    @contextmanager
    def running(self) -> Iterator["Supervisor"]:
        """Signals are ours inside; at the end everything is stopped, whatever happened."""
        before = self._take_signals()
        self._pipe = os.pipe()
        try:
            if self.private_database:
                self.database = servers.launch(self.data)
            yield self
        finally:
            self._stop_all()
            for descriptor in self._pipe:
                os.close(descriptor)
            self._return_signals(before)

    def environment(self) -> dict[str, str]:
        """Where the private database is: for the app's role, as every program gets it."""
        return {"DATABASE_URL": self.database.url()} if self.database is not None else {}

    def owner_environment(self) -> dict[str, str]:
        if self.database is None:
            return {}
        return {**self.environment(), "DATABASE_OWNER_URL": self.database.url("heli")}

    def run_step(self, program: Program) -> int:
        """Runs a program to its end and returns its exit code. Raises StoppedError when a signal came."""
        step = Child(program, self._pipe[0])
        step.start()
        try:
            while (code := step.exit_code()) is None:
                self._pause(TICK_SECONDS)
                self._check()
        finally:
            step.end()
        return code

    def start(self, programs: list[Program]) -> None:
        """In the order in which they are to be stopped."""
        self.children = [Child(program, self._pipe[0]) for program in programs]
        for child in self.children:
            child.start()

    def wait_for(self, ready: Callable[[], bool], seconds: float) -> None:
        """Keeps watch until `ready()`. Raises CannotStartError when it takes longer than `seconds`."""
        deadline = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > deadline:
                raise CannotStartError(f"{seconds:.0f}秒内没有启动成功，原因见上面的输出。")
            self._pause(0.05)
            self._check()
            self._mend()
            for child in self.children:
                if child.failures >= TRIES_AT_START:
                    raise CannotStartError(f"{child.program.name}没有启动成功，原因见上面的输出。")

    def watch(self) -> None:
        """Returns when a signal asks for the end."""
        while not self._signals:
            self._mend()
            self._pause(TICK_SECONDS)

    def _mend(self) -> None:
        if self.database is not None and not self.database.alive():
            self.say("数据库意外停止，正在全部重新启动。")
            for child in self.children:
                child.end()
            self.database = servers.launch(self.data)
        for child in self.children:
            code = child.exit_code()
            if code is not None:
                child.end(0)
                pause = child.note_failure()
                self.say(f"{child.program.name}意外停止（{code}），{pause:g}秒后重新启动。")
            elif child.process is None and time.monotonic() >= child.wait_until:
                child.start()

    def _stop_all(self) -> None:
        asked_before = self._signals
        for child in self.children:
            deadline = time.monotonic() + child.program.grace
            child.ask_to_stop()
            while child.process is not None and child.exit_code() is None and time.monotonic() < deadline:
                self._pause(0.1)
                if self._signals > max(asked_before, 1):
                    deadline = min(deadline, time.monotonic() + HASTE_SECONDS)
                    asked_before = self._signals
            child.end(0)
        self.children = []
        if self.database is not None:
            self.database.stop()

    def _check(self) -> None:
        if self._signals:
            raise StoppedError
        if self.database is not None and not self.database.alive():
            raise CannotStartError(f"数据库意外停止，原因见 {self.data / 'log' / 'postgres.log'}。")

    def _pause(self, seconds: float) -> None:
        """Until a signal comes, a child ends, or the time is over."""
        if self._wake is not None and select.select([self._wake[0]], [], [], seconds)[0]:
            self._wake[0].recv(4096)

    def _take_signals(self) -> Mapping[int, object]:
        ours, theirs = socket.socketpair()
        for end in (ours, theirs):
            end.setblocking(False)
        self._wake = (ours, theirs)
        before: dict[int, object] = {-1: signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)}
        for number in STOPPING:
            # A shell starts background jobs deaf to INT, and a person may want it still; `nohup` asks for no HUP.
            if number == signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN:
                continue
            before[number] = signal.signal(number, self._note_signal)
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        return before

    def _return_signals(self, before: Mapping[int, object]) -> None:
        for number, handler in before.items():
            if number == -1:
                signal.set_wakeup_fd(int(str(handler)))
            else:
                signal.signal(number, handler)  # type: ignore[arg-type]  # what signal.signal returned
        if self._wake is not None:
            for end in self._wake:
                end.close()
            self._wake = None

    def _note_signal(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  (the shape of a handler)
        self._signals += 1
