"""The entry: one line in a calendar, and the only value that crosses the border into iCalendar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a calendar shows, free of any client, rule or database; a doubtful one is refused at birth."""

    #: Printable, the same for the whole life of the entry (RFC 5545 3.8.4.7).
    uid: str
    #: Rises with every change a reader should notice (RFC 5545 3.8.7.4).
    sequence: int
    #: What the month view shows.
    title: str
    #: First day (a date: all-day, in no zone) or first instant (an aware datetime, in any zone).
    start: date | datetime
    #: First day or instant after the entry (exclusive), of the same type as the start.
    end: date | datetime
    #: Aware instant of the last change; the only stamp the written bytes carry.
    changed_at: datetime
    #: Plain text, several lines allowed.
    description: str = ""
    #: Plain text.
    location: str = ""
    #: A tombstone: shown as cancelled for a while, then left out.
    cancelled: bool = False
    #: Whether the time counts as taken when others look for a free slot.
    busy: bool = False
    #: When its reader is reminded, counted from the start (negative: before it); None is never.
    alarm: timedelta | None = None

    def __post_init__(self) -> None:
        if not self.uid.strip() or not self.uid.isprintable():
            raise ValueError(f"an entry needs a printable uid, not {self.uid!r}")
        if self.sequence < 0:
            raise ValueError(f"{self.uid}: sequence {self.sequence} is negative")
        if self.changed_at.utcoffset() is None:
            raise ValueError(f"{self.uid}: changed_at has no zone")
        if not _follows(self.start, self.end):
            raise ValueError(f"{self.uid}: end {self.end} is not after start {self.start}")


def in_utc(instant: datetime) -> datetime:
    """The instant in UTC, to the second: as iCalendar (RFC 5545 3.3.5) and HTTP (RFC 9110 5.6.7) say it."""
    if instant.utcoffset() is None:
        raise ValueError(f"{instant} has no zone")
    return instant.astimezone(UTC).replace(microsecond=0)


def _follows(start: date | datetime, end: date | datetime) -> bool:
    """Order in UTC, because two wall times of one zone compare wrongly in the hour that the clock repeats."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return in_utc(start) < in_utc(end)
    if isinstance(start, datetime) or isinstance(end, datetime):
        raise ValueError(f"start {start} and end {end} must both be days or both be instants")
    return start < end
