"""A mailbox is looked into, never changed: what holds a calendar is fetched once, everything else is left unread."""

import socket
from collections.abc import Iterator
from datetime import date

import pytest

from outreach.incoming import Found, Place, Unreachable
from outreach.mailboxes.imap import Imap
from tests.outreach import mail_in
from tests.outreach.servers import raw_server

SINCE = date(2020, 1, 1)
ANSWER = b"""From: lee@clinic.example\r
Subject: Accepted: Meeting\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary=x\r
\r
--x\r
Content-Type: text/plain\r
\r
yes\r
--x\r
Content-Type: text/calendar; method=REPLY\r
\r
BEGIN:VCALENDAR\r
END:VCALENDAR\r
--x--\r
"""
PRIVATE = b"From: friend@example.org\r\nSubject: hello\r\n\r\nnothing of yours\r\n"


def imap(port: int, **changes: object) -> Imap:
    settings: dict[str, object] = {"username": mail_in.USER, "password": mail_in.PASSWORD, "timeout": 5.0, **changes}
    return Imap(host="127.0.0.1", port=port, security="none", **settings)  # type: ignore[arg-type]


@pytest.fixture
def post() -> Iterator[mail_in.Post]:
    if mail_in.MISSING:
        pytest.skip(mail_in.MISSING)
    with mail_in.dovecot() as running:
        yield running


def _found(mailbox: Imap, place: Place | None) -> Found:
    found = mailbox.look(place, SINCE)
    assert isinstance(found, Found), found
    return found


def test_what_holds_a_calendar_is_fetched_once_and_nothing_is_marked_as_read(post: mail_in.Post) -> None:
    mailbox = imap(post.port)
    empty = _found(mailbox, None)
    assert empty.messages == ()
    for message in (PRIVATE, ANSWER, PRIVATE):
        post.deliver(message)
    first = _found(mailbox, empty.place)
    assert first.messages == (ANSWER,)
    assert _found(mailbox, first.place) == Found((), first.place)
    post.deliver(ANSWER.replace(b"yes", b"no"))
    assert [b"no" in m for m in _found(mailbox, first.place).messages] == [True]
    flags = post.flags()
    assert len(flags) == 4
    assert not any(b"Seen" in line or b"Deleted" in line for line in flags)


def test_the_first_look_reaches_back_only_to_a_day(post: mail_in.Post) -> None:
    post.deliver(ANSWER)
    assert len(_found(imap(post.port), None).messages) == 1
    later = imap(post.port).look(None, date(2100, 1, 1))
    assert isinstance(later, Found)
    assert later.messages == ()
    assert later.place.last == 1


def test_a_folder_whose_numbers_began_anew_is_looked_at_from_a_day_on(post: mail_in.Post) -> None:
    post.deliver(ANSWER)
    place = _found(imap(post.port), None).place
    assert _found(imap(post.port), Place(place.validity + 1, 99)).messages == (ANSWER,)


def test_a_very_long_email_is_passed_over(post: mail_in.Post) -> None:
    post.deliver(ANSWER.replace(b"yes", b"yes\r\n" * 500_000))
    assert _found(imap(post.port), None).messages == ()


def test_what_is_wrong_is_told_without_a_password(post: mail_in.Post) -> None:
    for mailbox, words in (
        (imap(post.port, password="wrong"), "are user name and password right?"),
        (imap(post.port, folder='No"such'), "no such folder"),
    ):
        found = mailbox.look(None, SINCE)
        assert isinstance(found, Unreachable)
        assert words in found.reason
        assert mail_in.PASSWORD not in found.reason + repr(mailbox)


def test_a_server_that_is_away_hangs_up_or_talks_nonsense_is_told() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = probe.getsockname()[1]
    assert imap(closed).look(None, SINCE) == Unreachable("127.0.0.1: no server listens there")
    with raw_server(lambda connection: connection.sendall(b"220 I am a mail server\r\n")) as port:
        assert isinstance(imap(port).look(None, SINCE), Unreachable)
    with raw_server(lambda connection: None) as port:
        assert isinstance(imap(port).look(None, SINCE), Unreachable)
    with raw_server(lambda connection: connection.sendall(b"* OK hello\r\n\xff\xfe nonsense\r\n")) as port:
        assert isinstance(imap(port).look(None, SINCE), Unreachable)
