"""A soak: `python -m faults.soak [HOURS] [CLIENTS]` runs a daemon's rounds, a second apart, over simulated days.

It is the daemon's own round, pages and configuration under a clock that is set forward; facts come in, follow-ups are
done, calendars are fetched, letters go to a mail server in another process. Every simulated hour memory, open files,
threads and the database are measured; docs/SOAK.md says whether they stay as they are.
"""

import logging
import os
import platform
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import fmean
from wsgiref.util import setup_testing_defaults

from faults.practice import Practice, free_port, practice
from scheduler import config, wiring
from scheduler.clock import Clock
from scheduler.closing import close
from scheduler.daemon import Daemon
from scheduler.facts import Fact, FactKind
from scheduler.outcomes import USUAL_OUTCOME
from scheduler.outside import reach_out
from scheduler.people import Client, Provider
from scheduler.private import Private
from scheduler.recording import record
from scheduler.replanning import replan_everything
from scheduler.store import facts, feeds, followups, outbox, people
from scheduler.store.outbox import OutState

PAGE = Path(__file__).parents[1] / "docs" / "SOAK.md"
#: Monday, midnight in New York.
FIRST = datetime(2026, 11, 30, 5, tzinfo=UTC)
TODAY = date(2026, 11, 30)
PRACTITIONERS = ("maya", "jon", "eva", "ben")
#: What happens in a working hour.
FACTS, DONE, FETCHES = 20, 15, 8
#: Growth of memory between the second and the last third that counts as none.
FLAT = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What was measured at the end of a simulated hour."""

    hour: int
    rss_mb: float
    handles: int
    threads: int
    database_mb: float
    letters: int
    facts: int
    done: int
    fetched: int
    ticks_a_second: float


class House:
    """A practice whose daemon's rounds are run one by one."""

    def __init__(self, made: Practice, clients: int) -> None:
        self.now = FIRST
        self.chance = random.Random(clients)
        self.made = made
        self.clients = clients
        #: What people did so far.
        self.acts: Counter[str] = Counter()
        self.daemon = Daemon(config.load(made.config), made.store(), Clock(lambda: self.now))
        self.store = self.daemon.store
        self.house = wiring.house(self.daemon.settings)
        self._settle_in()

    def _settle_in(self) -> None:
        """Clients, providers and what was told of them in the last three months."""
        told: list[Fact] = []
        with self.store.write() as tx:
            for number in range(max(1, self.clients // 10)):
                people.add_provider(tx, Provider(code=_provider(number), name=f"Dr. {number}", entered_on=TODAY))
            for number in range(self.clients):
                who = PRACTITIONERS[number % len(PRACTITIONERS)]
                name = Private(f"Client {number}")
                people.add_client(tx, Client(code=_client(number), name=name, practitioner=who, entered_on=TODAY))
                told += _history(number, max(1, self.clients // 10))
            facts.store_new(tx, told, FIRST)
            for who in PRACTITIONERS:
                feeds.add(tx, who, who, f"token-of-{who}-for-the-soak", now=FIRST)
            replan_everything(tx, self.house, FIRST)

    def tick(self, seconds: int) -> None:
        """So many seconds later: what people do meanwhile, a round, and what follows a round."""
        self.now += timedelta(seconds=seconds)
        local = self.now.astimezone(self.daemon.settings.zone)
        if 9 <= local.hour < 17:
            self._work(seconds)
        self.daemon.tick()
        daemon = self.daemon
        reach_out(self.store, self.house, wiring.post(daemon.settings), daemon.outside, self.now)

    def _work(self, seconds: int) -> None:
        for act, an_hour in ((self._tell, FACTS), (self._finish, DONE), (self._fetch, FETCHES)):
            if self.chance.random() < an_hour * seconds / 3600:
                self.acts[act.__name__.strip("_")] += act()

    def _tell(self) -> int:
        kind, value = self.chance.choice(
            [(FactKind.SESSION, "attended")] * 8
            + [(FactKind.SESSION, "missed"), (FactKind.CONTACT, "reached")]
            + [(FactKind.CHANGE, "fall"), (FactKind.CHANGE, "red flag")]
        )
        client = _client(self.chance.randrange(self.clients))
        on = self.house.today(self.now)
        with self.store.write() as tx:
            record(tx, self.house, Fact(number=0, kind=kind, value=value, on=on, client=client), self.now)
        return 1

    def _finish(self) -> int:
        today = self.house.today(self.now)
        some = {_client(self.chance.randrange(self.clients)) for _ in range(20)}
        with self.store.write() as tx:
            open_ones = followups.open_about(tx, some)
            due = [f for f in open_ones if f.day <= today and not f.blocked_by and f.planned.kind in USUAL_OUTCOME]
            if due:
                one = self.chance.choice(due)
                close(tx, self.house, one, USUAL_OUTCOME[one.planned.kind], self.now)
        return int(bool(due))

    def _fetch(self) -> int:
        environ: dict[str, object] = {}
        setup_testing_defaults(environ)
        token = f"token-of-{self.chance.choice(PRACTITIONERS)}-for-the-soak"
        environ |= {"PATH_INFO": f"/calendar/{token}.ics", "REMOTE_ADDR": "127.0.0.1"}
        said: list[str] = []
        body = b"".join(self.daemon.site(environ, lambda status, _headers: said.append(status)))
        assert said[0].startswith("200"), said
        assert body.startswith(b"BEGIN:VCALENDAR")
        return 1

    def sample(self, hour: int, ticks_a_second: float) -> Sample:
        """Measure this process and its database."""
        files = self.made.folder.glob("rapport.db*")
        with self.store.read() as tx:
            letters = sum(c.letters for c in outbox.counts(tx) if c.state is OutState.SENT)
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return Sample(
            hour=hour,
            rss_mb=pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
            handles=len(list(Path("/proc/self/fd").iterdir())),
            threads=threading.active_count(),
            database_mb=sum(f.stat().st_size for f in files) / 1e6,
            letters=letters,
            facts=self.acts["tell"],
            done=self.acts["finish"],
            fetched=self.acts["fetch"],
            ticks_a_second=ticks_a_second,
        )


def _client(number: int) -> str:
    return f"C{number:05}"


def _provider(number: int) -> str:
    return f"P{number:05}"


def _history(number: int, providers: int) -> Iterator[Fact]:
    client, provider = _client(number), _provider(number % providers)
    first = TODAY - timedelta(days=100 - number % 90)
    for kind, value, days, to, until in (
        (FactKind.REFERRAL, "received", 0, provider, None),
        (FactKind.AUTHORIZATION, "signed", 1, None, "2027-11-01"),
        (FactKind.MILESTONE, "intake", 1, None, None),
        (FactKind.MILESTONE, "assessment", 3, None, None),
        (FactKind.SESSION, "attended", 5, None, None),
        (FactKind.VISIT, "scheduled", 120, provider, None),
    ):
        data = {"until": until, "purpose": "coordination of care", "what": "progress"} if until else {}
        on = first + timedelta(days=days)
        yield Fact(number=0, kind=kind, value=value, on=on, client=client, provider=to, data=data)


@contextmanager
def _sink() -> Iterator[int]:
    """A mail server that drops what it takes, in a process of its own; its port."""
    port = free_port()
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Sink"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        yield port
        process.terminate()


def soak(hours: int, clients: int, pause: int = 1) -> Iterator[Sample]:
    """Run so many simulated hours, a round after each pause in seconds; a sample for each hour."""
    with tempfile.TemporaryDirectory() as name, _sink() as port:
        made = practice(Path(name), port)
        tables = (f'[[practitioner]]\ncode = "{c}"\nname = "{c}"\nemail = "{c}@example.org"\n' for c in PRACTITIONERS)
        made.change(r"(?s)\[\[practitioner\]\].*?(?=\n\[database\])", "\n".join(tables))
        house = House(made, clients)
        for hour in range(1, hours + 1):
            before = time.monotonic()
            for _ in range(3600 // pause):
                house.tick(pause)
            yield house.sample(hour, 3600 / pause / (time.monotonic() - before))
        house.store.close()


def slope(samples: Sequence[Sample]) -> float:
    """By how many MB memory grows in an hour, by least squares."""
    x, y = fmean(s.hour for s in samples), fmean(s.rss_mb for s in samples)
    spread = sum((s.hour - x) ** 2 for s in samples)
    return sum((s.hour - x) * (s.rss_mb - y) for s in samples) / spread if spread else 0.0


def verdict(samples: Sequence[Sample]) -> tuple[bool, list[str]]:
    """Whether the last third is as the second one, and the words for it."""
    third = len(samples) // 3
    second, last = samples[third : 2 * third], samples[2 * third :]
    before, after = fmean(s.rss_mb for s in second), fmean(s.rss_mb for s in last)
    handles = max(s.handles for s in last) <= max(s.handles for s in second)
    threads = max(s.threads for s in last) <= max(s.threads for s in second)
    flat = after <= before * (1 + FLAT)
    words = [
        f"Memory: {before:.1f} MB on average in the second third of the hours, {after:.1f} MB in the last "
        f"({(after / before - 1) * 100:+.1f} %; by least squares over both {slope(samples[third:]):+.3f} MB an hour): "
        f"{'flat' if flat else 'NOT FLAT'}.",
        f"Open files: at most {max(s.handles for s in second)}, then {max(s.handles for s in last)}: "
        f"{'flat' if handles else 'NOT FLAT'}. Threads: {'flat' if threads else 'NOT FLAT'}.",
    ]
    return flat and handles and threads, words


def page(samples: Sequence[Sample], clients: int, seconds: float) -> str:
    """docs/SOAK.md."""
    _, words = verdict(samples)
    ticks = 3600 * len(samples)
    lines = [
        "# A soak\n",
        "Made by `make soak`. The daemon's own rounds, pages and configuration under a clock that is set forward a",
        f"second at a time: {len(samples)} hours, {ticks:,} rounds, {clients:,} clients, from a Monday at midnight on.",
        f"From 9 to 17 each hour brings about {FACTS} new facts, {DONE} follow-ups done, {FETCHES} calendars fetched;",
        "letters go to a mail server in another process.",
        f"It took {seconds / 60:.0f} minutes, {ticks / seconds:.0f} rounds a second.",
        f"Python {platform.python_version()}, {platform.system()}.\n",
        *words,
        "\n| hour | memory, MB | open files | threads | database, MB | letters | facts | done | fetched | rounds/s |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *(
            f"| {s.hour} | {s.rss_mb:.1f} | {s.handles} | {s.threads} | {s.database_mb:.1f} | {s.letters} "
            f"| {s.facts} | {s.done} | {s.fetched} | {s.ticks_a_second:.0f} |"
            for s in samples
        ),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Soak, and write the page; exit status 1 when something grew."""
    given = [int(word) for word in sys.argv[1:]]
    hours, clients = (*given, *(72, 2000)[len(given) :])
    logging.getLogger("rapport").setLevel(logging.ERROR)
    samples: list[Sample] = []
    before = time.monotonic()
    for sample in soak(hours, clients):
        samples.append(sample)
        print(sample, flush=True)
        if len(samples) >= 3:
            PAGE.write_text(page(samples, clients, time.monotonic() - before))
    flat, words = verdict(samples)
    print("\n".join(words))
    return 0 if flat else 1


if __name__ == "__main__":
    raise SystemExit(main())
