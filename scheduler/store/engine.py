"""Opening the store: SQLite by default (WAL, foreign keys, BEGIN IMMEDIATE, 0600), or PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.json import decode
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, NoSuchModuleError, OperationalError

from scheduler.mistakes import Refusal
from scheduler.store import cipher, postgres
from scheduler.store.schema import REVISION

_PRAGMAS = ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
#: Pages that a connection keeps at hand, at most: a large import writes into indexes of that size.
CACHE_KB = 16_000


@dataclass(frozen=True, slots=True)
class Store:
    """An open store: one engine that writes (every transaction takes the write lock at once) and one that reads."""

    url: str
    writer: Engine
    reader: Engine

    @contextmanager
    def write(self, *, alone: bool = True) -> Iterator[Connection]:
        """One transaction; it is rolled back when the block raises. No network inside.

        Nobody else writes meanwhile. Whoever locks each of its rows can do without that on PostgreSQL (`alone=False`).
        """
        with _refusing(self.url), self.writer.begin() as tx:
            if alone and self.shared:
                postgres.wait_for_turn(tx)
            yield tx

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view."""
        with _refusing(self.url), self.reader.begin() as tx:
            yield tx

    @contextmanager
    def upgrading(self) -> Iterator[None]:
        """Nobody else copies or upgrades it meanwhile: the two would be in each other's way."""
        with _refusing(self.url), postgres.one_at_a_time(self.writer) if self.shared else nullcontext():
            yield

    @property
    def shared(self) -> bool:
        """Whether several daemons may work on it at once."""
        return self.writer.dialect.name == "postgresql"

    @property
    def sqlite_file(self) -> Path | None:
        """The database file, when it is SQLite."""
        return sqlite_file(self.url)

    def close(self) -> None:
        """Give back every connection."""
        self.writer.dispose()
        self.reader.dispose()


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite URL, or None for another database."""
    parsed = make_url(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def connect(url: str, *, create: bool = False) -> Store:
    """Open the engines without looking at the schema; raises `Refusal` when there is nothing to open."""
    try:
        file = sqlite_file(url)
    except ArgumentError:
        raise Refusal(
            "config.toml, database.url: not a database address; write for example sqlite:///rapport.db"
        ) from None
    if file is not None:
        _prepare(file, create=create)
    key = cipher.key_of(url) if file is not None else None
    try:
        writer, reader = postgres.engines(url) if file is None else (_engine(url, key) for _ in range(2))
    except (NoSuchModuleError, ImportError) as error:
        kind = make_url(url).drivername
        raise Refusal(
            f"config.toml, database.url: nothing here can open {kind}: {error}; install its driver", 1
        ) from None
    if file is not None:
        for engine, begin in ((writer, "BEGIN IMMEDIATE"), (reader, "BEGIN")):
            if key is not None:
                event.listen(engine, "connect", lambda connection, _record: cipher.unlock(connection, key))
            event.listen(engine, "connect", _pragmas)
            event.listen(engine, "begin", _begin(begin))
    return Store(url, writer, reader)


def _engine(url: str, key: str | None) -> Engine:
    if key is None:
        return create_engine(url, json_deserializer=decode)
    plain = make_url(url).difference_update_query([cipher.KEY_FILE])
    return create_engine(plain, module=cipher.driver(), json_deserializer=decode)


def open_store(url: str) -> Store:
    """Open a store whose schema is the one this version knows; raises `Refusal` otherwise."""
    store = connect(url)
    found = schema_revision(store)
    if found == REVISION:
        return store
    store.close()
    if found is None:
        raise Refusal("the database is empty; make its tables with: rapport database upgrade", 1)
    if found > REVISION:
        raise Refusal(
            f"the database is of schema {found}, from a newer version of Rapport than this one ({REVISION}); "
            "install that version, or restore a backup"
        )
    raise Refusal(f"the database is of schema {found}, this version needs {REVISION}; run: rapport database upgrade", 1)


def schema_revision(store: Store) -> str | None:
    """The schema's revision as the migrations left it, or None in an empty database."""
    with store.read() as tx:
        if not inspect(tx).has_table("alembic_version"):
            return None
        return tx.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _prepare(file: Path, *, create: bool) -> None:
    """Make a new file private before anything is written to it."""
    if file.exists():
        return
    if not create:
        raise Refusal(f"there is no database at {file}; create it with: rapport init", 1)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise Refusal(f"cannot create the database {file}: {error.strerror}", 1) from None


def _pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (*_PRAGMAS, f"cache_size=-{CACHE_KB}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(statement: str) -> Any:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin


@contextmanager
def _refusing(url: str) -> Iterator[None]:
    """Turn what the database cannot do into words; its own message may hold data, so it is not passed on."""
    try:
        yield
    except DataError:
        raise Refusal("the database cannot keep that: a text is too long for its place, or holds a NUL") from None
    except OperationalError as error:
        raise _unusable(url, error.orig) from None
    except DatabaseError as error:
        if "file is not a database" in str(error.orig):
            raise Refusal(f"{make_url(url).database} is not a Rapport database, or its key is another", 1) from None
        raise
    except cipher.database_errors() as error:  # while rows are read from the driver itself
        raise _unusable(url, error) from None


def _unusable(url: str, error: BaseException | None) -> Refusal:
    words = str(error).splitlines()[0]
    return Refusal(f"the database {make_url(url).render_as_string()} cannot be used: {words}", 1)
