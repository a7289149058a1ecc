"""A practice on PostgreSQL: the same commands, two daemons at once, and one that is killed."""

import re
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.scheduler.forms import FILLED
from tests.stories.conftest import Cli, Daemon
from tests.stories.test_daemon import _feed, _fetch, _wait_for_round
from tests.stories.test_referral_form import OfficePage

Start = Callable[..., Daemon]
MORNING = "2026-11-24T09:00"


def _practice(cli: Cli) -> tuple[str, str, str]:
    lee = cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    return ana, lee, cli.fact("referral", ana, "--provider", lee)


def test_what_is_told_planned_done_undone_and_shown_is_as_on_sqlite(shared: Cli, daemons: Start) -> None:
    ana, lee, _ = _practice(shared)
    visit = shared.fact("visit", ana, "--provider", lee, "--on", "2026-12-02")
    shared.ok("tick", now=MORNING)
    (thanks,) = [f for f in shared.upcoming() if f["rule"] == "thank-referrer"]
    shared.ok("done", str(thanks["id"]))
    assert not [f for f in shared.upcoming() if f["rule"] == "thank-referrer"]
    shared.ok("undo")
    assert [f["id"] for f in shared.upcoming() if f["rule"] == "thank-referrer"] == [thanks["id"]]
    shared.ok("correct", visit, "--on", "2026-12-09")
    shared.ok("retract", visit)
    assert "Ana Ruiz" in shared.ok("client", "show", ana).out
    daemon = daemons(MORNING)
    _wait_for_round(daemon)
    status, body, _ = _fetch(_feed(shared, daemon))
    assert status == 200
    assert str(thanks["id"]).encode() in body


def test_init_and_upgrade_are_said_as_they_are(shared: Cli) -> None:
    assert shared("init").status != 0
    assert "up to date" in shared.ok("database", "upgrade").out


def test_a_form_that_is_sent_four_times_at_once_is_one_referral(shared: Cli, daemons: Start) -> None:
    shared.provider("Dr. Alan Lee", "--phone", "(617) 555-0142")
    office = OfficePage(daemons(MORNING), str(shared.json("form", "new", "lee")["url"]))
    nonce = office.nonce()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: office.send(FILLED, nonce), range(4)))
    assert [status for status, _, _ in answers] == [303] * 4
    assert len({where for _, _, where in answers}) == 1
    assert len(shared.json("client", "list")) == 1


def _two(daemons: Start) -> list[Daemon]:
    """Two daemons, the second on another port as soon as the first has read the configuration."""
    started = []
    for _ in range(2):
        started.append(daemons(MORNING))
        started[-1].wait_for("started")
    for daemon in started:
        _wait_for_round(daemon)
    return started


def _sent(*started: Daemon) -> list[str]:
    return re.findall(r"letter \d+ by folder: sent", "".join(d.log.read_text() for d in started))


def _leader(cli: Cli) -> str:
    return str(cli("status", "--json", now=MORNING).json["daemon_process"])


def test_two_daemons_send_each_letter_once_and_one_of_them_plans(shared: Cli, daemons: Start) -> None:
    ana, _, _ = _practice(shared)
    shared.fact("change", ana, "fall", "--on", "2026-11-23")
    both = _two(daemons)
    both[0].wait_for("folder: sent") if _sent(both[0]) else both[1].wait_for("folder: sent")
    letters = list((shared.folder / "outbox").glob("*.eml"))
    for daemon in both:
        assert daemon.stop() == 0
    assert len(_sent(*both)) == len(letters)
    assert sum("reminders written" in d.log.read_text() for d in both) == 1


def test_a_daemon_that_is_killed_is_taken_over_within_its_lease(shared: Cli, daemons: Start) -> None:
    both = _two(daemons)
    led = _leader(shared)
    leader = next(d for d in both if led.endswith(f"/{d.process.pid}"))
    (other,) = [d for d in both if d is not leader]
    leader.stop(signal.SIGKILL)
    for _ in range(300):
        if _leader(shared) != led:
            break
        time.sleep(0.1)
    assert _leader(shared).endswith(f"/{other.process.pid}")


def test_a_daemon_that_ends_hands_over_at_once(shared: Cli, daemons: Start) -> None:
    daemon = daemons(MORNING)
    _wait_for_round(daemon)
    assert _leader(shared).endswith(f"/{daemon.process.pid}")
    assert daemon.stop() == 0
    assert _leader(shared) == "None"
    assert "no daemon runs" in shared("status").out
