"""Practices that earlier versions left behind: brought up to date by several processes at once, one of them killed."""

import random
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import DateTime, MetaData, Table, create_engine, func, select, text

from faults.killing import Database
from faults.nursery import Nursery
from faults.practice import Practice, practice
from faults.results import Result
from scheduler import store as store_package
from scheduler.backing import database_at, try_out
from scheduler.store import audit, meta
from scheduler.store.engine import Store, connect, open_store

ROOT = Path(__file__).parents[1]
OLD = sorted((ROOT / "tests" / "scheduler" / "store" / "old").glob("*.sql"))
#: Tables whose rows may be more after an upgrade.
_OUR_OWN = ("alembic_version", "meta")


def upgrades(times: int, processes: int, database: Database | None = None, tools: Path | None = None) -> Result:
    """Every old schema, so often: all rows are there afterwards, it is whole, and a copy of the old one is kept."""
    broken: list[str] = []
    rows, chance = 0, random.Random(times)
    for dump in OLD:
        for number in range(times):
            with tempfile.TemporaryDirectory() as name:
                made = practice(Path(name), 25)
                place = _old_practice(made, dump, database, tools)
                before = _counts(place)
                rows = max(rows, sum(before.values()))
                statuses = _upgraded(made, processes, chance)
                found = _wrong(made, place, dump.stem, before, tools)
                found += [f"a process ended with {status}" for status in statuses if status]
                broken += [f"{dump.stem}, {number + 1}: {words}" for words in found]
    kind = "PostgreSQL" if database else "SQLite"
    return Result(
        fault=f"upgrade from {len(OLD)} old schemas by {processes} processes at once, one killed, {kind}",
        size=f"{len(OLD)} x {times} upgrades",
        counted={"not as it was": len(broken), "rows of the largest": rows},
        broken=tuple(broken),
    )


def _old_practice(made: Practice, dump: Path, database: Database | None, tools: Path | None) -> str:
    """Put what an old version left in the place of a practice's database; its address."""
    file = made.folder / "rapport.db"
    for end in ("", "-wal", "-shm"):
        file.with_name(f"rapport.db{end}").unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as old:
        old.executescript(dump.read_text("utf-8"))
    if database is None:
        return f"sqlite:///{file}"
    place = database()
    made.change(r'(?m)^url = "sqlite.*$', f'url = "{place}"\ntools = "{tools}"')
    _carry(f"sqlite:///{file}", connect(place), dump.stem)
    file.unlink()
    return place


def _carry(source: str, target: Store, revision: str) -> None:
    """Make the schema of an old version in a new database, and copy every row into it."""
    old, new, reader = MetaData(), MetaData(), create_engine(source)
    with target.write() as tx, reader.connect() as rows:
        config = Config()
        config.set_main_option("script_location", str(Path(store_package.__path__[0]) / "migrations"))
        config.attributes["connection"] = tx
        command.upgrade(config, revision)
        old.reflect(rows)
        new.reflect(tx)
        for table in new.sorted_tables:
            found = [dict(row._mapping) for row in rows.execute(select(old.tables[table.name]))]
            if found and table.name != "alembic_version":
                tx.execute(table.insert(), [_fitting(table, row) for row in found])
            _count_on(tx, table)
    reader.dispose()
    target.close()


def _fitting(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """A row as PostgreSQL takes it: moments are of UTC."""
    kinds = {column.name: column.type for column in table.columns}
    return {
        name: f"{value}+00" if value is not None and isinstance(kinds[name], DateTime) else value
        for name, value in row.items()
    }


def _count_on(tx: Any, table: Table) -> None:
    """Numbers that the database gives go on after those that are there."""
    for column in table.primary_key.columns:
        names = {"t": table.name, "c": column.name}
        sequence = tx.execute(text("SELECT pg_get_serial_sequence(:t, :c)"), names).scalar()
        highest = tx.execute(select(func.max(column))).scalar()
        if sequence and highest:
            tx.execute(text("SELECT setval(:s, :n)"), {"s": sequence, "n": highest})


def _upgraded(made: Practice, processes: int, chance: random.Random) -> list[int]:
    """Several start together; one dies at some moment; whoever comes afterwards finds it done, or does it."""
    nursery = Nursery(made.folder / "upgrades.log")
    pids = [nursery.run("--config", str(made.config), "database", "upgrade") for _ in range(processes)]
    time.sleep(chance.uniform(0, 0.4))
    nursery.kill(pids.pop())
    statuses = [nursery.wait(pid) for pid in pids]
    statuses.append(nursery.wait(nursery.run("--config", str(made.config), "database", "upgrade")))
    nursery.close()
    return statuses


def _counts(place: str) -> dict[str, int]:
    store, tables = connect(place), MetaData()
    with store.read() as tx:
        tables.reflect(tx)
        counted = {
            name: int(tx.execute(select(func.count()).select_from(table)).scalar() or 0)
            for name, table in tables.tables.items()
            if name not in _OUR_OWN
        }
    store.close()
    return counted


def _wrong(made: Practice, place: str, old: str, before: dict[str, int], tools: Path | None) -> list[str]:
    """What is not as it should be after an upgrade, in words."""
    after = _counts(place)
    broken = [f"{name}: {count} rows became {after[name]}" for name, count in before.items() if after[name] != count]
    store = open_store(place)
    with store.read() as tx:
        secrets = list(meta.starting_with(tx, meta.SECRET))
        if len(secrets) != 1 or audit.broken(tx) is not None:
            broken.append("its secret or its log of disclosures is broken")
    store.close()
    if (whole := made.integrity()) != "ok":
        broken.append(f"integrity: {whole}")
    kept = list(made.folder.glob(f"rapport*.schema-{old}"))
    if len(kept) != 1:
        return [*broken, f"{len(kept)} copies of the old one"]
    facts = try_out(database_at(place, tools), kept[0], None)
    if facts != before["facts"]:
        broken.append(f"the copy holds {facts} facts")
    return broken
