"""Busy times: fetched when it is their turn, kept without titles, and out of the way of proposed meetings."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from scheduler.busying import EVERY, FOLLOWED, LEAST_FOLLOWED, BusyCalendar, refresh
from scheduler.store import busy
from tests.calendars.test_fetching import SECRET, Server
from tests.houses import TODAY, rule, rules
from tests.stories.conftest import Cli
from tests.traps.desk import Desk

Desks = Callable[..., Desk]
MEET = rules(rule(follow_up={"kind": "meeting", "to": "provider", "due": "5 business days after"}))
DUE = date(2026, 12, 1)


def calendar(*entries: str) -> bytes:
    lines = "".join(f"BEGIN:VEVENT\r\n{e}\r\nEND:VEVENT\r\n" for e in entries)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{lines}END:VCALENDAR\r\n".encode()


def entry(start: str, end: str, more: str = "") -> str:
    return (
        f"UID:{start}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:{start}\r\nDTEND:{end}\r\nSUMMARY:Dentist {SECRET}{more}"
    )


MORNING = entry("20261201T140000Z", "20261201T160000Z")  # nine to eleven in New York


class Practice:
    """A practice with a meeting to propose, and Maya's calendar behind an address."""

    def __init__(self, desk: Desk, server: Server, file: Path | None = None) -> None:
        self.desk, self.server = desk, server
        address = "" if file else server.address
        self.calendars = [BusyCalendar(name="office", practitioner="maya", address=address, file=file)]
        desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")

    def refresh(self, later: timedelta = EVERY) -> int:
        self.desk.now += later
        return refresh(self.desk.store, self.desk.house, self.calendars, self.desk.now)

    def source(self) -> busy.Source:
        with self.desk.store.read() as tx:
            return busy.sources(tx)["office"]

    def at(self) -> time | None:
        return self.desk.one().at


@pytest.fixture
def practice(desks: Desks, server: Server) -> Practice:
    server.headers = {"ETag": '"1"'}
    server.body = calendar(MORNING)
    return Practice(desks(MEET).at(TODAY, 12), server)


def test_a_proposed_meeting_keeps_off_what_the_practitioners_own_calendar_says(practice: Practice) -> None:
    assert (practice.desk.one().day, practice.at()) == (DUE, time(9))
    before = practice.desk.one()
    assert practice.refresh() == 1
    after = practice.desk.one()
    assert (after.day, after.at, after.paced) == (DUE, time(11), "")
    assert after.sequence > before.sequence


def test_a_time_that_is_free_again_does_not_move_what_was_proposed(practice: Practice) -> None:
    practice.refresh()
    practice.server.headers, practice.server.body = (
        {"ETag": '"2"'},
        calendar(entry("20261202T140000Z", "20261202T150000Z")),
    )
    practice.refresh()
    assert practice.at() == time(11)


def test_only_stretches_of_time_are_kept(practice: Practice) -> None:
    practice.refresh()
    practice.desk.store.close()
    with closing(sqlite3.connect(practice.desk.folder / "rapport.db")) as database:
        stored = "\n".join(database.iterdump())
    assert "busy_spans" in stored
    for word in ("Dentist", SECRET, "127.0.0.1"):
        assert word not in stored


def test_it_is_asked_for_only_when_it_is_its_turn_and_only_if_it_changed(practice: Practice) -> None:
    practice.refresh()
    assert practice.refresh(timedelta(minutes=1)) == 0
    practice.server.status, practice.server.body = 304, b""
    assert practice.refresh() == 1
    assert [a["If-None-Match"] for a in practice.server.asked] == [None, '"1"']
    assert practice.source().fetched_at == practice.desk.now
    assert practice.at() == time(11)


def test_it_is_read_anew_before_what_repeats_runs_out(practice: Practice) -> None:
    practice.refresh()
    practice.refresh(FOLLOWED - LEAST_FOLLOWED + timedelta(days=1))
    assert [a["If-None-Match"] for a in practice.server.asked] == [None, None]


def test_a_server_that_is_away_leaves_what_is_known_and_is_told_without_the_address(practice: Practice) -> None:
    practice.refresh()
    practice.server.status = 404
    practice.refresh()
    assert practice.at() == time(11)
    assert "revoked" in practice.source().trouble
    assert SECRET not in practice.source().trouble
    assert practice.desk.one().paced == ""
    practice.refresh(timedelta(days=3))
    practice.desk.tell("meeting", "scheduled", DUE, provider="PSHA", practitioner="maya", at=time(11))
    assert practice.desk.one().paced == "perhaps not free: the calendar office could not be read in full"
    practice.server.status = 200
    practice.refresh()
    assert (practice.source().trouble, practice.desk.one().paced) == ("", "")


def test_what_was_lost_of_a_broken_file_is_said_with_the_proposed_time(practice: Practice) -> None:
    practice.server.body = calendar(MORNING, entry("20261201Tnonsense", "20261201T180000Z"))
    practice.refresh()
    found = practice.desk.one()
    assert (found.at, found.paced) == (time(11), "perhaps not free: the calendar office could not be read in full")
    assert practice.source().trouble.startswith("office: ")
    assert SECRET not in practice.source().trouble


def test_a_page_that_is_no_calendar_takes_nothing_away(practice: Practice) -> None:
    practice.refresh()
    practice.server.headers, practice.server.body = {}, b"<html>log in</html>"
    practice.refresh()
    assert practice.at() == time(11)
    assert practice.source().trouble


def test_the_address_stands_in_a_file_that_can_change(desks: Desks, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "office-address"
    practice = Practice(desks(MEET).at(TODAY, 12), server, file)
    practice.refresh()
    assert practice.source().trouble == "office: the file with its address cannot be read"
    file.write_text(server.address + "\n")
    server.body = calendar(MORNING)
    assert practice.refresh(timedelta(seconds=30)) == 1
    assert practice.at() == time(11)
    assert SECRET not in repr(practice.calendars)


def test_a_colleagues_calendar_does_not_count_and_one_that_is_gone_is_forgotten(practice: Practice) -> None:
    practice.calendars = [BusyCalendar(name="office", practitioner="jon", address=practice.server.address)]
    practice.refresh()
    assert practice.at() == time(9)
    practice.calendars = []
    practice.refresh()
    with practice.desk.store.read() as tx:
        assert busy.sources(tx) == {}
        assert busy.spans(tx, "jon", datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)) == []


BUSY = """
[[busy]]
name = "office"
address_file = "office-address"
"""


def test_status_and_doctor_tell_what_is_wrong_with_it_and_who_may_read_the_file(cli: Cli, server: Server) -> None:
    cli.config.write_text(cli.config.read_text() + BUSY)
    file = cli.folder / "office-address"
    file.write_text(server.address)
    file.chmod(0o644)
    server.status = 500
    cli.ok("tick")
    assert "wrong: busy times: office: the server answered with HTTP 500" in cli("status").out
    told = cli("doctor").out
    assert "WRONG calendars and mailboxes elsewhere: busy times: office" in told
    assert f"others can read it (mode 644); run: chmod 600 {file}" in told
    assert SECRET not in told


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('[[busy]]\nname = "x"', "busy[1].address_file"),
        ('[[busy]]\nname = "x"\naddress = "a"\naddress_file = "b"', "busy[1].address_file"),
        ('[[busy]]\nname = "x"\naddress = "a"\npractitioner = "nobody"', '"nobody" is no practitioner'),
        ('[[busy]]\nname = "x"\naddress = "a"\n[[busy]]\nname = "x"\naddress = "a"', "busy[2].name"),
        ('[[publisher]]\nkind = "google"', '"google" is not known'),
        ('[[publisher]]\nkind = "caldav"\nurl = "http://cloud.example.org/cal/"', "publisher[1].url"),
        ('[[publisher]]\nkind = "caldav"\nurl = "https://me:secret@cloud.example.org/cal/"', "publisher[1].url"),
        ('[[publisher]]\nkind = "folder"', "publisher[1].folder"),
        ('[replies]\nhost = "imap.example.org"', "replies.username"),
        ('[replies]\nhost = "imap.example.org"\nusername = "maya"\npassword_file = "p"', "replies.address"),
        (
            '[replies]\nhost = "imap.example.org"\nusername = "m@x.example"\npassword_file = "p"\nsecurity = "none"',
            "in the clear",
        ),
    ],
)
def test_mistakes_in_the_configuration_are_told_with_their_place(cli: Cli, table: str, words: str) -> None:
    cli.config.write_text(f"{cli.config.read_text()}\n{table}\n")
    said = cli("today")
    assert said.status == 2
    assert words in said.err
