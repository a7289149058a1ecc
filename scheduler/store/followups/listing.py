"""Open follow-ups as lists show them: read by the ten thousand when a morning comes."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Select, select

from scheduler.circles import few_searches
from scheduler.followups import KINDS, PRIORITIES, RECIPIENTS, Listed, Planned, parse_key
from scheduler.store.followups.rows import OPEN
from scheduler.store.tables import FollowUpRow

#: What lists show of a follow-up, in the order in which `_listed` takes it.
_LISTED = (
    FollowUpRow.id,
    FollowUpRow.key,
    FollowUpRow.kind,
    FollowUpRow.recipient,
    FollowUpRow.priority,
    FollowUpRow.due,
    FollowUpRow.at,
    FollowUpRow.latest,
    FollowUpRow.client,
    FollowUpRow.provider,
    FollowUpRow.practitioner,
    FollowUpRow.blocked_by,
    FollowUpRow.pinned,
    FollowUpRow.snoozed_until,
    FollowUpRow.noticed_for,
    FollowUpRow.noticed_at,
    FollowUpRow.seen_at,
    FollowUpRow.paced_on,
    FollowUpRow.bundle,
    FollowUpRow.slot_at,
    FollowUpRow.trouble,
)
_Reader = Callable[[Any], Any]
LISTED: Select[Any] = select(*_LISTED).where(OPEN)  # type: ignore[assignment]


def listed(tx: Connection, query: Select[Any], given: Mapping[str, Any] | None = None) -> list[Listed]:
    """What a query for open follow-ups finds, as lists show them; read from the driver without detours."""
    day, time, moment = _readers(tx.dialect)
    with tx.execute(query, given) as rows, few_searches():
        return [_listed(row, day, time, moment) for row in rows.cursor.fetchall()]


@cache
def _readers(dialect: Dialect) -> tuple[_Reader, _Reader, _Reader]:
    """How a driver's days, times and moments are read."""
    day, time, moment = (
        column.type.dialect_impl(dialect).result_processor(dialect, None) or _as_it_is
        for column in (FollowUpRow.due, FollowUpRow.at, FollowUpRow.seen_at)
    )
    return day, time, moment


def _as_it_is(value: Any) -> Any:
    return value


def _listed(row: Sequence[Any], day: _Reader, time: _Reader, moment: _Reader) -> Listed:
    (
        id_,
        key,
        kind,
        recipient,
        priority,
        due,
        at,
        latest,
        client,
        provider,
        practitioner,
        blocked_by,
        pinned,
        snoozed_until,
        noticed_for,
        noticed_at,
        seen_at,
        paced_on,
        bundle,
        slot_at,
        trouble,
    ) = row
    planned = Planned(
        key=parse_key(key),
        kind=KINDS[kind],
        recipient=RECIPIENTS[recipient],
        priority=PRIORITIES[priority],
        due=day(due),
        at=at and time(at),
        latest=latest and day(latest),
        client=client,
        provider=provider,
        practitioner=practitioner,
        blocked_by=blocked_by,
    )
    return Listed(
        id=id_,
        planned=planned,
        pinned=pinned and day(pinned),
        snoozed_until=snoozed_until and day(snoozed_until),
        noticed_for=noticed_for and day(noticed_for),
        noticed_at=noticed_at and moment(noticed_at),
        seen_at=seen_at and moment(seen_at),
        paced_on=paced_on and day(paced_on),
        bundle=bundle,
        slot_at=slot_at and time(slot_at),
        trouble=trouble,
    )
