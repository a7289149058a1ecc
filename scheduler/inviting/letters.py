"""The letters of an invitation: words for a person and a calendar for a program, in one e-mail (RFC 6047)."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from email.policy import SMTP

from calendars import itip
from calendars.entries import Entry
from calendars.itip import Person
from outreach.consent import Purpose, Way
from outreach.messages import mailbox
from scheduler.house import House
from scheduler.inviting.meetings import Meeting, in_utc
from scheduler.mistakes import Refusal
from scheduler.people import Practitioner, Provider
from scheduler.permitting import Forbidden, permit
from scheduler.store import outbox
from scheduler.store.invitations import Invited
from scheduler.store.outbox import OutState
from scheduler.store.tx import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailroom:
    """How invitations leave the house, and where the answers go."""

    channel: str
    way: Way
    #: The mailbox that the channel sends from, with or without a display name.
    sender: str
    #: The mailbox that Rapport reads answers from; empty: they go to the practitioner.
    answers_to: str = ""


def write(
    tx: Transaction,
    room: Mailroom,
    invited: Invited,
    entry: Entry,
    provider: Provider,
    practitioner: Practitioner,
    now: datetime,
) -> int:
    """Put one version of an invitation into the outbox; the letter's number."""
    occasion = f"invitation/{invited.uid.partition('@')[0]}/{invited.sequence}"
    what = "Cancelled" if entry.cancelled else "Changed" if invited.told else "Invitation"
    draft = outbox.Draft(
        occasion=occasion,
        channel=room.channel,
        practitioner=practitioner.code,
        recipient=invited.attendee,
        message_id=f"<{hashlib.sha256(occasion.encode()).hexdigest()[:24]}@rapport.invalid>",
        subject=f"{what}: {entry.title}",
        body=itip.spoken(entry),
        html=None,
        until=in_utc(entry.start),
        purpose=Purpose.RELATIONSHIP,
        provider=invited.provider,
    )
    raw = _mail(room, invited, entry, provider, practitioner, draft, now)
    outbox.put(tx, replace(draft, raw=raw), now)
    letter = outbox.of_occasion(tx, occasion)
    assert letter is not None
    return letter.id


def _mail(
    room: Mailroom,
    invited: Invited,
    entry: Entry,
    provider: Provider,
    practitioner: Practitioner,
    draft: outbox.Draft,
    now: datetime,
) -> bytes:
    """The e-mail as it travels, seven-bit; where it comes from another mailbox than answers go to, it says so."""
    organizer = Person(address=invited.organizer, name=practitioner.name)
    attendee = Person(address=invited.attendee, name=provider.name)
    make = itip.cancel if entry.cancelled else itip.request
    sender = mailbox(room.sender, "sender").addr_spec
    mail = itip.mail(
        make(entry, organizer=organizer, attendee=attendee, sequence=invited.sequence, stamp=now),
        sender=Person(address=sender, name=practitioner.name),
        recipient=attendee,
        subject=draft.subject,
        text=draft.body,
        message_id=draft.message_id,
        date=now,
    )
    if sender.lower() != invited.organizer.lower():
        mail["Reply-To"] = invited.organizer
    return mail.as_bytes(policy=SMTP.clone(cte_type="7bit"))


def must_be_permitted(tx: Transaction, house: House, room: Mailroom, meeting: Meeting, now: datetime) -> None:
    """Ask the gate before anything is written (it is asked again when the letter is claimed); raises `Refusal`."""
    would_be = outbox.Outgoing(
        id=0,
        occasion="",
        channel=room.channel,
        practitioner=meeting.practitioner.code,
        recipient=meeting.provider.email,
        message_id="",
        subject="",
        body="",
        html=None,
        raw=None,
        created_at=now,
        until=now,
        state=OutState.WAITING,
        attempts=0,
        about=(),
        purpose=Purpose.RELATIONSHIP,
        client=None,
        provider=meeting.provider.code,
        doubts=0,
        leased_until=None,
    )
    found = permit(tx, house, would_be, room.way, now)
    if isinstance(found, Forbidden):
        raise Refusal(f"{meeting.provider.name} may not be invited: {found.reason}", 1)
