"""Delivering: claim in one transaction, send outside any, settle in another. What dies in between is sent again with
the same Message-ID, once; a letter whose answer is lost a second time is left to a person."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.messages import Channel, Failed, Message, Refused, Sent
from scheduler.house import House
from scheduler.people import Practitioner
from scheduler.permitting import Forbidden, NotNow, permit
from scheduler.store import followups, outbox
from scheduler.store.engine import Store
from scheduler.store.outbox import Outgoing, OutState
from scheduler.store.tx import Transaction

#: The first wait after a failure; it doubles with every further one.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one letter came to, for the log: none of its words."""

    id: int
    channel: str
    state: OutState
    detail: str


def backoff(attempts: int, jitter: float) -> timedelta:
    """How long to wait after so many attempts; `jitter` from 0 to 1 spreads it by a quarter either way."""
    wait = min(FIRST_WAIT * (1 << min(attempts - 1, 12)), LONGEST_WAIT)
    return wait * (0.75 + 0.5 * jitter)


def deliver(
    store: Store,
    house: House,
    channels: Mapping[str, Channel],
    senders: Mapping[str, str],
    now: datetime,
    clock: Callable[[], datetime] | None = None,
) -> list[Delivery]:
    """Send what is waiting; each letter is settled before the next one is begun.

    `clock` tells how time goes on meanwhile (a slow mail server takes minutes); without it, time stands.
    """
    clock = clock or (lambda: now)
    with store.write(alone=False) as tx:
        claimed = outbox.claim(tx, now)
        stopped = [stop for letter in claimed if (stop := _stopped(tx, house, channels, letter, now))]
    stopped_ids = {stop.id for stop in stopped}
    sent = (_send(store, channels, senders, letter, clock) for letter in claimed if letter.id not in stopped_ids)
    return [*stopped, *(delivery for delivery in sent if delivery)]


def _stopped(
    tx: Transaction, house: House, channels: Mapping[str, Channel], letter: Outgoing, now: datetime
) -> Delivery | None:
    """Settle a letter that is not to go, or leave it for after the quiet hours, in the claim's own transaction."""
    found: tuple[OutState, str] | NotNow | None = _no_longer(tx, letter, now)
    if found is None and (channel := channels.get(letter.channel)):
        match permit(tx, house, letter, channel.way, now):
            case Forbidden(reason):
                found = (OutState.REFUSED, reason)
            case NotNow() as later:
                found = later
            case None:
                pass
    match found:
        case NotNow(until):
            outbox.put_back(tx, letter, until, "quiet hours", doubtful=False)
            return Delivery(letter.id, letter.channel, OutState.WAITING, "quiet hours")
        case (state, why):
            outbox.settle(tx, letter.id, state, why, now)
            return Delivery(letter.id, letter.channel, state, why)
    return None


def _no_longer(tx: Transaction, letter: Outgoing, now: datetime) -> tuple[OutState, str] | None:
    """Why a letter is not worth sending any more, looked at in the claim's own transaction."""
    if letter.until <= now:
        return OutState.MISSED, "its time had passed"
    if letter.about and not any(
        follow_up and follow_up.open for follow_up in (followups.get(tx, id_) for id_ in letter.about)
    ):
        return OutState.REFUSED, outbox.NOTHING_LEFT
    if letter.doubts > 1:
        return OutState.UNKNOWN, "perhaps sent: whoever sent it ended twice before the answer came"
    return None


def _send(
    store: Store,
    channels: Mapping[str, Channel],
    senders: Mapping[str, str],
    letter: Outgoing,
    clock: Callable[[], datetime],
) -> Delivery | None:
    """Send one letter; None when another process has taken it over in the meantime."""
    channel = channels.get(letter.channel)
    if channel is None:
        return _settle(store, letter, OutState.REFUSED, "the channel is no longer configured", clock())
    with store.write(alone=False) as tx:
        if not outbox.hand_over(tx, letter, clock()):
            return None
    receipt = channel.send(
        Message(
            message_id=letter.message_id,
            sender=senders[letter.channel],
            recipient=letter.recipient,
            subject=letter.subject,
            text=letter.body,
            html=letter.html,
            raw=letter.raw,
            date=letter.created_at,
        )
    )
    match receipt:
        case Sent(detail):
            return _settle(store, letter, OutState.SENT, detail, clock())
        case Refused(reason):
            return _settle(store, letter, OutState.REFUSED, reason, clock())
        case Failed(reason, ambiguous=True) if letter.doubts:
            return _settle(store, letter, OutState.UNKNOWN, f"perhaps sent: {reason}", clock())
        case Failed(reason, ambiguous):
            wait = backoff(letter.attempts + 1, random.random())
            with store.write(alone=False) as tx:
                outbox.put_back(tx, letter, clock() + wait, reason, doubtful=ambiguous)
            return Delivery(letter.id, letter.channel, OutState.WAITING, reason)


def on_trial(channel: Channel, sender: str, who: Practitioner, now: datetime) -> Sent | Refused | Failed:
    """Hand over a message with fixed words to a practitioner of the house: it tells of nobody, and passes no gate."""
    return channel.send(
        Message(
            message_id=f"<trial.{now:%Y%m%dT%H%M%S}.{channel.name.encode().hex()[:32]}@rapport.invalid>",
            sender=sender,
            recipient=who.email,
            subject="Rapport: a message on trial",
            text="If you can read this, the morning e-mail will reach you too.\nNothing has to be done.\n",
            html=None,
            date=now,
        )
    )


def _settle(store: Store, letter: Outgoing, state: OutState, detail: str, now: datetime) -> Delivery:
    with store.write(alone=False) as tx:
        outbox.settle(tx, letter.id, state, detail, now)
    return Delivery(letter.id, letter.channel, state, detail)
