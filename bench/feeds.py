"""A week of a busy practice's calendar, fetched as programs fetch: `python -m bench.feeds`. Never a test.

A real daemon's application behind a real server on loopback, its clock moved a quarter of an hour at a time. On working
days something happens every hour; each program asks as often, and with such headers, as reports of it say.
"""

import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from msgspec import structs
from waitress import create_server

from bench.practices import NOW, TODAY, code, practice, provider
from calendars import ics
from scheduler.clock import Clock
from scheduler.facts import Fact, FactKind
from scheduler.house import House
from scheduler.recording import correct, record
from scheduler.replanning import replan_everything
from scheduler.store import facts as fact_store
from scheduler.store import feeds
from scheduler.store.engine import Store
from scheduler.web import Premises, Site

TOKEN = "week" + "x" * 28
CLIENTS = 100
STEP = timedelta(minutes=15)
WEEK = timedelta(days=7)
TITLE = "## A week of a calendar, by program"


@dataclass
class Program:
    """A kind of program, and what it got."""

    name: str
    every: timedelta
    #: What it sends back: nothing, the tag, or the date alone.
    validates: str
    gzip: bool
    answers: int = 0
    unchanged: int = 0
    received: int = 0
    times: list[float] = field(default_factory=list)
    tag: str = ""
    modified: str = ""

    def fetch(self, url: str) -> None:
        """Fetch once."""
        request = urllib.request.Request(url, headers={"User-Agent": self.name})
        if self.gzip:
            request.add_header("Accept-Encoding", "gzip")
        if self.validates == "tag" and self.tag:
            request.add_header("If-None-Match", self.tag)
        if self.validates == "date" and self.modified:
            request.add_header("If-Modified-Since", self.modified)
        start = perf_counter()
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                body = answer.read()
                self.tag, self.modified = answer.headers["ETag"], answer.headers["Last-Modified"]
        except urllib.error.HTTPError as error:
            with error:
                assert error.code == 304, error.code
                body = b""
            self.unchanged += 1
        self.times.append(perf_counter() - start)
        self.answers += 1
        self.received += len(body)


def programs() -> list[Program]:
    """As of November 2026 (docs/CALENDARS.md)."""
    return [
        Program("like Google: nothing sent back, gzip", timedelta(hours=12), "nothing", gzip=True),
        Program("like Outlook: nothing sent back, plain", timedelta(hours=3), "nothing", gzip=False),
        Program("like Apple: the tag, gzip", STEP, "tag", gzip=True),
        Program("like Apple: the date, gzip", timedelta(hours=1), "date", gzip=True),
    ]


@dataclass
class Office:
    """A practice, with its clock."""

    store: Store
    house: House
    now: datetime = NOW
    acts: int = 0

    def happen(self) -> None:
        """What happens in a working hour: a visit is agreed on, another moves."""
        wall = self.now.astimezone(self.house.practice.zone)
        if wall.weekday() > 4 or not 9 <= wall.hour < 17 or wall.minute:
            return
        self.acts += 1
        number = self.acts * 7 % CLIENTS
        told = Fact(
            number=0,
            kind=FactKind.VISIT,
            value="scheduled",
            on=wall.date() + timedelta(days=20 + self.acts),
            client=code(number),
            provider=provider(number),
        )
        with self.store.write() as tx:
            stored, _ = record(tx, self.house, told, self.now)
        if self.acts % 2:
            with self.store.write() as tx:
                correct(tx, self.house, structs.replace(stored, on=stored.on + timedelta(days=7)), self.now)

    def night(self) -> None:
        """The plan of a new day, as the daemon makes it."""
        if self.now.astimezone(self.house.practice.zone).strftime("%H:%M") == "00:15":
            with self.store.write() as tx:
                replan_everything(tx, self.house, self.now)


def busy(folder: Path) -> Office:
    """About 900 entries: follow-ups of many clients, and the visits and meetings of half a year."""
    made = practice(folder, CLIENTS, alone=True)
    told = [
        Fact(number=0, kind=FactKind.MEETING, value="scheduled", on=TODAY + timedelta(days=n % 170), practitioner="me")
        for n in range(120)
    ]
    with made.store.write() as tx:
        fact_store.store_new(tx, told, NOW)
        replan_everything(tx, made.house, NOW)
        feeds.add(tx, "week", "me", TOKEN, now=NOW)
    return Office(made.store, made.house)


def week(office: Office, url: str) -> Iterator[Program]:
    """The programs, after a week of fetching."""
    asking = programs()
    end = office.now + WEEK
    while office.now < end:
        office.happen()
        office.night()
        for program in asking:
            if (office.now - NOW) % program.every == timedelta(0):
                program.fetch(url)
        office.now += STEP
    yield from asking


def section() -> str:
    """Serve, fetch, and say what it came to."""
    with tempfile.TemporaryDirectory() as folder:
        office = busy(Path(folder))
        site = Site(office.store, Premises(house=office.house), Clock(lambda: office.now.astimezone(UTC)))
        server: Any = create_server(site, host="127.0.0.1", port=0, threads=4)
        threading.Thread(target=server.run, daemon=True).start()
        url = f"http://127.0.0.1:{server.effective_port}/calendar/{TOKEN}.ics"
        with urllib.request.urlopen(url, timeout=30) as answer:
            body = answer.read()
        told = f"{len(ics.read(body))} entries, {len(body):,} bytes; {{}} visits told in {WEEK.days} days, half moved."
        rows = [_row(program) for program in week(office, url)]
        server.task_dispatcher.shutdown()
        server.close()
        office.store.close()
    head = ["| program | every | answers | 304 | bytes | ms, median | ms, longest |", "|---|---|---|---|---|---|---|"]
    return "\n".join([TITLE, "", told.format(office.acts), "", *head, *rows])


def _row(one: Program) -> str:
    times = f"{median(one.times) * 1000:.1f} | {max(one.times) * 1000:.1f}"
    hours = f"{one.every // timedelta(minutes=1)} min"
    return f"| {one.name} | {hours} | {one.answers} | {one.unchanged / one.answers:.0%} | {one.received:,} | {times} |"


if __name__ == "__main__":
    print(section())
