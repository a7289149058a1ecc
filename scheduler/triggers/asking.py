"""What a trigger is asked, what it answers, and the words for a fact that is an anchor."""

from collections.abc import Iterator
from datetime import date, time
from typing import Protocol

from msgspec import Struct, structs

from calendars.workdays import Workdays
from scheduler.facts import KINDS, Fact, FactKind
from scheduler.history import History
from scheduler.spans import Span, spoken


class Ask(Struct, frozen=True, kw_only=True):
    """One rule about one person."""

    history: History
    workdays: Workdays
    rule: str
    #: The client or the provider whom the rule is about.
    subject: str
    #: The day from which the rule is in force; None means from the beginning.
    active_from: date | None
    #: Nothing that falls before `since` or after `until` is wanted.
    since: date
    until: date
    #: How often the practice reports, unless a provider prefers otherwise.
    cadence: Span
    #: The provider a follow-up would go to, for triggers that differ by recipient.
    recipient: str | None = None


class Anchor(Struct, frozen=True, kw_only=True, gc=False):
    """A day that follow-ups hang from, with an identity that outlives a change of the day."""

    on: date
    identity: str
    #: What happened, in words without a name.
    words: str
    at: time | None = None
    #: The provider it is about: the one visited, the one who referred.
    provider: str | None = None
    occurrence: int = 0
    #: The day of what set it off, where that is not the anchor's own day: the start of a series.
    since: date | None = None
    #: The last day on which its follow-ups still make sense, where the anchor itself sets one.
    latest: date | None = None
    because: tuple[str, ...] = ()


class Trigger(Protocol):
    """Something that a rule starts from."""

    @property
    def per_recipient(self) -> bool:
        """Whether the anchors differ by whom the follow-up goes to."""

    @property
    def starts_from(self) -> FactKind | None:
        """The kind of fact without which there are no anchors, if there is one."""

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        """The anchors for one person, in order."""


def anchor_of(fact: Fact, **changes: object) -> Anchor:
    when = f"{spoken(fact.on)} {fact.at:%H:%M}" if fact.at else spoken(fact.on)
    anchor = Anchor(
        on=fact.on,
        at=fact.at,
        identity=fact.identity,
        words=f"{what(fact)} on {when}",
        provider=fact.provider,
        because=(fact.id,),
    )
    return structs.replace(anchor, **changes) if changes else anchor


#: Kinds whose value says what happened by itself: "assessment", "fall".
_SPEAKING = frozenset({FactKind.MILESTONE, FactKind.CHANGE})


def what(fact: Fact) -> str:
    """What happened, in a word or two: "assessment", "visit", "discharge (completed)"."""
    if fact.kind in _SPEAKING:
        return fact.value
    usual = fact.value == KINDS[fact.kind].default
    return str(fact.kind) if usual else f"{fact.kind} ({fact.value})"
