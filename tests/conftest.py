"""The database of the tests: `DATABASE_URL` where given, else a private server that lives as long as the run."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from heli.config.database import grant, options_of


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """An address whose role may create databases."""
    given = os.environ.get("DATABASE_OWNER_URL") or os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    from heli.private_postgres.server import start_in_free_folder

    server = start_in_free_folder(Path(tempfile.gettempdir()) / f"heli-tests-{os.getuid()}")
    try:
        yield server.url("heli")
    finally:
        server.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_url: str) -> None:
    """Points Django at that server, as the owner and without a pool, before the test database is made."""
    options = options_of(database_url)
    options["OPTIONS"].pop("pool", None)
    entry = connections.databases["default"]
    entry.update(options)
    entry["TEST"]["NAME"] = os.environ.get("HELI_TEST_DB", "test_heli")
    entry["TEST"]["TEMPLATE"] = "template0"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001
    """The app's role gets its rights in the test database, as a deployment gives them."""
    with django_db_blocker.unblock():
        grant()


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"  # by way of the fixture: the storage has to hear of it


pytest_plugins = ["tests.cast", "tests.undefined"]
