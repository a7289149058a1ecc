"""Papers: reports being made, from draft to sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from scheduler.people import new_code
from scheduler.store.tables import PaperRow

_TABLE = PaperRow.__table__


class PaperState(StrEnum):
    """Where a paper is."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENT = "sent"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A report or a letter being made."""

    id: str
    #: The follow-up that it serves.
    follow_up: str | None
    name: str
    client: str | None
    provider: str | None
    state: PaperState
    #: What was typed for it.
    words: Mapping[str, Any]
    #: The page as approved.
    page: bytes | None
    created_at: datetime
    changed_at: datetime
    approved_at: datetime | None = None
    approved_by: str = ""
    sent_at: datetime | None = None
    channel: str = ""


def new_id(tx: Connection) -> str:
    """An id that no paper has."""
    while True:
        code = new_code()
        if not tx.execute(select(PaperRow.id).where(PaperRow.id == code)).first():
            return code


def add(tx: Connection, paper: Paper) -> None:
    """Store a new paper."""
    tx.execute(insert(PaperRow).values(**_values(paper)))


def save(tx: Connection, paper: Paper) -> None:
    """Store what changed of a paper."""
    tx.execute(update(PaperRow).where(PaperRow.id == paper.id).values(**_values(paper)))


def of_follow_up(tx: Connection, follow_up: str) -> Paper | None:
    """The paper that serves a follow-up, the last one where there were several."""
    query = select(_TABLE).where(PaperRow.follow_up == follow_up, PaperRow.state != PaperState.DROPPED.value)
    row = tx.execute(query.order_by(PaperRow.created_at.desc(), PaperRow.id).limit(1)).first()
    return _paper(row) if row else None


def of_person(tx: Connection, code: str) -> list[Paper]:
    """The papers that tell of a client or go to a provider."""
    query = select(_TABLE).where(or_(PaperRow.client == code, PaperRow.provider == code))
    return [_paper(row) for row in tx.execute(query.order_by(PaperRow.created_at, PaperRow.id))]


def not_sent(tx: Connection, follow_up: str, now: datetime) -> None:
    """A page whose sending was taken back is approved again, as it was."""
    sent = (PaperRow.follow_up == follow_up) & (PaperRow.state == PaperState.SENT.value)
    back = {"state": PaperState.APPROVED.value, "sent_at": None, "channel": "", "changed_at": now}
    tx.execute(update(PaperRow).where(sent).values(**back))


def states(tx: Connection) -> dict[str, PaperState]:
    """The state of the paper of each follow-up that has one."""
    query = select(PaperRow.follow_up, PaperRow.state).where(PaperRow.follow_up.is_not(None))
    rows = tx.execute(query.where(PaperRow.state != PaperState.DROPPED.value).order_by(PaperRow.created_at))
    return {str(follow_up): PaperState(state) for follow_up, state in rows}


def _values(paper: Paper) -> dict[str, Any]:
    values = {name: getattr(paper, name) for name in Paper.__slots__}
    return {**values, "state": paper.state.value, "words": dict(paper.words)}


def _paper(row: Row[Any]) -> Paper:
    values = {name: getattr(row, name) for name in Paper.__slots__}
    return Paper(**{**values, "state": PaperState(row.state)})
