"""Feeds: what each shows, what it last said of every entry, its last good version, and who fetched it when."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from scheduler.store.tables import Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add columns and one table; a feed that is there shows what it showed."""
    feeds: tuple[sa.Column[Any], ...] = (
        sa.Column("kinds", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("practice", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("alarms", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("block_from", sa.Time(), nullable=True),
        sa.Column("block_until", sa.Time(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("made_from", sa.String(length=64), nullable=False, server_default=""),
        sa.Column("trouble", sa.Text(), nullable=False, server_default=""),
        sa.Column("trouble_at", Instant(), nullable=True),
    )
    for column in feeds:
        op.add_column("feeds", column)
    published: tuple[sa.Column[Any], ...] = (
        sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("changed_at", Instant(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False, server_default=""),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("left_at", Instant(), nullable=True),
    )
    for column in published:
        op.add_column("published", column)
    op.create_table(
        "fetches",
        sa.Column("feed", sa.Integer(), nullable=False),
        sa.Column("agent", sa.String(length=120), nullable=False),
        sa.Column("first_at", Instant(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feeds.id"]),
        sa.PrimaryKeyConstraint("feed", "agent"),
    )
