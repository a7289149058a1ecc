"""Invitations, entries in people's own calendars, busy times; letters that somebody else has composed."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.tables import Instant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add tables and one column; nothing that is there is changed."""
    op.add_column("outbox", sa.Column("raw", sa.LargeBinary(), nullable=True))
    _invitations()
    op.create_table(
        "mirrored",
        sa.Column("publisher", sa.String(length=40), nullable=False),
        sa.Column("uid", sa.String(length=80), nullable=False),
        sa.Column("href", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("starts", sa.String(length=40), nullable=False),
        sa.Column("left_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("publisher", "uid"),
    )
    op.create_table(
        "busy_sources",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("practitioner", sa.String(length=40), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("tried_at", Instant(), nullable=False),
        sa.Column("fetched_at", Instant(), nullable=True),
        sa.Column("until", Instant(), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "busy_spans",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("starts", Instant(), nullable=False),
        sa.Column("ends", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["busy_sources.name"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("busy_spans_source", "busy_spans", ["source", "ends"])


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("fact", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(length=12), nullable=False),
        sa.Column("uid", sa.String(length=80), nullable=False),
        sa.Column("attendee", sa.Text(), nullable=False),
        sa.Column("organizer", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("starts", Instant(), nullable=False),
        sa.Column("ends", Instant(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("letter", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("proposed", Instant(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["provider"], ["providers.code"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index(op.f("ix_invitations_fact"), "invitations", ["fact"])
    op.create_index(op.f("ix_invitations_provider"), "invitations", ["provider"])
