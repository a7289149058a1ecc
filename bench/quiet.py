"""A round in which nothing falls due, by the number of follow-ups stored."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from bench.filling import CLOSED, FAR, as_planned, clear, fill
from bench.practices import NOW, Office, practice
from bench.rows import Row
from bench.timing import in_turn
from scheduler import wiring
from scheduler.rounds import run_round

SIZES = (1_000, 10_000, 100_000, 1_000_000)
#: One in so many is open, and far ahead.
OPEN = 10


def rows(share: float = 1.0) -> list[Row]:
    """Each size against the first."""
    sizes = [max(1_000, int(size * share)) if size > 1_000 else size for size in SIZES]
    with tempfile.TemporaryDirectory() as folder:
        offices = [_stored(Path(folder) / str(number), size) for number, size in enumerate(sizes)]
        times = in_turn(*(Rounds(office).again for office in offices), runs=9)
        for office in offices:
            office.store.close()
    first = f"{sizes[0]:,} stored"
    kept = f"one in {OPEN} is open, due in 60 to 180 days"
    return [Row(f"round with nothing due, {sizes[0]:,} stored", times[0], first, times[0], "", kept)] + [
        Row(f"the same, {size:,} stored", seconds, first, times[0], "at most 1.5")
        for size, seconds in zip(sizes[1:], times[1:], strict=True)
    ]


def _stored(folder: Path, size: int) -> Office:
    office = practice(folder, 100)
    office.plan()
    clear(office.database)
    fill(office.database, size // OPEN, FAR)
    fill(office.database, size - size // OPEN, FAR | CLOSED, first=size // OPEN)
    as_planned(office)
    return office


class Rounds:
    """Rounds half a minute apart, after one that has told what the morning tells."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.now = NOW
        self.channels, self.senders = wiring.channels(office.settings), wiring.senders(office.settings)
        self.post, self.room = wiring.post(office.settings), wiring.mailroom(office.settings)
        for _ in range(3):
            self.again()

    def again(self) -> None:
        """One more."""
        self.now += timedelta(seconds=30)
        one = self.office
        run_round(one.store, one.house, self.post, self.channels, self.senders, self.now, self._clock, self.room)

    def _clock(self) -> datetime:
        return self.now
