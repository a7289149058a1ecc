"""Follow-ups as a line of a list and as JSON."""

from datetime import datetime
from typing import Any

from scheduler.borders import on_screen
from scheduler.followups import NOBODY, FollowUp, status
from scheduler.showing import Names


def line(follow_up: FollowUp, names: Names) -> list[str]:
    """The cells of one line in a list."""
    return [follow_up.id, follow_up.planned.kind.spoken, names.whom(follow_up), names.phone(follow_up)]


def hindrance(blocked: str) -> str:
    """Why something cannot be done yet, with the command that helps."""
    return f"{blocked}; name one with: rapport record care-team" if blocked.startswith(NOBODY) else blocked


def as_dict(follow_up: FollowUp, names: Names, unblocks: str | None = None) -> dict[str, Any]:
    """A follow-up as JSON shows it; names of people are keys of their own, so that a script can leave them out."""
    planned = follow_up.planned
    provider, client = names.provider(follow_up), names.people.clients.get(planned.client or "")
    due: str = follow_up.day.isoformat()
    if follow_up.at:
        due = datetime.combine(follow_up.day, follow_up.at, names.zone).isoformat()
    return {
        "id": follow_up.id,
        "kind": planned.kind.value,
        "status": status(follow_up, names.today).value,
        "priority": int(planned.priority),
        "due": due,
        "client": planned.client,
        "provider": planned.provider or None,
        "practitioner": planned.practitioner,
        "rule": planned.key.rule,
        "step": planned.key.step,
        "bundle": follow_up.bundle,
        "planned_for": planned.due,
        "paced": follow_up.paced or None,
        "reason": planned.reason,
        "blocked_by": follow_up.blocked_by,
        "unblocked_by": unblocks,
        "latest": planned.latest,
        "snoozed_until": follow_up.snoozed_until,
        "pinned": follow_up.pinned is not None,
        "outcome": follow_up.outcome or None,
        "client_name": on_screen(client.name) if client else None,
        "provider_name": provider.name if provider else None,
    }
