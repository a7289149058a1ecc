"""Answers to invitations come from anybody, in any shape; the right ones count, the rest is refused with a reason."""

import base64
import quopri
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.replies import Accepted, Counter, Foreign, Partstat, Refused, Reply, Stale, accept, read_reply
from tests.calendars.test_itip import MEET, SENT, asked, posted

REPLY = """\
BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Eastern Standard Time
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=ACCEPTED;CN="Ross: Al":mailto:ross@clinic.example
COMMENT;LANGUAGE=en-US:Looking forward to it
UID:2b9q@rapport.example
SUMMARY;LANGUAGE=en-US:Accepted: Meeting 2B9Q
DTSTART;TZID=Eastern Standard Time:20261130T090000
DTEND;TZID=Eastern Standard Time:20261130T093000
DTSTAMP:20261125T080000Z
SEQUENCE:0
END:VEVENT
END:VCALENDAR
"""
STAMP = datetime(2026, 11, 25, 8, tzinfo=UTC)
YES = Reply(
    uid=MEET.uid,
    sequence=0,
    attendee="ross@clinic.example",
    sender=None,
    stamp=STAMP,
    partstat=Partstat.ACCEPTED,
)


def mailed(content: bytes, kind: str = 'text/calendar; charset="utf-8"; method=REPLY', encoding: str = "7bit") -> bytes:
    head = f"From: Al Ross <Ross@clinic.example>\nSubject: Accepted\nContent-Type: {kind}\n"
    return f"{head}Content-Transfer-Encoding: {encoding}\nMIME-Version: 1.0\n\n".encode() + content


def in_parts(*parts: tuple[str, bytes]) -> bytes:
    body = b"".join(b"--x\nContent-Type: " + kind.encode() + b"\n\n" + content + b"\n" for kind, content in parts)
    return mailed(body + b"--x--\n", "multipart/mixed; boundary=x")


def test_a_reply_of_exchange_which_names_no_organizer_is_read() -> None:
    assert read_reply(REPLY.encode()) == YES


@pytest.mark.parametrize(
    "data",
    [
        mailed(REPLY.encode()),
        mailed(base64.encodebytes(REPLY.encode()), encoding="base64"),
        mailed(quopri.encodestring(REPLY.encode()), encoding="quoted-printable"),
        mailed(REPLY.encode("utf-16"), encoding="8bit"),
        mailed(REPLY.replace("Looking", "Grüße").encode("latin-1"), encoding="8bit"),
        mailed(REPLY.encode(), "text/calendar; charset=x-no-such-thing"),
        mailed(REPLY.replace("METHOD:REPLY\n", "").encode()),
        in_parts(("text/plain", b"yes"), ("text/calendar", REPLY.encode())),
        in_parts(("application/octet-stream; name=invite.ics", REPLY.encode()), ("text/html", b"<b>yes</b>")),
        in_parts(
            ("message/rfc822", mailed(REPLY.replace("ACCEPTED", "DECLINED").encode())),
            ("text/calendar", REPLY.encode()),
        ),
    ],
    ids=["7bit", "base64", "quoted", "utf16", "latin1", "charset", "no method", "parts", "by name", "beside another"],
)
def test_a_reply_is_found_however_it_was_packed(data: bytes) -> None:
    assert read_reply(data) == replace(YES, sender="ross@clinic.example")


def test_the_organizer_listed_beside_the_attendee_is_not_taken_for_the_one_who_answers() -> None:
    listed = REPLY.replace(
        "COMMENT", "ORGANIZER:mailto:maya@practice.example\nATTENDEE:MAILTO:maya@practice.example\nCOMMENT"
    )
    assert read_reply(listed.encode()) == YES


COUNTER = REPLY.replace("METHOD:REPLY", "METHOD:COUNTER").replace("T090000", "T110000").replace("T093000", "T113000")


def test_another_time_that_is_proposed_is_read_in_utc() -> None:
    assert read_reply(COUNTER.encode()) == Counter(
        uid=MEET.uid,
        sequence=0,
        attendee="ross@clinic.example",
        sender=None,
        stamp=STAMP,
        starts=datetime(2026, 11, 30, 16, tzinfo=UTC),
        ends=datetime(2026, 11, 30, 16, 30, tzinfo=UTC),
    )


EVENT = REPLY[REPLY.index("BEGIN:VEVENT") : REPLY.index("END:VCALENDAR")]
ATTENDEE = 'ATTENDEE;PARTSTAT=ACCEPTED;CN="Ross: Al":mailto:ross@clinic.example\n'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no calendar"),
        (b"x" * 5_000_001, "larger than 5 MB"),
        (bytes(range(256)), "no calendar"),
        (mailed(b"x", "application/ms-tnef; name=winmail.dat"), "winmail.dat"),
        (in_parts(("message/rfc822", mailed(REPLY.encode()))), "no calendar"),
        (mailed(b"\n\n".join([b"Content-Type: message/rfc822"] * 5_000), "message/rfc822"), ""),
        (mailed(b"rubbish"), "no calendars"),
        (mailed(b"!!!!", encoding="base64"), "no calendars"),
        (posted(asked()), "it is a REQUEST, no answer"),
        (REPLY.replace("METHOD:REPLY", "METHOD:Call 555").encode(), "does not say what it is for"),
        (REPLY.replace("METHOD:REPLY\n", "").encode(), "does not say what it is for"),
        (REPLY.encode() * 2, "2 calendars"),
        (REPLY.replace(EVENT, "").encode(), "no entries"),
        (REPLY.replace(EVENT, EVENT + EVENT.replace("2b9q", "other")).encode(), "2 entries"),
        (REPLY.replace("END:VEVENT\nEND:VCALENDAR\n", "").encode(), "no entries"),
        (REPLY.replace("UID:2b9q@rapport.example\n", "").encode(), "no UID"),
        (REPLY.replace(ATTENDEE, "").encode(), "no attendees"),
        (REPLY.replace(ATTENDEE, ATTENDEE + "ATTENDEE:mailto:eve@evil.example\n").encode(), "2 attendees"),
        (REPLY.replace("mailto:ross", "tel:ross").encode(), "no attendees"),
        (REPLY.replace("=ACCEPTED", "=PERHAPS").encode(), "none that is known"),
        (REPLY.replace("SEQUENCE:0", "SEQUENCE:" + "9" * 5_000).encode(), "which version"),
        (REPLY.replace("DTSTAMP:20261125T080000Z\n", "").encode(), "no DTSTAMP"),
        (REPLY.replace("DTSTAMP:2026", "DTSTAMP:soon").encode(), "cannot be read"),
        (REPLY.replace("SEQUENCE:0", "SEQUENCE:0\nRECURRENCE-ID:20261130T140000Z").encode(), "recurs"),
        (COUNTER.replace("Eastern Standard Time", "Middle-earth").encode(), "not clear"),
        (COUNTER.replace(";TZID=Eastern Standard Time", "").encode(), "not clear"),
        (COUNTER.replace("T113000", "T110000").encode(), "takes no time"),
        (COUNTER.replace("DTSTART", "X-START").encode(), "not clear"),
    ],
)
def test_what_is_no_answer_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    refused = read_reply(data)
    assert isinstance(refused, Refused)
    assert reason in refused.reason
    assert "555" not in refused.reason


def test_an_answer_to_what_was_sent_counts_once() -> None:
    accepted = accept(YES, SENT)
    assert accepted == Accepted(replace(SENT, answered_at=STAMP))
    assert isinstance(accepted, Accepted)
    assert isinstance(accept(YES, accepted.invitation), Stale)
    assert isinstance(accept(replace(YES, stamp=STAMP + timedelta(1)), accepted.invitation), Accepted)


def test_an_answer_to_an_earlier_version_or_from_before_is_stale() -> None:
    assert isinstance(accept(YES, replace(SENT, sequence=1)), Stale)
    assert isinstance(accept(YES, replace(SENT, answered_at=STAMP + timedelta(1))), Stale)


@pytest.mark.parametrize(
    "forged",
    [
        replace(YES, uid="other@rapport.example"),
        replace(YES, attendee="eve@evil.example"),
        replace(YES, sender="eve@evil.example"),
        replace(YES, sender=""),
        replace(YES, sequence=1),
    ],
    ids=["uid", "attendee", "sender", "no sender", "sequence"],
)
def test_an_answer_from_or_about_somebody_else_is_foreign(forged: Reply) -> None:
    assert isinstance(accept(forged, SENT), Foreign)


def test_a_proposal_is_matched_like_a_reply() -> None:
    proposal = read_reply(COUNTER.encode())
    assert isinstance(proposal, Counter)
    assert isinstance(accept(proposal, SENT), Accepted)
    assert isinstance(accept(proposal, replace(SENT, attendee="other@clinic.example")), Foreign)


_pieces = st.sampled_from(
    [*REPLY.splitlines(), "", "Content-Type: multipart/mixed; boundary=x", "--x", "--x--", "\x00"]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(_pieces | st.text(max_size=9), max_size=25), st.binary(max_size=99))
def test_nothing_that_comes_in_breaks_the_reader(lines: list[str], rest: bytes) -> None:
    text = "\n".join(lines).encode("utf-8", "surrogatepass")
    for data in (text, mailed(text), mailed(rest + text), REPLY.encode()[: len(rest) * 5] + rest, rest):
        assert isinstance(read_reply(data), Reply | Counter | Refused)
