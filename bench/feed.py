"""A calendar of a thousand entries, of which one has changed."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from icalendar import Calendar, Event
from msgspec import structs

from bench.asking import Reader
from bench.filling import FAR, as_planned, clear, fill
from bench.practices import NOW, TODAY, Office, practice
from bench.rows import Row
from bench.timing import in_turn, timed
from scheduler.store import followups

ENTRIES = 1_000


def rows(_share: float = 1.0) -> list[Row]:
    """From the changed follow-up in the store to the new body, against building all of it with icalendar."""
    with tempfile.TemporaryDirectory() as folder:
        office = practice(Path(folder), 100, alone=True)
        office.plan()
        clear(office.database)
        fill(office.database, ENTRIES, FAR)
        as_planned(office)
        change = Changing(office)
        ours = change.median(runs=15)
        shown = change.before.count(b"BEGIN:VEVENT")
        (theirs,) = in_turn(lambda: whole(shown), runs=5)
        office.store.close()
    what = f"a calendar after one of {ENTRIES:,} entries has changed"
    note = f"it shows the next {shown}"
    return [Row(what, ours, f"icalendar builds and writes {shown}", theirs, "100 times faster", note)]


class Changing:
    """One follow-up after another is put off by a day."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.reader = Reader(office, "me")
        self.before = self.reader.body()
        with office.store.read() as tx:
            self.open = [f for f in followups.open_ones(tx) if f.planned.due > TODAY + timedelta(days=30)]
        self.count = 0

    def median(self, runs: int) -> float:
        """The median of so many changes, of which only the answer is timed."""
        times = sorted(self._one() for _ in range(runs))
        return times[runs // 2]

    def _one(self) -> float:
        self.count += 1
        self.reader.now = now = NOW + timedelta(minutes=self.count)
        old = self.open[self.count]
        new = structs.replace(old, pinned=old.day + timedelta(days=1), sequence=old.sequence + 1, changed_at=now)
        with self.office.store.write() as tx:
            followups.save(tx, new)
        found: list[bytes] = []
        seconds = timed(lambda: found.append(self.reader.body()))
        if found[0] == self.before:
            raise RuntimeError("the calendar does not show what changed")
        self.before = found[0]
        return seconds


def whole(entries: int) -> bytes:
    """Such a calendar, all of it built anew."""
    made = Calendar()
    made.add("prodid", "-//bench//bench//EN")
    made.add("version", "2.0")
    for number in range(entries):
        made.add_component(event(number, TODAY + timedelta(days=60 + number % 120)))
    body: bytes = made.to_ical()
    return body


def event(number: int, day: date) -> Event:
    """One entry with what ours have."""
    one = Event()
    one.add("uid", f"z{number:07}.bench@rapport.invalid")
    one.add("sequence", 0)
    one.add("summary", f"Call Z{number:07}")
    one.add("description", f"rapport show Z{number:07}\nLast changed 24 Nov 2026 09:00")
    one.add("dtstart", day)
    one.add("dtend", day + timedelta(days=1))
    one.add("dtstamp", NOW)
    one.add("last-modified", NOW)
    one.add("transp", "TRANSPARENT")
    one.add("status", "CONFIRMED")
    one.add("class", "PRIVATE")
    return one
