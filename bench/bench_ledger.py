"""How fast ledger and matter pages are: `python -m bench.bench_ledger [matters]`, in a scratch database of its own.

DATABASE_OWNER_URL names the server (its role may create databases); without it a private one is started.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

SCRATCH = "heli_bench"
ROUNDS = 40
COMMON, RARE = "项目", "凤凰岭"


@contextmanager
def server() -> Iterator[str]:
    given = os.environ.get("DATABASE_OWNER_URL") or os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    from heli.private_postgres.server import start_in_free_folder

    private = start_in_free_folder(Path(tempfile.gettempdir()) / f"heli-bench-{os.getuid()}")
    try:
        yield private.url("heli")
    finally:
        private.stop()


@contextmanager
def scratch(address: str) -> Iterator[None]:
    with psycopg.connect(make_conninfo(address, dbname="postgres"), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {SCRATCH} TEMPLATE template0")
        url = make_conninfo(address, dbname=SCRATCH)
        os.environ.update(DATABASE_URL=url, DATABASE_OWNER_URL=url, HELI_POOL="1", HELI_ROLE="owner")
        os.environ["DJANGO_SETTINGS_MODULE"] = "heli.config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        try:
            yield
        finally:
            from django.db import connection

            connection.close()
            connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has one
            admin.execute(f"DROP DATABASE {SCRATCH} WITH (FORCE)")


def fill(count: int) -> Any:
    """The stage of the tests with `count` issued matters, each with a source, two participants, three updates."""
    from heli.documents.models import Document
    from heli.matters.models import Matter, Participant, Source, Update
    from heli.search.models import Entry
    from heli.search.rules import pairs_of
    from tests.cast import set_stage

    cast, rng, now = set_stage(datetime.now(UTC)), random.Random(7), datetime.now(UTC)
    passage = "县自然资源和规划局要抓紧完成组卷上报，各镇做好配合。"
    document = Document.objects.create(
        programme_id=cast.programme,
        filename="纪要.txt",
        media_type="text/plain",
        sha256="0" * 64,
        size=1,
        file="x",
        received_at=now,
        kind="minutes",
        basis="minutes",
        title="推动组第8次会议纪要",
        script="hans",
        text=("会议强调，要盯住要素保障不放松。" + passage + "\n") * 60,
    )
    units = list(cast.stage.units.values())
    matters = [_matter(n, cast.programme, units, rng, now) for n in range(1, count + 1)]
    Matter.objects.bulk_create(matters, batch_size=1000)
    Source.objects.bulk_create(
        [Source(matter=m, document=document, start=16, end=16 + len(passage)) for m in matters], batch_size=2000
    )
    Participant.objects.bulk_create(
        [Participant(matter=m, organization_id=o) for m in matters for o in rng.sample(units, 2)], batch_size=2000
    )
    updates = [_update(m, n, now) for m in matters for n in range(3)]
    Update.objects.bulk_create(updates, batch_size=2000)
    for m, latest in zip(matters, updates[::3], strict=True):
        m.latest_update = latest
    Matter.objects.bulk_update(matters, ["latest_update"], batch_size=1000)
    Entry.objects.bulk_create(
        [
            Entry(kind="matter", object_id=m.pk, programme_id=cast.programme, pairs=pairs_of(f"{m.number}{m.title}"))
            for m in matters
        ],
        batch_size=2000,
    )
    _follow(cast, matters[count // 2], now)
    return cast, matters


def _matter(n: int, programme: int, units: list[int], rng: random.Random, now: datetime) -> Any:
    from heli.matters.models import NO_DATE, Matter

    today = now.date()
    due: date | None = today + timedelta(days=rng.randint(-40, 200)) if n % 12 else None
    place = RARE if n % 2500 == 0 else f"第{n % 400}片区"
    return Matter(
        programme_id=programme,
        kind=rng.choice(["task", "task", "bottleneck", "support"]),
        state=rng.choice(["issued", "in_progress", "in_progress", "closing_requested", "redo", "closed"]),
        number=f"督办〔2026〕{n}号",
        number_key=2026_000_000 + n,
        title=f"{place}精密铸造{COMMON if n % 3 else '园区'}{n}号地块用地报批和供电接入",
        completion_standard="取得批复并完成供地",
        category=rng.choice(["policy", "bottleneck", "investment", "project"]),
        lead_organization_id=rng.choice(units),
        responsible_leader="周副县长",
        manner="order",
        basis="minutes",
        basis_text="纪要《推动组第8次会议纪要》",
        due_on=due,
        due_key=due or NO_DATE,
        blue_on=due and due - timedelta(days=10),
        yellow_on=today + timedelta(days=rng.randint(-5, 40)),
        red_on=due and due + timedelta(days=1),
        prepared_at=now - timedelta(days=60),
        issued_at=now - timedelta(days=50),
        changed_at=now - timedelta(minutes=n),
    )


def _update(matter: Any, n: int, now: datetime) -> Any:
    from heli.matters.models import Update

    return Update(
        matter=matter,
        organization_id=matter.lead_organization_id,
        at=now - timedelta(days=n * 20),
        progress="勘界、稳评完成；应签201户，已签186户，12月上旬组卷上报。",
        problems="占补平衡指标缺41亩。",
        next_steps="继续签约，同步办理林地手续。",
        help_needed="提请市级调剂指标。",
    )


def _follow(cast: Any, matter: Any, now: datetime) -> None:
    """A life of forty events for the matter whose page is measured."""
    from heli.audit.actions import record
    from heli.matters.models import Update

    ids = list(Update.objects.filter(matter=matter).values_list("pk", flat=True))
    from django.db import transaction

    with transaction.atomic():
        for n in range(40):
            at, data = now - timedelta(days=40 - n), {"update": ids[n % 3]}
            record(chain=f"matter:{matter.pk}", at=at, actor_id=1, actor_name="陈谷雨", verb="update", data=data)
    del cast


def measure(name: str, client: Any, address: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(3):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    queries = asked.captured_queries
    taken, worked = [], time.process_time()
    for _ in range(ROUNDS):
        start = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - start) * 1000)
    worked = (time.process_time() - worked) / ROUNDS * 1000
    taken.sort()
    p50, p95 = taken[ROUNDS // 2], taken[int(ROUNDS * 0.95) - 1]
    times = f"{taken[0]:>7.1f} best{p50:>7.1f} p50{p95:>8.1f} p95{worked:>7.1f} ms of Python"
    print(f"{name:<22}{times}{len(queries):>4} queries")
    if "--sql" in sys.argv:
        for q in queries:
            print("   ", q["time"], q["sql"][:200])


def main() -> None:
    count = int(next((a for a in sys.argv[1:] if a.isdigit()), "10000"))
    with server() as address, scratch(address):
        from django.test import Client

        from heli.directory.models import Account

        start = time.perf_counter()
        cast, matters = fill(count)
        from django.db import connection

        connection.cursor().execute("VACUUM ANALYZE")
        print(f"{count:,} matters built in {time.perf_counter() - start:.1f} s")
        unit = cast.unit("市发改委")
        pages = {
            "ledger": "/ledger/",
            "ledger, page 2": "/ledger/?page=2",
            "ledger, one unit": f"/ledger/?unit={unit}",
            "ledger, red tasks": "/ledger/?light=red&kind=task",
            "ledger, newest first": "/ledger/?sort=changed",
            "ledger, rare words": f"/ledger/?words={RARE}",
            "ledger, common words": f"/ledger/?words={COMMON}",
            "matter": f"/matters/{matters[count // 2].pk}/",
        }
        for login in ("jingban", "lianluo"):
            client = Client()
            client.force_login(Account.objects.get(login=login))
            print(f"as {login}")
            for name, page in pages.items():
                if login == "jingban" or name != "matter":
                    measure(name, client, page)


if __name__ == "__main__":
    main()
