"""What a practice's acts cost with few clients and with many, and what a daemon costs among others on one PostgreSQL:
`python -m bench.growth`. For `docs/SCALING.md`; never a test.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from statistics import median

from bench.by_hand_further import FURTHER
from bench.delivery import database, server, shared
from bench.fact import Telling
from bench.idle import cpu_of, memory_of
from bench.practices import Office, practice
from bench.quiet import Rounds
from bench.rows import amount
from bench.serving import running
from bench.timing import BIN, command, timed
from scheduler.store import followups
from scheduler.store.engine import open_store

FEW, MANY, FACTS = 100, 10_000, 100
DAEMONS = 10
#: Long enough for two rounds with the usual pause of 30 seconds.
SECONDS = 65
RUNS = 5
TITLE = "## How it grows"


def section(many: int = MANY, daemons: int = DAEMONS) -> str:
    """Both tables, as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        few, large = (_acts(Path(folder) / str(clients), clients) for clients in (FEW, many))
    lines = [
        *(TITLE, "", f"Practices with {FACTS} facts for each client, 50 clients for each practitioner.", ""),
        f"| act | {FEW} clients | {many:,} clients |",
        "|---|---|---|",
        *(f"| {what} | {few[what]} | {large[what]} |" for what in few),
        "",
        f"{daemons} idle daemons, each on a database of its own of one PostgreSQL server, for {SECONDS} s:",
        "",
        "| each daemon | |",
        "|---|---|",
        *(f"| {what} | {found} |" for what, found in _crowd(daemons).items()),
    ]
    return "\n".join(lines)


def _acts(folder: Path, clients: int) -> dict[str, str]:
    """What each act costs, in words."""
    found: dict[str, str] = {}
    office = practice(folder / "ten", clients, FACTS)
    office.plan()
    office.store.close()
    office = replace(office, store=open_store(office.settings.database_url))
    with office.store.read() as tx:
        found["open follow-ups"] = f"{len(followups.open_ones(tx)):,}"
    found["everybody planned anew, by the ten rules of the beginning"] = amount(timed(office.plan))
    rounds = Rounds(office)
    found["a round with nothing due"] = amount(_median(rounds.again))
    upcoming = command(BIN / "rapport", *office.arguments("upcoming"))
    found["`rapport upcoming`"] = f"{amount(_median(upcoming))}, {_lines(office):,} lines"
    telling = Telling(office)
    found["a practitioner's calendar in which nothing has changed"] = amount(_median(telling.reader.body))
    found["one new fact, until it is in the list and in the calendar"] = amount(_median(telling.tell))
    telling.must_be_listed()
    office.store.close()
    further = practice(folder / "more", clients, FACTS, rules=FURTHER)
    further.plan()
    found["everybody planned anew, by 27 rules"] = amount(timed(further.plan))
    further.store.close()
    return found


def _median(act: Callable[[], object]) -> float:
    return median(timed(act) for _ in range(RUNS))


def _lines(office: Office) -> int:
    asked = [str(BIN / "rapport"), *office.arguments("upcoming")]
    return len(subprocess.run(asked, capture_output=True, check=True, text=True).stdout.splitlines())


def _crowd(daemons: int) -> dict[str, str]:
    """Daemons side by side, after their first rounds."""
    import psycopg

    with ExitStack() as stack:
        place = stack.enter_context(server())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        offices = [shared(folder / str(n), database(place, f"practice{n}")) for n in range(daemons)]
        for office in offices:
            office.store.close()
        started = [
            stack.enter_context(
                running(
                    [sys.executable, "-m", "scheduler", "--config", str(office.config), "daemon"],
                    office.settings.listen[1],
                    office.folder / "daemon.log",
                    "started",
                )
            )
            for office in offices
        ]
        time.sleep(10)
        connection = stack.enter_context(psycopg.connect(place.get_uri(), autocommit=True))
        (backend, connections) = connection.execute(
            "SELECT pg_backend_pid(), count(*) FROM pg_stat_activity WHERE datname LIKE 'practice%'"
        ).fetchone() or (0, 0)
        before, start = [sum(cpu_of(p.pid) for p in started), _served(backend)], time.monotonic()
        time.sleep(SECONDS)
        passed = time.monotonic() - start
        after = [sum(cpu_of(p.pid) for p in started), _served(backend)]
        if ended := [p for p in started if p.poll() is not None]:
            raise RuntimeError(f"{len(ended)} of {daemons} daemons ended")
        memory = [memory_of(p.pid) for p in started]
    ours, theirs = ((a - b) / passed * 100 for a, b in zip(after, before, strict=True))
    return {
        "memory, proportional": f"{median(pss for _, pss in memory):.0f} MB",
        "memory, resident": f"{median(rss for rss, _ in memory):.0f} MB",
        "processor": f"{ours / daemons:.2f} % of a core",
        "connections": f"{connections / daemons:g}",
        "the server's processor, for all of them": f"{theirs:.1f} % of a core",
    }


def _served(backend: int) -> float:
    """Seconds of processor time of all the processes of a server, those that have ended too (proc(5))."""
    first = _stat(backend)[1]
    ended = sum(map(int, _stat(first)[13:15])) / os.sysconf("SC_CLK_TCK")
    used = ended + cpu_of(int(first))
    for pid in Path(f"/proc/{first}/task/{first}/children").read_text().split():
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            used += cpu_of(int(pid))
    return used


def _stat(pid: object) -> list[str]:
    """What proc(5) says of a process, from its state on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()


if __name__ == "__main__":
    print(section())
