"""How the channels fare, seen from the outbox: what they took, and since when one takes nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, literal_column, select

from scheduler.store.outbox import OutState
from scheduler.store.tables import OutboxRow

#: A letter in one of these, once tried, has found a channel that did not answer for it.
_UNANSWERED = (OutState.WAITING, OutState.CLAIMED, OutState.HANDING_OVER, OutState.MISSED, OutState.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """A channel that takes nothing."""

    channel: str
    #: When the first letter that it did not take was written.
    since: datetime
    #: What it said the last time; of no letter's words.
    detail: str


def failing(tx: Connection, channels: Collection[str]) -> list[Failing]:
    """Those of the channels that took no letter since the first that they did not take."""
    answered = _last_answers(tx, channels)
    tried = (
        select(OutboxRow.channel, OutboxRow.created_at, OutboxRow.detail)
        .where(OutboxRow.state.in_([s.value for s in _UNANSWERED]), OutboxRow.attempts > 0)
        .order_by(OutboxRow.created_at, OutboxRow.id)
    )
    found: dict[str, Failing] = {}
    for channel, created_at, detail in tx.execute(tried):
        alive = answered.get(channel)
        if channel in channels and (alive is None or created_at > alive):
            since = found[channel].since if channel in found else created_at
            found[channel] = Failing(channel=channel, since=since, detail=detail)
    return sorted(found.values(), key=lambda f: f.channel)


def letters(tx: Connection) -> dict[tuple[str, str], int]:
    """How many letters there are, by channel and state."""
    query = select(OutboxRow.channel, OutboxRow.state, func.count()).group_by(OutboxRow.channel, OutboxRow.state)
    return {(channel, state): count for channel, state, count in tx.execute(query)}


def _last_answers(tx: Connection, channels: Collection[str]) -> dict[str, datetime]:
    """Asked for each channel by its own: the last entry of an index, however many letters went out."""
    sent = OutboxRow.state == literal_column(f"'{OutState.SENT.value}'")
    last = {
        name: tx.execute(select(func.max(OutboxRow.settled_at)).where(sent, OutboxRow.channel == name)).scalar()
        for name in channels
    }
    return {name: at for name, at in last.items() if at}
