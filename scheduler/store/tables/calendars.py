"""Calendars of others: invitations, entries written into somebody's own calendar, and when people are busy."""

import datetime as dt

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base


class InvitationRow(Base):
    """An invitation of one provider to one meeting or joint visit, as it was last said; nothing of a client."""

    __tablename__ = "invitations"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    #: The number of the fact it is about; no foreign key, since facts have a row for each version.
    fact: Mapped[int] = mapped_column(index=True)
    provider: Mapped[str] = mapped_column(ForeignKey("providers.code"), index=True)
    #: Random to whoever does not know the practice's secret: an answer has to name it.
    uid: Mapped[str] = mapped_column(String(80), unique=True)
    #: Whose mailbox was invited, and to whose the answer goes.
    attendee: Mapped[str]
    organizer: Mapped[str]
    #: Of the last version that was put into the outbox.
    sequence: Mapped[int]
    signature: Mapped[str] = mapped_column(String(64))
    title: Mapped[str]
    place: Mapped[str] = mapped_column(Text, default="")
    starts: Mapped[dt.datetime]
    ends: Mapped[dt.datetime]
    #: invited, cancelled.
    state: Mapped[str] = mapped_column(String(12))
    #: Whether any version of it may have reached the provider.
    told: Mapped[bool] = mapped_column(Boolean, default=False)
    #: The letter with the last version, in the outbox.
    letter: Mapped[int]
    #: accepted, tentative, declined, delegated, another time; empty while none came.
    answer: Mapped[str] = mapped_column(String(16), default="")
    #: The stamp of the last answer that counted.
    answered_at: Mapped[dt.datetime | None]
    proposed: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]

    __table_args__ = (
        Index(
            "invitations_standing",
            "ends",
            sqlite_where=text("state = 'invited'"),
            postgresql_where=text("state = 'invited'"),
        ),
    )


class MirroredRow(Base):
    """An entry that Rapport wrote into somebody's own calendar, as it was when Rapport last saw it."""

    __tablename__ = "mirrored"
    publisher: Mapped[str] = mapped_column(String(40), primary_key=True)
    uid: Mapped[str] = mapped_column(String(80), primary_key=True)
    href: Mapped[str]
    etag: Mapped[str]
    #: Of the bytes that Rapport wrote last.
    digest: Mapped[str] = mapped_column(String(64))
    #: The first day or instant that was written or last accepted, as ISO 8601.
    starts: Mapped[str] = mapped_column(String(40))
    #: When its owner was found to have deleted it; it is not written again until somebody says so.
    left_at: Mapped[dt.datetime | None]


class BusySourceRow(Base):
    """A calendar of which only the busy times are kept."""

    __tablename__ = "busy_sources"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    practitioner: Mapped[str] = mapped_column(String(40))
    #: Handed to the server the next time, as they came; of an address that is known only as a hash.
    address_hash: Mapped[str] = mapped_column(String(64), default="")
    etag: Mapped[str] = mapped_column(Text, default="")
    last_modified: Mapped[str] = mapped_column(Text, default="")
    tried_at: Mapped[dt.datetime]
    fetched_at: Mapped[dt.datetime | None]
    #: Up to when its repeating entries were followed.
    until: Mapped[dt.datetime | None]
    complete: Mapped[bool] = mapped_column(Boolean, default=False)
    #: What is wrong with it, in Rapport's own words.
    trouble: Mapped[str] = mapped_column(Text, default="")


class BusySpanRow(Base):
    """A stretch of time in which somebody is busy: no title, no place, nobody else."""

    __tablename__ = "busy_spans"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    source: Mapped[str] = mapped_column(ForeignKey("busy_sources.name"))
    starts: Mapped[dt.datetime]
    ends: Mapped[dt.datetime]

    __table_args__ = (Index("busy_spans_source", "source", "ends"),)
