"""Property tests look at the same examples every time in CI, and at new ones each time elsewhere."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests import postgres

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A real PostgreSQL for the whole run."""
    with postgres.running() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: Any) -> str:
    """An empty database on it."""
    return postgres.fresh_database(postgres_server)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
