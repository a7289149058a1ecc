"""Showing: the words for whom, why and by when, as a practitioner reads them on a screen of her own."""

from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from msgspec import Struct

from scheduler.borders import on_screen
from scheduler.followups import FollowUp, Recipient, Status, status
from scheduler.people import People, Provider, described, shown_phone
from scheduler.spans import spoken


class Names(Struct, frozen=True, dict=True):
    """Who is who, for one list."""

    people: People
    zone: ZoneInfo
    now: datetime

    @cached_property
    def today(self) -> date:
        """The practice's local day."""
        return self.now.astimezone(self.zone).date()

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
            return f"{on_screen(client.name)}, client"
        return "yourself"

    def phone(self, follow_up: FollowUp) -> str:
        """The number to call, or to fax a report to."""
        fax = self._faxed(follow_up)
        return f"fax {shown_phone(fax)}" if fax else shown_phone(self.number(follow_up))

    def number(self, follow_up: FollowUp) -> str:
        """The number to call as it is stored (E.164), empty where there is none or a fax is meant."""
        provider = self.provider(follow_up)
        if follow_up.planned.recipient is Recipient.CLIENT:
            client = self.people.clients.get(follow_up.planned.client or "")
            return on_screen(client.phone) if client else ""
        if provider is None or follow_up.planned.recipient is Recipient.PRACTITIONER or self._faxed(follow_up):
            return ""
        return provider.phone

    def _faxed(self, follow_up: FollowUp) -> str:
        provider = self.provider(follow_up)
        to_provider = follow_up.planned.recipient is Recipient.PROVIDER
        return provider.fax if provider and to_provider and follow_up.planned.kind.value == "report" else ""

    def why(self, follow_up: FollowUp) -> str:
        """One line: about whom, and what led to it."""
        client = self.people.clients.get(follow_up.planned.client or "")
        about = f"{on_screen(client.name)}: " if client and follow_up.planned.recipient is Recipient.PROVIDER else ""
        return about + on_screen(follow_up.planned.reason)

    def about(self, follow_up: FollowUp) -> str:
        """The client whom it is about, or nothing."""
        client = self.people.clients.get(follow_up.planned.client or "")
        return on_screen(client.name) if client else ""


def note(follow_up: FollowUp) -> str:
    """What somebody noted when it was closed."""
    return on_screen(follow_up.note)


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
