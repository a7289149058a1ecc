"""Traps of the daemon and of the clock: runs that were missed, floods after a sleep, a cached now, no zone."""

import ast
import re
import signal
import threading
import time as machine_time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs
from sqlalchemy import text

import scheduler
from outreach.consent import Way
from outreach.messages import Failed, Message, Receipt, Sent
from scheduler import config
from scheduler.clock import Clock, machine_clock
from scheduler.daemon import Daemon
from scheduler.delivering import deliver
from scheduler.followups import Status
from scheduler.store import facts, meta
from scheduler.store.engine import open_store
from scheduler.store.outbox import OutState
from scheduler.web import Premises, Site
from tests.houses import PRACTICE, TODAY, at_noon, fact, rule, rules, shipped_rules
from tests.stories.conftest import Cli, free_port
from tests.traps.desk import SENDERS, TOKEN, Desk, letters, words

Desks = Callable[..., Desk]
DAY = timedelta(days=1)
THANKS = rules(rule())
CALLS = rules(rule(id="fall", when={"change": "fall"}, follow_up={"kind": "call", "to": "client", "priority": 1}))


def test_t02_what_fell_due_while_nothing_ran_is_told_by_the_first_round_after(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz")
    cli.fact("referral", ana, "--provider", lee)
    (thanks,) = [f for f in cli.upcoming() if f["rule"] == "thank-referrer"]
    assert thanks["due"] == "2026-11-25"
    cli.ok("tick", now="2026-11-30T09:00")
    (letter,) = letters(cli.folder / "outbox")
    assert str(thanks["id"]) in words(letter)
    assert "5 days late" in cli.ok("today", now="2026-11-30T09:00").out


def test_t02_a_tick_that_the_scheduler_runs_late_is_run_and_not_dropped(cli: Cli) -> None:
    """APScheduler drops what is a second late unless it is told otherwise; here the first round is 20 s late."""
    text_ = re.sub(r'listen = "[^"]*"', f'listen = "127.0.0.1:{free_port()}"', cli.config.read_text())
    cli.config.write_text(re.sub(r"every  = \d+", "every  = 3600", text_))
    settings = config.load(cli.config)
    store = open_store(settings.database_url)
    slow = machine_clock().machine
    daemon = Daemon(settings, store, Clock(lambda: slow() - timedelta(seconds=20)))

    def end_after_a_round() -> None:
        for _ in range(160):
            with store.read() as tx:
                if meta.get(tx, meta.ROUND_DONE):
                    break
            machine_time.sleep(0.05)
        daemon.ending.set()

    held = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    watcher = threading.Thread(target=end_after_a_round)
    watcher.start()
    try:
        daemon.run()
    finally:
        watcher.join()
        for number, handler in held.items():
            signal.signal(number, handler)
    with store.read() as tx:
        assert meta.get(tx, meta.ROUND_DONE)
    store.close()


def test_t03_after_weeks_of_sleep_one_letter_comes_and_what_is_stale_is_missed(desks: Desks) -> None:
    desk = desks(THANKS).at(TODAY)
    for n in range(12):
        desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE", identity=f"old-{n}")
    desk.at(TODAY + 45 * DAY).round()
    assert len([m for m in desk.letters() if m["To"] == "maya@example.org"]) == 1
    assert {desk.status(f) for f in desk.rows()} == {Status.MISSED}


def test_t03_what_is_still_useful_is_late_and_not_missed_by_its_kind(desks: Desks) -> None:
    steps = [
        {"kind": "thank_you", "to": "provider", "due": "1 business day after"},
        {"kind": "check", "to": "client", "due": "1 business day after"},
    ]
    desk = desks(rules(rule(follow_up=steps))).at(TODAY)
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.at(TODAY + 28 * DAY).round()
    assert {f.planned.kind.value: desk.status(f).value for f in desk.rows()} == {"thank_you": "missed", "check": "due"}


def test_t03_calls_that_were_urgent_weeks_ago_do_not_come_as_a_flood(desks: Desks) -> None:
    desk = desks(CALLS).at(TODAY)
    for n in range(8):
        desk.tell("change", "fall", TODAY, client="CRVZ", identity=f"old-{n}")
    desk.at(TODAY + 45 * DAY)
    for minute in (0, 30):
        desk.at(TODAY + 45 * DAY, 9, minute).round()
    assert sorted(str(m["To"]) for m in desk.letters()) == ["jon@example.org", "maya@example.org"]


@pytest.mark.parametrize("asleep", [25, 45, 90])
def test_t03_what_was_missed_during_the_sleep_is_shown_once_however_long_it_was(desks: Desks, asleep: int) -> None:
    """Law 8: what was due while the daemon slept is shown as missed or late; nobody was ever told of this one."""
    desk = desks(THANKS).at(TODAY)
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    (row,) = desk.rows()
    wake = PRACTICE.workdays.on_or_after(TODAY + asleep * DAY)
    desk.at(wake).round()
    (letter,) = [m for m in desk.letters() if m["To"] == "maya@example.org"]
    assert row.id in words(letter)


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Pacific/Auckland", "Pacific/Honolulu"])
def test_t03_what_was_missed_is_told_in_one_letter_in_every_zone(desks: Desks, zone: str) -> None:
    desk = desks(THANKS, replace(PRACTICE, zone=ZoneInfo(zone)))
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    (row,) = desk.rows()
    latest = row.planned.latest
    assert latest is not None
    told = []
    for days in range(-2, 9):
        before = len(desk.letters())
        desk.at(latest + days * DAY, 7, 30).round()
        new = [m for m in desk.letters() if m["To"] == "maya@example.org" and f"{m['Date']}" == _date(desk)]
        assert len(desk.letters()) - before == (2 if PRACTICE.workdays.is_open(desk.today) else 0)
        told += [desk.today for m in new if row.id in words(m)]
    assert len([day for day in told if day > latest]) == 1


def _date(desk: Desk) -> str:
    return format_datetime(desk.now)


def test_t03_what_was_told_late_in_the_evening_of_its_last_day_is_still_told_as_missed(desks: Desks) -> None:
    step = {"kind": "call", "to": "client", "priority": 1, "expires": "0 days"}
    desk = desks(rules(rule(id="fall", when={"change": "fall"}, follow_up=step))).at(
        TODAY, 19, 30
    )  # past midnight in UTC
    desk.tell("change", "fall", client="CRVZ")
    desk.round()
    (row,) = desk.rows()
    assert [m["To"] for m in desk.letters() if row.id in words(m)] == ["maya@example.org"]
    desk.at(TODAY + DAY, 8).round()
    assert len([m for m in desk.letters() if row.id in words(m)]) == 2


def test_t03_history_told_late_conjures_nothing_that_is_stale(desks: Desks) -> None:
    desk = desks(THANKS).at(TODAY)
    for n in range(30):
        desk.tell("referral", "received", TODAY - (60 + n) * DAY, client="CRVZ", provider="P1EE")
    assert desk.rows() == []
    desk.tell("referral", "received", TODAY - 3 * DAY, client="CRVZ", provider="P1EE")
    assert len(desk.open()) == 1


def test_t18_the_day_is_the_practices_own_and_not_that_of_utc(desks: Desks) -> None:
    desk = desks(THANKS, today=TODAY)
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.at(TODAY, 23, 30)  # already the 25th in UTC
    assert desk.now.date() == TODAY + DAY
    assert desk.status(desk.one()) is Status.PLANNED
    desk.at(TODAY + DAY, 0, 30)
    assert desk.status(desk.one()) is Status.DUE


def test_t18_the_morning_letter_comes_in_the_practices_morning(desks: Desks) -> None:
    tokyo = desks(THANKS, replace(PRACTICE, zone=ZoneInfo("Asia/Tokyo")))
    tokyo.now = datetime(2026, 11, 24, 21, 59, tzinfo=UTC)  # 06:59 on the 25th
    tokyo.round()
    assert tokyo.letters() == []
    tokyo.now = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
    tokyo.round()
    assert len(tokyo.letters()) == 2
    assert "25 Nov" in words(tokyo.letters()[0]) or "25 November" in words(tokyo.letters()[0])


def test_t18_a_moment_without_a_zone_cannot_be_stored(desks: Desks) -> None:
    desk = desks(THANKS)
    naive = structs.replace(fact("referral", "received", TODAY, client="CRVZ", provider="P1EE"), recorded_at=None)
    with pytest.raises(Exception, match="without a zone"), desk.store.write() as tx:
        facts.store_new(tx, [naive], datetime(2026, 11, 24, 9, 0))  # noqa: DTZ001
    assert not desk.history().facts


def test_t18_a_practice_without_a_zone_is_refused(cli: Cli) -> None:
    cli.config.write_text(re.sub(r"(?m)^zone .*$", "", cli.config.read_text()))
    said = cli("today")
    assert said.status == 2
    assert "zone" in said.err


def test_t21_only_one_file_asks_the_machine_for_the_time() -> None:
    asked = []
    root = Path(scheduler.__file__).parents[1]
    for package in ("scheduler", "outreach", "calendars"):
        for path in sorted((root / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    owner = node.func.value
                    name = (
                        owner.id
                        if isinstance(owner, ast.Name)
                        else owner.attr
                        if isinstance(owner, ast.Attribute)
                        else ""
                    )
                    if (name, node.func.attr) in _MACHINE:
                        asked.append(str(path.relative_to(root)))
    assert asked == ["scheduler/clock.py"]


_MACHINE = {
    *(("datetime", word) for word in ("now", "utcnow", "today")),
    ("date", "today"),
    *(("time", word) for word in ("time", "localtime", "gmtime", "time_ns")),
}


def test_t21_one_process_sees_a_new_day_without_being_restarted(desks: Desks) -> None:
    desk = desks(THANKS).at(TODAY)
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    follow_up = desk.one()
    seen = []
    for days in (0, 1, 5, 30, 0):
        desk.at(TODAY + days * DAY)
        seen.append(desk.status(desk.one() if days < 30 else follow_up))
    assert seen == [Status.PLANNED, Status.DUE, Status.DUE, Status.MISSED, Status.PLANNED]


def test_t21_a_reader_sees_the_present_day_before_any_round(desks: Desks) -> None:
    report = {"kind": "report", "to": "referring", "due": "5 business days after"}
    desk = desks(rules(rule(follow_up=report))).at(TODAY)
    desk.tell("authorization", "signed", client="CRVZ", until=(TODAY + 10 * DAY).isoformat())
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    assert desk.one().blocked_by is None
    desk.at(TODAY + 11 * DAY)
    assert "the authorization ended" in (desk.one().blocked_by or "")
    desk.at(TODAY)
    assert desk.one().blocked_by is None


def test_t21_a_hold_that_starts_or_ends_with_the_day_is_seen_on_that_day(desks: Desks) -> None:
    desk = desks(rules(rule(follow_up={"kind": "check", "to": "client", "due": "10 days after"}))).at(TODAY)
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.tell("hold", "personal", client="CRVZ", until=(TODAY + 20 * DAY).isoformat())
    assert desk.open() == []
    desk.tell("referral", "received", client="CRVZ", provider="PSHA", identity="second")
    desk.at(TODAY + 21 * DAY).round()
    desk.tell("referral", "received", client="CRVZ", provider="P0RT", identity="third")
    assert len(desk.open()) == 1


def test_t21_the_web_server_answers_as_of_each_request(desks: Desks) -> None:
    desk = desks(rules(), today=TODAY)
    desk.subscribe()
    desk.tell("meeting", "scheduled", TODAY, provider="P1EE", practitioner="maya", at=time(12, 0))
    moments = iter([desk.now, desk.now + 15 * DAY])
    site = Site(desk.store, Premises(house=desk.house), Clock(lambda: next(moments)))
    environ = {"PATH_INFO": f"/calendar/{TOKEN}.ics", "REQUEST_METHOD": "GET"}
    first, second = (b"".join(site(environ, lambda _status, _headers: None)) for _ in range(2))
    assert first.count(b"BEGIN:VEVENT") == 1
    assert second.count(b"BEGIN:VEVENT") == 0  # slid out of the window


def test_t26_nothing_is_handed_to_the_outside_before_its_day(desks: Desks) -> None:
    """Channels are the only outside service yet; publishers that push calendars are not built."""
    desk = desks(shipped_rules()).at(TODAY)
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.tell("milestone", "assessment", client="CRVZ")
    desk.tell("change", "fall", client="CRVZ")
    ahead = [f for f in desk.open() if f.day > TODAY + 2 * DAY]
    assert len(ahead) > 3
    for days in (0, 1):
        desk.at(TODAY + days * DAY, 8).round()
        with desk.store.read() as tx:
            rows = tx.execute(text("SELECT body, about, next_try, until FROM outbox")).all()
        assert rows
        for row in rows:
            assert datetime.fromisoformat(row.next_try).replace(tzinfo=UTC) <= desk.now
            assert datetime.fromisoformat(row.until).replace(tzinfo=UTC) <= desk.now + DAY
            assert not [f.id for f in ahead if f.id in row.body or f.id in row.about]


def test_t32_a_day_of_downtime_on_the_day_itself_loses_nothing(desks: Desks) -> None:
    week_before = {"kind": "call", "to": "client", "due": "7 days before"}
    desk = desks(rules(rule(when={"visit": "scheduled"}, follow_up=week_before))).at(TODAY)
    desk.tell("visit", "scheduled", date(2026, 12, 9), client="CRVZ", provider="P1EE")
    assert desk.one().planned.due == date(2026, 12, 2)
    desk.at(date(2026, 12, 1), 8).round()
    desk.at(date(2026, 12, 3), 8).round()  # nothing ran on the 2nd, exactly seven days before
    follow_up = desk.one()
    assert desk.status(follow_up) is Status.DUE
    assert any(follow_up.id in words(m) for m in desk.letters())


def test_t32_a_fact_told_after_its_reminder_day_is_still_reminded_of(desks: Desks) -> None:
    week_before = {"kind": "call", "to": "client", "due": "7 days before"}
    desk = desks(rules(rule(when={"visit": "scheduled"}, follow_up=week_before))).at(TODAY)
    desk.tell("visit", "scheduled", TODAY + 4 * DAY, client="CRVZ", provider="P1EE")
    assert desk.status(desk.one()) is Status.DUE


class _Line:
    """A channel whose answers the test gives."""

    name = "folder"
    way = Way.EMAIL
    repeatable = False

    def __init__(self, *answers: Receipt) -> None:
        self.answers = list(answers)
        self.handed = 0

    def send(self, _message: Message) -> Receipt:
        self.handed += 1
        return self.answers.pop(0)


def test_t02_a_letter_that_could_not_be_sent_is_tried_again_and_one_whose_day_is_over_is_not(desks: Desks) -> None:
    desk = desks(CALLS).at(TODAY, 8)
    desk.tell("change", "fall", client="CRVZ")
    desk.channel = _Line(*[Failed("no line", ambiguous=False)] * 2)  # type: ignore[assignment]
    desk.house = replace(desk.house, practitioners={"maya": desk.house.practitioners["maya"]})
    desk.round()
    line = _Line(Sent("ok"))
    done = deliver(desk.store, desk.house, {"folder": line}, SENDERS, desk.now + timedelta(hours=1))
    assert [d.state for d in done] == [OutState.SENT]
    assert deliver(desk.store, desk.house, {"folder": line}, SENDERS, desk.now + timedelta(days=3)) == []
    assert line.handed == 1


def test_t03_a_letter_that_waited_past_its_day_is_missed_and_not_sent(desks: Desks) -> None:
    desk = desks(THANKS).at(TODAY, 8)
    desk.channel = _Line(*[Failed("no line", ambiguous=False)] * 4)  # type: ignore[assignment]
    desk.round()
    line = _Line()
    done = deliver(desk.store, desk.house, {"folder": line}, SENDERS, at_noon(TODAY + 2 * DAY))
    assert {d.state for d in done} == {OutState.MISSED}
    assert line.handed == 0
