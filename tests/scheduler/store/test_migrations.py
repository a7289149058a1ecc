"""Migrations on old data: a practice that an earlier version kept is the same practice after the upgrade."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from scheduler.store import audit, facts, followups, people
from scheduler.store.engine import Store, connect, open_store
from scheduler.store.tables import Base
from scheduler.store.upgrading import upgrade

OLD = sorted((Path(__file__).parent / "old").glob("*.sql"))


def _old_store(tmp_path: Path, dump: Path) -> Store:
    file = tmp_path / "rapport.db"
    with closing(sqlite3.connect(file)) as database:
        database.executescript(dump.read_text("utf-8"))
    return connect(f"sqlite:///{file}")


@pytest.mark.parametrize("dump", OLD, ids=lambda p: p.stem)
def test_an_old_practice_is_the_same_after_the_upgrade(tmp_path: Path, dump: Path) -> None:
    store = _old_store(tmp_path, dump)
    counts = "SELECT (SELECT count(*) FROM facts), (SELECT count(*) FROM follow_ups), (SELECT count(*) FROM outbox)"
    with store.read() as tx:
        before = tx.execute(text(counts)).one()
    upgrade(store)
    store.close()
    store = open_store(store.url)
    with store.read() as tx:
        assert tx.execute(text(counts)).one() == before
        assert compare_metadata(MigrationContext.configure(tx), Base.metadata) == []
        assert audit.broken(tx) is None
        assert audit.entries(tx)
        assert people.clients(tx) and people.providers(tx)
        assert followups.open_ones(tx)
        assert facts.all_current(tx)
        assert tx.execute(text("PRAGMA foreign_key_check")).all() == []
    store.close()


@pytest.mark.parametrize("dump", OLD, ids=lambda p: p.stem)
def test_the_log_stays_append_only_after_the_upgrade(tmp_path: Path, dump: Path) -> None:
    store = _old_store(tmp_path, dump)
    upgrade(store)
    store.close()
    with closing(sqlite3.connect(tmp_path / "rapport.db")) as database:
        for act in ("DELETE FROM disclosures", "UPDATE disclosures SET what = 'nothing'"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                database.execute(act)
