"""What is to be done next, on the command line: `rapport upcoming` beside `todo list` and `khal list`."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from bench.peers import NoPeer, program
from bench.practices import NOW, TODAY, practice
from bench.rows import Row
from bench.timing import BIN, Act, command, in_turn
from scheduler.store import followups

OPEN, THEIRS = 10_000, 1_000
#: Open follow-ups that a client of these practices has.
EACH = 7.33
RUNS = 9


def rows(share: float = 1.0) -> list[Row]:
    """Ours with ten times as much as theirs, all by their installed commands."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = practice(folder / "practice", max(10, int(OPEN * share / EACH)))
        office.plan()
        with office.store.read() as tx:
            count = len(followups.open_ones(tx))
        office.store.close()
        peers, missing = _peers(folder)
        ours = command(BIN / "rapport", *office.arguments("upcoming"))
        (seconds, *theirs) = in_turn(ours, *peers.values(), runs=RUNS)
        found = dict(zip(peers, theirs, strict=True))
    what = f"`rapport upcoming`, {count:,} open follow-ups"
    return [
        Row(what, seconds, f"`{name} list`, {THEIRS:,} {things}", found.get(name), wanted, missing.get(name, ""))
        for name, things, wanted in (("todo", "open", "at most 0.5"), ("khal", "events", ""))
    ]


def _peers(folder: Path) -> tuple[dict[str, Act], dict[str, str]]:
    """The peers' commands, and why one of them is not there."""
    acts: dict[str, Act] = {}
    missing: dict[str, str] = {}
    for name, make in (("todo", _todo), ("khal", _khal)):
        try:
            acts[name] = make(folder / name)
            acts[name]()  # fills its cache
        except (NoPeer, RuntimeError) as why:
            acts.pop(name, None)
            missing[name] = str(why)
    return acts, missing


def _todo(folder: Path) -> Act:
    tasks = folder / "tasks"
    tasks.mkdir(parents=True)
    for number in range(THEIRS):
        due = TODAY + timedelta(days=number % 180)
        _write(
            tasks / f"{number}.ics", "VTODO", f"UID:{number}", f"SUMMARY:Call {number}", f"DUE;VALUE=DATE:{due:%Y%m%d}"
        )
    settings = folder / "config.py"
    settings.write_text(f'path = "{tasks}"\ncache_path = "{folder / "cache.sqlite3"}"\ndate_format = "%Y-%m-%d"\n')
    return command(program("todo"), "--config", settings, "list")


def _khal(folder: Path) -> Act:
    events = folder / "events"
    events.mkdir(parents=True)
    for number in range(THEIRS):
        day = TODAY + timedelta(days=number % 180)
        span = (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}")
        _write(events / f"{number}.ics", "VEVENT", f"UID:{number}", f"SUMMARY:Call {number}", *span)
    settings = folder / "config"
    settings.write_text(
        f"[calendars]\n[[work]]\npath = {events}\n[sqlite]\npath = {folder / 'khal.db'}\n"
        "[locale]\nlocal_timezone = America/New_York\ndefault_timezone = America/New_York\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    return command(program("khal"), "--config", settings, "list", str(TODAY), "14d")


def _write(file: Path, component: str, *lines: str) -> None:
    stamp = f"DTSTAMP:{datetime.strftime(NOW, '%Y%m%dT%H%M%SZ')}"
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//bench//EN", f"BEGIN:{component}", stamp)
    text = [*head, *lines, f"END:{component}", "END:VCALENDAR"]
    file.write_text("\r\n".join(text) + "\r\n", "utf-8")
