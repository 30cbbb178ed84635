import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from heli.private_postgres.server import start


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """Not below pytest's own: the database's system account must be able to reach it when root runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="heli-test-"))
    if os.geteuid() == 0:
        folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def bare() -> Iterator[Path]:
    """A data folder that doesn't exist yet."""
    with reachable_folder() as folder:
        yield folder / "data"


@pytest.fixture(scope="session")
def made_once() -> Iterator[Path]:
    with reachable_folder() as folder:
        start(folder / "data", durable=False).stop()
        yield folder / "data" / "postgres"


@pytest.fixture
def data(bare: Path, made_once: Path) -> Path:
    """A data folder with an empty cluster, copied because making one takes a second."""
    bare.mkdir(mode=0o711)
    subprocess.run(["cp", "-a", str(made_once), str(bare / "postgres")], check=True)
    return bare
