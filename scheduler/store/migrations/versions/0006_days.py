"""The open follow-ups of everybody by the day they stand on; what blocks one is said without a command."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add an index, and take the command out of the words of what is blocked."""
    is_open = sa.text("state = 'open'")
    op.create_index("follow_ups_by_day", "follow_ups", ["day"], sqlite_where=is_open, postgresql_where=is_open)
    op.execute(
        "UPDATE follow_ups SET blocked_by = replace(blocked_by, '; name one with: rapport record care-team', '') "
        "WHERE blocked_by LIKE 'nobody on file is %'"
    )
