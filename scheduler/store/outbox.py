"""The outbox: letters decided in one transaction, sent outside it, settled in a second one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, case, func, insert, or_, select, update

from outreach.consent import Purpose
from scheduler.store.chunking import THESE, chunks
from scheduler.store.tables import OutboxRow


class OutState(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    #: Committed just before it is handed to the channel: what dies here may have been sent (RFC 1047).
    HANDING_OVER = "handing_over"
    SENT = "sent"
    REFUSED = "refused"
    #: Its time passed before it could be sent.
    MISSED = "missed"
    #: Perhaps sent: the answer was lost twice, so that another try might only repeat it. A person has to look.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A letter in the outbox."""

    id: int
    occasion: str
    channel: str
    practitioner: str
    recipient: str
    message_id: str
    subject: str
    body: str
    html: str | None
    #: The whole message, where it was composed already; `body` then says what is in it.
    raw: bytes | None
    created_at: datetime
    until: datetime
    state: OutState
    attempts: int
    about: tuple[str, ...]
    #: What it is for; None for a reminder to a practitioner of the house.
    purpose: Purpose | None
    #: Whom it tells of, and the provider it goes to; a letter without a provider goes to the client.
    client: str | None
    provider: str | None
    #: How often it may have been sent although no answer came.
    doubts: int
    #: Until when the claim holds; whoever took the letter over later has another moment here.
    leased_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter to put into the outbox."""

    occasion: str
    channel: str
    practitioner: str
    recipient: str
    message_id: str
    subject: str
    body: str
    html: str | None
    until: datetime
    about: tuple[str, ...] = ()
    purpose: Purpose | None = None
    client: str | None = None
    provider: str | None = None
    raw: bytes | None = None


#: Why a letter was dropped although nothing went wrong.
NOTHING_LEFT = "nothing it speaks of is open any more"
#: How long a claim holds before another round may take the letter over.
LEASE = timedelta(minutes=5)
_OWN = "own"
_OPEN = (OutState.WAITING.value, OutState.CLAIMED.value, OutState.HANDING_OVER.value)


def known_among(tx: Connection, occasions: Collection[str]) -> set[str]:
    """Those of these occasions that were already written about."""
    query = select(OutboxRow.occasion).where(OutboxRow.occasion.in_(THESE))
    return {known for chunk in chunks(occasions) for known in tx.execute(query, {"these": chunk}).scalars()}


def put(tx: Connection, draft: Draft, now: datetime) -> bool:
    """Add a letter unless its occasion was already written about; whether it was added."""
    return put_all(tx, [draft], now) == 1


def put_all(tx: Connection, drafts: Sequence[Draft], now: datetime) -> int:
    """Add letters, but for those whose occasion was already written about; how many were added."""
    known = known_among(tx, [draft.occasion for draft in drafts])
    fresh = {draft.occasion: _values(draft, now) for draft in drafts if draft.occasion not in known}
    if fresh:
        tx.execute(insert(OutboxRow), list(fresh.values()))
    return len(fresh)


def _values(draft: Draft, now: datetime) -> dict[str, Any]:
    return {
        "occasion": draft.occasion,
        "channel": draft.channel,
        "practitioner": draft.practitioner,
        "recipient": draft.recipient,
        "message_id": draft.message_id,
        "subject": draft.subject,
        "body": draft.body,
        "html": draft.html,
        "raw": draft.raw,
        "about": list(draft.about),
        "purpose": draft.purpose or _OWN,
        "client": draft.client,
        "provider": draft.provider,
        "created_at": now,
        "until": draft.until,
        "state": OutState.WAITING.value,
        "next_try": now,
    }


def next_turn(tx: Connection) -> datetime | None:
    """From when on there is a letter to claim: its own turn, or the end of a claim; None where no letter is open."""
    return min((moment for moment in tx.execute(_TURNS).one() if moment is not None), default=None)


#: Put into words once, for every round asks.
_TURNS = select(
    select(func.min(OutboxRow.next_try)).where(OutboxRow.state == OutState.WAITING.value).scalar_subquery(),
    select(func.min(OutboxRow.leased_until)).where(OutboxRow.state.in_(_OPEN[1:])).scalar_subquery(),
)


def _free(now: datetime) -> ColumnElement[bool]:
    """Those whose turn it is, and those whose claim ran out."""
    return or_(
        (OutboxRow.state == OutState.WAITING.value) & (OutboxRow.next_try <= now),
        OutboxRow.state.in_(_OPEN[1:]) & (OutboxRow.leased_until <= now),
    )


def claim(
    tx: Connection, now: datetime, limit: int = 20, *, by: Collection[str] | None = None, but: Collection[str] = ()
) -> list[Outgoing]:
    """Take the letters whose turn it is, and those whose claim ran out (a process died with them).

    Only those for the channels `by`, or where none are named, for any channel but these.

    What another daemon is taking at this moment is left to it (PostgreSQL; on SQLite there is one daemon).
    """
    which = OutboxRow.channel.in_(by) if by is not None else OutboxRow.channel.not_in(but)
    query = select(OutboxRow.__table__).where(_free(now), which).order_by(OutboxRow.id).limit(limit)
    rows = tx.execute(query.with_for_update(skip_locked=True)).all()
    claimed = [replace(_outgoing(row), leased_until=now + LEASE) for row in rows]
    if claimed:
        tx.execute(
            update(OutboxRow)
            .where(OutboxRow.id.in_([o.id for o in claimed]))
            .values(
                state=OutState.CLAIMED.value,
                leased_until=now + LEASE,
                doubts=OutboxRow.doubts + case((OutboxRow.state == OutState.HANDING_OVER.value, 1), else_=0),
            )
        )
    return claimed


def hand_over(tx: Connection, letter: Outgoing, now: datetime) -> bool:
    """Note that the channel is about to get it, and renew the lease; False when another process has taken it over."""
    mine = (OutboxRow.id == letter.id) & (OutboxRow.leased_until == letter.leased_until)
    noted = tx.execute(
        update(OutboxRow)
        .where(mine, OutboxRow.state == OutState.CLAIMED.value)
        .values(state=OutState.HANDING_OVER.value, attempts=OutboxRow.attempts + 1, leased_until=now + LEASE)
    )
    return noted.rowcount == 1


def settle(tx: Connection, id_: int, state: OutState, detail: str, now: datetime) -> None:
    """Close a letter for good."""
    tx.execute(
        update(OutboxRow)
        .where(OutboxRow.id == id_)
        .values(state=state.value, detail=detail, settled_at=now, leased_until=None)
    )


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a letter that was handed over without a note of it before."""

    letter: Outgoing
    #: Waiting, where it is to be tried again.
    state: OutState
    detail: str
    next_try: datetime


def settle_claimed(tx: Connection, settled: Sequence[Settled], now: datetime) -> None:
    """Close claimed letters, or leave them for a later try; what another process has taken over is left to it."""
    if not settled:
        return
    mine = (OutboxRow.id == bindparam("which")) & (OutboxRow.leased_until == bindparam("lease"))
    values = {
        "state": bindparam("became"),
        "detail": bindparam("why"),
        "settled_at": bindparam("closed"),
        "next_try": bindparam("again"),
        "leased_until": None,
        "attempts": OutboxRow.attempts + 1,
    }
    rows = [
        {
            "which": one.letter.id,
            "lease": one.letter.leased_until,
            "became": one.state.value,
            "why": one.detail,
            "closed": None if one.state is OutState.WAITING else now,
            "again": one.next_try,
        }
        for one in settled
    ]
    tx.execute(update(OutboxRow.__table__).where(mine).values(values), rows)  # type: ignore[arg-type]


def put_back(tx: Connection, letter: Outgoing, next_try: datetime, detail: str, *, doubtful: bool) -> None:
    """Leave a letter for a later try."""
    tx.execute(
        update(OutboxRow)
        .where(OutboxRow.id == letter.id)
        .values(
            state=OutState.WAITING.value,
            detail=detail,
            next_try=next_try,
            leased_until=None,
            doubts=letter.doubts + doubtful,
        )
    )


def get(tx: Connection, id_: int) -> Outgoing | None:
    """One letter."""
    row = tx.execute(select(OutboxRow.__table__).where(OutboxRow.id == id_)).first()
    return _outgoing(row) if row else None


def of_occasion(tx: Connection, occasion: str) -> Outgoing | None:
    """The letter that was written for an occasion."""
    row = tx.execute(select(OutboxRow.__table__).where(OutboxRow.occasion == occasion)).first()
    return _outgoing(row) if row else None


def withdraw(tx: Connection, id_: int, now: datetime) -> bool:
    """Take a letter back that cannot have reached anybody; False when it may have, or is on its way."""
    waiting = (OutboxRow.state == OutState.WAITING.value) & (OutboxRow.doubts == 0)
    done = tx.execute(
        update(OutboxRow)
        .where(OutboxRow.id == id_, waiting)
        .values(state=OutState.REFUSED.value, detail=NOTHING_LEFT, settled_at=now)
    )
    return done.rowcount == 1


@dataclass(frozen=True, slots=True)
class Count:
    """How many letters are in a state, and the last trouble among them."""

    state: OutState
    letters: int
    detail: str


def counts(tx: Connection) -> list[Count]:
    """The letters by state."""
    query = select(OutboxRow.state, func.count(), func.max(OutboxRow.detail)).group_by(OutboxRow.state)
    return [Count(OutState(state), number, detail or "") for state, number, detail in tx.execute(query)]


def troubles(tx: Connection, since: datetime) -> list[tuple[OutState, str, str]]:
    """Letters since a moment that reached nobody, or perhaps: their state, channel and reason."""
    bad = [s.value for s in (OutState.REFUSED, OutState.MISSED, OutState.UNKNOWN)]
    query = select(OutboxRow.state, OutboxRow.channel, OutboxRow.detail).where(
        OutboxRow.state.in_(bad), OutboxRow.settled_at >= since
    )
    found = {(OutState(state), channel, detail) for state, channel, detail in tx.execute(query)}
    return sorted(f for f in found if f[2] != NOTHING_LEFT)


def last_sent(tx: Connection) -> datetime | None:
    """When the last letter went out."""
    query = select(func.max(OutboxRow.settled_at)).where(OutboxRow.state == OutState.SENT.value)
    return tx.execute(query).scalar()


def _outgoing(row: Row[Any]) -> Outgoing:
    return Outgoing(
        id=row.id,
        occasion=row.occasion,
        channel=row.channel,
        practitioner=row.practitioner,
        recipient=row.recipient,
        message_id=row.message_id,
        subject=row.subject,
        body=row.body,
        html=row.html,
        raw=row.raw,
        created_at=row.created_at,
        until=row.until,
        state=OutState(row.state),
        attempts=row.attempts,
        about=tuple(row.about),
        purpose=None if row.purpose == _OWN else Purpose(row.purpose),
        client=row.client,
        provider=row.provider,
        doubts=row.doubts + (row.state == OutState.HANDING_OVER.value),
        leased_until=row.leased_until,
    )
