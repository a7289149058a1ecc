"""Slotting: a time for a meeting, inside the practitioner's working hours and the office's hours, each in its own zone.

The search is bounded; a time that still fits never moves for something unrelated.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.tz import datetime_ambiguous, datetime_exists

from calendars.workdays import Hours, NoOpenDay, Workdays

#: How many business days are searched before it becomes a visible problem.
SEARCHED = 10
#: How long a meeting is taken to be, and on which minutes it may begin.
LENGTH = timedelta(minutes=30)
GRID = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Slot:
    """A day and a wall time of the practice."""

    day: date
    at: time


@dataclass(frozen=True, slots=True)
class Busy:
    """A stretch of time that is taken."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """When both sides work."""

    workdays: Workdays
    hours: Hours
    zone: ZoneInfo
    #: None where nothing is known of the office; then the practice's hours decide alone.
    office_hours: Hours | None = None
    office_zone: ZoneInfo | None = None
    office_days: Workdays | None = None


def propose(
    first: date,
    both: Open,
    busy: Sequence[Busy],
    kept: Slot | None = None,
    *,
    after: datetime | None = None,
    only: bool = False,
) -> Slot | None:
    """The first time from `first` on (with `only`: on that day) that suits both sides, or None within `SEARCHED`
    business days.

    `kept` is the time proposed before: while it still fits, it stays. `after` is a moment that has to lie before it.
    """
    if kept is not None and fits(kept, both, busy) and (kept.day == first if only else kept.day >= first):
        return kept
    grid = _grid(first, both, 1 if only else SEARCHED)
    ahead = (s for s in grid if after is None or datetime.combine(s.day, s.at, both.zone) > after)
    return next((s for s in ahead if (s.day == first or not only) and fits(s, both, busy)), None)


def _grid(first: date, both: Open, days: int) -> Iterator[Slot]:
    try:
        day = both.workdays.on_or_after(first)
        for _ in range(days):
            for opens, closes in both.hours.on(day.weekday()):
                start = datetime.combine(day, opens)
                while start + LENGTH <= datetime.combine(day, closes):
                    yield Slot(day, start.time())
                    start += GRID
            day = both.workdays.add(day, 1)
    except NoOpenDay:
        return


def fits(slot: Slot, both: Open, busy: Iterable[Busy]) -> bool:
    """Whether a time suits both sides and is not taken."""
    local = datetime.combine(slot.day, slot.at, both.zone)
    if not datetime_exists(local) or datetime_ambiguous(local) or both.workdays.closed(slot.day):
        return False
    start = local.astimezone(UTC)
    end = start + LENGTH
    inside = _inside(local, both.hours, both.zone) and _office_open(start, both)
    return inside and not any(b.start < end and start < b.end for b in busy)


def _office_open(start: datetime, both: Open) -> bool:
    zone = both.office_zone or both.zone
    there = start.astimezone(zone)
    if both.office_days is not None and both.office_days.closed(there.date()):
        return False
    return both.office_hours is None or _inside(there, both.office_hours, zone)


def _inside(start: datetime, hours: Hours, zone: ZoneInfo) -> bool:
    end = (start.astimezone(UTC) + LENGTH).astimezone(zone)
    return any(
        opens <= start.time() and end.time() <= closes and end.date() == start.date()
        for opens, closes in hours.on(start.weekday())
    )
