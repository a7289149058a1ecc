"""Finding follow-ups: every question that is asked of them, each by an index."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
)

from scheduler.followups import (
    FollowUp,
    FollowUpKind,
    Listed,
    Priority,
    State,
)
from scheduler.store.chunking import THESE, chunks
from scheduler.store.followups.listing import LISTED, listed
from scheduler.store.followups.rows import FOLLOW_UPS, OPEN, follow_up_of, read
from scheduler.store.papers import PaperState
from scheduler.store.tables import FollowUpRow, PaperRow

_ABOUT_CLIENT = FollowUpRow.client.in_(THESE)
_ABOUT_PROVIDER = FollowUpRow.client.is_(None) & FollowUpRow.provider.in_(THESE)
_CALLS = (FollowUpKind.CALL.value, FollowUpKind.INTRODUCTION.value)


#: Put into words once: asked in each round, or whenever something has changed while somebody waits for a calendar.
_CHANGED = FOLLOW_UPS.where(FollowUpRow.revision > bindparam("revision"))
_CHANGED_OF_ONE = _CHANGED.where(FollowUpRow.practitioner == bindparam("whose"))
_DRAFTED = (PaperRow.follow_up == FollowUpRow.id) & (PaperRow.state != PaperState.DROPPED.value)
_UNDRAFTED = FOLLOW_UPS.where(
    OPEN,
    FollowUpRow.kind == literal_column(f"'{FollowUpKind.REPORT.value}'"),
    FollowUpRow.client.is_not(None),
    FollowUpRow.provider.is_not(None),
    ~select(PaperRow.id).where(_DRAFTED).exists(),
)
_UNDRAFTED_BY = _UNDRAFTED.where(FollowUpRow.day > bindparam("after"), FollowUpRow.day <= bindparam("last"))
# By revision, not by day: the day is asked for in a way that no index answers.
_UNDRAFTED_SINCE = _UNDRAFTED.where(
    FollowUpRow.revision > bindparam("revision"), func.coalesce(FollowUpRow.day, FollowUpRow.day) <= bindparam("last")
)
_HOURLY = FollowUpRow.seen_at.is_(None) & or_(
    FollowUpRow.noticed_at.is_(None),
    FollowUpRow.noticed_at <= bindparam("past"),
    FollowUpRow.noticed_at > bindparam("ahead"),
)
_DAILY = FollowUpRow.noticed_for.is_distinct_from(FollowUpRow.day)
_URGENT_TO_TELL = LISTED.where(
    # The first of these two is the index's own condition, the second finds its way in it.
    FollowUpRow.priority <= literal_column(str(int(Priority.SAME_DAY))),
    FollowUpRow.priority.in_((int(Priority.NOW), int(Priority.SAME_DAY))),
    FollowUpRow.day <= bindparam("last"),
    FollowUpRow.blocked_by.is_(None) & (FollowUpRow.trouble == ""),
    case((FollowUpRow.priority == int(Priority.NOW), _HOURLY), else_=_DAILY),
)


def all_of(tx: Connection, subjects: Collection[str] | None = None) -> list[FollowUp]:
    """Every stored follow-up, closed ones too: of everybody, or of rules about these clients and providers."""
    query = FOLLOW_UPS
    if subjects is not None:
        found = _each(tx, subjects, query.where(_ABOUT_CLIENT), query.where(_ABOUT_PROVIDER))
        return sorted(found, key=lambda f: (f.planned.due, f.planned.priority, str(f.key)))
    return read(tx.execute(query.order_by(FollowUpRow.due, FollowUpRow.priority, FollowUpRow.key)))


def open_ones(tx: Connection) -> list[FollowUp]:
    """Those still to be done, the earliest first."""
    query = FOLLOW_UPS.where(OPEN)
    return read(tx.execute(query.order_by(FollowUpRow.due, FollowUpRow.priority, FollowUpRow.key)))


def open_pairs(tx: Connection) -> Counter[tuple[str, str | None]]:
    """How many are open of each practitioner with each provider, and with none."""
    pair = (FollowUpRow.practitioner, FollowUpRow.provider)
    query = select(*pair, func.count()).where(OPEN).group_by(*pair)
    return Counter({(practitioner, provider): count for practitioner, provider, count in tx.execute(query)})


def open_of_practitioners(tx: Connection, practitioners: Collection[str]) -> list[FollowUp]:
    """The open follow-ups of these practitioners, the earliest first."""
    found = _each(tx, practitioners, FOLLOW_UPS.where(OPEN, FollowUpRow.practitioner.in_(THESE)))
    return sorted(found, key=lambda f: (f.planned.due, f.planned.priority, str(f.key)))


def open_by(tx: Connection, last: date) -> list[FollowUp]:
    """The open follow-ups that stand on a day or earlier, of everybody."""
    query = FOLLOW_UPS.where(OPEN, FollowUpRow.day <= last)
    return read(tx.execute(query))


def open_until(tx: Connection, practitioners: Collection[str], last: date) -> list[Listed]:
    """The open follow-ups of these practitioners that stand on a day or earlier, as lists show them."""
    query = LISTED.where(FollowUpRow.practitioner.in_(THESE), FollowUpRow.day <= last)
    return [f for chunk in chunks(practitioners) for f in listed(tx, query, {"these": chunk})]


def urgent_to_tell(tx: Connection, last: date, now: datetime, again: timedelta) -> list[Listed]:
    """The open follow-ups of priority 0 and 1, not blocked, that stand on a day or earlier and of which somebody has to
    be told, as lists show them: priority 0 `again` and again until it is seen, priority 1 once for each day.
    """
    return listed(tx, _URGENT_TO_TELL, {"last": last, "past": now - again, "ahead": now + again})


def open_about(tx: Connection, clients: Collection[str]) -> list[FollowUp]:
    """The open follow-ups about these clients, the earliest first."""
    found = _each(tx, clients, FOLLOW_UPS.where(OPEN, FollowUpRow.client.in_(THESE)))
    return sorted(found, key=lambda f: (f.planned.due, str(f.key)))


def open_of(tx: Connection, subjects: Collection[str]) -> list[FollowUp]:
    """The open follow-ups about these clients, and about these providers alone."""
    return _each(tx, subjects, FOLLOW_UPS.where(OPEN, _ABOUT_CLIENT), FOLLOW_UPS.where(OPEN, _ABOUT_PROVIDER))


def open_with(tx: Connection, providers: Collection[str]) -> list[FollowUp]:
    """The open follow-ups with these providers, about whichever client."""
    return _each(tx, providers, FOLLOW_UPS.where(OPEN, FollowUpRow.provider.in_(THESE)))


def closed_about(tx: Connection, subjects: Collection[str], since: datetime) -> list[FollowUp]:
    """Those about these clients and providers that are no longer open, since a moment."""
    closed = FOLLOW_UPS.where(~OPEN, FollowUpRow.changed_at >= since)
    return _each(tx, subjects, closed.where(_ABOUT_CLIENT), closed.where(_ABOUT_PROVIDER))


def open_calls(tx: Connection, practitioners: Collection[str]) -> list[FollowUp]:
    """The open calls and introductions of these practitioners."""
    query = FOLLOW_UPS.where(OPEN, FollowUpRow.practitioner.in_(practitioners), FollowUpRow.kind.in_(_CALLS))
    return read(tx.execute(query))


def open_calls_by_day(tx: Connection, practitioners: Collection[str]) -> Counter[tuple[str, date]]:
    """How many routine calls and introductions each of these practitioners can do, by the day they stand on."""
    routine = (FollowUpRow.priority > int(Priority.SAME_DAY)) & FollowUpRow.blocked_by.is_(None)
    query = (
        select(FollowUpRow.practitioner, FollowUpRow.day, func.count())
        .where(OPEN, FollowUpRow.practitioner.in_(practitioners), FollowUpRow.kind.in_(_CALLS), routine)
        .group_by(FollowUpRow.practitioner, FollowUpRow.day)
    )
    return Counter({(practitioner, day): count for practitioner, day, count in tx.execute(query)})


def open_meetings(tx: Connection, practitioners: Collection[str]) -> list[FollowUp]:
    """The open meetings of these practitioners."""
    meetings = FollowUpRow.kind == literal_column(f"'{FollowUpKind.MEETING.value}'")
    query = FOLLOW_UPS.where(OPEN, meetings, FollowUpRow.practitioner.in_(practitioners))
    return read(tx.execute(query))


def _each(tx: Connection, subjects: Collection[str], *queries: Select[Any]) -> list[FollowUp]:
    """What the queries find for these, a few hundred at a time."""
    found = (tx.execute(query, {"these": chunk}) for chunk in chunks(subjects) for query in queries)
    return [follow_up for rows in found for follow_up in read(rows)]


def reports_without_paper(tx: Connection, last: date, seen_to: tuple[int, date] | None = None) -> list[FollowUp]:
    """The open reports, to somebody about somebody, that stand on a day or earlier and for which nothing is drafted.

    Up to a revision and a day it may have been seen to already; then only what lies beyond is looked at.
    """
    revision, day = seen_to or (0, date.min)
    come = read(tx.execute(_UNDRAFTED_BY, {"after": day, "last": last}))
    changed = read(tx.execute(_UNDRAFTED_SINCE, {"revision": revision, "last": last})) if seen_to else []
    return list({f.id: f for f in (*come, *changed)}.values())


def with_provider(tx: Connection, provider: str) -> list[FollowUp]:
    """Every follow-up with a provider, about whichever client."""
    query = FOLLOW_UPS.where(FollowUpRow.provider == provider).order_by(FollowUpRow.due, FollowUpRow.key)
    return read(tx.execute(query))


def naming(tx: Connection, who: str, code: str) -> list[FollowUp]:
    """Every follow-up, closed ones too, that names a client or a provider."""
    column = FollowUpRow.client if who == "client" else FollowUpRow.provider
    return read(tx.execute(FOLLOW_UPS.where(column == code).order_by(FollowUpRow.due, FollowUpRow.key)))


def for_calendar(tx: Connection, since: datetime, practitioner: str | None = None) -> list[FollowUp]:
    """What calendars show, of everybody or of one practitioner: what is open, and what was closed since a moment."""
    query = FOLLOW_UPS
    if practitioner is not None:
        query = query.where(FollowUpRow.practitioner == practitioner)
    shown = (OPEN, ~OPEN & (FollowUpRow.changed_at >= since))
    return [follow_up for which in shown for follow_up in read(tx.execute(query.where(which)))]


def elsewhere(tx: Connection, ids: Collection[str], practitioner: str, since: datetime) -> list[FollowUp]:
    """Those of these ids that another practitioner's calendar shows."""
    shown = or_(OPEN, FollowUpRow.changed_at >= since)
    theirs = FOLLOW_UPS.where(FollowUpRow.id.in_(THESE), FollowUpRow.practitioner != practitioner, shown)
    return _each(tx, ids, theirs)


def ids(tx: Connection, practitioner: str | None = None) -> frozenset[str]:
    """The ids of all follow-ups, or of one practitioner's."""
    query = select(FollowUpRow.id)
    if practitioner is not None:
        query = query.where(FollowUpRow.practitioner == practitioner)
    return frozenset(tx.execute(query).scalars())


def changed_after(tx: Connection, revision: int, practitioner: str | None = None) -> list[FollowUp]:
    """Those changed after a revision, of everybody or of one practitioner."""
    query = _CHANGED if practitioner is None else _CHANGED_OF_ONE
    return read(tx.execute(query, {"revision": revision, "whose": practitioner}))


def closed_since(tx: Connection, since: datetime) -> list[FollowUp]:
    """Those that a person closed since a moment, the last one first."""
    closed = FollowUpRow.state.in_([State.DONE.value, State.DISMISSED.value])
    query = FOLLOW_UPS.where(closed, FollowUpRow.closed_at >= since)
    return read(tx.execute(query.order_by(FollowUpRow.closed_at.desc(), FollowUpRow.key)))


def get(tx: Connection, id_: str) -> FollowUp | None:
    """One follow-up."""
    row = tx.execute(FOLLOW_UPS.where(FollowUpRow.id == id_)).first()
    return follow_up_of(row) if row else None


def still_open(tx: Connection, ids: Collection[str]) -> set[str]:
    """Those of these ids that are still to be done."""
    query = select(FollowUpRow.id).where(OPEN, FollowUpRow.id.in_(THESE))
    return {id_ for chunk in chunks(ids) for id_ in tx.execute(query, {"these": chunk}).scalars()}


def by_key(tx: Connection, key: str) -> FollowUp | None:
    """The follow-up with a key."""
    row = tx.execute(FOLLOW_UPS.where(FollowUpRow.key == key)).first()
    return follow_up_of(row) if row else None


def earliest_open(tx: Connection) -> date | None:
    """The first due day among those still open."""
    return tx.execute(select(func.min(FollowUpRow.due)).where(OPEN)).scalar()


def in_bundle(tx: Connection, bundle: str) -> list[FollowUp]:
    """The open follow-ups that share a contact."""
    query = FOLLOW_UPS.where(FollowUpRow.bundle == bundle, OPEN)
    return read(tx.execute(query.order_by(FollowUpRow.due, FollowUpRow.key)))
