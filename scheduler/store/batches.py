"""Batches: an import as one thing that can be undone."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from scheduler.people import new_code
from scheduler.store.tables import Base
from scheduler.store.tx import Transaction

_BATCHES = Base.metadata.tables["batches"]
_FACTS = Base.metadata.tables["facts"]
_PEOPLE = (Base.metadata.tables["clients"], Base.metadata.tables["providers"])

#: What fits into one statement on every database.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Batch:
    """An import that was stored."""

    id: str
    at: datetime
    files: tuple[str, ...]
    #: New, changed and unchanged, by target.
    counts: Mapping[str, Mapping[str, int]]
    undone_at: datetime | None


#: For each changed person and field: what it was, and what the import made of it.
Before = dict[str, dict[str, tuple[str, str]]]


def chunks(values: Iterable[str]) -> Iterable[list[str]]:
    """Values in lists of at most `CHUNK`."""
    walk = iter(values)
    while some := list(islice(walk, CHUNK)):
        yield some


def recent(tx: Transaction, count: int = 10) -> list[Batch]:
    """The last imports, newest first."""
    rows = tx.execute(_BATCHES.select().order_by(_BATCHES.c.at.desc(), _BATCHES.c.id).limit(count))
    return [_batch(row) for row in rows]


def get(tx: Transaction, id_: str) -> Batch | None:
    """One import."""
    row = tx.execute(_BATCHES.select().where(_BATCHES.c.id == id_)).first()
    return _batch(row) if row else None


def before(tx: Transaction, id_: str) -> Before:
    """What the people that it changed were before it."""
    row = tx.execute(_BATCHES.select().where(_BATCHES.c.id == id_)).first()
    return {code: {f: (a, b) for f, (a, b) in of.items()} for code, of in row.counts["before"].items()} if row else {}


def begin(tx: Transaction, files: Collection[str], now: datetime) -> str:
    """A new batch; its counts come at the end."""
    id_ = new_code()
    while get(tx, id_):
        id_ = new_code()
    values = {"id": id_, "at": now, "files": list(files), "counts": {"stored": {}, "before": {}}, "undone_at": None}
    tx.execute(_BATCHES.insert().values(values))
    return id_


def finish(tx: Transaction, id_: str, stored: Mapping[str, Mapping[str, int]], changed: Before) -> None:
    """Note what a batch brought, and what the people that it changed were before."""
    counts: dict[str, Any] = {"stored": {k: dict(v) for k, v in stored.items()}, "before": changed}
    tx.execute(_BATCHES.update().where(_BATCHES.c.id == id_).values(counts=counts))


def mark_undone(tx: Transaction, id_: str, now: datetime) -> None:
    """Remember that a batch was undone."""
    tx.execute(_BATCHES.update().where(_BATCHES.c.id == id_).values(undone_at=now))


def versions_changed(tx: Transaction, id_: str) -> dict[int, int]:
    """The facts known before of which a batch added a version: their numbers, and the first version it added."""
    facts = _FACTS.select().where(_FACTS.c.batch == id_, _FACTS.c.version > 1).with_only_columns
    first: dict[int, int] = {}
    for number, version in tx.execute(facts(_FACTS.c.number, _FACTS.c.version)):
        first[number] = min(version, first.get(number, version))
    return first


def brought(tx: Transaction, id_: str) -> list[str]:
    """The identities of the facts that a batch was the first to tell, and that still stand."""
    first = _FACTS.select().where(_FACTS.c.batch == id_, _FACTS.c.version == 1).with_only_columns(_FACTS.c.number)
    standing = _FACTS.c.current & ~_FACTS.c.retracted & _FACTS.c.number.in_(first)
    return list(tx.execute(_FACTS.select().where(standing).with_only_columns(_FACTS.c.identity)).scalars())


def people_of(tx: Transaction, id_: str) -> list[str]:
    """The codes of the clients and the providers that a batch brought and that are still there."""
    codes: list[str] = []
    for table in _PEOPLE:
        mine = table.select().where(table.c.batch == id_, ~table.c.removed).with_only_columns(table.c.code)
        codes += tx.execute(mine).scalars()
    return codes


def remove_people(tx: Transaction, codes: Iterable[str]) -> None:
    """Take clients and providers back; their source keys become free."""
    for some in chunks(codes):
        for table in _PEOPLE:
            tx.execute(table.update().where(table.c.code.in_(some)).values(removed=True, source_key=None))


def codes_taken(tx: Transaction) -> set[str]:
    """Every code that a client or a provider has or had."""
    taken: set[str] = set()
    for table in _PEOPLE:
        taken.update(tx.execute(table.select().with_only_columns(table.c.code)).scalars())
    return taken


def set_source_key(tx: Transaction, code: str, source_key: str) -> None:
    """Change by what a person is known again."""
    for table in _PEOPLE:
        tx.execute(table.update().where(table.c.code == code).values(source_key=source_key))


def _batch(row: Any) -> Batch:
    return Batch(row.id, row.at, tuple(row.files), row.counts["stored"], row.undone_at)
