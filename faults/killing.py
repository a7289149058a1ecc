"""SIGKILL: at random moments, and at every named point, on SQLite and on PostgreSQL; and SIGTERM while it sends."""

import random
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from faults.nursery import Nursery
from faults.points import POINTS, REPEATS
from faults.practice import Mail, Practice, practice, wait_until
from faults.results import Result, repeats
from scheduler.store.outbox import LEASE, OutState

#: The clock goes on so far from one start to the next, so that what a dead daemon had claimed is free again.
STEP = LEASE + timedelta(seconds=30)
#: Gives a new, empty database's address, or "" for SQLite.
Database = Callable[[], str]


@contextmanager
def scene(mail: Mail, database: str, letters: int) -> Iterator[tuple[Practice, Nursery, set[str]]]:
    """A practice with letters to send, a mail server, and a nursery for its daemons."""
    with tempfile.TemporaryDirectory() as name, mail.serving() as port:
        folder = Path(name)
        made = practice(folder, port, database)
        names = made.put(letters)
        nursery = Nursery(folder / "daemons.log")
        try:
            yield made, nursery, names
        finally:
            nursery.close()


def at_random(kills: int, letters: int, database: str = "") -> Result:
    """A daemon that is killed again and again while it sends, and started anew."""
    chance, mail = random.Random(kills), Mail()
    with scene(mail, database, letters) as (made, nursery, names):
        for number in range(kills):
            pid = nursery.run(*made.arguments(number * STEP, "daemon"))
            had = len(mail.taken)
            wait_until(partial(_more, mail, had, made), 20)
            time.sleep(chance.uniform(0, 0.06))
            nursery.kill(pid)
        finish(made, nursery, kills * STEP, letters)
        return judged(f"kill -9 at random, {_kind(bool(database))}", made, mail, names, kills, kills * STEP)


def at_points(times: int, database: Database | None = None, points: Sequence[str] = tuple(POINTS)) -> Result:
    """A daemon that dies at each named point; after it, what has to be so is so exactly."""
    broken: list[str] = []
    total = 0
    for point in points:
        mail = Mail()
        with scene(mail, database() if database else "", 0) as (made, nursery, _):
            names: set[str] = set()
            for number in range(times):
                names |= made.put(1, number)
                pid = nursery.run(*made.arguments(2 * number * STEP, "daemon"), fault=point)
                if nursery.wait(pid) != -signal.SIGKILL:
                    broken.append(f"{point}: it did not die")
                pid = nursery.run(*made.arguments((2 * number + 1) * STEP, "daemon"))
                wait_until(partial(_all_gone, made), 30)
                nursery.kill(pid)
            finish(made, nursery, 2 * times * STEP, times)
            result = judged(point, made, mail, names, times, 2 * times * STEP)
        again, _ = repeats(mail.taken)
        total += again
        if again != (times if point in REPEATS else 0):
            broken.append(f"{point}: {again} repeats")
        broken += [f"{point}: {words}" for words in result.broken]
    return Result(
        fault=f"kill -9 at {len(points)} named points, {_kind(bool(database))}",
        size=f"{len(points)} x {times} kills",
        counted={"in another state than the one expected": len(broken), "repeats": total},
        broken=tuple(broken),
    )


def _taken(mail: Mail, wanted: int) -> bool:
    return len(mail.taken) >= wanted


def _more(mail: Mail, had: int, made: Practice) -> bool:
    return len(mail.taken) > had or not made.left()


def _all_gone(made: Practice) -> bool:
    return not made.left()


def ended_while_sending(times: int) -> Result:
    """SIGTERM while letters go out to a slow server: it ends by itself, with nothing sent twice."""
    mail = Mail(pause=0.02)
    statuses, longest = [], 0.0
    with scene(mail, "", 0) as (made, nursery, names):
        for number in range(times):
            names |= made.put(8, 8 * number)
            pid = nursery.run(*made.arguments(number * STEP, "daemon"))
            had = len(mail.taken)
            wait_until(partial(_taken, mail, had + 1), 20)
            before = time.monotonic()
            statuses.append(nursery.kill(pid, signal.SIGTERM))
            longest = max(longest, time.monotonic() - before)
        finish(made, nursery, times * STEP, 8 * times)
        result = judged("SIGTERM while it sends", made, mail, names, 0, times * STEP)
    wrong = sum(status != 0 for status in statuses)
    return Result(
        fault=result.fault,
        size=f"{times} ends",
        counted={**result.counted, "not ended by itself": wrong, "longest end": f"{longest:.1f} s"},
        broken=(*result.broken, *([f"{wrong} did not end with status 0"] if wrong else [])),
    )


def finish(made: Practice, nursery: Nursery, after: timedelta, letters: int) -> None:
    """One daemon that nobody kills sends what is left."""
    rounds = 0
    while made.left() and rounds < 5:
        pid = nursery.run(*made.arguments(after + rounds * STEP, "daemon"))
        wait_until(lambda: not made.left(), 30 + letters / 10)
        nursery.kill(pid, signal.SIGTERM)
        rounds += 1


def judged(fault: str, made: Practice, mail: Mail, names: set[str], kills: int, after: timedelta) -> Result:
    """What became of the letters and of the plan, after so many ends that may have cut a letter short."""
    again, changed = repeats(mail.taken)
    states = made.states()
    asked = states[OutState.UNKNOWN]
    lost = len(names - {name for name, _ in mail.taken})
    twice, whole = made.planned_twice(after), made.integrity()
    unseen = max(0, lost - asked)
    broken = [
        words
        for bad, words in (
            (unseen, f"{unseen} lost unseen"),
            (again > kills, f"{again} repeats for {kills} kills"),
            (changed, f"{changed} repeats with other bytes"),
            (twice, f"{twice} planned twice or not at all"),
            (whole != "ok", f"integrity: {whole}"),
            (made.left(), f"{made.left()} left"),
        )
        if bad
    ]
    counted = {"lost": unseen, "repeats": again, "left to a person": asked, "planned twice": twice, "integrity": whole}
    return Result(fault=fault, size=f"{kills} kills, {len(names)} letters", counted=counted, broken=tuple(broken))


def _kind(database: bool) -> str:
    return "PostgreSQL" if database else "SQLite"
