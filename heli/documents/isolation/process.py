"""One reading process, seen from its parent."""

import contextlib
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, ParamSpec, TypeVar, cast

import heli
from heli.documents.intake.unreadable import Cause, Unreadable
from heli.documents.isolation.frames import receive, send
from heli.documents.isolation.replies import READY, Kind, Reply

START_SECONDS = 30.0
END_SECONDS = 5.0
CHILD = "heli.documents.isolation.child"
ROOT = str(Path(heli.__file__).resolve().parents[1])

P = ParamSpec("P")
T = TypeVar("T")
logger = logging.getLogger(__name__)


class ReadingProcess:
    """Serves one call at a time. Raises OSError when it can't be started."""

    def __init__(self, preload: Sequence[str] = ()) -> None:
        self._timed_out = False
        self._retired = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", CHILD, *preload],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            process_group=0,  # Ctrl-C is the parent's to hear; what the child starts ends with the child
        )
        try:
            with self._alarm(START_SECONDS):
                ready = receive(self._replies) == READY
        except (EOFError, pickle.UnpicklingError):
            ready = False
        except BaseException:
            self.close()
            raise
        if not ready:
            self.close()
            raise ChildProcessError("a reading process ended before it was ready")

    @property
    def _calls(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdin)

    @property
    def _replies(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdout)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return not (self._timed_out or self._retired) and self._process.poll() is None

    def call(self, seconds: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `function`, known by its module and name, returns; an Unreadable or OSError that it raises.

        Raises Unreadable also when it takes too long or too much, or ends the process.
        """
        request = pickle.dumps((seconds, function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        try:
            with self._alarm(seconds):
                send(self._calls, request)
                reply: Reply = receive(self._replies)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise self._ending(seconds) from error
        self._retired = reply.last
        if reply.kind is Kind.RAISED:
            raise reply.value
        if reply.kind is Kind.TOO_HEAVY:
            raise _too_heavy()
        if reply.kind is Kind.BROKE_DOWN:
            logger.error("a reading broke down: %s", reply.value)
            raise _broke_down()
        return cast("T", reply.value)

    def kill(self) -> None:
        """Ends the process and what it started; a call under way in another thread raises Unreadable."""
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """Only when no call is under way."""
        self.kill()
        for pipe in (self._calls, self._replies):
            with contextlib.suppress(OSError):
                pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(END_SECONDS)

    @contextlib.contextmanager
    def _alarm(self, seconds: float) -> Iterator[None]:
        timer = threading.Timer(seconds, self._time_out)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _time_out(self) -> None:
        self._timed_out = True
        self.kill()

    def _ending(self, seconds: float) -> Unreadable:
        self._retired = True
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(END_SECONDS)
        code = self._process.returncode
        self.kill()
        if self._timed_out or code == -signal.SIGALRM:
            return _timed_out(seconds)
        logger.error("a reading process ended by itself, exit code %s", code)
        # Killed, and not by us: the machine was short of memory.
        return _too_heavy() if code == -signal.SIGKILL else _broke_down()


def _environment() -> dict[str, str]:
    """Nothing of the deployment's secrets, and our own package wherever the process is started."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "HELI_"))}
    known = [ROOT, *filter(None, [kept.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(known), "PYTHONSAFEPATH": "1"}


def _timed_out(seconds: float) -> Unreadable:
    return Unreadable(
        Cause.TIMED_OUT,
        f"读了 {seconds:g} 秒还没有读完，已停止，没有保存。文件可能过长或已损坏，请拆分或另存后再试，也可只送正文。",
    )


def _too_heavy() -> Unreadable:
    return Unreadable(
        Cause.TOO_HEAVY, "文件内容过多，展开后超过可读的上限，已停止，没有保存。请拆分后再试，也可只送正文。"
    )


def _broke_down() -> Unreadable:
    return Unreadable(
        Cause.BROKE_DOWN,
        "读到中途中断，没有读出，也没有保存。请用原来的软件打开后另存再试；仍读不出的，请把文件交管理员查看。",
    )
