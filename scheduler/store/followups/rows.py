"""A follow-up as a row, and a row as a follow-up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Row,
)

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
from scheduler.private import Private
from scheduler.store.tables import FollowUpRow

TABLE = FollowUpRow.__table__


def values_of(follow_up: FollowUp) -> dict[str, Any]:
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


def follow_up_of(row: Row[Any]) -> FollowUp:
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
