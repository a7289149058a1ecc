"""The fingerprint of a configuration: with it a reader knows that nothing in the files has changed since a plan."""

import tomllib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any


def fingerprint(path: Path) -> tuple[str, Mapping[str, Any]] | None:
    """A digest of a configuration and of the files that it includes, and its tables; None where one cannot be read."""
    try:
        raw = path.read_bytes()
        tables = tomllib.loads(raw.decode())
        parts = [raw, *((path.resolve().parent / str(name)).read_bytes() for name in tables.get("include", []))]
    except (OSError, ValueError):
        return None
    digest = sha256()
    for part in parts:
        digest.update(sha256(part).digest())
    return digest.hexdigest()[:16], tables
