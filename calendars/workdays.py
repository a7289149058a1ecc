"""Open days, holidays, closures and working hours: the arithmetic of a working calendar, without a clock."""

import re
from bisect import bisect_left, bisect_right
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
    #: The stretch of open days that was counted in last.
    _counted: "list[_Stretch]" = field(default_factory=list, init=False, repr=False, compare=False)

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
        number = day.toordinal()
        if count and (found := self._around(number, number).on_from(number, count)):
            return date.fromordinal(found)
        step = 1 if count >= 0 else -1
        for _ in range(abs(count)):
            day = _walk(day + timedelta(days=step), step, self.is_open)
        return day

    def closer(self, first: date, last: date, count: int) -> bool:
        """Whether fewer than `count` open days come after `first`, up to and including `last`."""
        after, until = first.toordinal(), last.toordinal()
        return (self._around(after, until).between(after, until) if after < until else 0) < count

    def _around(self, first: int, last: int) -> "_Stretch":
        """A stretch that reaches beyond these days: the one at hand, grown where it is too short, or a new one."""
        held = self._counted[0] if self._counted else _Stretch(first, first - 1, ())
        if held.first <= first - _BEYOND and last + _BEYOND <= held.last:
            return held
        if first < held.first - LONGEST_WALK or last > held.last + LONGEST_WALK:
            held = _Stretch(first, first - 1, ())
        start = max(min(first - 2 * _BEYOND, held.first), date.min.toordinal())
        end = min(max(last + 2 * _BEYOND, held.last), date.max.toordinal())
        before, after = (
            [n for n in range(*some) if self.is_open(date.fromordinal(n))]
            for some in ((start, held.first), (held.last + 1, end + 1))
        )
        grown = _Stretch(start, end, (*before, *held.open, *after))
        self._counted[:] = [grown]  # in one step: others may be counting
        return grown


#: Days that a stretch reaches beyond those that are asked for.
_BEYOND = 30


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The open days among all days from `first` to `last`, as ordinals in order."""

    first: int
    last: int
    open: tuple[int, ...]

    def on_from(self, day: int, count: int) -> int | None:
        """The open day so many open days after (or before) a day; None where that is beyond it, or a long walk."""
        at = bisect_right(self.open, day) + count - 1 if count > 0 else bisect_left(self.open, day) + count
        found = self.open[at] if 0 <= at < len(self.open) else None
        return found if found and abs(found - day) <= LONGEST_WALK else None

    def between(self, first: int, last: int) -> int:
        """How many open days come after the first, up to and including the last."""
        return bisect_right(self.open, last) - bisect_right(self.open, first)


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
