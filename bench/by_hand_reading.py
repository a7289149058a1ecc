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


class Days:
    """The practice's open days, as a list."""

    def __init__(self, workdays: Workdays, today: date) -> None:
        around = (today + timedelta(days=n) for n in range(-1500, 1500))
        self.open = [day.toordinal() for day in around if workdays.is_open(day)]

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
    of: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))


def read(database: sqlite3.Connection, today: int) -> list[Known]:
    """Everybody, with every fact that stands."""
    ordinals: dict[str, int] = {}

    def ordinal(text: str) -> int:
        found = ordinals.get(text)
        if found is None:
            found = ordinals[text] = date.fromisoformat(text).toordinal()
        return found

    people = database.execute("SELECT code, entered_on FROM clients WHERE NOT removed")
    everybody = {code: Known(code, ordinal(entered)) for code, entered in people}
    facts = database.execute(
        "SELECT kind, value, on_day, client, provider, identity, data FROM facts WHERE current AND NOT retracted "
        "ORDER BY on_day, coalesce(at, '00:00:00.000000'), number"
    )
    for kind, value, day, client, provider, identity, data in facts:
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
        everybody[client].of[kind].append(Told(on, value, provider or "", identity, until, number))
    return list(everybody.values())
