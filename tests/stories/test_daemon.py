"""The daemon as the real process: reminders once over restarts, feeds over HTTP, a clean end, one at a time."""

import email
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import policy
from pathlib import Path

import pytest

from calendars import ics
from scheduler.cli.app import run
from scheduler.store import outbox
from scheduler.store.engine import open_store
from scheduler.store.outbox import Draft
from tests.stories.conftest import Cli, Daemon

Start = Callable[..., Daemon]
MORNING = "2026-11-24T07:30"


def _fetch(url: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    request = urllib.request.Request(url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read(), {k.lower(): v for k, v in answer.headers.items()}
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), {k.lower(): v for k, v in error.headers.items()}


def _letters(cli: Cli) -> list[email.message.EmailMessage]:
    found = []
    for path in sorted((cli.folder / "outbox").glob("*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        assert isinstance(message, email.message.EmailMessage)
        found.append(message)
    return found


def _feed(cli: Cli, daemon: Daemon) -> str:
    url = str(cli.json("feed", "new", "--name", "me")["url"])
    return url.replace("http://127.0.0.1:8765", f"http://127.0.0.1:{daemon.port}")


def _ana(cli: Cli) -> tuple[str, str]:
    lee = cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    return ana, lee


def test_reminders_go_out_once_over_restarts(cli: Cli, daemons: Start) -> None:
    ana, _ = _ana(cli)
    cli.fact("change", ana, "fall", "--on", "2026-11-23")
    for _ in range(3):
        daemon = daemons(MORNING)
        _wait_for_round(daemon)
        assert daemon.stop(signal.SIGKILL) == -signal.SIGKILL
    subjects = [m["Subject"] for m in _letters(cli)]
    assert subjects == ["Rapport: 1 now, 1 blocked"] or len(subjects) == 1


def _wait_for_round(daemon: Daemon) -> None:
    daemon.wait_for("started")
    for _ in range(200):
        status, body, _ = _fetch(f"http://127.0.0.1:{daemon.port}/healthz")
        if status == 200:
            break
        time.sleep(0.05)
    assert (status, body) == (200, b"ok\n")


def test_a_letter_that_a_dead_process_had_claimed_goes_out_when_the_claim_ends(cli: Cli, daemons: Start) -> None:
    morning = datetime.fromisoformat(f"{MORNING}-05:00").astimezone(UTC)
    store = open_store(f"sqlite:///{cli.folder / 'rapport.db'}")
    draft = Draft(
        occasion="a test",
        channel="folder",
        practitioner="me",
        recipient="me@example.org",
        message_id="<1@rapport.invalid>",
        subject="Claimed",
        body="Words.\n",
        html=None,
        until=morning + timedelta(days=1),
    )
    with store.write() as tx:
        claimed_at = morning - outbox.LEASE + timedelta(seconds=4)
        assert outbox.put(tx, draft, claimed_at) and outbox.claim(tx, claimed_at)
    store.close()
    daemon = daemons(MORNING, every=3600)
    _wait_for_round(daemon)
    daemon.wait_for("letter 1 by folder: sent", 60)
    assert "Claimed" in [m["Subject"] for m in _letters(cli)]


def test_the_morning_letter_names_no_client_and_comes_on_a_quiet_day(cli: Cli, daemons: Start) -> None:
    daemon = daemons(MORNING)
    _wait_for_round(daemon)
    (letter,) = _letters(cli)
    assert letter["Subject"] == "Rapport: nothing due today"
    daemon.stop()
    ana, _ = _ana(cli)
    cli.fact("change", ana, "fall", "--on", "2026-11-23")
    daemon = daemons("2026-11-25T07:30")
    _wait_for_round(daemon)
    assert len(_letters(cli)) == 2
    text = "".join(m.as_string() for m in _letters(cli))
    assert "Ruiz" not in text
    assert "Ana" not in text
    assert "(617) 555-0142" in text


def test_sigterm_ends_it(cli: Cli, daemons: Start) -> None:
    daemon = daemons()
    _wait_for_round(daemon)
    assert daemon.stop(signal.SIGTERM) == 0
    assert daemon.log.read_text().rstrip().endswith("ended")


def test_a_second_daemon_on_the_same_file_refuses(cli: Cli, daemons: Start) -> None:
    first = daemons()
    _wait_for_round(first)
    second = daemons()
    assert second.process.wait(10) == 1
    assert f"another daemon (process {first.process.pid}) already runs on" in second.log.read_text()


def test_a_port_in_use_is_said_with_the_remedy(cli: Cli, daemons: Start) -> None:
    first = daemons()
    _wait_for_round(first)
    other = cli.folder / "other"
    assert run(["--config", str(other / "config.toml"), "init", "--yes"]) == 0
    (other / "config.toml").write_text(cli.config.read_text())
    done = subprocess.run(
        [sys.executable, "-m", "scheduler", "--config", str(other / "config.toml"), "daemon"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1:{first.port}" in done.stderr
    assert "change daemon.listen" in done.stderr


def test_a_feed_follows_what_happens_and_answers_304_when_nothing_did(cli: Cli, daemons: Start) -> None:
    ana, lee = _ana(cli)
    cli.fact("authorization", ana, "--until", "2027-11-01", "--on", "2026-11-01")
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-02")
    visit = cli.fact("visit", ana, "--provider", lee, "--on", "2026-12-02", "--at", "10:30")
    daemon = daemons()
    _wait_for_round(daemon)
    url = _feed(cli, daemon)
    status, body, headers = _fetch(url)
    assert status == 200
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    entries = {e.title: e for e in ics.read(body)}
    (report,) = [f for f in cli.upcoming() if f["rule"] == "visit-report"]
    before = entries[f"Report {report['id']}"]
    assert str(before.start) == "2026-11-27"
    assert b"Ruiz" not in body
    assert b"Lee" not in body
    assert _fetch(url, If_None_Match=headers["etag"])[0] == 304
    assert _fetch(url, If_Modified_Since=headers["last-modified"])[0] == 304

    cli.ok("correct", visit, "--on", "2026-12-09")
    status, moved_body, _ = _fetch(url, If_None_Match=headers["etag"])
    assert status == 200
    moved = {e.uid: e for e in ics.read(moved_body)}[before.uid]
    assert str(moved.start) == "2026-12-04"
    assert moved.sequence == before.sequence + 1

    daemon.stop(signal.SIGKILL)
    daemon = daemons()
    _wait_for_round(daemon)
    cli.ok("retract", visit)
    url = url.replace(url.split("/")[2], f"127.0.0.1:{daemon.port}")
    gone = {e.uid: e for e in ics.read(_fetch(url)[1])}[before.uid]
    assert gone.cancelled
    assert gone.sequence > moved.sequence


def test_an_entry_nobody_fetched_leaves_no_tombstone(cli: Cli, daemons: Start) -> None:
    ana, lee = _ana(cli)
    visit = cli.fact("visit", ana, "--provider", lee, "--on", "2026-12-02")
    cli.ok("retract", visit)
    daemon = daemons()
    _wait_for_round(daemon)
    assert not [e for e in ics.read(_fetch(_feed(cli, daemon))[1]) if e.cancelled]


def test_a_wrong_or_revoked_address_gets_a_generic_404(cli: Cli, daemons: Start) -> None:
    daemon = daemons()
    _wait_for_round(daemon)
    url = _feed(cli, daemon)
    assert _fetch(url)[0] == 200
    cli.ok("feed", "revoke", "me")
    wrong = url[:-10] + "AAAAAA.ics"
    assert _fetch(url)[:2] == _fetch(wrong)[:2] == (404, b"not found\n")
    assert url.split("/")[-1].removesuffix(".ics") not in daemon.log.read_text()


def test_a_configuration_with_a_mistake_starts_nothing(cli: Cli, daemons: Start) -> None:
    cli.config.write_text(cli.config.read_text().replace("[practice]", "[practise]"))
    daemon = daemons()
    assert daemon.process.wait(10) == 2
    assert "did you mean `practice`?" in daemon.log.read_text()


def test_a_changed_configuration_is_read_on_sighup_and_a_broken_one_refused(cli: Cli, daemons: Start) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz")
    cli.fact("referral", ana, "--provider", lee)
    daemon = daemons()
    _wait_for_round(daemon)
    text = cli.config.read_text()
    cli.config.write_text(
        text.replace('due = "1 business day after", priority = 3', 'due = "3 business days after", priority = 3', 1)
    )
    said = cli.ok("record", "contact", ana, "reached")
    assert f"kill -HUP {daemon.process.pid}" in said.err
    daemon.process.send_signal(signal.SIGHUP)
    daemon.wait_for("configuration read again")
    daemon.wait_for("1 moved")
    (thanks,) = [f for f in cli.upcoming() if f["rule"] == "thank-referrer"]
    assert thanks["due"] == "2026-11-30"
    cli.config.write_text(text.replace("[[rule]]", "[[rul]]"))
    daemon.process.send_signal(signal.SIGHUP)
    daemon.wait_for("the new configuration is refused")
    assert daemon.process.poll() is None


def test_status_says_what_is_wrong(cli: Cli, daemons: Start) -> None:
    said = cli("status")
    assert said.status == 1
    assert "no daemon runs" in said.out
    assert "reminders reach nobody" in said.out
    daemon = daemons()
    _wait_for_round(daemon)
    said = cli("status")
    assert f"runs (process {daemon.process.pid})" in said.out
    assert "no daemon runs" not in said.out


def test_the_page_that_reminders_lead_to_shows_nothing_without_a_login(cli: Cli, daemons: Start) -> None:
    ana, _ = _ana(cli)
    cli.fact("change", ana, "fall", "--on", "2026-11-23")
    daemon = daemons()
    _wait_for_round(daemon)
    status, body, _ = _fetch(f"http://127.0.0.1:{daemon.port}/today")
    assert status == 200
    assert b"Log in to see the day" in body
    assert b"Ruiz" not in body


@pytest.mark.parametrize("path", ["/none", "/calendar/", "/calendar/../healthz", "/today/x", "/calendar/" + "A" * 5000])
def test_other_addresses_are_not_found(cli: Cli, daemons: Start, path: str) -> None:
    daemon = daemons()
    _wait_for_round(daemon)
    assert _fetch(f"http://127.0.0.1:{daemon.port}{path}")[0] in (400, 404)
    assert Path(cli.folder / "rapport.db").stat().st_mode & 0o777 == 0o600
