"""Calendar feeds in the store: whose they are, what they show, and which programs fetched them when."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from scheduler.store.published import Seal
from scheduler.store.tables import FeedBodyRow, FeedRow, FetchRow, PublishedRow

#: Programs that are remembered for one feed.
MOST_AGENTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One subscription."""

    id: int
    name: str
    practitioner: str
    #: Whether its owner chose to see providers' names.
    provider_names: bool
    created_at: datetime
    revoked_at: datetime | None
    fetched_at: datetime | None
    fetched_by: str
    #: The kinds of follow-ups and facts it shows; empty for all.
    kinds: tuple[str, ...] = ()
    #: Whether it shows everybody's.
    practice: bool = False
    alarms: bool = False
    #: From when to when calls are shown together; None: each for itself, all day.
    block: tuple[time, time] | None = None
    #: Why it could not be made the last time, and since when.
    trouble: str = ""
    trouble_at: datetime | None = None
    #: Of the version that was kept last.
    seal: Seal = ("", None)


@dataclass(frozen=True, slots=True)
class Fetches:
    """How one program fetches a feed."""

    #: The name that the program gives itself.
    agent: str
    first_at: datetime
    last_at: datetime
    times: int
    #: How often it was told that nothing had changed.
    unchanged: int


def token_hash(token: str) -> str:
    """What is stored of a token: enough to recognise it, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def add(
    tx: Connection,
    name: str,
    practitioner: str,
    token: str,
    *,
    now: datetime,
    provider_names: bool = False,
    kinds: tuple[str, ...] = (),
    practice: bool = False,
    alarms: bool = False,
    block: tuple[time, time] | None = None,
) -> None:
    """Store a new feed; its token is kept only as a hash."""
    block_from, block_until = block or (None, None)
    tx.execute(
        insert(FeedRow).values(
            name=name,
            practitioner=practitioner,
            token_hash=token_hash(token),
            provider_names=provider_names,
            created_at=now,
            kinds=list(kinds),
            practice=practice,
            alarms=alarms,
            block_from=block_from,
            block_until=block_until,
        )
    )


def all_feeds(tx: Connection) -> list[Feed]:
    """Every feed, revoked ones too."""
    return [_feed(row) for row in tx.execute(select(FeedRow.__table__).order_by(FeedRow.name))]


_BY_TOKEN = select(FeedRow.__table__).where(FeedRow.token_hash == bindparam("hashed"), FeedRow.revoked_at.is_(None))


def by_token(tx: Connection, token: str) -> Feed | None:
    """The feed of a token, unless it was revoked (the comparison is of hashes, so its time tells nothing)."""
    hashed = token_hash(token)
    row = tx.execute(_BY_TOKEN, {"hashed": hashed}).first()
    return _feed(row) if row and hmac.compare_digest(row.token_hash, hashed) else None


def set_token(tx: Connection, name: str, token: str) -> None:
    """Give a feed a new token; the old one stops working at once."""
    tx.execute(update(FeedRow).where(FeedRow.name == name).values(token_hash=token_hash(token), revoked_at=None))


def forget(tx: Connection, feed: int) -> None:
    """Remove a closed feed, so that its name is free."""
    tx.execute(delete(PublishedRow).where(PublishedRow.feed == feed))
    tx.execute(delete(FetchRow).where(FetchRow.feed == feed))
    tx.execute(delete(FeedBodyRow).where(FeedBodyRow.feed == feed))
    tx.execute(delete(FeedRow).where(FeedRow.id == feed))


def revoke(tx: Connection, name: str, now: datetime) -> None:
    """Close a feed."""
    tx.execute(update(FeedRow).where(FeedRow.name == name).values(revoked_at=now))


def note_fetches(
    tx: Connection, feed: int, agent: str, of: tuple[datetime, datetime], *, times: int, unchanged: int
) -> None:
    """Remember so many fetches by one program, the first and the last of these moments; of programs, the `MOST_AGENTS`
    that came last."""
    first_at, last_at = of
    if not tx.execute(update(FeedRow).where(FeedRow.id == feed).values(fetched_at=last_at, fetched_by=agent)).rowcount:
        return  # it was removed meanwhile
    mine = FetchRow.feed == feed
    counted = {"last_at": last_at, "times": FetchRow.times + times, "unchanged": FetchRow.unchanged + unchanged}
    if tx.execute(update(FetchRow).where(mine, FetchRow.agent == agent).values(**counted)).rowcount:
        return
    first = {"first_at": first_at, "last_at": last_at, "times": times, "unchanged": unchanged}
    tx.execute(insert(FetchRow).values(feed=feed, agent=agent, **first))
    by_last = select(FetchRow.agent).where(mine).order_by(FetchRow.last_at.desc(), FetchRow.agent)
    stale = list(tx.execute(by_last).scalars())[MOST_AGENTS:]
    if stale:
        tx.execute(delete(FetchRow).where(mine, FetchRow.agent.in_(stale)))


def fetches(tx: Connection, feed: int) -> list[Fetches]:
    """The programs that fetch a feed, the last one first."""
    query = select(FetchRow.__table__).where(FetchRow.feed == feed).order_by(FetchRow.last_at.desc(), FetchRow.agent)
    return [Fetches(row.agent, row.first_at, row.last_at, row.times, row.unchanged) for row in tx.execute(query)]


def last_fetch(tx: Connection) -> tuple[datetime, str] | None:
    """The last fetch of any feed, and by which program."""
    when = tx.execute(select(func.max(FeedRow.fetched_at))).scalar()
    if when is None:
        return None
    agent = tx.execute(select(FeedRow.fetched_by).where(FeedRow.fetched_at == when)).scalar()
    return when, agent or ""


def _feed(row: Row[Any]) -> Feed:
    return Feed(
        id=row.id,
        name=row.name,
        practitioner=row.practitioner,
        provider_names=row.provider_names,
        created_at=row.created_at,
        revoked_at=row.revoked_at,
        fetched_at=row.fetched_at,
        fetched_by=row.fetched_by,
        kinds=tuple(row.kinds),
        practice=row.practice,
        alarms=row.alarms,
        block=(row.block_from, row.block_until) if row.block_from and row.block_until else None,
        trouble=row.trouble,
        trouble_at=row.trouble_at,
        seal=(row.body_hash, row.body_at),
    )
