"""Messages as files in a folder: for trying out, for the tests, and for a mail program that watches a folder."""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from outreach.consent import Way
from outreach.messages import Failed, Message, Receipt, Refused, Sent, to_bytes


@dataclass(frozen=True, slots=True)
class Folder:
    """One `.eml` file for each Message-ID; sent again, it takes the place of the first."""

    name: str
    #: Made with its parents when missing; only its owner may look inside (0700).
    folder: Path
    way: Way = Way.EMAIL
    repeatable: bool = True

    def send(self, message: Message) -> Receipt:
        """Write the message so that a reader, or a crash, sees all of it or nothing (rename(2), fsync(2))."""
        try:
            content = to_bytes(message)
        except ValueError as mistake:
            return Refused(str(mistake))
        path = self.folder / file_name(message.message_id)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(path, content)
        except OSError as error:
            return Failed(f"cannot write to {self.folder}: {error.strerror}", ambiguous=False)
        return Sent(str(path))


def file_name(message_id: str) -> str:
    """A name that any file system takes, the same for the same Message-ID and different for any other."""
    readable = re.sub(r"[^A-Za-z0-9@.+-]", "_", message_id.strip("<>")).lstrip(".")[:80]
    return f"{readable}-{hashlib.sha256(message_id.encode()).hexdigest()[:12]}.eml"


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
