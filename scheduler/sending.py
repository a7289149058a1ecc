"""Sending: a letter to somebody outside the house, by e-mail, through the gate."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.consent import Purpose, Way
from scheduler.borders import to_client
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.permitting import Forbidden, NotNow, permit
from scheduler.store import outbox, people
from scheduler.store.outbox import Draft
from scheduler.store.tx import Transaction

#: After so long a letter says something that is no longer true.
GOOD_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outward:
    """A letter that leaves the house."""

    #: Which letter it is.
    name: str
    #: Whom it goes to: a provider, or else a client.
    client: str | None
    provider: str | None
    purpose: Purpose
    subject: str
    text: str


def send(tx: Transaction, house: House, channel: str | None, letter: Outward, now: datetime) -> datetime | None:
    """Put a letter into the outbox for a channel of e-mail, once a day for each reader; until when it waits for quiet
    hours, or None.

    Raises `Refusal` where the reader does not want it or has no address, or where there is no channel.
    """
    if channel is None:
        raise Refusal("no channel for letters is configured; add a [[channel]] to config.toml", 1)
    recipient = _address(tx, letter)
    practitioner = next(iter(house.practitioners))
    occasion = f"letter/{letter.name}/{letter.provider or letter.client}/{house.today(now)}"
    draft = Draft(
        occasion=occasion,
        channel=channel,
        practitioner=practitioner,
        recipient=recipient,
        message_id=f"<{hashlib.sha256(occasion.encode()).hexdigest()[:24]}@rapport.invalid>",
        subject=letter.subject,
        body=letter.text,
        html=None,
        until=now + GOOD_FOR,
        purpose=letter.purpose,
        client=letter.client,
        provider=letter.provider,
    )
    if not outbox.put(tx, draft, now):
        raise Refusal(f"the letter {letter.name} went to the same reader today already; nothing was sent again")
    match permit(tx, house, draft, Way.EMAIL, now):
        case Forbidden(reason):
            raise Refusal(f"this letter may not go: {reason}; nothing was sent", 1)
        case NotNow(until):
            return until
        case None:
            return None


def _address(tx: Transaction, letter: Outward) -> str:
    if letter.provider:
        found = people.providers(tx, [letter.provider])[letter.provider].email
        remedy = f"rapport provider edit {letter.provider} --email ADDRESS"
    else:
        found = to_client(people.clients(tx, [letter.client or ""])[letter.client or ""].email)
        remedy = f"rapport client edit {letter.client} --email ADDRESS"
    if not found:
        raise Refusal(f"no e-mail address is on file: {remedy}")
    return found
