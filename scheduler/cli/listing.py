"""Follow-ups on a screen and as JSON: the words for whom, why and by when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from scheduler.followups import FollowUp, Recipient, Status, status
from scheduler.history import People
from scheduler.notifying import described
from scheduler.people import Provider, shown_phone
from scheduler.planning import Practice
from scheduler.spans import spoken


@dataclass(frozen=True, slots=True)
class Names:
    """Who is who, for the lists of one command."""

    people: People
    practice: Practice
    now: datetime

    @property
    def today(self) -> date:
        """The practice's local day."""
        return self.now.astimezone(self.practice.zone).date()

    def provider(self, follow_up: FollowUp) -> Provider | None:
        """The provider of a follow-up."""
        return self.people.providers.get(follow_up.planned.provider or "")

    def whom(self, follow_up: FollowUp) -> str:
        """Whom it turns to: Dr. Alan Lee, orthopedics."""
        planned = follow_up.planned
        provider = self.provider(follow_up)
        if planned.recipient is Recipient.PROVIDER:
            return described(provider) if provider else "nobody on file"
        client = self.people.clients.get(planned.client or "")
        if planned.recipient is Recipient.CLIENT and client:
            return f"{client.name}, client"
        return "yourself"

    def phone(self, follow_up: FollowUp) -> str:
        """The number to call, or to fax a report to."""
        provider = self.provider(follow_up)
        if follow_up.planned.recipient is Recipient.CLIENT:
            client = self.people.clients.get(follow_up.planned.client or "")
            return shown_phone(client.phone) if client else ""
        if provider is None or follow_up.planned.recipient is Recipient.PRACTITIONER:
            return ""
        if follow_up.planned.kind.value == "report" and provider.fax:
            return f"fax {shown_phone(provider.fax)}"
        return shown_phone(provider.phone)

    def why(self, follow_up: FollowUp) -> str:
        """One line: about whom, and what led to it."""
        client = self.people.clients.get(follow_up.planned.client or "")
        about = f"{client.name}: " if client and follow_up.planned.recipient is Recipient.PROVIDER else ""
        return about + follow_up.planned.reason


def line(follow_up: FollowUp, names: Names) -> list[str]:
    """The cells of one line in a list."""
    return [follow_up.id, follow_up.planned.kind.spoken, names.whom(follow_up), names.phone(follow_up)]


def as_dict(follow_up: FollowUp, names: Names, unblocks: str | None = None) -> dict[str, Any]:
    """A follow-up as JSON shows it; names of people are keys of their own, so that a script can leave them out."""
    planned = follow_up.planned
    provider, client = names.provider(follow_up), names.people.clients.get(planned.client or "")
    due: str = follow_up.day.isoformat()
    if follow_up.at:
        due = datetime.combine(follow_up.day, follow_up.at, names.practice.zone).isoformat()
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
        "client_name": client.name if client else None,
        "provider_name": provider.name if provider else None,
    }


def when(follow_up: FollowUp, names: Names) -> str:
    """When it is due, as a list shows it."""
    text = spoken(follow_up.day)
    if follow_up.at:
        text += f" {follow_up.at:%H:%M}"
    match status(follow_up, names.today):
        case Status.SNOOZED:
            text += f", snoozed until {spoken(follow_up.snoozed_until or follow_up.day)}"
        case Status.MISSED:
            text += ", missed"
        case Status.DUE if follow_up.day < names.today:
            days = (names.today - follow_up.day).days
            text += f", {days} day{'' if days == 1 else 's'} late"
    return text
