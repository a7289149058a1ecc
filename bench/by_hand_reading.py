"""What the planner written by hand starts from: facts as tuples, days as ordinals, open days as a list."""

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from calendars.workdays import Workdays

NEVER = 0
#: The kinds of facts that it knows; what else is found is refused.
_KINDS = {"referral", "authorization", "milestone", "session", "visit", "report", "change", "discharge", "measure"}


class Told(NamedTuple):
    """A fact."""

    on: int
    value: str
    provider: str
    identity: str
    until: int
    #: Of a measure, in thousandths.
    number: int
    id: str


class Due(NamedTuple):
    """A day, and how it was counted."""

    day: int
    words: str


class Days:
    """The practice's open days, as a list; what is asked for again is remembered."""

    def __init__(self, workdays: Workdays, today: date) -> None:
        around = [today + timedelta(days=n) for n in range(-1500, 1500)]
        self.closed = {day.toordinal(): reason for day in around if (reason := workdays.closed(day))}
        self.open = [ordinal for day in around if (ordinal := day.toordinal()) not in self.closed]
        self._spoken: dict[int, str] = {}
        self._due: dict[tuple[int, int, str], Due] = {}

    def spoken(self, day: int) -> str:
        """Wed 25 Nov 2026."""
        found = self._spoken.get(day)
        if found is None:
            on = date.fromordinal(day)
            found = self._spoken[day] = f"{on:%a} {on.day} {on:%b %Y}"
        return found

    def due(self, base: int, count: int, unit: str = "business day") -> Due:
        """So long after a day (or before it), on an open day, with the arithmetic in words."""
        asked = (base, count, unit)
        found = self._due.get(asked)
        if found is None:
            found = self._due[asked] = self._counted(base, count, unit)
        return found

    def _counted(self, base: int, count: int, unit: str) -> Due:
        plain = self.add(base, count) if unit == "business day" else base + count
        words = self.spoken(base)
        if count:
            many = "s" if abs(count) != 1 else ""
            words += f" {'+' if count > 0 else '-'} {abs(count)} {unit}{many} = {self.spoken(plain)}"
        step, day, passed = 1 if count >= 0 else -1, plain, []
        while day in self.closed:
            passed.append(f"{self.spoken(day)[:-5]} {self.closed[day]}")
            day += step
        if passed:
            words += f"; {', '.join(passed)}: {self.spoken(day)}"
        return Due(day, words)

    def closer(self, first: int, last: int, count: int) -> bool:
        """Whether two days, in order, have fewer than so many open days from one to the other."""
        return bisect_right(self.open, last) - bisect_right(self.open, first) < count

    def add(self, day: int, count: int) -> int:
        """So many open days on, or back."""
        if count > 0:
            return self.open[bisect_right(self.open, day) + count - 1]
        return self.open[bisect_left(self.open, day) + count] if count else day

    def on_or_after(self, day: int) -> int:
        """The first open day from here."""
        return self.open[bisect_left(self.open, day)]

    def on_or_before(self, day: int) -> int:
        """The last open day up to here."""
        return self.open[bisect_right(self.open, day) - 1]


@dataclass
class Known:
    """What is known of one client, each kind in the order of what happened."""

    code: str
    entered: int
    practitioner: str
    of: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))


def read(database: sqlite3.Connection, today: int) -> list[Known]:
    """Everybody, with every fact that stands."""
    ordinals: dict[str, int] = {}

    def ordinal(text: str) -> int:
        found = ordinals.get(text)
        if found is None:
            found = ordinals[text] = date.fromisoformat(text).toordinal()
        return found

    people = database.execute("SELECT code, entered_on, practitioner FROM clients WHERE NOT removed")
    everybody = {code: Known(code, ordinal(entered), whose) for code, entered, whose in people}
    facts = database.execute(
        "SELECT kind, value, on_day, client, provider, identity, data, number FROM facts "
        "WHERE current AND NOT retracted ORDER BY on_day, coalesce(at, '00:00:00.000000'), number"
    )
    for kind, value, day, client, provider, identity, data, fact in facts:
        if kind not in _KINDS or client is None:
            raise ValueError(f"{kind}: not planned by hand")
        on = ordinal(day)
        if on > today and kind != "visit":
            continue
        until, number = NEVER, 0
        if kind == "authorization":
            until = ordinal(json.loads(data)["until"])
        elif kind == "measure":
            number = round(json.loads(data)["value"] * 1000)
        told = Told(on, value, provider or "", identity, until, number, f"F{fact}")
        everybody[client].of[kind].append(told)
    return list(everybody.values())
