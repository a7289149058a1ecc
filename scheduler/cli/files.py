"""Files that a command writes for its user."""

import os
from pathlib import Path

from scheduler.mistakes import Refusal


def keep(file: Path, content: bytes) -> None:
    """A page is written for its owner's eyes only, and takes the place of an older one as a whole."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = file.with_name(f".{file.name}.part")
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as out:
            out.write(content)
        beside.replace(file)
    except OSError as error:
        raise Refusal(f"cannot write {file}: {error.strerror}", 1) from None
