"""A browser, a daemon and the practice behind it; skipped by name where no browser is installed."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.driver import CHROMEDRIVER, CHROMIUM, Driver, Page
from tests.stories.conftest import cli, daemons

__all__ = ["cli", "daemons"]


@pytest.fixture(scope="session")
def driver() -> Iterator[Driver]:
    """One driver for all tests."""
    if not (CHROMIUM and CHROMEDRIVER):
        pytest.skip("no browser is installed; on Debian: apt install chromium chromium-driver")
    started = Driver()
    yield started
    started.stop()


@pytest.fixture
def browsers(driver: Driver) -> Iterator[Any]:
    """Starts browsers, and ends them with the test."""
    opened: list[Page] = []

    def start(size: tuple[int, int], *, scripts: bool = False) -> Page:
        opened.append(Page(driver, *size, scripts=scripts, phone=size[0] < 600))
        return opened[-1]

    yield start
    for page in opened:
        page.close()
