"""Follow-ups: what is to be done, for whom, by when; and the state that a person or the engine has put them in."""

from datetime import UTC, date, datetime, time
from enum import IntEnum, StrEnum

from msgspec import Struct

from scheduler.private import NOTHING, Private


class FollowUpKind(StrEnum):
    """What there is to do."""

    CALL = "call"
    REPORT = "report"
    VISIT = "visit"
    MEETING = "meeting"
    INTRODUCTION = "introduction"
    REFERRAL_FORM = "referral_form"
    THANK_YOU = "thank_you"
    LETTER = "letter"
    REQUEST = "request"
    CHECK = "check"

    @property
    def spoken(self) -> str:
        """The kind as a word on a screen."""
        return _SPOKEN.get(self, self.value)

    @property
    def timed(self) -> bool:
        """Whether it takes place at an hour, so that pacing may not move it."""
        return self in (FollowUpKind.VISIT, FollowUpKind.MEETING)


#: By what is stored, for rows that come by the thousand.
KINDS = {kind.value: kind for kind in FollowUpKind}
_SPOKEN = {FollowUpKind.THANK_YOU: "thank-you", FollowUpKind.REFERRAL_FORM: "referral form"}


class Priority(IntEnum):
    """How urgent: 0 now, 1 the same day, 2 high, 3 normal, 4 low."""

    NOW = 0
    SAME_DAY = 1
    HIGH = 2
    NORMAL = 3
    LOW = 4


#: How it is said that the care team lacks somebody; each screen adds how to name one there.
NOBODY = "nobody on file is"


class Recipient(StrEnum):
    """Whom a follow-up turns to."""

    CLIENT = "client"
    PROVIDER = "provider"
    PRACTITIONER = "practitioner"


#: By what is stored, as `KINDS`.
RECIPIENTS = {recipient.value: recipient for recipient in Recipient}
PRIORITIES = tuple(Priority)


class State(StrEnum):
    """What the store knows: only a person closes, only the engine withdraws."""

    OPEN = "open"
    DONE = "done"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class Status(StrEnum):
    """What a reader sees, derived from the state, the day and the window."""

    PLANNED = "planned"
    DUE = "due"
    SNOOZED = "snoozed"
    BLOCKED = "blocked"
    MISSED = "missed"
    DONE = "done"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class Key(Struct, frozen=True, order=True, gc=False):
    """The identity of a follow-up: no date, role or practitioner in it, so that a moved date moves the follow-up."""

    rule: str
    step: str
    client: str
    provider: str
    #: The identity of the anchor fact, or "start".
    anchor: str
    #: Counted from the original anchor; 0 where nothing repeats.
    occurrence: int = 0
    #: 1 for the first try; more where an outcome asked for another.
    attempt: int = 1

    def __str__(self) -> str:
        return "/".join(
            (
                self.rule,
                self.step,
                self.client,
                self.provider,
                self.anchor,
                str(self.occurrence),
                str(self.attempt),
            )
        )


def parse_key(text: str) -> Key:
    """The key that `str(key)` wrote."""
    rule, step, client, provider, anchor, occurrence, attempt = text.split("/")
    return Key(rule, step, client, provider, anchor, int(occurrence), int(attempt))


class Planned(Struct, frozen=True, kw_only=True, gc=False):
    """A follow-up that should exist, as the rules describe it."""

    key: Key
    kind: FollowUpKind
    recipient: Recipient
    priority: Priority
    due: date
    at: time | None = None
    #: After this day it is missed; None means never.
    latest: date | None = None
    #: Pacing may move it within these days; None means that it stays on its day.
    earliest: date | None = None
    limit: date | None = None
    client: str | None = None
    provider: str | None = None
    practitioner: str = ""
    #: One sentence without anybody's name: what led to it.
    reason: Private[str] = NOTHING
    #: Ids of the facts it rests on.
    because: tuple[str, ...] = ()
    #: The arithmetic of the date, in words.
    dated: str = ""
    #: Why it may not be done yet, or None.
    blocked_by: str | None = None
    #: The follow-ups whose place it takes, in words.
    instead_of: tuple[str, ...] = ()
    #: The letter to write, where the rule names one.
    letter: str = ""


class FollowUp(Struct, frozen=True, kw_only=True, gc=False):
    """A stored follow-up."""

    #: Opaque, stable, shown to people and in calendars: 7F3K.
    id: str
    planned: Planned
    state: State = State.OPEN
    pinned: date | None = None
    snoozed_until: date | None = None
    #: Raised whenever what a calendar shows of it changes its meaning (RFC 5546, 2.1.4).
    sequence: int = 0
    created_at: datetime
    changed_at: datetime
    closed_at: datetime | None = None
    outcome: str = ""
    note: Private[str] = NOTHING
    #: What happened to it, oldest first: "planned 3 Nov for 20 Nov".
    story: tuple[str, ...] = ()
    #: The day it stood on when a person was told of it.
    noticed_for: date | None = None
    noticed_at: datetime | None = None
    #: When somebody said that it was seen.
    seen_at: datetime | None = None
    #: The day that pacing gave it, the contact that it shares, and why.
    paced_on: date | None = None
    bundle: str | None = None
    paced: str = ""
    #: The time proposed for a meeting, and why there is none.
    slot_at: time | None = None
    trouble: str = ""

    @property
    def at(self) -> time | None:
        """Its time of day: what the anchor set, or what was proposed."""
        return self.slot_at or (None if self.pinned else self.planned.at)

    @property
    def blocked_by(self) -> str | None:
        """Why it cannot be done yet, or None."""
        return self.planned.blocked_by or self.trouble or None

    @property
    def key(self) -> Key:
        """Its identity."""
        return self.planned.key

    @property
    def day(self) -> date:
        """The day it stands on: the pinned one, else the paced one, else the planned one."""
        return self.pinned or self.paced_on or self.planned.due

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state is State.OPEN


_UNTOLD = datetime.min.replace(tzinfo=UTC)


class Listed(FollowUp, frozen=True, kw_only=True, gc=False):
    """A follow-up as lists show it: read without its story, moments and most words, and so never stored."""

    created_at: datetime = _UNTOLD
    changed_at: datetime = _UNTOLD


def status(follow_up: FollowUp, today: date) -> Status:
    """What a reader sees today."""
    if follow_up.state is not State.OPEN:
        return Status(follow_up.state.value)
    if follow_up.snoozed_until and follow_up.snoozed_until > today:
        return Status.SNOOZED
    latest = follow_up.planned.latest
    if latest and max(latest, follow_up.day) < today:
        return Status.MISSED
    if follow_up.blocked_by:
        return Status.BLOCKED
    return Status.DUE if follow_up.day <= today else Status.PLANNED


def urgency(follow_up: FollowUp, today: date) -> tuple[bool, int, int, str]:
    """The order in which follow-ups are listed: what is due by priority, then what comes day by day."""
    priority, day = int(follow_up.planned.priority), follow_up.day.toordinal()
    if follow_up.day <= today:
        return (False, priority, day, str(follow_up.key))
    return (True, day, priority, str(follow_up.key))
