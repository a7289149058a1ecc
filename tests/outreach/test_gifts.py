"""Gifts: what must never be given, and what goes beyond the practice's own policy."""

from datetime import date, timedelta

import pytest

from outreach.gifts import Gift, Limits, beyond, forbidden

DAY = date(2026, 11, 24)
LIMITS = Limits()


def _gift(what: str = "fruit", amount: float = 10, **more: object) -> Gift:
    return Gift(on=DAY, what=what, amount=amount, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "what",
    ["cash", "Starbucks gift card", "$20 Amazon voucher", "prepaid Visa card", "iTunes code", "honorarium", "a fifty"],
)
def test_money_in_any_form_is_never_given(what: str) -> None:
    assert forbidden(_gift(what)) is not None


def test_a_gift_tied_to_referrals_is_never_given() -> None:
    assert forbidden(_gift("cookies"), "a box for each referral this year") is not None


@pytest.mark.parametrize(
    "note", ["because they referred Mr. Jones", "one per 5 patients sent", "thanks for the referral"]
)
def test_nothing_is_recorded_against_referrals(note: str) -> None:
    assert forbidden(_gift("a plant"), note) is not None


@pytest.mark.parametrize("what", ["check-up of the treadmill", "cash register toy"])
def test_what_only_sounds_like_money_is_none(what: str) -> None:
    assert forbidden(_gift(what)) is None


def test_a_lunch_is_a_meal_whether_it_is_marked_or_not() -> None:
    assert "a meal only together with teaching" in beyond(_gift("lunch", 20), [], LIMITS)


def test_a_small_gift_is_given() -> None:
    assert forbidden(_gift("a tin of cookies"), "holiday visit") is None
    assert beyond(_gift("a tin of cookies", 15), [], LIMITS) == []


def test_the_limit_of_an_item_counts_for_each_person() -> None:
    assert beyond(_gift(amount=60, people=4), [], LIMITS) == []
    assert beyond(_gift(amount=61, people=4), [], LIMITS) == ["$15.25 for each person; at most $15 for one item"]


def test_a_year_is_added_up_and_what_is_older_does_not_count() -> None:
    earlier = [Gift(on=DAY - timedelta(days=days), what="x", amount=15) for days in (10, 50, 100, 200, 300)]
    assert beyond(_gift(amount=15), earlier, LIMITS) == ["$90.00 for each person within a year; at most $75"]
    assert beyond(_gift(amount=15), [Gift(on=DAY - timedelta(days=366), what="x", amount=75)], LIMITS) == []


def test_a_meal_goes_with_teaching_twice_a_year() -> None:
    meal = _gift("lunch", 100, people=4, meal=True, teaching=True)
    assert beyond(meal, [], LIMITS) == []
    before = [Gift(on=DAY - timedelta(days=d), what="lunch", amount=20, meal=True, teaching=True) for d in (30, 60)]
    assert beyond(meal, before, LIMITS) == ["3 meals with this office within a year; at most 2"]
    alone = _gift("lunch", 104, people=4, meal=True)
    assert beyond(alone, [], LIMITS) == [
        "$26.00 for each person at the table; at most $25",
        "a meal only together with teaching",
    ]
