"""Other people's calendars, read for one thing only: when they are busy.

What recurs is followed by dateutil under a budget (`repeating`), not by recurring-ical-events: that one cannot be
stopped on its way through a rule made to exhaust it, and holds python-dateutil below 3. It is a judge in the tests.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from itertools import islice

from calendars.foreign import Component, Troubles, calendars
from calendars.foreign_entries import BROKEN, OF_ENTRIES, Foreign, Span, entries_of, zones_of
from calendars.foreign_times import Zones
from calendars.repeating import Budget, occurrences

#: No more busy times than these are kept of one file.
MOST_SPANS = 50_000


@dataclass(frozen=True, slots=True)
class Busy:
    """When somebody is busy, as far as their calendar can be read."""

    #: In UTC, in order, without overlap, within the time that was asked about; each end is exclusive.
    spans: tuple[Span, ...]
    #: What was wrong with the file, for a person to read; no title is among it.
    troubles: tuple[str, ...]
    #: Whether nothing of the file was lost: if not, a time that is not in `spans` may be taken all the same.
    complete: bool


def busy_times(data: bytes, first: datetime, last: datetime, zone: tzinfo) -> Busy:
    """The busy times of an .ics file from `first` to `last` (aware); `zone` is where days and floating times are meant.

    Whatever is in the file, this returns, and in bounded time.
    """
    if first.utcoffset() is None or last.utcoffset() is None or last <= first:
        raise ValueError(f"from {first} to {last} is no stretch of time")
    first, last = first.astimezone(UTC), last.astimezone(UTC)
    troubles = Troubles()
    entries: list[Foreign] = []
    spans: list[Span] = []
    for calendar in calendars(data, OF_ENTRIES | {"FREEBUSY"}, troubles):
        zones = zones_of(calendar, zone, troubles)
        entries += entries_of(calendar, zones, troubles)
        spans += _published(calendar, zones, troubles)
    followed = _followed(entries, first, last, troubles)
    spans += islice((span for span in followed if span[0] < last and first < span[1]), MOST_SPANS)
    if next(followed, None) is not None:
        troubles.lost(f"there are more than {MOST_SPANS} busy times; the rest was left out")
    return Busy(_merged(spans, first, last), troubles.words(), not troubles.lost_any)


def _published(calendar: Component, zones: Zones, troubles: Troubles) -> Iterator[Span]:
    """What a VFREEBUSY (RFC 5545 3.6.4) says of busy times, as servers publish them."""
    for line in (line for part in calendar.walk("VFREEBUSY") for line in part.all("FREEBUSY")):
        if line.params.get("FBTYPE", "").upper() == "FREE":
            continue
        for period in line.value.split(","):
            try:
                yield zones.period(line, period)
            except BROKEN:
                troubles.lost(f"line {line.number} (FREEBUSY) holds a time that cannot be read")


def _followed(entries: list[Foreign], first: datetime, last: datetime, troubles: Troubles) -> Iterator[Span]:
    """The busy times of all entries, of each version of one entry the latest, changed occurrences in their places."""
    budget = Budget()
    wholes: dict[str, list[Foreign]] = {}
    changes: dict[str, dict[datetime, Foreign]] = {}
    for entry in entries:
        try:
            _sort_in(entry, wholes.setdefault(entry.uid, []), changes.setdefault(entry.uid, {}))
        except OverflowError:
            troubles.lost(f"the entry of line {entry.number} lies outside of all years")
    for uid, versions in wholes.items():
        replacing = list(changes[uid].values())
        latest = [entry for entry in versions if entry.sequence == versions[0].sequence]
        for entry in latest:
            yield from occurrences(entry, replacing, first, last, budget, troubles)
        for entry in replacing:
            yield from occurrences(entry, [], first, last, budget, troubles)


def _sort_in(entry: Foreign, wholes: list[Foreign], changes: dict[datetime, Foreign]) -> None:
    """Among the versions of one uid: the highest sequence is first, and of a changed occurrence the only one."""
    if entry.replaces is None:
        wholes.insert(0 if not wholes or entry.sequence > wholes[0].sequence else len(wholes), entry)
        return
    at = entry.replaces.instant
    if at not in changes or changes[at].sequence <= entry.sequence:
        changes[at] = entry


def _merged(spans: Iterable[Span], first: datetime, last: datetime) -> tuple[Span, ...]:
    """The spans cut to the stretch asked about, in order, joined where they touch."""
    joined: list[Span] = []
    for start, end in sorted((max(start, first), min(end, last)) for start, end in spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)
