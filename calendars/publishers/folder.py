"""A folder with one .ics file for each entry (a vdir), for khal, vdirsyncer and the like."""

import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from calendars.mirroring import Trouble


@dataclass(frozen=True, slots=True)
class Folder:
    """One calendar as a folder; the mark of a file is a digest of what is in it."""

    #: Made with its parents when missing; only its owner may look inside (0700).
    folder: Path

    def listed(self) -> dict[str, str]:
        """Every .ics file, whosever it is."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return {path.name: _mark(path.read_bytes()) for path in self.folder.glob("*.ics") if path.is_file()}
        except OSError as error:
            raise Trouble(f"the folder cannot be read: {error.strerror}") from None

    def read(self, name: str) -> bytes | None:
        """What is in a file; None if it is gone."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Trouble(f"a file in the folder cannot be read: {error.strerror}") from None

    def write(self, name: str, data: bytes, mark: str | None) -> str | None:
        """A reader, or a crash, sees all of a file or the one before (rename(2))."""
        if self._mark(name) != mark:
            return None
        try:
            handle, part = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(part).replace(self.folder / name)
        except OSError as error:
            raise Trouble(f"the folder cannot be written: {error.strerror}") from None
        return _mark(data)

    def remove(self, name: str, mark: str) -> bool:
        """Remove the version with that mark."""
        if self._mark(name) != mark:
            return False
        try:
            (self.folder / name).unlink()
        except OSError as error:
            raise Trouble(f"a file in the folder cannot be removed: {error.strerror}") from None
        return True

    def _mark(self, name: str) -> str | None:
        data = self.read(name)
        return None if data is None else _mark(data)


def _mark(data: bytes) -> str:
    return sha256(data).hexdigest()
