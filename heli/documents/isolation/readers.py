"""Reading processes kept warm for many calls, and the ones that the upload shares."""

import atexit
import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import ParamSpec, TypeVar

from heli.documents.isolation.process import ReadingProcess

SECONDS = 60.0
"""what one file may take from the command line, where nobody's page waits for it"""
UPLOAD_SECONDS = 30.0
AT_ONCE = 2
"""uploads read at the same time by one web process"""
READING = "heli.documents.intake.read"

P = ParamSpec("P")
T = TypeVar("T")
logger = logging.getLogger(__name__)


class Readers:
    """Up to `most` processes, started when first needed; a dead one is replaced by the next call. Safe in threads."""

    def __init__(self, most: int, seconds: float, preload: Sequence[str] = (READING,)) -> None:
        self._seconds = seconds
        self._preload = preload
        self._free = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._idle: list[ReadingProcess] = []
        self._busy: set[ReadingProcess] = set()
        self._closed = False
        self._owner = os.getpid()

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As ReadingProcess.call; where no process can be started, the function is called right here."""
        with self._free, self._taken() as process:
            if process is None:
                return function(*args, **kwargs)
            return process.call(self._seconds, function, *args, **kwargs)

    @contextmanager
    def _taken(self) -> Iterator[ReadingProcess | None]:
        process = self._take()
        try:
            yield process
        finally:
            if process is not None:
                self._give_back(process)

    def _take(self) -> ReadingProcess | None:
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.is_alive:
                    self._busy.add(process)
                    return process
                process.close()
        try:
            process = ReadingProcess(self._preload)
        except OSError as error:
            logger.warning("no reading process could be started, reading without one: %s", error)
            return None
        with self._lock:
            self._busy.add(process)
            closed = self._closed
        if closed:
            process.kill()
        return process

    def _give_back(self, process: ReadingProcess) -> None:
        with self._lock:
            self._busy.discard(process)
            if process.is_alive and not self._closed:
                self._idle.append(process)
                return
        process.close()

    def close(self) -> None:
        """Ends all of them, in the middle of a call too. In a fork it does nothing: they are the parent's."""
        if os.getpid() != self._owner:
            return
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            busy = list(self._busy)
        for process in busy:
            process.kill()
        for process in idle:
            process.close()


@cache
def for_uploads() -> Readers:
    """Of this process. A fork of it begins with none: another process's pipes are not its own."""
    readers = Readers(AT_ONCE, UPLOAD_SECONDS)
    atexit.register(readers.close)
    return readers


os.register_at_fork(after_in_child=for_uploads.cache_clear)
