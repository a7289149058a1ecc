"""Dates and times as files write them, as local days and wall times of the practice."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

_RELATIVE = re.compile(r"(\d{1,4}) (day|week|month|year)s? (ago|ahead)", re.ASCII)


class BadMoment(ValueError):
    """A text that does not read as a date, or as a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """How the dates and times of these files read."""

    #: The practice's zone.
    zone: ZoneInfo
    today: date
    #: The zone of wall times that name none; None means the practice's.
    source: ZoneInfo | None = None
    #: How dates are written, as strptime knows it; None means ISO 8601.
    pattern: str | None = None

    def read(self, text: str, at: str = "") -> tuple[date, time | None]:
        """A local day, with its time of day where one is given, to the minute; raises `BadMoment`.

        A date alone is taken as it stands; a moment with an offset, or of another zone, is converted.
        """
        try:
            day, wall = self._split(text)
            if at:
                wall = datetime.combine(day, clock(at))
            if wall is None:
                return day, None
            if wall.tzinfo is None and self.source is not None:
                wall = wall.replace(tzinfo=self.source)
            local = wall.astimezone(self.zone) if wall.tzinfo else wall
            return local.date(), local.time().replace(second=0, microsecond=0)
        except (ValueError, OverflowError):
            raise BadMoment from None

    def _split(self, text: str) -> tuple[date, datetime | None]:
        if self.pattern is not None:
            for attempt in (_with_pattern, _day_and_clock):
                with suppress(ValueError):
                    return attempt(text, self.pattern)
        if len(text) == 10:
            return date.fromisoformat(text), None
        wall = datetime.fromisoformat(text)
        return wall.date(), wall if _has_time(text) else None


def _has_time(text: str) -> bool:
    return ":" in text or "T" in text.upper()


def _with_pattern(text: str, pattern: str) -> tuple[date, datetime | None]:
    wall = datetime.strptime(text, pattern)  # noqa: DTZ007 (the zone is added by who calls)
    return wall.date(), wall if shows_time(pattern) else None


def _day_and_clock(text: str, pattern: str) -> tuple[date, datetime | None]:
    """A day after the pattern, and behind it a time of day: 12/02/2026 10:30 AM."""
    written, _, at = text.partition(" ")
    day, wall = _with_pattern(written, pattern)
    return day, wall or datetime.combine(day, clock(at.strip()))


def shows_time(pattern: str) -> bool:
    """Whether a pattern holds a time of day."""
    return any(mark in pattern for mark in ("%H", "%I", "%X", "%c", "%T", "%R"))


def as_iso(text: str, pattern: str) -> str:
    """A text written after a pattern, as ISO 8601; raises `BadMoment`."""
    try:
        day, wall = _with_pattern(text, pattern)
    except ValueError:
        raise BadMoment from None
    return wall.isoformat() if wall else day.isoformat()


def is_pattern(pattern: str) -> bool:
    """Whether a pattern says which day is meant."""
    try:
        day = date(2024, 2, 29)
        return datetime.strptime(day.strftime(pattern), pattern).date() == day  # noqa: DTZ007
    except (ValueError, re.error):
        return False


def clock(text: str) -> time:
    """A time of day: 14:30, 14:30:00, 2:30 PM; raises `ValueError`."""
    for pattern in ("%I:%M %p", "%I %p", "%I:%M:%S %p"):
        try:
            return datetime.strptime(text.upper().replace(".", ""), pattern).time()  # noqa: DTZ007
        except ValueError:
            continue
    return time.fromisoformat(text.zfill(5) if re.fullmatch(r"\d:\d\d", text) else text)


#: For a reason: a day on which no two parts of a date look alike.
_EXAMPLE = datetime(2026, 12, 31, 14, 30)  # noqa: DTZ001 (only shown)
#: How the templates may be filled in, beside ISO 8601, by the region of the practice.
CUSTOMARY = {"US": "%m/%d/%Y"}


def expected(pattern: str | None) -> str:
    """How dates are expected, for a reason."""
    if pattern is None:
        return "expected for example 2026-12-31 or 2026-12-31 14:30"
    return f"expected for example {_EXAMPLE.strftime(pattern)}" + ("" if shows_time(pattern) else " or 2026-12-31")


def limit(words: str | date, today: date) -> date:
    """A day that the map names: an ISO date, "today", "tomorrow", "18 years ago", "2 weeks ahead"; or `BadMoment`."""
    if isinstance(words, date):
        return words
    text = " ".join(words.lower().split())
    named = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if text in named:
        return today + timedelta(days=named[text])
    if match := _RELATIVE.fullmatch(text):
        count = int(match[1]) * (-1 if match[3] == "ago" else 1)
        try:
            moved: date = today + relativedelta(**{f"{match[2]}s": count})  # type: ignore[arg-type]
        except (ValueError, OverflowError):
            raise BadMoment from None
        return moved
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadMoment from None
