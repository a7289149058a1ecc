"""An SQLite store as a whole: copied by SQLite's own backup, put in place by a rename."""

import os
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from scheduler.backing.folders import sync
from scheduler.mistakes import Refusal
from scheduler.store.cipher import Opening, database_errors

_HEAD = b"SQLite format 3\0"


class SqliteFile:
    """A database file; a copy of an encrypted one is encrypted with the same key."""

    def __init__(self, file: Path, open_: Opening = sqlite3.connect) -> None:
        self.file = file
        self.workshop = file.parent
        self._open = open_

    def __str__(self) -> str:
        return str(self.file)

    @property
    def exists(self) -> bool:
        """Whether there is something to replace."""
        return self.file.exists()

    def recognizes(self, head: bytes) -> bool:
        """Whether a copy may begin so; with a key it begins as it likes."""
        return head == _HEAD or self._open is not sqlite3.connect

    def copy(self, to: Path) -> None:
        """A consistent, proved copy while others write."""
        self._copy(self.file, to)
        self._prove(to)

    def replace_by(self, copy: Path) -> str:
        """Put a copy in the place, after proving it; where the old one was kept, if there was one."""
        self._prove(copy)
        self._forget_what_moved_on(copy)
        copy.chmod(0o600)
        sync(copy)
        kept = self._set_aside()
        copy.replace(self.file)
        return str(kept or "")

    def try_out(self, copy: Path) -> int:
        """Prove a copy; how many facts it holds."""
        self._prove(copy)
        with closing(self._open(copy)) as database:
            return int(database.execute("SELECT count(*) FROM facts").fetchone()[0])

    def check(self) -> None:
        """Nothing is needed but SQLite itself."""

    def _copy(self, file: Path, copy: Path) -> None:
        source, target = self._open(file), self._open(copy)
        with closing(source), closing(target):
            source.backup(target)

    def _prove(self, copy: Path) -> None:
        try:
            with closing(self._open(copy)) as database:
                found = database.execute("PRAGMA integrity_check").fetchone()[0]
                database.execute("SELECT count(*) FROM facts").fetchone()
        except database_errors():
            raise Refusal("that is not a whole Rapport database", 1) from None
        if found != "ok":
            raise Refusal(f"the database is damaged: {found}", 1)

    def _forget_what_moved_on(self, copy: Path) -> None:
        """A browser that was logged out after the backup must not come back with it; calendars elsewhere that were
        written since are looked at anew, or what Rapport wrote would pass for their owner's change."""
        with closing(self._open(copy)) as database, database:
            for table in ("sessions", "mirrored"):
                if database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
                    database.execute(f"DELETE FROM {table}")

    def _set_aside(self) -> Path | None:
        """Keep the old database, with what it had not yet written back, under another name."""
        file = self.file
        if not file.exists():
            return None
        names = (f"{file.name}.before-restore{f'-{n}' if n > 1 else ''}" for n in count(1))
        kept = next(path for path in map(file.with_name, names) if not path.exists())
        os.close(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        self._copy(file, kept)
        for end in ("", "-wal", "-shm"):
            file.with_name(f"{file.name}{end}").unlink(missing_ok=True)
        return kept
