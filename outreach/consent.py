"""May this be told, to this recipient, for this purpose, by this way: authorizations and wishes, as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: What an authorization covers, and what for, where its form says nothing else: the words of the release form.
STANDARD_WHAT = "attendance, measurements, progress and changes that matter for safety in the exercise program"
STANDARD_PURPOSE = "coordination of care"


class Sensitive(StrEnum):
    """What an authorization covers only where the client ticked it (42 CFR part 2; state law)."""

    MENTAL_HEALTH = "mental health"
    SUBSTANCE_USE = "substance use"
    HIV = "HIV"
    REPRODUCTIVE = "reproductive health"


class Direction(StrEnum):
    """Who may tell whom."""

    TO_PROVIDER = "to provider"
    FROM_PROVIDER = "from provider"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One authorization that a client has signed, with the elements of 45 CFR 164.508(c)(1)."""

    id: str
    #: The provider it names, or None where it names the whole care team (a class of persons).
    recipient: str | None
    signed_on: date
    what: str = STANDARD_WHAT
    purpose: str = STANDARD_PURPOSE
    #: Who signed: the client, or a representative by `authority`.
    signer: str = "client"
    authority: str = ""
    direction: Direction = Direction.TO_PROVIDER
    sensitive: frozenset[Sensitive] = frozenset()
    #: Its last day, or None where it ends with an event.
    until: date | None = None
    #: The event it ends with, in words, and the last day before it ended so.
    ends: str = ""
    ended_on: date | None = None
    revoked_on: date | None = None
    #: Where it names the whole care team: who that is; None: not asked.
    members: frozenset[str] | None = None
    #: Where it names the whole care team: the day it was taken back, or ended, for one of them.
    taken_back: tuple[tuple[str, date], ...] = ()

    def names(self, provider: str) -> bool:
        """Whether the provider is the one it names, or belongs to the class of persons that it names."""
        if self.recipient is not None:
            return self.recipient == provider
        return self.members is None or provider in self.members

    def taken_back_on(self, provider: str) -> date | None:
        """The day from which the provider may no longer be told."""
        days = [day for code, day in self.taken_back if code == provider]
        return min([*days, *([self.revoked_on] if self.revoked_on else [])], default=None)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, as far as that is known; a revocation is not looked at."""
        return min((d for d in (self.until, self.ended_on) if d), default=None)

    @property
    def missing(self) -> str | None:
        """The required element that it lacks, which makes it invalid (45 CFR 164.508(b)(2)(ii)), or None."""
        elements = (
            ("what may be told", self.what),
            ("a purpose", self.purpose),
            ("an end (a date or an event)", self.until or self.ends),
            ("who signed", self.signer),
            ("the representative's authority", self.signer == "client" or self.authority),
        )
        return next((name for name, there in elements if not there), None)

    def in_force(self, provider: str, on: date) -> bool:
        """Whether it allows telling a provider on that day; a revocation works from its own day on."""
        taken_back = self.taken_back_on(provider)
        revoked = taken_back is not None and taken_back <= on
        ended = self.last_day is not None and self.last_day < on
        return self.missing is None and self.signed_on <= on and not revoked and not ended


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
        (g for g in grants if g.names(recipient) and g.signed_on <= on and g.direction is not Direction.FROM_PROVIDER),
        key=lambda g: (g.signed_on, g.id),
    )
    if not named:
        return Refused("no authorization on file names this provider")
    for grant in reversed(named):
        if grant.in_force(recipient, on):
            return Allowed(grant)
    last = named[-1]
    taken_back = last.taken_back_on(recipient)
    if taken_back is not None and taken_back <= on:
        return Refused(f"the authorization was revoked on {_day(taken_back)}")
    if last.missing:
        return Refused(f"the authorization of {_day(last.signed_on)} does not count: it lacks {last.missing}")
    return Refused(
        f"the authorization ended on {_day(last.last_day)}" if last.last_day else "no authorization in force"
    )


class Purpose(StrEnum):
    """What a contact is for. Safety is never held back by a wish not to be contacted."""

    SAFETY = "safety"
    CLINICAL = "clinical"
    RELATIONSHIP = "relationship"
    MARKETING = "marketing"


class Way(StrEnum):
    """How somebody is reached."""

    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    TEXT = "text"
    MAIL = "mail"
    IN_PERSON = "in person"
    PORTAL = "portal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a provider or a client said about being contacted."""

    on: date
    #: Agreed to, or asked not to.
    agrees: bool
    #: None: for every purpose, or by every way.
    purpose: Purpose | None = None
    way: Way | None = None

    def covers(self, purpose: Purpose, way: Way) -> bool:
        """Whether it speaks of this; asking for no relationship contacts means none of marketing either."""
        for_it = self.purpose in (None, purpose) or (
            not self.agrees and self.purpose is Purpose.RELATIONSHIP and purpose is Purpose.MARKETING
        )
        return for_it and self.way in (None, way)


#: What needs an agreement first: faxes and messages that advertise (47 USC 227; 47 CFR 64.1200), and every text.
_ASK_FIRST = frozenset(
    {(Purpose.MARKETING, Way.FAX), (Purpose.MARKETING, Way.EMAIL)}
    | {(purpose, Way.TEXT) for purpose in Purpose if purpose is not Purpose.SAFETY}
)


def may_contact(wishes: Iterable[Wish], purpose: Purpose, way: Way, on: date, *, client: bool = False) -> str | None:
    """Why somebody may not be contacted for this purpose by this way on that day, or None where it is all right.

    The last wish that speaks of it decides. A client is written to by e-mail only after agreeing to it: plain e-mail
    is allowed to a person who was warned and still prefers it (78 FR 5634).
    """
    if purpose is Purpose.SAFETY:
        return None
    said = [w for w in wishes if w.on <= on and w.covers(purpose, way)]
    if said:
        last = said[-1]
        if last.agrees:
            return None
        by = f" by {last.way}" if last.way else ""
        return f"{last.purpose or 'all'} contacts{by} are not wanted since {_day(last.on)}"
    if (purpose, way) in _ASK_FIRST or (client and way is Way.EMAIL):
        return f"no agreement on file to {purpose} contacts by {way}"
    return None


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""
