"""Folders and files of backups: private ones for what is being made, and what has to be on the disk."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scheduler.mistakes import Refusal


@contextmanager
def private_folder(beside: Path) -> Iterator[Path]:
    """A folder that only this user can read, on the same file system, so that the last step is a rename."""
    try:
        beside.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(prefix=".rapport-", dir=beside) as folder:
            yield Path(folder)
    except OSError as error:
        raise Refusal(f"cannot write to {beside}: {error.strerror}", 1) from None


def sync(path: Path) -> None:
    """Have a file on the disk, not only in memory."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
