"""The disclosure log: append-only, and chained by hashes, so that a changed, removed or inserted row is found."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select

from scheduler.store import aliases, meta
from scheduler.store.tables import DisclosureRow

_TABLE = DisclosureRow.__table__
_FIRST = "0" * 64
#: How many rows there are and the last hash, so that a removed tail is found too.
HEAD = "disclosures_head"

#: The first row still kept, where the log was shortened, and the hash of the one before it.
KEPT_FROM = "disclosures_kept_from"
BEFORE_KEPT = "disclosures_before_kept"

TOLD, TAKEN_BACK = "told", "taken back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One thing told of a client (or taken back as recorded by mistake)."""

    act: str
    client: str
    provider: str
    #: Who, and at which number or address.
    recipient: str
    address: str
    what: str
    purpose: str
    #: The id of the authorization in force, or why there was none.
    authority: str
    by_whom: str
    channel: str
    #: The id of the fact that records it.
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """A disclosure as it stands in the log."""

    number: int
    at: datetime
    disclosure: Disclosure
    #: The hash of the row before it, and its own.
    previous: str
    hash: str


def add(tx: Connection, disclosures: Iterable[Disclosure], now: datetime) -> None:
    """Append to the log."""
    count, last = _head(tx)
    for disclosure in disclosures:
        count += 1
        values = {"number": count, "at": now, **asdict(disclosure)}
        link = _hash(last, values)
        tx.execute(insert(DisclosureRow).values(**values, previous=last, hash=link))
        last = link
    meta.put(tx, HEAD, f"{count} {last}")


def entries(tx: Connection, client: str | None = None) -> list[Logged]:
    """The log, oldest first; of one client where one is named, also under the codes that were merged into theirs."""
    query = select(_TABLE).order_by(DisclosureRow.number)
    if client is not None:
        query = query.where(DisclosureRow.client.in_([client, *aliases.merged_into(tx, client)]))
    return [_logged(row) for row in tx.execute(query)]


def of_fact(tx: Connection, fact: str) -> Logged | None:
    """What the log last says of a fact."""
    query = select(_TABLE).where(DisclosureRow.fact == fact).order_by(DisclosureRow.number.desc())
    row = tx.execute(query.limit(1)).first()
    return _logged(row) if row else None


def row(tx: Connection, number: int) -> Logged | None:
    """One row."""
    found = tx.execute(select(_TABLE).where(DisclosureRow.number == number)).first()
    return _logged(found) if found else None


def last(tx: Connection) -> int:
    """The number of the last row; 0 where nothing was told yet."""
    return _head(tx)[0]


def since(tx: Connection, number: int) -> list[Logged]:
    """The rows after one."""
    query = select(_TABLE).where(DisclosureRow.number > number).order_by(DisclosureRow.number)
    return [_logged(row) for row in tx.execute(query)]


def told_of(tx: Connection, fact: str) -> list[Logged]:
    """What the log says was told by one fact, the last first; what was taken back since is among it."""
    query = select(_TABLE).where(DisclosureRow.fact == fact, DisclosureRow.act == TOLD)
    return [_logged(row) for row in tx.execute(query.order_by(DisclosureRow.number.desc()))]


def broken(tx: Connection) -> str | None:
    """Where the chain does not hold, or None when every row is as it was written."""
    try:
        return _broken(tx)
    except (ValueError, TypeError):
        return "a row, or what is remembered of the chain, holds what Rapport never writes: it was changed"


def _broken(tx: Connection) -> str | None:
    last = meta.get(tx, BEFORE_KEPT) or _FIRST
    number = int(meta.get(tx, KEPT_FROM) or 1) - 1
    for row in tx.execute(select(_TABLE).order_by(DisclosureRow.number)):
        number += 1
        if row.number != number:
            return f"row {number} is missing"
        values = {name: getattr(row, name) for name in ("number", "at", *Disclosure.__slots__)}
        if row.previous != last or row.hash != _hash(last, values):
            return f"row {number} was changed after it was written"
        last = row.hash
    count, head = _head(tx)
    if (count, head) != (number, last):
        return f"{count - number} rows are missing at the end" if count > number else "rows were added outside Rapport"
    return None


def kept_from(tx: Connection) -> int:
    """The number of the first row that is still kept."""
    return int(meta.get(tx, KEPT_FROM) or 1)


def older_than(tx: Connection, moment: datetime) -> int:
    """How many rows, from the oldest on, were written before a moment."""
    young = select(func.min(DisclosureRow.number)).where(DisclosureRow.at >= moment).scalar_subquery()
    rows = select(func.count()).where(or_(young.is_(None), DisclosureRow.number < young))
    return tx.execute(rows.where(DisclosureRow.at < moment)).scalar() or 0


def prune(tx: Connection, moment: datetime) -> int:
    """Destroy the rows from before a moment, from the oldest on; what stays can still be proved. How many went."""
    count = older_than(tx, moment)
    if count:
        rows = tx.execute(select(DisclosureRow.number, DisclosureRow.hash).order_by(DisclosureRow.number).limit(count))
        last = rows.all()[-1]
        meta.put(tx, KEPT_FROM, str(last.number + 1))
        meta.put(tx, BEFORE_KEPT, last.hash)
        tx.execute(delete(DisclosureRow).where(DisclosureRow.number <= last.number))
    return count


def _head(tx: Connection) -> tuple[int, str]:
    count, _, last = (meta.get(tx, HEAD) or f"0 {_FIRST}").partition(" ")
    return int(count), last


def _hash(previous: str, values: dict[str, Any]) -> str:
    plain = {**values, "at": values["at"].astimezone(UTC).isoformat(), "previous": previous}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _logged(row: Row[Any]) -> Logged:
    disclosure = Disclosure(**{name: getattr(row, name) for name in Disclosure.__slots__})
    return Logged(number=row.number, at=row.at, disclosure=disclosure, previous=row.previous, hash=row.hash)
