"""Permitting: the one gate that every letter passes on its way out, asked again in the transaction that claims it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from outreach.consent import Purpose, Refused, Way, may_contact, may_tell
from scheduler.history import History
from scheduler.house import House
from scheduler.people import People
from scheduler.standing import Standing
from scheduler.store import facts as fact_store
from scheduler.store import people as people_store
from scheduler.store.tx import Transaction


@dataclass(frozen=True, slots=True)
class Forbidden:
    """It may not go; `reason` names no client."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """It may go later: the recipient's quiet hours last until then."""

    until: datetime


class Leaving(Protocol):
    """A letter, as far as the gate looks at it."""

    @property
    def purpose(self) -> Purpose | None:
        """What it is for; None for a reminder to a practitioner of the house."""

    @property
    def client(self) -> str | None:
        """Whom it tells of."""

    @property
    def provider(self) -> str | None:
        """The provider whom it goes to; a letter without one goes to the client."""


def permit(tx: Transaction, house: House, letter: Leaving, way: Way, now: datetime) -> Forbidden | NotNow | None:
    """What stands in a letter's way right now, or None. Reminders to the house's own practitioners always may go."""
    if letter.purpose is None:
        return None
    codes = [code for code in (letter.client, letter.provider) if code]
    about = fact_store.about(tx, codes)
    around = people_store.providers(tx, {f.provider for f in about if f.provider} | set(codes))
    history = History(People({}, around, house.practitioners), about, house.today(now))
    if reason := _forbidden(history, letter, way):
        return Forbidden(reason)
    provider = around.get(letter.provider or "")
    zone = ZoneInfo(provider.zone) if provider and provider.zone else house.practice.zone
    until = None if letter.purpose is Purpose.SAFETY else quiet_until(now.astimezone(zone), house.practice.quiet)
    return NotNow(until) if until else None


def unwelcome(
    history: History, client: str | None, provider: str | None, purpose: Purpose, way: Way | None = None
) -> str | None:
    """Why something may not go to a provider, or to a client where no provider is named; None where it may.

    Without a way it is asked whether it may go at all. Whether a client may be told of is asked apart (`may_tell`).
    """
    today = history.today
    if client and history.standing(client, today) is Standing.DECEASED:
        return "the client has died"
    recipient = provider or client
    wishes = history.wishes(recipient) if recipient else []
    if way is None:
        return may_contact([w for w in wishes if w.way is None], purpose, Way.MAIL, today)
    return may_contact(wishes, purpose, way, today, client=provider is None)


def _forbidden(history: History, letter: Leaving, way: Way) -> str | None:
    today = history.today
    if letter.client and letter.provider:
        told = may_tell(history.grants(letter.client), letter.provider, today)
        if isinstance(told, Refused):
            return told.reason
    return unwelcome(history, letter.client, letter.provider, letter.purpose or Purpose.CLINICAL, way)


def quiet_until(local: datetime, quiet: tuple[time, time] | None) -> datetime | None:
    """The end of the quiet hours that a local moment lies in, or None; they may go past midnight."""
    if quiet is None:
        return None
    first, last = quiet
    at = local.time().replace(tzinfo=None)
    inside = first <= at < last if first <= last else at >= first or at < last
    if not inside:
        return None
    day = local.date() + timedelta(days=1) if at >= last else local.date()
    return datetime.combine(day, last, local.tzinfo)
