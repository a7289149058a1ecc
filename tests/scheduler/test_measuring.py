"""Measures in the record: what passes the door, what is held against what, and what a rule is told."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from outreach.measures import Override, Verdict, catalogue
from scheduler.facts import Fact, FactKind
from scheduler.facts.making import make
from scheduler.facts.permissions import BadFact
from scheduler.history import History
from scheduler.planning import plan, window
from tests.houses import PEOPLE, PRACTICE, TODAY, fact, rule, rules


def _reading(days_ago: int, value: float, measure: str = "6mwt", **fields: Any) -> Fact:
    told = fact("measure", measure, TODAY - timedelta(days=days_ago), client="CRVZ", **fields)
    return structs.replace(told, data={**told.data, "value": value})


def _goal(days_ago: int, measure: str, value: float, **fields: Any) -> Fact:
    return structs.replace(_reading(days_ago, value, measure, **fields), kind=FactKind.GOAL)


def _verdict(before: Fact, after: Fact, *others: Fact) -> Verdict:
    return History(PEOPLE, [before, after, *others], TODAY).judge(before, after)


def test_units_are_converted_before_two_readings_are_held_against_each_other() -> None:
    assert _verdict(_reading(60, 300), _reading(0, 1200, unit="ft")) is Verdict.GAIN


@pytest.mark.parametrize("field", ["side", "device", "protocol", "version"])
def test_what_was_measured_otherwise_has_no_verdict(field: str) -> None:
    before, after = ("left", "right") if field == "side" else ("one", "two")
    told = _verdict(_reading(60, 30, "knee_flex", **{field: before}), _reading(0, 90, "knee_flex", **{field: after}))
    assert told is Verdict.UNKNOWN


def test_a_loss_of_weight_warns_unless_it_is_the_goal() -> None:
    before, after = _reading(90, 80, "weight"), _reading(0, 75, "weight")
    goal = _goal(100, "weight", 72, better="lower")
    assert _verdict(before, after) is Verdict.WORSENING
    assert _verdict(before, after, goal) is not Verdict.WORSENING


def test_a_value_of_the_practices_own_counts() -> None:
    own = catalogue([Override(id="6mwt", mcid=20, mdc=20, population="ours", citation="Ours 2026")])
    told = [_reading(60, 300), _reading(0, 325)]
    assert History(PEOPLE, told, TODAY).judge(*told) is Verdict.NO_CHANGE
    assert History(PEOPLE, told, TODAY, own).judge(*told) is Verdict.GAIN


def _planned(change: str, *told: Fact) -> list[str]:
    found = plan(
        History(PEOPLE, [fact("referral", "received", TODAY, client="CRVZ", provider="P1EE"), *told], TODAY),
        rules(rule(when={"measure": "any", "change": change}, follow_up={"kind": "call", "to": "client"})),
        PRACTICE,
        window(TODAY),
    )
    return [key.anchor for key in found]


def test_a_goal_is_met_once_by_the_first_reading_that_reaches_it() -> None:
    goal = _goal(50, "6mwt", 400)
    readings = [_reading(60, 410), _reading(40, 390), _reading(20, 400), _reading(5, 420)]
    assert _planned("goal met", goal, *readings) == [goal.identity]
    assert _planned("goal met", goal, *readings[:2]) == []


def test_two_steps_below_a_gain_add_up_to_one() -> None:
    """14 points of QuickDASH are beyond error and no gain; the reference stays, so 28 are a gain."""
    told = [_reading(60, 60, "quickdash"), _reading(30, 46, "quickdash"), _reading(0, 32, "quickdash")]
    assert _planned("meaningful gain", *told) == [told[2].identity]


@pytest.mark.parametrize(
    ("measure", "fields", "words"),
    [
        ("grip", {"value": "220"}, "pounds"),
        ("6mwt", {"value": "300", "unit": "furlong"}, "valid:"),
        ("pain_nrs", {"value": "11"}, "outside the range"),
        ("knee_flex", {"value": "90", "side": "upper"}, "valid: left, right, both"),
        ("6mw", {"value": "300"}, "did you mean 6mwt?"),
    ],
)
def test_a_number_that_cannot_be_is_refused_at_the_door(measure: str, fields: dict[str, str], words: str) -> None:
    with pytest.raises(BadFact) as error:
        make(FactKind.MEASURE, value=measure, on=TODAY, today=TODAY, client="CRVZ", fields=fields)
    assert words in str(error.value)


def test_a_goal_is_set_for_a_known_measure_only() -> None:
    with pytest.raises(BadFact, match="measure of the list"):
        make(FactKind.GOAL, value="steps to the park", on=TODAY, today=TODAY, client="CRVZ", fields={"value": "3"})
