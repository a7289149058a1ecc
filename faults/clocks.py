"""Clocks that mislead: jumps to and fro, and the days of the year on which local time is skipped or comes twice."""

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from faults.practice import START, Mail, Practice, practice
from faults.results import Result, repeats
from scheduler import config, wiring
from scheduler.noticing import MORNING_ENDS
from scheduler.rounds import run_round

#: North and south, by half an hour and by two, at midnight, and the other way round in winter.
ZONES = (
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Havana",
    "Pacific/Auckland",
    "Europe/Dublin",
    "Antarctica/Troll",
    "America/Santiago",
)
YEARS = (2027, 2028, 2029)
_MINUTE = timedelta(minutes=1)
#: Pauses between rounds: around the time of day of the shift, and else.
_NEAR, _FAR = timedelta(minutes=10), timedelta(hours=3)
_AROUND = timedelta(days=2)


@contextmanager
def _rounds(made: Practice) -> Iterator[Callable[[datetime], None]]:
    """The daemon's round, at any moment, with the configuration as it is now."""
    settings = config.load(made.config)
    house, post, channels = wiring.house(settings), wiring.post(settings), wiring.channels(settings)
    store = made.store()

    def act(now: datetime) -> None:
        run_round(store, house, post, channels, wiring.senders(settings), now, None, wiring.mailroom(settings))

    yield act
    store.close()


def clock_jumps(jumps: int) -> Result:
    """Rounds at moments that jump to and fro by seconds, hours and days: each occasion once, nothing planned twice."""
    chance, mail = random.Random(jumps), Mail()
    spans = [timedelta(seconds=30), timedelta(hours=1), timedelta(hours=-1), timedelta(days=10), timedelta(days=-3)]
    with tempfile.TemporaryDirectory() as name, mail.serving() as port:
        made, now = practice(Path(name), port), START
        with _rounds(made) as act:
            for _ in range(jumps):
                now += chance.choice(spans) * chance.random()
                act(now)
        again, _ = repeats(mail.taken)
        twice, whole = made.planned_twice(now - START), made.integrity()
    broken = [w for bad, w in ((again, f"{again} told twice"), (twice, f"{twice} planned twice")) if bad]
    counted = {"told twice": again, "planned twice": twice, "letters": len(mail.taken), "integrity": whole}
    return Result(fault="the clock jumps", size=f"{jumps} jumps", counted=counted, broken=tuple(broken))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A moment at which local time skips ahead or goes back."""

    zone: ZoneInfo
    #: The first minute after it, in UTC.
    at: datetime
    #: How far the clock moves; below nought it goes back.
    by: timedelta

    @property
    def amid(self) -> time:
        """A time of day that does not exist on that day, or exists twice."""
        local = (self.at - _MINUTE).astimezone(self.zone).replace(tzinfo=None) + _MINUTE
        return (local + self.by / 2).time()


def shifts(zone: ZoneInfo, year: int) -> Iterator[Shift]:
    """The shifts of a year whose time of day a morning e-mail may have."""
    at, hour = datetime(year, 1, 1, tzinfo=UTC), timedelta(hours=1)
    while at.year == year:
        if by := _offset(zone, at + hour) - _offset(zone, at):
            moments = (at + n * _MINUTE for n in range(1, 61))
            moment = next(m for m in moments if _offset(zone, m) != _offset(zone, at))
            shift = Shift(zone=zone, at=moment, by=by)
            if shift.amid < MORNING_ENDS:
                yield shift
        at += hour


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    offset = at.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def daily(zones: Sequence[str] = ZONES, years: Sequence[int] = YEARS) -> Result:
    """The morning e-mail is set to a time that is skipped, or comes twice: it comes once on each local day, in time."""
    broken: list[str] = []
    counted = Counter({"shifts": 0, "days": 0, "letters": 0})
    for name in zones:
        mail, zone = Mail(), ZoneInfo(name)
        with tempfile.TemporaryDirectory() as folder, mail.serving() as port:
            made = practice(Path(folder), port)
            made.change(r"(?m)^zone .*$", f'zone = "{name}"')
            made.change(r"(?m)^hours .*$", 'hours = "Mon-Sun 09:00-17:00"')
            made.change(r"(?m)^holidays .*$", "")
            for shift in (shift for year in years for shift in shifts(zone, year)):
                came, due = _came(made, mail, shift), _due(shift)
                counted += Counter({"shifts": 1, "days": len(due), "letters": len(came)})
                broken += [f"{name}, {shift.at:%Y-%m-%d}: {words}" for words in _wrong(shift, came, due)]
    return Result(
        fault="the morning e-mail at a time that is skipped or comes twice",
        size=f"{len(zones)} zones x {len(years)} years",
        counted={**counted, "not once and in time": len(broken)},
        broken=tuple(broken),
    )


def _came(made: Practice, mail: Mail, shift: Shift) -> list[datetime]:
    """Rounds from two days before the shift to two days after it; the moments at which letters came."""
    made.change(r"(?m)^morning = .*$", f'morning = "{shift.amid:%H:%M}"')
    came: list[datetime] = []
    with _rounds(made) as act:
        at = shift.at - _AROUND
        while at < shift.at + _AROUND:
            had = len(mail.taken)
            act(at)
            came += [at] * (len(mail.taken) - had)
            hours = (at - shift.at) % timedelta(days=1) / timedelta(hours=1)
            at += _NEAR if hours < 3 or hours >= 21 else _FAR
    return came


def _due(shift: Shift) -> dict[date, datetime]:
    """By another reckoning, minute by minute in UTC: the first moment of each local day at which its letter is due."""
    found: dict[date, datetime] = {}
    at = shift.at - _AROUND
    while at < shift.at + _AROUND - _NEAR:
        local = at.astimezone(shift.zone)
        if shift.amid <= local.time() < MORNING_ENDS:
            found.setdefault(local.date(), at)
        at += _MINUTE
    return found


def _wrong(shift: Shift, came: Sequence[datetime], due: dict[date, datetime]) -> Iterator[str]:
    """Local days on which not one letter came, or not by the first round that could send it."""
    days = Counter(at.astimezone(shift.zone).date() for at in came)
    for day in sorted(days.keys() | due.keys()):
        if days[day] != 1 or day not in due:
            yield f"{days[day]} letters on {day}"
        elif not any(due[day] <= at < due[day] + _NEAR for at in came):
            yield f"late on {day}"
