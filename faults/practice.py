"""A practice to harm: its configuration, a mail server that counts, letters to send, and what is found afterwards."""

import contextlib
import hashlib
import io
import re
import socket
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from scheduler import config, wiring
from scheduler.cli.app import run
from scheduler.replanning import replan_everything
from scheduler.store import followups, outbox
from scheduler.store.engine import Store, open_store
from scheduler.store.outbox import Draft, OutState

START = datetime(2026, 11, 24, 15, tzinfo=UTC)


@dataclass
class Mail:
    """A mail server on loopback that takes everything, in its own time, and remembers what it took."""

    #: Seconds that it thinks before it says yes.
    pause: float = 0.0
    taken: list[tuple[str, str]] = field(default_factory=list)
    #: The bytes of what was taken, where they are wanted.
    contents: list[bytes] | None = None

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take a message: its Message-ID and a digest of its bytes."""
        import asyncio

        if self.pause:
            await asyncio.sleep(self.pause)
        content = envelope.content
        if self.contents is not None:
            self.contents.append(content)
        self.taken.append((str(message_from_bytes(content)["Message-ID"]), hashlib.sha256(content).hexdigest()))
        return "250 taken"

    @contextlib.contextmanager
    def serving(self) -> Iterator[int]:
        """Serve; the port."""
        controller = Controller(self, hostname="127.0.0.1", port=free_port())
        controller.start()
        try:
            yield int(controller.port)
        finally:
            controller.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, kw_only=True)
class Practice:
    """A configured practice in a folder."""

    folder: Path
    mail_port: int

    @property
    def config(self) -> Path:
        """Its configuration."""
        return self.folder / "config.toml"

    def arguments(self, after: timedelta, command: str, config: Path | None = None) -> list[str]:
        """A command as of so long after the start."""
        return ["--config", str(config or self.config), "--now", (START + after).isoformat(), command]

    def change(self, pattern: str, text: str) -> None:
        """Change what stands in its configuration."""
        changed, times = re.subn(pattern, lambda _: text, self.config.read_text())
        assert times, pattern
        self.config.write_text(changed)

    def twin(self, number: int) -> Path:
        """The same configuration with an HTTP port of its own, for a further daemon."""
        path = self.folder / f"config-{number}.toml"
        listen = f'listen = "127.0.0.1:{free_port()}"'
        path.write_text(re.sub(r'listen = "[^"]*"', listen, self.config.read_text()))
        return path

    def store(self) -> Store:
        """Its store, opened."""
        return open_store(config.load(self.config).database_url)

    def put(self, letters: int, first: int = 0) -> set[str]:
        """So many letters into the outbox, numbered from the first; their Message-IDs."""
        store = self.store()
        names = [f"<fault-{n}@rapport.invalid>" for n in range(first, first + letters)]
        with store.write() as tx:
            for name in names:
                outbox.put(tx, _draft(name), START)
        store.close()
        return set(names)

    def left(self) -> int:
        """How many letters still wait or are on their way."""
        open_ = (OutState.WAITING, OutState.CLAIMED, OutState.HANDING_OVER)
        return sum(count for state, count in self.states().items() if state in open_)

    def states(self) -> Counter[OutState]:
        """The letters by state."""
        store = self.store()
        with store.read() as tx:
            found = Counter({c.state: c.letters for c in outbox.counts(tx)})
        store.close()
        return found

    def planned_twice(self, after: timedelta) -> int:
        """Follow-ups that stand twice, and those that a plan made now would still add."""
        house = wiring.house(config.load(self.config))
        store = self.store()
        with store.write() as tx:
            keys = [str(f.planned.key) for f in followups.all_of(tx)]
            changes = replan_everything(tx, house, START + after)
        store.close()
        return len(keys) - len(set(keys)) + len(changes.insert)

    def integrity(self) -> str:
        """What SQLite says of its file; "ok" for PostgreSQL, which has no such question."""
        file = self.folder / "rapport.db"
        if not file.exists():
            return "ok"
        with contextlib.closing(sqlite3.connect(file)) as database:
            return str(database.execute("PRAGMA integrity_check").fetchone()[0])


def _draft(name: str) -> Draft:
    return Draft(
        occasion=f"fault/{name}",
        channel="mail",
        practitioner="me",
        recipient="me@example.org",
        message_id=name,
        subject="Rapport: 1 now",
        body="A letter.\n",
        html=None,
        until=START + timedelta(days=400),
    )


def practice(folder: Path, mail_port: int, database_url: str = "") -> Practice:
    """A practice with some clients, whose letters go to the mail server on that port."""
    made = Practice(folder=folder, mail_port=mail_port)
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        assert run([*made.arguments(timedelta(0), "init"), "--yes"]) == 0, said.getvalue()
        text = made.config.read_text().replace('email   = ""', 'email   = "me@example.org"', 1)
        text = re.sub(r'listen = "[^"]*"', f'listen = "127.0.0.1:{free_port()}"', text)
        text = re.sub(r"every  = \d+", "every  = 1", text)
        mail = f'[[channel]]\nkind = "smtp"\nname = "mail"\nhost = "127.0.0.1"\nport = {mail_port}\n'
        text = re.sub(r'(?m)^\[\[channel\]\]\nkind   = "folder"\nfolder = "outbox"\n', mail, text)
        text = text.replace(mail, f'{mail}security = "none"\nsender = "rapport@example.org"\ntimeout = 5\n')
        if database_url:
            text = re.sub(r'url = "sqlite:[^"]*"', f'url = "{database_url}"', text)
            (folder / "rapport.db").unlink()
        made.config.write_text(text)
        if database_url:
            assert run([*made.arguments(timedelta(0), "init")]) == 0, said.getvalue()
        for letter in "ABC":
            name = f"Dr. {letter} Lee"
            assert run([*made.arguments(timedelta(0), "provider"), "add", name]) == 0, said.getvalue()
            client = made.arguments(timedelta(0), "client")
            assert run([*client, "add", f"Client {letter}", "--referring", name]) == 0, said.getvalue()
    return made


def wait_until(done: Any, seconds: float = 60.0) -> bool:
    """Look again and again until it is so; False when it never was."""
    for _ in range(int(seconds * 50)):
        if done():
            return True
        time.sleep(0.02)
    return False
