"""One new fact, until its follow-up stands in the store and in the practitioner's calendar."""

import tempfile
from datetime import timedelta
from pathlib import Path

from bench.asking import Reader
from bench.practices import NOW, PER_PRACTITIONER, TODAY, Office, code, practice, practitioner
from bench.rows import Row
from bench.timing import in_turn
from scheduler.facts import Fact, FactKind
from scheduler.recording import record
from scheduler.replanning import as_of_now
from scheduler.store import followups

SMALL, LARGE = 100, 10_000
RUNS = 9


def rows(share: float = 1.0) -> list[Row]:
    """A large practice against a small one."""
    large = max(SMALL, int(LARGE * share))
    with tempfile.TemporaryDirectory() as folder:
        tellings = []
        for clients in (SMALL, large):
            office = practice(Path(folder) / str(clients), clients)
            office.plan()
            tellings.append(Telling(office))
        times = in_turn(*(telling.tell for telling in tellings), runs=RUNS)
        for telling in tellings:
            telling.must_be_listed()
            telling.office.store.close()
    what = f"one new fact among {large:,} clients until its follow-up is in `upcoming` and in the calendar"
    return [Row(what, times[1], f"among {SMALL} clients", times[0], "at most 1.5")]


class Telling:
    """A fall told of one client after another, all of them one practitioner's, who subscribes to her calendar."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.reader = Reader(office, practitioner(0))
        self.told = 0
        self.tell()

    def must_be_listed(self) -> None:
        """What was told is in the list that `upcoming` shows."""
        with self.office.store.read() as tx:
            listed = as_of_now(tx, self.office.house, self.reader.now, TODAY + timedelta(days=14))
        falls = {f.planned.client for f in listed if f.key.rule == "fall"}
        if missing := {code(n % PER_PRACTITIONER) for n in range(1, self.told + 1)} - falls:
            raise RuntimeError(f"`upcoming` does not show {len(missing)} of {self.told}")

    def tell(self) -> None:
        """Tell one, and see that its follow-up is open and shown."""
        self.told += 1
        client = code(self.told % PER_PRACTITIONER)
        self.reader.now = now = NOW + timedelta(minutes=self.told)
        fact = Fact(number=0, kind=FactKind.CHANGE, value="fall", on=TODAY, client=client)
        with self.office.store.write() as tx:
            stored, _ = record(tx, self.office.house, fact, now)
        body = self.reader.body()
        with self.office.store.read() as tx:
            mine = [f for f in followups.naming(tx, "client", client) if f.open and stored.id in f.planned.because]
        if not mine or any(f"uid:{f.id}.".lower().encode() not in body.lower() for f in mine):
            raise RuntimeError("the follow-up of a new fact is not shown")
