"""PostgreSQL: several daemons on one store. Whoever plans or tells waits for a turn; letters are locked one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.json import decode
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url

from scheduler.mistakes import Refusal

#: The advisory lock of everything that reads before it writes: the letters "rapport" as a number.
_TURN = int.from_bytes(b"rapport")
#: A process that hangs in a transaction, or waits behind one, gives up (milliseconds).
_IDLE, _WAIT = 60_000, 30_000
_NAMES, _DRIVER = ("postgresql", "postgres"), "postgresql+psycopg"

THIS_SCHEMA = "SELECT current_schema();"
HOW_MANY_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema();"


def engines(url: str) -> tuple[Engine, Engine]:
    """One engine that writes, and one that reads consistent views."""
    parsed = make_url(url)
    if parsed.drivername in _NAMES:
        parsed = parsed.set(drivername=_DRIVER)
    writer = create_engine(parsed, pool_pre_ping=True, json_deserializer=decode)
    reader = create_engine(parsed, pool_pre_ping=True, json_deserializer=decode, isolation_level="REPEATABLE READ")
    if writer.dialect.name == "postgresql":
        event.listen(writer, "begin", _patience)
        event.listen(reader, "begin", _reading)
    return writer, reader


def wait_for_turn(tx: Connection) -> None:
    """Until the end of this transaction nobody else has a turn; the server ends it however the process dies.

    As with BEGIN IMMEDIATE of SQLite, what is read afterwards is still so when it is written.
    """
    tx.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


@contextmanager
def one_at_a_time(writer: Engine) -> Iterator[None]:
    """Whoever else wants this waits for the end of the block, however long it takes."""
    with writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SELECT pg_advisory_lock(:alone)"), {"alone": _TURN + 1})
        yield
        connection.execute(text("SELECT pg_advisory_unlock(:alone)"), {"alone": _TURN + 1})
        connection.invalidate()


def _patience(tx: Connection) -> None:
    tx.exec_driver_sql(f"SET LOCAL lock_timeout = {_WAIT}; SET LOCAL idle_in_transaction_session_timeout = {_IDLE}")


def _reading(tx: Connection) -> None:
    tx.exec_driver_sql(f"SET TRANSACTION READ ONLY; SET LOCAL idle_in_transaction_session_timeout = {_IDLE}")


def speaks(url: str) -> bool:
    """Whether an address is of a PostgreSQL."""
    return make_url(url).get_backend_name() in _NAMES


def environment(url: str) -> dict[str, str]:
    """The variables by which PostgreSQL's own programs find a database; a password stands in no arguments."""
    try:
        from psycopg import pq
    except ImportError as error:
        raise Refusal(f"nothing here can open PostgreSQL: {error}; install the extra `postgresql`", 1) from None
    parsed = make_url(url).set(drivername=_DRIVER)
    _, told = parsed.get_dialect()().create_connect_args(parsed)
    names = {o.keyword.decode(): o.envvar.decode() for o in pq.Conninfo.get_defaults() if o.envvar}
    return {names[key]: str(value) for key, value in told.items() if key in names}


def state_name(state: str) -> str:
    """What PostgreSQL calls an error, by its five letters."""
    from psycopg import errors

    try:
        return errors.lookup(state).__name__
    except KeyError:
        return "unknown"


def making(database: str) -> str:
    """For psql: a new, empty database."""
    return f"CREATE DATABASE {_quoted(database)} TEMPLATE template0;"


def dropping(database: str) -> str:
    """For psql: a database is no more."""
    return f"DROP DATABASE {_quoted(database)};"


def restoring_beside(script: Path, schema: str) -> str:
    """For psql: what a script holds, in a new database; how many facts that are."""
    place = f"CREATE SCHEMA IF NOT EXISTS {_quoted(schema)};"
    return f"BEGIN;\n{place}\n{_included(script)}\n{_facts(schema)}\nCOMMIT;\n"


def restoring(script: Path, schema: str, kept: str) -> str:
    """For psql: what a script holds, in the place of the tables, which go to the schema `kept`; all of it or nothing.

    Browsers that were logged out since, and what calendars elsewhere said last, do not come back.
    """
    here, there = _text(schema), _quoted(kept)
    aside = f"""CREATE SCHEMA {there};
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = {here} LOOP
    EXECUTE format('ALTER TABLE %I.%I SET SCHEMA {there}', {here}, name);
  END LOOP;
END $$;"""
    forgotten = f"""DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = {here} AND tablename IN ('sessions', 'mirrored') LOOP
    EXECUTE format('DELETE FROM %I.%I', {here}, name);
  END LOOP;
END $$;"""
    turn = f"SET LOCAL lock_timeout = {_WAIT};\nSELECT pg_advisory_xact_lock({_TURN});"
    steps = (turn, aside if kept else "", _included(script), forgotten, _facts(schema))
    return "\n".join(("BEGIN;", *steps, "COMMIT;", ""))


def _included(script: Path) -> str:
    return f"\\i {_text(str(script))}"


def _facts(schema: str) -> str:
    return f"SELECT count(*) FROM {_quoted(schema)}.facts;"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
