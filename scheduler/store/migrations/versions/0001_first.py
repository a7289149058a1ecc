"""The first schema."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.tables import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    """The first schema."""

    op.create_table(
        "batches",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "disclosures",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("client", sa.String(length=12), nullable=False),
        sa.Column("provider", sa.String(length=12), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("by_whom", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("fact", sa.String(length=16), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_disclosures_client"), "disclosures", ["client"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("practitioner", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("provider_names", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("fetched_at", Instant(), nullable=True),
        sa.Column("fetched_by", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("body_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_table(
        "journal",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("practitioner", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=True),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("next_try", Instant(), nullable=False),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("occasion"),
    )
    op.create_index("outbox_waiting", "outbox", ["state", "next_try"], unique=False)
    op.create_table(
        "replan", sa.Column("subject", sa.String(length=12), nullable=False), sa.PrimaryKeyConstraint("subject")
    )
    op.create_table(
        "clients",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("practitioner", sa.Text(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("source_key", sa.String(length=80), nullable=True),
        sa.Column("batch", sa.String(length=12), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch"],
            ["batches.id"],
        ),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("source_key"),
    )
    op.create_index(op.f("ix_clients_batch"), "clients", ["batch"], unique=False)
    op.create_table(
        "providers",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("credentials", sa.Text(), nullable=False),
        sa.Column("specialty", sa.Text(), nullable=False),
        sa.Column("npi", sa.String(length=10), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("fax", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("tier", sa.String(length=1), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("best_time", sa.Text(), nullable=False),
        sa.Column("source_key", sa.String(length=80), nullable=True),
        sa.Column("batch", sa.String(length=12), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch"],
            ["batches.id"],
        ),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("source_key"),
    )
    op.create_index(op.f("ix_providers_batch"), "providers", ["batch"], unique=False)
    op.create_table(
        "published",
        sa.Column("feed", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=80), nullable=False),
        sa.Column("first_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["feed"],
            ["feeds.id"],
        ),
        sa.PrimaryKeyConstraint("feed", "uid"),
    )
    op.create_table(
        "facts",
        sa.Column("row", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("client", sa.String(length=12), nullable=True),
        sa.Column("provider", sa.String(length=12), nullable=True),
        sa.Column("practitioner", sa.String(length=40), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("identity", sa.String(length=80), nullable=False),
        sa.Column("closes", sa.Text(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("retracted", sa.Boolean(), nullable=False),
        sa.Column("batch", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch"],
            ["batches.id"],
        ),
        sa.ForeignKeyConstraint(
            ["client"],
            ["clients.code"],
        ),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["providers.code"],
        ),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("number", "version"),
    )
    op.create_index(
        "facts_client",
        "facts",
        ["client"],
        unique=False,
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "facts_identity",
        "facts",
        ["identity"],
        unique=True,
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "facts_provider",
        "facts",
        ["provider"],
        unique=False,
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(op.f("ix_facts_batch"), "facts", ["batch"], unique=False)
    op.create_index(
        "one_current",
        "facts",
        ["number"],
        unique=True,
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current"),
    )
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("recipient", sa.String(length=20), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("limit", sa.Date(), nullable=True),
        sa.Column("client", sa.String(length=12), nullable=True),
        sa.Column("provider", sa.String(length=12), nullable=True),
        sa.Column("practitioner", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("blocked_by", sa.Text(), nullable=True),
        sa.Column("instead_of", sa.JSON(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("pinned", sa.Date(), nullable=True),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("story", sa.JSON(), nullable=False),
        sa.Column("noticed_for", sa.Date(), nullable=True),
        sa.Column("noticed_at", Instant(), nullable=True),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.Column("paced_on", sa.Date(), nullable=True),
        sa.Column("bundle", sa.String(length=12), nullable=True),
        sa.Column("paced", sa.Text(), nullable=False),
        sa.Column("slot_at", sa.Time(), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client"],
            ["clients.code"],
        ),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["providers.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("follow_ups_changed", "follow_ups", ["changed_at"], unique=False)
    op.create_index(
        "follow_ups_open",
        "follow_ups",
        ["due"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(op.f("ix_follow_ups_client"), "follow_ups", ["client"], unique=False)
    op.create_index(op.f("ix_follow_ups_provider"), "follow_ups", ["provider"], unique=False)

    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER disclosures_no_{act.lower()} BEFORE {act} ON disclosures "
                "BEGIN SELECT RAISE(ABORT, 'the disclosure log is append-only'); END"
            )
