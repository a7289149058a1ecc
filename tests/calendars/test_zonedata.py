"""Two sets of time zone data that disagree are noticed, with where they do and which one is in use."""

import shutil
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest

from calendars.zonedata import difference

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Path]:
    """A machine whose zones lie in an empty folder."""
    zoneinfo.reset_tzpath([str(tmp_path)])
    zoneinfo.ZoneInfo.clear_cache()
    yield tmp_path
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()


def _put(machine: Path, zone: str, rules_of: str) -> None:
    """Give the machine the rules of one zone under the name of another."""
    target = machine / zone
    target.parent.mkdir(parents=True, exist_ok=True)
    folder, _, name = rules_of.rpartition("/")
    package = resources.files(f"tzdata.zoneinfo.{folder.replace('/', '.')}")
    with (package / name).open("rb") as file, target.open("wb") as copy:
        shutil.copyfileobj(file, copy)


def test_a_law_that_only_one_of_them_knows_is_found_at_its_first_hour(machine: Path) -> None:
    _put(machine, "America/New_York", "America/Panama")  # as if summer time had been given up
    (machine / "tzdata.zi").write_text("# version 2031c\n# This zic input file is in the public domain.\n")
    found = difference("America/New_York", NOW)
    assert found is not None
    assert found.at == datetime(2027, 3, 14, 7, tzinfo=UTC)
    assert (found.machine, found.package) == (-5 * HOUR, -4 * HOUR)
    assert found.machine_release == "2031c"
    assert found.package_release >= "2025a"


def test_the_same_rules_in_other_files_are_no_difference(machine: Path) -> None:
    _put(machine, "America/New_York", "America/Detroit")
    assert difference("America/New_York", NOW) is None


@pytest.mark.parametrize("zone", ["America/New_York", "America/Indiana/Knox", "UTC"])
def test_where_only_the_package_has_the_zone_there_is_nothing_to_compare(machine: Path, zone: str) -> None:
    assert difference(zone, NOW) is None


def test_a_release_that_nobody_wrote_down_is_left_open(machine: Path) -> None:
    _put(machine, "Europe/Berlin", "Africa/Lagos")
    found = difference("Europe/Berlin", NOW)
    assert found is not None
    assert found.machine_release == ""
