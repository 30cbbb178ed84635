"""A desk for the tests of actions. The stage is built once by the demo's actions and then copied, row by row."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from heli.cli.demo.stage import Stage
from tests.cast import MONDAY, Cast, set_stage
from tests.matters.desk import Desk

ROWS: dict[str, bytes] = {}
"""Rows of the built stage by table, as COPY writes them."""
BUILT: list[Stage] = []


def _keep() -> None:
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if model.__module__.startswith("heli.") and model._default_manager.exists():
                with cursor.copy(f'COPY "{table}" TO STDOUT') as out:
                    ROWS[table] = b"".join(bytes(part) for part in out)


@transaction.atomic
def _put_back() -> None:
    with connection.cursor() as cursor:
        for table, rows in ROWS.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as into:
                into.write(rows)


@pytest.fixture
def cast(db: None, settings: Settings) -> Cast:
    del db
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if BUILT:
        _put_back()
    else:
        BUILT.append(set_stage().stage)
        _keep()
    return Cast(BUILT[0], MONDAY)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)
