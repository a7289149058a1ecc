"""Open follow-ups as lists show them: read by the ten thousand when a morning comes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Result, Select, select

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
LISTED: Select[Any] = select(*_LISTED).where(OPEN)  # type: ignore[assignment]


def listed(rows: Result[Any]) -> list[Listed]:
    """The rows of a query for open follow-ups as lists show them."""
    with few_searches():
        return [_listed(row) for row in rows.all()]


def _listed(row: Sequence[Any]) -> Listed:
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
        due=due,
        at=at,
        latest=latest,
        client=client,
        provider=provider,
        practitioner=practitioner,
        blocked_by=blocked_by,
    )
    return Listed(
        id=id_,
        planned=planned,
        pinned=pinned,
        snoozed_until=snoozed_until,
        noticed_for=noticed_for,
        noticed_at=noticed_at,
        seen_at=seen_at,
        paced_on=paced_on,
        bundle=bundle,
        slot_at=slot_at,
        trouble=trouble,
    )
