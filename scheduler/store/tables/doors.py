"""The doors: calendar subscriptions, logins, and the addresses of referral forms."""

import datetime as dt
from typing import Any

from sqlalchemy import Boolean, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base


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
    #: The kinds it shows; none named: all.
    kinds: Mapped[list[str]] = mapped_column(default=list)
    #: Whether it shows everybody's, not one practitioner's.
    practice: Mapped[bool] = mapped_column(Boolean, default=False)
    alarms: Mapped[bool] = mapped_column(Boolean, default=False)
    #: The time of the day at which calls are shown together, where its owner chose one.
    block_from: Mapped[dt.time | None]
    block_until: Mapped[dt.time | None]
    #: Why the last attempt to make it failed, and since when it does.
    trouble: Mapped[str] = mapped_column(Text, default="")
    trouble_at: Mapped[dt.datetime | None]


class FeedBodyRow(Base):
    """The last good version of a feed; apart from the feed, of which fetches are noted often."""

    __tablename__ = "feed_bodies"
    feed: Mapped[int] = mapped_column(ForeignKey("feeds.id"), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class PublishedRow(Base):
    """An entry that some calendar has fetched, so that its end leaves a tombstone; with what was last said of it."""

    __tablename__ = "published"
    feed: Mapped[int] = mapped_column(ForeignKey("feeds.id"), primary_key=True)
    uid: Mapped[str] = mapped_column(String(80), primary_key=True)
    first_at: Mapped[dt.datetime]
    #: As the feed last showed it; the digest is of what a reader sees.
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[dt.datetime | None]
    digest: Mapped[str] = mapped_column(String(64), default="")
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    #: Since when it is another practitioner's.
    left_at: Mapped[dt.datetime | None]


class FetchRow(Base):
    """A program that fetches a feed, by the name it gives itself."""

    __tablename__ = "fetches"
    feed: Mapped[int] = mapped_column(ForeignKey("feeds.id"), primary_key=True)
    agent: Mapped[str] = mapped_column(String(120), primary_key=True)
    first_at: Mapped[dt.datetime]
    last_at: Mapped[dt.datetime]
    times: Mapped[int]
    #: How many of the fetches found nothing new.
    unchanged: Mapped[int]


class LoginRow(Base):
    """A practitioner's way into the pages; the password is kept as an argon2id hash (RFC 9106)."""

    __tablename__ = "logins"
    practitioner: Mapped[str] = mapped_column(String(40), primary_key=True)
    password_hash: Mapped[str]
    changed_at: Mapped[dt.datetime]


class SessionRow(Base):
    """A browser that is logged in; its token is kept as a hash."""

    __tablename__ = "sessions"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    practitioner: Mapped[str] = mapped_column(String(40), index=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    agent: Mapped[str] = mapped_column(Text, default="")


class FormRow(Base):
    """A provider's own address of the referral form; its token is kept as a hash."""

    __tablename__ = "forms"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    provider: Mapped[str] = mapped_column(ForeignKey("providers.code"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    #: The form's version, so that referrals are counted for each.
    version: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]
    used_at: Mapped[dt.datetime | None]


class SubmissionRow(Base):
    """A referral that came by the form; the same page sent twice is one referral."""

    __tablename__ = "submissions"
    nonce_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    form: Mapped[int] = mapped_column(ForeignKey("forms.id"), index=True)
    at: Mapped[dt.datetime]
    client: Mapped[str] = mapped_column(ForeignKey("clients.code"), index=True)
    #: What was filled in beyond what became facts.
    words: Mapped[dict[str, Any]]
