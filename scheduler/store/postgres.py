"""PostgreSQL: several daemons on one store. Whoever plans or tells waits for a turn; letters are locked one by one."""

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url

#: The advisory lock of everything that reads before it writes: the letters "rapport" as a number.
_TURN = int.from_bytes(b"rapport")
#: A process that hangs in a transaction, or waits behind one, gives up (milliseconds).
_IDLE, _WAIT = 60_000, 30_000


def engines(url: str) -> tuple[Engine, Engine]:
    """One engine that writes, and one that reads consistent views."""
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    writer = create_engine(parsed, pool_pre_ping=True)
    reader = create_engine(parsed, pool_pre_ping=True, isolation_level="REPEATABLE READ")
    if writer.dialect.name == "postgresql":
        event.listen(writer, "begin", _patience)
        event.listen(reader, "begin", _reading)
    return writer, reader


def wait_for_turn(tx: Connection) -> None:
    """Until the end of this transaction nobody else has a turn; the server ends it however the process dies.

    As with BEGIN IMMEDIATE of SQLite, what is read afterwards is still so when it is written.
    """
    tx.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


def _patience(tx: Connection) -> None:
    tx.exec_driver_sql(f"SET LOCAL lock_timeout = {_WAIT}; SET LOCAL idle_in_transaction_session_timeout = {_IDLE}")


def _reading(tx: Connection) -> None:
    tx.exec_driver_sql(f"SET TRANSACTION READ ONLY; SET LOCAL idle_in_transaction_session_timeout = {_IDLE}")
