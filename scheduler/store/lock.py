"""One daemon for each SQLite file: an advisory lock that the system gives back however the process ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scheduler.mistakes import Refusal


def _lock_file(database: Path) -> Path:
    return database.with_name(f"{database.name}.lock")


@contextmanager
def only_daemon(database: Path | None) -> Iterator[None]:
    """Hold the lock while the block runs; raises `Refusal` when another daemon has it."""
    if database is None:
        yield
        return
    handle = os.open(_lock_file(database), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = os.pread(handle, 20, 0).decode().strip() or "unknown"
            raise Refusal(f"another daemon (process {pid}) already runs on {database}", 1) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def daemon_process(database: Path | None) -> int | None:
    """The process id of the daemon that runs on a database, or None."""
    if database is None or not _lock_file(database).exists():
        return None
    handle = os.open(_lock_file(database), os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(os.pread(handle, 20, 0).decode().strip() or 0)
    finally:
        os.close(handle)
    return None
