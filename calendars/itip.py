"""Invitations to one person by e-mail (RFC 5546, RFC 6047): messages only; who sends them is another's business."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Event, vCalAddress

from calendars.entries import Entry, in_utc
from calendars.ics import PRODID, event_bytes, plain

_ADDRESS = re.compile(r"[\w!#$%&'*+/=?^`{|}~.-]{1,64}@[\w-]+(?:\.[\w-]+)*")
_END = b"END:VEVENT\r\n"
_HOW = "To answer, use the buttons of your calendar program, or just reply to this e-mail: yes, no, or another time."


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who invites, or is invited."""

    #: An e-mail address, without anything around it.
    address: str
    #: Shown beside the address; may be empty.
    name: str = ""

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.address):
            raise ValueError(f"{self.address!r} is not an e-mail address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What has to be remembered of an invitation to tell the next one from it, and an answer to it from any other."""

    uid: str
    #: The address that was invited.
    attendee: str
    #: The highest that was sent.
    sequence: int
    #: Of the entry as it was sent.
    signature: str
    #: The stamp of the last answer that was accepted.
    answered_at: datetime | None = None


def signature(entry: Entry) -> str:
    """A digest of what an attendee has to agree to: times, place, title, and whether it takes place at all."""
    start, end = (in_utc(at) if isinstance(at, datetime) else at for at in (entry.start, entry.end))
    told = (start.isoformat(), end.isoformat(), plain(entry.location), plain(entry.title), str(entry.cancelled))
    return sha256("\0".join(told).encode()).hexdigest()


def request(entry: Entry, *, organizer: Person, attendee: Person, sequence: int, stamp: datetime) -> bytes:
    """An invitation, or a later version of it (RFC 5546 3.2.2); a new stamp and an old sequence for mere wording."""
    if entry.cancelled:
        raise ValueError(f"{entry.uid} is cancelled; nobody is invited to it")
    return _message("REQUEST", entry, organizer, attendee, sequence, stamp)


def cancel(entry: Entry, *, organizer: Person, attendee: Person, sequence: int, stamp: datetime) -> bytes:
    """The end of an invitation (RFC 5546 3.2.5); its sequence has to be higher than that of any request."""
    return _message("CANCEL", replace(entry, cancelled=True), organizer, attendee, sequence, stamp)


def spoken(entry: Entry) -> str:
    """Everything that an invitation says, for those whose program shows no buttons."""
    where = plain(entry.location).replace("\n", ", ")
    lines = [
        *(["This has been cancelled."] if entry.cancelled else []),
        plain(entry.title),
        f"When: {_when(entry.start, entry.end)}",
        *([f"Where: {where}"] if where else []),
        *(["", plain(entry.description)] if plain(entry.description) else []),
        *([] if entry.cancelled else ["", _HOW]),
    ]
    return "\n".join(lines)


def mail(
    invitation: bytes, *, sender: Person, recipient: Person, subject: str, text: str, message_id: str, date: datetime
) -> EmailMessage:
    """The e-mail for one invitation, in the shape from which Gmail and Outlook make buttons (RFC 6047 2.4).

    The calendar is the last alternative, as Outlook looks into the first part of a mixed message only; the file
    attached besides is for programs that know no better. Equal arguments give equal bytes.
    """
    method = _method(invitation)
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = _mailbox(sender), _mailbox(recipient)
    message["Subject"] = plain(subject).replace("\n", " ")
    message["Date"] = format_datetime(in_utc(date))
    message["Message-ID"] = message_id
    message.set_content(plain(text))
    message.add_alternative(invitation.decode(), subtype="calendar", params={"method": method}, cte="base64")
    message.add_attachment(invitation, maintype="application", subtype="ics", filename="invite.ics")
    digest = sha256(message_id.encode() + invitation).hexdigest()[:32]
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{digest}_{number}")
    return message


def _method(invitation: bytes) -> Literal["REQUEST", "CANCEL"]:
    return "CANCEL" if b"\r\nMETHOD:CANCEL\r\n" in invitation else "REQUEST"


def _message(method: str, entry: Entry, organizer: Person, attendee: Person, sequence: int, stamp: datetime) -> bytes:
    """One calendar with one entry and one attendee: nobody learns from it who else was invited."""
    told = replace(entry, sequence=sequence, changed_at=stamp, description=spoken(entry), busy=True, alarm=None)
    head = f"BEGIN:VCALENDAR\r\nPRODID:{PRODID}\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\nMETHOD:{method}\r\n"
    people = _people(organizer, attendee, asking=method == "REQUEST")
    return b"".join((head.encode(), event_bytes(told).removesuffix(_END), people, _END, b"END:VCALENDAR\r\n"))


def _people(organizer: Person, attendee: Person, *, asking: bool) -> bytes:
    """ORGANIZER and ATTENDEE (RFC 5545 3.8.4), with the words without which Outlook and Gmail show no buttons."""
    event = Event()
    host, guest = (vCalAddress(f"mailto:{person.address}") for person in (organizer, attendee))
    guest.params.update({"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION"})
    if asking:
        guest.params["RSVP"] = "TRUE"
    for person, line in ((organizer, host), (attendee, guest)):
        if name := _name(person):
            line.params["CN"] = name
    event.add("ORGANIZER", host)
    event.add("ATTENDEE", guest)
    lines: bytes = event.to_ical(sorted=False)
    return lines.removeprefix(b"BEGIN:VEVENT\r\n").removesuffix(_END)


def _name(person: Person) -> str:
    """A name as a parameter may hold it (RFC 5545 3.2): on one line, without double quotes.

    A backslash means nothing there, but some readers take it for an escape of what follows.
    """
    return " ".join(plain(person.name).replace('"', "'").replace("\\", "/").split())


def _mailbox(person: Person) -> Address:
    return Address(display_name=_name(person), addr_spec=person.address)


def _when(start: date | datetime, end: date | datetime) -> str:
    """Day and time in words, with the zone that the entry was made in."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        last = end - timedelta(days=1)
        return f"{_day(start)}, all day" if last == start else f"{_day(start)} to {_day(last)}"
    end = end.astimezone(start.tzinfo)
    zone = start.tzinfo.key if isinstance(start.tzinfo, ZoneInfo) else start.strftime("%Z")
    until = f"{end:%H:%M}" if end.date() == start.date() else f"{_day(end)}, {end:%H:%M}"
    return f"{_day(start)}, {start:%H:%M} to {until} ({zone})"


def _day(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B %Y}"
