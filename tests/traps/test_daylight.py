"""Daylight: over every change of the clocks in six zones, a morning comes once, an entry is a real instant.

The oracle knows no product code: it cuts time into pieces of one offset each and works out on them, in plain numbers,
which wall times exist, once or twice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from calendars.workdays import Workdays
from scheduler.clock import parse_moment
from scheduler.mistakes import Refusal
from scheduler.noticing import Morning, notices
from scheduler.notifying import notify
from scheduler.people import Practitioner
from scheduler.spans import Delay, Span, Unit, due_on
from tests.houses import PRACTICE, house, rules
from tests.traps.desk import POST, Desk

Desks = Callable[..., Desk]
ZONES = (
    "America/New_York",
    "America/Los_Angeles",
    "Europe/Berlin",
    "Australia/Lord_Howe",  # half an hour
    "America/Santiago",  # at midnight: the day itself begins late
    "Asia/Kolkata",  # none
)
YEARS = (2026, 2027, 2028)
TICK = timedelta(minutes=15)
DAY = timedelta(days=1)
EVENING = time(20)


@dataclass(frozen=True)
class Change:
    """The clocks are put on or back."""

    zone: str
    #: The first instant with the new offset.
    at: datetime
    before: timedelta
    after: timedelta

    def __str__(self) -> str:
        return f"{self.zone} {'gap' if self.gap else 'fold'} {self.at:%Y-%m-%d}"

    @property
    def gap(self) -> bool:
        """Whether wall times are missing; else some come twice."""
        return self.after > self.before

    @property
    def middle(self) -> datetime:
        """A wall time (naive) in the middle of what is missing or comes twice."""
        one, other = (self.at.replace(tzinfo=None) + offset for offset in (self.before, self.after))
        return one + (other - one) / 2


def _offset(zone: str, instant: datetime) -> timedelta:
    offset = instant.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return offset


@cache
def changes(zone: str) -> tuple[Change, ...]:
    """Every change of a zone in these years, found by halving the days around it."""
    found = []
    start = datetime(YEARS[0], 1, 1, tzinfo=UTC)
    while start.year <= YEARS[-1]:
        low, high = start, start + DAY
        if _offset(zone, low) != _offset(zone, high):
            while high - low > timedelta(minutes=1):
                middle = low + timedelta(minutes=(high - low) // timedelta(minutes=1) // 2)
                low, high = (middle, high) if _offset(zone, middle) == _offset(zone, low) else (low, middle)
            found.append(Change(zone, high, _offset(zone, low), _offset(zone, high)))
        start += DAY
    return tuple(found)


ALL = [change for zone in ZONES for change in changes(zone)]
#: Where the clocks are left alone: the days on which New York changes.
QUIET = [
    Change("Asia/Kolkata", c.at, _offset("Asia/Kolkata", c.at), _offset("Asia/Kolkata", c.at))
    for c in changes("America/New_York")
]
EVERY_CHANGE = pytest.mark.parametrize("change", ALL, ids=str)


def test_the_changes_are_those_that_the_zones_have() -> None:
    assert {zone: len(changes(zone)) for zone in ZONES} == {z: 0 if z == "Asia/Kolkata" else 6 for z in ZONES}
    assert all(sum(c.gap for c in changes(zone)) == 3 for zone in ZONES[:-1])


def _pieces(change: Change, first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """Time around a change as wall-clock pieces (naive, from, to) with the offset of each."""
    naive = [moment.replace(tzinfo=None) for moment in (first, change.at, last)]
    yield naive[0] + change.before, naive[1] + change.before, change.before
    yield naive[1] + change.after, naive[2] + change.after, change.after


def _expected(
    change: Change, first: datetime, last: datetime, morning: time, weekdays: frozenset[int]
) -> dict[date, set[datetime]]:
    """For each local working day: the ticks on which its morning letter is due, by numbers alone."""
    due: dict[date, set[datetime]] = {}
    for start, end, offset in _pieces(change, first, last):
        wall = start
        while wall < end:
            if wall.weekday() in weekdays and morning <= wall.time() < EVENING:
                due.setdefault(wall.date(), set()).add((wall - offset).replace(tzinfo=UTC))
            wall += TICK
    return due


def _ticks(first: datetime, last: datetime) -> Iterator[datetime]:
    now = first
    while now < last:
        yield now
        now += TICK


WEEK = frozenset(range(5))
EVERY_DAY = frozenset(range(7))


@pytest.mark.parametrize("weekdays", [WEEK, EVERY_DAY], ids=["weekdays", "every day"])
@pytest.mark.parametrize("change", [*ALL, *QUIET], ids=str)
def test_t17_the_morning_letter_is_due_once_on_every_local_working_day(
    change: Change, weekdays: frozenset[int]
) -> None:
    zone, workdays = ZoneInfo(change.zone), Workdays(weekdays=weekdays)
    first, last = change.at - 3 * DAY, change.at + 3 * DAY
    for morning in {time(7), time(0), change.middle.time()}:
        maya = Practitioner(code="maya", name="Maya", email="m@example.org", digest_at=morning)
        due: dict[date, set[datetime]] = {}
        for now in _ticks(first, last):
            found = [n for n in notices([], {"maya": maya}, workdays, zone, now) if isinstance(n, Morning)]
            assert len(found) <= 1
            for letter in found:
                due.setdefault(letter.day.day, set()).add(now)
                assert letter.until > now
                assert letter.until.astimezone(UTC) - now < DAY
        assert due == _expected(change, first, last, morning, weekdays)
        assert len(due) >= (3 if weekdays == WEEK else 5) or morning >= EVENING


@pytest.mark.parametrize("change", [c for c in ALL if c.at.year == 2027], ids=str)
def test_t17_one_letter_for_each_local_day_is_written_when_ticks_come_every_quarter_of_an_hour(
    desks: Desks, change: Change
) -> None:
    workdays = replace(PRACTICE.workdays, weekdays=EVERY_DAY)
    desk = desks(rules(), replace(PRACTICE, zone=ZoneInfo(change.zone), workdays=workdays))
    morning = change.middle.time()
    desk.house = replace(
        desk.house, practitioners={"maya": structs.replace(desk.house.practitioners["maya"], digest_at=morning)}
    )
    first, last = change.at - DAY, change.at + DAY
    with desk.store.write() as tx:
        written = [notify(tx, desk.house, POST, now) for now in _ticks(first, last)]
    assert sum(written) == len(_expected(change, first, last, morning, EVERY_DAY))
    assert max(written) <= 1


@EVERY_CHANGE
def test_t17_a_visit_at_a_doubtful_wall_time_is_one_real_instant_in_the_calendar(desks: Desks, change: Change) -> None:
    """In a gap the entry stands as much later as the clocks were put on; in a fold, on the first of the two."""
    desk = desks(rules(), replace(PRACTICE, zone=ZoneInfo(change.zone)))
    desk.now = change.at - 10 * DAY
    desk.subscribe()
    wall = change.middle
    desk.tell("visit", "scheduled", wall.date(), client="CRVZ", provider="P1EE", at=wall.time())
    (entry,) = desk.entries()
    assert isinstance(entry.start, datetime)
    assert isinstance(entry.end, datetime)
    first_reading = (wall - change.before).replace(tzinfo=UTC)
    assert entry.start == first_reading  # the offset from before the change, in a gap and in a fold
    shown = entry.start.replace(tzinfo=None) + (change.after if change.gap else change.before)
    assert shown - wall == (change.after - change.before if change.gap else timedelta())
    assert entry.end - entry.start == timedelta(minutes=30)


@EVERY_CHANGE
def test_t17_a_visit_just_beside_a_change_keeps_its_wall_time(desks: Desks, change: Change) -> None:
    desk = desks(rules(), replace(PRACTICE, zone=ZoneInfo(change.zone)))
    desk.now = change.at - 10 * DAY
    desk.subscribe()
    walls = []
    for days, offset in ((-1, change.before), (1, change.after)):
        wall = change.middle + days * DAY
        walls.append((wall - offset).replace(tzinfo=UTC))
        desk.tell("visit", "scheduled", wall.date(), client="CRVZ", provider="P1EE", at=wall.time())
    assert sorted(str(e.start) for e in desk.entries()) == sorted(map(str, walls))


@EVERY_CHANGE
def test_t17_a_moment_that_does_not_exist_or_exists_twice_is_refused_and_its_neighbours_are_not(change: Change) -> None:
    zone = ZoneInfo(change.zone)
    with pytest.raises(Refusal, match="does not exist" if change.gap else "exists twice"):
        parse_moment(change.middle.isoformat(), zone)
    for hours, offset in ((-3, change.before), (3, change.after)):
        wall = change.middle + timedelta(hours=hours)
        assert parse_moment(wall.isoformat(), zone) == (wall - offset).replace(tzinfo=UTC)
    with_offset = f"{change.middle.isoformat()}+00:00"
    assert parse_moment(with_offset, zone) == change.middle.replace(tzinfo=UTC)


@EVERY_CHANGE
def test_t17_the_local_day_changes_once_and_never_goes_back(change: Change) -> None:
    practice = house(rules(), replace(PRACTICE, zone=ZoneInfo(change.zone)))
    first, last = change.at - 2 * DAY, change.at + 2 * DAY
    expected = []
    for start, end, _ in _pieces(change, first, last):
        wall = start
        while wall < end:
            expected.append(wall.date())
            wall += TICK
    seen = [practice.today(now) for now in _ticks(first, last)]
    assert seen == expected


@EVERY_CHANGE
@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("before", [False, True])
def test_t17_days_are_counted_as_days_over_a_change(change: Change, unit: Unit, before: bool) -> None:
    changed = change.middle.date()
    sign = -1 if before else 1
    anchor = changed - 2 * sign * DAY
    dated = due_on(anchor, Delay(Span(2, unit), before=before), Workdays(weekdays=EVERY_DAY), any_day=True)
    match unit:
        case Unit.DAY | Unit.BUSINESS_DAY:
            assert dated.day == changed
        case Unit.WEEK:
            assert dated.day.toordinal() == anchor.toordinal() + 14 * sign
        case Unit.MONTH:
            assert (dated.day.year * 12 + dated.day.month) - (anchor.year * 12 + anchor.month) == 2 * sign
