"""Rules: what is asked for, when, to whom; as values that planning reads."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from outreach.consent import Purpose
from scheduler.conditions import Condition
from scheduler.followups import FollowUpKind, Priority
from scheduler.people import Role
from scheduler.spans import Delay, Span
from scheduler.standing import Standing
from scheduler.triggers import Expires, Missing, Trigger


class Scope(StrEnum):
    """Whom a rule is about."""

    CLIENT = "client"
    PROVIDER = "provider"


#: Recipients besides the roles of a care team.
CLIENT, PRACTITIONER, PROVIDER, VISITED, CARE_TEAM = (
    "client",
    "practitioner",
    "provider",
    "visited",
    "care team",
)
RECIPIENTS = (CLIENT, PRACTITIONER, PROVIDER, VISITED, CARE_TEAM, *(r.value for r in Role))

#: What is missed after how many days, where a rule does not say; None means never.
WINDOWS: Mapping[FollowUpKind, int | None] = {
    FollowUpKind.CALL: 21,
    FollowUpKind.REPORT: 60,
    FollowUpKind.VISIT: 0,
    FollowUpKind.MEETING: 0,
    FollowUpKind.INTRODUCTION: 30,
    FollowUpKind.REFERRAL_FORM: 60,
    FollowUpKind.THANK_YOU: 21,
    FollowUpKind.LETTER: 30,
    FollowUpKind.REQUEST: 60,
    FollowUpKind.CHECK: 30,
}

#: Kinds that tell a provider something about the client, and so need the client's authorization.
TELLING = frozenset(
    {FollowUpKind.CALL, FollowUpKind.REPORT, FollowUpKind.LETTER, FollowUpKind.REQUEST, FollowUpKind.VISIT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a rule asks to be done."""

    #: Part of the key: editing the delay moves what is pending, renaming makes another follow-up.
    name: str
    kind: FollowUpKind
    #: Alternatives in order ("referring, else primary care"); each may name several recipients.
    to: tuple[tuple[str, ...], ...]
    due: Delay
    priority: Priority
    #: Days after the due day until it is missed; None means never.
    window: int | None
    #: The same, where the rule itself says so.
    expires: int | None = None
    any_day: bool = False
    letter: str = ""
    #: Whether it tells a provider about the client and so needs an authorization.
    telling: bool = False
    #: What it is for, which decides whose wishes count.
    purpose: Purpose = Purpose.CLINICAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """What an outcome asks for: the same step again, a number of times, then another step.

    A chain ends in a step or in a decision of the practitioner, never in silence.
    """

    after: frozenset[str]
    every: Span
    times: int
    then: Step | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule, read and checked."""

    id: str
    title: str
    why: str
    source: str
    scope: Scope
    on: bool
    trigger: Trigger
    only_if: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    stop: tuple[Condition, ...]
    steps: tuple[Step, ...]
    retry: Retry | None
    during: frozenset[Standing]
    active_from: date | None
    absorbs: frozenset[str]
    absorbs_within: int
    #: The file it stands in, for messages.
    file: str
    #: Changes when anything that schedules changes, not when a title does.
    revision: str
    #: The table as it was written, for `rules show`.
    table: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules, in the order of the files."""

    rules: tuple[Rule, ...]

    @property
    def digest(self) -> str:
        """What decides the plan, in one word: two processes with the same digest plan the same."""
        text = json.dumps([(r.id, r.on, r.revision, str(r.active_from)) for r in self.rules])
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def asks_for(self) -> dict[str, str]:
        """For each rule that asks for something missing or ending: what it asks for."""
        asked: dict[str, str] = {}
        for rule in self.rules:
            match rule.trigger:
                case Missing(what=what):
                    asked[rule.id] = what
                case Expires(kind=kind):
                    asked[rule.id] = kind.value
        return asked

    def absorbing_order(self) -> dict[str, int]:
        """For each rule its place in the order of absorbing: whoever nobody absorbs comes first."""
        order: dict[str, int] = {rule.id: 0 for rule in self.rules}
        for _ in self.rules:
            for rule in self.rules:
                for absorbed in rule.absorbs & order.keys():
                    order[absorbed] = max(order[absorbed], min(order[rule.id] + 1, len(order)))
        return order

    def get(self, id_: str) -> Rule | None:
        """The rule with that id, or None."""
        return next((r for r in self.rules if r.id == id_), None)
