"""What the clocks of a zone do, asked of zoneinfo day by day: shares nothing with the code it judges."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone

#: Every zone that somebody could live in, links among them; not the technical ones.
ALL_ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not re.match(r"(Etc|posix|right|SystemV)/", zone)
)

#: Around a turn: to the second, and by every amount that clocks are moved somewhere.
_NEAR = [
    sign * timedelta(minutes=minutes, seconds=seconds)
    for minutes in (0, 30, 60, 120, 1440)
    for seconds in (0, 1)
    for sign in (-1, 1)
]


def offset_at(zone: str, instant: datetime) -> timedelta:
    offset = instant.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return offset


def turns(zone: str, first: int, last: int) -> list[datetime]:
    """The instants, to the second, at which a zone's offset changes in these years."""
    day, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    found = []
    while day < end:
        after = day + timedelta(days=1)
        if offset_at(zone, day) != offset_at(zone, after):
            low, high = day, after
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
                low, high = (middle, high) if offset_at(zone, middle) == offset_at(zone, low) else (low, middle)
            found.append(high)
        day = after
    return found


def probes(zone: str, first: int, last: int) -> list[tuple[datetime, timedelta]]:
    """Wall times that happen exactly once, near each turn and in the middle of each quarter, with their offset."""
    quarters = [datetime(year, month, 15, 12, tzinfo=UTC) for year in range(first, last + 1) for month in (2, 5, 8, 11)]
    near = [turn + distance for turn in turns(zone, first, last) for distance in _NEAR]
    walls = (instant.astimezone(ZoneInfo(zone)) for instant in quarters + near)
    return [
        (wall.replace(tzinfo=None, fold=0), wall.utcoffset() or timedelta(0))
        for wall in walls
        if wall.utcoffset() == wall.replace(fold=1 - wall.fold).utcoffset()
    ]


def wrong(text: str, expected: list[tuple[datetime, timedelta]]) -> list[tuple[datetime, timedelta, timedelta]]:
    """The wall times at which icalendar reads another offset from a VTIMEZONE than expected."""
    body = re.sub(r"TZID:.*\r\n", "TZID:/judged\r\n", text)
    read = _read(body, tuple(wall for wall, _ in expected))
    return [(wall, due, got) for (wall, due), got in zip(expected, read, strict=True) if due != got]


@lru_cache(maxsize=10_000)
def _read(text: str, walls: tuple[datetime, ...]) -> list[timedelta]:
    """The offsets in a VTIMEZONE; many zones keep the same time, and are read once."""
    parsed = Timezone.from_ical(text)
    assert isinstance(parsed, Timezone)
    zone = parsed.to_tz(lookup_tzid=False)
    return [wall.replace(tzinfo=zone).utcoffset() or timedelta(0) for wall in walls]
