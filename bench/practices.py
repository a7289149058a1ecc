"""Practices to measure: real configurations and real stores, as large as asked for."""

import contextlib
import io
import json
import re
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.histories import facts_of
from scheduler import config, wiring
from scheduler.cli.app import run
from scheduler.config import Settings
from scheduler.facts import Fact
from scheduler.house import House
from scheduler.people import Client, Provider
from scheduler.private import Private
from scheduler.replanning import replan_everything
from scheduler.store import facts as fact_store
from scheduler.store import people
from scheduler.store.engine import Store, open_store

TODAY = date(2026, 11, 24)
WALL = "2026-11-24T09:00"
NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)
#: A practitioner looks after so many clients; a provider has referred so many.
PER_PRACTITIONER, PER_PROVIDER = 50, 10
#: Facts are stored so many at a time.
_AT_ONCE = 50_000


@dataclass(frozen=True)
class Office:
    """A practice in a folder, opened."""

    folder: Path
    settings: Settings
    house: House
    store: Store

    @property
    def config(self) -> Path:
        """Its configuration."""
        return self.folder / "config.toml"

    @property
    def database(self) -> Path:
        """Its database file."""
        return self.folder / "rapport.db"

    def arguments(self, *arguments: str) -> list[str]:
        """A command of it, as of the moment of measuring."""
        return ["--config", str(self.config), "--now", WALL, *arguments]

    def plan(self) -> None:
        """Plan everything."""
        with self.store.write() as tx:
            replan_everything(tx, self.house, NOW)


def practitioner(client: int) -> str:
    """Who looks after a client; the clients of a provider have two of them."""
    return f"p{client // PER_PRACTITIONER:04}"


def provider(client: int) -> str:
    """Who referred a client."""
    hundred, rest = divmod(client, 2 * PER_PRACTITIONER)
    offices = 2 * PER_PRACTITIONER // PER_PROVIDER
    return f"P{hundred * offices + rest % offices:05}"


def code(client: int) -> str:
    """A client's code."""
    return f"C{client:06}"


def founded(folder: Path, staff: int, *, every: int = 30, rules: Iterable[str] = ()) -> Office:
    """An empty practice with so many practitioners beside "me", and these rules on too, listening on a free port."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "config.toml"
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        if run(["--config", str(file), "--now", WALL, "init", "--yes"]):
            raise RuntimeError(said.getvalue())
    codes = [practitioner(n * PER_PRACTITIONER) for n in range(staff)]
    tables = "".join(f'[[practitioner]]\ncode = "{c}"\nname = "Practitioner {c[1:]}"\n\n' for c in codes)
    text = file.read_text("utf-8").replace("[database]", f"{tables}[database]", 1)
    text = re.sub(r'zone   = "[^"]*"', 'zone   = "America/New_York"', text, count=1)
    text = re.sub(r"(?m)^switch_on .*$", f"switch_on = {json.dumps([*rules])}", text)
    text = re.sub(r'listen = "[^"]*"', f'listen = "127.0.0.1:{free_port()}"', text)
    file.write_text(re.sub(r"every  = \d+", f"every  = {every}", text), "utf-8")
    settings = config.load(file)
    return Office(folder, settings, wiring.house(settings), open_store(settings.database_url))


def practice(
    folder: Path,
    clients: int,
    facts: int = 10,
    *,
    every: int = 30,
    staff: int = 0,
    alone: bool = False,
    rules: Iterable[str] = (),
) -> Office:
    """A practice with so many clients and so many facts for each; nothing is planned yet. Alone: all are of "me"."""
    made = founded(folder, staff or -(-clients // PER_PRACTITIONER), every=every, rules=rules)
    known = set()
    with made.store.write() as tx:
        for number in range(clients):
            if provider(number) not in known:
                known.add(provider(number))
                name = f"Dr. {number}"
                people.add_provider(
                    tx, Provider(code=provider(number), name=name, entered_on=TODAY - timedelta(days=400))
                )
            people.add_client(tx, client_of(number, alone=alone))
        for some in _batches(clients, facts):
            fact_store.store_new(tx, some, NOW)
    return made


def client_of(number: int, *, alone: bool = False) -> Client:
    """One of the clients, known since long ago."""
    return Client(
        code=code(number),
        name=Private(f"Client {number}"),
        practitioner="me" if alone else practitioner(number),
        born=Private(date(1950, 1, 1) + timedelta(days=number)),
        entered_on=TODAY - timedelta(days=400),
    )


def _batches(clients: int, facts: int) -> Iterator[list[Fact]]:
    told: list[Fact] = []
    for number in range(clients):
        told += facts_of(number, code(number), provider(number), TODAY, facts)
        if len(told) >= _AT_ONCE:
            yield told
            told = []
    yield told


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
