"""Answers come from the mailbox by themselves: by the command line, with real servers, and by the real daemon."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from outreach.incoming import Found, Look, Place, Unreachable
from scheduler.inviting import collect
from scheduler.inviting.collecting import EVERY
from scheduler.outside import Outside, reach_out, wrong
from tests.houses import TODAY, rules
from tests.outreach import mail_in
from tests.scheduler.inviting.test_inviting import Office, answered
from tests.scheduler.inviting.test_inviting_by_command import _answer
from tests.stories.conftest import Cli, Daemon
from tests.traps.desk import POST, Desk

Desks = Callable[..., Desk]


class Box:
    """A mailbox that holds what it is told to."""

    def __init__(self) -> None:
        self.holds: list[bytes] = []
        self.places: list[Place | None] = []
        self.away = False

    def look(self, place: Place | None, since: date) -> Look:
        """What came after a place."""
        self.places.append(place)
        if self.away:
            return Unreachable("imap.example.org: no answer in time")
        return Found(tuple(self.holds[place.last if place else 0 :]), Place(7, len(self.holds)))


@pytest.fixture
def office(desks: Desks) -> Office:
    return Office(desks(rules()).at(TODAY, 12))


def _collect(office: Office, box: Box | None, later: timedelta = EVERY) -> int:
    office.desk.now += later
    return collect(office.desk.store, office.desk.house, POST, box, office.desk.now)


def test_each_email_is_looked_at_once_and_what_is_no_answer_is_passed_over(office: Office) -> None:
    meeting, box = office.meeting(), Box()
    invited = office.invite(meeting)
    office.round()
    box.holds = [
        b"Subject: x\r\n\r\nno calendar",
        answered(invited, "ACCEPTED", office.desk.now, FROM="lee@clinic.example"),
    ]
    assert _collect(office, box) == 1
    assert office.fact(meeting).data["answer"] == "accepted"
    assert _collect(office, box, timedelta(seconds=30)) == 0
    box.holds.append(answered(invited, "DECLINED", office.desk.now, FROM="mallory@evil.example"))
    assert _collect(office, box) == 0
    assert _collect(office, box) == 0
    assert box.places == [None, Place(7, 2), Place(7, 3)]
    assert office.fact(meeting).value == "scheduled"


def test_a_mailbox_that_is_away_is_told_and_asked_again_from_where_it_was(office: Office) -> None:
    box = Box()
    box.holds = [b"x"]
    _collect(office, box)
    box.away = True
    _collect(office, box)
    with office.desk.store.read() as tx:
        assert wrong(tx) == ["answers cannot be read: imap.example.org: no answer in time"]
    box.away = False
    _collect(office, box)
    assert box.places == [None, Place(7, 1), Place(7, 1)]
    with office.desk.store.read() as tx:
        assert wrong(tx) == []
    box.away = True
    _collect(office, box)
    _collect(office, None)
    with office.desk.store.read() as tx:
        assert wrong(tx) == []


def test_a_defect_in_one_thing_outside_does_not_keep_the_others_from_their_turn(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Box):
        def look(self, place: Place | None, since: date) -> Look:
            raise RuntimeError("Ana Ruiz")

    desk = office.desk
    reach_out(desk.store, desk.house, POST, Outside(mailbox=Broken()), desk.now)
    assert "a defect of Rapport (RuntimeError at test_collecting.py" in caplog.text
    assert "Ruiz" not in caplog.text


REPLIES = """
[replies]
kind     = "imap"
host     = "127.0.0.1"
port     = {port}
security = "none"
username = "maya"
password_file = "imap-password"
address  = "answers@practice.example"
"""


@pytest.fixture
def post() -> Iterator[mail_in.Post]:
    if mail_in.MISSING:
        pytest.skip(mail_in.MISSING)
    with mail_in.dovecot() as running:
        yield running


@pytest.fixture
def invited(cli: Cli, post: mail_in.Post) -> str:
    """A practice with a mailbox, and a meeting to which Dr. Lee is invited."""
    (cli.folder / "imap-password").write_text(f"{mail_in.PASSWORD}\n")
    (cli.folder / "imap-password").chmod(0o600)
    cli.config.write_text(cli.config.read_text() + REPLIES.format(port=post.port))
    cli.provider("Dr. Alan Lee", "--email", "lee@clinic.example")
    fact = cli.fact("meeting", "lee", "--on", "2026-12-01", "--at", "09:00")
    cli.ok("calendar", "invite", fact)
    cli.ok("tick", now="2026-11-24T09:05")
    return fact


def test_invitations_name_the_mailbox_and_answers_are_taken_by_tick(cli: Cli, post: mail_in.Post, invited: str) -> None:
    letters = "".join(path.read_text() for path in (cli.folder / "outbox").glob("*.eml"))
    assert "Reply-To: answers@practice.example" in letters
    post.deliver(b"From: friend@example.org\r\n\r\nhello\r\n")
    post.deliver(_answer(cli, FROM="lee@clinic.example"))
    cli.ok("tick", now="2026-11-24T09:10")
    [listed] = cli.json("calendar", "list")
    assert (listed["fact"], listed["answer"]) == (invited, "accepted")
    assert not any(b"Seen" in line for line in post.flags())


def test_the_daemon_takes_answers_by_itself(
    cli: Cli, daemons: Callable[..., Daemon], post: mail_in.Post, invited: str
) -> None:
    post.deliver(_answer(cli, "DECLINED", FROM="lee@clinic.example"))
    daemon = daemons(now="2026-11-24T09:15")
    daemon.wait_for(f"answer: {invited}: declined")
    assert cli.json("show", invited)[-1]["value"] == "declined"
