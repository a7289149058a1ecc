"""The fingerprint of a configuration: with it a reader knows that nothing in the files has changed since a plan."""

import tomllib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any


def fingerprint(path: Path) -> tuple[str, Mapping[str, Any]] | None:
    """A digest of a configuration and of the files that it includes, and its tables; None where one cannot be read."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
        return digest_of(path, map(str, tables.get("include", []))), tables
    except (OSError, ValueError):
        return None


def digest_of(path: Path, included: Iterable[str]) -> str:
    """The digest of a configuration and of the files named beside it; raises OSError where one cannot be read."""
    digest = sha256()
    for file in (path, *(path.resolve().parent / name for name in included)):
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]
