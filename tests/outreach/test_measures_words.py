"""The words for a change, plateaus and goals."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.measures import (
    Better,
    Change,
    Goal,
    Incomparable,
    Override,
    Reading,
    Side,
    Verdict,
    amount,
    catalogue,
    compare,
    measures,
    met,
    moved,
    phrase,
    plateau,
    threshold,
)

FIRST = date(2026, 9, 14)


def reading(value: float, unit: str = "", *, after: int = 0, **more: Any) -> Reading:
    return Reading(value=value, unit=unit, on=FIRST + timedelta(days=after), **more)


def changed(measure: str, before: float, after: float, unit: str = "", **more: Any) -> Change:
    change = compare(measure, reading(before, unit, **more), reading(after, unit, after=28, **more))
    assert isinstance(change, Change), change
    return change


FALLERS = "(community adults 65-88 at high fall risk, n=30; Intaruk 2024)"


@pytest.mark.parametrize(
    ("measure", "before", "after", "words"),
    [
        ("6mwt", 318, 382, f"meets the cited threshold of 57.2 m {FALLERS}"),
        ("6mwt", 318, 350, f"within measurement error of 57.2 m {FALLERS}"),
        ("6mwt", 318, 298, f"fell by 20 m, within measurement error of 57.2 m {FALLERS}"),
        (
            "6mwt",
            318,
            278,
            "fell by 40 m, meets the cited threshold of 30.5 m (adults with pathology, upper end of 14.0-30.5 m; "
            f"Bohannon & Crouch 2017), within measurement error of 57.2 m {FALLERS}",
        ),
        ("abc", 40, 55, "beyond measurement error of 13 % (parkinsonism, n=37; Steffen & Seney 2008)"),
        ("pain_nrs", 2, 1, "below the cited threshold of 2 points and 30 % of the baseline "
                           "(chronic pain; Farrar 2001)"),
        ("pain_nrs", 3, 6, "rose by 3 points, meets the cited threshold of 2 points (chronic pain; Farrar 2001)"),
        ("spadi", 40, 60, "rose by 20 points, beyond measurement error of 17 points "
                          "(adhesive capsulitis; Tveita 2008)"),
        ("berg", 50, 55, "beyond measurement error of 4 points (over 65 in physiotherapy rehabilitation; "
                         "Donoghue & Stokes 2009)"),
        # both values are 9 points: the MCID is named
        ("lefs", 40, 49, "meets the cited threshold of 9 points (lower-limb musculoskeletal disorders; Binkley 1999)"),
        ("sbp", 160, 120, "fell by 40 mmHg"),
        ("fes_i", 20, 24, "rose by 4 points"),
        ("fes_i", 20, 21, "rose by 1 point"),
        ("dbp", 80, 80, "unchanged"),
        ("weight", 80, 75, "fell by 5 kg, meets the cited warning threshold of 5 % of the baseline within 366 days "
                           "(adults over 65, loss not intended; Am Fam Physician 2014;89:718)"),
        ("eq5d5l", -0.2, -0.1, "meets the cited threshold of 0.078 (US value set, simulated transitions; "
                               "EQ-5D-5L by country algorithm)"),
    ],
)  # fmt: skip
def test_a_change_has_its_words(measure: str, before: float, after: float, words: str) -> None:
    assert phrase(changed(measure, before, after)) == words


def test_a_fall_of_a_percentage_is_told_in_percentage_points() -> None:
    change = changed("odi", 60, 49, "%")
    assert moved(change) == "fell by 11 percentage points"
    assert phrase(change) == (
        "below the cited threshold of 10 percentage points and 30 % of the baseline (low back pain; Ostelo 2008)"
    )


def test_numbers_have_no_dust() -> None:
    change = compare("6mwt", reading(1000, "ft"), reading(1209.98, "ft", after=28))
    assert isinstance(change, Change)
    assert moved(change) == "rose by 64 m"
    assert amount(63.99999, measures()["6mwt"]) == "64 m"
    assert amount(1, measures()["psfs"]) == "1 point"
    assert amount(14, measures()["knee_flex"]) == "14°"
    assert amount(-0.001, measures()["6mwt"]) == "0 m"
    assert amount(100, measures()["odi"]) == "100 %"


def test_the_threshold_of_a_report_is_the_one_a_gain_is_held_to() -> None:
    assert threshold(changed("6mwt", 318, 320)) == f"57.2 m {FALLERS}"
    assert threshold(changed("berg", 40, 41)).startswith("7 points (balance disorders")
    assert threshold(changed("berg", 49, 50)).startswith("7 points (balance disorders")
    assert threshold(changed("berg", 50, 51)).startswith("4 points (over 65")
    assert threshold(changed("abc", 50, 51)).startswith("13 % (parkinsonism")
    assert threshold(changed("fes_i", 20, 24)) == ""


@given(st.sampled_from(sorted(measures())), st.integers(0, 100), st.integers(0, 100))
def test_no_wording_calls_anybody_better_and_every_threshold_has_its_population(
    measure: str, first: int, last: int
) -> None:
    known = measures()[measure]
    unit = known.unit if known.raw_of else ""
    before, after = (round(known.low + (known.high - known.low) * share / 100, 3) for share in (first, last))
    change = changed(measure, before, after, unit)
    words = phrase(change)
    assert not re.search(r"improv|better|cure|recover|!", words, re.IGNORECASE)
    assert words.count("threshold of") + words.count("error of") == len(re.findall(r"\([^)]+; [^)]+\)", words))
    assert ("meets the cited threshold" in words) or change.verdict is not Verdict.GAIN
    if change.verdict is Verdict.WORSENING:
        assert words.startswith(("rose by", "fell by"))
    if change.verdict is Verdict.UNKNOWN:
        assert "threshold" not in words and "error" not in words


def test_the_words_of_a_practice_say_when_no_population_is_stated() -> None:
    own = catalogue([Override(id="grip", mcid=5, citation="Own audit 2025")])
    change = compare("grip", reading(20), reading(26, after=28), own)
    assert isinstance(change, Change)
    assert phrase(change) == "meets the cited threshold of 5 kg (population not stated; Own audit 2025)"


def test_two_reassessments_without_change_are_a_plateau() -> None:
    flat = [reading(318), reading(330, after=28), reading(310, after=56)]
    assert plateau("6mwt", flat) == tuple(flat)
    assert plateau("6mwt", flat[::-1]) == tuple(flat)
    assert plateau("6mwt", flat[:2]) == ()
    assert plateau("6mwt", []) == ()


def test_readings_less_than_28_days_apart_do_not_count_twice() -> None:
    assert plateau("6mwt", [reading(318), reading(330, after=27), reading(310, after=55)]) == ()
    close = [reading(318), reading(330, after=28), reading(320, after=40), reading(310, after=56)]
    assert plateau("6mwt", close) == (close[0], close[1], close[3])


def test_a_drift_adds_up_to_a_change() -> None:
    """Each step is within the error of 57.2 m, the whole way is not."""
    drifting = [reading(318 + 25 * n, after=28 * n) for n in range(4)]
    assert plateau("6mwt", drifting[:3]) != ()
    assert plateau("6mwt", drifting) == ()


def test_a_change_in_either_direction_ends_a_plateau_and_counting_begins_anew() -> None:
    flat = [reading(318), reading(320, after=28), reading(322, after=56)]
    assert plateau("6mwt", [*flat, reading(280, after=84)]) == ()
    later = [reading(400, after=84), reading(401, after=112), reading(402, after=140)]
    assert plateau("6mwt", [*flat, *later]) == tuple(later)
    beyond = [reading(50, after=0), reading(64, after=28), reading(64, after=56)]
    assert plateau("abc", beyond) == ()


def test_a_reading_of_the_other_side_is_passed_over() -> None:
    right = [reading(20 + n, after=28 * n, side=Side.RIGHT) for n in range(3)]
    left = reading(44, after=30, side=Side.LEFT)
    assert plateau("grip", [*right, left]) == tuple(right)


def test_where_there_is_no_verdict_there_is_no_plateau() -> None:
    assert plateau("fes_i", [reading(20, after=28 * n) for n in range(4)]) == ()


@pytest.mark.parametrize(
    ("measure", "goal", "value", "unit", "reached"),
    [
        ("6mwt", Goal(value=400), 400, "", True),
        ("6mwt", Goal(value=400), 399.9, "", False),
        ("6mwt", Goal(value=400), 1312.34, "ft", True),
        ("tug", Goal(value=12), 12, "", True),
        ("tug", Goal(value=12), 12.1, "", False),
        ("weight", Goal(value=176, unit="lb", better=Better.LOWER), 79, "kg", True),
        ("weight", Goal(value=60, better=Better.HIGHER), 59, "kg", False),
        ("ndi", Goal(value=20, unit="%"), 10, "points", True),
    ],
)
def test_a_goal_is_met_when_it_is_reached(measure: str, goal: Goal, value: float, unit: str, reached: bool) -> None:
    assert met(measure, goal, reading(value, unit)) is reached


def test_a_goal_that_cannot_be_held_against_a_reading_says_why() -> None:
    assert met("weight", Goal(value=80), reading(79)) == Incomparable(
        "say whether the goal for Body weight is higher or lower"
    )
    right = Goal(value=30, side=Side.RIGHT)
    assert met("grip", right, reading(31, side=Side.LEFT)) == Incomparable(
        "the goal is for the right side, the reading is not"
    )
    assert met("grip", right, reading(31, side=Side.RIGHT)) is True
    assert isinstance(met("6mwt", Goal(value=4000), reading(300)), Incomparable)
    assert isinstance(met("nosuch", Goal(value=4), reading(3)), Incomparable)
