"""The same people everywhere: the demo's, set on its stage, as actors at any moment."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from heli.cli.demo.stage import Stage, build
from heli.directory.models import Account
from heli.directory.rules.actor import Actor
from heli.programmes.queries import actor_for

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""9 o'clock on a Monday morning in China; an ordinary working day."""
PASSWORD = "heli-test-0001"


@dataclass(frozen=True, slots=True)
class Cast:
    stage: Stage
    at: datetime

    def actor(self, login: str, at: datetime | None = None) -> Actor:
        return actor_for(Account.objects.select_related("person").get(login=login), at or self.at)

    @property
    def clerk(self) -> Actor:
        return self.actor("jingban")

    @property
    def second_clerk(self) -> Actor:
        return self.actor("jingban2")

    @property
    def office_head(self) -> Actor:
        return self.actor("zhuren")

    @property
    def leader(self) -> Actor:
        return self.actor("lingdao")

    @property
    def unit_head(self) -> Actor:
        """Head of 市发改委."""
        return self.actor("danwei")

    @property
    def liaison(self) -> Actor:
        """Liaison of 市发改委."""
        return self.actor("lianluo")

    @property
    def participant(self) -> Actor:
        """Liaison of 市财政局."""
        return self.actor("peihe")

    @property
    def raiser(self) -> Actor:
        """Head of 县发改局, which raises bottlenecks."""
        return self.actor("xianfagai")

    @property
    def professional(self) -> Actor:
        """Head of 县商务和投资促进局, which leads a professional group."""
        return self.actor("zhaoshang")

    @property
    def auditor(self) -> Actor:
        return self.actor("shenji")

    @property
    def administrator(self) -> Actor:
        return self.actor("guanli")

    @property
    def programme(self) -> int:
        return self.stage.programme

    def unit(self, short_name: str) -> int:
        return self.stage.units[short_name]


def set_stage(at: datetime = MONDAY) -> Cast:
    from heli.cli.demo import people

    passwords = {who.login: PASSWORD for who in people.PEOPLE if who.login}
    return Cast(build(at, passwords=passwords, demo=False), at)


ROWS: dict[str, bytes] = {}
"""Rows of the stage by table, as COPY writes them, and the stage itself: building it once is enough for a run."""
BUILT: list[Stage] = []


def _keep_rows() -> None:
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if model.__module__.startswith("heli.") and model._default_manager.exists():
                with cursor.copy(f'COPY "{table}" TO STDOUT') as out:
                    ROWS[table] = b"".join(bytes(part) for part in out)


@transaction.atomic
def _put_rows_back() -> None:
    """The ids are those of the first building; sequences don't run back, so nothing new gets one of them."""
    with connection.cursor() as cursor:
        for table, rows in ROWS.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as into:
                into.write(rows)


@pytest.fixture
def cast(db: None, settings: Settings) -> Cast:
    """The stage, with quick password hashing: a test signs in often."""
    del db
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if BUILT:
        _put_rows_back()
    else:
        BUILT.append(set_stage().stage)
        _keep_rows()
    return Cast(BUILT[0], MONDAY)
