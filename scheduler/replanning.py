"""Replanning: the plan of the present moment, compared with what is stored; looked at, or kept.

Every function works inside one transaction that its caller opened.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from scheduler.circles import few_searches
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp
from scheduler.history import History
from scheduler.house import House
from scheduler.people import People
from scheduler.placing import Touched, apart, repaced, repaced_around
from scheduler.planning import Window, plan, window
from scheduler.reconciling import Changes, reconcile
from scheduler.rules import RuleSet
from scheduler.store import facts as fact_store
from scheduler.store import followups as follow_up_store
from scheduler.store import meta
from scheduler.store import people as people_store
from scheduler.store.tx import Transaction

#: How many are planned at once where everybody is.
_CLIENTS_AT_ONCE, _PROVIDERS_AT_ONCE = 200, 100
#: About how many follow-ups are placed at once where all are.
_PLACED_AT_ONCE = 2_000


def in_force(rules: RuleSet, since: dict[str, str], today: date, *, first: bool) -> RuleSet:
    """The rules with the day each came into force: a rule written later than the first ones starts on its day."""
    dated = []
    for rule in rules.rules:
        known = since.get(rule.id)
        start = None if first or known == "" else date.fromisoformat(known) if known else today
        dated.append(rule if rule.active_from or not rule.on else replace(rule, active_from=start))
    return RuleSet(tuple(dated))


def rules_in_force(tx: Transaction, rules: RuleSet, today: date) -> RuleSet:
    """The rules as they are in force today; looks only."""
    since = meta.starting_with(tx, meta.RULE_SINCE)
    return in_force(rules, since, today, first=meta.get(tx, meta.FIRST_RULES) is None)


def remember_rules(tx: Transaction, rules: RuleSet, today: date) -> RuleSet:
    """Note since when each rule is in force, and forget those switched off.

    The rules that stand when the first client or provider is entered are the first ones; they hold for the past too.
    """
    first = meta.get(tx, meta.FIRST_RULES) is None
    since = meta.starting_with(tx, meta.RULE_SINCE)
    dated = in_force(rules, since, today, first=first)
    on = {rule.id for rule in rules.rules if rule.on}
    for rule in dated.rules:
        if rule.on and rule.id not in since:
            meta.put(tx, meta.RULE_SINCE + rule.id, rule.active_from.isoformat() if rule.active_from else "")
    for gone in since.keys() - on:
        meta.forget(tx, meta.RULE_SINCE + gone)
    if first and not people_store.nobody(tx):
        meta.put(tx, meta.FIRST_RULES, today.isoformat())
    return dated


def history_of(tx: Transaction, house: House, today: date, subjects: Collection[str] | None = None) -> History:
    """What is known of everybody, or of these clients and providers and of those around them."""
    if subjects is None:
        people = People(people_store.clients(tx), people_store.providers(tx), house.practitioners)
        return History(people, fact_store.all_current(tx), today, house.practice.measures)
    near = fact_store.about(tx, subjects)
    around = {f.provider for f in near if f.provider} | set(subjects)
    facts = {f.number: f for f in (*near, *fact_store.about(tx, around - set(subjects)), *fact_store.practice_wide(tx))}
    named = around | {f.client for f in near if f.client}
    people = People(people_store.clients(tx, named), people_store.providers(tx, around), house.practitioners)
    return History(people, facts.values(), today, house.practice.measures)


def history_around(tx: Transaction, house: House, today: date, follow_ups: Iterable[FollowUp]) -> History:
    """What is known of those whom these follow-ups concern."""
    return history_of(tx, house, today, _named(follow_ups))


def people_of(tx: Transaction, house: House, follow_ups: Iterable[FollowUp] | None = None) -> People:
    """Everybody, or those whom these follow-ups name."""
    codes = None if follow_ups is None else _named(follow_ups)
    return People(people_store.clients(tx, codes), people_store.providers(tx, codes), house.practitioners)


def _named(follow_ups: Iterable[FollowUp]) -> set[str]:
    return {code for f in follow_ups for code in (f.planned.client, f.planned.provider) if code}


def replan(
    tx: Transaction,
    house: House,
    now: datetime,
    subjects: Collection[str] | None = None,
    practitioners: frozenset[str] | None = None,
) -> tuple[Changes, list[FollowUp]]:
    """Plan these clients and providers anew (everybody, when none are named) and store the difference.

    `practitioners` are those whose own time may have changed, where that is known.
    """
    today = house.today(now)
    if meta.get(tx, meta.FIRST_RULES) is None:
        remember_rules(tx, house.rules, today)
    if subjects is None or len(subjects) > _CLIENTS_AT_ONCE:
        changes, fresh = _replan_many(tx, house, now, subjects)
        repace(tx, house, now)
        return changes, fresh
    before = follow_up_store.all_of(tx, subjects)
    changes = _changes(tx, house, now, subjects, before, _span(tx, today))
    fresh = follow_up_store.apply(tx, changes, today, now)
    repace(tx, house, now, Touched(frozenset(subjects), before, practitioners))
    return changes, fresh


def _replan_many(
    tx: Transaction, house: House, now: datetime, subjects: Collection[str] | None
) -> tuple[Changes, list[FollowUp]]:
    """These or everybody, a few at a time: what is held in memory does not grow with the practice."""
    today, changes = house.today(now), Changes()
    fresh: list[FollowUp] = []
    span = _span(tx, today)
    with few_searches():
        for part in _parts(tx, subjects):
            found = _changes(tx, house, now, part, follow_up_store.all_of(tx, part), span)
            fresh += follow_up_store.apply(tx, found, today, now)
            changes += found
    return changes, fresh


def _parts(tx: Transaction, subjects: Collection[str] | None) -> Iterator[list[str]]:
    """These, or everybody who is or was on file: clients, then providers, each in the order of codes."""
    wanted = None if subjects is None else set(subjects)
    for everybody, most in zip(people_store.codes(tx), (_CLIENTS_AT_ONCE, _PROVIDERS_AT_ONCE), strict=True):
        codes = [code for code in everybody if wanted is None or code in wanted]
        for start in range(0, len(codes), most):
            yield codes[start : start + most]


def repace(tx: Transaction, house: House, now: datetime, touched: Touched | None = None) -> None:
    """Give every open follow-up its day and its shared contact anew, or those that may have changed with these."""
    if touched is not None:
        follow_up_store.save_all(tx, repaced_around(tx, house, touched, now))
        return
    with few_searches():
        for practitioners in apart(follow_up_store.open_pairs(tx), _PLACED_AT_ONCE):
            open_ones = follow_up_store.open_of_practitioners(tx, practitioners)
            follow_up_store.save_all(tx, repaced(tx, house, open_ones, now))


def planned_changes(tx: Transaction, house: House, now: datetime, subjects: Collection[str] | None = None) -> Changes:
    """What a plan as of now would change; nothing is stored."""
    span, changes = _span(tx, house.today(now)), Changes()
    for part in _parts(tx, subjects):
        changes += _changes(tx, house, now, part, follow_up_store.all_of(tx, part), span)
    return changes


def _span(tx: Transaction, today: date) -> Window:
    return window(today, follow_up_store.earliest_open(tx))


def _changes(
    tx: Transaction, house: House, now: datetime, subjects: Collection[str], stored: Iterable[FollowUp], span: Window
) -> Changes:
    today = house.today(now)
    history = history_of(tx, house, today, subjects)
    rules = rules_in_force(tx, house.rules, today)
    wanted = plan(history, rules, house.practice, span, subjects)
    return reconcile(wanted, stored, today, now)


def replan_everything(tx: Transaction, house: House, now: datetime) -> Changes:
    """A full plan under the rules of this process, remembered as such."""
    today = house.today(now)
    remember_rules(tx, house.rules, today)
    changes, _ = replan(tx, house, now)
    meta.set_planned_as(tx, house.rules.digest, today, house.files)
    meta.clear_marks(tx)
    return changes


def touched_by(tx: Transaction, facts: Iterable[Fact]) -> set[str]:
    """The clients and providers whose follow-ups may change with these facts."""
    facts = list(facts)
    providers = {f.provider for f in facts if f.provider}
    touched = {f.client for f in facts if f.client} | providers
    if providers:
        touched |= {f.client for f in fact_store.about(tx, providers) if f.client}
    return touched


def touched_by_person(tx: Transaction, code: str) -> set[str]:
    """A client or a provider, and the clients around the provider."""
    return {code} | {f.client for f in fact_store.about(tx, [code]) if f.client}


def replan_touched(tx: Transaction, house: House, facts: Iterable[Fact], now: datetime) -> Changes:
    """Plan anew what these facts touch, now or (when the daemon has other rules) in its next round."""
    facts = list(facts)
    practice_wide = any(f.client is None and f.provider is None for f in facts)
    subjects = None if practice_wide else touched_by(tx, facts)
    return replan_subjects(tx, house, subjects, now, _whose_time(tx, facts))


def _whose_time(tx: Transaction, facts: Iterable[Fact]) -> frozenset[str] | None:
    """The practitioners whose time these facts take or give back; None where it may be anybody's."""
    named: set[str] = set()
    for fact in facts:
        if fact.kind is FactKind.MEETING and fact.practitioner is None:
            return None
        named |= {fact.practitioner} if fact.practitioner else set()
    clients = people_store.clients(tx, {f.client for f in facts if f.client})
    return frozenset(named | {c.practitioner for c in clients.values()})


def replan_subjects(
    tx: Transaction,
    house: House,
    subjects: Collection[str] | None,
    now: datetime,
    practitioners: frozenset[str] | None = None,
) -> Changes:
    """Plan these anew, now or in the daemon's next round."""
    if house.leave_planning:
        everybody = subjects is None
        codes = [*people_store.clients(tx), *people_store.providers(tx)] if everybody else subjects
        meta.mark_for_replanning(tx, codes or ())
        return Changes()
    changes, _ = replan(tx, house, now, subjects, practitioners)
    return changes


def as_of_now(tx: Transaction, house: House, now: datetime, until: date | None = None) -> list[FollowUp]:
    """The open follow-ups of this moment, whatever was planned last, up to a day: reading never writes.

    Where the day, the rules or a mark differ from the last plan, the difference is worked out in memory.
    """
    today = house.today(now)
    if meta.planned_as(tx) == (house.rules.digest, today) and not meta.marked_for_replanning(tx):
        return follow_up_store.open_ones(tx) if until is None else follow_up_store.open_by(tx, until)
    changes = planned_changes(tx, house, now)
    gone = {f.id for f in changes.withdraw}
    changed = {f.id: f for f in (*changes.move, *changes.revive)}
    kept = [changed.get(f.id, f) for f in follow_up_store.open_ones(tx) if f.id not in gone]
    fresh = follow_up_store.identified(
        changes.insert, meta.secret(tx), lambda codes: follow_up_store.taken(tx, codes), today, now
    )
    now_open = [*kept, *changes.revive, *fresh]
    paced_ones = {f.key: f for f in repaced(tx, house, now_open, now)}
    found = (paced_ones.get(f.key, f) for f in now_open)
    return [f for f in found if until is None or f.day <= until]


def with_remedies(tx: Transaction, follow_ups: Sequence[FollowUp]) -> list[FollowUp]:
    """These, and the open ones about the clients of those that are blocked: one of them may unblock it."""
    clients = {f.planned.client for f in follow_ups if f.blocked_by and f.planned.client}
    found = {f.id: f for f in (*follow_up_store.open_about(tx, clients), *follow_ups)}
    return list(found.values())
