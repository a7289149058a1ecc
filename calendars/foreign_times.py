"""Days, instants, durations and zones as other people's calendars write them (RFC 5545 3.3)."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from io import StringIO
from zoneinfo import ZoneInfo, available_timezones

from dateutil.tz import tzical
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from calendars.foreign import Component, Line, Troubles

#: The properties of a VTIMEZONE.
OF_ZONES = frozenset({"TZID", "DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"})

_MOMENT = re.compile(r"(\d{8})(?:T(\d{4}(?:\d{2})?)(Z?))?", re.ASCII)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?", re.ASCII
)
_OFFSET = re.compile(r"[+-](?:0\d|1[0-5])[0-5]\d(?:[0-5]\d)?", re.ASCII)
_ONSET = re.compile(r"\d{8}T\d{6}", re.ASCII)
_YEARLY = re.compile(
    r"(?:(?:FREQ=YEARLY|INTERVAL=1|(?:BYMONTH|BYDAY|BYMONTHDAY|UNTIL|WKST)=[\w,+-]{1,40});?)+", re.ASCII
)
#: More onsets than a zone had since the railways are not believed.
_MOST_ONSETS = 1_000


class Unreadable(ValueError):
    """A value that says no day, time or duration."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a time of day, as clocks and wall calendars show it in a zone."""

    #: Without a zone; midnight for a day.
    wall: datetime
    zone: tzinfo
    is_day: bool

    @property
    def instant(self) -> datetime:
        """In UTC; the first of two where the wall time comes twice (RFC 5545 3.3.5)."""
        return self.at(self.wall)

    def at(self, wall: datetime) -> datetime:
        """The instant of another wall time in the same zone."""
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def wall_at(self, instant: datetime) -> datetime:
        """What the clocks of this moment's zone show at an instant."""
        return instant.astimezone(self.zone).replace(tzinfo=None)


@dataclass(slots=True)
class Zones:
    """The zones of one calendar: by name if the name is known, by its VTIMEZONE if not, by its owner's zone else."""

    #: For times that name no zone.
    default: tzinfo
    #: VTIMEZONEs by their TZID.
    written: dict[str, Component]
    troubles: Troubles
    _known: dict[str, tzinfo] = field(default_factory=dict)

    def named(self, name: str) -> tzinfo:
        """The zone of a TZID."""
        if name not in self._known:
            self._known[name] = known_zone(name) or self._built(name)
        return self._known[name]

    def _built(self, name: str) -> tzinfo:
        shown = re.sub(r"[^\w/+() &.,:-]", "?", name)[:60]
        if name not in self.written:
            self.troubles.lost(f'time zone "{shown}" is not known and not described; taken as {self.default}')
            return self.default
        try:
            built = tzical(StringIO(_described(self.written[name]))).get()
        except (ValueError, ArithmeticError, LookupError):
            built = None
        if built is None:
            self.troubles.lost(f'time zone "{shown}" is described in a way that cannot be followed')
        return built or self.default

    def moment(self, line: Line, value: str | None = None) -> Moment:
        """The day or time of a property, or of one value in its list; raises `Unreadable`."""
        text = (line.value if value is None else value).strip().upper()
        found = _MOMENT.fullmatch(text)
        if not found:
            return self._iso(line, text)
        day, clock, utc = found.groups()
        try:
            wall = datetime.strptime(day + (clock or "")[:4].ljust(4, "0"), "%Y%m%d%H%M")  # noqa: DTZ007
            # A leap second (60) is told as the second before it, as most clocks do.
            wall = wall.replace(second=min(int((clock or "")[4:] or 0), 59))
        except ValueError:
            raise Unreadable(line.name) from None
        if clock is None:
            return Moment(wall, self.default, is_day=True)
        return Moment(wall, UTC if utc else self._zone(line), is_day=False)

    def period(self, line: Line, text: str) -> tuple[datetime, datetime]:
        """The instants of a PERIOD (RFC 5545 3.3.9): up to another one, or for a while; raises `Unreadable`."""
        begin, _, end = text.partition("/")
        start = self.moment(line, begin).instant
        if end.strip()[:1].upper() != "P":
            return start, self.moment(line, end).instant
        days, time = duration(end)
        return start, start + timedelta(days=days) + time

    def _zone(self, line: Line) -> tzinfo:
        return self.named(line.params["TZID"]) if line.params.get("TZID") else self.default

    def _iso(self, line: Line, text: str) -> Moment:
        """A time in the form of ISO 8601 with dashes, which is not iCalendar and is met all the same."""
        try:
            read = datetime.fromisoformat(text)
        except ValueError:
            raise Unreadable(line.name) from None
        self.troubles.odd(f"line {line.number} ({line.name}) is not written as iCalendar")
        if read.tzinfo is None:
            return Moment(read.replace(microsecond=0), self._zone(line), is_day=len(text) == 10)
        return Moment(read.astimezone(UTC).replace(tzinfo=None, microsecond=0), UTC, is_day=False)


def known_zone(name: str) -> tzinfo | None:
    """A zone by its IANA name, with whatever a program put before it, or by its name in Windows."""
    parts = name.strip().strip('"').split("/")
    for first in (0, *range(1, len(parts))) if name.startswith("/") else (0,):
        if (key := "/".join(parts[first:])) in _iana():
            return ZoneInfo(key)
    if name.upper() in ("Z", "UTC", "GMT", "TZONE://MICROSOFT/UTC"):
        return UTC
    windows = WINDOWS_TO_OLSON.get(name.strip())
    return ZoneInfo(windows) if windows in _iana() else None


def duration(text: str) -> tuple[int, timedelta]:
    """Days of a calendar, and time besides (RFC 5545 3.3.6: a day is not always 24 hours); raises `Unreadable`."""
    found = _DURATION.fullmatch(text.strip().upper())
    if not found or not any(found.groups()[1:]):
        raise Unreadable("DURATION")
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    if found[1] == "-":
        raise Unreadable("DURATION")
    return weeks * 7 + days, timedelta(hours=hours, minutes=minutes, seconds=seconds)


@cache
def _iana() -> frozenset[str]:
    return frozenset(available_timezones() - {"localtime", "Factory"})


def _described(zone: Component) -> str:
    """A VTIMEZONE with nothing in it but what is safe to follow; raises `Unreadable`."""
    observances = [part for part in zone.parts if part.kind in ("STANDARD", "DAYLIGHT")]
    kinds = {part.kind for part in observances}
    if "STANDARD" not in kinds or sum(len(part.lines) for part in observances) > _MOST_ONSETS:
        raise Unreadable("VTIMEZONE")
    inner = [line for part in observances for line in _observance(part)]
    return "\n".join(["BEGIN:VTIMEZONE", "TZID:X", *inner, "END:VTIMEZONE", ""])


def _observance(part: Component) -> list[str]:
    lines = [f"BEGIN:{part.kind}"]
    for name, form in (("DTSTART", _ONSET), ("TZOFFSETFROM", _OFFSET), ("TZOFFSETTO", _OFFSET)):
        value = part.word(name)
        if not form.fullmatch(value):
            raise Unreadable(name)
        lines.append(f"{name}:{value}")
    for line in part.all("RRULE"):
        if "FREQ=YEARLY" not in line.value.upper() or not _YEARLY.fullmatch(line.value.upper()):
            raise Unreadable("RRULE")
        lines.append(f"RRULE:{line.value.upper()}")
    onsets = [value.strip() for line in part.all("RDATE") for value in line.value.split(",")]
    if len(onsets) > _MOST_ONSETS or not all(_ONSET.fullmatch(onset) for onset in onsets):
        raise Unreadable("RDATE")
    return [*lines, *(f"RDATE:{onset}" for onset in onsets), f"END:{part.kind}"]
