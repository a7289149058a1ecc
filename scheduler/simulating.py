"""Simulating: the next months of a practice, day by day, in memory. Nothing is stored.

Taken for granted: every follow-up is done on its day with its usual outcome, nobody new comes, visits that are known
take place, and what is blocked stays blocked.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from msgspec import structs

from scheduler.facts import Fact
from scheduler.followups import FollowUp, Key, State
from scheduler.history import History
from scheduler.outcomes import USUAL_OUTCOME, outcome_fact
from scheduler.pacing import Around, pace
from scheduler.people import People, opaque
from scheduler.planning import Practice, plan, window
from scheduler.reconciling import reconcile
from scheduler.rules import RuleSet

#: Numbers of facts that exist only in a simulation start here.
_FIRST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Simulated:
    """What a simulation came to."""

    #: What was done, in order, each on the day it was done.
    done: tuple[tuple[date, FollowUp], ...]
    #: What was still open or blocked at the end.
    left: tuple[FollowUp, ...]
    #: Days on which two routine contacts with a provider were closer than the pace allows, by provider.
    breaches: Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Where a simulation starts."""

    people: People
    facts: Sequence[Fact]
    stored: Sequence[FollowUp]
    practice: Practice
    rules: RuleSet
    #: What pacing looks at on a day, from the history of that day and the open follow-ups.
    around: Callable[[History, Sequence[FollowUp], date], Around]


def simulate(world: World, first: date, last: date, progress: Callable[[date], None] = lambda _day: None) -> Simulated:
    """Live through the days from `first` to `last`."""
    facts = list(world.facts)
    rows = {f.key: f for f in world.stored}
    done: list[tuple[date, FollowUp]] = []
    breaches: Counter[str] = Counter()
    day = first
    while day <= last:
        history = History(world.people, facts, day, world.practice.measures)
        rows = _planned(world, history, rows, day)
        due = [f for f in rows.values() if f.open and f.day <= day and not f.blocked_by and not f.snoozed_until]
        if world.practice.workdays.is_open(day) or any(f.planned.priority == 0 for f in due):
            for follow_up in sorted(due, key=lambda f: (f.planned.priority, f.key)):
                fact = outcome_fact(follow_up, USUAL_OUTCOME[follow_up.planned.kind], day)
                number = _FIRST + len(facts)
                facts.append(structs.replace(fact, number=number, identity=f"F{number}"))
                rows[follow_up.key] = structs.replace(follow_up, state=State.DONE)
                done.append((day, follow_up))
                if "it cannot wait" in follow_up.paced:
                    breaches[follow_up.planned.provider or ""] += 1
        progress(day)
        day += timedelta(days=1)
    return Simulated(tuple(done), tuple(f for f in rows.values() if f.open), breaches)


def _planned(world: World, history: History, rows: dict[Key, FollowUp], today: date) -> dict[Key, FollowUp]:
    now = datetime.combine(today, time(9), world.practice.zone)
    earliest = min((f.planned.due for f in rows.values() if f.open), default=None)
    wanted = plan(history, world.rules, world.practice, window(today, earliest))
    changes = reconcile(wanted, rows.values(), today, now)
    rows = dict(rows)
    for planned in changes.insert:
        id_ = opaque("simulated", str(planned.key), 8)
        rows[planned.key] = FollowUp(id=id_, planned=planned, created_at=now, changed_at=now)
    for follow_up in (*changes.move, *changes.withdraw, *changes.revive):
        rows[follow_up.key] = follow_up
    open_ones = [f for f in rows.values() if f.open]
    for key, found in pace(open_ones, world.around(history, open_ones, today)).items():
        moved = found.day if found.day != rows[key].planned.due else None
        rows[key] = structs.replace(rows[key], paced_on=moved, bundle=found.bundle, paced=found.words)
    return rows


def by_week(done: Iterable[tuple[date, FollowUp]]) -> dict[date, Counter[str]]:
    """What was done in each week (by its Monday), by kind."""
    weeks: dict[date, Counter[str]] = {}
    for day, follow_up in done:
        monday = day - timedelta(days=day.weekday())
        weeks.setdefault(monday, Counter())[follow_up.planned.kind.value] += 1
    return weeks


def contacts(done: Iterable[tuple[date, FollowUp]]) -> Counter[str]:
    """The number of days on which each provider was contacted."""
    days = {(f.planned.provider, day) for day, f in done if f.planned.provider and f.planned.recipient == "provider"}
    return Counter(str(provider) for provider, _ in days)
