"""What the store remembers of itself: its secret, the rules and the day last planned, the last round."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select

from scheduler.store.tables import MetaRow, ReplanRow

SECRET = "secret"
RULES = "rules_digest"
PLANNED_ON = "planned_on"
#: The fingerprint of the files that the rules of that plan came from.
PLANNED_FILES = "planned_files"
ROUND_STARTED = "round_started"
ROUND_DONE = "round_done"
ROUND_TROUBLE = "round_trouble"
BACKED_UP = "backed_up"
#: The follow-ups for whose reports it was seen to that there is a draft: up to a revision, and up to a day.
DRAFTED = "drafted"
#: Which of several daemons plans.
LEASE = "lease"
#: The highest number a fact ever had, where facts were destroyed: no number is given twice.
NUMBERED = "facts_numbered"
FIRST_RULES = "first_rules"
RULE_SINCE = "rule_since/"


def get(tx: Connection, name: str) -> str | None:
    """One remembered value."""
    return tx.execute(select(MetaRow.value).where(MetaRow.name == name)).scalar()


def put(tx: Connection, name: str, value: str) -> None:
    """Remember one value."""
    tx.execute(delete(MetaRow).where(MetaRow.name == name))
    tx.execute(insert(MetaRow).values(name=name, value=value))


def forget(tx: Connection, name: str) -> None:
    """Forget one value."""
    tx.execute(delete(MetaRow).where(MetaRow.name == name))


def starting_with(tx: Connection, prefix: str) -> dict[str, str]:
    """The remembered values whose names start so, without the prefix."""
    rows = tx.execute(select(MetaRow.name, MetaRow.value).where(MetaRow.name.startswith(prefix, autoescape=True)))
    return {name.removeprefix(prefix): value for name, value in rows}


def secret(tx: Connection) -> str:
    """The secret behind opaque ids; made on first use."""
    known = get(tx, SECRET)
    if known is None:
        known = secrets.token_hex(16)
        put(tx, SECRET, known)
    return known


def planned_as(tx: Connection) -> tuple[str | None, date | None]:
    """The digest of the rules and the day that the stored follow-ups were last planned for."""
    day = get(tx, PLANNED_ON)
    return get(tx, RULES), date.fromisoformat(day) if day else None


def set_planned_as(tx: Connection, digest: str, day: date, files: str) -> None:
    """Remember the rules and the day of a full plan, and the fingerprint of the rules' files."""
    put(tx, RULES, digest)
    put(tx, PLANNED_ON, day.isoformat())
    put(tx, PLANNED_FILES, files)


def moment(tx: Connection, name: str) -> datetime | None:
    """A remembered moment."""
    value = get(tx, name)
    return datetime.fromisoformat(value) if value else None


def mark_for_replanning(tx: Connection, subjects: Iterable[str]) -> None:
    """Have the next round plan these clients and providers anew."""
    known = set(tx.execute(select(ReplanRow.subject)).scalars())
    fresh = sorted(set(subjects) - known)
    if fresh:
        tx.execute(insert(ReplanRow), [{"subject": subject} for subject in fresh])


def marked_for_replanning(tx: Connection) -> list[str]:
    """The clients and providers marked so."""
    return list(tx.execute(select(ReplanRow.subject).order_by(ReplanRow.subject)).scalars())


def clear_marks(tx: Connection) -> None:
    """Forget the marks, after a plan."""
    tx.execute(delete(ReplanRow))
