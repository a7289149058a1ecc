"""`make bench`: ratios against a baseline measured in the same run, written to docs/BENCHMARKS.md. Never a test."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

from calendars import feed, ics
from calendars.entries import Entry
from scheduler import config
from scheduler.facts import Fact, FactKind
from scheduler.house import House
from scheduler.people import Client, Provider
from scheduler.private import Private
from scheduler.recording import record
from scheduler.replanning import replan_everything
from scheduler.store import facts as fact_store
from scheduler.store import people
from scheduler.store.engine import Store, connect
from scheduler.store.upgrading import upgrade
from scheduler.wiring import house

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)
RUNS = 7
HELLO = "import click\n@click.command()\ndef hello() -> None:\n    click.echo('hello')\nhello(['--help'])"


def timed(act: Callable[[], object]) -> float:
    """Seconds that an act takes."""
    start = perf_counter()
    act()
    return perf_counter() - start


def pair(one: Callable[[], object], other: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """The medians of two acts, measured in turn."""
    times = [(timed(one), timed(other)) for _ in range(runs)]
    return median(t[0] for t in times), median(t[1] for t in times)


def process(*arguments: str) -> Callable[[], object]:
    """An act that runs a Python process."""
    return lambda: subprocess.run([sys.executable, *arguments], capture_output=True, check=False)


def practice(folder: Path, clients: int) -> tuple[Store, House]:
    """A practice with so many clients, a tenth as many providers, and ten facts for each client."""
    the_house = house(config.load(ROOT / "scheduler" / "defaults" / "config.toml"))
    store = connect(f"sqlite:///{folder / f'{clients}.db'}", create=True)
    upgrade(store)
    with store.write() as tx:
        for number in range(max(1, clients // 10)):
            people.add_provider(tx, Provider(code=f"P{number:05}", name=f"Dr. {number}", entered_on=TODAY))
        told: list[Fact] = []
        for number in range(clients):
            code, provider = f"C{number:05}", f"P{number % max(1, clients // 10):05}"
            people.add_client(
                tx, Client(code=code, name=Private(f"Client {number}"), practitioner="me", entered_on=TODAY)
            )
            told += _facts(code, provider, TODAY - timedelta(days=90 - number % 60))
        fact_store.store_new(tx, told, NOW)
    return store, the_house


def _facts(client: str, provider: str, first: date) -> list[Fact]:
    def fact(kind: FactKind, value: str, days: int, **more: str) -> Fact:
        on = first + timedelta(days=days)
        return Fact(number=0, kind=kind, value=value, on=on, client=client, data=more)

    def told(kind: FactKind, value: str, days: int) -> Fact:
        on = first + timedelta(days=days)
        return Fact(number=0, kind=kind, value=value, on=on, client=client, provider=provider)

    return [
        told(FactKind.REFERRAL, "received", 0),
        fact(FactKind.AUTHORIZATION, "signed", 1, until="2027-11-01"),
        fact(FactKind.MILESTONE, "intake", 1),
        fact(FactKind.MILESTONE, "assessment", 3),
        *(fact(FactKind.SESSION, "attended", 4 + n) for n in range(4)),
        told(FactKind.REPORT, "sent", 6),
        told(FactKind.VISIT, "scheduled", 120),
    ]


def replanned(folder: Path) -> tuple[float, float]:
    """Seconds for each client of a full plan, with 400 clients and with 100."""
    found = []
    for clients in (400, 100):
        store, the_house = practice(folder, clients)

        def plan(store: Store = store, the_house: House = the_house) -> None:
            with store.write() as tx:
                replan_everything(tx, the_house, NOW)

        found.append(median(timed(plan) for _ in range(3)) / clients)
        store.close()
    return found[0], found[1]


def recorded(folder: Path) -> tuple[float, float]:
    """Seconds until one new fact is planned, with 400 clients and with 100."""
    found = []
    for clients in (400, 100):
        store, the_house = practice(folder, clients)
        with store.write() as tx:
            replan_everything(tx, the_house, NOW)

        def tell(store: Store = store, the_house: House = the_house) -> None:
            fact = Fact(number=0, kind=FactKind.CHANGE, value="fall", on=TODAY, client="C00001")
            with store.write() as tx:
                record(tx, the_house, fact, NOW)

        found.append(median(timed(tell) for _ in range(RUNS)))
        store.close()
    return found[0], found[1]


def fed() -> tuple[float, float]:
    """Seconds to answer 304 for a feed of 1,000 entries, and to write it."""
    entries = [
        Entry(
            uid=f"{n}@rapport.invalid",
            sequence=0,
            title=f"Call {n}",
            start=TODAY,
            end=TODAY + timedelta(days=1),
            changed_at=NOW,
        )
        for n in range(1000)
    ]
    body = ics.write(entries, name="x")
    etag = dict(feed.answer(body, changed_at=NOW, method="GET", if_none_match=None, if_modified_since=None).headers)[
        "ETag"
    ]
    return pair(
        lambda: feed.answer(body, changed_at=NOW, method="GET", if_none_match=etag, if_modified_since=None),
        lambda: ics.write(entries, name="x"),
    )


def main() -> None:
    """Measure, and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample"
        rapport = ("-m", "scheduler", "--config", str(sample / "config.toml"), "--now", "2026-11-24T09:00")
        process(*rapport, "init", "--sample")()
        rows = [
            (
                "`rapport --help`",
                "a click program's `--help`",
                *pair(process("-m", "scheduler", "--help"), process("-c", HELLO)),
            ),
            (
                "`rapport upcoming`, sample practice",
                "`python -c pass`",
                *pair(process(*rapport, "upcoming"), process("-c", "pass")),
            ),
            ("full plan, per client, 400 clients", "the same with 100", *_in(folder, "a", replanned)),
            ("one new fact until it is planned, 400 clients", "the same with 100", *_in(folder, "b", recorded)),
            ("304 for a feed of 1,000 entries", "writing that feed", *fed()),
        ]
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`: medians, and the ratio to a baseline measured in the same run on the same machine.",
        "",
        "| what | ms | baseline | ms | ratio |",
        "|---|---|---|---|---|",
        *(f"| {what} | {a * 1e3:.2f} | {base} | {b * 1e3:.2f} | {a / b:.3g} |" for what, base, a, b in rows),
    ]
    (ROOT / "docs" / "BENCHMARKS.md").write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write("\n".join(lines[4:]) + "\n")


def _in(folder: str, name: str, measure: Callable[[Path], tuple[float, float]]) -> tuple[float, float]:
    place = Path(folder) / name
    place.mkdir()
    return measure(place)


if __name__ == "__main__":
    main()
