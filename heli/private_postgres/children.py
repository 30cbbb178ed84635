"""A process under the supervisor: the leader of a session, ended together with everything it started."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from heli.private_postgres import lifeline

STEADY_SECONDS = 60.0
LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True)
class Program:
    """`module` is run as `python -m` with `arguments`; it has `grace` seconds to end after being asked."""

    name: str
    module: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    grace: float = 10.0


@dataclass(slots=True)
class Child:
    program: Program
    pipe: int
    """The reading end of the supervisor's lifeline."""
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    wait_until: float = field(default=0.0)

    def start(self) -> None:
        environment = {**os.environ, **self.program.environment, lifeline.VARIABLE: str(self.pipe)}
        command = [sys.executable, "-m", lifeline.__name__, self.program.module, *self.program.arguments]
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, pass_fds=[self.pipe], start_new_session=True
        )
        self.started_at = time.monotonic()

    def exit_code(self) -> int | None:
        """None while it runs or before it was started."""
        return None if self.process is None else self.process.poll()

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def end(self, grace: float | None = None) -> None:
        """Ends the process and its whole group, gently where there is time."""
        if self.process is None:
            return
        self.ask_to_stop()
        deadline = time.monotonic() + (self.program.grace if grace is None else grace)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        end_group(self.process.pid, seconds=1.0)
        self.process.wait()
        self.process = None

    def note_failure(self) -> float:
        """The seconds to wait before it is started again: doubled each time, forgotten after a steady minute."""
        now = time.monotonic()
        self.failures = 0 if now - self.started_at > STEADY_SECONDS else self.failures
        pause: float = min(LONGEST_PAUSE, 0.5 * 2.0 ** min(self.failures, 10))
        self.failures += 1
        self.wait_until = now + pause
        return pause


def end_group(group: int, *, seconds: float) -> None:
    """Asks what is left of a process group to stop, then kills it. An empty group is no error."""
    try:
        os.killpg(group, signal.SIGTERM)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            os.killpg(group, 0)
            time.sleep(0.05)
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
