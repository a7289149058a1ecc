"""Bringing a database's schema up to date, with Alembic's migrations, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from scheduler.store import meta
from scheduler.store.engine import Store


def upgrade(store: Store) -> None:
    """Run every migration that is missing; running it again changes nothing."""
    with store.write() as tx:
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = tx
        command.upgrade(config, "head")
        meta.secret(tx)
