"""When practitioners are busy by their own calendars, in the store: stretches of time, and nothing about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from scheduler.store.tables import BusySourceRow, BusySpanRow

_FIELDS = (
    "name",
    "practitioner",
    "address_hash",
    "etag",
    "last_modified",
    "tried_at",
    "fetched_at",
    "until",
    "complete",
    "trouble",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A calendar of which the busy times are kept."""

    name: str
    practitioner: str
    #: Of the address it was fetched from: another address has other validators.
    address_hash: str = ""
    #: What the server said of the version that was read, to be handed in the next time.
    etag: str = ""
    last_modified: str = ""
    tried_at: datetime
    #: When it was last read, or known to be unchanged.
    fetched_at: datetime | None = None
    #: Up to when its repeating entries were followed.
    until: datetime | None = None
    #: Whether nothing of it was lost.
    complete: bool = False
    #: What is wrong with it, for a person to read; no title is among it.
    trouble: str = ""


def sources(tx: Connection) -> dict[str, Source]:
    """Every calendar that was ever asked for, by name."""
    rows = tx.execute(select(BusySourceRow.__table__).order_by(BusySourceRow.name))
    return {row.name: _source(row) for row in rows}


def save(tx: Connection, source: Source) -> None:
    """Store what is known of a calendar."""
    values = {name: getattr(source, name) for name in _FIELDS}
    known = tx.execute(select(BusySourceRow.name).where(BusySourceRow.name == source.name)).first()
    if known:
        tx.execute(update(BusySourceRow).where(BusySourceRow.name == source.name).values(**values))
    else:
        tx.execute(insert(BusySourceRow).values(**values))


def put_spans(tx: Connection, name: str, spans: Iterable[tuple[datetime, datetime]]) -> None:
    """The busy times of a calendar, in the place of those before."""
    tx.execute(delete(BusySpanRow).where(BusySpanRow.source == name))
    rows = [{"source": name, "starts": starts, "ends": ends} for starts, ends in spans]
    if rows:
        tx.execute(insert(BusySpanRow), rows)


def forget(tx: Connection, name: str) -> None:
    """Forget a calendar that is no longer configured."""
    tx.execute(delete(BusySpanRow).where(BusySpanRow.source == name))
    tx.execute(delete(BusySourceRow).where(BusySourceRow.name == name))


def spans(tx: Connection, practitioner: str, since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    """When a practitioner is busy within a stretch of time, in the order of the beginnings."""
    query = (
        select(BusySpanRow.starts, BusySpanRow.ends)
        .join(BusySourceRow, BusySourceRow.name == BusySpanRow.source)
        .where(BusySourceRow.practitioner == practitioner, BusySpanRow.ends > since, BusySpanRow.starts < until)
        .order_by(BusySpanRow.starts)
    )
    return [(starts, ends) for starts, ends in tx.execute(query)]


def doubtful(tx: Connection, practitioner: str, read_since: datetime) -> list[str]:
    """The calendars of a practitioner of which something may be missing, or that could not be read for long."""
    mine = (s for s in sources(tx).values() if s.practitioner == practitioner)
    return [s.name for s in mine if not s.complete or s.fetched_at is None or s.fetched_at < read_since]


def _source(row: Row[Any]) -> Source:
    return Source(**{name: getattr(row, name) for name in _FIELDS})
