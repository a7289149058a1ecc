"""Planning: the follow-ups that should exist, from the history and the rules alone. Nothing here writes."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from scheduler.followups import Key, Planned
from scheduler.history import History
from scheduler.planning.deciding import Deciding
from scheduler.planning.values import HORIZON, LOOKBACK, Decision, Left, Practice, Window, window
from scheduler.rules import Rule, RuleSet, Scope
from scheduler.spans import spoken

__all__ = [
    "HORIZON",
    "LOOKBACK",
    "Decision",
    "Left",
    "Practice",
    "Window",
    "absorb",
    "decide",
    "plan",
    "window",
]


def plan(
    history: History,
    rules: RuleSet,
    practice: Practice,
    window: Window,
    subjects: Iterable[str] | None = None,
) -> dict[Key, Planned]:
    """The follow-ups that should exist for these clients and providers (for everybody, when none are named)."""
    wanted: dict[Key, Planned] = {}
    asking = RuleSet(tuple(rule for rule in rules.rules if rule.on))
    for rule, subject in _about(history, asking, subjects):
        kind = rule.trigger.starts_from
        if kind and not history.of(subject, kind):
            continue
        for decision in Deciding(history, practice, window, rule, subject).decisions():
            if isinstance(decision, Planned):
                wanted.setdefault(decision.key, decision)
    return absorb(wanted, rules)


def decide(
    history: History,
    rules: RuleSet,
    practice: Practice,
    window: Window,
    subjects: Iterable[str] | None = None,
) -> Iterator[Decision]:
    """Every follow-up that the rules describe: planned, or left with the reason."""
    for rule, subject in _about(history, rules, subjects):
        yield from Deciding(history, practice, window, rule, subject).decisions()


def _about(history: History, rules: RuleSet, subjects: Iterable[str] | None) -> Iterator[tuple[Rule, str]]:
    """Each rule with each person that it is about."""
    people = history.people
    named = None if subjects is None else set(subjects)
    for rule in rules.rules:
        everybody = people.clients if rule.scope is Scope.CLIENT else people.providers
        for subject in everybody if named is None else sorted(named & everybody.keys()):
            yield rule, subject


def absorb(wanted: dict[Key, Planned], rules: RuleSet) -> dict[Key, Planned]:
    """Let a follow-up take the place of what its rule absorbs, for the same client and provider, near in time.

    Whoever nobody absorbs goes first: what was absorbed takes nobody's place any more.
    """
    absorbers = {rule.id: rule for rule in rules.rules if rule.absorbs and rule.on}
    if not absorbers:
        return wanted
    first = rules.absorbing_order()
    by_pair: dict[tuple[str | None, str | None], list[Planned]] = {}
    for planned in wanted.values():
        by_pair.setdefault((planned.client, planned.provider), []).append(planned)
    kept = dict(wanted)
    for pair in by_pair.values():
        takers = sorted((p for p in pair if p.key.rule in absorbers), key=lambda p: (first[p.key.rule], p.due, p.key))
        for taker in takers:
            if taker.key not in kept:
                continue
            rule = absorbers[taker.key.rule]
            taken = [
                other
                for other in pair
                if other.key in kept
                and other.key.rule in rule.absorbs
                and abs((other.due - taker.due).days) <= rule.absorbs_within
            ]
            for other in taken:
                del kept[other.key]
            if taken:
                words = tuple(f"{o.key.rule}, which would have been due on {spoken(o.due)}" for o in taken)
                kept[taker.key] = structs.replace(kept[taker.key], instead_of=words)
    return kept
