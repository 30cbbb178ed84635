"""A desk for the tests of actions."""

import pytest

from tests.cast import Cast
from tests.matters.desk import Desk


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)
