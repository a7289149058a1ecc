"""Triggers that start from what is not there: silence, something missing, referrals that stopped."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import ClassVar

from outreach.consent import Allowed, may_tell
from scheduler.conditions import FactMatch
from scheduler.facts import Fact, FactKind
from scheduler.people import opaque
from scheduler.spans import Span, spoken
from scheduler.triggers.asking import Anchor, Ask

#: Starting touches, of which nothing is known yet, are spread over this many days.
SPREAD = 56


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing heard for a span: no contact with a person, or no fact of a kind about a client.

    The identity is the last closing outcome of this rule, so that a logged call moves the follow-up and no second
    one comes before the first is answered; the last contact sets the day. Where none is known the day of entry
    counts, and first touches are spread.
    """

    span: Span
    #: What breaks the silence; None means having been in touch (a voicemail is not).
    of: FactMatch | None = None
    per_recipient: bool = False
    starts_from: ClassVar[None] = None

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        people = ask.history.people
        person = people.providers.get(ask.subject) or people.clients.get(ask.subject)
        heard = self._heard(ask)
        about_client = ask.subject in people.clients
        if person is None or (self.of is not None and not heard and about_client):
            return
        closings = ask.history.closing_rule(ask.rule, ask.subject)
        start = max(person.entered_on, ask.active_from or date.min)
        last = heard[-1] if heard else None
        identity = closings[-1].identity if closings else last.identity if self.of and last else "start"
        quiet_since = max(last.on if last else person.entered_on, closings[-1].on if closings else date.min)
        day = self.span.after(quiet_since, ask.workdays)
        said = "in touch" if self.of is None else str(self.of)
        words = f"last {said} on {spoken(last.on)}" if last else f"never {said} since {spoken(person.entered_on)}"
        if not about_client and not closings and (last is None or day < start):
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

    def _heard(self, ask: Ask) -> list[Fact]:
        if self.of is None:
            return ask.history.in_touch(ask.subject, ask.history.today)
        return [f for f in ask.history.of(ask.subject, self.of.kind) if self.of.matches(f)]


def _spread(text: str) -> int:
    return int.from_bytes(opaque("spread", text).encode()) % SPREAD


#: What can be missing.
MISSABLE = ("next visit", "authorization", "clearance")


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that should be known is not; asked again a span after each answer, for as long as it stays so."""

    what: str
    again: Span
    #: So long before its last day something counts as missing.
    ahead: Span | None = None
    per_recipient: bool = False
    starts_from: ClassVar[None] = None

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        client = ask.history.people.clients.get(ask.subject)
        found = self._missing_since(ask)
        if client is None or found is None:
            return
        since, words = found
        since = max(since, client.entered_on, self._begun(ask), ask.history.resumed_on(ask.subject))
        closings = ask.history.closing_rule(ask.rule, ask.subject)
        if closings:
            again = self.again.after(closings[-1].on, ask.workdays)
            words += f"; last asked on {spoken(closings[-1].on)}, again after {self.again}"
            since = max(since, again)
        yield Anchor(
            on=since,
            identity=closings[-1].identity if closings else "start",
            words=words,
            because=tuple(f.id for f in closings[-1:]),
        )

    def _begun(self, ask: Ask) -> date:
        """The first day of the programme: before it nothing is missing."""
        opened = ask.history.reopened_on(ask.subject)
        told = ask.history.of(ask.subject, FactKind.MILESTONE)
        return min((f.on for f in told if f.value in ("intake", "assessment") and f.on >= opened), default=date.min)

    def _missing_since(self, ask: Ask) -> tuple[date, str] | None:
        """Since when it is (or will be) missing, in words too; None when that is not in sight."""
        history, client, today = ask.history, ask.subject, ask.history.today
        match self.what:
            case "next visit":
                if history.next_visit(client, today):
                    return None
                past = [v.on for v in history.of(client, FactKind.VISIT) if v.value != "cancelled"]
                return (max(past) + timedelta(days=1) if past else date.min), "no next visit is known"
            case "authorization":
                return self._unauthorized_since(ask)
            case _:
                held = [f for f in history.of(client, FactKind.CLEARANCE) if f.value == "received"]
                return self._from_its_end(held[-1].until, ask) if held else (date.min, "no clearance on file")

    def _unauthorized_since(self, ask: Ask) -> tuple[date, str] | None:
        """The earliest day on which somebody of the care team may no longer be told."""
        history, today = ask.history, ask.history.today
        grants = history.grants(ask.subject)
        found: list[tuple[date, str]] = []
        for provider in history.team(ask.subject):
            told = may_tell(grants, provider, today)
            if isinstance(told, Allowed):
                ending = self._from_its_end(told.grant.last_day, ask)
            else:
                ended = [d for g in grants if g.names(provider) and (d := g.taken_back_on(provider) or g.last_day)]
                ending = (max(ended, default=date.min), told.reason)
            found += [ending] if ending else []
        return min(found, default=None)

    def _from_its_end(self, until: date | None, ask: Ask) -> tuple[date, str] | None:
        if until is None or (self.ahead is None and until >= ask.history.today):
            return None
        words = f"{self.what} {'ends' if until >= ask.history.today else 'ended'} on {spoken(until)}"
        if self.ahead is None:
            return until + timedelta(days=1), words
        return self.ahead.before(until, ask.workdays), f"{words}, {self.ahead} before"


@dataclass(frozen=True, slots=True)
class QuietReferrals:
    """A provider who used to refer and has stopped: the gap is longer than usual (domain A6, R26).

    Small numbers are no evidence: there have to be `at_least` referrals; the gap has to be longer than `least` and
    than twice the usual one.
    """

    at_least: int
    least: Span
    per_recipient: bool = False
    starts_from: ClassVar[FactKind] = FactKind.REFERRAL

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        referrals = [f for f in ask.history.of(ask.subject, FactKind.REFERRAL) if f.value == "received"]
        if len(referrals) < self.at_least:
            return
        days = [f.on for f in referrals]
        usual = timedelta(days=median((b - a).days for a, b in pairwise(days)))
        last = referrals[-1]
        quiet = max(self.least.after(last.on, ask.workdays), last.on + 2 * usual)
        closings = ask.history.closing_rule(ask.rule, ask.subject)
        if closings and closings[-1].on >= last.on:
            return
        yield Anchor(
            on=quiet,
            identity=last.identity,
            words=f"last of {len(referrals)} referrals on {spoken(last.on)}, usually every {usual.days} days",
            provider=ask.subject,
            because=(last.id,),
        )
