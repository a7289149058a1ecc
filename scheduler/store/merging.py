"""Merging in the store: every row that names one person comes to name another, and the way back is remembered."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select, update

from scheduler.followups import FollowUp, Key
from scheduler.store import aliases, meta
from scheduler.store.followups import newest_revision
from scheduler.store.tables import Base, ClientRow, FollowUpRow, PaperRow, ProviderRow

_PEOPLE: Mapping[str, Any] = {"client": ClientRow, "provider": ProviderRow}
#: These have versions or keys, and are moved one by one.
_ONE_BY_ONE = ("facts", "follow_ups")


def rehang(tx: Connection, makes: str, keep: str, other: str) -> dict[str, Any]:
    """Have papers, letters, forms and whatever else names `other` name `keep`; what it takes to put it back."""
    moved = []
    for table, column in _naming(makes):
        keys = [c.name for c in table.primary_key]
        found = select(*(table.c[k] for k in keys)).where(table.c[column] == other)
        rows = [list(row) for row in tx.execute(found)]
        if rows:
            tx.execute(update(table).where(table.c[column] == other).values({column: keep}))
            moved.append([table.name, column, rows])
    person = _PEOPLE[makes]
    source = tx.execute(select(person.source_key).where(person.code == other)).scalar()
    known = {key: a for key, a in aliases.known(tx, makes).items() if a.code == other}
    for key, alias in known.items():
        aliases.put(tx, makes, key, aliases.Alias(code=keep, said=alias.said, batch=alias.batch))
    if source:
        key, _, said = source.partition(".")
        aliases.put(tx, makes, key, aliases.Alias(code=keep, said=said))
    tx.execute(update(person).where(person.code == other).values(removed=True, source_key=None))
    return {
        "makes": makes,
        "other": other,
        "keep": keep,
        "rows": moved,
        "source": source,
        "aliases": {key: [a.said, a.batch] for key, a in known.items()},
        "led": aliases.point(tx, other, keep),
        "follow_ups": {},
    }


def rekey(tx: Connection, follow_up: FollowUp, key: Key, keep: str, makes: str, remembered: dict[str, Any]) -> None:
    """Give a follow-up the key that it has with another person."""
    remembered["follow_ups"][follow_up.id] = str(follow_up.key)
    tx.execute(
        update(FollowUpRow)
        .where(FollowUpRow.id == follow_up.id)
        .values(**{"key": str(key), makes: keep}, revision=newest_revision())
    )


def papers_follow(tx: Connection, old: str, new: str, remembered: dict[str, Any]) -> None:
    """Have what was written for one follow-up serve another, where that one has nothing of its own."""
    rows = list(tx.execute(select(PaperRow.id).where(PaperRow.follow_up == old)).scalars())
    if rows and not tx.execute(select(PaperRow.id).where(PaperRow.follow_up == new).limit(1)).first():
        tx.execute(update(PaperRow).where(PaperRow.id.in_(rows)).values(follow_up=new))
        remembered.setdefault("papers", []).append([old, rows])


def put_back(tx: Connection, remembered: Mapping[str, Any]) -> None:
    """Have everything name whom it named before a merge; facts and a person's own columns are the journal's affair."""
    makes, other = remembered["makes"], remembered["other"]
    for name, column, rows in remembered["rows"]:
        table = Base.metadata.tables[name]
        for row in rows:
            same = [table.c[c.name] == value for c, value in zip(table.primary_key, row, strict=True)]
            tx.execute(update(table).where(*same).values({column: other}))
    for old, rows in remembered.get("papers", []):
        tx.execute(update(PaperRow).where(PaperRow.id.in_(rows)).values(follow_up=old))
    meta.forget(tx, meta.DRAFTED)
    for id_, key in remembered["follow_ups"].items():
        tx.execute(
            update(FollowUpRow)
            .where(FollowUpRow.id == id_)
            .values(**{"key": key, makes: other}, revision=newest_revision())
        )
    source = remembered["source"]
    if source:
        aliases.forget(tx, makes, source.partition(".")[0])
    person = _PEOPLE[makes]
    tx.execute(update(person).where(person.code == other).values(removed=False, source_key=source))
    for key, (said, batch) in remembered["aliases"].items():
        aliases.put(tx, makes, key, aliases.Alias(code=other, said=said, batch=batch))
    aliases.unpoint(tx, other, remembered["led"])


def _naming(makes: str) -> Iterable[tuple[Table, str]]:
    """The tables, and in each the column, that name a client or a provider."""
    person = _PEOPLE[makes].__table__
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if table.name not in _ONE_BY_ONE and any(key.column is person.c.code for key in column.foreign_keys):
                yield table, column.name
