"""All tables of the store: typed mappings in one place. Rows never leave `scheduler.store`; values do."""

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Time,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[dt.datetime]):
    """An aware instant, kept in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """To the database: UTC, without a zone where the database knows none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """From the database: always aware."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """The tables' registry."""

    type_annotation_map = {  # noqa: RUF012
        str: Text(),
        int: Integer(),
        bool: Boolean(),
        dt.date: Date(),
        dt.time: Time(),
        dt.datetime: Instant(),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
    }


class MetaRow(Base):
    """Small things that the store remembers of itself: the secret, the last round, the rules last reconciled."""

    __tablename__ = "meta"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str]


class BatchRow(Base):
    """An import, so that it can be undone as one."""

    __tablename__ = "batches"
    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    at: Mapped[dt.datetime]
    files: Mapped[list[str]]
    counts: Mapped[dict[str, Any]]
    undone_at: Mapped[dt.datetime | None]


class ClientRow(Base):
    """A client."""

    __tablename__ = "clients"
    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str]
    practitioner: Mapped[str]
    entered_on: Mapped[dt.date]
    born: Mapped[dt.date | None]
    phone: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    source_key: Mapped[str | None] = mapped_column(String(80), unique=True)
    batch: Mapped[str | None] = mapped_column(ForeignKey("batches.id"), index=True)
    removed: Mapped[bool] = mapped_column(Boolean, default=False)


class ProviderRow(Base):
    """A provider."""

    __tablename__ = "providers"
    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str]
    entered_on: Mapped[dt.date]
    credentials: Mapped[str] = mapped_column(Text, default="")
    specialty: Mapped[str] = mapped_column(Text, default="")
    npi: Mapped[str] = mapped_column(String(10), default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    fax: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    office: Mapped[str] = mapped_column(Text, default="")
    hours: Mapped[str] = mapped_column(Text, default="")
    zone: Mapped[str] = mapped_column(Text, default="")
    channel: Mapped[str] = mapped_column(Text, default="")
    tier: Mapped[str] = mapped_column(String(1), default="")
    contact: Mapped[str] = mapped_column(Text, default="")
    best_time: Mapped[str] = mapped_column(Text, default="")
    source_key: Mapped[str | None] = mapped_column(String(80), unique=True)
    batch: Mapped[str | None] = mapped_column(ForeignKey("batches.id"), index=True)
    removed: Mapped[bool] = mapped_column(Boolean, default=False)


class FactRow(Base):
    """One version of a fact. Rows are only added; `current` marks the last version of each number."""

    __tablename__ = "facts"
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    number: Mapped[int]
    version: Mapped[int]
    current: Mapped[bool]
    kind: Mapped[str] = mapped_column(String(20))
    value: Mapped[str]
    on_day: Mapped[dt.date]
    at: Mapped[dt.time | None]
    client: Mapped[str | None] = mapped_column(ForeignKey("clients.code"))
    provider: Mapped[str | None] = mapped_column(ForeignKey("providers.code"))
    practitioner: Mapped[str | None] = mapped_column(String(40))
    data: Mapped[dict[str, Any]]
    identity: Mapped[str] = mapped_column(String(80))
    #: The key of the follow-up that this fact is the outcome of.
    closes: Mapped[str | None]
    recorded_at: Mapped[dt.datetime]
    recorded_by: Mapped[str] = mapped_column(Text, default="")
    retracted: Mapped[bool] = mapped_column(Boolean, default=False)
    batch: Mapped[str | None] = mapped_column(ForeignKey("batches.id"), index=True)

    __table_args__ = (
        UniqueConstraint("number", "version"),
        Index("one_current", "number", unique=True, sqlite_where=text("current = 1"), postgresql_where=text("current")),
        Index(
            "facts_identity",
            "identity",
            unique=True,
            sqlite_where=text("current = 1"),
            postgresql_where=text("current"),
        ),
        Index("facts_client", "client", sqlite_where=text("current = 1"), postgresql_where=text("current")),
        Index("facts_provider", "provider", sqlite_where=text("current = 1"), postgresql_where=text("current")),
    )


class FollowUpRow(Base):
    """A follow-up."""

    __tablename__ = "follow_ups"
    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    #: Deterministic: whatever is run twice cannot plan twice.
    key: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    recipient: Mapped[str] = mapped_column(String(20))
    priority: Mapped[int]
    due: Mapped[dt.date]
    at: Mapped[dt.time | None]
    latest: Mapped[dt.date | None]
    earliest: Mapped[dt.date | None]
    limit: Mapped[dt.date | None]
    client: Mapped[str | None] = mapped_column(ForeignKey("clients.code"), index=True)
    provider: Mapped[str | None] = mapped_column(ForeignKey("providers.code"), index=True)
    practitioner: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str]
    because: Mapped[list[str]]
    dated: Mapped[str]
    blocked_by: Mapped[str | None]
    instead_of: Mapped[list[str]]
    letter: Mapped[str]
    state: Mapped[str] = mapped_column(String(12))
    pinned: Mapped[dt.date | None]
    snoozed_until: Mapped[dt.date | None]
    sequence: Mapped[int]
    created_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]
    closed_at: Mapped[dt.datetime | None]
    outcome: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    story: Mapped[list[str]]
    #: The due day of which a person was told, and when, so that each is told once (what is urgent: until seen).
    noticed_for: Mapped[dt.date | None]
    noticed_at: Mapped[dt.datetime | None]
    #: When somebody said that it was seen.
    seen_at: Mapped[dt.datetime | None]
    #: The day that pacing gave it, and the contact that it shares.
    paced_on: Mapped[dt.date | None]
    bundle: Mapped[str | None] = mapped_column(String(12))
    #: Why it stands on another day than the rules gave it, in words.
    paced: Mapped[str] = mapped_column(Text, default="")
    #: The time proposed for a meeting, and why there is none.
    slot_at: Mapped[dt.time | None]
    trouble: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        Index("follow_ups_open", "due", sqlite_where=text("state = 'open'"), postgresql_where=text("state = 'open'")),
        Index("follow_ups_changed", "changed_at"),
    )


class ReplanRow(Base):
    """A client or a provider whose follow-ups the next round has to plan anew."""

    __tablename__ = "replan"
    subject: Mapped[str] = mapped_column(String(12), primary_key=True)


class JournalRow(Base):
    """What a person did, with what it takes to undo it."""

    __tablename__ = "journal"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[dt.datetime]
    verb: Mapped[str] = mapped_column(String(20))
    #: In words without a client's name.
    what: Mapped[str]
    #: The facts added, and for each follow-up touched its state before.
    before: Mapped[dict[str, Any]]
    undone_at: Mapped[dt.datetime | None]


class DisclosureRow(Base):
    """One thing told of a client to somebody: rows are only added, and each holds the hash of the one before."""

    __tablename__ = "disclosures"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    #: "told", or "taken back" where it was recorded by mistake; then `what` names the row.
    act: Mapped[str] = mapped_column(String(12))
    #: The client's code: the name is not needed to prove what was told, and may be erased.
    client: Mapped[str] = mapped_column(String(12), index=True)
    provider: Mapped[str] = mapped_column(String(12))
    #: Who and where, as it was on that day.
    recipient: Mapped[str]
    address: Mapped[str]
    what: Mapped[str]
    purpose: Mapped[str]
    #: The fact that allowed it, or why none did.
    authority: Mapped[str]
    by_whom: Mapped[str]
    channel: Mapped[str]
    #: The fact that records it.
    fact: Mapped[str] = mapped_column(String(16))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class OutboxRow(Base):
    """A letter on its way out: decided in one transaction, sent outside it, settled in another."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    #: What it is about, so that nothing is said twice: "digest/maya/2026-11-24".
    occasion: Mapped[str] = mapped_column(Text, unique=True)
    channel: Mapped[str] = mapped_column(String(40))
    practitioner: Mapped[str] = mapped_column(String(40))
    recipient: Mapped[str]
    message_id: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    html: Mapped[str | None]
    #: The follow-ups it speaks of; when none of them is open any more, it is not sent.
    about: Mapped[list[str]]
    created_at: Mapped[dt.datetime]
    #: After this moment it is no longer worth sending.
    until: Mapped[dt.datetime]
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    doubts: Mapped[int] = mapped_column(Integer, default=0)
    next_try: Mapped[dt.datetime]
    leased_until: Mapped[dt.datetime | None]
    settled_at: Mapped[dt.datetime | None]
    detail: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("outbox_waiting", "state", "next_try"),)


class FeedRow(Base):
    """A calendar subscription; its token is kept as a hash."""

    __tablename__ = "feeds"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    practitioner: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    provider_names: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]
    fetched_at: Mapped[dt.datetime | None]
    fetched_by: Mapped[str] = mapped_column(Text, default="")
    #: What was last served, as a hash, and since when it is so.
    body_hash: Mapped[str] = mapped_column(String(64), default="")
    body_at: Mapped[dt.datetime | None]


class PublishedRow(Base):
    """An entry that some calendar has fetched, so that its withdrawal leaves a tombstone."""

    __tablename__ = "published"
    feed: Mapped[int] = mapped_column(ForeignKey("feeds.id"), primary_key=True)
    uid: Mapped[str] = mapped_column(String(80), primary_key=True)
    first_at: Mapped[dt.datetime]
