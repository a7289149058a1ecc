"""Follow-ups that fall due together: found, told and marked, beside sqlite3 alone and one APScheduler job for each."""

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from bench.filling import TODAYS, as_planned, clear, fill
from bench.peers import NoPeer, ask
from bench.practices import NOW, PER_PRACTITIONER, TODAY, Office, practice
from bench.rows import Row
from bench.timing import Act, timed
from outreach.consent import Way
from outreach.messages import Message, Receipt, Sent
from scheduler import wiring
from scheduler.rounds import run_round
from scheduler.store import followups, outbox

SIZES = (10_000, 100_000)
AT_ONCE = 500
#: Seconds after which nothing is done again.
PATIENCE = 120


def rows(share: float = 1.0) -> list[Row]:
    """The store's part and the whole round, for each size."""
    found: list[Row] = []
    for full in SIZES:
        size = max(AT_ONCE, int(full * share))
        jobs = Jobs(size) if full == SIZES[0] else None
        with tempfile.TemporaryDirectory() as folder:
            due = Due(Path(folder), size)
            store, whole, raw, once = due.medians(5 if size <= SIZES[0] else 3, jobs)
            due.office.store.close()
        alone = f"sqlite3 alone, {AT_ONCE} in each transaction"
        letters = f"{due.letters:,} letters; rounds: {due.needed}"
        what = f"{size:,} follow-ups fall due: "
        told = f"{what}whole rounds until all is told"
        marked = f"{what}found and marked as told"
        found.append(Row(marked, store, alone, raw, "at most 1.5", "ours in one transaction"))
        found.append(Row("the same", store, "sqlite3 alone, all in one transaction", once))
        if jobs:
            name = "one APScheduler job for each, in SQLite, that does nothing"
            found.append(Row(marked, store, name, jobs.median, "100 times faster", jobs.note))
        found.append(Row(told, whole, f"{alone}, without any letters", raw, "", letters))
    return found


class Jobs:
    """APScheduler with a job for each, as far as it is there."""

    def __init__(self, size: int) -> None:
        self.count = size
        self.times: list[float] = []
        self.note = ""

    def again(self) -> None:
        """Measure once more."""
        try:
            self.times.append(ask("apscheduler_jobs", self.count))
        except NoPeer as gone:
            self.note = str(gone)

    @property
    def median(self) -> float | None:
        """Seconds, or None where it is not there."""
        return median(self.times) if self.times else None


class Nothing:
    """A channel that takes every letter and does nothing with it."""

    name, way, repeatable = "folder", Way.EMAIL, True

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def send(self, message: Message) -> Receipt:
        """Count it."""
        if message.message_id in self.taken:
            raise RuntimeError("a letter was sent twice")
        self.taken.add(message.message_id)
        return Sent("nowhere")


class Due:
    """A practice in which so many calls fall due today, fifty for each practitioner."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size, self.needed = size, 0
        self.letters = -(-size // PER_PRACTITIONER)
        self.office: Office = practice(folder, 100, staff=self.letters)
        self.office.plan()
        clear(self.office.database)
        self._sql(
            "UPDATE follow_ups SET state = 'open', due = '2099-01-01', latest = NULL, practitioner = 'me', "
            "pinned = NULL, paced_on = NULL"
        )
        own = {"practitioner": f"printf('p%04d', n / {PER_PRACTITIONER})", "kind": "'call'", "priority": "3"}
        fill(self.office.database, size, TODAYS | own)
        as_planned(self.office)

    def _sql(self, statement: str) -> None:
        with closing(sqlite3.connect(self.office.database)) as database:
            database.execute(statement)
            database.commit()

    def medians(self, runs: int, jobs: Jobs | None) -> list[float]:
        """Of the store's part, of whole rounds, and by hand in several transactions and in one, each with nothing told;
        what is slow is done once."""
        acts: tuple[Act, ...] = (self.store_part, self.rounds, self.raw, partial(self.raw, self.size))
        times: list[list[float]] = [[] for _ in acts]
        for done in range(runs):
            if done and sum(map(sum, times)) > PATIENCE:
                break
            for found, act in zip(times, acts, strict=True):
                self._untold()
                found.append(timed(act))
                self._must_be_told()
            if jobs:
                jobs.again()
        return [median(found) for found in times]

    def _untold(self) -> None:
        self._sql("UPDATE follow_ups SET noticed_for = NULL, noticed_at = NULL")
        self._sql("DELETE FROM outbox")

    def _must_be_told(self) -> None:
        with closing(sqlite3.connect(self.office.database)) as database:
            (told,) = database.execute(f"SELECT count(*) FROM follow_ups WHERE noticed_for = '{TODAY}'").fetchone()
        if told != self.size:
            raise RuntimeError(f"{told} of {self.size} were marked as told")

    def store_part(self) -> None:
        """Find them and mark them, as a round does."""
        with self.office.store.write() as tx:
            due = followups.open_until(tx, self.office.house.practitioners, TODAY)
            followups.mark_noticed(tx, due, NOW)

    def rounds(self) -> None:
        """Rounds until every letter is out."""
        office, channel, now = self.office, Nothing(), NOW
        post, senders, room = wiring.post(office.settings), wiring.senders(office.settings), None
        self.needed, waiting = 0, 1
        while waiting:
            self.needed += 1
            now += timedelta(seconds=30)
            run_round(office.store, office.house, post, {"folder": channel}, senders, now, _standing(now), room)
            with office.store.read() as tx:
                waiting = sum(c.letters for c in outbox.counts(tx) if c.state is outbox.OutState.WAITING)
        if len(channel.taken) < self.letters:
            raise RuntimeError(f"{len(channel.taken)} letters instead of {self.letters}")

    def raw(self, at_once: int = AT_ONCE) -> None:
        """The same by hand."""
        with closing(sqlite3.connect(self.office.database, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous=FULL")
            query = "SELECT due, id FROM follow_ups WHERE state = 'open' AND due <= ? AND noticed_for IS NULL"
            due = database.execute(query, (TODAY.isoformat(),)).fetchall()
            marking = (
                f"UPDATE follow_ups SET noticed_for = ?, noticed_at = '{NOW:%Y-%m-%d %H:%M:%S}.000000' WHERE id = ?"
            )
            for start in range(0, len(due), at_once):
                database.execute("BEGIN IMMEDIATE")
                database.executemany(marking, due[start : start + at_once])
                database.execute("COMMIT")


def _standing(now: datetime) -> Callable[[], datetime]:
    return lambda: now
