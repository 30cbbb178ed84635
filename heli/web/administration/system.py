"""系统: version, database, the worker, and the proof of the audit chains."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from itertools import chain, islice

from django.db import connection
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from heli.audit import queries as audit
from heli.audit.queries import Broken
from heli.web.administration.door import administrators_only, show
from heli.web.shell.requests import Request

SILENT_AFTER = timedelta(minutes=3)
"""A job is due every minute: a worker that has taken none for so long has stopped, or can't follow."""
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Worker:
    running: bool
    last_job_at: datetime | None
    waiting: int
    failed: int


def _worker(now: datetime) -> Worker:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        (beat,) = cursor.fetchone() or (None,)
        cursor.execute("SELECT max(defer_timestamp) FROM procrastinate_periodic_defers")
        (deferred,) = cursor.fetchone() or (None,)
        cursor.execute(
            "SELECT count(*) FILTER (WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())),"
            " count(*) FILTER (WHERE status = 'failed') FROM procrastinate_jobs"
        )
        waiting, failed = cursor.fetchone() or (0, 0)
    last = datetime.fromtimestamp(deferred, UTC) if deferred else None
    return Worker(beat is not None and now - beat < SILENT_AFTER, last, waiting, failed)


@dataclass(frozen=True, slots=True)
class Database:
    version: str
    size: int
    """bytes"""


def _database() -> Database:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
        row = cursor.fetchone() or ("", 0)
    return Database(row[0].split(" ")[0], row[1])


def _show(request: Request, *, verified: bool, broken: list[Broken]) -> HttpResponse:
    chains, events, seals = audit.size()
    context: dict[str, object] = {
        "version": version("heli"),
        "database": _database(),
        "worker": _worker(request.actor.at),
        "chains": chains,
        "events": events,
        "seals": seals,
        "verified": verified,
        "broken": broken,
    }
    return show(request, "system", "administration_system", context)


@require_GET
@administrators_only
def show_system(request: Request) -> HttpResponse:
    return _show(request, verified=False, broken=[])


@require_POST
@administrators_only
def verify(request: Request) -> HttpResponse:
    broken = list(islice(chain(audit.broken_links(), audit.broken_seals()), SHOWN))
    return _show(request, verified=True, broken=broken)
