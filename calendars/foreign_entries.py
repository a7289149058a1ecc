"""The entries of other people's calendars: when they start, how long they take, and what says that they recur."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from calendars.foreign import Component, Line, Troubles
from calendars.foreign_times import OF_ZONES, Moment, Unreadable, Zones, duration, known_zone

#: The properties that say when; no title, place or person is among them.
OF_ENTRIES = OF_ZONES | {
    *("UID", "SEQUENCE", "DTEND", "DURATION", "EXDATE", "RECURRENCE-ID", "X-WR-TIMEZONE"),
    *("TRANSP", "STATUS", "X-MICROSOFT-CDO-BUSYSTATUS"),
}
#: An instant in UTC and the first one after it that is free again.
Span = tuple[datetime, datetime]
#: What a value raises that cannot be read, or lies outside the years that Python counts.
BROKEN = (Unreadable, OverflowError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """One VEVENT."""

    #: Where it begins in the file.
    number: int
    uid: str
    sequence: int
    start: Moment
    #: How long it takes: days of the calendar, and time besides.
    days: int
    time: timedelta
    #: Nobody is busy then: transparent, cancelled, or free by Outlook's word.
    free: bool
    #: The occurrence that it stands for, by its original start.
    replaces: Moment | None
    #: Whether all later occurrences are moved with it (RFC 5545 3.2.13).
    onward: bool
    #: RRULE, RDATE and EXDATE.
    rules: tuple[Line, ...]
    added: tuple[Line, ...]
    removed: tuple[Line, ...]
    zones: Zones

    def span(self, wall: datetime) -> Span:
        """The time of the occurrence that starts at a wall time."""
        return self.start.at(wall), self.start.at(wall + timedelta(days=self.days)) + self.time


def zones_of(calendar: Component, zone: tzinfo, troubles: Troubles) -> Zones:
    """The zones of one calendar, with the one that it names for itself as the default."""
    written = {line.value: part for part in calendar.walk("VTIMEZONE") if (line := part.one("TZID"))}
    line = calendar.one("X-WR-TIMEZONE")
    named = known_zone(line.value) if line else zone
    if named is None:
        troubles.odd("the calendar names a time zone for itself that is not known")
    return Zones(named or zone, written, troubles)


def entries_of(calendar: Component, zones: Zones, troubles: Troubles) -> Iterator[Foreign]:
    """The entries of one calendar."""
    for event in calendar.walk("VEVENT"):
        try:
            yield _entry(event, zones, troubles)
        except BROKEN:
            troubles.lost(f"the entry of line {event.number} has a start that cannot be read, or none")


def _entry(event: Component, zones: Zones, troubles: Troubles) -> Foreign:
    """One VEVENT; raises `Unreadable` if it does not say when."""
    started, again, uid = event.one("DTSTART"), event.one("RECURRENCE-ID"), event.one("UID")
    if started is None:
        raise Unreadable("DTSTART")
    if len(event.all("DTSTART")) > 1 or len(event.all("DTEND")) + len(event.all("DURATION")) > 1:
        troubles.lost(f"the entry of line {event.number} has more than one start or end; the first was taken")
    if uid is None:
        troubles.odd(f"the entry of line {event.number} has no UID")
    start = zones.moment(started)
    days, time = _length(event, start, zones, troubles)
    sequence = event.word("SEQUENCE")
    return Foreign(
        number=event.number,
        uid=uid.value if uid else f"\0{event.number}",
        sequence=int(sequence) if sequence.isascii() and sequence.isdecimal() and len(sequence) < 10 else 0,
        start=start,
        days=days,
        time=time,
        free=_is_free(event),
        replaces=zones.moment(again) if again else None,
        onward=again is not None and again.params.get("RANGE", "").upper() == "THISANDFUTURE",
        rules=tuple(event.all("RRULE")),
        added=tuple(event.all("RDATE")),
        removed=tuple(event.all("EXDATE")),
        zones=zones,
    )


def _is_free(event: Component) -> bool:
    if event.word("STATUS") == "CANCELLED":
        return True
    if transparency := event.word("TRANSP"):
        return transparency == "TRANSPARENT"
    return event.word("X-MICROSOFT-CDO-BUSYSTATUS") in ("FREE", "WORKINGELSEWHERE")


def _length(event: Component, start: Moment, zones: Zones, troubles: Troubles) -> tuple[int, timedelta]:
    """How long an entry takes; without a word a day takes a day, and a time no time (RFC 5545 3.6.1)."""
    ended, lasting = event.one("DTEND"), event.one("DURATION")
    try:
        if ended is not None:
            return _until(zones.moment(ended), start, event.number, troubles)
        if lasting is not None:
            return duration(lasting.value)
    except BROKEN:
        troubles.lost(f"the entry of line {event.number} has an end that cannot be read, or one before its start")
    else:
        if not start.is_day:
            troubles.odd(f"the entry of line {event.number} has no end; it takes no time")
    return int(start.is_day), timedelta(0)


def _until(end: Moment, start: Moment, number: int, troubles: Troubles) -> tuple[int, timedelta]:
    """The length of an entry by its end; an all-day entry that ends where it starts means that day."""
    if end.is_day != start.is_day:
        troubles.odd(f"the entry of line {number} is a day at one end and a time at the other")
    elif start.is_day and end.wall >= start.wall:
        if end.wall == start.wall:
            troubles.odd(f"the entry of line {number} ends on the day on which it starts; taken as that day")
        return max((end.wall - start.wall).days, 1), timedelta(0)
    if end.instant < start.instant:
        raise Unreadable("DTEND")
    return 0, end.instant - start.instant
