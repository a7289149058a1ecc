"""Follow-ups by the hundred thousand: one real row, copied by SQL into the real table."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from bench.practices import TODAY, Office
from scheduler.store import meta

#: The row that is copied: open, to a provider, and not blocked.
_ONE = "state = 'open' AND recipient = 'provider' AND client IS NOT NULL AND blocked_by IS NULL"
CLOSED = {"state": "'done'", "closed_at": "created_at", "outcome": "'reached'"}
#: Due on one of 120 days, none of them near.
FAR = {"due": f"date('{TODAY}', '+' || (60 + n % 120) || ' days')", "latest": "NULL", "paced_on": "NULL"}
TODAYS = {
    "due": f"'{TODAY}'",
    "latest": "NULL",
    "paced_on": "NULL",
    "pinned": "NULL",
    "noticed_for": "NULL",
    "noticed_at": "NULL",
    "seen_at": "NULL",
    "blocked_by": "NULL",
    "trouble": "''",
    "state": "'open'",
}


def fill(database: Path, count: int, own: Mapping[str, str], first: int = 0, table: str = "follow_ups") -> None:
    """So many copies of an open follow-up, with these columns (in SQL over `n`) of their own."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(follow_ups)")]
        one, key = connection.execute(f"SELECT id, key FROM follow_ups WHERE {_ONE} ORDER BY id LIMIT 1").fetchone()
        same = "/".join(key.split("/")[:4])
        fresh = {"id": "printf('Z%07d', n)", "key": f"'{same}/bench' || n || '/0/1'"}
        values = {name: f'"{name}"' for name in columns} | fresh | dict(own)
        names = ", ".join(f'"{name}"' for name in columns)
        chosen = ", ".join(values[name] for name in columns)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            f"INSERT INTO {table} ({names}) WITH RECURSIVE counting(n) AS "
            f"(SELECT {first} UNION ALL SELECT n + 1 FROM counting WHERE n + 1 < {first + count}), "
            "one AS (SELECT * FROM follow_ups WHERE id = ?) "
            f"SELECT {chosen} FROM counting, one",
            (one,),
        )
        if table == "follow_ups":
            connection.execute("UPDATE follow_ups SET day = coalesce(pinned, paced_on, due), revision = rowid")
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def as_planned(office: Office) -> None:
    """Have the store believe that what is in it was planned today."""
    with office.store.write() as tx:
        meta.set_planned_as(tx, office.house.rules.digest, TODAY, office.house.files)
        meta.clear_marks(tx)


def clear(database: Path) -> None:
    """Leave one follow-up to copy, open."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute(
            f"DELETE FROM follow_ups WHERE id NOT IN (SELECT id FROM follow_ups WHERE {_ONE} ORDER BY id LIMIT 1)"
        )
