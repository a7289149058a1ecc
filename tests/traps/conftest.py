"""What the traps are tried on."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.stories.conftest import cli, daemons  # noqa: F401
from tests.traps.desk import Desk


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens practices, and closes their stores when the test ends."""
    opened: list[Desk] = []

    def new(*arguments: Any, **named: Any) -> Desk:
        folder = tmp_path / f"practice-{len(opened)}"
        folder.mkdir()
        opened.append(Desk(folder, *arguments, **named))
        return opened[-1]

    yield new
    for desk in opened:
        desk.store.close()
