"""The desk that every test of this folder works at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.importing.desk import Desk, open_desk
from tests.stories.conftest import cli as cli


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with an empty store, cleared away afterwards."""
    desk = open_desk(tmp_path)
    yield desk
    desk.house.close()
