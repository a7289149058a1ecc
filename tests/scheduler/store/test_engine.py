"""The store: private, consistent, and of the schema that the migrations make."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from scheduler.mistakes import Refusal
from scheduler.store import facts as fact_store
from scheduler.store import followups, meta
from scheduler.store.engine import connect, open_store
from scheduler.store.schema import REVISION
from scheduler.store.tables import Base
from scheduler.store.tx import Transaction
from scheduler.store.upgrading import upgrade
from tests.houses import TODAY, add_people, at_noon, fact, new_store

MIGRATIONS = Path(__file__).parents[3] / "scheduler" / "store" / "migrations"


def test_the_migrated_schema_equals_the_tables(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with store.read() as tx:
        assert compare_metadata(MigrationContext.configure(tx), Base.metadata) == []
    store.close()


def test_the_code_knows_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == REVISION


def test_upgrading_twice_changes_nothing(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with store.read() as tx:
        secret = meta.secret(tx)
    upgrade(store)
    with store.read() as tx:
        assert meta.secret(tx) == secret
    store.close()


def test_the_file_is_private_and_the_journal_too(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with store.write() as tx:
        add_people(tx)
    for file in tmp_path.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file
    store.close()


def test_sqlite_runs_as_it_is_meant_to(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with store.read() as tx:
        found = {p: tx.execute(text(f"PRAGMA {p}")).scalar() for p in ("journal_mode", "foreign_keys", "synchronous")}
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}
    store.close()


def test_what_goes_wrong_in_a_transaction_leaves_nothing(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with pytest.raises(ZeroDivisionError), store.write() as tx:
        add_people(tx)
        raise ZeroDivisionError
    with store.read() as tx:
        assert fact_store.all_current(tx) == []
        assert tx.execute(text("SELECT count(*) FROM clients")).scalar() == 0
    store.close()


def test_a_full_disk_is_said_and_leaves_the_store_whole(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with store.write() as tx:
        add_people(tx)
        pages = tx.execute(text("PRAGMA page_count")).scalar()
    store.close()
    store = open_store(store.url)
    with pytest.raises(Refusal, match="cannot be used: database or disk is full"), store.write() as tx:
        tx.execute(text(f"PRAGMA max_page_count={pages}"))
        many = [fact("contact", "reached", TODAY, client="CRVZ", note="x" * 1900) for _ in range(500)]
        fact_store.add(tx, many)
    store.close()
    store = open_store(store.url)
    with store.read() as tx:
        assert tx.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert fact_store.all_current(tx) == []
    store.close()


def test_a_moment_without_a_zone_is_refused(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with pytest.raises(Exception, match="a moment without a zone"), store.write() as tx:
        add_people(tx)
        fact_store.store_new(
            tx, [fact("contact", "reached", TODAY, client="CRVZ")], at_noon(TODAY).replace(tzinfo=None)
        )
    store.close()


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (lambda tx: fact_store.about(tx, ["CRVZ"]), "facts_client"),
        (lambda tx: fact_store.about(tx, ["CRVZ"]), "facts_provider"),
        (lambda tx: followups.all_of(tx, ["CRVZ"]), "ix_follow_ups_client"),
        (lambda tx: fact_store.by_identity(tx, ["F1"]), "facts_identity"),
        (lambda tx: followups.open_ones(tx), "follow_ups_open"),
        (lambda tx: followups.earliest_open(tx), "follow_ups_open"),
    ],
)
def test_the_queries_of_every_round_use_their_index(
    tmp_path: Path, query: Callable[[Transaction], object], index: str
) -> None:
    from sqlalchemy import event

    store = new_store(tmp_path)
    seen: list[tuple[str, Any]] = []
    with store.read() as tx:
        event.listen(
            tx, "before_cursor_execute", lambda _c, _cursor, sql, arguments, _x, _m: seen.append((sql, arguments))
        )
        query(tx)
        (sql, arguments), *_ = seen
        plan = tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", arguments).all()
    assert any(index in str(row) for row in plan), plan
    assert not any(str(row[-1]).startswith("SCAN facts") for row in plan), plan
    store.close()


def test_an_empty_file_and_a_missing_one_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="there is no database"):
        open_store(f"sqlite:///{tmp_path / 'none.db'}")
    connect(f"sqlite:///{tmp_path / 'empty.db'}", create=True).close()
    with pytest.raises(Refusal, match="the database is empty"):
        open_store(f"sqlite:///{tmp_path / 'empty.db'}")
