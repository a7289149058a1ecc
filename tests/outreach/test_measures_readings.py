"""Readings: units, ranges, and what keeps two readings from being compared."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.measures import (
    BadReading,
    Change,
    Incomparable,
    Reading,
    Side,
    Verdict,
    compare,
    measures,
    read,
    side_named,
)
from outreach.measures.units import UNITS, accepted, convert, unit_named

FIRST = date(2026, 9, 14)


def reading(value: float, unit: str = "", *, after: int = 0, **more: Any) -> Reading:
    return Reading(value=value, unit=unit, on=FIRST + timedelta(days=after), **more)


def changed(measure: str, before: Reading, after: Reading) -> Change:
    change = compare(measure, before, replace(after, on=before.on + timedelta(days=28)))
    assert isinstance(change, Change), change
    return change


@pytest.mark.parametrize(
    ("measure", "value", "unit", "own"),
    [
        ("weight", 176, "lb", 79.83225712),
        ("weight", 176, "Pounds", 79.83225712),
        ("weight", 12, "st", 76.20351816),
        ("grip", 14.3, "lbf", 6.486370891),
        ("6mwt", 1200, "ft", 365.76),
        ("6mwt", 36576, "cm", 365.76),
        ("6mwt", 14400, "in", 365.76),
        ("6mwt", 400, "yd", 365.76),
        ("gait_speed", 3.6, "km/h", 1.0),
        ("gait_speed", 2, "mph", 0.89408),
        ("gait_speed", 60, "m/min", 1.0),
        ("tug", 0.2, "min", 12.0),
        ("ndi", 40, "%", 20.0),
        ("ndi", 20, "points", 20.0),
        ("odi", 20, "points", 40.0),
        ("odi", 40, "percent", 40.0),
        ("sbp", 16, "kPa", 120.009852),
        ("pa_min", 2.5, "h/wk", 150.0),
        ("knee_flex", 98, "°", 98),
        ("30s_cst", 11, "stands", 11),
        ("eq5d5l", -0.573, "", -0.573),
        ("eq5d5l", 1, "", 1),
    ],
)
def test_a_value_is_turned_into_the_unit_of_its_measure(measure: str, value: float, unit: str, own: float) -> None:
    assert read(measure, reading(value, unit)) == pytest.approx(own, abs=1e-6)


@pytest.mark.parametrize(
    ("measure", "value", "unit", "words"),
    [
        ("weight", 400, "", "outside the range of Body weight, 20 to 350 kg; is that in pounds?"),
        ("weight", 800, "lb", "outside the range of Body weight, 20 to 350 kg"),
        ("6mwt", 1200, "m", "0 to 900 m; is that in feet?"),
        ("gait_speed", 3.2, "", "0 to 2.5 m/s; is that in kilometres an hour?"),
        ("ndi", 62, "points", "0 to 50 points; is that in percent?"),
        ("odi", -1, "%", "outside the range"),
        ("eq5d5l", -0.574, "", "-0.573 to 1 index"),
        ("eq5d5l", 80, "", "-0.573 to 1 index"),
        ("pain_nrs", 11, "", "0 to 10 points"),
        ("pain_nrs", float("nan"), "", "not a usable number"),
        ("tug", 12, "furlongs", "not measured in that unit; valid: s, min, ms"),
        ("tug", 12, "m", "not measured in that unit"),
        ("dash", 40, "%", "valid: points"),
        ("ndi", 20, "", "points of 50 or as %: give the unit, points or %"),
        ("odi", 20, "", "points of 50 or as %: give the unit, points or %"),
        ("nosuch", 20, "", "that measure is not known"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_what_to_do(measure: str, value: float, unit: str, words: str) -> None:
    with pytest.raises(BadReading) as mistake:
        read(measure, reading(value, unit))
    assert words in str(mistake.value)
    assert str(value) not in str(mistake.value).replace("0.573", "").replace("points of 50", "") or value in (-1, 20)


def test_no_hint_is_given_that_would_not_help() -> None:
    for measure, value in (("weight", 5000), ("pain_nrs", 11), ("6mwt", -3)):
        with pytest.raises(BadReading) as mistake:
            read(measure, reading(value))
        assert "is that in" not in str(mistake.value)


def test_raw_points_and_percent_are_never_mixed_silently() -> None:
    """An NDI of 30 points and then of 34 % is a fall by 13 points, not a rise by 4."""
    change = changed("ndi", reading(30, "points"), reading(34, "%"))
    assert (change.before, change.after, change.verdict) == (30, 17, Verdict.GAIN)
    assert isinstance(compare("ndi", reading(30, "points"), reading(17)), Incomparable)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ({"side": Side.RIGHT}, {"side": Side.LEFT}, "the right side before, the left side now"),
        ({}, {"side": Side.LEFT}, "no side recorded before, the left side now"),
        ({"side": Side.BOTH}, {}, "both sides before, no side recorded now"),
        ({"device": "Jamar"}, {"device": "bulb"}, "device: Jamar before, bulb now"),
        ({"device": "Jamar"}, {}, "device: Jamar before, not recorded now"),
        ({"protocol": "elbow bent"}, {"protocol": "elbow straight"}, "protocol: elbow bent before, elbow straight now"),
        ({"version": "1"}, {"version": "2"}, "version: 1 before, 2 now"),
    ],
)
def test_what_was_measured_otherwise_is_not_compared(before: Any, after: Any, reason: str) -> None:
    assert compare("grip", reading(20, **before), reading(44, after=28, **after)) == Incomparable(reason)


def test_the_same_written_otherwise_is_the_same() -> None:
    change = changed(
        "knee_flex", reading(98, device="Long-arm goniometer"), reading(108, device="long arm  Goniometer")
    )
    assert change.verdict is Verdict.BEYOND_ERROR


def test_readings_are_compared_in_the_order_of_their_days() -> None:
    found = compare("grip", reading(20, after=5), reading(44))
    assert found == Incomparable("the reading of 19 Sep 2026 is later than that of 14 Sep 2026")
    assert isinstance(compare("grip", reading(20), reading(44)), Change)


def test_the_second_version_of_the_patient_specific_scale_runs_the_other_way() -> None:
    up = reading(3), reading(7, after=28)
    assert changed("psfs", *up).verdict is Verdict.GAIN
    assert changed("psfs_2", *up).verdict is Verdict.WORSENING
    second = compare("psfs", reading(3, version="2.0"), reading(7, version="2.0", after=28))
    assert isinstance(second, Incomparable)
    assert "version 1.0 of the scale" in second.reason
    mixed = compare("psfs", reading(3), reading(7, version="2.0", after=28))
    assert mixed == Incomparable("version: not recorded before, 2.0 now")


def test_a_stored_reading_that_would_not_pass_today_is_not_compared() -> None:
    found = compare("weight", reading(80), reading(400, after=28))
    assert isinstance(found, Incomparable)
    assert "outside the range" in found.reason
    assert compare("nosuch", reading(1), reading(2)) == Incomparable("that measure is not in the list")


def test_unplanned_loss_of_weight_is_a_warning_whatever_the_unit() -> None:
    before, after = reading(176, "lb"), reading(75, "kg", after=200)
    lost = compare("weight", before, after)
    assert isinstance(lost, Change)
    assert lost.verdict is Verdict.WORSENING
    wanted = compare("weight", before, after, planned=True)
    assert isinstance(wanted, Change)
    assert wanted.verdict is Verdict.UNKNOWN


def test_sides_are_read_as_people_write_them() -> None:
    assert [side_named(w) for w in ("L", "right", " Both ", "")] == [Side.LEFT, Side.RIGHT, Side.BOTH, Side.NONE]
    with pytest.raises(BadReading, match="valid: left, right, both"):
        side_named("dominant")


CONVERTING = [(m, u) for m in measures().values() for u in accepted(m.unit, m.raw_of)[1:]]


@given(st.sampled_from(CONVERTING), st.integers(0, 1000), st.integers(0, 1000), st.booleans(), st.booleans())
def test_the_verdict_does_not_depend_on_the_unit(pair: Any, first: int, last: int, one: bool, two: bool) -> None:
    measure, unit = pair
    own = accepted(measure.unit, measure.raw_of)[0]

    def told(share: int, other: bool) -> Reading:
        value = round(measure.low + (measure.high - measure.low) * share / 1000, 3)
        number = convert(value, own, unit, measure.raw_of) if other and 0 < share < 1000 else value
        return reading(number, unit.name if number != value else measure.unit)

    plain = changed(measure.id, told(first, False), told(last, False))
    converted = changed(measure.id, told(first, one), told(last, two))
    assert converted.verdict is plain.verdict
    assert converted.difference == pytest.approx(plain.difference, abs=1e-6)


@given(st.sampled_from(CONVERTING), st.integers(1, 10**6))
def test_a_number_survives_the_way_there_and_back(pair: Any, thousandths: int) -> None:
    measure, unit = pair
    own = accepted(measure.unit, measure.raw_of)[0]
    value = thousandths / 1000
    there = convert(value, own, unit, measure.raw_of)
    assert convert(there, unit, own, measure.raw_of) == pytest.approx(value, rel=1e-6, abs=1e-6)


def test_conversions_are_exact() -> None:
    """Held against the definitions: 1 lb = 0.45359237 kg, 1 ft = 0.3048 m, 1 km/h = 1000 m / 3600 s."""
    factors = {u.name: u.factor for u in UNITS}
    assert factors["lb"] == Fraction(45359237, 10**8)
    assert factors["st"] == 14 * factors["lb"]
    assert factors["ft"] == 12 * factors["in"] == factors["yd"] / 3
    assert factors["km/h"] == Fraction(1000, 3600)
    assert factors["mph"] == 5280 * factors["ft"] / 3600
    assert unit_named("lbs") == unit_named("LB") == unit_named("pounds")
