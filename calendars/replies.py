"""Answers to invitations (RFC 5546 3.2.3, 3.2.7), read from e-mails that anybody may have written.

What comes in is not believed: it is one of a few values, and `accept` says whether it belongs to what was sent. That
the e-mail is from whom it says is for the mail server to establish (DKIM, DMARC).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr
from enum import StrEnum

from calendars.foreign import LARGEST, Component, Line, Troubles, calendars
from calendars.foreign_entries import BROKEN, OF_ENTRIES, entries_of, zones_of
from calendars.itip import Invitation

_WANTED = OF_ENTRIES | {"METHOD", "ATTENDEE", "ORGANIZER", "DTSTAMP"}
_CALENDAR_TYPES = ("text/calendar", "application/ics", "application/calendar")
_METHODS = frozenset({"REPLY", "COUNTER"})
_OTHER_METHODS = frozenset({"REQUEST", "CANCEL", "PUBLISH", "ADD", "REFRESH", "DECLINECOUNTER"})
#: The zone of times that name none; a proposal in it is no proposal.
_NOWHERE = timezone(timedelta(0), "nowhere")


class Partstat(StrEnum):
    """What somebody answered (RFC 5545 3.2.12)."""

    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"
    DELEGATED = "DELEGATED"
    NEEDS_ACTION = "NEEDS-ACTION"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer; what was written besides is not kept."""

    uid: str
    sequence: int
    #: In small letters.
    attendee: str
    #: Whose e-mail it came in, in small letters; None for a file.
    sender: str | None
    #: When it was given, by the clock of whoever gave it.
    stamp: datetime
    partstat: Partstat


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Another time, proposed; a person has to decide."""

    uid: str
    sequence: int
    attendee: str
    sender: str | None
    stamp: datetime
    #: In UTC.
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """No answer that can be used, and why: in our words, none of the e-mail's."""

    reason: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """It answers what was sent, and nothing later is known."""

    #: What to remember from now on.
    invitation: Invitation


@dataclass(frozen=True, slots=True)
class Stale:
    """It answers an earlier version, or came before an answer that is known."""

    reason: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """It answers something else, or somebody else answers."""

    reason: str


class _Unusable(ValueError):
    """Why something is refused."""


def read_reply(data: bytes) -> Reply | Counter | Refused:
    """The answer in a raw e-mail or in an .ics file, without asking for an ORGANIZER, which Exchange leaves out."""
    if len(data) > LARGEST:
        return Refused(f"it is larger than {LARGEST // 1_000_000} MB")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper() == b"BEGIN:VCALENDAR":
        return _answer(data, "", None)
    try:
        return _from_mail(message_from_bytes(data))
    except RecursionError:
        return Refused("the e-mail is nested too deeply")


def accept(answer: Reply | Counter, sent: Invitation) -> Accepted | Stale | Foreign:
    """Whether an answer counts for an invitation; the same answer counts once."""
    if answer.uid != sent.uid:
        return Foreign("it answers another invitation")
    if answer.attendee != sent.attendee.lower():
        return Foreign("somebody answers who was not invited")
    if answer.sender not in (None, answer.attendee):
        return Foreign("it came from another address than the one that was invited")
    if answer.sequence > sent.sequence:
        return Foreign("it answers a version that was never sent")
    if answer.sequence < sent.sequence:
        return Stale("it answers an earlier version")
    if sent.answered_at is not None and answer.stamp <= sent.answered_at:
        return Stale("a later answer is known, or this one was")
    return Accepted(replace(sent, answered_at=answer.stamp))


def _from_mail(message: Message) -> Reply | Counter | Refused:
    """The answer in whichever part holds one; text/calendar is asked first."""
    sender = parseaddr(str(message.get("From", "")))[1].lower() or ""
    parts = list(_parts(message))
    told = [part for part in parts if _is_calendar(part)]
    if not told:
        packed = any(part.get_content_type() == "application/ms-tnef" for part in parts)
        return Refused("it holds a winmail.dat only" if packed else "there is no calendar in it")
    told.sort(key=lambda part: part.get_content_type() != "text/calendar")
    answers = [_answer(_content(part), str(part.get_param("method", "")), sender) for part in told]
    return next((answer for answer in answers if not isinstance(answer, Refused)), answers[0])


def _parts(message: Message) -> Iterator[Message]:
    """The parts of an e-mail; not those of an e-mail inside of it, which somebody else wrote."""
    inner = message.get_payload()
    if message.get_content_maintype() != "multipart" or not isinstance(inner, list):
        yield message
        return
    for part in inner:
        if isinstance(part, Message):
            yield from _parts(part)


def _is_calendar(part: Message) -> bool:
    return part.get_content_type() in _CALENDAR_TYPES or (part.get_filename() or "").lower().endswith(".ics")


def _content(part: Message) -> bytes:
    """The bytes of a part, from base64 or quoted-printable."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _answer(data: bytes, method: str, sender: str | None) -> Reply | Counter | Refused:
    try:
        return _read(data, method, sender)
    except _Unusable as why:
        return Refused(str(why))
    except BROKEN:
        return Refused("it holds a time that cannot be read")


def _read(data: bytes, method: str, sender: str | None) -> Reply | Counter:
    """The answer in one calendar; METHOD in it wins over the one in the e-mail's headers. Raises `_Unusable`."""
    troubles = Troubles()
    found = calendars(data, _WANTED, troubles)
    if len(found) != 1:
        raise _Unusable(f"it holds {len(found) or 'no'} calendars")
    method = found[0].word("METHOD") or method.upper()
    if method not in _METHODS:
        raise _Unusable(
            f"it is a {method}, no answer" if method in _OTHER_METHODS else "it does not say what it is for"
        )
    events = list(found[0].walk("VEVENT"))
    if len(events) != 1:
        raise _Unusable(f"it is about {len(events) or 'no'} entries, not about one")
    event, zones = events[0], zones_of(found[0], _NOWHERE, troubles)
    uid = _only(event, "UID").value
    stamp = zones.moment(_only(event, "DTSTAMP")).instant
    if event.one("RECURRENCE-ID") or event.one("RRULE"):
        raise _Unusable("it is about something that recurs, which no invitation of ours does")
    sequence, attendee = _sequence(event), _attendee(event)
    address = _address(attendee)
    if method == "REPLY":
        partstat = _partstat(attendee)
        return Reply(uid=uid, sequence=sequence, attendee=address, sender=sender, stamp=stamp, partstat=partstat)
    proposed = next(entries_of(found[0], zones, troubles), None)
    if proposed is None or troubles.lost_any or proposed.start.zone is _NOWHERE:
        raise _Unusable("the time that it proposes is not clear")
    starts, ends = proposed.span(proposed.start.wall)
    if starts >= ends:
        raise _Unusable("the time that it proposes takes no time")
    return Counter(uid=uid, sequence=sequence, attendee=address, sender=sender, stamp=stamp, starts=starts, ends=ends)


def _only(event: Component, name: str) -> Line:
    """The property that has to be there once."""
    lines = event.all(name)
    if len(lines) != 1 or not lines[0].value:
        raise _Unusable(f"it has {len(lines) or 'no'} {name}")
    return lines[0]


def _sequence(event: Component) -> int:
    """The version that is answered; some programs leave a 0 out."""
    text = event.word("SEQUENCE") or "0"
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise _Unusable("it does not say which version it answers")
    return int(text)


def _attendee(event: Component) -> Line:
    """The one who answers; the organizer, whom Google lists too, is not counted."""
    organizers = {_address(line) for line in event.all("ORGANIZER")}
    lines = {_address(line): line for line in event.all("ATTENDEE")}
    answering = [line for address, line in lines.items() if address and (address not in organizers or len(lines) == 1)]
    if len(answering) != 1:
        raise _Unusable(f"it is from {len(answering) or 'no'} attendees, not from one")
    return answering[0]


def _address(line: Line) -> str:
    scheme, _, address = line.value.partition(":")
    return (address if scheme.lower() == "mailto" else line.params.get("EMAIL", "")).strip().lower()


def _partstat(line: Line) -> Partstat:
    try:
        return Partstat(line.params.get("PARTSTAT", "NEEDS-ACTION").upper())
    except ValueError:
        raise _Unusable("its answer is none that is known") from None
