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


def scrub(store: Store) -> None:
    """Overwrite what was destroyed: SQLite keeps the bytes of deleted rows in its file until it is rewritten."""
    if store.sqlite_file is None:
        return
    with store.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("VACUUM")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
