"""Conditions that look at the client and the calendar."""

from datetime import date

import pytest
from msgspec import structs

from scheduler.history import History
from scheduler.planning import plan, window
from scheduler.private import Private
from tests.houses import PEOPLE, PRACTICE, RUIZ, TODAY, fact, rule, rules


def _planned(only_if: dict[str, object], born: date | None = None, today: date = TODAY) -> bool:
    people = structs.replace(PEOPLE, clients={"CRVZ": structs.replace(RUIZ, born=Private(born))})
    told = [fact("referral", "received", today, client="CRVZ", provider="P1EE")]
    found = plan(History(people, told, today), rules(rule(only_if=[only_if])), PRACTICE, window(today))
    return bool(found)


@pytest.mark.parametrize(
    ("born", "holds"),
    [(date(1961, 11, 25), True), (date(1961, 11, 26), False), (date(1940, 1, 1), True), (None, False)],
)
def test_age_counts_whole_years_on_the_due_day(born: date | None, holds: bool) -> None:
    assert _planned({"age": {"at_least": 65}}, born) is holds


def test_a_month_is_that_of_the_due_day() -> None:
    assert _planned({"month": "November"})
    assert not _planned({"month": ["December", "January"]})
    assert _planned({"month": ["December", "January"]}, today=date(2026, 11, 30))


@pytest.mark.parametrize(("tiers", "holds"), [("A", True), (["B", "C"], False), (["A", "B"], True)])
def test_tier_is_the_one_set_by_hand(tiers: object, holds: bool) -> None:
    assert _planned({"tier": tiers}) is holds


def test_conditions_combine() -> None:
    assert _planned({"any": [{"tier": "C"}, {"month": "November"}]})
    assert not _planned({"all": [{"tier": "C"}, {"month": "November"}]})
    assert _planned({"none": [{"tier": "C"}, {"month": "May"}]})
    assert _planned({"all": [{"any": [{"tier": "A"}]}, {"none": [{"role": "surgeon"}]}]})
