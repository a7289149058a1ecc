"""Triggers that start from something told: a fact, its last day, a series of facts, a measure that changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from outreach.measures import Verdict
from scheduler.conditions import FactMatch
from scheduler.facts import Fact, FactKind
from scheduler.spans import spoken
from scheduler.triggers.asking import Anchor, Ask, anchor_of


@dataclass(frozen=True, slots=True)
class Happened:
    """A fact of this kind: "when a referral is received", "when a visit is scheduled"."""

    match: FactMatch
    per_recipient: bool = False

    @property
    def starts_from(self) -> FactKind | None:
        """Facts of this kind."""
        return self.match.kind

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        for fact in ask.history.of(ask.subject, self.match.kind):
            if self.match.matches(fact):
                yield anchor_of(fact)


@dataclass(frozen=True, slots=True)
class Expires:
    """The last day of an authorization, a clearance or limits; a later one on file takes its place."""

    kind: FactKind
    per_recipient: bool = False

    @property
    def starts_from(self) -> FactKind | None:
        """Facts of this kind."""
        return self.kind

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        latest: dict[tuple[str | None, str], Fact] = {}
        for fact in ask.history.of(ask.subject, self.kind):
            if fact.value in ("requested", "refused", "revoked"):
                continue
            group = (fact.provider, "" if self.kind is FactKind.AUTHORIZATION else fact.value)
            latest[group] = fact
        for fact in latest.values():
            if fact.until:
                yield anchor_of(
                    fact,
                    on=fact.until,
                    at=None,
                    words=f"{fact.kind} of {spoken(fact.on)} ends on {spoken(fact.until)}",
                )


@dataclass(frozen=True, slots=True)
class Repeated:
    """The n-th fact in a row: the third missed session. What breaks the row starts the count anew.

    The identity is the first fact of the row, so that a fourth missed session raises nothing again.
    """

    match: FactMatch
    times: int
    per_recipient: bool = False

    @property
    def starts_from(self) -> FactKind | None:
        """Facts of this kind."""
        return self.match.kind

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        row: list[Fact] = []
        for fact in ask.history.of(ask.subject, self.match.kind):
            if not self.match.matches(fact):
                row = []
                continue
            row.append(fact)
            if len(row) == self.times:
                values = " or ".join(sorted(self.match.values)) or "any"
                yield anchor_of(
                    fact,
                    identity=row[0].identity,
                    words=f"{self.times} times {fact.kind} ({values}) in a row, the last on {spoken(fact.on)}",
                    because=tuple(f.id for f in row),
                )


def _name(measure: str, ask: Ask) -> str:
    known = ask.history.catalogue.get(measure)
    return known.name if known else measure


@dataclass(frozen=True, slots=True)
class MeasureChanged:
    """A measure that changed, as its published thresholds see it: a gain, a worsening, or nothing for long."""

    #: The measures meant; none means any.
    measures: frozenset[str]
    change: Verdict
    per_recipient: bool = False
    starts_from: ClassVar[FactKind] = FactKind.MEASURE

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        for verdict, reference, reading in ask.history.worth_telling(ask.subject):
            if verdict is self.change and (not self.measures or reading.value in self.measures):
                against = f"held against {spoken(reference.on)}"
                yield anchor_of(
                    reading,
                    words=f"{verdict} in {_name(reading.value, ask)} on {spoken(reading.on)}, {against}",
                    because=(reference.id, reading.id),
                )


@dataclass(frozen=True, slots=True)
class GoalMet:
    """A reading that reaches the goal set for its measure, for the first time since it was set."""

    #: The measures meant; none means any.
    measures: frozenset[str]
    per_recipient: bool = False
    starts_from: ClassVar[FactKind] = FactKind.GOAL

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        readings = ask.history.of(ask.subject, FactKind.MEASURE)
        for goal in ask.history.of(ask.subject, FactKind.GOAL):
            if self.measures and goal.value not in self.measures:
                continue
            reached = next((f for f in readings if f.on >= goal.on and ask.history.meets(goal, f)), None)
            if reached is not None:
                words = f"goal in {_name(goal.value, ask)}, set on {spoken(goal.on)}, met on {spoken(reached.on)}"
                yield anchor_of(reached, identity=goal.identity, words=words, because=(goal.id, reached.id))
