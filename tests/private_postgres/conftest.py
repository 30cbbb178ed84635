import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that the database's system account can reach when the tests are run by root."""
    folder = Path(tempfile.mkdtemp(prefix="heli-test-"))
    if os.geteuid() == 0:
        folder.chmod(0o711)
    yield folder / "data"
    shutil.rmtree(folder)
