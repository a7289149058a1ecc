"""Open days, holidays, closures and working hours: the arithmetic of a working calendar, without a clock."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

#: How far a search for an open day walks before it gives up (a calendar that is always closed is a mistake).
LONGEST_WALK = 400

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class NoOpenDay(ValueError):
    """No open day within `LONGEST_WALK` days: the working week, the holidays or the closures leave none."""


class BadHours(ValueError):
    """A text that does not read as office hours."""


def no_holidays(_day: date) -> str | None:
    """A calendar without public holidays."""
    return None


@dataclass(frozen=True, slots=True)
class Closure:
    """A run of days on which nobody works, both ends included."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True, slots=True)
class Workdays:
    """The days on which a practice (or an office) works."""

    #: Monday is 0.
    weekdays: frozenset[int] = frozenset(range(5))
    #: The name of the public holiday on a day, or None.
    holiday: Callable[[date], str | None] = no_holidays
    closures: tuple[Closure, ...] = ()
    #: Whose calendar this is, for the words of `closed`: "the practice", "Dr. Lee's office".
    whose: str = "the practice"
    #: What was asked before: the same few hundred days are, over and over.
    _known: dict[date, str | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def closed(self, day: date) -> str | None:
        """Why nobody works on `day`, or None on an open day."""
        try:
            return self._known[day]
        except KeyError:
            return self._known.setdefault(day, self._closed(day))

    def _closed(self, day: date) -> str | None:
        if name := self.holiday(day):
            return name
        for closure in self.closures:
            if closure.first <= day <= closure.last:
                return closure.reason
        if day.weekday() not in self.weekdays:
            return "weekend" if day.weekday() > 4 and self.whose == "the practice" else f"{self.whose} is closed"
        return None

    def is_open(self, day: date) -> bool:
        """Whether anybody works on `day`."""
        return self.closed(day) is None

    def on_or_after(self, day: date) -> date:
        """The first open day from `day` on; raises `NoOpenDay`."""
        return _walk(day, 1, self.is_open)

    def add(self, day: date, count: int) -> date:
        """The open day `count` open days after `day` (before it, when negative); `day` itself need not be open."""
        step = 1 if count >= 0 else -1
        for _ in range(abs(count)):
            day = _walk(day + timedelta(days=step), step, self.is_open)
        return day

    def closer(self, first: date, last: date, count: int) -> bool:
        """Whether fewer than `count` open days come after `first`, up to and including `last`."""
        for number in range(first.toordinal() + 1, last.toordinal() + 1):
            if count <= 0:
                return False
            count -= self.closed(date.fromordinal(number)) is None
        return count > 0


def roll(day: date, calendars: Sequence[Workdays], direction: int) -> tuple[date, tuple[tuple[date, str], ...]]:
    """The nearest day, going in `direction` (1 or -1), that is open in every calendar, and the closed days passed.

    Raises `NoOpenDay` after `LONGEST_WALK` days.
    """
    passed: list[tuple[date, str]] = []
    for _ in range(LONGEST_WALK):
        reason = next((r for c in calendars if (r := c.closed(day))), None)
        if reason is None:
            return day, tuple(passed)
        passed.append((day, reason))
        day += timedelta(days=direction)
    raise NoOpenDay(f"no open day within {LONGEST_WALK} days of {passed[0][0]}")


def _walk(day: date, step: int, is_open: Callable[[date], bool]) -> date:
    first = day
    for _ in range(LONGEST_WALK):
        if is_open(day):
            return day
        day += timedelta(days=step)
    raise NoOpenDay(f"no open day within {LONGEST_WALK} days of {first}")


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours in a week, as local wall times."""

    #: For each weekday that is open: its opening and its closing time. Monday is 0.
    spans: tuple[tuple[int, time, time], ...]

    @property
    def weekdays(self) -> frozenset[int]:
        """The weekdays with any opening hours."""
        return frozenset(weekday for weekday, _, _ in self.spans)

    def on(self, weekday: int) -> tuple[tuple[time, time], ...]:
        """The opening spans of one weekday, in order."""
        return tuple((opens, closes) for day, opens, closes in self.spans if day == weekday)


_SPAN = re.compile(
    r"(?P<first>[a-z]{3})[a-z]*(?:\s*-\s*(?P<last>[a-z]{3})[a-z]*)?\s+"
    r"(?P<opens>\d{1,2}(?::\d{2})?)\s*-\s*(?P<closes>\d{1,2}(?::\d{2})?)",
    re.ASCII,
)


def parse_hours(text: str) -> Hours:
    """Read "Mon-Thu 08:30-17:00, Fri 9-12"; raises `BadHours` with what was expected."""
    spans: list[tuple[int, time, time]] = []
    for part in filter(None, (p.strip() for p in re.split(r"[,;]", text.lower()))):
        match = _SPAN.fullmatch(part)
        if not match or not {match["first"], match["last"] or "mon"} <= set(WEEKDAYS):
            raise BadHours(f'"{part}" is not opening hours; write for example "Mon-Thu 08:30-17:00, Fri 9-12"')
        first = WEEKDAYS.index(match["first"])
        last = WEEKDAYS.index(match["last"]) if match["last"] else first
        opens, closes = _wall(match["opens"], part), _wall(match["closes"], part)
        if last < first or closes <= opens:
            raise BadHours(f'"{part}" ends before it starts')
        spans += [(weekday, opens, closes) for weekday in range(first, last + 1)]
    if not spans:
        raise BadHours('no opening hours; write for example "Mon-Thu 08:30-17:00, Fri 9-12"')
    return Hours(tuple(sorted(spans)))


def _wall(text: str, part: str) -> time:
    hour, _, minute = text.partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise BadHours(f'"{part}": {text} is not a time of day') from None
