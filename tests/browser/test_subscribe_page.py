"""The page to subscribe in a real browser: on a telephone and on a desk, with scripts off."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.driver import Page
from tests.stories.conftest import Cli

PHONE, DESK = (390, 844), (1280, 900)
SIZES = {"phone": PHONE, "desktop": DESK}
#: Names the folder to draw into.
DRAW = "RAPPORT_DRAW"


@pytest.fixture
def address(cli: Cli, daemons: Callable[..., Any]) -> tuple[str, str]:
    """The page's address at a running daemon, and the calendar's address as the page shows it."""
    cli.configure('"My practice"', '"Northside Medical Exercise"')
    cli.configure('public_url = ""', 'public_url = "https://rapport.northside.example"')
    daemon = daemons()
    daemon.wait_for("started")
    made = cli.json("feed", "new", "--name", "phone")
    return re.sub(r"https://[^/]+", f"http://127.0.0.1:{daemon.port}", made["page"]), made["url"]


@pytest.mark.parametrize("size", SIZES)
def test_one_click_selects_the_whole_address_and_nothing_runs_over_the_edge(
    browsers: Callable[..., Page], address: tuple[str, str], size: str
) -> None:
    page = browsers(SIZES[size], scripts=True)
    page.open(address[0])
    assert page.run("return [innerWidth, document.documentElement.scrollWidth]") == [SIZES[size][0]] * 2
    page.click(".address")
    assert page.run("return getSelection().toString().trim()") == address[1]
    low = page.run("return [...document.querySelectorAll('a, summary')].filter(e => e.offsetHeight < 44).length")
    assert low == 0
    if folder := os.environ.get(DRAW):
        page.picture(Path(folder) / f"subscribe-{size}.png", whole=True)


def test_the_steps_open_without_scripts(browsers: Callable[..., Page], address: tuple[str, str]) -> None:
    page = browsers(DESK)
    page.open(address[0])
    assert not page.run("return document.querySelector('details').open")
    page.click("summary")
    assert page.run("return document.querySelector('details').open")
    assert page.run("return document.scripts.length") == 0


def test_the_code_is_drawn_black_on_white_and_large_enough_for_a_camera(
    browsers: Callable[..., Page], address: tuple[str, str]
) -> None:
    page = browsers(PHONE)
    page.open(address[0])
    box = "const b = document.querySelector('svg.qr').getBoundingClientRect();"
    width, height = page.run(f"{box} return [b.width, b.height]")
    assert width == height >= 200
