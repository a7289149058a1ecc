"""`rapport review` at a real pseudo-terminal: one key for each contact."""

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable

import pytest

from tests.stories.conftest import Cli

Walk = Callable[[str], str]


def _takes_keys(terminal: int) -> bool:
    """Whether the program at the other end takes single keys now: a key pressed before that is thrown away."""
    return not termios.tcgetattr(terminal)[3] & termios.ICANON


@pytest.fixture
def walk(cli: Cli) -> Walk:
    """Runs it at a terminal and presses these keys, each when it is asked for; what stood on the screen."""

    def run(keys: str) -> str:
        parent, child = pty.openpty()
        command = [sys.executable, "-m", "scheduler", "--config", str(cli.config), "--now", cli.now, "review"]
        process = subprocess.Popen(command, stdin=child, stdout=child, stderr=child, env={**os.environ, "TERM": "dumb"})
        os.close(child)
        seen, waiting = "", list(keys)
        give_up = time.monotonic() + 60
        while time.monotonic() < give_up:
            if select.select([parent], [], [], 0.1)[0]:
                try:
                    seen += os.read(parent, 65536).decode()
                except OSError:
                    break
            elif process.poll() is not None:
                break
            elif waiting and (_takes_keys(parent) or seen.endswith((": ", ":"))):
                os.write(parent, waiting.pop(0).encode())
        os.close(parent)
        assert process.wait(timeout=10) == 0, seen
        return seen.replace("\r\n", "\n")

    return run


@pytest.fixture
def due(cli: Cli) -> Cli:
    cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142")
    for name in ("Ana Ruiz", "Ben Okafor"):
        code = cli.client(name)
        cli.fact("referral", code, "--provider", "lee", "--on", "2026-11-20")
    return cli


def test_one_key_each_does_what_it_says(due: Cli, walk: Walk) -> None:
    before = {f["id"]: f for f in due.json("today")["today"]}
    assert len(before) >= 3
    seen = walk("vnq")
    assert "1 of" in seen and "Ana Ruiz" in seen and "(617) 555-0142" in seen
    assert ", voicemail." in seen and "1 of" in seen.splitlines()[-1]
    closed = set(before) - {f["id"] for f in due.json("today")["today"]}
    assert len(closed) == 1
    assert due.json("show", closed.pop())["outcome"] == "voicemail"


def test_a_snooze_takes_the_day_it_offers(due: Cli, walk: Walk) -> None:
    seen = walk("s\rq")
    assert "hidden until Wed 25 Nov 2026" in seen


def test_an_unknown_key_changes_nothing_and_undo_takes_back(due: Cli, walk: Walk) -> None:
    before = due.json("today")
    seen = walk("xdq")
    assert "'x' is none of these keys" in seen and "Done:" in seen
    assert due.json("today") != before
    walk("uq")
    assert due.json("today")["today"] == before["today"]


def test_without_a_terminal_it_says_what_to_do_instead(due: Cli) -> None:
    said = due("review")
    assert said.status == 2 and "needs a terminal" in said.err


def test_on_an_empty_day_it_says_so(cli: Cli, walk: Walk) -> None:
    assert "Nothing is due" in walk("")
