"""Delivering: claim in one transaction, send outside any, settle in another. What dies in between is sent again with
the same Message-ID, once; a letter whose answer is lost a second time is left to a person.

Where a message handed over twice is there once all the same (a folder), many are sent between two notes.
"""

import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.messages import Channel, Failed, Message, Receipt, Refused, Sent
from scheduler.house import House
from scheduler.people import Practitioner
from scheduler.permitting import Forbidden, NotNow, permit
from scheduler.store import followups, outbox
from scheduler.store.engine import Store
from scheduler.store.outbox import Outgoing, OutState, Settled
from scheduler.store.tx import Transaction

#: The first wait after a failure; it doubles with every further one.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
#: How many letters are sent between two notes by a channel where a repeat does no harm, and how often in a round.
BATCH, BATCHES = 500, 20


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
    """Send what is waiting; where a repeat would be seen, each letter is settled before the next one is begun.

    `clock` tells how time goes on meanwhile (a slow mail server takes minutes); without it, time stands.
    """
    clock = clock or (lambda: now)
    done = _many(store, house, channels, senders, now, clock)
    with store.write(alone=False) as tx:
        claimed, stopped = _claimed(tx, house, channels, now, but=_repeatable(channels))
    sent = (_send(store, channels, senders, letter, clock) for letter in claimed)
    return [*done, *stopped, *(delivery for delivery in sent if delivery)]


def _repeatable(channels: Mapping[str, Channel]) -> list[str]:
    return [name for name, channel in channels.items() if channel.repeatable]


def _many(
    store: Store,
    house: House,
    channels: Mapping[str, Channel],
    senders: Mapping[str, str],
    now: datetime,
    clock: Callable[[], datetime],
) -> list[Delivery]:
    """Send many at a time by the channels where a repeat does no harm: what dies in between is simply sent again."""
    names, done = _repeatable(channels), []
    for _ in range(BATCHES if names else 0):
        with store.write(alone=False) as tx:
            claimed, stopped = _claimed(tx, house, channels, now, limit=BATCH, by=names)
        done += stopped
        settled: list[Settled] = []
        try:
            for letter in claimed:
                settled.append(_settled(letter, channels[letter.channel].send(_message(letter, senders)), clock()))
        finally:
            with store.write(alone=False) as tx:
                outbox.settle_claimed(tx, settled, clock())
        done += [Delivery(s.letter.id, s.letter.channel, s.state, s.detail) for s in settled]
        if len(claimed) + len(stopped) < BATCH:
            break
    return done


def _settled(letter: Outgoing, receipt: Receipt, now: datetime) -> Settled:
    match receipt:
        case Sent(detail):
            return Settled(letter, OutState.SENT, detail, now)
        case Refused(reason):
            return Settled(letter, OutState.REFUSED, reason, now)
        case Failed(reason, _):
            return Settled(letter, OutState.WAITING, reason, now + backoff(letter.attempts + 1, random.random()))


def _claimed(
    tx: Transaction,
    house: House,
    channels: Mapping[str, Channel],
    now: datetime,
    limit: int = 20,
    *,
    by: Collection[str] | None = None,
    but: Collection[str] = (),
) -> tuple[list[Outgoing], list[Delivery]]:
    """The letters to send, and what was settled at once because it is not to go, or not yet."""
    claimed = outbox.claim(tx, now, limit, by=by, but=but)
    still = followups.still_open(tx, {id_ for letter in claimed for id_ in letter.about})
    stopped = [stop for letter in claimed if (stop := _stopped(tx, house, channels, letter, still, now))]
    ids = {stop.id for stop in stopped}
    return [letter for letter in claimed if letter.id not in ids], stopped


def _stopped(
    tx: Transaction,
    house: House,
    channels: Mapping[str, Channel],
    letter: Outgoing,
    still_open: Collection[str],
    now: datetime,
) -> Delivery | None:
    """Settle a letter that is not to go, or leave it for after the quiet hours, in the claim's own transaction."""
    found: tuple[OutState, str] | NotNow | None = _no_longer(letter, still_open, now)
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


def _no_longer(letter: Outgoing, still_open: Collection[str], now: datetime) -> tuple[OutState, str] | None:
    """Why a letter is not worth sending any more, looked at in the claim's own transaction."""
    if letter.until <= now:
        return OutState.MISSED, "its time had passed"
    if letter.about and not any(id_ in still_open for id_ in letter.about):
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
    match channel.send(_message(letter, senders)):
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


def _message(letter: Outgoing, senders: Mapping[str, str]) -> Message:
    return Message(
        message_id=letter.message_id,
        sender=senders[letter.channel],
        recipient=letter.recipient,
        subject=letter.subject,
        text=letter.body,
        html=letter.html,
        raw=letter.raw,
        date=letter.created_at,
    )


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
