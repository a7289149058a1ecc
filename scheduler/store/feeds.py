"""Calendar feeds in the store: whose they are, when they were fetched, which entries were ever fetched."""

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from scheduler.store.tables import FeedRow, PublishedRow


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


def token_hash(token: str) -> str:
    """What is stored of a token: enough to recognise it, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def add(tx: Connection, name: str, practitioner: str, token: str, *, provider_names: bool, now: datetime) -> None:
    """Store a new feed; its token is kept only as a hash."""
    tx.execute(
        insert(FeedRow).values(
            name=name,
            practitioner=practitioner,
            token_hash=token_hash(token),
            provider_names=provider_names,
            created_at=now,
        )
    )


def all_feeds(tx: Connection) -> list[Feed]:
    """Every feed, revoked ones too."""
    return [_feed(row) for row in tx.execute(select(FeedRow.__table__).order_by(FeedRow.name))]


def by_token(tx: Connection, token: str) -> Feed | None:
    """The feed of a token, unless it was revoked (the comparison is of hashes, so its time tells nothing)."""
    hashed = token_hash(token)
    query = select(FeedRow.__table__).where(FeedRow.token_hash == hashed, FeedRow.revoked_at.is_(None))
    row = tx.execute(query).first()
    return _feed(row) if row and hmac.compare_digest(row.token_hash, hashed) else None


def set_token(tx: Connection, name: str, token: str) -> None:
    """Give a feed a new token; the old one stops working at once."""
    tx.execute(update(FeedRow).where(FeedRow.name == name).values(token_hash=token_hash(token), revoked_at=None))


def forget(tx: Connection, feed: int) -> None:
    """Remove a closed feed, so that its name is free."""
    tx.execute(delete(PublishedRow).where(PublishedRow.feed == feed))
    tx.execute(delete(FeedRow).where(FeedRow.id == feed))


def revoke(tx: Connection, name: str, now: datetime) -> None:
    """Close a feed."""
    tx.execute(update(FeedRow).where(FeedRow.name == name).values(revoked_at=now))


def published(tx: Connection, feed: int) -> set[str]:
    """The uids that were ever fetched from a feed."""
    return set(tx.execute(select(PublishedRow.uid).where(PublishedRow.feed == feed)).scalars())


def note_fetch(tx: Connection, feed: int, agent: str, uids: Collection[str], now: datetime) -> None:
    """Remember a fetch, and the entries that it showed for the first time."""
    tx.execute(update(FeedRow).where(FeedRow.id == feed).values(fetched_at=now, fetched_by=agent))
    fresh = sorted(set(uids) - published(tx, feed))
    if fresh:
        tx.execute(insert(PublishedRow), [{"feed": feed, "uid": uid, "first_at": now} for uid in fresh])


def stamp(tx: Connection, feed: int, body: bytes, now: datetime) -> datetime:
    """When a feed's bytes last changed; whatever changed them (a removal too) moves it, and it never goes back."""
    digest = hashlib.sha256(body).hexdigest()
    row = tx.execute(select(FeedRow.body_hash, FeedRow.body_at).where(FeedRow.id == feed)).one()
    if row.body_hash == digest and isinstance(row.body_at, datetime):
        return row.body_at
    tx.execute(update(FeedRow).where(FeedRow.id == feed).values(body_hash=digest, body_at=now))
    return now


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
    )
