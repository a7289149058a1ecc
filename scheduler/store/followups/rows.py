"""A follow-up as a row, and a row as a follow-up."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import structs
from sqlalchemy import Result, Select, literal_column, select

from scheduler.borders import in_store
from scheduler.circles import few_searches
from scheduler.followups import (
    KINDS,
    PRIORITIES,
    RECIPIENTS,
    FollowUp,
    Listed,
    Planned,
    State,
    parse_key,
)
from scheduler.private import Private
from scheduler.store.tables import FollowUpRow

TABLE = FollowUpRow.__table__
#: Written out, so that a database sees that its partial indexes apply.
OPEN = FollowUpRow.state == literal_column("'open'")


def values_of(follow_up: FollowUp) -> dict[str, Any]:
    if isinstance(follow_up, Listed):
        raise TypeError(f"{follow_up.id} was read as lists show it; what was left out would be lost")
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


#: What a follow-up is made of, in the order in which `follow_up_of` takes it.
COLUMNS = (
    FollowUpRow.id,
    FollowUpRow.key,
    FollowUpRow.kind,
    FollowUpRow.recipient,
    FollowUpRow.priority,
    FollowUpRow.due,
    FollowUpRow.at,
    FollowUpRow.latest,
    FollowUpRow.earliest,
    FollowUpRow.limit,
    FollowUpRow.client,
    FollowUpRow.provider,
    FollowUpRow.practitioner,
    FollowUpRow.reason,
    FollowUpRow.because,
    FollowUpRow.dated,
    FollowUpRow.blocked_by,
    FollowUpRow.instead_of,
    FollowUpRow.letter,
    FollowUpRow.state,
    FollowUpRow.pinned,
    FollowUpRow.snoozed_until,
    FollowUpRow.sequence,
    FollowUpRow.created_at,
    FollowUpRow.changed_at,
    FollowUpRow.closed_at,
    FollowUpRow.outcome,
    FollowUpRow.note,
    FollowUpRow.story,
    FollowUpRow.noticed_for,
    FollowUpRow.noticed_at,
    FollowUpRow.seen_at,
    FollowUpRow.paced_on,
    FollowUpRow.bundle,
    FollowUpRow.paced,
    FollowUpRow.slot_at,
    FollowUpRow.trouble,
)
FOLLOW_UPS: Select[Any] = select(*COLUMNS)  # type: ignore[assignment]
_STATES = {state.value: state for state in State}


def read(rows: Result[Any]) -> list[FollowUp]:
    """The rows of a query for follow-ups."""
    with few_searches():
        return [follow_up_of(row) for row in rows.all()]


def follow_up_of(row: Sequence[Any]) -> FollowUp:
    (
        id_,
        key,
        kind,
        recipient,
        priority,
        due,
        at,
        latest,
        earliest,
        limit,
        client,
        provider,
        practitioner,
        reason,
        because,
        dated,
        blocked_by,
        instead_of,
        letter,
        state,
        pinned,
        snoozed_until,
        sequence,
        created_at,
        changed_at,
        closed_at,
        outcome,
        note,
        story,
        noticed_for,
        noticed_at,
        seen_at,
        paced_on,
        bundle,
        paced,
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
        earliest=earliest,
        limit=limit,
        client=client,
        provider=provider,
        practitioner=practitioner,
        reason=Private(reason),
        because=tuple(because),
        dated=dated,
        blocked_by=blocked_by,
        instead_of=tuple(instead_of),
        letter=letter,
    )
    return FollowUp(
        id=id_,
        planned=planned,
        state=_STATES[state],
        pinned=pinned,
        snoozed_until=snoozed_until,
        sequence=sequence,
        created_at=created_at,
        changed_at=changed_at,
        closed_at=closed_at,
        outcome=outcome,
        note=Private(note),
        story=tuple(story),
        noticed_for=noticed_for,
        noticed_at=noticed_at,
        seen_at=seen_at,
        paced_on=paced_on,
        bundle=bundle,
        paced=paced,
        slot_at=slot_at,
        trouble=trouble,
    )


def restore(follow_up: FollowUp, before: Mapping[str, Any], now: datetime) -> FollowUp:
    """A follow-up with the person's part of it as `remembered` before an act."""
    return structs.replace(
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
