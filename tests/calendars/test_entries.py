"""An entry refuses at birth what no calendar could show."""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from calendars.entries import in_utc
from tests.calendars.samples import CALL, MEETING, NEW_YORK, NOON


def test_an_entry_cannot_be_changed_only_replaced() -> None:
    with pytest.raises(FrozenInstanceError):
        CALL.title = "Other"  # type: ignore[misc]
    assert replace(CALL, title="Other").title == "Other"


@pytest.mark.parametrize("uid", ["", " ", "a\nb", "a\x00", "a\u2028b", "\ud800"])
def test_a_uid_must_be_there_and_printable(uid: str) -> None:
    with pytest.raises(ValueError, match="uid"):
        replace(CALL, uid=uid)


def test_a_sequence_is_never_negative() -> None:
    with pytest.raises(ValueError, match="sequence -1"):
        replace(CALL, sequence=-1)


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="changed_at has no zone"):
        replace(CALL, changed_at=naive)
    with pytest.raises(ValueError, match="has no zone"):
        replace(CALL, start=naive, end=NOON)
    with pytest.raises(ValueError, match="has no zone"):
        replace(CALL, start=NOON, end=naive)


def test_a_day_and_an_instant_do_not_mix() -> None:
    with pytest.raises(ValueError, match="both be days or both be instants"):
        replace(CALL, start=date(2026, 11, 24), end=NOON)
    with pytest.raises(ValueError, match="both be days or both be instants"):
        replace(CALL, start=NOON, end=date(2026, 11, 30))


@pytest.mark.parametrize("length", [timedelta(0), timedelta(days=-1)])
def test_an_entry_ends_after_it_starts(length: timedelta) -> None:
    with pytest.raises(ValueError, match="is not after start"):
        replace(CALL, end=date(2026, 11, 26) + length)
    with pytest.raises(ValueError, match="is not after start"):
        replace(MEETING, start=NOON, end=NOON + length)


def test_a_span_that_vanishes_when_written_to_the_second_is_refused() -> None:
    with pytest.raises(ValueError, match="is not after start"):
        replace(MEETING, start=NOON, end=NOON + timedelta(milliseconds=900))


def test_the_hour_that_the_clock_repeats_is_ordered_by_instant_not_by_wall_time() -> None:
    first = datetime(2026, 11, 1, 1, 45, tzinfo=NEW_YORK)
    second = datetime(2026, 11, 1, 1, 15, fold=1, tzinfo=NEW_YORK)
    assert replace(MEETING, start=first, end=second).start == first
    with pytest.raises(ValueError, match="is not after start"):
        replace(MEETING, start=second, end=first)


def test_in_utc_keeps_the_instant_and_drops_the_fraction() -> None:
    assert in_utc(datetime(2026, 7, 1, 9, 0, 0, 999_999, tzinfo=NEW_YORK)) == datetime(2026, 7, 1, 13, tzinfo=UTC)
