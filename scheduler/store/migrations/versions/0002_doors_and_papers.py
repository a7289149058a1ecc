"""Logins, referral forms, papers; what a letter is for; erased clients; a disclosure log that may be shortened."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.tables import Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add tables and columns; nothing that is there is changed."""
    _doors()
    _papers()
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("purpose", sa.String(length=12), nullable=False, server_default="own"))
        outbox.add_column(sa.Column("client", sa.String(length=12), nullable=True))
        outbox.add_column(sa.Column("provider", sa.String(length=12), nullable=True))
        outbox.create_foreign_key("outbox_client", "clients", ["client"], ["code"])
        outbox.create_foreign_key("outbox_provider", "providers", ["provider"], ["code"])
    op.add_column("clients", sa.Column("erased_at", Instant(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER disclosures_no_delete")
        op.execute(
            "CREATE TRIGGER disclosures_no_delete BEFORE DELETE ON disclosures WHEN old.number >= "
            "coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'disclosures_kept_from'), 1) "
            "BEGIN SELECT RAISE(ABORT, 'the disclosure log is append-only'); END"
        )


def _doors() -> None:
    op.create_table(
        "logins",
        sa.Column("practitioner", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("practitioner"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("practitioner", sa.String(length=40), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index(op.f("ix_sessions_practitioner"), "sessions", ["practitioner"])
    op.create_table(
        "forms",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("provider", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["provider"], ["providers.code"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index(op.f("ix_forms_provider"), "forms", ["provider"])
    op.create_table(
        "submissions",
        sa.Column("nonce_hash", sa.String(length=64), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("client", sa.String(length=12), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["form"], ["forms.id"]),
        sa.ForeignKeyConstraint(["client"], ["clients.code"]),
        sa.PrimaryKeyConstraint("nonce_hash"),
    )
    op.create_index(op.f("ix_submissions_form"), "submissions", ["form"])
    op.create_index(op.f("ix_submissions_client"), "submissions", ["client"])


def _papers() -> None:
    op.create_table(
        "papers",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("follow_up", sa.String(length=12), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("client", sa.String(length=12), nullable=True),
        sa.Column("provider", sa.String(length=12), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("page", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("approved_at", Instant(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["follow_up"], ["follow_ups.id"]),
        sa.ForeignKeyConstraint(["client"], ["clients.code"]),
        sa.ForeignKeyConstraint(["provider"], ["providers.code"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("follow_up", "client", "provider"):
        op.create_index(op.f(f"ix_papers_{column}"), "papers", [column])
