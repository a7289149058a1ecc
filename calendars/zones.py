"""VTIMEZONE text (RFC 5545 3.6.5) in the one form that every client reads alike, from this machine's tzdata.

One STANDARD and at most one DAYLIGHT, each with a yearly RRULE on one nth weekday: that is all Outlook takes
([MS-OXCICAL] 2.1.3.1.1.19), and lists of RDATE put some clients an hour off. What does not fit is to be written in UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

#: How many years after the given one a rule has to hold; a change that is announced for within them is none of a rule.
REACH = 20

#: No rule is followed further back.
_EARLIEST = 1970
#: Steps in which a year is searched; the shortest known time between two turns is the month of Ramadan.
_STEP = timedelta(days=7)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A change that comes every year: everything of an observance but its first year and its name."""

    before: timedelta
    after: timedelta
    month: int
    #: Which of these weekdays in the month, as BYDAY counts: from the start, or -1 for the last.
    week: int
    #: Monday is 0.
    weekday: int
    at: time


@dataclass(frozen=True, slots=True)
class _Turn:
    """One change of a zone's offset."""

    #: The wall time that clocks show at that moment, before they are set (RFC 5545 3.6.5: relative to TZOFFSETFROM).
    wall: datetime
    before: timedelta
    after: timedelta

    @property
    def to_daylight(self) -> bool:
        """Whether clocks go forward."""
        return self.after > self.before

    def rules(self) -> frozenset[_Rule]:
        """The rules that this turn could have come from: one, or two in the last week of a month."""
        wall = self.wall
        last = {-1} if (wall + timedelta(days=7)).month != wall.month else set()
        return frozenset(
            _Rule(self.before, self.after, wall.month, week, wall.weekday(), wall.time())
            for week in {(wall.day + 6) // 7} | last
        )


@lru_cache(maxsize=1_000)
def vtimezone(zone: str, year: int) -> str | None:
    """The VTIMEZONE of an IANA zone for a series that begins in `year`, or None: write the times in UTC.

    It holds from that year until `REACH` years later, as far as tzdata knows. None is the answer for UTC itself,
    for rules that no nth weekday says (Morocco's Ramadan, Israel's Friday before a Sunday), for announced changes.
    """
    rules = _rules(zone, range(year - 1, year + REACH + 1))
    name = datetime(year, 1, 1, tzinfo=ZoneInfo(zone)).tzname()
    if rules is None or name == "UTC":
        return None
    first = _first_year(zone, year - 1, rules)
    turns = _turns(zone, first)
    observances = [line for turn in turns for line in _observance(zone, turn, rules)] if turns else _fixed(zone, first)
    return "".join(f"{line}\r\n" for line in ("BEGIN:VTIMEZONE", f"TZID:{zone}", *observances, "END:VTIMEZONE"))


def is_plain(wall: datetime) -> bool:
    """Whether a wall time, in its own zone, happens exactly once; clients disagree about those that do not."""
    return wall.utcoffset() == wall.replace(fold=1 - wall.fold).utcoffset()


def stated(instant: datetime, zone: str) -> datetime:
    """The instant as a calendar should say it: in `zone`, or in UTC where clients could misread its wall time."""
    wall = instant.astimezone(ZoneInfo(zone))
    if not is_plain(wall) or vtimezone(zone, wall.year) is None:
        return instant.astimezone(UTC)
    return wall


def _rules(zone: str, years: Iterable[int]) -> frozenset[_Rule] | None:
    """The two rules that the turns of all these years follow (none where there is no turn), or None."""
    by_year = [_turns(zone, year) for year in years]
    if not any(by_year):
        return frozenset()
    if any(sorted(turn.to_daylight for turn in turns) != [False, True] for turns in by_year):
        return None
    springs = frozenset.intersection(*(turn.rules() for turns in by_year for turn in turns if turn.to_daylight))
    autumns = frozenset.intersection(*(turn.rules() for turns in by_year for turn in turns if not turn.to_daylight))
    return springs | autumns if len(springs) == len(autumns) == 1 else None


def _first_year(zone: str, year: int, rules: frozenset[_Rule]) -> int:
    """The first of the years up to `year` in which the zone has kept to its rules without a break."""
    offset = datetime(year, 1, 1, tzinfo=ZoneInfo(zone)).utcoffset()
    while year > _EARLIEST:
        earlier = _turns(zone, year - 1)
        follows = len(earlier) == len(rules) and all(turn.rules() & rules for turn in earlier)
        if not follows or datetime(year - 1, 1, 1, tzinfo=ZoneInfo(zone)).utcoffset() != offset:
            break
        year -= 1
    return year


@lru_cache(maxsize=100_000)
def _turns(zone: str, year: int) -> tuple[_Turn, ...]:
    """The turns of one year, in order."""
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    found: list[_Turn] = []
    while start < end:
        stop = min(start + _STEP, end)
        if _offset(zone, start) != _offset(zone, stop):
            found.append(_turn(zone, start, stop))
        start = stop
    return tuple(found)


def _turn(zone: str, start: datetime, stop: datetime) -> _Turn:
    """The one turn between two instants, by halving to the second."""
    before, after = _offset(zone, start), _offset(zone, stop)
    while stop - start > timedelta(seconds=1):
        middle = start + timedelta(seconds=(stop - start) // timedelta(seconds=2))
        start, stop = (middle, stop) if _offset(zone, middle) == before else (start, middle)
    return _Turn(wall=stop.replace(tzinfo=None) + before, before=before, after=after)


def _offset(zone: str, instant: datetime) -> timedelta:
    return instant.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)


def _observance(zone: str, turn: _Turn, rules: frozenset[_Rule]) -> list[str]:
    """The lines of the observance that begins with a turn, and with the like of it in every later year."""
    [rule] = turn.rules() & rules
    kind = "DAYLIGHT" if turn.to_daylight else "STANDARD"
    turned = (turn.wall - turn.before).replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{turn.wall:%Y%m%dT%H%M%S}",
        f"RRULE:FREQ=YEARLY;BYMONTH={rule.month};BYDAY={rule.week}{_DAYS[rule.weekday]}",
        f"TZOFFSETFROM:{_hhmm(turn.before)}",
        f"TZOFFSETTO:{_hhmm(turn.after)}",
        f"TZNAME:{turned.tzname()}",
        f"END:{kind}",
    ]


def _fixed(zone: str, year: int) -> list[str]:
    """The lines of the only observance of a zone that never turns."""
    start = datetime(year, 1, 1, tzinfo=ZoneInfo(zone))
    offset = _hhmm(start.utcoffset() or timedelta(0))
    return [
        "BEGIN:STANDARD",
        f"DTSTART:{year}0101T000000",
        f"TZOFFSETFROM:{offset}",
        f"TZOFFSETTO:{offset}",
        f"TZNAME:{start.tzname()}",
        "END:STANDARD",
    ]


def _hhmm(offset: timedelta) -> str:
    """UTC-OFFSET (RFC 5545 3.3.14), which is of whole minutes everywhere since 1972."""
    sign, minutes = ("-", -offset) if offset < timedelta(0) else ("+", offset)
    return f"{sign}{minutes // timedelta(hours=1):02}{minutes // timedelta(minutes=1) % 60:02}"
