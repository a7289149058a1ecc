"""The laws of the engine over random histories (architecture: laws 1 to 8)."""

import random
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from scheduler.facts import KINDS, Fact, FactKind
from scheduler.followups import Key, Planned, State
from scheduler.planning import Practice
from scheduler.reconciling import reconcile
from scheduler.rules import RuleSet
from tests.houses import CLIENTS, PRACTICE, PROVIDERS, TODAY, Shelf, at_noon, fact, planned, rule, rules, shipped_rules

RULES = shipped_rules()
FIRST = TODAY - timedelta(days=200)

#: What is told of clients, with the fields that rules look at.
TOLD: list[tuple[str, str, dict[str, Any]]] = [
    ("referral", "received", {}),
    ("milestone", "intake", {}),
    ("milestone", "assessment", {}),
    ("milestone", "goal met", {}),
    ("visit", "scheduled", {}),
    ("visit", "attended", {"joint": True}),
    ("visit", "cancelled", {}),
    ("change", "fall", {}),
    ("change", "red flag", {}),
    ("change", "admission", {}),
    ("report", "sent", {}),
    ("contact", "reached", {}),
    ("contact", "voicemail", {}),
    ("care-team", "primary care", {}),
    ("care-team", "left", {}),
    ("authorization", "signed", {"until": (TODAY + timedelta(days=60)).isoformat()}),
    ("authorization", "revoked", {}),
    ("clearance", "received", {}),
    ("hold", "medical", {}),
    ("hold", "ended", {}),
    ("discharge", "completed", {}),
    ("death", "recorded", {}),
    ("preference", "cadence", {"is": "60 days"}),
    ("preference", "cadence", {"is": "45 days"}),
    ("preference", "cadence", {"is": "3 weeks"}),
    ("absence", "closed", {}),
]


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Facts about three clients and three providers, no two on the same day."""
    days = draw(st.lists(st.integers(0, 290), min_size=1, max_size=14, unique=True))
    facts = []
    for number, offset in enumerate(days, 1):
        kind, value, data = draw(st.sampled_from(TOLD))
        spec = KINDS[FactKind(kind)]
        on = FIRST + timedelta(days=offset if spec.ahead else offset % 201)
        provider = draw(st.sampled_from(sorted(PROVIDERS)))
        client = draw(st.sampled_from(sorted(CLIENTS)))
        about_provider = kind in ("preference", "absence")
        facts.append(
            Fact(
                number=number,
                kind=FactKind(kind),
                value=value,
                on=on,
                identity=f"S{number}",
                client=None if about_provider else client,
                provider=provider if about_provider or spec.provider.value != "no" else None,
                data=data,
            )
        )
    return facts


def _shown(plans: dict[Key, Planned]) -> dict[Key, tuple[object, ...]]:
    return {k: (p.due, p.latest, p.kind, p.priority, p.blocked_by) for k, p in plans.items()}


@given(histories())
@settings(max_examples=150, deadline=None)
def test_planning_and_reconciling_twice_changes_nothing_the_second_time(facts: list[Fact]) -> None:
    shelf = Shelf()
    shelf.reconcile(planned(facts, RULES), TODAY)
    again = shelf.reconcile(planned(facts, RULES), TODAY)
    assert not again


@given(histories(), st.integers())
@settings(max_examples=150, deadline=None)
def test_the_order_in_which_facts_arrive_does_not_matter(facts: list[Fact], seed: int) -> None:
    shuffled = list(facts)
    random.Random(seed).shuffle(shuffled)
    renumbered = [structs.replace(f, number=n) for n, f in enumerate(shuffled, 1)]
    assert _shown(planned(facts, RULES)) == _shown(planned(renumbered, RULES))


@given(histories(), histories(), st.data())
@settings(max_examples=100, deadline=None)
def test_what_a_person_closed_is_never_touched(before: list[Fact], after: list[Fact], data: st.DataObject) -> None:
    shelf = Shelf()
    shelf.reconcile(planned(before, RULES), TODAY)
    rows = list(shelf.rows.values())
    for row in rows:
        shelf.put(row, state=data.draw(st.sampled_from([State.OPEN, State.DONE, State.DISMISSED])))
    closed = {k: r for k, r in shelf.rows.items() if r.state is not State.OPEN}
    shelf.reconcile(planned(after, RULES), TODAY)
    assert {k: shelf.rows[k] for k in closed} == closed


@given(histories())
@settings(max_examples=150, deadline=None)
def test_nothing_falls_due_on_a_closed_day_unless_the_rule_says_so(facts: list[Fact]) -> None:
    steps = {
        (r.id, s.name): s
        for r in RULES.rules
        for s in (*r.steps, *([r.retry.then] if r.retry and r.retry.then else []))
    }
    for key, follow_up in planned(facts, RULES).items():
        if not steps[key.rule, key.step].any_day:
            assert PRACTICE.workdays.is_open(follow_up.due)


@given(histories())
@settings(max_examples=100, deadline=None)
def test_adding_a_rule_changes_no_other_rules_follow_ups(facts: list[Fact]) -> None:
    added = RuleSet((*RULES.rules, *rules(rule(id="another", follow_up={"kind": "call", "to": "client"})).rules))
    old, new = planned(facts, RULES), planned(facts, added)
    assert _shown(old) == _shown({k: p for k, p in new.items() if k.rule != "another"})


@given(histories(), st.integers(0, 13), st.integers(-20, 20))
@settings(max_examples=150, deadline=None)
def test_a_corrected_date_moves_and_never_makes_a_second_follow_up(facts: list[Fact], which: int, by: int) -> None:
    index = which % len(facts)
    fact = facts[index]
    moved = list(facts)
    moved[index] = structs.replace(
        fact,
        on=min(fact.on + timedelta(days=by), TODAY) if not KINDS[fact.kind].ahead else fact.on + timedelta(days=by),
        version=2,
    )
    shelf = Shelf()
    shelf.reconcile(planned(facts, RULES), TODAY)
    ids = {k: r.id for k, r in shelf.rows.items()}
    sequences = {k: r.sequence for k, r in shelf.rows.items()}
    shelf.reconcile(planned(moved, RULES), TODAY)
    assert {k: shelf.rows[k].id for k in ids} == ids
    for key, row in shelf.rows.items():
        assert row.sequence >= sequences.get(key, 0)
    back = shelf.reconcile(planned(facts, RULES), TODAY)
    assert not back.insert


@given(histories(), st.lists(st.integers(-400, 400), max_size=6))
@settings(max_examples=100, deadline=None)
def test_clock_jumps_create_no_duplicate_and_lose_nothing(facts: list[Fact], jumps: list[int]) -> None:
    shelf = Shelf()
    shelf.reconcile(planned(facts, RULES), TODAY)
    for jump in jumps:
        day = TODAY + timedelta(days=jump)
        shelf.reconcile(planned(facts, RULES, day), day)
        assert not shelf.reconcile(planned(facts, RULES, day), day)
    shelf.reconcile(planned(facts, RULES), TODAY)
    fresh = Shelf()
    fresh.reconcile(planned(facts, RULES), TODAY)
    open_now = {k: r.planned for k, r in shelf.rows.items() if r.open}
    assert {k: r.planned for k, r in fresh.rows.items()}.items() <= open_now.items()


@given(histories())
@settings(max_examples=100, deadline=None)
def test_nobody_is_followed_up_after_a_death(facts: list[Fact]) -> None:
    dead = {f.client for f in facts if f.kind is FactKind.DEATH and f.on <= TODAY}
    assert not [k for k in planned(facts, RULES) if k.client in dead]


def _first_rule(delay: str) -> RuleSet:
    return rules(rule(follow_up={"kind": "thank_you", "to": "provider", "due": delay}))


@given(histories())
@settings(max_examples=50, deadline=None)
def test_editing_a_delay_moves_what_is_pending_and_raises_nothing_again(facts: list[Fact]) -> None:
    shelf = Shelf()
    shelf.reconcile(planned(facts, _first_rule("6 weeks after")), TODAY)
    changes = shelf.reconcile(planned(facts, _first_rule("8 weeks after")), TODAY)
    assert not changes.withdraw
    late_before = {k for k, p in planned(facts, _first_rule("6 weeks after")).items() if p.latest and p.latest < TODAY}
    assert {p.key for p in changes.insert} <= late_before


@given(histories(), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
@settings(max_examples=50, deadline=None)
def test_a_rule_conjures_nothing_from_before_it_was_in_force(facts: list[Fact], since: date) -> None:
    for follow_up in planned(facts, rules(rule(active_from=since))).values():
        assert follow_up.due >= since


def test_a_stored_follow_up_equals_itself_after_reconciling_with_its_own_plan() -> None:
    practice: Practice = PRACTICE
    facts = [
        Fact(
            number=1, kind=FactKind.REFERRAL, value="received", on=TODAY, client="CRVZ", provider="P1EE", identity="F1"
        )
    ]
    wanted = planned(facts, RULES, practice=practice)
    shelf = Shelf()
    shelf.reconcile(wanted, TODAY)
    assert not reconcile(wanted, shelf.rows.values(), TODAY, at_noon(TODAY))


CALL = {"kind": "call", "to": "client", "due": "1 day after"}


def test_what_turns_out_to_have_ended_before_it_was_made_goes_as_if_known_at_once() -> None:
    """And what a person has pinned stays."""
    made = planned(
        [fact("milestone", "intake", TODAY, client="CRVZ")], rules(rule(when={"milestone": "intake"}, follow_up=CALL))
    )
    (key,) = made
    ended = {key: structs.replace(made[key], due=TODAY - timedelta(days=60), latest=TODAY - timedelta(days=50))}
    shelf, at_once = Shelf(), Shelf()
    shelf.reconcile(made, TODAY)
    row = shelf.rows[key]
    shelf.reconcile(ended, TODAY)
    at_once.reconcile(ended, TODAY)
    assert not at_once.rows and shelf.rows[key].state is State.WITHDRAWN
    shelf.put(row, pinned=TODAY + timedelta(days=3))
    shelf.reconcile(ended, TODAY)
    assert shelf.rows[key].state is State.OPEN


def test_a_clock_that_is_set_back_does_not_make_what_ended_before_it_was_made_come_and_go() -> None:
    told = [fact("milestone", "intake", TODAY, client="CRVZ")]
    made = planned(told, rules(rule(when={"milestone": "intake"}, follow_up=CALL)))
    (key,) = made
    earlier = TODAY - timedelta(days=90)
    ended = {key: structs.replace(made[key], due=TODAY - timedelta(days=60), latest=TODAY - timedelta(days=50))}
    shelf = Shelf()
    shelf.reconcile(made, TODAY)
    shelf.reconcile(ended, earlier)
    assert not shelf.reconcile(ended, earlier)
