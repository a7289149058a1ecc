"""The day that a follow-up stands on, the order in which rows changed, indexes; feeds apart from their bytes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_OPEN = "state = 'open'"
_NOBODY = "client IS NULL AND provider IS NULL"


def upgrade() -> None:
    """Add two columns, filled from what is there, and indexes; nothing that is there is changed."""
    op.add_column("follow_ups", sa.Column("day", sa.Date(), nullable=False, server_default="1970-01-01"))
    op.add_column("follow_ups", sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE follow_ups SET day = coalesce(pinned, paced_on, due)")
    for name, columns, where in (
        ("follow_ups_day", ["practitioner", "day"], _OPEN),
        ("follow_ups_urgent", ["day"], f"{_OPEN} AND priority <= 1"),
        ("follow_ups_reports", ["day"], f"{_OPEN} AND kind = 'report'"),
        ("follow_ups_meetings", ["practitioner"], f"{_OPEN} AND kind = 'meeting'"),
        ("follow_ups_bundle", ["bundle"], "bundle IS NOT NULL"),
        ("follow_ups_shown", ["practitioner", "changed_at"], None),
        ("follow_ups_of", ["practitioner", "revision"], None),
        ("follow_ups_closed", ["closed_at"], "closed_at IS NOT NULL"),
        ("follow_ups_revision", ["revision"], None),
    ):
        _index(name, "follow_ups", columns, where)
    for name, columns, rest in (
        ("facts_nobody", ["client", "provider"], _NOBODY),
        ("facts_calendar", ["client", "on_day"], "kind IN ('visit', 'meeting')"),
        ("facts_practitioner", ["practitioner", "on_day"], "kind IN ('visit', 'meeting')"),
        ("facts_meetings", ["on_day"], "kind = 'meeting'"),
    ):
        op.create_index(
            name,
            "facts",
            columns,
            sqlite_where=sa.text(f"current = 1 AND {rest}"),
            postgresql_where=sa.text(f"current AND {rest}"),
        )
    _index("outbox_sent", "outbox", ["channel", "settled_at"], "state = 'sent'")
    _index("invitations_standing", "invitations", ["ends"], "state = 'invited'")
    _index("clients_practitioner", "clients", ["practitioner"], None)
    _bodies()


def _bodies() -> None:
    op.create_table(
        "feed_bodies",
        sa.Column("feed", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feeds.id"]),
        sa.PrimaryKeyConstraint("feed"),
    )
    op.execute("INSERT INTO feed_bodies (feed, body) SELECT id, body FROM feeds WHERE body IS NOT NULL")
    op.drop_column("feeds", "body")
    op.drop_column("feeds", "made_from")


def _index(name: str, table: str, columns: list[str], where: str | None) -> None:
    only = sa.text(where) if where else None
    op.create_index(name, table, columns, sqlite_where=only, postgresql_where=only)
