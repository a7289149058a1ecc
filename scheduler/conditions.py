"""Conditions: what a rule may ask before it plans. One class for each kind of condition; none reads a clock."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from msgspec import Struct

from calendars.workdays import Workdays
from outreach.consent import Allowed, may_tell
from scheduler.facts import Fact, FactKind, Scalar
from scheduler.history import History
from scheduler.people import Role, Tier
from scheduler.spans import Span, spoken


class Case(Struct, frozen=True, kw_only=True):
    """What a condition looks at: one possible follow-up."""

    history: History
    workdays: Workdays
    client: str | None
    #: The provider it would go to, or the subject of a rule about providers.
    provider: str | None
    #: The provider that the anchor names: the one visited, the one who referred.
    visited: str | None = None
    #: Whether it would turn to the client.
    to_client: bool = False
    #: The day of the anchor, and the day it would be due.
    anchored_on: date
    due: date


class Verdict(Struct, frozen=True, gc=False):
    """Whether a condition holds, and what was seen, in words without a client's name."""

    holds: bool
    because: str


class Condition(Protocol):
    """Something that holds or not for a case."""

    def test(self, case: Case) -> Verdict:
        """Look, and say what was seen."""


@dataclass(frozen=True, slots=True)
class FactMatch:
    """Which facts are meant: a kind, values (none means any), fields with these values."""

    kind: FactKind
    values: frozenset[str] = frozenset()
    where: tuple[tuple[str, Scalar], ...] = ()
    _words: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        fields = "".join(f", {name} {value}" for name, value in self.where)
        values = f" ({' or '.join(sorted(self.values))}{fields})" if self.values else fields
        object.__setattr__(self, "_words", f"{self.kind}{values}")

    def matches(self, fact: Fact) -> bool:
        """Whether a fact is one of those meant."""
        if fact.kind is not self.kind or (self.values and fact.value not in self.values):
            return False
        return not self.where or all(fact.data.get(name) == value for name, value in self.where)

    def __str__(self) -> str:
        return self._words


@dataclass(frozen=True, slots=True)
class FactExists:
    """A matching fact is on file: ever, since the trigger, or within a span before the due day."""

    match: FactMatch
    within: Span | None = None
    since_trigger: bool = False
    #: Only facts that name the provider the follow-up would go to ("recipient"), or the anchor's ("visited").
    to: str = ""
    #: Look at everything known of the provider, whichever client it was about.
    of_provider: bool = False
    at_least: int = 1

    def __str__(self) -> str:
        within = f" within {self.within} before it is due" if self.within else ""
        return f"{self.match}{' since then' if self.since_trigger else ''}{within}"

    def test(self, case: Case) -> Verdict:
        person = case.provider if self.of_provider or case.client is None else case.client
        first, match = self._first(case), self.match
        to = case.visited if self.to == "visited" else case.provider
        seen: list[Fact] = []
        for fact in reversed(case.history.of(person, match.kind)):
            if fact.on < first:
                break
            if (not self.to or fact.provider == to) and match.matches(fact):
                seen.append(fact)
                if len(seen) == self.at_least:
                    last = seen[0]
                    return Verdict(True, f"{last.kind} ({last.value}) on {spoken(last.on)}, {last.id}")
        since = f" since {spoken(first)}" if first > date.min else ""
        count = f"{len(seen)} of {self.at_least}" if self.at_least > 1 else "none"
        return Verdict(False, f"{self.match}: {count} on file{since}")

    def _first(self, case: Case) -> date:
        if self.since_trigger:
            return case.anchored_on
        return self.within.before(case.due, case.workdays) if self.within else date.min


@dataclass(frozen=True, slots=True)
class HasTier:
    """The provider's tier, which is set by hand, is one of these."""

    tiers: frozenset[Tier]

    def test(self, case: Case) -> Verdict:
        provider = case.history.people.providers.get(case.provider or "")
        tier = provider.tier if provider else None
        return Verdict(tier in self.tiers, f"tier {tier or 'not set'}")


@dataclass(frozen=True, slots=True)
class HasRole:
    """The provider has one of these roles in the client's care."""

    roles: frozenset[Role]

    def test(self, case: Case) -> Verdict:
        held = case.history.team(case.client or "").get(case.provider or "", ())
        return Verdict(not self.roles.isdisjoint(held), f"role {', '.join(held) or 'none'}")


#: What a condition can ask to be known.
KNOWABLE = ("next visit", "authorization", "clearance", "limits", "phone", "fax", "email")


@dataclass(frozen=True, slots=True)
class Known:
    """Something is known: the client's next visit, an authorization or a clearance in force, a fax number."""

    what: str

    def __str__(self) -> str:
        return f"known {self.what}"

    def test(self, case: Case) -> Verdict:
        history, client = case.history, case.client or ""
        match self.what:
            case "next visit":
                visit = history.next_visit(client, history.today)
                return Verdict(visit is not None, f"next visit {spoken(visit.on) if visit else 'not known'}")
            case "authorization":
                told = may_tell(history.grants(client), case.provider or "", history.today)
                return Verdict(
                    isinstance(told, Allowed),
                    "authorization in force" if isinstance(told, Allowed) else told.reason,
                )
            case "clearance" | "limits":
                kind = FactKind(self.what)
                held = [f for f in history.of(client, kind) if f.value not in ("requested", "refused")]
                valid = bool(held) and (held[-1].until is None or held[-1].until >= case.due)
                return Verdict(valid, f"{self.what} {'in force' if valid else 'not on file'}")
            case _:
                people = history.people
                who = people.clients.get(client) if case.to_client else people.providers.get(case.provider or "")
                value = getattr(who, self.what, "") if who else ""
                return Verdict(bool(value), f"{self.what} {'on file' if value else 'not on file'}")


@dataclass(frozen=True, slots=True)
class Age:
    """The client's age on the due day, in whole years."""

    at_least: int | None
    under: int | None

    def test(self, case: Case) -> Verdict:
        client = case.history.people.clients.get(case.client or "")
        age = client.age_on(case.due) if client else None
        if age is None:
            return Verdict(False, "date of birth not on file")
        holds = (self.at_least is None or age >= self.at_least) and (self.under is None or age < self.under)
        return Verdict(holds, "age within the limits" if holds else "age outside the limits")


#: The months as rules name them, January first.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class InMonth:
    """The due day falls into one of these months (1 is January)."""

    months: frozenset[int]

    def test(self, case: Case) -> Verdict:
        return Verdict(case.due.month in self.months, f"due in {MONTHS[case.due.month - 1]}")


@dataclass(frozen=True, slots=True)
class OfPractitioner:
    """The client is in the charge of one of these practitioners."""

    codes: frozenset[str]

    def test(self, case: Case) -> Verdict:
        client = case.history.people.clients.get(case.client or "")
        whose = case.history.people.practitioner_for(client)
        return Verdict(whose in self.codes, f"practitioner {whose}")


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these holds."""

    conditions: tuple[Condition, ...]

    def test(self, case: Case) -> Verdict:
        verdicts = [c.test(case) for c in self.conditions]
        failed = next((v for v in verdicts if not v.holds), None)
        return failed or Verdict(True, "; ".join(v.because for v in verdicts))


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these holds."""

    conditions: tuple[Condition, ...]

    def test(self, case: Case) -> Verdict:
        verdicts = [c.test(case) for c in self.conditions]
        held = next((v for v in verdicts if v.holds), None)
        return held or Verdict(False, "; ".join(v.because for v in verdicts))


@dataclass(frozen=True, slots=True)
class NoneOf:
    """None of these holds."""

    conditions: tuple[Condition, ...]

    def test(self, case: Case) -> Verdict:
        verdict = AnyOf(self.conditions).test(case)
        return Verdict(not verdict.holds, verdict.because)
