"""The journal: what people did, with what it takes to undo it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from scheduler.followups import FollowUp
from scheduler.store.followups import remembered
from scheduler.store.tables import JournalRow


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a person did."""

    number: int
    verb: str
    #: In words without a client's name.
    what: str
    before: Mapping[str, Any]


def remember(
    tx: Connection,
    verb: str,
    what: str,
    now: datetime,
    *,
    facts: Iterable[tuple[int, int]] = (),
    follow_ups: Iterable[FollowUp] = (),
    people: Mapping[str, Mapping[str, Any] | None] | None = None,
    merged: Mapping[str, Any] | None = None,
) -> None:
    """Remember an act: the facts it touched, each with its version before (0: none), follow-ups as they were, and
    people by code with their columns before (None: there was nobody); of a merge also what it takes to part the two."""
    before = {
        "facts": [list(pair) for pair in facts],
        "follow_ups": {f.id: remembered(f) for f in follow_ups},
        "people": dict(people or {}),
    }
    if merged:
        before["merged"] = dict(merged)
    tx.execute(insert(JournalRow).values(at=now, verb=verb, what=what, before=before))


def last(tx: Connection) -> Act | None:
    """The last act that was not undone."""
    query = select(JournalRow.__table__).where(JournalRow.undone_at.is_(None)).order_by(JournalRow.number.desc())
    row = tx.execute(query.limit(1)).first()
    return Act(row.number, row.verb, row.what, row.before) if row else None


def mark_undone(tx: Connection, number: int, now: datetime) -> None:
    """Remember that an act was undone."""
    tx.execute(update(JournalRow).where(JournalRow.number == number).values(undone_at=now))
