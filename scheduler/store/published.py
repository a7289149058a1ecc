"""What each feed last told: of every entry, and as a whole; with a digest of all that decides it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, select, update

from scheduler.store.tables import ClientRow, FactRow, FeedRow, FollowUpRow, ProviderRow, PublishedRow

#: Where an earlier version of Rapport noted only that an entry was fetched.
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a feed tells of one entry."""

    uid: str
    sequence: int
    #: To the second.
    changed_at: datetime
    #: Of what a reader sees; empty where that is not known any more.
    digest: str
    #: The entry as it stands in the feed.
    body: bytes
    #: Since when it is another practitioner's.
    left_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The last good version of a feed."""

    body: bytes
    #: When its bytes last changed: a removal counts, and it never goes back.
    changed_at: datetime
    made_from: str


def told(tx: Connection, feed: int) -> dict[str, Told]:
    """What a feed told so far, by uid."""
    rows = tx.execute(select(PublishedRow.__table__).where(PublishedRow.feed == feed))
    return {
        row.uid: Told(
            uid=row.uid,
            sequence=row.sequence,
            changed_at=row.changed_at or _LONG_AGO,
            digest=row.digest,
            body=row.body or b"",
            left_at=row.left_at,
        )
        for row in rows
    }


def tell(tx: Connection, feed: int, fresh: Iterable[Told], known: Mapping[str, Told], now: datetime) -> None:
    """Remember what a feed tells anew."""
    new, other = [], []
    for one in fresh:
        values = {
            "sequence": one.sequence,
            "changed_at": one.changed_at,
            "digest": one.digest,
            "body": one.body,
            "left_at": one.left_at,
        }
        if one.uid in known:
            other.append({"which": one.uid, **values})
        else:
            new.append({"feed": feed, "uid": one.uid, "first_at": now, **values})
    if new:
        tx.execute(insert(PublishedRow), new)
    if other:
        row = (PublishedRow.feed == feed, PublishedRow.uid == bindparam("which"))
        tx.execute(update(PublishedRow).where(*row), other)


def kept(tx: Connection, feed: int) -> Kept | None:
    """The last good version of a feed, or None before the first."""
    row = tx.execute(select(FeedRow.body, FeedRow.body_at, FeedRow.made_from).where(FeedRow.id == feed)).one()
    return Kept(body=row.body, changed_at=row.body_at, made_from=row.made_from) if row.body and row.body_at else None


def keep(tx: Connection, feed: int, body: bytes, made_from: str, now: datetime) -> datetime:
    """Keep a version as the last good one; when its bytes last changed.

    Each change is a second later than the one before, whatever the clock says: a reader that asks by date alone
    could not tell two within one second apart (RFC 9110, 8.8.2.2).
    """
    digest = hashlib.sha256(body).hexdigest()
    row = tx.execute(select(FeedRow.body_hash, FeedRow.body_at).where(FeedRow.id == feed)).one()
    changed_at: datetime = row.body_at or now
    if row.body_hash != digest:
        changed_at = max(now, row.body_at + timedelta(seconds=1)) if row.body_at else now
    values = {"body": body, "body_hash": digest, "body_at": changed_at, "made_from": made_from}
    tx.execute(update(FeedRow).where(FeedRow.id == feed).values(**values, trouble="", trouble_at=None))
    return changed_at


def note_trouble(tx: Connection, feed: int, words: str, now: datetime) -> None:
    """Remember why a feed could not be made, and since when it cannot."""
    since = func.coalesce(FeedRow.trouble_at, now)
    tx.execute(update(FeedRow).where(FeedRow.id == feed).values(trouble=words, trouble_at=since))


def state_of(tx: Connection, *, names: bool) -> tuple[object, ...]:
    """What differs whenever anything that a feed shows has changed; cheap, whatever the number of follow-ups."""
    follow_ups = select(func.count(), func.max(FollowUpRow.changed_at), func.sum(FollowUpRow.sequence))
    facts = select(func.count(), func.max(FactRow.row))
    people = select(ClientRow.code, ClientRow.practitioner).where(~ClientRow.removed).order_by(ClientRow.code)
    found: list[object] = [*tx.execute(follow_ups.select_from(FollowUpRow)).one()]
    found += tx.execute(facts.select_from(FactRow)).one()
    found += map(tuple, tx.execute(people))
    if names:
        called = select(ProviderRow.code, ProviderRow.name).where(~ProviderRow.removed).order_by(ProviderRow.code)
        found += map(tuple, tx.execute(called))
    return tuple(found)
