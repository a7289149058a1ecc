"""A practice in a temporary folder, told and asked through the command line."""

import io
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, cast

import pytest

from scheduler.cli.app import run
from tests import postgres

T = TypeVar("T")
NOW = "2026-11-24T09:00"


@dataclass
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON document on standard output."""
        return json.loads(self.out)


class Cli:
    """The command line, run in this process, as of a moment."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.now = NOW

    @property
    def config(self) -> Path:
        """The configuration of this practice."""
        return self.folder / "config.toml"

    def __call__(self, *arguments: str, now: str | None = None) -> Said:
        """Run a command."""
        self.capsys.readouterr()
        status = run(["--config", str(self.config), "--now", now or self.now, *arguments])
        said = self.capsys.readouterr()
        return Said(status, said.out, said.err)

    def ok(self, *arguments: str, now: str | None = None) -> Said:
        """Run a command that has to succeed."""
        said = self(*arguments, now=now)
        assert said.status == 0, (arguments, said)
        return said

    def json(self, *arguments: str, now: str | None = None) -> Any:
        """Run a command that has to succeed, and read its JSON."""
        return self.ok(*arguments, "--json", now=now).json

    def upcoming(self, *arguments: str, now: str | None = None) -> list[dict[str, Any]]:
        """Every open follow-up."""
        found: list[dict[str, Any]] = self.json("upcoming", "--all", *arguments, now=now)
        return found

    def stored(self) -> str:
        """What the store holds, whatever file it sits in."""
        with closing(sqlite3.connect(self.folder / "rapport.db")) as database:
            return "\n".join(database.iterdump())

    def switch_on(self, *rules: str) -> None:
        """Switch rules on, as a user would: by naming them in config.toml."""
        text = self.config.read_text()
        assert "switch_on  = []" in text
        self.config.write_text(text.replace("switch_on  = []", f"switch_on  = {json.dumps(rules)}"))

    def configure(self, old: str, new: str) -> None:
        """Change a line of config.toml, as a user would."""
        text = self.config.read_text()
        assert old in text
        self.config.write_text(text.replace(old, new, 1))

    def client(self, name: str, *arguments: str) -> str:
        """Add a client; the code."""
        return str(self.json("client", "add", name, *arguments)["code"])

    def provider(self, name: str, *arguments: str) -> str:
        """Add a provider; the code."""
        return str(self.json("provider", "add", name, *arguments)["code"])

    def fact(self, *arguments: str, now: str | None = None) -> str:
        """Record a fact; its id."""
        return str(self.json("record", *arguments, now=now)["id"])


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """A fresh practice."""
    _lay(_fresh(), tmp_path)
    return Cli(tmp_path, capsys)


Files = dict[str, tuple[bytes, int]]
_MADE: dict[Callable[..., Any], tuple[Any, Files]] = {}


def once(cli: Cli, make: Callable[[Cli], T]) -> T:
    """What `make` does to a fresh practice and returns: done by the real commands once, laid there from then on.

    Files are laid over what is there, with their modes; none is taken away.
    """
    if make in _MADE:
        told, files = _MADE[make]
        _lay(files, cli.folder)
        return cast(T, told)
    told = make(cli)
    _MADE[make] = told, _files(cli.folder)
    return told


def _files(folder: Path) -> Files:
    """Every file, with its mode."""
    found = [file for file in folder.rglob("*") if file.is_file()]
    return {str(f.relative_to(folder)): (f.read_bytes(), f.stat().st_mode & 0o777) for f in found}


def _lay(files: Files, folder: Path) -> None:
    for name, (content, mode) in files.items():
        file = folder / name
        file.parent.mkdir(mode=0o700, exist_ok=True, parents=True)
        file.touch(mode)
        file.write_bytes(content)


@cache
def _fresh() -> Files:
    """What `init` makes, with each file's mode: made once, by the real command, for all who begin so."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with redirect_stdout(io.StringIO()):
            assert run(["--config", str(folder / "config.toml"), "--now", NOW, "init", "--yes"]) == 0
        made, zone = _files(folder), b'zone   = "'
        content, mode = made["config.toml"]
        assert content.count(zone) == 1
        return {**made, "config.toml": (content.replace(zone, b'zone   = "America/New_York" # "'), mode)}


@pytest.fixture
def shared(cli: Cli, postgres_url: str, postgres_server: Any) -> Cli:
    """A practice whose database is PostgreSQL."""
    tools = postgres.programs(postgres_server)
    cli.configure('url = "sqlite:///rapport.db"', f'url = "{postgres_url}"\ntools = "{tools}"')
    assert "Made the tables" in cli.ok("init").out
    (cli.folder / "rapport.db").unlink()
    return cli


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Daemon:
    """The real daemon process of a practice."""

    def __init__(self, cli: Cli, now: str = NOW, every: int = 1) -> None:
        self.port = free_port()
        text = re.sub(r'listen = "[^"]*"', f'listen = "127.0.0.1:{self.port}"', cli.config.read_text())
        cli.config.write_text(re.sub(r"every  = \d+", f"every  = {every}", text))
        self.log = cli.folder / f"daemon-{self.port}.log"
        self.handle = self.log.open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "scheduler", "--config", str(cli.config), "--now", now, "daemon"],
            stderr=self.handle,
            stdout=self.handle,
            env={**os.environ, "PYTHONWARNINGS": "error"},
        )

    def wait_for(self, text: str, seconds: float = 15) -> None:
        """Wait until the log says something."""
        for _ in range(int(seconds * 20)):
            if text in self.log.read_text():
                return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)
        raise AssertionError(f"{text!r} is not in the log: {self.log.read_text()}")

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it with a signal; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = self.process.wait(10)
        self.handle.close()
        return status


@pytest.fixture
def daemons(cli: Cli) -> Iterator[Any]:
    """Starts daemons, and stops them when the test ends."""
    started: list[Daemon] = []

    def start(now: str = NOW, every: int = 1) -> Daemon:
        daemon = Daemon(cli, now, every)
        started.append(daemon)
        return daemon

    yield start
    for daemon in started:
        daemon.stop(signal.SIGKILL)
