"""The login as the real process: a password from a pipe, the day in the browser, and what a stranger meets."""

import http.client
import io
import logging
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from scheduler.daemon import Wordless
from tests.stories.conftest import Cli, Daemon

Start = Callable[..., Daemon]
PASSWORD = "seven quiet herons"
MORNING = "2026-11-24T07:30"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sends text to standard input, as a pipe does."""

    def pipe(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return pipe


class Browser:
    """A browser at the real daemon."""

    def __init__(self, daemon: Daemon) -> None:
        self.port = daemon.port
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str, str]:
        """Status, body and where it leads."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, {**sent, **headers})
            answer = connection.getresponse()
            for header in answer.headers.get_all("Set-Cookie") or []:
                for name, morsel in SimpleCookie(header).items():
                    self.cookies[name] = morsel.value
            return answer.status, answer.read().decode(), answer.headers.get("Location") or ""
        finally:
            connection.close()

    def get(self, path: str) -> str:
        """A page that has to be there."""
        status, body, _ = self.ask("GET", path)
        assert status == 200, (path, status)
        return body

    def send(self, path: str, page: str = "/today", **fields: str) -> tuple[int, str, str]:
        """A form, with the proof that the page carries."""
        found = re.search(r'name="csrf_token" value="([^"]*)"', self.get(page))
        assert found
        return self.ask("POST", path, urlencode({"csrf_token": found[1], **fields}))

    def log_in(self, name: str = "me", password: str = PASSWORD) -> int:
        """The status of the login."""
        return self.send("/login", "/login", name=name, password=password)[0]


def _ready(daemon: Daemon) -> Browser:
    daemon.wait_for("started")
    browser = Browser(daemon)
    for _ in range(200):
        if browser.ask("GET", "/healthz")[0] == 200:
            return browser
        time.sleep(0.05)
    raise AssertionError(daemon.log.read_text())


def _fallen(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    cli.fact("change", ana, "fall", "--on", "2026-11-23")


def test_the_day_is_done_in_the_browser_and_the_command_line_sees_it(
    cli: Cli, daemons: Start, typed: Callable[[str], None]
) -> None:
    _fallen(cli)
    (call,) = [f for f in cli.upcoming() if f["rule"] == "fall"]
    typed(f"{PASSWORD}\n")
    assert cli.ok("practitioner", "password", "me").out == "Practitioner logs in at http://127.0.0.1:8765/login.\n"
    daemon = daemons(MORNING)
    browser = _ready(daemon)
    assert browser.ask("GET", "/today")[::2] == (303, "/login")
    assert browser.log_in(password="a wrong guess") == 403
    assert browser.log_in() == 303
    page = browser.get("/today")
    assert "Ana Ruiz" in page
    listed = [f["id"] for group in ("now", "today", "blocked", "missed") for f in cli.json("today", now=MORNING)[group]]
    assert re.findall(r'class="code" href="/f/(\w+)"', page) == listed
    assert browser.send(f"/f/{call['id']}/done", outcome="voicemail", note="left word")[::2] == (303, "/today")
    assert "voicemail" in cli.ok("show", call["id"]).out
    found = re.search(r'name="act" value="(\d+)"', browser.get("/today"))
    assert found
    assert browser.send("/undo", act=found[1])[0] == 303
    assert cli.json("show", call["id"])["status"] == call["status"]

    assert daemon.stop(signal.SIGTERM) == 0
    again = daemons(MORNING)
    _ready(again)
    browser.port = again.port
    assert "Ana Ruiz" in browser.get("/today")
    assert "1 browser logged in" in cli.ok("practitioner", "list").out
    assert cli.ok("practitioner", "logout", "me").out == "Practitioner: 1 browser logged out.\n"
    assert browser.ask("GET", "/today")[0] == 303
    logs = daemon.log.read_text() + again.log.read_text()
    seen = [s for s in (PASSWORD, "wrong guess", "left word", "Ruiz", *browser.cookies.values()) if s and s in logs]
    assert seen == []
    assert "login refused from 127.0.0.1" in logs


def test_a_month_later_one_logs_in_again(cli: Cli, daemons: Start, typed: Callable[[str], None]) -> None:
    typed(PASSWORD)
    cli.ok("practitioner", "password", "me")
    first = daemons(MORNING)
    browser = _ready(first)
    assert browser.log_in() == 303
    first.stop()
    later = daemons("2026-12-25T07:30")
    _ready(later)
    browser.port = later.port
    assert browser.ask("GET", "/today")[::2] == (303, "/login")


def test_a_restored_backup_brings_no_browser_back(cli: Cli, daemons: Start, typed: Callable[[str], None]) -> None:
    typed(PASSWORD)
    cli.ok("practitioner", "password", "me")
    daemon = daemons(MORNING)
    assert _ready(daemon).log_in() == 303
    backup = str(cli.folder / "copy.backup")
    cli.ok("backup", backup)
    daemon.stop()
    cli.ok("practitioner", "logout", "me")
    cli.ok("restore", backup, "--yes")
    assert "login set, no browsers logged in" in cli.ok("practitioner", "list").out


def test_what_the_server_logs_of_its_own_holds_no_address() -> None:
    try:
        raise ValueError("/calendar/a-token.ics")
    except ValueError:
        record = logging.LogRecord(
            "waitress",
            logging.ERROR,
            "task.py",
            7,
            "Exception while serving %s",
            ("/calendar/a-token.ics",),
            sys.exc_info(),
        )
    assert Wordless(threading.Event()).filter(record)
    assert re.fullmatch(r"http server: ValueError at test_login\.py:\d+", logging.Formatter().format(record))


@contextmanager
def _raw(daemon: Daemon) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", daemon.port), timeout=10) as connection:
        yield connection


def _status(connection: socket.socket) -> bytes:
    return connection.recv(4096).split(b"\r\n")[0]


def test_hostile_requests_are_refused_and_the_daemon_goes_on(cli: Cli, daemons: Start) -> None:
    daemon = daemons(MORNING)
    browser = _ready(daemon)
    head = b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with _raw(daemon) as connection:
        connection.sendall(head + b"Content-Length: 10000000\r\n\r\n")
        assert b" 413 " in _status(connection)
    with _raw(daemon) as connection:
        chunk = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 20 + b"0\r\n\r\n")
        assert b" 413 " in _status(connection)
    with _raw(daemon) as connection:
        connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n5\r\na=%ff\r\n0\r\n\r\n")
        assert b" 400 " in _status(connection)
    for line in (
        b"GET /today HTTP/1.1\r\nHost: x\r\nCookie: rapport=\xff\xfe\r\n\r\n",
        b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /login?to=%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"BREW /today HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /" + b"a" * 40000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://evil.example/today HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01 not http\r\n\r\n",
    ):
        with _raw(daemon) as connection:
            connection.sendall(line)
            status = _status(connection)
            assert re.match(rb"HTTP/1\.\d (200|303|400|404|405|431) ", status), (line[:40], status)
    assert browser.ask("GET", "/healthz")[0] == 200
    assert "defect" not in daemon.log.read_text()


def test_behind_a_trusted_proxy_each_visitor_is_counted_alone(
    cli: Cli, daemons: Start, typed: Callable[[str], None]
) -> None:
    typed(PASSWORD)
    cli.ok("practitioner", "password", "me")
    text = cli.config.read_text().replace('# trusted_proxy = "127.0.0.1"', 'trusted_proxy = "127.0.0.1"')
    cli.config.write_text(text)
    daemon = daemons(MORNING)
    browser = _ready(daemon)
    for number in range(21):
        status, _, _ = browser.ask(
            "GET", f"/calendar/x{number}.ics", **{"X-Forwarded-For": "198.51.100.9, 203.0.113.5"}
        )
    assert status == 429
    other = {"X-Forwarded-For": "203.0.113.6"}
    assert browser.ask("GET", "/calendar/x.ics", **other)[0] == 404
    assert browser.log_in() == 303


def test_without_a_trusted_proxy_nobody_chooses_how_he_is_counted(cli: Cli, daemons: Start) -> None:
    browser = _ready(daemons(MORNING))
    statuses = [
        browser.ask("GET", f"/calendar/x{n}.ics", **{"X-Forwarded-For": f"203.0.113.{n}"})[0] for n in range(21)
    ]
    assert statuses == [404] * 20 + [429]


def test_a_password_comes_by_a_pipe_or_a_terminal_and_never_as_an_argument(
    cli: Cli, typed: Callable[[str], None]
) -> None:
    assert cli("practitioner", "password", "me", PASSWORD).status == 2
    typed("")
    said = cli("practitioner", "password", "me")
    assert (said.status, said.out) == (2, "")
    assert "no password came" in said.err
    for password in ("short", "practice practice", "password12345"):
        typed(f"{password}\n")
        said = cli("practitioner", "password", "me")
        assert said.status == 2
        assert password not in said.err or password == "practice practice"
    assert "no login" in cli.ok("practitioner", "list").out
    assert cli.json("practitioner", "list")[0]["login"] is False
    typed(f"{PASSWORD}\r\nanother line\n")
    cli.ok("practitioner", "password", "me")
    assert cli.json("practitioner", "list")[0]["login"] is True
    assert "login set, no browsers logged in" in cli.ok("practitioner", "list").out
    assert PASSWORD not in cli.stored()
    assert "$argon2id$" in cli.stored()
    assert cli("practitioner", "password", "nobody").status == 2


def test_the_configuration_says_who_sees_what_and_which_proxy_is_believed(cli: Cli) -> None:
    text = cli.config.read_text()
    cli.config.write_text(text.replace('sees    = "all"', 'sees    = "some"'))
    assert 'practitioner[1].sees: "some" is not known; write "all" or "own"' in cli("today").err
    cli.config.write_text(text.replace('# trusted_proxy = "127.0.0.1"', 'trusted_proxy = "caddy"'))
    assert 'daemon.trusted_proxy: "caddy" is not an IP address; write for example 127.0.0.1' in cli("today").err
    cli.config.write_text(text.replace('sees    = "all"', 'sees    = "own"'))
    assert "sees her own clients" in cli.ok("practitioner", "list").out
    assert Path(cli.folder / "rapport.db").stat().st_mode & 0o777 == 0o600
