"""What each feed last told: of every entry, and as a whole; with the state of all that decides it."""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    FromClause,
    Select,
    Subquery,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    true,
    update,
)
from sqlalchemy.sql.functions import aggregate_strings

from scheduler.store.chunking import THESE, chunks
from scheduler.store.facts import APPOINTMENTS, WHOSE, whose_appointments
from scheduler.store.tables import ClientRow, FactRow, FeedBodyRow, FeedRow, FollowUpRow, ProviderRow, PublishedRow

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


#: Put into words once.
_TELL = (
    update(PublishedRow.__table__)  # type: ignore[arg-type]
    .where(PublishedRow.feed == bindparam("of"), PublishedRow.uid == bindparam("which"))
    .values({name: bindparam(f"new_{name}") for name in ("sequence", "changed_at", "digest", "body", "left_at")})
)
_SEAL = (
    update(FeedRow)
    .where(FeedRow.id == bindparam("which"), FeedRow.body_hash == bindparam("known"))
    .where(FeedRow.body_at.is_not_distinct_from(bindparam("since")))
    .values(body_hash=bindparam("digest"), body_at=bindparam("changed"))
)


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


def told_among(tx: Connection, feed: int, uids: Collection[str]) -> set[str]:
    """Those of these entries of which a feed told before."""
    query = select(PublishedRow.uid).where(PublishedRow.feed == feed, PublishedRow.uid.in_(THESE))
    return {uid for chunk in chunks(uids) for uid in tx.execute(query, {"these": chunk}).scalars()}


def tell(tx: Connection, feed: int, fresh: Iterable[Told], known: Container[str], now: datetime) -> None:
    """Remember what a feed tells anew; `known` are the entries of which it told before."""
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
            other.append({"which": one.uid, **{f"new_{name}": value for name, value in values.items()}})
        else:
            new.append({"feed": feed, "uid": one.uid, "first_at": now, **values})
    if new:
        tx.execute(insert(PublishedRow), new)
    if other:
        tx.execute(_TELL, [{"of": feed, **values} for values in other])


def kept(tx: Connection, feed: int) -> Kept | None:
    """The last good version of a feed, or None before the first."""
    query = select(FeedBodyRow.body, FeedRow.body_at).where(FeedBodyRow.feed == feed)
    row = tx.execute(query.join(FeedRow, FeedRow.id == FeedBodyRow.feed)).first()
    return Kept(body=row.body, changed_at=row.body_at) if row and row.body_at else None


#: The digest of a feed's bytes, and when they last changed; the one empty and the other None before the first.
Seal = tuple[str, datetime | None]


def keep(tx: Connection, feed: int, before: Seal, after: tuple[str, datetime], body: bytes) -> bool:
    """Keep a version as the last good one. False, and nothing kept, where another has been kept since `before`."""
    (known, since), (digest, changed_at) = before, after
    values = {"which": feed, "known": known, "since": since, "digest": digest, "changed": changed_at}
    if not tx.execute(_SEAL, values).rowcount:
        return False
    if not tx.execute(update(FeedBodyRow).where(FeedBodyRow.feed == feed).values(body=body)).rowcount:
        tx.execute(insert(FeedBodyRow).values(feed=feed, body=body))
    return True


def seal_of(tx: Connection, feed: int) -> Seal:
    """The seal of the version that was kept last."""
    row = tx.execute(select(FeedRow.body_hash, FeedRow.body_at).where(FeedRow.id == feed)).one()
    return row.body_hash, row.body_at


def changed_at(before: Seal, digest: str, now: datetime) -> datetime:
    """When the bytes last changed, if they have this digest at this moment.

    Each change is a second later than the one before, whatever the clock says: a reader that asks by date alone
    could not tell two within one second apart (RFC 9110, 8.8.2.2).
    """
    known, since = before
    if since is None:
        return now
    return since if known == digest else max(now, since + timedelta(seconds=1))


def forget_trouble(tx: Connection, feed: int) -> None:
    """The feed can be made again."""
    tx.execute(update(FeedRow).where(FeedRow.id == feed).values(trouble="", trouble_at=None))


def note_trouble(tx: Connection, feed: int, words: str, now: datetime) -> None:
    """Remember why a feed could not be made, and since when it cannot."""
    since = func.coalesce(FeedRow.trouble_at, now)
    tx.execute(update(FeedRow).where(FeedRow.id == feed).values(trouble=words, trouble_at=since))


@dataclass(frozen=True, slots=True)
class State:
    """What differs whenever anything that a feed shows has changed; found by indexes, whatever the practice's size."""

    #: How many follow-ups there are, and the revision of the one changed last.
    follow_ups: int
    revision: int
    #: The same of visits and meetings, the clients in charge, and the providers' names where the feed shows them.
    others: tuple[object, ...]


def state_of(tx: Connection, practitioner: str | None, since: date, *, names: bool) -> State:
    """The state of what is shown of one practitioner, or of everybody, from a day on."""
    found = tx.execute(_question(practitioner is None, names), {WHOSE: practitioner, "since": since}).one()
    return State(found[0], found[1], tuple(found[2:]))


@cache
def _question(everybody: bool, names: bool) -> Executable:
    """What is asked for a state: in one question, put into words once, for it is asked at every fetch."""
    count = select(func.count().label("count")).select_from(FollowUpRow)
    last = select(func.coalesce(func.max(FollowUpRow.revision), 0).label("last"))  # one step in its index
    people = select((ClientRow.code + "/" + ClientRow.practitioner).label("one")).order_by(ClientRow.code)
    people = people.where(~ClientRow.removed)
    if not everybody:
        count = count.where(FollowUpRow.practitioner == bindparam(WHOSE))
        last = last.where(FollowUpRow.practitioner == bindparam(WHOSE))
        people = people.where(ClientRow.practitioner == bindparam(WHOSE))
    facts = select(func.count().label("count"), func.max(FactRow.row).label("last"))
    facts = facts.where(APPOINTMENTS, FactRow.on_day >= bindparam("since"))
    called = select((ProviderRow.code + "/" + ProviderRow.name).label("one")).order_by(ProviderRow.code)
    parts = [
        count.subquery(),
        last.subquery(),
        *(facts.where(whose).subquery() for whose in whose_appointments(everybody=everybody)),
        _as_one(people),
        *([_as_one(called.where(~ProviderRow.removed))] if names else []),
    ]
    together: FromClause = parts[0]
    for part in parts[1:]:  # each has one row
        together = together.join(part, true())
    return select(*(column for part in parts for column in part.c)).select_from(together)


#: Stands in the statement as it is: as a parameter it would have SQLAlchemy write the statement anew each time.
_BETWEEN: Any = literal_column("'\n'")


def _as_one(texts: Select[str]) -> Subquery:
    """Texts, in their order, as one."""
    listed = texts.subquery()
    return select(aggregate_strings(listed.c.one, _BETWEEN).label("all")).subquery()
