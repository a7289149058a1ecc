"""Reports from series that others made: the numbers are those of the source, and the verdicts those of the table, by a
calculation that shares nothing with the code."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from outreach.consent import Sensitive
from scheduler.facts import Fact
from scheduler.history import History
from scheduler.reporting import Typed, content
from tests.houses import PEOPLE, fact

SHARED = Path(__file__).parents[3] / "shared"
BUNDLES = sorted((SHARED / "data" / "fhir").glob("*.json")) if SHARED.exists() else []
CODES = {"72514-3": "pain_nrs", "29463-7": "weight", "44261-6": "phq9", "4548-4": "hba1c", "8480-6": "sbp"}

pytestmark = pytest.mark.skipif(not BUNDLES, reason="the shared FHIR bundles are not here")


def _observed(bundle: Path) -> Iterator[tuple[str, date, float]]:
    """(LOINC, day, value) of every observation and component, as the bundle has them."""
    for entry in json.loads(bundle.read_text("utf-8"))["entry"]:
        resource = entry["resource"]
        if resource["resourceType"] != "Observation" or "effectiveDateTime" not in resource:
            continue
        day = date.fromisoformat(resource["effectiveDateTime"][:10])
        for part in (resource, *resource.get("component", ())):
            quantity: dict[str, Any] = part.get("valueQuantity", {})
            if "value" in quantity:
                yield part["code"]["coding"][0]["code"], day, float(quantity["value"])


def _series(bundle: Path) -> dict[str, list[tuple[date, float]]]:
    found: dict[str, list[tuple[date, float]]] = {}
    for code, day, value in _observed(bundle):
        # What a person of 4 kg weighs does not pass the door: the table has no such range.
        if code in CODES and not (code == "29463-7" and value < 20):
            found.setdefault(CODES[code], []).append((day, value))
    return {measure: sorted(values, key=lambda v: v[0]) for measure, values in found.items()}


def _facts(series: dict[str, list[tuple[date, float]]]) -> list[Fact]:
    told = []
    for measure, values in series.items():
        for day, value in values:
            made = fact("measure", measure, day, client="CRVZ")
            told.append(structs.replace(made, data={"value": value}))
    return told


def _expected(measure: str, first: tuple[date, float], last: tuple[date, float]) -> str:
    """Which words the change deserves, straight from the reference table (lower is better in all of these)."""
    lines = (SHARED / "measures.csv").read_text("utf-8").splitlines()
    row = next(row for row in csv.DictReader(lines) if row["id"] == measure)
    before, after = Fraction(str(first[1])), Fraction(str(last[1]))
    rise = after - before
    if measure == "weight":
        lost = before - after
        within = (last[0] - first[0]).days <= 366
        return "warning" if within and lost >= before * Fraction(5, 100) else "no threshold"
    if measure == "sbp":
        return "warning" if rise >= Fraction("15.5") else "no praise"
    absolute, relative = Fraction(row["mcid_abs"]), Fraction(row["mcid_rel"] or 0)
    if rise >= absolute:
        return "warning"
    return "gain" if -rise >= absolute and -rise >= relative * before else "neither"


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda p: p.stem.split("_")[0])
def test_numbers_and_verdicts_of_a_whole_life_agree_with_the_source(bundle: Path) -> None:
    series = _series(bundle)
    last_day = max(values[-1][0] for values in series.values())
    history = History(PEOPLE, _facts(series), last_day)
    says = content(history, "CRVZ", "P1EE", Typed(), frozenset({Sensitive.MENTAL_HEALTH}))
    told = {_measure_of(words): words for words in says.others}
    assert set(told) == set(series)
    for measure, values in series.items():
        words = told[measure]
        first, last = values[0], values[-1]
        shown = re.search(r"(?<!\d)(-?\d+(?:\.\d+)?) ?(?:points?|kg|mmHg|%) on ", words)
        assert shown is not None and abs(float(shown[1]) - last[1]) < 0.006, words
        if len(values) > 1:
            _check(measure, words, first, last)


def _check(measure: str, words: str, first: tuple[date, float], last: tuple[date, float]) -> None:
    change = round(last[1] - first[1], 2)
    moved = re.search(r"(rose|fell) by (\d+(?:\.\d+)?)", words)
    if moved:
        assert abs(float(moved[2]) - abs(change)) < 0.011 and (moved[1] == "rose") == (change > 0), words
    match _expected(measure, first, last):
        case "warning":
            assert moved and ("threshold" in words or "measurement error" in words), words
        case "gain":
            assert "meets the cited threshold" in words, words
        case "neither":
            assert "meets the cited threshold" not in words, words
        case "no praise" | "no threshold":
            assert "meets the cited" not in words, words


_NAMES = {
    "Pain NRS": "pain_nrs",
    "Body weight": "weight",
    "PHQ-9": "phq9",
    "HbA1c": "hba1c",
    "Resting systolic": "sbp",
}


def _measure_of(words: str) -> str:
    return next(measure for name, measure in _NAMES.items() if words.startswith(name))


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda p: p.stem.split("_")[0])
def test_every_pair_of_neighbouring_readings_has_the_verdict_of_the_table(bundle: Path) -> None:
    """Thousands of changes: each pair of readings as a report of its own."""
    checked = 0
    for measure, values in _series(bundle).items():
        for first, last in pairwise(values):
            if first[0] == last[0]:
                continue
            history = History(PEOPLE, _facts({measure: [first, last]}), last[0])
            (words,) = content(history, "CRVZ", "P1EE", Typed(), frozenset({Sensitive.MENTAL_HEALTH})).others
            _check(measure, words, first, last)
            checked += 1
    assert checked > 20
