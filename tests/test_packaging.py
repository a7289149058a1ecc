"""What is installed is what is there: a package that pyproject.toml does not name is missing on a server."""

import tomllib
from pathlib import Path

HOUSE = Path(__file__).parents[1]


def test_every_package_is_installed() -> None:
    listed = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    found = [p.parent for room in ("scheduler", "outreach", "calendars") for p in (HOUSE / room).rglob("__init__.py")]
    assert sorted(listed) == sorted(".".join(p.relative_to(HOUSE).parts) for p in found)
