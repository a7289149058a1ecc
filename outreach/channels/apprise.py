"""Notices through one of the services that Apprise speaks to: ntfy, Signal, Matrix, Telegram and many others."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.consent import Way
from outreach.messages import Failed, Message, Receipt, Refused, Sent

if TYPE_CHECKING:
    import apprise


@dataclass(frozen=True, slots=True)
class Apprise:
    """One address of one service; with several, a repeat would reach again those that took the first."""

    name: str
    #: As Apprise writes it, as in ntfys://topic; whoever has it can read or write there.
    address: str = field(repr=False)
    way: Way = Way.TEXT
    repeatable: bool = False

    def send(self, message: Message) -> Receipt:
        """Hand subject and text over; Apprise says only whether the service took them, so no receipt says more."""
        if message.raw is not None:
            return Refused("an invitation goes by e-mail only")
        try:
            service = self._service()
        except ImportError:
            return Failed("the extra is missing: pip install 'rapport-scheduler[notify]'", ambiguous=False)
        if service is None:
            return Failed("the address in its file is of no service that Apprise knows", ambiguous=False)
        if service.notify(title=message.subject, body=message.text):
            return Sent("taken by the service")
        return Failed("the service did not take it", ambiguous=False)

    def _service(self) -> apprise.Apprise | None:
        """The service, made anew for each message; its library logs addresses and texts, so it is not heard."""
        import apprise

        for talker in ("apprise", "requests", "urllib3"):
            logging.getLogger(talker).setLevel(logging.CRITICAL + 1)
        service = apprise.Apprise()
        return service if service.add(self.address) and len(service) == 1 else None
