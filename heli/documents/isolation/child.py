"""The process that reads: takes calls from its parent's pipe, one after another, and ends when the parent does.

Started as `python -m heli.documents.isolation.child [MODULE …]`; the modules are imported before the first call.
"""

import os
import pickle
import resource
import signal
import sys
import threading
import traceback
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from heli.documents.intake.unreadable import Unreadable
from heli.documents.isolation.frames import receive_bytes, send
from heli.documents.isolation.replies import MEMORY_BYTES, READY, RESTING_BYTES, Kind, Reply


def main() -> None:
    _limit()
    calls, replies = _own_pipes()
    for module in sys.argv[1:]:
        import_module(module)
    waiting: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_take, args=[calls, waiting], name="calls", daemon=True).start()
    send(replies, pickle.dumps(READY))
    last = False
    while not last:
        body, last = _answered(waiting.get())
        send(replies, body)


def _limit() -> None:
    """Memory it may take for itself; no dump of it ever: the file it reads may be one that must not be stored."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    if hard == resource.RLIM_INFINITY or hard > MEMORY_BYTES:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, hard))


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes under numbers of their own: whatever prints or asks meets the error stream and nothing."""
    calls, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return calls, replies


def _take(calls: IO[bytes], waiting: "SimpleQueue[bytes]") -> None:
    """The end of the pipe is the end of the parent: this process and what it started go with it."""
    try:
        while True:
            waiting.put(receive_bytes(calls))
    except (EOFError, OSError, MemoryError):
        if os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _answered(request: bytes) -> tuple[bytes, bool]:
    """The reply, and whether it is this process's last one."""
    try:
        seconds, function, args, kwargs = pickle.loads(request)  # noqa: S301  (written by our own parent)
        # The kernel's own end of a call that not even a signal handler could break into, should the parent be gone.
        signal.setitimer(signal.ITIMER_REAL, seconds + 1)
        reply = _called(function, args, kwargs)
        last = reply.kind is Kind.TOO_HEAVY or _resident_bytes() > RESTING_BYTES
        body = pickle.dumps(Reply(reply.kind, reply.value, last=last), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        body, last = pickle.dumps(Reply(Kind.TOO_HEAVY, None, last=True)), True
    signal.setitimer(signal.ITIMER_REAL, 0)
    return body, last


def _called(function: Any, args: Any, kwargs: Any) -> Reply:
    try:
        return Reply(Kind.DONE, function(*args, **kwargs))
    except (Unreadable, OSError) as error:
        return Reply(Kind.RAISED, error.with_traceback(None))
    except MemoryError:
        return Reply(Kind.TOO_HEAVY, None)
    except Exception as error:  # noqa: BLE001  (whatever a hostile file can make a library raise)
        return Reply(Kind.BROKE_DOWN, _where(error))


def _where(error: Exception) -> str:
    """The kind of error and its last places in the code. Not its message, which may quote the file."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " < ".join([type(error).__name__, *(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))])


def _resident_bytes() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()
