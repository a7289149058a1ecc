"""A history: the people and the facts known of them, as of a day, with what follows from them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, time
from operator import attrgetter

from calendars.workdays import Closure
from outreach.consent import Grant, Wish
from outreach.measures import Verdict, measures
from scheduler.facts import KINDS, RESETS_SILENCE, Fact, FactKind
from scheduler.granting import Endings, granted, wished
from scheduler.measuring import Catalogue, Told, change_between, is_met, worth_telling
from scheduler.people import People, Role
from scheduler.standing import DECIDING, Standing, changes_of


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Facts by `order`, sorted three times by one thing each, which is faster for many."""
    ordered = sorted(facts, key=attrgetter("number"))
    if any(fact.at for fact in ordered):
        ordered.sort(key=lambda fact: fact.at or time.min)
    ordered.sort(key=attrgetter("on"))
    return ordered


class History:
    """The facts as of a day, found by person and kind.

    Facts dated later than `today` do not count until their day, except those that lie ahead by nature.
    """

    def __init__(self, people: People, facts: Iterable[Fact], today: date, catalogue: Catalogue | None = None) -> None:
        self.people = people
        #: The measures, with the practice's own.
        self.catalogue = measures() if catalogue is None else catalogue
        self.today = today
        #: Every fact that stands, those of later days too.
        self.facts = tuple(f for f in facts if not f.retracted)
        self._by_person: dict[tuple[str, FactKind], list[Fact]] = defaultdict(list)
        self._closing: dict[str, list[Fact]] = defaultdict(list)
        self._closing_rule: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._standings: dict[str, list[tuple[date, Standing]]] = {}
        self._carers: dict[str, frozenset[str]] = {}
        self._grants: dict[str, list[Grant]] = {}
        self._teams: dict[str, dict[str, tuple[Role, ...]]] = {}
        self._closures: dict[str, tuple[Closure, ...]] = {}
        self._wishes: dict[str, list[Wish]] = {}
        self._worth_telling: dict[str, list[Told]] = {}
        by_person = self._by_person
        for fact in in_order(self.facts):
            if fact.on > today and not KINDS[fact.kind].ahead:
                continue
            client, provider, practitioner = fact.client, fact.provider, fact.practitioner
            if client:
                by_person[client, fact.kind].append(fact)
            if provider and provider != client:
                by_person[provider, fact.kind].append(fact)
            if practitioner and practitioner not in (client, provider):
                by_person[practitioner, fact.kind].append(fact)
            if fact.closes:
                self._closing[fact.closes].append(fact)
                rule = fact.closes.partition("/")[0]
                for person in {fact.client, fact.provider} - {None, ""}:
                    self._closing_rule[rule, str(person)].append(fact)

    def of(self, person: str | None, kind: FactKind) -> list[Fact]:
        """The facts of one kind that name a person, oldest first."""
        return self._by_person.get((person, kind), []) if person else []

    def closing(self, key: str) -> list[Fact]:
        """The outcome facts of one follow-up, oldest first."""
        return self._closing.get(key, [])

    def closing_rule(self, rule: str, person: str) -> list[Fact]:
        """The outcome facts of a rule's follow-ups about a person, oldest first."""
        return self._closing_rule.get((rule, person), [])

    def always_active(self, client: str) -> bool:
        """Whether nothing was ever told that changes where a client stands."""
        return not self._changes(client)

    def standing(self, client: str, day: date) -> Standing:
        """Where a client stands on a day."""
        standing = Standing.ACTIVE
        for since, value in self._changes(client):
            if since > day:
                break
            standing = value
        return standing

    def standing_since(self, client: str, day: date) -> date | None:
        """Since when a client stands where it stood on a day; None from the beginning."""
        return max((since for since, _ in self._changes(client) if since <= day), default=None)

    def resumed_on(self, client: str) -> date:
        """The day on which the last hold ended, up to today; the beginning of time without one."""
        resumed, was = date.min, Standing.ACTIVE
        for since, value in self._changes(client):
            if since <= self.today and was is Standing.ON_HOLD and value is Standing.ACTIVE:
                resumed = since
            was = value
        return resumed

    def standings(self, client: str, first: date, last: date) -> Iterator[tuple[date, Standing]]:
        """The standing on `first` and each change up to `last`, with its day."""
        yield first, self.standing(client, first)
        for since, value in self._changes(client):
            if first < since <= last:
                yield since, value

    def _changes(self, client: str) -> list[tuple[date, Standing]]:
        if client not in self._standings:
            told = [fact for kind in DECIDING for fact in self.of(client, kind)]
            self._standings[client] = changes_of(told)
        return self._standings[client]

    def reopened_on(self, client: str) -> date:
        """The day on which the present (or last) programme opened; the beginning of time for a first one."""
        opened = date.min
        was = Standing.ACTIVE
        for since, value in self._changes(client):
            if was is Standing.DISCHARGED and value is Standing.ACTIVE:
                opened = since
            was = value
        return opened

    def team(self, client: str) -> Mapping[str, tuple[Role, ...]]:
        """The providers who take part in a client's care, in the order they joined, with their roles.

        The provider of a referral counts as referring for as long as the programme that it opened.
        """
        if client not in self._teams:
            self._teams[client] = self._compute_team(client)
        return self._teams[client]

    def _compute_team(self, client: str) -> dict[str, tuple[Role, ...]]:
        roles: dict[str, list[Role]] = {}
        since = self.reopened_on(client)
        joined = sorted(
            (f for kind in (FactKind.CARE_TEAM, FactKind.REFERRAL) for f in self.of(client, kind)),
            key=lambda f: f.order,
        )
        for fact in joined:
            if fact.provider is None or fact.provider not in self.people.providers:
                continue
            if fact.kind is FactKind.CARE_TEAM and fact.value == "left":
                roles.pop(fact.provider, None)
                continue
            if fact.kind is FactKind.REFERRAL and (fact.value != "received" or fact.on < since):
                continue
            role = Role.REFERRING if fact.kind is FactKind.REFERRAL else Role(fact.value)
            known = roles.setdefault(fact.provider, [])
            if role not in known:
                known.append(role)
        return {provider: tuple(held) for provider, held in roles.items()}

    def grants(self, client: str) -> list[Grant]:
        """A client's authorizations."""
        if client not in self._grants:
            told = granted(self.of(client, FactKind.AUTHORIZATION), self._endings(client))
            self._grants[client] = [replace(g, members=self.carers(client)) if g.recipient is None else g for g in told]
        return self._grants[client]

    def carers(self, client: str) -> frozenset[str]:
        """Who takes part in a client's care: the care team, and whom the client visits, until they have left."""
        if client not in self._carers:
            visited = {f.provider for f in self.of(client, FactKind.VISIT) if f.provider and f.value != "cancelled"}
            last = {f.provider: f.value for f in self.of(client, FactKind.CARE_TEAM)}
            left = {provider for provider, role in last.items() if role == "left"}
            self._carers[client] = frozenset((visited | set(self.team(client))) - left)
        return self._carers[client]

    def _endings(self, client: str) -> Endings:
        return Endings(
            discharged=tuple(f.on for f in self.of(client, FactKind.DISCHARGE)),
            reported=tuple((f.provider or "", f.on) for f in self.of(client, FactKind.REPORT) if f.value == "sent"),
        )

    def wishes(self, person: str) -> list[Wish]:
        """What a person said about being contacted, oldest first."""
        known = self._wishes.get(person)
        if known is None:
            said = (*self.of(person, FactKind.OPT_OUT), *self.of(person, FactKind.CONSENT))
            known = self._wishes[person] = wished(sorted(said, key=lambda f: f.order))
        return known

    def next_visit(self, client: str, day: date) -> Fact | None:
        """The first visit known for `day` or later."""
        visits = self.of(client, FactKind.VISIT)
        return next((v for v in visits if v.value == "scheduled" and v.on >= day), None)

    def in_touch(self, person: str, by: date) -> list[Fact]:
        """What counts as having been in touch with a person up to a day, oldest first (a voicemail does not)."""
        touches = [
            *(f for f in self.of(person, FactKind.CONTACT) if f.value in RESETS_SILENCE),
            *(f for f in self.of(person, FactKind.REPORT) if f.value == "sent"),
            *(f for f in self.of(person, FactKind.MEETING) if f.value == "held"),
            *(f for f in self.of(person, FactKind.FORM) if f.value in ("left", "restocked")),
        ]
        return sorted((f for f in touches if f.on <= by), key=lambda f: f.order)

    def closures(self, person: str) -> tuple[Closure, ...]:
        """The planned absences of a practitioner, or the closures of a provider's office."""
        known = self._closures.get(person)
        if known is None:
            absences = self.of(person, FactKind.ABSENCE)
            whose = _whose(self.people, person) if absences else ""
            known = tuple(Closure(f.on, f.until or f.on, f"{whose} {f.value}") for f in absences)
            self._closures[person] = known
        return known

    def judge(self, before: Fact, after: Fact) -> Verdict:
        """What may be said of a change between two readings of a measure."""
        goal = self.goal(after.client, after.value)
        planned = goal is not None and goal.data.get("better") == "lower"
        return change_between(before, after, self.catalogue, planned=planned)

    def worth_telling(self, client: str) -> list[Told]:
        """The changes of a client's measures that are worth telling, worked out once: several rules ask for them."""
        if client not in self._worth_telling:
            self._worth_telling[client] = worth_telling(self.of(client, FactKind.MEASURE), self.judge)
        return self._worth_telling[client]

    def goal(self, client: str | None, measure: str) -> Fact | None:
        """The last goal set for a measure."""
        return next((f for f in reversed(self.of(client, FactKind.GOAL)) if f.value == measure), None)

    def meets(self, goal: Fact, reading: Fact) -> bool:
        """Whether a reading has reached a goal."""
        return is_met(goal, reading, self.catalogue)

    def preference(self, person: str, name: str) -> str | None:
        """The last preference of that name, or None."""
        held = [f for f in self.of(person, FactKind.PREFERENCE) if f.value == name]
        return str(held[-1].data.get("is", "")) or None if held else None

    def preferences(self, person: str) -> tuple[Fact, ...]:
        """The preferences that hold, the last of each name, in the order of names."""
        return tuple(sorted({f.value: f for f in self.of(person, FactKind.PREFERENCE)}.values(), key=lambda f: f.value))


def _whose(people: People, person: str) -> str:
    provider = people.providers.get(person)
    if provider:
        return f"{provider.name}'s office:"
    practitioner = people.practitioners.get(person)
    return practitioner.name if practitioner else person
