"""Destroying what is personal of a client, in every table; what the law asks to keep stays, under the code alone."""

import json
from collections.abc import Iterable, Set
from datetime import date, datetime

from sqlalchemy import Connection, delete, func, select, update

from scheduler.facts import FactKind
from scheduler.store import aliases, meta
from scheduler.store.tables import (
    BatchRow,
    ClientRow,
    FactRow,
    FeedBodyRow,
    FeedRow,
    FollowUpRow,
    JournalRow,
    OutboxRow,
    PaperRow,
    PublishedRow,
    ReplanRow,
    SubmissionRow,
)

#: What an authorization says beyond its notes is kept six years with the log that rests on it (45 CFR 164.530(j)).
_KEPT_FIELDS = ("until", "ends", "what", "purpose", "direction", "sensitive", "discloser")
ERASED = "(erased)"


def erase_client(tx: Connection, code: str, now: datetime) -> int:
    """Destroy everything personal of a client, and of entries that were merged into theirs; how many facts went."""
    codes = (code, *aliases.merged_into(tx, code))
    aliases.forget_of(tx, codes=codes)
    return sum(_erase(tx, one, now) for one in codes)


def _erase(tx: Connection, code: str, now: datetime) -> int:
    highest = tx.execute(select(func.max(FactRow.number))).scalar() or 0
    meta.put(tx, meta.NUMBERED, str(max(highest, int(meta.get(tx, meta.NUMBERED) or 0))))
    follow_ups = set(tx.execute(select(FollowUpRow.id).where(FollowUpRow.client == code)).scalars())
    numbers = set(tx.execute(select(FactRow.number).where(FactRow.client == code)).scalars())
    tx.execute(delete(SubmissionRow).where(SubmissionRow.client == code))
    tx.execute(delete(PaperRow).where(PaperRow.client == code))
    tx.execute(delete(OutboxRow).where(OutboxRow.client == code))
    _forget_letters(tx, code)
    meta.forget(tx, meta.DRAFTED)  # revisions may be given anew
    tx.execute(delete(FollowUpRow).where(FollowUpRow.client == code))
    tx.execute(delete(FactRow).where(FactRow.client == code, FactRow.kind != FactKind.AUTHORIZATION.value))
    for row in tx.execute(select(FactRow.row, FactRow.number, FactRow.data).where(FactRow.client == code)):
        kept = {name: row.data[name] for name in _KEPT_FIELDS if name in row.data}
        fresh = {"data": kept, "identity": f"F{row.number}"}
        tx.execute(update(FactRow).where(FactRow.row == row.row).values(**fresh))
    tx.execute(delete(ReplanRow).where(ReplanRow.subject == code))
    _forget_acts(tx, code, follow_ups, numbers)
    _forget_entries(tx, {*follow_ups, *(f"F{number}" for number in numbers)})
    _forget_batches(tx, code)
    gone = {"name": ERASED, "born": None, "phone": "", "email": "", "source_key": None, "removed": True}
    tx.execute(update(ClientRow).where(ClientRow.code == code).values(**gone, erased_at=now))
    return len(numbers)


def _forget_letters(tx: Connection, code: str) -> None:
    """Reminders by a channel marked as private may name the client: what was sent is emptied, what waits is dropped."""
    settled = OutboxRow.settled_at.is_not(None)
    tx.execute(update(OutboxRow).where(settled).values(subject="", body="", html=None))
    name = tx.execute(select(ClientRow.name).where(ClientRow.code == code)).scalar() or ERASED
    named = OutboxRow.body.contains(name, autoescape=True) | OutboxRow.html.contains(name, autoescape=True)
    tx.execute(delete(OutboxRow).where(~settled, named))


def _forget_acts(tx: Connection, code: str, follow_ups: Set[str], numbers: Set[int]) -> None:
    """Acts about the client can no longer be undone: what it would take is personal."""
    for row in tx.execute(select(JournalRow.number, JournalRow.before)).all():
        before = row.before
        about = code in before.get("people", {}) or not follow_ups.isdisjoint(before.get("follow_ups", {}))
        if about or any(pair[0] in numbers for pair in before.get("facts", [])):
            tx.execute(delete(JournalRow).where(JournalRow.number == row.number))


def _forget_entries(tx: Connection, ids: Iterable[str]) -> None:
    """What calendars showed of the client is no longer remembered, and no version that shows it is kept."""
    for id_ in ids:
        tx.execute(delete(PublishedRow).where(PublishedRow.uid.startswith(f"{id_.lower()}.", autoescape=True)))
    tx.execute(update(PublishedRow).where(PublishedRow.uid.startswith("calls-")).values(body=None, digest=ERASED))
    tx.execute(delete(FeedBodyRow))
    tx.execute(update(FeedRow).values(body_hash=""))  # what a daemon holds is not stored over this


def _forget_batches(tx: Connection, code: str) -> None:
    """What an import changed of the client is no longer remembered."""
    for row in tx.execute(select(BatchRow.id, BatchRow.counts)).all():
        if code in row.counts.get("before", {}):
            counts = json.loads(json.dumps(row.counts))
            del counts["before"][code]
            tx.execute(update(BatchRow).where(BatchRow.id == row.id).values(counts=counts))


def erased(tx: Connection) -> dict[str, datetime]:
    """The codes of erased clients, with when that was."""
    rows = tx.execute(select(ClientRow.code, ClientRow.erased_at).where(ClientRow.erased_at.is_not(None)))
    return {row.code: row.erased_at for row in rows}


def last_facts(tx: Connection) -> dict[str, date]:
    """For each client who is not erased, the day of the last fact on file."""
    query = select(FactRow.client, func.max(FactRow.on_day)).where(FactRow.current, ~FactRow.retracted)
    rows = tx.execute(query.where(FactRow.client.is_not(None)).group_by(FactRow.client)).all()
    gone = erased(tx)
    return {str(client): day for client, day in rows if client not in gone}
