"""Follow-ups in the store."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    ScalarSelect,
    Select,
    bindparam,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from scheduler.borders import in_store
from scheduler.followups import (
    FollowUp,
    FollowUpKind,
    Planned,
    Priority,
    Recipient,
    State,
    parse_key,
)
from scheduler.people import opaque
from scheduler.private import Private
from scheduler.reconciling import Changes
from scheduler.spans import spoken
from scheduler.store import meta
from scheduler.store.chunking import chunks
from scheduler.store.papers import PaperState
from scheduler.store.tables import FollowUpRow, PaperRow

_TABLE = FollowUpRow.__table__
#: Written out, so that a database sees that its partial indexes apply.
_OPEN = FollowUpRow.state == literal_column("'open'")
_THESE: BindParameter[Any] = bindparam("these", expanding=True)
_ABOUT_CLIENT = FollowUpRow.client.in_(_THESE)
_ABOUT_PROVIDER = FollowUpRow.client.is_(None) & FollowUpRow.provider.in_(_THESE)
_CALLS = (FollowUpKind.CALL.value, FollowUpKind.INTRODUCTION.value)
#: Ids that are tried for a key before the code grows by a character.
_LENGTHS = range(4, 9)


def all_of(tx: Connection, subjects: Collection[str] | None = None) -> list[FollowUp]:
    """Every stored follow-up, closed ones too: of everybody, or of rules about these clients and providers."""
    query = select(_TABLE)
    if subjects is not None:
        found = _each(tx, subjects, query.where(_ABOUT_CLIENT), query.where(_ABOUT_PROVIDER))
        return sorted(found, key=lambda f: (f.planned.due, f.planned.priority, str(f.key)))
    rows = tx.execute(query.order_by(FollowUpRow.due, FollowUpRow.priority, FollowUpRow.key))
    return [_follow_up(row) for row in rows]


def open_ones(tx: Connection) -> list[FollowUp]:
    """Those still to be done, the earliest first."""
    query = select(_TABLE).where(_OPEN)
    rows = tx.execute(query.order_by(FollowUpRow.due, FollowUpRow.priority, FollowUpRow.key))
    return [_follow_up(row) for row in rows]


def open_by(tx: Connection, last: date) -> list[FollowUp]:
    """The open follow-ups that stand on a day or earlier, of everybody."""
    query = select(_TABLE).where(_OPEN, FollowUpRow.day <= last)
    return [_follow_up(row) for row in tx.execute(query)]


def open_until(tx: Connection, practitioners: Collection[str], last: date) -> list[FollowUp]:
    """The open follow-ups of these practitioners that stand on a day or earlier."""
    query = select(_TABLE).where(_OPEN, FollowUpRow.practitioner.in_(practitioners), FollowUpRow.day <= last)
    return [_follow_up(row) for row in tx.execute(query)]


def open_urgent(tx: Connection, last: date) -> list[FollowUp]:
    """The open follow-ups of priority 0 and 1 that stand on a day or earlier."""
    urgent = FollowUpRow.priority <= literal_column(str(int(Priority.SAME_DAY)))
    query = select(_TABLE).where(_OPEN, urgent, FollowUpRow.day <= last)
    return [_follow_up(row) for row in tx.execute(query)]


def open_about(tx: Connection, clients: Collection[str]) -> list[FollowUp]:
    """The open follow-ups about these clients, the earliest first."""
    query = select(_TABLE).where(_OPEN, FollowUpRow.client.in_(clients))
    return [_follow_up(row) for row in tx.execute(query.order_by(FollowUpRow.due, FollowUpRow.key))]


def open_of(tx: Connection, subjects: Collection[str]) -> list[FollowUp]:
    """The open follow-ups about these clients, and about these providers alone."""
    return _each(tx, subjects, select(_TABLE).where(_OPEN, _ABOUT_CLIENT), select(_TABLE).where(_OPEN, _ABOUT_PROVIDER))


def open_with(tx: Connection, providers: Collection[str]) -> list[FollowUp]:
    """The open follow-ups with these providers, about whichever client."""
    return _each(tx, providers, select(_TABLE).where(_OPEN, FollowUpRow.provider.in_(_THESE)))


def closed_about(tx: Connection, subjects: Collection[str], since: datetime) -> list[FollowUp]:
    """Those about these clients and providers that are no longer open, since a moment."""
    closed = select(_TABLE).where(~_OPEN, FollowUpRow.changed_at >= since)
    return _each(tx, subjects, closed.where(_ABOUT_CLIENT), closed.where(_ABOUT_PROVIDER))


def open_calls(tx: Connection, practitioners: Collection[str]) -> list[FollowUp]:
    """The open calls and introductions of these practitioners."""
    query = select(_TABLE).where(_OPEN, FollowUpRow.practitioner.in_(practitioners), FollowUpRow.kind.in_(_CALLS))
    return [_follow_up(row) for row in tx.execute(query)]


def open_calls_by_day(tx: Connection, practitioners: Collection[str]) -> Counter[tuple[str, date]]:
    """How many routine calls and introductions each of these practitioners can do, by the day they stand on."""
    routine = (FollowUpRow.priority > int(Priority.SAME_DAY)) & FollowUpRow.blocked_by.is_(None)
    query = (
        select(FollowUpRow.practitioner, FollowUpRow.day, func.count())
        .where(_OPEN, FollowUpRow.practitioner.in_(practitioners), FollowUpRow.kind.in_(_CALLS), routine)
        .group_by(FollowUpRow.practitioner, FollowUpRow.day)
    )
    return Counter({(practitioner, day): count for practitioner, day, count in tx.execute(query)})


def open_meetings(tx: Connection, practitioners: Collection[str]) -> list[FollowUp]:
    """The open meetings of these practitioners."""
    meetings = FollowUpRow.kind == literal_column(f"'{FollowUpKind.MEETING.value}'")
    query = select(_TABLE).where(_OPEN, meetings, FollowUpRow.practitioner.in_(practitioners))
    return [_follow_up(row) for row in tx.execute(query)]


def _each(tx: Connection, subjects: Collection[str], *queries: Select[Any]) -> list[FollowUp]:
    """What the queries find for these, a few hundred at a time."""
    found = (tx.execute(query, {"these": chunk}) for chunk in chunks(subjects) for query in queries)
    return [_follow_up(row) for rows in found for row in rows]


def reports_without_paper(tx: Connection, last: date) -> list[FollowUp]:
    """The open reports, to somebody about somebody, that stand on a day or earlier and for which nothing is drafted."""
    drafted = (PaperRow.follow_up == FollowUpRow.id) & (PaperRow.state != PaperState.DROPPED.value)
    query = select(_TABLE).where(
        _OPEN,
        FollowUpRow.kind == literal_column(f"'{FollowUpKind.REPORT.value}'"),
        FollowUpRow.day <= last,
        FollowUpRow.client.is_not(None),
        FollowUpRow.provider.is_not(None),
        ~select(PaperRow.id).where(drafted).exists(),
    )
    return [_follow_up(row) for row in tx.execute(query)]


def with_provider(tx: Connection, provider: str) -> list[FollowUp]:
    """Every follow-up with a provider, about whichever client."""
    query = select(_TABLE).where(FollowUpRow.provider == provider).order_by(FollowUpRow.due, FollowUpRow.key)
    return [_follow_up(row) for row in tx.execute(query)]


def naming(tx: Connection, who: str, code: str) -> list[FollowUp]:
    """Every follow-up, closed ones too, that names a client or a provider."""
    column = FollowUpRow.client if who == "client" else FollowUpRow.provider
    rows = tx.execute(select(_TABLE).where(column == code).order_by(FollowUpRow.due, FollowUpRow.key))
    return [_follow_up(row) for row in rows]


def for_calendar(tx: Connection, since: datetime, practitioner: str | None = None) -> list[FollowUp]:
    """What calendars show, of everybody or of one practitioner: what is open, and what was closed since a moment."""
    query = select(_TABLE)
    if practitioner is not None:
        query = query.where(FollowUpRow.practitioner == practitioner)
    found = {row.id: row for row in tx.execute(query.where(_OPEN))}
    found |= {row.id: row for row in tx.execute(query.where(FollowUpRow.changed_at >= since))}
    return [_follow_up(row) for row in found.values()]


def elsewhere(tx: Connection, ids: Collection[str], practitioner: str, since: datetime) -> list[FollowUp]:
    """Those of these ids that another practitioner's calendar shows."""
    shown = or_(_OPEN, FollowUpRow.changed_at >= since)
    theirs = select(_TABLE).where(FollowUpRow.id.in_(_THESE), FollowUpRow.practitioner != practitioner, shown)
    return _each(tx, ids, theirs)


def ids(tx: Connection, practitioner: str | None = None) -> frozenset[str]:
    """The ids of all follow-ups, or of one practitioner's."""
    query = select(FollowUpRow.id)
    if practitioner is not None:
        query = query.where(FollowUpRow.practitioner == practitioner)
    return frozenset(tx.execute(query).scalars())


def changed_after(tx: Connection, revision: int, practitioner: str | None = None) -> list[FollowUp]:
    """Those changed after a revision, of everybody or of one practitioner."""
    query = select(_TABLE).where(FollowUpRow.revision > revision)
    if practitioner is not None:
        query = query.where(FollowUpRow.practitioner == practitioner)
    return [_follow_up(row) for row in tx.execute(query)]


def closed_since(tx: Connection, since: datetime) -> list[FollowUp]:
    """Those that a person closed since a moment, the last one first."""
    closed = FollowUpRow.state.in_([State.DONE.value, State.DISMISSED.value])
    query = select(_TABLE).where(closed, FollowUpRow.closed_at >= since)
    return [_follow_up(row) for row in tx.execute(query.order_by(FollowUpRow.closed_at.desc(), FollowUpRow.key))]


def get(tx: Connection, id_: str) -> FollowUp | None:
    """One follow-up."""
    row = tx.execute(select(_TABLE).where(FollowUpRow.id == id_)).first()
    return _follow_up(row) if row else None


def still_open(tx: Connection, ids: Collection[str]) -> set[str]:
    """Those of these ids that are still to be done."""
    found = (tx.execute(select(FollowUpRow.id).where(_OPEN, FollowUpRow.id.in_(chunk))) for chunk in chunks(ids))
    return {id_ for rows in found for id_ in rows.scalars()}


def by_key(tx: Connection, key: str) -> FollowUp | None:
    """The follow-up with a key."""
    row = tx.execute(select(_TABLE).where(FollowUpRow.key == key)).first()
    return _follow_up(row) if row else None


def earliest_open(tx: Connection) -> date | None:
    """The first due day among those still open."""
    return tx.execute(select(func.min(FollowUpRow.due)).where(_OPEN)).scalar()


def apply(tx: Connection, changes: Changes, today: date, now: datetime) -> list[FollowUp]:
    """Store what reconciling found; the follow-ups that are new."""
    secret = meta.secret(tx) if changes.insert else ""
    fresh = identified(changes.insert, secret, lambda codes: taken(tx, codes), today, now)
    if fresh:
        first = _next_revision(tx)
        tx.execute(insert(FollowUpRow), [_values(f) | {"revision": n} for n, f in enumerate(fresh, first)])
    save_all(tx, (*changes.move, *changes.withdraw, *changes.revive))
    return fresh


def taken(tx: Connection, codes: Collection[str]) -> set[str]:
    """Which of these ids are in use."""
    found: set[str] = set()
    wanted = sorted(codes)
    for start in range(0, len(wanted), 500):
        found.update(
            tx.execute(select(FollowUpRow.id).where(FollowUpRow.id.in_(wanted[start : start + 500]))).scalars()
        )
    return found


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


def _next_revision(tx: Connection) -> int:
    """Higher than that of any row, inside a transaction that holds the write lock."""
    return int(tx.execute(select(newest_revision())).scalar_one())


def newest_revision() -> ScalarSelect[Any]:
    """The revision of a row that is changed now, to be worked out by the database."""
    rows = aliased(FollowUpRow)
    return select(func.coalesce(func.max(rows.revision), 0) + 1).scalar_subquery()


def _changed(follow_up: FollowUp) -> dict[str, Any]:
    return {name: value for name, value in _values(follow_up).items() if name not in _KEPT} | {"which": follow_up.id}


_COLUMNS = [column.name for column in _TABLE.columns]
_KEPT = {"id", "key", "created_at"}
_SAVE = (
    update(_TABLE)  # type: ignore[arg-type]
    .where(FollowUpRow.id == bindparam("which"))
    .values({name: bindparam(name) for name in _COLUMNS if name not in _KEPT})
)


def restore(follow_up: FollowUp, before: Mapping[str, Any], now: datetime) -> FollowUp:
    """A follow-up with the person's part of it as `remembered` before an act."""
    return replace(
        follow_up,
        state=State(before["state"]),
        pinned=_day(before["pinned"]),
        snoozed_until=_day(before["snoozed_until"]),
        outcome=before["outcome"],
        note=Private(before["note"]),
        closed_at=datetime.fromisoformat(before["closed_at"]) if before["closed_at"] else None,
        seen_at=datetime.fromisoformat(before["seen_at"]) if before["seen_at"] else None,
        sequence=follow_up.sequence + 1,
        changed_at=now,
    )


def remembered(follow_up: FollowUp) -> dict[str, Any]:
    """The person's part of a follow-up, as the journal keeps it."""
    return {
        "state": follow_up.state.value,
        "pinned": follow_up.pinned.isoformat() if follow_up.pinned else None,
        "snoozed_until": follow_up.snoozed_until.isoformat() if follow_up.snoozed_until else None,
        "outcome": follow_up.outcome,
        "note": in_store(follow_up.note),
        "closed_at": follow_up.closed_at.isoformat() if follow_up.closed_at else None,
        "seen_at": follow_up.seen_at.isoformat() if follow_up.seen_at else None,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _values(follow_up: FollowUp) -> dict[str, Any]:
    planned = follow_up.planned
    return {
        "id": follow_up.id,
        "key": str(planned.key),
        "kind": planned.kind.value,
        "recipient": planned.recipient.value,
        "priority": int(planned.priority),
        "due": planned.due,
        "at": planned.at,
        "latest": planned.latest,
        "earliest": planned.earliest,
        "limit": planned.limit,
        "client": planned.client,
        "provider": planned.provider or None,
        "practitioner": planned.practitioner,
        "reason": in_store(planned.reason),
        "because": list(planned.because),
        "dated": planned.dated,
        "blocked_by": planned.blocked_by,
        "instead_of": list(planned.instead_of),
        "letter": planned.letter,
        "state": follow_up.state.value,
        "pinned": follow_up.pinned,
        "snoozed_until": follow_up.snoozed_until,
        "sequence": follow_up.sequence,
        "created_at": follow_up.created_at,
        "changed_at": follow_up.changed_at,
        "closed_at": follow_up.closed_at,
        "outcome": follow_up.outcome,
        "note": in_store(follow_up.note),
        "story": list(follow_up.story),
        "noticed_for": follow_up.noticed_for,
        "noticed_at": follow_up.noticed_at,
        "seen_at": follow_up.seen_at,
        "paced_on": follow_up.paced_on,
        "bundle": follow_up.bundle,
        "paced": follow_up.paced,
        "slot_at": follow_up.slot_at,
        "trouble": follow_up.trouble,
        "day": follow_up.day,
    }


def _follow_up(row: Row[Any]) -> FollowUp:
    planned = Planned(
        key=parse_key(row.key),
        kind=FollowUpKind(row.kind),
        recipient=Recipient(row.recipient),
        priority=Priority(row.priority),
        due=row.due,
        at=row.at,
        latest=row.latest,
        earliest=row.earliest,
        limit=row.limit,
        client=row.client,
        provider=row.provider,
        practitioner=row.practitioner,
        reason=Private(row.reason),
        because=tuple(row.because),
        dated=row.dated,
        blocked_by=row.blocked_by,
        instead_of=tuple(row.instead_of),
        letter=row.letter,
    )
    return FollowUp(
        id=row.id,
        planned=planned,
        state=State(row.state),
        pinned=row.pinned,
        snoozed_until=row.snoozed_until,
        sequence=row.sequence,
        created_at=row.created_at,
        changed_at=row.changed_at,
        closed_at=row.closed_at,
        outcome=row.outcome,
        note=Private(row.note),
        story=tuple(row.story),
        noticed_for=row.noticed_for,
        noticed_at=row.noticed_at,
        seen_at=row.seen_at,
        paced_on=row.paced_on,
        bundle=row.bundle,
        paced=row.paced,
        slot_at=row.slot_at,
        trouble=row.trouble,
    )


def mark_noticed(tx: Connection, follow_ups: Sequence[FollowUp], now: datetime) -> None:
    """Remember that a person was told of these, as due on the day they stand on; no calendar shows it."""
    for start in range(0, len(follow_ups), 500):
        ids = [f.id for f in follow_ups[start : start + 500]]
        told = {"noticed_for": FollowUpRow.day, "noticed_at": now}
        tx.execute(update(FollowUpRow).where(FollowUpRow.id.in_(ids)).values(told))


def in_bundle(tx: Connection, bundle: str) -> list[FollowUp]:
    """The open follow-ups that share a contact."""
    query = select(_TABLE).where(FollowUpRow.bundle == bundle, _OPEN)
    return [_follow_up(row) for row in tx.execute(query.order_by(FollowUpRow.due, FollowUpRow.key))]
