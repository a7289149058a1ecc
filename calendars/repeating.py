"""What repeats (RFC 5545 3.8.5.3), followed within a stretch of time and never further than a budget of steps.

dateutil expands the rules; it cannot be stopped on the way to an occurrence that never comes (each second of the 30th
of February), so how far it would have to go is reckoned before it is asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

from calendars.foreign import Line, Troubles
from calendars.foreign_entries import BROKEN, Foreign, Span
from calendars.foreign_times import Moment, Unreadable, Zones

#: How long one period of each frequency is, and how many steps it is worth, as measured.
_PERIODS = {
    "YEARLY": (timedelta(days=365), 40),
    "MONTHLY": (timedelta(days=28), 6),
    "WEEKLY": (timedelta(days=7), 3),
    "DAILY": (timedelta(days=1), 1),
    "HOURLY": (timedelta(hours=1), 2),
    "MINUTELY": (timedelta(minutes=1), 2),
    "SECONDLY": (timedelta(seconds=1), 2),
}
_MOST_PER_DAY = 1_440
#: What a rule costs before its first step.
_LEAST = 20


class TooMuch(ValueError):
    """A rule that would take longer to follow than a file is worth."""


@dataclass(slots=True)
class Budget:
    """What may still be spent on one file: some eight microseconds a step."""

    steps: int = 400_000

    def spend(self, steps: int) -> None:
        """Take steps away; raises `TooMuch` if that many are not left."""
        if steps > self.steps:
            raise TooMuch
        self.steps -= steps


@dataclass(frozen=True, slots=True)
class _Marks:
    """Occurrences of one entry, by their instants, or by their days where either side knows no more than the day."""

    start: Moment
    instants: frozenset[datetime]
    days: frozenset[date]

    @classmethod
    def of(cls, start: Moment, moments: Iterable[Moment]) -> "_Marks":
        """The marks that these moments make on an entry that starts like this."""
        instants: set[datetime] = set()
        days: set[date] = set()
        for moment in moments:
            if moment.is_day or start.is_day:
                days.add(moment.wall.date())
            else:
                instants.add(moment.instant)
        return cls(start, frozenset(instants), frozenset(days))

    def hold(self, wall: datetime) -> bool:
        """Whether the occurrence at a wall time is among them."""
        return wall.date() in self.days or (bool(self.instants) and self.start.at(wall) in self.instants)


def occurrences(
    entry: Foreign, changes: Sequence[Foreign], first: datetime, last: datetime, budget: Budget, troubles: Troubles
) -> Iterator[Span]:
    """When an entry makes busy around a stretch of time; `changes` take the place of some of its occurrences."""
    onward = sorted((change for change in changes if change.onward), key=_original)
    if entry.free and not onward:
        return
    try:
        moved = max((abs(change.start.instant - _original(change)) for change in onward), default=timedelta(0))
        longest = max((timedelta(days=one.days) + one.time for one in (entry, *onward)), default=timedelta(0))
        begin = entry.start.wall_at(first) - longest - moved - timedelta(days=1)
        end = entry.start.wall_at(last) + moved + timedelta(days=1)
        gone = _Marks.of(entry.start, (*_excepted(entry, troubles), *(c.replaces for c in changes if c.replaces)))
        for span, wall in _spans(entry, begin, end, budget, troubles):
            if not gone.hold(wall):
                yield from _placed(entry, span, onward)
    except OverflowError:
        troubles.lost(f"the entry of line {entry.number} lies outside of all years")


def _original(change: Foreign) -> datetime:
    """The instant from which a change counts."""
    return (change.replaces or change.start).instant


def _placed(entry: Foreign, span: Span, onward: Sequence[Foreign]) -> Iterator[Span]:
    """An occurrence where it is, or where the last change of all later ones puts it (RFC 5545 3.2.13)."""
    change = next((change for change in reversed(onward) if _original(change) < span[0]), None)
    if change is None:
        if not entry.free:
            yield span
    elif not change.free:
        start = span[0] + (change.start.instant - _original(change))
        yield start, start + timedelta(days=change.days) + change.time


def _spans(
    entry: Foreign, begin: datetime, end: datetime, budget: Budget, troubles: Troubles
) -> Iterator[tuple[Span, datetime]]:
    """The occurrences with the wall times at which they start; the first one counts although no rule names it."""
    seen: set[datetime] = set()
    for wall in _starts(entry, begin, end, budget, troubles):
        if wall not in seen:
            seen.add(wall)
            yield entry.span(wall), wall
    for line in entry.added:
        for value in line.value.split(","):
            try:
                if "/" in value:
                    span = entry.zones.period(line, value)
                else:
                    span = entry.span(entry.start.wall_at(entry.zones.moment(line, value).instant))
                yield span, entry.start.wall_at(span[0])
            except BROKEN:
                troubles.lost(f"line {line.number} (RDATE) holds a time that cannot be read")


def _starts(entry: Foreign, begin: datetime, end: datetime, budget: Budget, troubles: Troubles) -> Iterator[datetime]:
    yield entry.start.wall
    for line in entry.rules:
        try:
            yield from walls(line, entry.start, begin, end, entry.zones, budget)
        except TooMuch:
            troubles.lost(f"line {line.number} (RRULE) repeats too often to be followed")
        except BROKEN:
            troubles.lost(f"line {line.number} (RRULE) cannot be followed")


def _excepted(entry: Foreign, troubles: Troubles) -> Iterator[Moment]:
    """The occurrences that EXDATE takes away; one that cannot be read stays busy."""
    for line in entry.removed:
        for value in line.value.split(","):
            try:
                moment = entry.zones.moment(line, value)
                _ = moment.instant
                yield moment
            except BROKEN:
                troubles.odd(f"line {line.number} (EXDATE) holds a time that cannot be read")


def walls(
    line: Line, start: Moment, first: datetime, last: datetime, zones: Zones, budget: Budget
) -> Iterator[datetime]:
    """The wall times of a rule from about `first` to `last` (wall times too); raises `Unreadable`, `TooMuch`."""
    parts = _parts(line)
    period, weight = _PERIODS[parts["FREQ"]]
    interval, count = _number(parts.get("INTERVAL", "1")), _number(parts.pop("COUNT", "0") or "0", least=0)
    until = min(last, _until(parts.pop("UNTIL"), line, start, zones)) if "UNTIL" in parts else last
    if until < start.wall or (until < first and not count):
        return
    begin = start.wall
    if not count and begin < first:
        begin = _nearer(begin, first, parts["FREQ"], interval)
    budget.spend(_LEAST + ((until - begin) // (period * interval) + 1) * weight * _per_day(parts))
    yield from _expanded(parts, begin, until, count or None, budget)


def _nearer(begin: datetime, first: datetime, frequency: str, interval: int) -> datetime:
    """A later start from which a rule without a count repeats the same, not after `first`."""
    if frequency not in ("YEARLY", "MONTHLY"):
        period = _PERIODS[frequency][0] * interval
        return begin + (first - begin) // period * period
    if begin.day > 28:
        return begin
    step = interval * (12 if frequency == "YEARLY" else 1)
    months = (first.year - begin.year) * 12 + first.month - begin.month
    months = begin.month - 1 + max(months // step - 1, 0) * step
    return begin.replace(year=begin.year + months // 12, month=months % 12 + 1)


def _expanded(
    parts: dict[str, str], begin: datetime, until: datetime, count: int | None, budget: Budget
) -> Iterator[datetime]:
    text = ";".join(f"{key}={value}" for key, value in parts.items())
    try:
        rule = rrulestr(f"RRULE:{text};UNTIL={until:%Y%m%dT%H%M%S}", dtstart=begin)
        for wall in islice(rule, count):
            budget.spend(1)
            yield wall
    except TooMuch:
        raise
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
        raise Unreadable("RRULE") from None


def _parts(line: Line) -> dict[str, str]:
    """The parts of a rule; a scale is left out if it is ours (RFC 7529)."""
    pairs = [part.partition("=") for part in line.value.upper().replace(" ", "").split(";") if part]
    parts = {key: value for key, _, value in pairs if not key.startswith("X-")}
    if parts.pop("RSCALE", "GREGORIAN") != "GREGORIAN" or parts.get("FREQ") not in _PERIODS:
        raise Unreadable("RRULE")
    parts.pop("SKIP", None)
    return parts


def _number(text: str, least: int = 1) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or int(text) < least:
        raise Unreadable("RRULE")
    return int(text)


def _until(text: str, line: Line, start: Moment, zones: Zones) -> datetime:
    """The last wall time of a rule; a mere day lasts until its end."""
    until = zones.moment(line, text)
    if until.is_day:
        return until.wall + timedelta(hours=23, minutes=59, seconds=59)
    return until.wall if text[-1:] != "Z" or start.is_day else start.wall_at(until.instant)


def _per_day(parts: dict[str, str]) -> int:
    """How many times of day a rule may name; raises `TooMuch` for more than there are minutes."""
    times = 1
    for key in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= parts.get(key, "").count(",") + 1
    if times > _MOST_PER_DAY:
        raise TooMuch
    return times
