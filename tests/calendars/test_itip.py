"""Invitations go out in the shape from which programs make buttons, to one person each, and change only with reason."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import example, given, settings
from icalendar import Calendar

from calendars.entries import Entry
from calendars.itip import Invitation, Person, cancel, mail, request, signature, spoken
from tests.calendars.samples import CALL, MEETING, NOON, any_entry, any_text

MAYA = Person(address="maya@practice.example", name="Maya Lee")
DR_ROSS = Person(address="Ross@clinic.example", name='Dr. "Al" Ross; MD')
MEET = replace(MEETING, description="About the progress so far.")
SENT = Invitation(uid=MEET.uid, attendee=DR_ROSS.address, sequence=0, signature=signature(MEET))

REQUEST = """\
BEGIN:VCALENDAR
PRODID:-//Rapport//rapport-scheduler//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REQUEST
BEGIN:VEVENT
UID:2b9q@rapport.example
DTSTAMP:20261124T120000Z
LAST-MODIFIED:20261124T120000Z
SEQUENCE:0
DTSTART:20261130T140000Z
DTEND:20261130T143000Z
SUMMARY:Meeting 2B9Q
DESCRIPTION:Meeting 2B9Q\\nWhen: Monday\\, 30 November 2026\\, 09:00 to 09:30 (America/New_York)\\n\
Where: Room 4\\; second floor\\, left\\n\\nAbout the progress so far.\\n\\nTo answer\\, use the buttons of \
your calendar program\\, or just reply to this e-mail: yes\\, no\\, or another time.
LOCATION:Room 4\\; second floor\\, left
TRANSP:OPAQUE
STATUS:CONFIRMED
CLASS:PRIVATE
ORGANIZER;CN="Maya Lee":mailto:maya@practice.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Dr. 'Al' Ross; MD":\
mailto:Ross@clinic.example
END:VEVENT
END:VCALENDAR
"""


def asked(entry: Entry = MEET, attendee: Person = DR_ROSS, sequence: int = 0) -> bytes:
    return request(entry, organizer=MAYA, attendee=attendee, sequence=sequence, stamp=NOON)


def posted(invitation: bytes) -> bytes:
    return mail(
        invitation,
        sender=MAYA,
        recipient=DR_ROSS,
        subject="Invitation: Meeting 2B9Q",
        text=spoken(MEET),
        message_id="<1@rapport.example>",
        date=NOON,
    ).as_bytes()


def unfolded(data: bytes) -> str:
    return data.replace(b"\r\n ", b"").decode().replace("\r\n", "\n")


def test_a_request_says_everything_that_outlook_google_and_apple_ask_for() -> None:
    assert unfolded(asked()) == REQUEST


def test_a_cancellation_is_of_the_same_entry_for_the_same_people_and_asks_for_nothing() -> None:
    gone = cancel(MEET, organizer=MAYA, attendee=DR_ROSS, sequence=1, stamp=NOON)
    text = unfolded(gone)
    assert "\nMETHOD:CANCEL\n" in text
    assert "\nSEQUENCE:1\n" in text
    assert "\nSTATUS:CANCELLED\n" in text
    assert "DESCRIPTION:This has been cancelled." in text
    assert "RSVP" not in text
    assert [line for line in text.splitlines() if line.startswith(("UID", "ORGANIZER"))] == [
        line for line in REQUEST.splitlines() if line.startswith(("UID", "ORGANIZER"))
    ]


def test_nobody_is_invited_to_what_is_cancelled() -> None:
    with pytest.raises(ValueError, match="nobody is invited"):
        asked(replace(MEET, cancelled=True))


def test_an_address_that_is_none_is_refused_at_birth() -> None:
    for address in ("", "ross", "a@b\r\nBcc: x@y.example", "<ross@clinic.example>", "a b@c.example", "a@b;c=d"):
        with pytest.raises(ValueError, match="not an e-mail address"):
            Person(address=address)


def test_days_and_nights_are_spoken_as_people_say_them() -> None:
    assert "When: Thursday, 26 November 2026, all day\n" in spoken(CALL)
    longer = replace(CALL, end=CALL.end + timedelta(days=2))
    assert "When: Thursday, 26 November 2026 to Saturday, 28 November 2026\n" in spoken(longer)
    night = replace(MEET, start=NOON, end=NOON + timedelta(hours=13))
    assert "When: Tuesday, 24 November 2026, 12:00 to Wednesday, 25 November 2026, 01:00 (UTC)\n" in spoken(night)


@settings(deadline=None)
@given(any_entry, any_text)
@example(CALL, "\\")
def test_no_words_add_a_line_or_a_person_to_an_invitation(entry: Entry, name: str) -> None:
    entry = replace(entry, cancelled=False)
    guest = Person(address="ross@clinic.example", name=name)
    invitation = request(entry, organizer=MAYA, attendee=guest, sequence=3, stamp=NOON)
    names = re.findall(r"^(ORGANIZER|ATTENDEE|BEGIN|METHOD)\b", unfolded(invitation), re.M)
    assert names == ["BEGIN", "METHOD", "BEGIN", "ORGANIZER", "ATTENDEE"]
    assert max(map(len, invitation.split(b"\r\n"))) <= 75
    [event] = Calendar.from_ical(invitation).events
    assert (event["ATTENDEE"], event.end > event.start) == ("mailto:ross@clinic.example", True)


def test_only_what_was_agreed_to_makes_another_invitation() -> None:
    assert signature(replace(MEET, description="Other words", changed_at=NOON + timedelta(1))) == SENT.signature
    assert isinstance(MEET.start, datetime)
    assert signature(replace(MEET, start=MEET.start.astimezone(UTC))) == SENT.signature
    changes = ({"start": NOON}, {"end": NOON + timedelta(9)}, {"location": "x"}, {"title": "x"}, {"cancelled": True})
    for change in changes:
        assert signature(replace(MEET, **change)) != SENT.signature


def test_the_mail_is_mixed_of_alternatives_and_a_file() -> None:
    message = message_from_bytes(posted(asked()), policy=default)
    shape = [(part.get_content_type(), part.get_filename()) for part in message.walk()]
    assert shape == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/calendar", None),
        ("application/ics", "invite.ics"),
    ]
    told = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    assert told["Content-Type"] == 'text/calendar; charset="utf-8"; method="REQUEST"'
    assert "Content-Disposition" not in told
    assert [part.get_payload(decode=True) for part in list(message.walk())[3:]] == [asked(), asked()]
    assert "When: Monday, 30 November 2026" in list(message.walk())[2].get_content()


def test_the_same_invitation_makes_the_same_bytes_and_goes_to_one_person() -> None:
    assert posted(asked()) == posted(asked())
    message = message_from_bytes(posted(asked()), policy=default)
    assert [address.addr_spec for address in message["To"].addresses] == ["Ross@clinic.example"]
    assert b'method="CANCEL"' in posted(cancel(MEET, organizer=MAYA, attendee=DR_ROSS, sequence=1, stamp=NOON))
