"""Many rows at once: for SQLite they are written column by column and handed to the driver as they are."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert


def insert_many(tx: Connection, table: Table, names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows whose values stand in the order of `names`."""
    if not rows:
        return
    if tx.dialect.name != "sqlite":
        tx.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    statement, writers = _prepared(table, names, tx.dialect)
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for place, write in writers.items():
        columns[place] = map(write, columns[place])
    tx.exec_driver_sql(statement, list(zip(*columns, strict=True)))


@lru_cache(maxsize=8)
def _prepared(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, dict[int, Callable[[Any], Any]]]:
    """The statement, and how the values of some columns are written."""
    columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" for _ in names)
    statement = f"INSERT INTO {table.name} ({columns}) VALUES ({places})"
    types = [table.c[name].type.dialect_impl(dialect) for name in names]
    found = {place: type_.bind_processor(dialect) for place, type_ in enumerate(types)}
    return statement, {place: write for place, write in found.items() if write is not None}
