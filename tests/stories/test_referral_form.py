"""The referral form as the real process: from the office's page to the practitioner's day, and what attackers meet."""

import csv
import http.client
import json
import re
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest

from outreach import printing
from outreach.referral_form import BY_NAME, VERSION, FieldKind
from scheduler.receiving import MOST
from tests.scheduler.forms import FILLED, LEAST
from tests.stories.conftest import Cli, Daemon

Start = Callable[..., Daemon]
#: Two minutes before the morning e-mail would tell of anything.
EARLY = "2026-11-24T06:00"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SCRIPT = "=cmd|'/c calc'!A1<script>alert(1)</script>\"'"


class OfficePage:
    """An office at the real daemon, with the address that it was given."""

    def __init__(self, daemon: Daemon, url: str) -> None:
        self.port = daemon.port
        self.path = url.removeprefix("http://127.0.0.1:8765").removeprefix(f"http://127.0.0.1:{daemon.port}")
        daemon.wait_for("started")
        for _ in range(200):
            if self.ask("GET", "/healthz")[0] == 200:
                return
            time.sleep(0.05)
        raise AssertionError(daemon.log.read_text())

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str, str]:
        """Status, body and where it leads."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, {**(FORM if body is not None else {}), **headers})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer.headers.get("Location") or ""
        finally:
            connection.close()

    def nonce(self) -> str:
        """A fresh page's one-time value."""
        status, body, _ = self.ask("GET", self.path)
        found = re.search(r'name="nonce" value="([^"]+)"', body)
        assert status == 200 and found, (status, body[:200])
        return found[1]

    def send(self, answers: Mapping[str, str], nonce: str | None = None) -> tuple[int, str, str]:
        """Fill the page in and send it."""
        return self.ask("POST", self.path, urlencode({**answers, "nonce": nonce or self.nonce()}).encode())


@pytest.fixture
def lee(cli: Cli) -> str:
    """Dr. Lee's address of the form."""
    cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142", "--fax", "(617) 555-0143")
    return str(cli.json("form", "new", "lee")["url"])


def _letters(cli: Cli) -> list[str]:
    return [path.read_text().replace("=\n", "") for path in sorted((cli.folder / "outbox").glob("*.eml"))]


def _submissions(cli: Cli) -> list[str]:
    return [line for line in cli.stored().splitlines() if line.startswith('INSERT INTO "submissions"')]


def test_from_the_office_s_page_to_the_practitioner_s_day(cli: Cli, daemons: Start, lee: str) -> None:
    daemon = daemons(EARLY)
    office = OfficePage(daemon, lee)
    status, _, where = office.send(FILLED)
    assert status == 303
    _, receipt, _ = office.ask("GET", where)
    assert "You will hear from Practitioner by Wednesday 25 November." in receipt
    reference = re.findall(r"Reference for your chart: <strong>(\w+)", receipt)[0]
    daemon.wait_for("by folder: sent")
    (letter,) = _letters(cli)
    assert "referral by the form" in letter and "Dr. Alan Lee" in letter

    (client,) = cli.json("client", "list")
    assert client["name"] == FILLED["patient_name"] and client["standing"] == "active"
    shown = cli.ok("client", "show", client["code"]).out
    assert f"reference {reference}" in shown and "Diagnosis and ICD-10 code: diagnosiszz M17.11" in shown
    rules = {f["rule"]: f for f in cli.upcoming("--client", client["code"])}
    assert {"thank-referrer", "reach-new-client"} <= set(rules)
    tomorrow = cli.ok("today", now="2026-11-25T09:00").out
    assert "Zyxwina Quorvendal" in tomorrow and "call" in tomorrow
    assert cli.json("form", "counts") == [
        {"version": VERSION, "provider": client_provider(cli), "left": 0, "referrals": 1}
    ]
    assert "last used" in cli.ok("form", "list").out
    assert daemon.stop(signal.SIGTERM) == 0
    log = daemon.log.read_text()
    assert not [word for word in ("Zyxwina", "Quorvendal", "5559876", "diagnosiszz", lee[-43:]) if word in log]


def client_provider(cli: Cli) -> str:
    """The code of the one provider."""
    (provider,) = cli.json("provider", "list")
    return str(provider["code"])


def test_the_loop_goes_on_as_after_any_referral(cli: Cli, daemons: Start, lee: str) -> None:
    office = OfficePage(daemons(EARLY), lee)
    assert office.send(FILLED)[0] == 303
    (call,) = [f for f in cli.upcoming() if f["rule"] == "reach-new-client"]
    cli.ok("done", call["id"], "--outcome", "voicemail", now="2026-11-25T09:00")
    again = [f for f in cli.upcoming(now="2026-11-25T09:00") if f["rule"] == "reach-new-client"]
    assert [f["due"] for f in again] == ["2026-11-30"]
    (code,) = {f["client"] for f in again}
    cli.ok("record", "milestone", code, "booked", "--on", "2026-11-25", now="2026-11-25T10:00")
    assert not [f for f in cli.upcoming(now="2026-11-25T10:00") if f["rule"] == "reach-new-client"]


def test_somebody_on_file_is_not_doubled(cli: Cli, daemons: Start, lee: str) -> None:
    code = cli.client(FILLED["patient_name"], "--born", "1951-07-19")
    daemon = daemons(EARLY)
    assert OfficePage(daemon, lee).send(FILLED)[0] == 303
    daemon.wait_for("by folder: sent")
    assert [c["code"] for c in cli.json("client", "list")] == [code]
    assert f"recorded for client {code}, who was on file" in _letters(cli)[0].replace("\n", " ")


def test_five_hundred_posts_are_answered_and_only_honest_ones_are_taken(cli: Cli, daemons: Start, lee: str) -> None:
    daemon = daemons(EARLY)
    office = OfficePage(daemon, lee)
    assert office.send({**FILLED, "patient_name": "Honest First"})[0] == 303
    nonce = office.nonce()
    answers = [{**LEAST, "patient_name": f"Flood {n:05}", "nonce": nonce if n % 2 else "forged"} for n in range(500)]
    with ThreadPoolExecutor(8) as pool:
        bodies = [urlencode(a).encode() for a in answers]
        statuses = Counter(pool.map(lambda body: office.ask("POST", office.path, body)[0], bodies))
    assert sum(statuses.values()) == 500 and set(statuses) <= {303, 422, 429}, statuses
    assert statuses[303] <= 1 and statuses[429] > 300, statuses
    assert office.ask("GET", "/healthz")[0] == 200
    assert len(_submissions(cli)) == 1 + statuses[303]
    assert len(_submissions(cli)) < MOST
    assert "Honest First" in cli.ok("client", "list").out
    assert "a defect" not in daemon.log.read_text()


def test_bodies_that_are_too_long_are_refused_and_the_next_is_taken(cli: Cli, daemons: Start, lee: str) -> None:
    daemon = daemons(EARLY)
    office = OfficePage(daemon, lee)
    for size in (1024 * 1024, 10 * 1024 * 1024):
        assert _flooded(office, f"Content-Length: {size}\r\n", b"goals=" + b"x" * (size - 6)) in (b"", b"413")
        chunk = b"%x\r\n" % size + b"x" * size + b"\r\n0\r\n\r\n"
        assert _flooded(office, "Transfer-Encoding: chunked\r\n", chunk) in (b"", b"413")
    assert office.ask("POST", office.path, b"goals=" + b"x" * 100_000)[0] == 413
    assert office.send(FILLED)[0] == 303
    assert _memory(daemon) < 300


def _flooded(office: OfficePage, header: str, body: bytes) -> bytes:
    """The status of a request sent by hand; nothing, where the other side hung up while we were still talking."""
    with socket.create_connection(("127.0.0.1", office.port), timeout=20) as line:
        head = f"POST {office.path} HTTP/1.1\r\nHost: x\r\n{header}Content-Type: {FORM['Content-Type']}\r\n\r\n"
        try:
            line.sendall(head.encode() + body)
            return line.recv(1000).partition(b" ")[2][:3]
        except ConnectionError:
            return b""


def _memory(daemon: Daemon) -> float:
    """What the process holds, in MB (0 where /proc does not tell)."""
    status = Path(f"/proc/{daemon.process.pid}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0


def test_formulas_and_scripts_are_kept_as_typed_and_defused_in_an_export(cli: Cli, daemons: Start, lee: str) -> None:
    hostile = {
        name: SCRIPT if field.kind in (FieldKind.TEXT, FieldKind.LONG) else FILLED.get(name, "")
        for name, field in BY_NAME.items()
        if field.most >= len(SCRIPT)
    }
    assert OfficePage(daemons(EARLY), lee).send({**FILLED, **hostile})[0] == 303
    cli.ok("export", "--to", str(cli.folder / "out"))
    with (cli.folder / "out" / "submissions.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["diagnosis"] == row["goals"] == f"'{SCRIPT}"
    (kept,) = json.loads((cli.folder / "out" / "submissions.json").read_text("utf-8"))
    assert kept["goals"] == SCRIPT
    with (cli.folder / "out" / "clients.csv").open(encoding="utf-8", newline="") as file:
        (client,) = csv.DictReader(file)
    assert client["name"] == f"'{SCRIPT}"


def test_an_address_ends_when_it_is_rotated_or_revoked(cli: Cli, daemons: Start, lee: str) -> None:
    office = OfficePage(daemons(EARLY), lee)
    nonce = office.nonce()
    new = str(cli.json("form", "rotate", "1")["url"])
    assert office.send(FILLED, nonce)[0] == 404
    office.path = new.partition("8765")[2] or "/" + new.split("/", 3)[3]
    assert office.send(FILLED)[0] == 303
    cli.ok("form", "revoke", "1")
    assert office.ask("GET", office.path)[:2] == (404, "not found\n")
    assert "closed" in cli.ok("form", "list").out
    assert len(cli.json("client", "list")) == 1


def test_the_form_on_paper_leads_to_the_page_and_is_counted_where_it_was_left(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142")
    monkeypatch.chdir(cli.folder)
    said = cli.ok("form", "lee")
    page = cli.folder / f"referral-form-{code}.pdf"
    assert page.stat().st_mode & 0o777 == 0o600
    assert "/referral/" in "".join(printing.text(page.read_bytes()).split())
    assert f"record form {code} left --version {VERSION}" in said.out
    assert "form 1; it works for a year" in said.err
    assert cli.json("form", "list")[0]["provider"] == code

    url = str(cli.json("form", "new", "lee", "--version", "pad-A")["url"])
    cli.ok("form", "print", "lee", "--pad", "--paper", "a4", "--url", url, "--to", "pad.pdf")
    assert "Form pad-A" in printing.text((cli.folder / "pad.pdf").read_bytes())
    assert len(cli.json("form", "list")) == 2
    cli.ok("record", "form", "lee", "left", "--count", "50", "--version", "pad-A")
    ana = cli.client("Ana Ruiz")
    cli.ok("record", "referral", ana, "--provider", "lee", "--form", "pad-A")
    assert cli.json("form", "counts") == [{"version": "pad-A", "provider": code, "left": 50, "referrals": 1}]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("form", "nobody"), "no provider is called"),
        (("form", "revoke", "7"), "there is no form 7"),
        (("form", "rotate", "7"), "there is no form 7"),
        (("form", "new", "lee", "--lasts", "soon"), "is not a span of time"),
        (("form", "new", "lee", "--lasts", "0 days"), "an address works for a day at least"),
        (("form", "new", "lee", "--version", "x" * 21), "at most 20 characters"),
        (("form", "print", "lee", "--paper", "a5"), "write letter or a4"),
        (("form", "print", "lee", "--url", "ftp://x"), "starts with https://"),
        (("form", "print", "lee", "--url", "https://x/referral/abc"), "that address does not work"),
    ],
)
def test_mistakes_are_told_and_nothing_is_made(cli: Cli, arguments: tuple[str, ...], words: str) -> None:
    cli.provider("Dr. Alan Lee")
    said = cli(*arguments)
    assert said.status == 2 and words in said.err
    assert cli.json("form", "list") == []


def test_offices_are_restocked_by_rule(cli: Cli) -> None:
    cli.switch_on("restock-forms", "forms-asked-for")
    lee, shah = cli.provider("Dr. Alan Lee"), cli.provider("Dr. Priya Shah")
    cli.fact("form", "lee", "left", "--count", "50", "--on", "2026-11-02")
    found = [f for f in cli.upcoming() if f["rule"] == "restock-forms"]
    assert [(f["provider"], f["kind"]) for f in found] == [(lee, "referral_form")]
    assert date.fromisoformat(found[0]["due"]) >= date(2027, 1, 31)
    cli.fact("form", "shah", "asked for")
    asked = [f for f in cli.upcoming() if f["rule"] == "forms-asked-for"]
    assert [(f["provider"], f["due"]) for f in asked] == [(shah, "2026-11-27")]
    cli.fact("form", "shah", "restocked", "--count", "50")
    assert not [f for f in cli.upcoming() if f["rule"] == "forms-asked-for"]
