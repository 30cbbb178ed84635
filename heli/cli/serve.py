"""The web process: granian's main process and its workers.

`heli run` starts it as `python -m heli.cli.serve HOST PORT`; a third argument names another WSGI application.
"""

import signal
import sys
from importlib import import_module
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from heli.private_postgres import lifeline

WORKERS = 2
THREADS = 3
"""each worker's: on two cores four halve what small pages get, one lets a slow paper hold up the pages behind it"""


def load(target: str) -> Any:
    """Called in each worker, a fork of the main process: it needs a watch of its own.

    Until granian listens to signals here, the main process's handlers would swallow a worker's order to stop.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    lifeline.hold()
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def serve(host: str, port: int, target: str = "heli.config.wsgi:application") -> None:
    Server(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=8,
        log_level=LogLevels.error,
    ).serve(target_loader=load)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
