"""What is urgent by how urgent it is, then by day; a column goes that nothing was ever written to."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make one index anew, and drop an empty column."""
    urgent = sa.text("state = 'open' AND priority <= 1")
    op.drop_index("follow_ups_urgent", "follow_ups")
    op.create_index(
        "follow_ups_urgent", "follow_ups", ["priority", "day"], sqlite_where=urgent, postgresql_where=urgent
    )
    op.drop_column("submissions", "seen_at")
