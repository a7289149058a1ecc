"""Facts in the store: rows are only added; a correction or a retraction is a further version of the same fact."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, cast

from msgspec import structs
from sqlalchemy import (
    ColumnElement,
    Connection,
    Result,
    Select,
    Table,
    Text,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    true,
    union,
    update,
)

from scheduler.circles import few_searches
from scheduler.facts import Fact, FactKind
from scheduler.store import meta
from scheduler.store.chunking import THESE, chunks
from scheduler.store.many import insert_many
from scheduler.store.tables import ClientRow, FactRow

#: What a fact is made of, in the order in which `_fact` takes it and `_values` gives it.
_COLUMNS = (
    FactRow.number,
    FactRow.kind,
    FactRow.value,
    FactRow.on_day,
    FactRow.at,
    FactRow.client,
    FactRow.provider,
    FactRow.practitioner,
    FactRow.data,
    FactRow.identity,
    FactRow.version,
    FactRow.recorded_at,
    FactRow.recorded_by,
    FactRow.retracted,
    FactRow.closes,
)
_FACTS: Select[Any] = select(*_COLUMNS)
_TABLE = cast(Table, FactRow.__table__)
_STORED = (*(column.key for column in _COLUMNS), "current", "batch")
_BY_IDENTITY = _FACTS.where(FactRow.current, FactRow.identity.in_(THESE))
_NAMING = [select(FactRow.row).where(FactRow.current, who.in_(THESE)) for who in (FactRow.client, FactRow.provider)]
_ABOUT = _FACTS.where(~FactRow.retracted, FactRow.row.in_(union(*_NAMING))).order_by(FactRow.number)
_NOBODY = FactRow.client.is_(None) & FactRow.provider.is_(None)
_PRACTICE_WIDE = _FACTS.where(FactRow.current, ~FactRow.retracted, _NOBODY).order_by(FactRow.number)
_KINDS = {kind.value: kind for kind in FactKind}
#: The parameter that names a practitioner.
WHOSE = "whose"
#: Written out, so that a database sees that its partial indexes apply.
APPOINTMENTS = FactRow.current & FactRow.kind.in_(
    [literal_column(f"'{kind.value}'") for kind in (FactKind.VISIT, FactKind.MEETING)]
)


def all_current(tx: Connection) -> list[Fact]:
    """The current version of every fact that stands, in the order of their numbers."""
    rows = tx.execute(_FACTS.where(FactRow.current, ~FactRow.retracted).order_by(FactRow.number))
    return _read(rows)


def about(tx: Connection, subjects: Collection[str]) -> list[Fact]:
    """The current facts that name any of these clients or providers (each side by its own index)."""
    return _read(tx.execute(_ABOUT, {"these": sorted(subjects)}))


def practice_wide(tx: Connection) -> list[Fact]:
    """The current facts that name neither a client nor a provider (absences of practitioners)."""
    return _read(tx.execute(_PRACTICE_WIDE))


def get(tx: Connection, number: int) -> Fact | None:
    """The current version of one fact, retracted or not."""
    row = tx.execute(_FACTS.where(FactRow.number == number, FactRow.current)).first()
    return _fact(row) if row else None


def versions(tx: Connection, number: int) -> list[Fact]:
    """Every version of one fact, oldest first."""
    rows = tx.execute(_FACTS.where(FactRow.number == number).order_by(FactRow.version))
    return _read(rows)


def by_identity(tx: Connection, identities: Iterable[str]) -> dict[str, Fact]:
    """Current versions (retracted ones too) by identity, of those that are known."""
    known: dict[str, Fact] = {}
    for chunk in chunks(identities):
        rows = tx.execute(_BY_IDENTITY, {"these": chunk})
        known.update((fact.identity, fact) for fact in _read(rows))
    return known


def contacts_since(tx: Connection, since: date, providers: Collection[str]) -> list[Fact]:
    """What pacing looks at: contacts with these providers since a day, their standing preferences and closures."""
    touching = (FactKind.CONTACT, FactKind.REPORT, FactKind.MEETING, FactKind.FORM)
    standing = (FactKind.PREFERENCE, FactKind.ABSENCE)
    kinds = or_(
        FactRow.kind.in_([k.value for k in touching]) & (FactRow.on_day >= since),
        FactRow.kind.in_([k.value for k in standing]),
    )
    query = _FACTS.where(FactRow.current, ~FactRow.retracted, kinds)
    found: list[Fact] = []
    for chunk in chunks(providers):
        found += _read(tx.execute(query.where(FactRow.provider.in_(chunk))))
    return sorted(found, key=lambda f: f.number)


def appointments(tx: Connection, since: date, practitioners: Collection[str]) -> list[Fact]:
    """The standing meetings from a day on, and the visits of these practitioners' clients."""
    theirs = select(ClientRow.code).where(ClientRow.practitioner.in_(practitioners))
    ahead = _FACTS.where(FactRow.current, ~FactRow.retracted, FactRow.on_day >= since)
    visits = ahead.where(FactRow.kind == FactKind.VISIT.value, FactRow.client.in_(theirs))
    meetings = ahead.where(FactRow.kind == literal_column(f"'{FactKind.MEETING.value}'"))
    found = (fact for query in (visits, meetings) for fact in _read(tx.execute(query)))
    return sorted(found, key=lambda f: f.number)


def for_calendar(tx: Connection, since: date, gone_since: datetime, practitioner: str | None = None) -> list[Fact]:
    """Visits and meetings from a day on, and those retracted since a moment: all, or a practitioner's own and those
    of the clients in the practitioner's charge."""
    fresh = or_(~FactRow.retracted, FactRow.recorded_at >= gone_since)
    found: dict[int, Fact] = {}
    for whose in whose_appointments(everybody=practitioner is None):
        query = _FACTS.where(APPOINTMENTS, FactRow.on_day >= since, fresh, whose)
        found |= {fact.number: fact for fact in _read(tx.execute(query, {WHOSE: practitioner}))}
    return [found[number] for number in sorted(found)]


def whose_appointments(*, everybody: bool) -> list[ColumnElement[bool]]:
    """Conditions, each served by an index, that together name all, or those in the charge of practitioner `WHOSE`."""
    if everybody:
        return [true()]
    who = bindparam(WHOSE, type_=Text())
    theirs = select(ClientRow.code).where(ClientRow.practitioner == who, ~ClientRow.removed)
    return [FactRow.client.in_(theirs), FactRow.practitioner == who]


def numbered(tx: Connection, numbers: Collection[int]) -> list[Fact]:
    """The current versions of these facts, retracted or not."""
    query = _FACTS.where(FactRow.current)
    return [f for chunk in chunks(numbers) for f in _read(tx.execute(query.where(FactRow.number.in_(chunk))))]


def next_number(tx: Connection) -> int:
    """The number for the next new fact (inside a transaction that holds the write lock)."""
    highest = tx.execute(select(func.max(FactRow.number))).scalar() or 0
    return max(highest, int(meta.get(tx, meta.NUMBERED) or 0)) + 1


def add(tx: Connection, facts: Collection[Fact], batch: str | None = None) -> None:
    """Store new facts."""
    insert_many(tx, _TABLE, _STORED, [_values(fact, batch) for fact in facts])


def add_versions(tx: Connection, facts: Collection[Fact], batch: str | None = None) -> None:
    """Store further versions of facts; the versions before them stay, no longer current."""
    if facts:
        for chunk in chunks(fact.number for fact in facts):
            tx.execute(update(FactRow).where(FactRow.number.in_(chunk), FactRow.current).values(current=False))
        add(tx, facts, batch)


def store_new(
    tx: Connection, facts: Sequence[Fact], now: datetime, by: str = "", batch: str | None = None
) -> list[Fact]:
    """Store new facts and give each its number, which is its identity unless it was imported."""
    first = next_number(tx)
    stored = [
        structs.replace(fact, number=n, identity=fact.identity or f"F{n}", recorded_at=now, recorded_by=by)
        for n, fact in enumerate(facts, first)
    ]
    add(tx, stored, batch)
    return stored


def _values(fact: Fact, batch: str | None) -> tuple[Any, ...]:
    """What is stored of a fact, in the order of `_STORED`."""
    return (
        fact.number,
        fact.kind.value,
        fact.value,
        fact.on,
        fact.at,
        fact.client,
        fact.provider,
        fact.practitioner,
        dict(fact.data),
        fact.identity,
        fact.version,
        fact.recorded_at,
        fact.recorded_by,
        fact.retracted,
        fact.closes,
        True,
        batch,
    )


def _read(rows: Result[Any]) -> list[Fact]:
    """The rows of a query for facts: large practices have them by the million."""
    with few_searches():
        return [_fact(row) for row in rows.all()]


def _fact(row: Sequence[Any]) -> Fact:
    (
        number,
        kind,
        value,
        on,
        at,
        client,
        provider,
        practitioner,
        data,
        identity,
        version,
        recorded_at,
        recorded_by,
        retracted,
        closes,
    ) = row
    return Fact(
        number=number,
        kind=_KINDS[kind],
        value=value,
        on=on,
        at=at,
        client=client,
        provider=provider,
        practitioner=practitioner,
        data=data,
        identity=identity,
        version=version,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        retracted=retracted,
        closes=closes,
    )
