"""A small application to kill: it counts what it has acknowledged. Run by the tests beside it, never imported.

`python stand.py DATA PORT [APPLICATION]` supervises; `stand:application` answers; `python -m stand` is the worker.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import psycopg

from heli.private_postgres import folders
from heli.private_postgres.children import Program
from heli.private_postgres.supervisor import StoppedError, Supervisor


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """/add/7 stores 7 and answers once it is committed; / says that it is ready."""
    number = environ["PATH_INFO"].removeprefix("/add").strip("/")
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        if number:
            connection.execute("INSERT INTO acknowledged (number) VALUES (%s)", [int(number)])
        else:
            connection.execute("SELECT 1 FROM acknowledged LIMIT 1")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


def work() -> None:
    while True:
        time.sleep(60)


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def supervise(data: Path, port: str, target: str = "stand:application") -> None:
    held = folders.lock(data)
    held.announce(f"http://127.0.0.1:{port}/")
    try:
        with Supervisor(data, say).running() as supervisor:
            assert supervisor.database is not None
            with psycopg.connect(supervisor.database.url("heli"), autocommit=True) as connection:
                connection.execute("CREATE TABLE IF NOT EXISTS acknowledged (number integer PRIMARY KEY)")
                connection.execute("GRANT SELECT, INSERT ON acknowledged TO heli_app")
            environment = supervisor.environment()
            web = Program("web", "heli.cli.serve", ("127.0.0.1", port, target), environment)
            supervisor.start([web, Program("worker", "stand", (), environment)])
            if target == "stand:absent":
                supervisor.wait_for(lambda: False, 30)
            supervisor.watch()
    except StoppedError:
        pass
    finally:
        held.release()


if __name__ == "__main__":
    if len(sys.argv) == 1:
        work()
    else:
        supervise(Path(sys.argv[1]), *sys.argv[2:])
