"""Backing up and restoring a store: safe while the daemon runs, proved before it counts, encrypted on request."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from scheduler.backing.folders import private_folder, sync
from scheduler.backing.postgres import PostgresDatabase
from scheduler.backing.sealing import open_backup, seal
from scheduler.backing.sqlite import SqliteFile
from scheduler.mistakes import Refusal
from scheduler.store import postgres
from scheduler.store.cipher import opening
from scheduler.store.engine import sqlite_file

_DATED = re.compile(r"rapport-\d{4}-\d\d-\d\dT\d{6}Z\.backup")


class Database(Protocol):
    """A database that can be copied as a whole, and replaced by a copy."""

    #: Where a copy that is not encrypted may lie for a while.
    workshop: Path

    @property
    def exists(self) -> bool:
        """Whether there is something to replace."""

    def recognizes(self, head: bytes) -> bool:
        """Whether a copy may begin so."""

    def copy(self, to: Path) -> None:
        """A consistent, proved copy while others write. Raises `Refusal`."""

    def replace_by(self, copy: Path) -> str:
        """Put a copy in its place, after proving it; where what was there is kept, if there was something."""

    def try_out(self, copy: Path) -> int:
        """Restore a copy elsewhere and remove it again; how many facts it holds."""

    def check(self) -> None:
        """Raises `Refusal` when something that a backup needs is missing."""


def database_at(url: str, tools: Path | None = None) -> Database:
    """The database of an address; `tools` is the folder of PostgreSQL's own programs, where they are not on PATH."""
    file = sqlite_file(url)
    if file is not None:
        return SqliteFile(file, opening(url))
    if not postgres.speaks(url):
        raise Refusal("only SQLite and PostgreSQL are backed up; use the database's own programs", 1)
    return PostgresDatabase(url, tools)


def back_up(database: Database, target: Path, passphrase: bytes | None) -> int:
    """Write a proved copy of a database; the number of bytes written. Raises `Refusal`.

    What is not encrypted never lies where an encrypted backup is kept.
    """
    with private_folder(target.parent) as folder:
        ready = folder / "ready"
        if passphrase is None:
            database.copy(ready)
        else:
            with private_folder(database.workshop) as workshop:
                database.copy(workshop / "copy")
                seal(workshop / "copy", ready, passphrase)
        ready.chmod(0o600)
        sync(ready)
        ready.replace(target)
        return target.stat().st_size


def restore(database: Database, backup: Path, passphrase: bytes | None) -> str:
    """Put a backup in the place of a database, after proving it; where the old one was kept, if there was one."""
    with private_folder(database.workshop) as folder:
        open_backup(backup, folder / "copy", passphrase, database.recognizes)
        return database.replace_by(folder / "copy")


def try_out(database: Database, backup: Path, passphrase: bytes | None) -> int:
    """Restore a backup where it harms nothing, and remove it again; how many facts it holds. Raises `Refusal`."""
    with private_folder(database.workshop) as folder:
        open_backup(backup, folder / "copy", passphrase, database.recognizes)
        return database.try_out(folder / "copy")


def dated(folder: Path, now: datetime) -> Path:
    """The name of a backup in a folder where the last ones are kept."""
    return folder / f"rapport-{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}.backup"


def dated_ones(folder: Path) -> list[Path]:
    """The dated backups of a folder, the last one at the end."""
    return sorted(path for path in folder.glob("rapport-*.backup") if _DATED.fullmatch(path.name))


def prune(folder: Path, keep: int) -> list[Path]:
    """Remove all but the last dated backups of a folder, and nothing else that lies in it; those removed."""
    old = dated_ones(folder)[:-keep]
    for path in old:
        path.unlink()
    return old
