"""History is never rewritten: chains prove themselves, a changed row is named, the app's role can't change one."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from heli.audit.actions import record
from heli.audit.models import Event, Payload
from heli.audit.queries import acts, broken_links
from heli.config.database import APP_ROLE, grant
from heli.matters.actions.follow import Report, update
from tests.cast import MONDAY, Cast
from tests.matters.desk import Desk, refused


def test_the_chains_of_a_whole_life_prove_themselves(desk: Desk) -> None:
    matter = desk.closed()
    assert list(broken_links()) == []
    assert [act.verb for act in acts(f"matter:{matter}")] == [
        "prepare", "lay", "approve", "issue", "acknowledge", "request_closing", "close",
    ]  # fmt: skip


def test_every_step_says_who_when_from_what_to_what(desk: Desk, cast: Cast) -> None:
    matter = desk.closed()
    last = acts(f"matter:{matter}")[-1]
    assert (last.actor_name, last.at) == (cast.clerk.name, cast.at)
    assert last.data is not None
    assert (last.data["from"], last.data["to"], last.data["reason"]) == (
        "closing_requested",
        "closed",
        "已核清单原件",
    )


def test_a_refused_step_leaves_no_trace(desk: Desk, cast: Cast) -> None:
    matter = desk.closed()
    before = Event.objects.count()
    refused(update, cast.liaison, matter, Report(progress="又"))
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"actor_name": "别人"}, "记录被改动"),
        ({"actor_id": 999}, "记录被改动"),
        ({"verb": "approve"}, "记录被改动"),
        ({"at": MONDAY.replace(hour=5)}, "记录被改动"),
        ({"payload_hash": "0" * 64}, "记录被改动"),
        ({"hash": "0" * 64}, "记录被改动"),
    ],
)
def test_a_changed_event_is_named(desk: Desk, changed: dict[str, object], why: str) -> None:
    matter = desk.issued()
    Event.objects.filter(chain=f"matter:{matter}", number=2).update(**changed)
    broken = list(broken_links())
    assert (broken[0].chain, broken[0].number) == (f"matter:{matter}", 2)
    assert why in broken[0].why


def test_a_changed_payload_is_named(desk: Desk) -> None:
    matter = desk.issued()
    Payload.objects.filter(event__chain=f"matter:{matter}", event__number=3).update(data={"from": "laid"})
    (broken,) = broken_links()
    assert (broken.chain, broken.number) == (f"matter:{matter}", 3)
    assert "内容被改动" in broken.why


def test_a_removed_event_is_named(desk: Desk) -> None:
    matter = desk.issued()
    gone = Event.objects.get(chain=f"matter:{matter}", number=2)
    Payload.objects.filter(event=gone).delete()
    gone.delete()
    first = next(broken_links())
    assert (first.number, first.why) == (3, "第2条缺失")


def test_an_erased_payload_breaks_no_chain(desk: Desk) -> None:
    matter = desk.issued()
    Payload.objects.filter(event__chain=f"matter:{matter}", event__number=2).delete()
    assert list(broken_links()) == []
    assert acts(f"matter:{matter}")[1].data is None


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(chain="matter:1", at=MONDAY, actor_id=None, actor_name="某", verb="prepare")


@contextmanager
def as_the_app() -> Iterator[None]:
    """What follows runs with the rights of the app's role, as in a deployment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if cursor.fetchone() is None:
            pytest.skip(f"此数据库没有 {APP_ROLE} 角色")
        grant()
        cursor.execute(f"SET ROLE {APP_ROLE}")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")


FORBIDDEN = [
    "UPDATE audit_event SET actor_name = '别人'",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event CASCADE",
    "UPDATE audit_payload SET data = '{}'",
    "TRUNCATE audit_payload",
    "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    "DROP TABLE audit_payload",
    "DELETE FROM django_migrations",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_apps_role_cant_rewrite_history(desk: Desk, statement: str) -> None:
    desk.prepared()
    with as_the_app(), pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)
    assert list(broken_links()) == []


def test_the_apps_role_does_all_that_a_matter_needs(desk: Desk) -> None:
    with as_the_app():
        matter = desk.closed()
    assert len(acts(f"matter:{matter}")) == 7
