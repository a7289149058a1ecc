"""Which time zone data is in use, and whether this machine's agrees with that of the `tzdata` package.

`zoneinfo` takes the machine's where it has any and the package's only else (PEP 615). Both are meant to be kept up to
date by whoever runs the machine; an old one of the two puts appointments an hour off after a law has changed.
"""

import re
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module, resources
from pathlib import Path
from zoneinfo import ZoneInfo

#: How far ahead the two are compared: as far as appointments are made, and a year more.
AHEAD = timedelta(days=2 * 366)
_STEP = timedelta(hours=1)
_RELEASE = re.compile(r"\d{4}[a-z]{1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two opinions about one zone."""

    zone: str
    #: The first instant at which they differ, to the hour.
    at: datetime
    #: The offsets from UTC: of the machine's data, which is in use, and of the package's.
    machine: timedelta
    package: timedelta
    #: The releases of the data, such as 2026b; empty where the data does not say.
    machine_release: str
    package_release: str


def difference(zone: str, now: datetime) -> Difference | None:
    """Where the machine's data and the package's differ about a zone from `now` on; None where only one is there."""
    package = _of_package(zone)
    if package is None or _machine_file(zone) is None:
        return None
    machine = ZoneInfo.no_cache(zone)
    at = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    end = at + AHEAD
    while at < end:
        ours, theirs = at.astimezone(machine).utcoffset(), at.astimezone(package).utcoffset()
        if ours is not None and theirs is not None and ours != theirs:
            return Difference(
                zone=zone,
                at=at,
                machine=ours,
                package=theirs,
                machine_release=_machine_release(zone),
                package_release=_package_release(),
            )
        at += _STEP
    return None


def _of_package(zone: str) -> ZoneInfo | None:
    folder, _, name = f"tzdata/zoneinfo/{zone}".rpartition("/")
    try:
        with (resources.files(folder.replace("/", ".")) / name).open("rb") as file:
            return ZoneInfo.from_file(file, key=zone)
    except (ModuleNotFoundError, FileNotFoundError, IsADirectoryError):
        return None


def _machine_file(zone: str) -> Path | None:
    """The file that `zoneinfo` reads a zone from, where the machine has one."""
    found = (Path(folder) / zone for folder in zoneinfo.TZPATH)
    return next((file for file in found if file.is_file()), None)


def _machine_release(zone: str) -> str:
    """What a file beside the data says; Debian and the makers of the data name it differently."""
    file = _machine_file(zone)
    if file is None:
        return ""
    for name in ("tzdata.zi", "+VERSION", "version"):
        try:
            with (file.parents[zone.count("/")] / name).open(encoding="utf-8", errors="replace") as beside:
                release = _RELEASE.search(beside.readline())
        except OSError:
            continue
        if release:
            return release[0]
    return ""


def _package_release() -> str:
    return str(getattr(import_module("tzdata"), "IANA_VERSION", ""))
