"""Keeping follow-ups: new ones with their ids, changed ones with their revision."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    ScalarSelect,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import aliased

from scheduler.followups import (
    FollowUp,
    Planned,
)
from scheduler.people import opaque
from scheduler.reconciling import Changes
from scheduler.spans import spoken
from scheduler.store import meta
from scheduler.store.chunking import LIST, THESE, chunks, listed_in
from scheduler.store.followups.rows import TABLE, values_of
from scheduler.store.tables import FollowUpRow

#: Ids that are tried for a key before the code grows by a character.
_LENGTHS = range(4, 9)


def apply(tx: Connection, changes: Changes, today: date, now: datetime) -> list[FollowUp]:
    """Store what reconciling found; the follow-ups that are new."""
    secret = meta.secret(tx) if changes.insert else ""
    fresh = identified(changes.insert, secret, lambda codes: taken(tx, codes), today, now)
    if fresh:
        first = _next_revision(tx)
        tx.execute(insert(FollowUpRow), [values_of(f) | {"revision": n} for n, f in enumerate(fresh, first)])
    save_all(tx, (*changes.move, *changes.withdraw, *changes.revive))
    return fresh


def taken(tx: Connection, codes: Collection[str]) -> set[str]:
    """Which of these ids are in use."""
    query = select(FollowUpRow.id).where(FollowUpRow.id.in_(THESE))
    return {id_ for chunk in chunks(codes) for id_ in tx.execute(query, {"these": chunk}).scalars()}


def identified(
    planned: Iterable[Planned],
    secret: str,
    taken: Callable[[Collection[str]], set[str]],
    today: date,
    now: datetime,
) -> list[FollowUp]:
    """New follow-ups with opaque ids, the same ones whoever makes them: a reader in memory, or the daemon later.

    Ids are given client by client, then provider by provider: planning some at a time gives the same ones.
    """
    ordered = sorted(planned, key=lambda p: (p.client is None, p.client or p.provider or "", p.key))
    used = taken({opaque(secret, str(item.key), n) for item in ordered for n in _LENGTHS})
    fresh: list[FollowUp] = []
    for item in ordered:
        text = str(item.key)
        id_ = next(code for n in _LENGTHS if (code := opaque(secret, text, n)) not in used)
        used.add(id_)
        story = (f"planned {spoken(today)} for {spoken(item.due)}",)
        fresh.append(FollowUp(id=id_, planned=item, created_at=now, changed_at=now, story=story))
    return fresh


def save(tx: Connection, follow_up: FollowUp) -> None:
    """Store a follow-up as it now is."""
    save_all(tx, (follow_up,))


def save_all(tx: Connection, follow_ups: Sequence[FollowUp]) -> None:
    """Store these as they now are."""
    if follow_ups:
        first = _next_revision(tx)
        tx.execute(_SAVE, [_changed(f) | {"revision": n} for n, f in enumerate(follow_ups, first)])


def _changed(follow_up: FollowUp) -> dict[str, Any]:
    return {name: value for name, value in values_of(follow_up).items() if name not in _KEPT} | {"which": follow_up.id}


_LAST_REVISION = select(func.coalesce(func.max(FollowUpRow.revision), 0))
_COLUMNS = [column.name for column in TABLE.columns]
_KEPT = {"id", "key", "created_at"}
_SAVE = (
    update(TABLE)  # type: ignore[arg-type]
    .where(FollowUpRow.id == bindparam("which"))
    .values({name: bindparam(name) for name in _COLUMNS if name not in _KEPT})
)


def _next_revision(tx: Connection) -> int:
    """Higher than that of any row, inside a transaction that holds the write lock."""
    return int(tx.execute(select(newest_revision())).scalar_one())


def last_revision(tx: Connection) -> int:
    """The highest revision that a follow-up has; 0 where there is none."""
    return int(tx.execute(_LAST_REVISION).scalar_one())


def newest_revision() -> ScalarSelect[Any]:
    """The revision of a row that is changed now, to be worked out by the database."""
    rows = aliased(FollowUpRow)
    return select(func.coalesce(func.max(rows.revision), 0) + 1).scalar_subquery()


def mark_noticed(tx: Connection, follow_ups: Sequence[FollowUp], now: datetime) -> None:
    """Remember that a person was told of these, as due on the day they stand on; no calendar shows it."""
    told = {"noticed_for": FollowUpRow.day, "noticed_at": now}
    marking = update(FollowUpRow).where(FollowUpRow.id.in_(listed_in(tx.dialect))).values(told)
    tx.execute(marking, {LIST: [f.id for f in follow_ups]})
