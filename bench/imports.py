"""`rapport import` of a large export, sessions and measures of clients on file, beside csv and sqlite3 alone."""

import csv
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from statistics import median

from bench.practices import PER_PRACTITIONER, TODAY, Office, founded, practitioner
from bench.rows import Row
from bench.timing import command, timed, weighed

FACTS, FEW = 1_000_000, 100_000
RUNS = 3
#: Facts for each client.
EACH = 100
MAP = """source = "clinic"

[[table]]
file  = "patients.csv"
makes = "client"
key   = ["PID"]
[table.fields]
name = "Name"
born = "DOB"
practitioner = "Staff"

[[table]]
file  = "sessions.csv"
makes = "session"
key   = ["SID"]
[table.fields]
client = "PID"
on     = "Day"
value  = { column = "State", values = { seen = "attended", absent = "missed" } }

[[table]]
file  = "tests.csv"
makes = "measure"
key   = ["TID"]
[table.fields]
client  = "PID"
on      = "Day"
measure = "Test"
value   = "Result"
"""

INSERT = """
INSERT INTO facts
(number, version, current, kind, value, on_day, client, data, identity, recorded_at, recorded_by, retracted)
VALUES (?, 1, 1, ?, ?, ?, ?, ?, ?, ?, 'import', 0)
"""


def rows(share: float = 1.0) -> list[Row]:
    """Time against raw SQL, and memory against a tenth of it."""
    many, few = max(1_000, int(FACTS * share)), max(1_000, int(FEW * share))
    with tempfile.TemporaryDirectory() as name:
        export = {count: Export(Path(name) / str(count), count) for count in (few, many)}
        times: list[tuple[float, float]] = []
        for run in range(RUNS):
            if run:
                export[many] = Export(Path(name) / f"{many}-{run}", many)
            seconds, most = export[many].imported()
            times.append((seconds, timed(export[many].raw)))
        _, least = export[few].imported()
    ours, theirs = (median(found) for found in zip(*times, strict=True))
    what = f"`rapport import` of {many:,} facts"
    return [
        Row(what, ours, "the same rows by csv and sqlite3 alone", theirs, "at most 6"),
        Row(f"{what}, most memory", most, f"importing {few:,}", least, "at most 1.5", unit="MB"),
    ]


class Export:
    """What another program exported: half sessions, half measures, and the practice that knows its clients already."""

    def __init__(self, folder: Path, facts: int) -> None:
        clients = max(1, facts // EACH)
        self.office: Office = founded(folder, -(-clients // PER_PRACTITIONER))
        self.office.store.close()
        self.folder, self.facts = folder, facts
        (folder / "map.toml").write_text(MAP, "utf-8")
        _write(folder / "patients.csv", ("PID", "Name", "DOB", "Staff"), _patients(clients))
        _write(folder / "sessions.csv", ("SID", "PID", "Day", "State"), _sessions(facts // 2, clients))
        _write(folder / "tests.csv", ("TID", "PID", "Day", "Test", "Result"), _tests(facts - facts // 2, clients))
        command(*self._asked("patients.csv"))()

    def _asked(self, *files: str) -> list[str]:
        paths = [str(self.folder / file) for file in files]
        told = self.office.arguments("import", *paths, "--map", str(self.folder / "map.toml"))
        return [sys.executable, "-m", "scheduler", *told]

    def imported(self) -> tuple[float, float]:
        """Seconds and megabytes of the command; everything has to be in the store then."""
        seconds, most, _ = weighed(*self._asked("sessions.csv", "tests.csv"))
        with closing(sqlite3.connect(self.office.database)) as database:
            (stored,) = database.execute("SELECT count(*) FROM facts WHERE kind IN ('session', 'measure')").fetchone()
        if stored != self.facts:
            raise RuntimeError(f"{stored} facts were stored instead of {self.facts}")
        return seconds, most

    def raw(self) -> None:
        """The same rows into a table of the same shape, in one transaction."""
        with closing(sqlite3.connect(self.office.database)) as database:
            found = database.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'facts' AND sql IS NOT NULL")
            made = [statement for (statement,) in found]
        with closing(sqlite3.connect(self.folder / "raw.db", isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=FULL")
            for statement in made:
                database.execute(statement)
            database.execute("BEGIN IMMEDIATE")
            database.executemany(INSERT, self._read())
            database.execute("COMMIT")

    def _read(self) -> Iterator[tuple[object, ...]]:
        values, number = {"seen": "attended", "absent": "missed"}, 0
        for file, kind in (("sessions.csv", "session"), ("tests.csv", "measure")):
            with (self.folder / file).open(encoding="utf-8", newline="") as handle:
                for row in csv.DictReader(handle):
                    number += 1
                    measure = kind == "measure"
                    value = row["Test"] if measure else values[row["State"]]
                    data = f'{{"value": {float(row["Result"])}}}' if measure else "{}"
                    identity = f"clinic/{kind}/{row['TID' if measure else 'SID']}"
                    yield number, kind, value, row["Day"], row["PID"], data, identity, "2026-11-24 14:00:00.000000"


def _write(file: Path, head: tuple[str, ...], lines: Iterator[tuple[object, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(head)
        writer.writerows(lines)


def _patients(clients: int) -> Iterator[tuple[object, ...]]:
    for number in range(clients):
        born = TODAY - timedelta(days=20_000 + number)
        yield 1_000_000 + number, f"Client {_name(number)}", born, practitioner(number)


def _name(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number)).capitalize()


def _sessions(count: int, clients: int) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        day = TODAY - timedelta(days=1 + number // clients * 5 % 300)
        yield number, 1_000_000 + number % clients, day, "absent" if number % 9 == 0 else "seen"


def _tests(count: int, clients: int) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        day = TODAY - timedelta(days=1 + number // clients * 5 % 300)
        yield number, 1_000_000 + number % clients, day, "gait_speed", f"{0.6 + number % 60 / 100:.2f}"
