"""What leaves the house: the disclosure log, letters on their way, and papers."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base


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
    #: The whole message, where it was composed already (an invitation).
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)
    #: The follow-ups it speaks of; when none of them is open any more, it is not sent.
    about: Mapped[list[str]]
    created_at: Mapped[dt.datetime]
    #: What it is for: own (to a practitioner of the house), clinical, relationship, marketing.
    purpose: Mapped[str] = mapped_column(String(12), default="own")
    #: Whom it tells of and whom it goes to, where it leaves the house: asked again when it is sent.
    client: Mapped[str | None] = mapped_column(ForeignKey("clients.code"))
    provider: Mapped[str | None] = mapped_column(ForeignKey("providers.code"))
    #: After this moment it is no longer worth sending.
    until: Mapped[dt.datetime]
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    doubts: Mapped[int] = mapped_column(Integer, default=0)
    next_try: Mapped[dt.datetime]
    leased_until: Mapped[dt.datetime | None]
    settled_at: Mapped[dt.datetime | None]
    detail: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        Index("outbox_waiting", "state", "next_try"),
        Index(
            "outbox_sent",
            "channel",
            "settled_at",
            sqlite_where=text("state = 'sent'"),
            postgresql_where=text("state = 'sent'"),
        ),
    )


class PaperRow(Base):
    """A report or a letter being made: what was typed for it, and once approved the page itself."""

    __tablename__ = "papers"
    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    #: The follow-up that it serves, where there is one.
    follow_up: Mapped[str | None] = mapped_column(ForeignKey("follow_ups.id"), index=True)
    #: "progress-report", or the letter's name.
    name: Mapped[str] = mapped_column(String(40))
    client: Mapped[str | None] = mapped_column(ForeignKey("clients.code"), index=True)
    provider: Mapped[str | None] = mapped_column(ForeignKey("providers.code"), index=True)
    #: draft, approved, sent, dropped.
    state: Mapped[str] = mapped_column(String(12))
    #: What the practitioner typed: attendance, plan, chosen rows.
    words: Mapped[dict[str, Any]]
    #: The page as approved; nothing is drawn anew after that.
    page: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]
    approved_at: Mapped[dt.datetime | None]
    approved_by: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[dt.datetime | None]
    channel: Mapped[str] = mapped_column(Text, default="")
