"""Backing up and restoring an SQLite store: safe while the daemon runs, proved before it counts, encrypted on request.

An encrypted backup is a header (a magic word and a salt), then chunks sealed with AES-256-GCM under a key that scrypt
derives from the passphrase. Each chunk is bound to its place and to whether it is the last, so that none can be
dropped, repeated or cut off unnoticed.
"""

import os
import re
import secrets
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from scheduler.mistakes import Refusal
from scheduler.store.cipher import Opening, database_errors

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MAGIC = b"RAPPORT-BACKUP-1"
_SALT = 16
_CHUNK = 1 << 20
_TAG = 16
_SQLITE = b"SQLite format 3\0"
_DATED = re.compile(r"rapport-\d{4}-\d\d-\d\dT\d{6}Z\.backup")


def back_up(database: Path, target: Path, passphrase: bytes | None, open_: Opening = sqlite3.connect) -> int:
    """Write a proved copy of a database; the number of bytes written. Raises `Refusal`.

    A copy of an encrypted database is encrypted with the same key, whether it is sealed besides or not.
    """
    with _private_folder(target.parent) as folder:
        copy = Path(folder) / "copy.db"
        _copy(database, copy, open_)
        _prove(copy, open_)
        ready = copy
        if passphrase is not None:
            ready = Path(folder) / "sealed"
            with copy.open("rb") as source, ready.open("xb") as sealed:
                _seal(source, sealed, passphrase)
        ready.chmod(0o600)
        _sync(ready)
        ready.replace(target)
        return target.stat().st_size


def restore(backup: Path, database: Path, passphrase: bytes | None, open_: Opening = sqlite3.connect) -> Path | None:
    """Put a backup in the place of a database, after proving it; where the old one was kept, if there was one."""
    with _private_folder(database.parent) as folder:
        copy = Path(folder) / "copy.db"
        _open_backup(backup, copy, passphrase, keyed=open_ is not sqlite3.connect)
        _prove(copy, open_)
        _forget_what_moved_on(copy, open_)
        copy.chmod(0o600)
        _sync(copy)
        kept = _set_aside(database, open_)
        copy.replace(database)
        return kept


def try_out(backup: Path, beside: Path, passphrase: bytes | None, open_: Opening = sqlite3.connect) -> int:
    """Restore a backup into a private folder that is removed again; how many facts it holds. Raises `Refusal`."""
    with _private_folder(beside) as folder:
        copy = Path(folder) / "copy.db"
        _open_backup(backup, copy, passphrase, keyed=open_ is not sqlite3.connect)
        _prove(copy, open_)
        with closing(open_(copy)) as database:
            return int(database.execute("SELECT count(*) FROM facts").fetchone()[0])


def dated(folder: Path, now: datetime) -> Path:
    """The name of a backup in a folder where the last ones are kept."""
    return folder / f"rapport-{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}.backup"


def prune(folder: Path, keep: int) -> list[Path]:
    """Remove all but the last dated backups of a folder, and nothing else that lies in it; those removed."""
    found = sorted(path for path in folder.glob("rapport-*.backup") if _DATED.fullmatch(path.name))
    old = found[:-keep]
    for path in old:
        path.unlink()
    return old


@contextmanager
def _private_folder(beside: Path) -> Iterator[str]:
    """A folder that only this user can read, on the same file system, so that the last step is a rename."""
    try:
        beside.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(prefix=".rapport-", dir=beside) as folder:
            yield folder
    except OSError as error:
        raise Refusal(f"cannot write to {beside}: {error.strerror}", 1) from None


def _copy(database: Path, copy: Path, open_: Opening) -> None:
    """SQLite's own backup: a consistent copy while others write."""
    source, target = open_(database), open_(copy)
    with closing(source), closing(target):
        source.backup(target)


def _prove(copy: Path, open_: Opening) -> None:
    try:
        with closing(open_(copy)) as database:
            found = database.execute("PRAGMA integrity_check").fetchone()[0]
            database.execute("SELECT count(*) FROM facts").fetchone()
    except database_errors():
        raise Refusal("that is not a whole Rapport database", 1) from None
    if found != "ok":
        raise Refusal(f"the database is damaged: {found}", 1)


def _forget_what_moved_on(copy: Path, open_: Opening) -> None:
    """A browser that was logged out after the backup must not come back with it; calendars elsewhere that were written
    since are looked at anew, or what Rapport wrote would pass for their owner's change."""
    with closing(open_(copy)) as database, database:
        for table in ("sessions", "mirrored"):
            if database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
                database.execute(f"DELETE FROM {table}")


def _set_aside(database: Path, open_: Opening) -> Path | None:
    """Keep the old database, with what it had not yet written back, under another name."""
    if not database.exists():
        return None
    names = (f"{database.name}.before-restore{f'-{n}' if n > 1 else ''}" for n in count(1))
    kept = next(path for path in map(database.with_name, names) if not path.exists())
    os.close(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    _copy(database, kept, open_)
    for end in ("", "-wal", "-shm"):
        database.with_name(f"{database.name}{end}").unlink(missing_ok=True)
    return kept


def _open_backup(backup: Path, copy: Path, passphrase: bytes | None, *, keyed: bool) -> None:
    try:
        source = backup.open("rb")
    except OSError as error:
        raise Refusal(f"cannot read {backup}: {error.strerror}") from None
    with source, copy.open("xb") as target:
        head = source.read(len(_MAGIC))
        if head == _MAGIC:
            if passphrase is None:
                raise Refusal("the backup is encrypted; name the file that holds its passphrase: --key-file FILE")
            _unseal(source, target, passphrase)
        elif head == _SQLITE or keyed:
            target.write(head)
            while block := source.read(_CHUNK):
                target.write(block)
        else:
            raise Refusal(f"{backup} is not a backup of Rapport")


def _seal(source: BinaryIO, target: BinaryIO, passphrase: bytes) -> None:
    cipher, salt = _cipher(passphrase, secrets.token_bytes(_SALT))
    target.write(_MAGIC + salt)
    number, block = 0, source.read(_CHUNK)
    while True:
        following = source.read(_CHUNK)
        last = not following
        target.write(cipher.encrypt(_nonce(number), block, _place(number, last)))
        if last:
            return
        number, block = number + 1, following


def _unseal(source: BinaryIO, target: BinaryIO, passphrase: bytes) -> None:
    from cryptography.exceptions import InvalidTag

    cipher, _ = _cipher(passphrase, source.read(_SALT))
    number, block = 0, source.read(_CHUNK + _TAG)
    while True:
        following = source.read(_CHUNK + _TAG)
        last = not following
        try:
            target.write(cipher.decrypt(_nonce(number), block, _place(number, last)))
        except InvalidTag:
            raise Refusal("the passphrase is not the one of this backup, or the backup is damaged", 1) from None
        if last:
            return
        number, block = number + 1, following


def _cipher(passphrase: bytes, salt: bytes) -> "tuple[AESGCM, bytes]":
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
    except ImportError:
        words = "encrypted backups need the extra `backup`: pip install 'rapport-scheduler[backup]'"
        raise Refusal(words, 1) from None
    return AESGCM(Scrypt(salt=salt, length=32, n=1 << 15, r=8, p=1).derive(passphrase)), salt


def _nonce(number: int) -> bytes:
    return number.to_bytes(12)


def _place(number: int, last: bool) -> bytes:
    return number.to_bytes(8) + bytes([last])


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
