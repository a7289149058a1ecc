"""May this be told, to this recipient, on this day: a client's authorizations, read as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One authorization that a client has signed (45 CFR 164.508(c))."""

    id: str
    #: The provider it names, or None where it names the whole care team.
    recipient: str | None
    signed_on: date
    #: Its last day, or None where it ends with an event.
    until: date | None = None
    revoked_on: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether it allows telling on that day; a revocation works from its own day on."""
        revoked = self.revoked_on is not None and self.revoked_on <= on
        return self.signed_on <= on and not revoked and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Telling is allowed under this authorization."""

    grant: Grant


@dataclass(frozen=True, slots=True)
class Refused:
    """Telling is not allowed; `reason` names no client."""

    reason: str


def may_tell(grants: Iterable[Grant], recipient: str, on: date) -> Allowed | Refused:
    """Whether some authorization lets `recipient` be told on that day, and if not, what stands in the way."""
    named = sorted(
        (g for g in grants if g.recipient in (None, recipient) and g.signed_on <= on),
        key=lambda g: (g.signed_on, g.id),
    )
    if not named:
        return Refused("no authorization on file names this provider")
    for grant in reversed(named):
        if grant.in_force(on):
            return Allowed(grant)
    last = named[-1]
    if last.revoked_on is not None and last.revoked_on <= on:
        return Refused(f"the authorization was revoked on {_day(last.revoked_on)}")
    return Refused(f"the authorization ended on {_day(last.until)}" if last.until else "no authorization in force")


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""
