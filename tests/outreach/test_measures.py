"""Measures: every threshold of the table, judged beside a calculation of the test's own in exact fractions."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from outreach.measures import Area, Better, Measure, Verdict, judge, measures

ROWS = {r["id"]: r for r in csv.DictReader(files("outreach").joinpath("measures.csv").read_text("utf-8").splitlines())}
JUDGED = [i for i, r in ROWS.items() if r["better"] != "target" and any((r["mcid_abs"], r["mcid_rel"], r["mdc"]))]
GAINING = [i for i in JUDGED if ROWS[i]["praise"] == "yes" and ROWS[i]["mcid_abs"]]
HAIR = Fraction(1, 1000)


def limit(text: str) -> Fraction | None:
    return Fraction(text) if text else None


def error_of(row: Mapping[str, str], before: Fraction) -> Fraction | None:
    """The measurement error, read from the row by the test itself."""
    if ":" not in row["mdc"]:
        return limit(row["mdc"])
    table = {}
    for band in row["mdc"].split("|"):
        span, value = band.split(":")
        table[Fraction(span.split("-")[0])] = Fraction(value)
    return table[max(low for low in table if low <= before)]


def expected(row: Mapping[str, str], before: Fraction, after: Fraction) -> Verdict:
    """The verdict by the words of the rules, written out once more."""
    step = after - before if row["better"] == "higher" else before - after
    error, mcid, share = error_of(row, before), limit(row["mcid_abs"]), limit(row["mcid_rel"])
    own, own_share = limit(row["worsening"]), limit(row["worsening_rel"])
    known = [t for t in (mcid, error) if t is not None]
    if not known:
        return Verdict.UNKNOWN
    if step < 0:
        warned = (
            -step >= own and (own_share is None or -step / abs(before) >= own_share if before else True)
            if own is not None
            else -step >= min(known)
        )
        return Verdict.WORSENING if warned else Verdict.NO_CHANGE
    if row["praise"] == "no":
        return Verdict.UNKNOWN if error is None or step >= error else Verdict.NO_CHANGE
    if mcid is not None and step >= max(known) and (share is None or before == 0 or step / abs(before) >= share):
        return Verdict.GAIN
    return Verdict.BEYOND_ERROR if error is not None and step >= error else Verdict.NO_CHANGE


def bounds(row: Mapping[str, str]) -> tuple[Fraction, Fraction]:
    low, _, high = row["range"].rpartition("-")
    return Fraction(low), Fraction(high)


def baselines(row: Mapping[str, str]) -> list[Fraction]:
    """Round numbers over the whole range, and the edges of the bands."""
    low, high = bounds(row)
    edges = [Fraction(b.partition("-")[0]) for b in row["mdc"].split("|")] if ":" in row["mdc"] else []
    return [low + (high - low) * n / 10 for n in range(11)] + edges


def better_by(row: Mapping[str, str], before: Fraction, size: Fraction) -> Fraction:
    return before + size if row["better"] == "higher" else before - size


def judged(measure: str, before: Fraction, after: Fraction) -> Verdict:
    return judge(measure, float(before), float(after))


@pytest.mark.parametrize("measure", JUDGED)
def test_every_threshold_is_met_at_its_value_and_missed_a_hair_below(measure: str) -> None:
    row = ROWS[measure]
    for before in baselines(row):
        error, mcid, share = error_of(row, before), limit(row["mcid_abs"]), limit(row["mcid_rel"])
        own = limit(row["worsening"])
        for size in {error, mcid, own, share * abs(before) if share else None} - {None, Fraction(0)}:
            assert size is not None
            for step in (size - HAIR, size, size + HAIR):
                for signed in (step, -step):
                    after = better_by(row, before, signed)
                    assert judged(measure, before, after) is expected(row, before, after), (before, after)


@pytest.mark.parametrize("measure", GAINING)
def test_a_gain_begins_where_the_last_threshold_is_met(measure: str) -> None:
    row = ROWS[measure]
    low, high = bounds(row)
    before = low + (high - low) * (Fraction(2, 10) if row["better"] == "higher" else Fraction(8, 10))
    needed = [t for t in (limit(row["mcid_abs"]), error_of(row, before)) if t is not None]
    if row["mcid_rel"]:
        needed.append(Fraction(row["mcid_rel"]) * abs(before))
    assert judged(measure, before, better_by(row, before, max(needed))) is Verdict.GAIN
    assert judged(measure, before, better_by(row, before, max(needed) - HAIR)) is not Verdict.GAIN


@pytest.mark.parametrize("measure", [i for i in JUDGED if not ROWS[i]["mcid_abs"]])
def test_a_measurement_error_alone_never_makes_a_gain(measure: str) -> None:
    row = ROWS[measure]
    low, high = bounds(row)
    start, end = (low, high) if row["better"] == "higher" else (high, low)
    assert judged(measure, start, end) is (Verdict.BEYOND_ERROR if row["praise"] == "yes" else Verdict.UNKNOWN)
    assert judged(measure, end, start) is Verdict.WORSENING


@pytest.mark.parametrize("measure", [i for i in ROWS if i not in JUDGED])
def test_a_measure_without_a_verified_threshold_has_no_verdict(measure: str) -> None:
    low, high = bounds(ROWS[measure])
    assert judged(measure, low, high) is Verdict.UNKNOWN
    assert judged(measure, high, low) is Verdict.UNKNOWN


@st.composite
def changes(draw: st.DrawFn, of: Sequence[str] = JUDGED) -> tuple[str, Fraction, Fraction]:
    """Two numbers of a judged measure, in steps of a hundredth (a thousandth on the narrow scales)."""
    measure = draw(st.sampled_from(of))
    low, high = bounds(ROWS[measure])
    grid = 1000 if high - low <= 5 else 100
    numbers = st.integers(int(low * grid), int(high * grid))
    return measure, Fraction(draw(numbers), grid), Fraction(draw(numbers), grid)


@given(changes())
def test_the_verdict_is_that_of_the_written_rules(change: tuple[str, Fraction, Fraction]) -> None:
    measure, before, after = change
    assert judged(measure, before, after) is expected(ROWS[measure], before, after)


@given(changes(GAINING))
def test_a_gain_implies_a_change_of_every_threshold(change: tuple[str, Fraction, Fraction]) -> None:
    measure, before, after = change
    if judged(measure, before, after) is not Verdict.GAIN:
        before, after = after, before
    if judged(measure, before, after) is not Verdict.GAIN:
        return
    row, size = ROWS[measure], abs(after - before)
    assert size >= Fraction(row["mcid_abs"])
    assert size >= (error_of(row, before) or 0)
    assert size >= Fraction(row["mcid_rel"] or 0) * abs(before)
    assert (after > before) is (row["better"] == "higher")


@given(changes())
def test_a_scale_that_runs_the_other_way_gives_the_same_verdict(change: tuple[str, Fraction, Fraction]) -> None:
    measure, before, after = change
    known = measures()[measure]
    assume(known.mcid_rel is None and len(known.mdc) < 2 and known.worsening_rel is None)
    turned = replace(known, better=Better.LOWER if known.better is Better.HIGHER else Better.HIGHER)
    low, high = bounds(ROWS[measure])
    mirrored = turned.judge(float(low + high - before), float(low + high - after))
    assert mirrored is known.judge(float(before), float(after))


@given(changes(), st.integers(1, 300))
def test_a_larger_change_for_the_worse_is_never_less_of_a_warning(
    change: tuple[str, Fraction, Fraction], more: int
) -> None:
    measure, before, after = change
    if judged(measure, before, after) is not Verdict.WORSENING:
        before, after = after, before
    if judged(measure, before, after) is not Verdict.WORSENING:
        return
    assert judged(measure, before, after - better_by(ROWS[measure], Fraction(0), Fraction(more))) is Verdict.WORSENING


def test_a_warning_is_not_held_back_by_measurement_error() -> None:
    assert judge("6mwt", 318, 278) is Verdict.WORSENING  # 40 m: the MCID is 30.5, the error 57.2
    assert judge("6mwt", 278, 318) is Verdict.NO_CHANGE


def test_pain_from_2_to_1_is_half_and_still_noise() -> None:
    assert judge("pain_nrs", 2, 1) is Verdict.NO_CHANGE
    assert judge("pain_nrs", 9, 7) is Verdict.NO_CHANGE  # 2 points are not 30 % of 9
    assert judge("pain_nrs", 9, 6) is Verdict.GAIN


def test_a_tenth_is_a_tenth() -> None:
    """1.0 - 0.9 is 0.09999999999999998 in binary; for a decline of 0.10 m/s that must not matter."""
    assert judge("gait_speed", 1.0, 0.9) is Verdict.WORSENING
    assert judge("gait_speed", 0.3, 0.2) is Verdict.WORSENING
    assert judge("eq5d5l", -0.573, -0.495) is Verdict.GAIN
    assert judge("eq5d5l", -0.573, -0.496) is Verdict.NO_CHANGE


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (49, 56, Verdict.GAIN),  # the last baseline from which 7 points fit
        (50, 56, Verdict.BEYOND_ERROR),
        (50, 53, Verdict.NO_CHANGE),
        (45, 41, Verdict.WORSENING),  # band of 45-56: 4 points
        (44, 40, Verdict.NO_CHANGE),  # band of 35-44: 5 points
        (44, 39, Verdict.WORSENING),
        (34, 27, Verdict.WORSENING),  # band of 25-34: 7 points
        (25, 31, Verdict.NO_CHANGE),
        (25, 32, Verdict.GAIN),
        (24, 30, Verdict.BEYOND_ERROR),  # band of 0-24: 5 points, and 7 matter
    ],
)
def test_berg_is_judged_by_the_band_of_its_baseline(before: int, after: int, verdict: Verdict) -> None:
    assert judge("berg", before, after) is verdict


def test_womac_is_told_early_when_it_worsens_and_late_when_it_gains() -> None:
    assert judge("womac", 40, 42.9) is Verdict.WORSENING
    assert judge("womac", 40, 42.8) is Verdict.NO_CHANGE
    assert judge("womac", 60, 63.5) is Verdict.NO_CHANGE  # 6 % of 60 are 3.6
    assert judge("womac", 60, 63.6) is Verdict.WORSENING
    assert judge("womac", 40, 29.9) is Verdict.GAIN
    assert judge("womac", 60, 49) is Verdict.NO_CHANGE  # 11 points, but 22 % of 60 are 13.2


def test_one_low_blood_pressure_is_no_evidence() -> None:
    assert judge("sbp", 160, 120) is Verdict.UNKNOWN
    assert judge("sbp", 120, 135.5) is Verdict.WORSENING
    assert judge("sbp", 120, 135.4) is Verdict.NO_CHANGE
    assert judge("dbp", 95, 80) is Verdict.UNKNOWN
    assert judge("dbp", 80, 95) is Verdict.UNKNOWN


def test_weight_is_never_praised_and_warned_of_only_within_a_year() -> None:
    weight = measures()["weight"]
    assert weight.judge(80, 76, days=366) is Verdict.WORSENING
    assert weight.judge(80, 76.1, days=366) is Verdict.UNKNOWN
    assert weight.judge(80, 76, days=367) is Verdict.UNKNOWN
    assert weight.judge(80, 76, days=60) is Verdict.WORSENING  # faster is no better
    assert weight.judge(80, 76, days=200, planned=True) is Verdict.UNKNOWN
    assert weight.judge(76, 90, days=200) is Verdict.UNKNOWN
    assert weight.judge(80, 60) is Verdict.UNKNOWN  # without days nothing is known of the time
    assert measures()["bmi"].judge(30, 28.5, days=180) is Verdict.WORSENING


def test_the_smaller_error_of_a_device_needs_that_device() -> None:
    knee = measures()["knee_flex"]
    assert knee.judge(98, 108, device="Long-arm goniometer") is Verdict.BEYOND_ERROR
    assert knee.judge(98, 108, device="goniometer") is Verdict.NO_CHANGE
    assert knee.judge(98, 108) is Verdict.NO_CHANGE
    assert knee.judge(98, 104, device="digital inclinometer") is Verdict.BEYOND_ERROR
    assert knee.judge(98, 109, device="smartphone app") is Verdict.NO_CHANGE


@pytest.mark.parametrize("measure", measures().values(), ids=measures().keys())
def test_every_row_says_where_its_thresholds_hold_and_who_found_them(measure: Measure) -> None:
    row = ROWS[measure.id]
    if row["mcid_abs"] or row["mcid_rel"]:
        assert measure.mcid_source.population and measure.mcid_source.cited
    if row["mdc"]:
        assert measure.mdc_source.population and measure.mdc_source.cited
    if row["worsening"] or row["worsening_rel"]:
        assert measure.worsening_source.population and measure.worsening_source.cited
    assert row["checked"] in ("yes", "no") or not measure.possible
    assert measure.low < measure.high


def test_pain_and_the_modifiers_are_in_no_area() -> None:
    modifiers = {"pain_nrs", "sbp", "dbp", "rhr", "hba1c", "weight", "bmi", "phq9", "eq5d5l", "pa_min"}
    assert {i for i, m in measures().items() if m.area is Area.NONE} == modifiers


@pytest.mark.parametrize("measure", [m for m in measures().values() if m.loinc], ids=lambda m: m.id)
def test_a_loinc_code_has_its_check_digit(measure: Measure) -> None:
    digits, _, check = measure.loinc.partition("-")
    doubled = [int(d) * (2 if n % 2 == 0 else 1) for n, d in enumerate(reversed(digits))]
    assert (10 - sum(d // 10 + d % 10 for d in doubled) % 10) % 10 == int(check)
    assert measure.loinc_status == "seen"


def test_the_document_names_every_threshold_that_was_not_read() -> None:
    text = (Path(__file__).parents[2] / "docs" / "MEASURES.md").read_text("utf-8")
    table = text.partition("| measure | not read |")[2].partition("No threshold is known")[0]
    named = {line.split("`")[1] for line in table.splitlines() if line.startswith("| `")}
    assert named == {i for i, r in ROWS.items() if r["checked"] == "no"}
    without = text.partition("No threshold is known for ")[2].partition(":")[0]
    assert set(without.split("`")[1::2]) == {i for i, r in ROWS.items() if not r["checked"]}
