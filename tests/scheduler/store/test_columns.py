"""How moments are kept: in UTC, whichever zone they come in."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.store.tables.base import Instant
from tests.houses import new_store

NEW_YORK = ZoneInfo("America/New_York")


def test_both_hours_of_an_autumn_night_are_kept_apart(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    written = Instant().bind_processor(store.writer.dialect)
    assert written is not None
    night = datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK)
    assert [written(night.replace(fold=fold)) for fold in (0, 1)] == [
        "2026-11-01 05:30:00.000000",
        "2026-11-01 06:30:00.000000",
    ]
    assert written(datetime(1, 1, 1, tzinfo=UTC)) == "0001-01-01 00:00:00.000000"
    store.close()


def test_a_moment_without_a_zone_is_refused(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    written = Instant().bind_processor(store.writer.dialect)
    assert written is not None
    with pytest.raises(ValueError, match="without a zone"):
        written(datetime(2026, 11, 1))  # noqa: DTZ001
    store.close()
