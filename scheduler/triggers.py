"""Triggers: what a rule starts from. One class for each kind of trigger; each gives anchors, never dates of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Protocol

from calendars.workdays import Workdays
from outreach.consent import Allowed, may_tell
from scheduler.conditions import FactMatch
from scheduler.facts import KINDS, Fact, FactKind
from scheduler.history import History
from scheduler.people import opaque
from scheduler.spans import BadSpan, Span, parse_span, spoken

#: Starting touches, of which nothing is known yet, are spread over this many days.
SPREAD = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A day that follow-ups hang from, with an identity that outlives a change of the day."""

    on: date
    identity: str
    #: What happened, in words without a name.
    words: str
    at: time | None = None
    #: The provider it is about: the one visited, the one who referred.
    provider: str | None = None
    occurrence: int = 0
    #: The last day on which its follow-ups still make sense, where the anchor itself sets one.
    latest: date | None = None
    because: tuple[str, ...] = ()


class Trigger(Protocol):
    """Something that a rule starts from."""

    @property
    def per_recipient(self) -> bool:
        """Whether the anchors differ by whom the follow-up goes to."""

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        """The anchors for one person, in order."""


def _anchor(fact: Fact, **changes: object) -> Anchor:
    when = f"{spoken(fact.on)} {fact.at:%H:%M}" if fact.at else spoken(fact.on)
    values = {
        "on": fact.on,
        "at": fact.at,
        "identity": fact.identity,
        "words": f"{what(fact)} on {when}",
        "provider": fact.provider,
        "because": (fact.id,),
    }
    return Anchor(**(values | changes))  # type: ignore[arg-type]


#: Kinds whose value says what happened by itself: "assessment", "fall".
_SPEAKING = frozenset({FactKind.MILESTONE, FactKind.CHANGE})


def what(fact: Fact) -> str:
    """What happened, in a word or two: "assessment", "visit", "discharge (completed)"."""
    if fact.kind in _SPEAKING:
        return fact.value
    usual = fact.value == KINDS[fact.kind].default
    return str(fact.kind) if usual else f"{fact.kind} ({fact.value})"


@dataclass(frozen=True, slots=True)
class Happened:
    """A fact of this kind: "when a referral is received", "when a visit is scheduled"."""

    match: FactMatch
    per_recipient: bool = False

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        for fact in ask.history.of(ask.subject, self.match.kind):
            if self.match.matches(fact):
                yield _anchor(fact)


@dataclass(frozen=True, slots=True)
class Expires:
    """The last day of an authorization, a clearance or limits; a later one on file takes its place."""

    kind: FactKind
    per_recipient: bool = False

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        latest: dict[tuple[str | None, str], Fact] = {}
        for fact in ask.history.of(ask.subject, self.kind):
            if fact.value in ("requested", "refused", "revoked"):
                continue
            group = (fact.provider, "" if self.kind is FactKind.AUTHORIZATION else fact.value)
            latest[group] = fact
        for fact in latest.values():
            if fact.until:
                yield _anchor(
                    fact,
                    on=fact.until,
                    at=None,
                    words=f"{fact.kind} of {spoken(fact.on)} ends on {spoken(fact.until)}",
                )


@dataclass(frozen=True, slots=True)
class Every:
    """At an interval after a fact, counted from that fact so that months do not drift."""

    #: None means the report cadence: the provider's preference, else the practice's.
    span: Span | None
    since: FactMatch
    #: The last occurrence; None means no end.
    times: int | None = None
    per_recipient: bool = True

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        starts = [f for f in ask.history.of(ask.subject, self.since.kind) if self.since.matches(f)]
        if not starts:
            return
        start, span = starts[-1], self.span or _cadence(ask)
        if span.count == 0:
            return
        number = 1
        while self.times is None or number <= self.times:
            day = span.times(number).after(start.on, ask.workdays)
            if day > ask.until + timedelta(days=31):
                return
            following = span.times(number + 1).after(start.on, ask.workdays)
            if following >= ask.since:
                yield _anchor(
                    start,
                    on=day,
                    at=None,
                    occurrence=number,
                    latest=following - timedelta(days=1),
                    words=f"{what(start)} on {spoken(start.on)} + {span.times(number)}",
                )
            number += 1


def _cadence(ask: Ask) -> Span:
    preferred = ask.history.preference(ask.recipient or "", "cadence")
    if preferred:
        try:
            return parse_span(preferred)
        except BadSpan:
            return ask.cadence
    return ask.cadence


@dataclass(frozen=True, slots=True)
class Silence:
    """No contact with a person for a span.

    The identity is the last closing outcome of this rule, so that a logged call moves the follow-up; the last
    contact sets the day. Where none is known the day of entry counts, and first touches are spread.
    """

    span: Span
    per_recipient: bool = False

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        people = ask.history.people
        person = people.providers.get(ask.subject) or people.clients.get(ask.subject)
        if person is None:
            return
        touches = ask.history.in_touch(ask.subject, ask.history.today)
        closings = ask.history.closing_rule(ask.rule, ask.subject)
        start = max(person.entered_on, ask.active_from or date.min)
        last = touches[-1] if touches else None
        identity = closings[-1].identity if closings else "start"
        quiet_since = max(last.on if last else person.entered_on, closings[-1].on if closings else date.min)
        day = self.span.after(quiet_since, ask.workdays)
        if last is not None:
            words = f"last in touch on {spoken(last.on)}"
        else:
            words = f"no contact known since {spoken(person.entered_on)}"
        if not closings and (last is None or day < start):
            offset = _spread(f"{ask.rule}/{ask.subject}")
            day = max(day, start) + timedelta(days=offset)
            words += f", first touches spread over eight weeks (+ {offset} days)"
        yield Anchor(
            on=day,
            identity=identity,
            words=f"{words} + {self.span}",
            provider=ask.subject if ask.subject in people.providers else None,
            because=tuple(f.id for f in (last, *closings[-1:]) if f),
        )


def _spread(text: str) -> int:
    return int.from_bytes(opaque("spread", text).encode()) % SPREAD


#: What can be missing.
MISSABLE = ("next visit", "authorization", "clearance")


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that should be known is not; asked again a span after each answer, for as long as it stays so."""

    what: str
    again: Span
    per_recipient: bool = False

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        client = ask.history.people.clients.get(ask.subject)
        since = self._missing_since(ask)
        if client is None or since is None:
            return
        closings = ask.history.closing_rule(ask.rule, ask.subject)
        since = max(since, client.entered_on)
        words = f"{self.what} not known since {spoken(since)}"
        if closings:
            again = self.again.after(closings[-1].on, ask.workdays)
            words = f"{self.what} not known; last asked on {spoken(closings[-1].on)}, again after {self.again}"
            since = max(since, again)
        yield Anchor(
            on=since,
            identity=closings[-1].identity if closings else "start",
            words=words,
            because=tuple(f.id for f in closings[-1:]),
        )

    def _missing_since(self, ask: Ask) -> date | None:
        history, client, today = ask.history, ask.subject, ask.history.today
        match self.what:
            case "next visit":
                if history.next_visit(client, today):
                    return None
                past = [v.on for v in history.of(client, FactKind.VISIT) if v.value != "cancelled"]
                return max(past) + timedelta(days=1) if past else date.min
            case "authorization":
                grants = history.grants(client)
                team = history.team(client)
                if all(isinstance(may_tell(grants, provider, today), Allowed) for provider in team):
                    return None
                ended = [g.revoked_on or g.until for g in grants if g.revoked_on or g.until]
                return max((d for d in ended if d), default=date.min)
            case _:
                held = [f for f in history.of(client, FactKind.CLEARANCE) if f.value == "received"]
                if held and (held[-1].until is None or held[-1].until >= today):
                    return None
                return (held[-1].until or date.min) if held else date.min
