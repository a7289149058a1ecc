"""Invitations in the store: what was said to whom about which meeting, and what the answer was."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, literal_column, select, update

from scheduler.store.tables import InvitationRow

_TABLE = InvitationRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """One invitation, as it was last said."""

    #: 0 before it is stored.
    id: int = 0
    #: The number of the fact it is about.
    fact: int
    provider: str
    uid: str
    attendee: str
    organizer: str
    sequence: int
    signature: str
    title: str
    place: str
    starts: datetime
    ends: datetime
    #: "invited" or "cancelled".
    state: str = "invited"
    #: Whether any version of it may have reached the provider.
    told: bool = False
    #: The letter with the last version.
    letter: int = 0
    #: accepted, tentative, declined, delegated, another time; empty while none came.
    answer: str = ""
    answered_at: datetime | None = None
    #: The time that was proposed instead.
    proposed: datetime | None = None
    created_at: datetime
    changed_at: datetime

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.state == "invited"


_FIELDS = tuple(name for name in Invited.__dataclass_fields__ if name != "id")


def all_of(tx: Connection) -> list[Invited]:
    """Every invitation, the earliest meeting first."""
    return [_invited(row) for row in tx.execute(select(_TABLE).order_by(InvitationRow.starts, InvitationRow.id))]


def standing(tx: Connection, since: datetime) -> list[Invited]:
    """Those not taken back whose meeting, as it was last said, ends after a moment."""
    query = select(_TABLE).where(InvitationRow.state == literal_column("'invited'"), InvitationRow.ends > since)
    return sorted((_invited(row) for row in tx.execute(query)), key=lambda i: i.id)


def of_fact(tx: Connection, fact: int) -> list[Invited]:
    """The invitations to one meeting."""
    query = select(_TABLE).where(InvitationRow.fact == fact).order_by(InvitationRow.id)
    return [_invited(row) for row in tx.execute(query)]


def by_uid(tx: Connection, uid: str) -> Invited | None:
    """The invitation that an answer names."""
    row = tx.execute(select(_TABLE).where(InvitationRow.uid == uid)).first()
    return _invited(row) if row else None


def add(tx: Connection, invited: Invited) -> int:
    """Store a new one; its id."""
    result = tx.execute(insert(InvitationRow).values(**_values(invited)).returning(InvitationRow.id))
    return int(result.scalar_one())


def save(tx: Connection, invited: Invited) -> None:
    """Store one as it now is."""
    tx.execute(update(InvitationRow).where(InvitationRow.id == invited.id).values(**_values(invited)))


def _values(invited: Invited) -> dict[str, Any]:
    return {name: getattr(invited, name) for name in _FIELDS}


def _invited(row: Row[Any]) -> Invited:
    return Invited(id=row.id, **{name: getattr(row, name) for name in _FIELDS})
