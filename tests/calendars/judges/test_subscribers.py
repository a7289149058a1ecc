"""Programs that subscribe, on this machine, to the calendar of a running daemon: what they show follows what happens.

vdirsyncer fetches the feed over HTTP and carries it to a folder, which khal shows, and to a CalDAV server (Radicale).
"""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.stories.conftest import Cli, Daemon, cli, daemons, free_port

__all__ = ["cli", "daemons"]

Start = Callable[..., Daemon]
MORNING, LATER = "2026-11-24T09:00", "2026-12-10T09:00"

VDIRSYNCER = """
[general]
status_path = "{folder}/status"
[pair folder]
a = "rapport"
b = "local"
collections = null
conflict_resolution = "a wins"
[pair server]
a = "rapport"
b = "radicale"
collections = null
conflict_resolution = "a wins"
[storage rapport]
type = "http"
url = "{url}"
[storage local]
type = "filesystem"
path = "{folder}/calendar"
fileext = ".ics"
[storage radicale]
type = "caldav"
url = "{server}/maya/feed/"
username = "maya"
password = "any"
"""
KHAL = """
[calendars]
[[feed]]
path = {folder}/calendar
[locale]
local_timezone = America/New_York
default_timezone = America/New_York
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""


def program(name: str) -> str:
    """A program beside this Python, or a skip that names it."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    return found or pytest.skip(f"the subscriber {name} is not installed: make judges")


def run(*command: str, answers: str = "") -> str:
    """Run a program that has to succeed; what it says."""
    environ = {**os.environ, "PYTHONWARNINGS": "ignore", "LC_ALL": "C.UTF-8", "TZ": "America/New_York"}
    done = subprocess.run(command, capture_output=True, text=True, input=answers, env=environ, check=False, timeout=60)
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout


def served_by(daemon: Daemon, url: str) -> str:
    """The feed's address at a daemon of this test."""
    return re.sub(r"//[^/]+", f"//127.0.0.1:{daemon.port}", url)


def ask(method: str, url: str, body: bytes | None = None) -> tuple[int, str]:
    request = urllib.request.Request(url, body, method=method, headers={"Authorization": "Basic bWF5YTphbnk="})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[str]:
    """A CalDAV server with an empty calendar; its address."""
    program("radicale")
    port, folder = free_port(), tmp_path / "radicale"
    options = ("--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none", "--storage-filesystem-folder", str(folder))
    with (tmp_path / "radicale.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "radicale", "--config", "", *options], stdout=log, stderr=log)
    server = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            if ask("MKCALENDAR", f"{server}/maya/feed/")[0] == 201:
                break
        except OSError:
            time.sleep(0.05)
    yield server
    process.terminate()
    process.wait(10)


class Subscriber:
    """vdirsyncer with a folder and a server, and khal on the folder."""

    def __init__(self, folder: Path, url: str, server: str) -> None:
        self.folder, self.url, self.server = folder, url, server
        (folder / "calendar").mkdir(parents=True)
        (folder / "khal.conf").write_text(KHAL.format(folder=folder))
        self.configure(url)

    def configure(self, url: str) -> None:
        """Fetch from an address."""
        text = VDIRSYNCER.format(folder=self.folder, url=url, server=self.server)
        (self.folder / "vdirsyncer.conf").write_text(text)
        run(program("vdirsyncer"), "-c", f"{self.folder}/vdirsyncer.conf", "discover", answers="y\n" * 5)

    def sync(self) -> None:
        """Fetch, as it would every few hours."""
        run(program("vdirsyncer"), "-c", f"{self.folder}/vdirsyncer.conf", "sync")

    def shown(self) -> dict[str, str]:
        """What khal shows from November to January: by title the day, the hour and what became of it."""
        shape = "{title}|{start-date}|{start-time}|{status}"
        said = run(
            program("khal"), "-c", f"{self.folder}/khal.conf", "list", "--format", shape, "--day-format", "", "--once",
            "2026-11-01", "2027-01-31",
        )  # fmt: skip
        rows = [line.strip().split("|") for line in said.splitlines() if "|" in line]
        return {title: " ".join(filter(None, map(str.strip, rest))) for title, *rest in rows}

    def on_server(self) -> str:
        """The calendar as the CalDAV server gives it back."""
        status, text = ask("GET", f"{self.server}/maya/feed/")
        assert status == 200
        return text.replace("\r\n ", "")


def test_what_subscribers_show_follows_what_happens(
    cli: Cli,
    daemons: Start,
    radicale: str,
    tmp_path: Path,
) -> None:
    program("khal")
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    cli.fact("authorization", ana, "--until", "2027-11-01", "--on", "2026-11-01")
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-02")
    stays = cli.fact("visit", ana, "--provider", lee, "--on", "2026-12-16", "--at", "09:00")
    visit = cli.fact("visit", ana, "--provider", lee, "--on", "2026-12-02", "--at", "10:30")
    daemon = daemons(MORNING)
    daemon.wait_for("round")
    url = cli.json("feed", "new", "--name", "khal")["url"]
    subscriber = Subscriber(tmp_path / "subscriber", served_by(daemon, url), radicale)
    subscriber.sync()
    (report,) = [f["id"] for f in cli.upcoming() if f["rule"] == "visit-report" and f["due"] < "2026-12-02"]
    first = subscriber.shown()
    assert first[f"Visit {visit}"] == "2026-12-02 10:30 CONFIRMED"
    assert first[f"Visit {stays}"] == "2026-12-16 09:00 CONFIRMED"
    assert first[f"Report {report}"] == "2026-11-27 CONFIRMED"
    assert subscriber.on_server().count("BEGIN:VEVENT") == len(list((subscriber.folder / "calendar").iterdir()))

    cli.ok("correct", visit, "--on", "2026-12-09")
    subscriber.sync()
    moved = subscriber.shown()
    assert moved.keys() == first.keys()
    assert moved[f"Visit {visit}"] == "2026-12-09 10:30 CONFIRMED"
    assert moved[f"Report {report}"] == "2026-12-04 CONFIRMED"
    assert "DTSTART:20261209T153000Z" in subscriber.on_server()

    cli.ok("retract", visit)
    subscriber.sync()
    withdrawn = subscriber.shown()
    assert withdrawn[f"Visit {visit}"] == "2026-12-09 10:30 CANCELLED"
    assert withdrawn[f"Report {report}"] == "2026-12-04 CANCELLED"
    assert subscriber.on_server().count("STATUS:CANCELLED") >= 2

    daemon.stop()
    later = daemons(LATER)
    later.wait_for("round")
    subscriber.configure(served_by(later, url))
    subscriber.sync()
    gone = subscriber.shown()
    assert not {f"Visit {visit}", f"Report {report}"} & gone.keys()
    assert gone[f"Visit {stays}"] == "2026-12-16 09:00 CONFIRMED"
    assert f"UID:{visit.lower()}." not in subscriber.on_server()
