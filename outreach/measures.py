"""What a change of a measure means: published thresholds, with praise held to a higher one than warning.

A gain is meaningful only beyond both the smallest change that matters (MCID) and the measurement error (MDC), and
beyond the relative MCID too where there is one. A worsening is told early: at the smaller of the two.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Verdict(StrEnum):
    """What may be said of a change."""

    GAIN = "meaningful gain"
    WORSENING = "meaningful decline"
    NO_CHANGE = "no change beyond measurement error"
    PLATEAU = "plateau"
    #: The measure has no verified threshold: the number is shown without a verdict.
    UNKNOWN = "no verdict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure, as `measures.csv` holds it."""

    id: str
    name: str
    unit: str
    #: higher or lower; target where it depends on the goal.
    better: str
    mcid_abs: float | None
    #: As a share of the baseline.
    mcid_rel: float | None
    #: Measurement error by band of the baseline: (from, to, value).
    mdc: tuple[tuple[float, float, float], ...]
    population: str
    citation: str

    def mdc_at(self, baseline: float) -> float | None:
        """The measurement error at a baseline."""
        return next((value for low, high, value in self.mdc if low <= baseline <= high), None)

    def judge(self, before: float, after: float) -> Verdict:
        """What may be said of a change from one reading to a later one."""
        error = self.mdc_at(before)
        if self.better not in ("higher", "lower") or (self.mcid_abs is None and error is None):
            return Verdict.UNKNOWN
        gain = after - before if self.better == "higher" else before - after
        thresholds = [t for t in (self.mcid_abs, error) if t is not None]
        relative = self.mcid_rel is None or abs(gain) >= self.mcid_rel * abs(before)
        if self.mcid_abs is not None and gain >= max(thresholds) and relative:
            return Verdict.GAIN
        return Verdict.WORSENING if -gain >= min(thresholds) else Verdict.NO_CHANGE


@cache
def measures() -> Mapping[str, Measure]:
    """All measures by id."""
    text = files("outreach").joinpath("measures.csv").read_text("utf-8")
    return {row["id"]: _measure(row) for row in csv.DictReader(text.splitlines())}


def judge(measure: str, before: float, after: float) -> Verdict:
    """What may be said of a change of a measure; nothing where the measure is not known."""
    known = measures().get(measure)
    return known.judge(before, after) if known else Verdict.UNKNOWN


def _measure(row: Mapping[str, str]) -> Measure:
    return Measure(
        id=row["id"],
        name=row["name"],
        unit=row["unit"],
        better=row["better"],
        mcid_abs=_number(row["mcid_abs"]),
        mcid_rel=_number(row["mcid_rel"]),
        mdc=_bands(row["mdc"]),
        population=row["population"],
        citation=row["citation"],
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _bands(text: str) -> tuple[tuple[float, float, float], ...]:
    """One value for every baseline, or "45-56:4|35-44:5" by band."""
    if ":" not in text:
        return ((float("-inf"), float("inf"), float(text)),) if text else ()
    bands = []
    for band in text.split("|"):
        limits, _, value = band.partition(":")
        low, _, high = limits.partition("-")
        bands.append((float(low), float(high), float(value)))
    return tuple(bands)
