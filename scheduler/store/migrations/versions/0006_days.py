"""The open follow-ups of everybody by the day they stand on."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add an index; nothing that is there is changed."""
    is_open = sa.text("state = 'open'")
    op.create_index("follow_ups_by_day", "follow_ups", ["day"], sqlite_where=is_open, postgresql_where=is_open)
