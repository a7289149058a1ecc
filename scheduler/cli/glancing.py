"""The short way to a list: the configuration's fingerprint, and a glance into the database."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from scheduler import clock as clocks
from scheduler.cli.configured import config_path
from scheduler.fingerprints import fingerprint
from scheduler.followups import FollowUp
from scheduler.showing import Names
from scheduler.store.glancing import glimpse


class Glance(Struct, frozen=True):
    """The follow-ups of the next days, and who they name."""

    follow_ups: Sequence[FollowUp]
    names: Names
    any_open: bool


def glance(asked: object, days: int) -> Glance | None:
    """What is to be done in so many days; None where the long way has to be taken, which also tells of mistakes.

    A configuration with the fingerprint of the last plan was checked then.
    """
    if not isinstance(asked, dict):
        return None
    path = config_path(asked["config"])
    found = fingerprint(path)
    file, zone = (_database(found[1], path), _zone(found[1])) if found else (None, None)
    if found is None or file is None or zone is None:
        return None
    clock = clocks.machine_clock()
    if asked["now"]:
        clock = clock.starting_at(clocks.parse_moment(asked["now"], zone))
    now = clock.now()
    seen = glimpse(file, found[0], now.astimezone(zone).date(), days)
    return None if seen is None else Glance(seen.follow_ups, Names(seen.people, zone, now), seen.any_open)


def _database(tables: Mapping[str, Any], path: Path) -> Path | None:
    """The file of a plain SQLite database, meant from the configuration's folder."""
    database = tables.get("database", {})
    url = database.get("url") if isinstance(database, dict) else None
    if not isinstance(url, str) or database.get("key_file") or not url.startswith("sqlite:///") or "?" in url:
        return None
    return path.parent / url.removeprefix("sqlite:///")


def _zone(tables: Mapping[str, Any]) -> ZoneInfo | None:
    practice = tables.get("practice", {})
    name = practice.get("zone") if isinstance(practice, dict) else None
    try:
        return ZoneInfo(name) if isinstance(name, str) else None
    except (ValueError, ZoneInfoNotFoundError):
        return None
