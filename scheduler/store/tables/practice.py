"""People, facts, follow-ups and what was done with them."""

import datetime as dt
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base


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
    #: When everything personal was destroyed; the code stays, for the disclosure log.
    erased_at: Mapped[dt.datetime | None]

    __table_args__ = (Index("clients_practitioner", "practitioner"),)


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
        *(
            Index(
                name,
                *columns,
                sqlite_where=text(f"current = 1 AND {where}"),
                postgresql_where=text(f"current AND {where}"),
            )
            for name, columns, where in (
                ("facts_nobody", ("client", "provider"), "client IS NULL AND provider IS NULL"),
                ("facts_calendar", ("client", "on_day"), "kind IN ('visit', 'meeting')"),
                ("facts_practitioner", ("practitioner", "on_day"), "kind IN ('visit', 'meeting')"),
                ("facts_meetings", ("on_day",), "kind = 'meeting'"),
            )
        ),
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
    #: The day it stands on: pinned, else paced_on, else due.
    day: Mapped[dt.date]
    #: Higher than that of every row changed before this one.
    revision: Mapped[int]

    __table_args__ = (
        *(
            Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
            for name, columns, where in (
                ("follow_ups_open", ("due",), "state = 'open'"),
                ("follow_ups_day", ("practitioner", "day"), "state = 'open'"),
                ("follow_ups_by_day", ("day",), "state = 'open'"),
                ("follow_ups_urgent", ("priority", "day"), "state = 'open' AND priority <= 1"),
                ("follow_ups_reports", ("day",), "state = 'open' AND kind = 'report'"),
                ("follow_ups_meetings", ("practitioner",), "state = 'open' AND kind = 'meeting'"),
                ("follow_ups_closed", ("closed_at",), "closed_at IS NOT NULL"),
                ("follow_ups_bundle", ("bundle",), "bundle IS NOT NULL"),
            )
        ),
        Index("follow_ups_changed", "changed_at"),
        Index("follow_ups_shown", "practitioner", "changed_at"),
        Index("follow_ups_of", "practitioner", "revision"),
        Index("follow_ups_revision", "revision"),
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
