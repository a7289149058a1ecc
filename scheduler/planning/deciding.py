"""Deciding, for one rule about one person, which follow-ups are wanted, and what stands in the way of the others."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from msgspec import structs

from calendars.workdays import NoOpenDay
from outreach.consent import Refused, Way, Wish, may_contact, may_tell
from scheduler.conditions import Case, Condition
from scheduler.facts import Fact
from scheduler.followups import NOBODY, Key, Planned, Priority, Recipient
from scheduler.history import History
from scheduler.people import Role
from scheduler.planning.dating import Dating
from scheduler.planning.values import HORIZON, Decision, Left, Practice, Window
from scheduler.private import Private
from scheduler.rules import CARE_TEAM, CLIENT, PRACTITIONER, PROVIDER, VISITED, Rule, Scope, Step
from scheduler.spans import Dated, Delay, spoken
from scheduler.standing import Standing
from scheduler.triggers import Anchor, Ask
from scheduler.ways import WAYS


class Deciding:
    """One rule about one person."""

    def __init__(self, history: History, practice: Practice, window: Window, rule: Rule, subject: str) -> None:
        self.history = history
        self.practice = practice
        self.window = window
        self.rule = rule
        self.subject = subject
        self.client = history.people.clients.get(subject) if rule.scope is Scope.CLIENT else None
        self.practitioner = history.people.practitioner_for(self.client)
        self.dating = Dating(history, practice, window, rule, self.practitioner)
        self.ask = Ask(
            history=history,
            workdays=practice.workdays,
            rule=rule.id,
            subject=subject,
            active_from=rule.active_from,
            since=window.since,
            until=window.until,
            cadence=practice.cadence,
        )

    def decisions(self) -> Iterator[Decision]:
        if not self.rule.on:
            yield Left(None, "the rule is switched off")
            return
        history = self.history
        changed = self.client and not history.always_active(self.subject)
        if changed and history.standing(self.subject, history.today) is Standing.DECEASED:
            yield Left(None, "the client has died")
            return
        for step in self.rule.steps:
            try:
                for anchor, recipient in self._pairs(step):
                    first = self._decide(step, anchor, recipient)
                    yield first
                    yield from self._again(step, anchor, first)
            except NoOpenDay as error:
                yield Left(None, str(error))

    def _pairs(self, step: Step) -> Iterator[tuple[Anchor, str | None]]:
        if self.rule.trigger.per_recipient:
            for recipient in self._recipients(step, None):
                ask = structs.replace(self.ask, recipient=recipient)
                yield from ((anchor, recipient) for anchor in self.rule.trigger.anchors(ask))
            return
        for anchor in self.rule.trigger.anchors(self.ask):
            for recipient in self._recipients(step, anchor):
                yield anchor, recipient

    def _recipients(self, step: Step, anchor: Anchor | None) -> list[str | None]:
        """Codes of providers, or None for the client and the practitioner; [""] where nobody was found."""
        for option in step.to:
            found: list[str | None] = []
            for word in option:
                found += [c for c in self._named(word, anchor) if c not in found]
            if found:
                return found
        return [""]

    def _named(self, word: str, anchor: Anchor | None) -> list[str | None]:
        if word in (CLIENT, PRACTITIONER):
            return [None]
        if word == PROVIDER and self.rule.scope is Scope.PROVIDER:
            return [self.subject]
        if word in (PROVIDER, VISITED):
            known = anchor is not None and anchor.provider in self.history.people.providers
            return [anchor.provider] if anchor and known else []
        team = self.history.team(self.subject)
        if word == CARE_TEAM:
            return list(team)
        return [code for code, roles in team.items() if Role(word) in roles]

    def _key(self, step: Step, anchor: Anchor, provider: str | None) -> Key:
        return Key(
            rule=self.rule.id,
            step=step.name,
            client=self.subject if self.client else "",
            provider=provider or "",
            anchor=anchor.identity,
            occurrence=anchor.occurrence,
        )

    def _decide(self, step: Step, anchor: Anchor, recipient: str | None, key: Key | None = None) -> Decision:
        provider = self.history.people.providers.get(recipient or "")
        key = key or self._key(step, anchor, recipient)
        calendars = self.dating.office(provider)
        dated, problem = self.dating.dated(step, anchor, calendars)
        if dated.day > self.window.until:
            return Left(key, f"due {spoken(dated.day)}, beyond the {HORIZON} days planned ahead", dated.day)
        if self.rule.active_from and dated.day < self.rule.active_from:
            words = f"it would have been due on {spoken(dated.day)}, before the rule was in force"
            return Left(key, f"{words} ({spoken(self.rule.active_from)})", dated.day)
        if reason := self._standing_in_the_way(dated.day) or self._opted_out(step, recipient):
            return Left(key, reason, dated.day)
        case = Case(
            history=self.history,
            workdays=self.practice.workdays,
            client=self.subject if self.client else None,
            provider=recipient or anchor.provider,
            visited=anchor.provider,
            to_client=recipient is None and step.to != ((PRACTITIONER,),),
            anchored_on=anchor.since or anchor.on,
            due=dated.day,
        )
        if reason := self._condition_in_the_way(case):
            return Left(key, reason, dated.day)
        if problem:
            planned = self._planned(step, anchor, key, dated, recipient, None)
            return structs.replace(planned, earliest=dated.day, limit=dated.day, blocked_by=problem)
        latest = self.dating.latest(step, anchor, dated.day, calendars)
        return self._planned(step, anchor, key, dated, recipient, latest)

    def _planned(
        self, step: Step, anchor: Anchor, key: Key, dated: Dated, recipient: str | None, latest: date | None
    ) -> Planned:
        whom = Recipient.PROVIDER if recipient is not None else Recipient.CLIENT
        if recipient is None and step.to == ((PRACTITIONER,),):
            whom = Recipient.PRACTITIONER
        return Planned(
            key=key,
            kind=step.kind,
            recipient=whom,
            priority=step.priority,
            due=dated.day,
            at=anchor.at if step.kind.timed and anchor.on == dated.day else None,
            latest=latest,
            earliest=self.dating.earliest(step, dated.day),
            limit=self.dating.limit(step, dated.day, latest),
            client=key.client or None,
            provider=recipient or None,
            practitioner=self.practitioner,
            reason=Private(f"{self.rule.title}: {anchor.words}"),
            because=anchor.because,
            dated=dated.words,
            blocked_by=self._blocked(step, recipient, dated.day),
            letter=step.letter,
        )

    def _opted_out(self, step: Step, recipient: str | None) -> str | None:
        """A wish not to be contacted for this at all silences what is not about a client's safety."""
        wishes = [w for w in self._wishes(step, recipient) if w.way is None]
        if not wishes:
            return None
        reason = may_contact(wishes, step.purpose, Way.MAIL, self.history.today)
        return f"{'the provider' if recipient else 'the client'}: {reason}" if reason else None

    def _no_way_left(self, step: Step, recipient: str | None) -> str | None:
        """Why none of the ways in which it could be done is welcome."""
        wishes = self._wishes(step, recipient)
        first = ""
        for way in WAYS[step.kind]:
            reason = may_contact(wishes, step.purpose, way, self.history.today)
            if reason is None:
                return None
            first = first or reason
        return f"{first}; do it another way"

    def _wishes(self, step: Step, recipient: str | None) -> list[Wish]:
        who = recipient if recipient else self.subject if self.client and step.to == ((CLIENT,),) else ""
        return self.history.wishes(who)

    def _standing_in_the_way(self, due: date) -> str | None:
        """A hold on the due day (no catch-up) or today, or a discharge on any day since.

        What was due before a hold and still is after it comes back.
        """
        if self.client is None:
            return None
        if self.history.always_active(self.subject) and Standing.ACTIVE in self.rule.during:
            return None
        last = max(due, self.history.today)
        now = self.history.standing(self.subject, last)
        for since, standing in self.history.standings(self.subject, due, last):
            passed = standing is Standing.ON_HOLD and since > due and now is not standing
            if standing not in self.rule.during and not passed:
                start = self.history.standing_since(self.subject, max(since, due))
                return f"the client is {standing}{f' since {spoken(start)}' if start else ''}"
        return None

    def _condition_in_the_way(self, case: Case) -> str | None:
        for condition in self.rule.only_if:
            verdict = condition.test(case)
            if not verdict.holds:
                return f"its condition does not hold: {verdict.because}"
        for word, conditions in (("unless", self.rule.unless), ("stopped by", self.rule.stop)):
            if reason := _first_that_holds(conditions, case):
                return f"{word}: {reason}"
        return None

    def _blocked(self, step: Step, recipient: str | None, due: date) -> str | None:
        """Why it may not be done yet. An emergency waits for nothing (45 CFR 164.512(j))."""
        if step.priority is Priority.NOW:
            return None
        if recipient == "":
            wanted = ", else ".join(" and ".join(option) for option in step.to)
            return f"{NOBODY} {wanted}"
        if recipient and step.telling and self.client:
            day = max(due, self.history.today)
            told = may_tell(self.history.grants(self.subject), recipient, day)
            if isinstance(told, Refused):
                return told.reason
        return self._no_way_left(step, recipient)

    def _again(self, step: Step, anchor: Anchor, first: Decision) -> Iterator[Decision]:
        """The next attempts that outcomes ask for; each is anchored on the outcome before it."""
        retry = self.rule.retry
        if retry is None or first.key is None or step is not self.rule.steps[0]:
            return
        key = first.key
        for attempt in range(2, retry.times + 2):
            outcomes = self.history.closing(str(key))
            outcome = outcomes[-1] if outcomes and outcomes[-1].value in retry.after else None
            if outcome is None:
                return
            key = structs.replace(key, attempt=attempt)
            if attempt <= retry.times:
                next_step = replace(step, due=Delay(retry.every))
            elif retry.then is not None:
                next_step = retry.then
                key = structs.replace(key, step=retry.then.name)
            else:
                return
            for recipient in self._again_to(next_step, step, anchor, key):
                yield self._attempt(next_step, anchor, outcome, key, recipient)

    def _again_to(self, next_step: Step, step: Step, anchor: Anchor, key: Key) -> list[str | None]:
        if next_step.to == step.to:
            return [key.provider or None]
        return self._recipients(next_step, anchor)

    def _attempt(self, step: Step, anchor: Anchor, outcome: Fact, key: Key, recipient: str | None) -> Decision:
        again = structs.replace(
            anchor,
            on=outcome.on,
            at=None,
            latest=None,
            words=f"{anchor.words}; {outcome.value} on {spoken(outcome.on)}, try {key.attempt}",
            because=(*anchor.because, outcome.id),
        )
        return self._decide(step, again, recipient, structs.replace(key, provider=recipient or ""))


def _first_that_holds(conditions: Iterable[Condition], case: Case) -> str | None:
    for condition in conditions:
        verdict = condition.test(case)
        if verdict.holds:
            return verdict.because
    return None
