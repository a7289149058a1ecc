"""The packaged table of measures, `measures.csv`, and how its cells are written."""

import csv
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from outreach.measures.measure import Area, Better, Measure, Source, plain


@cache
def measures() -> Mapping[str, Measure]:
    """The packaged measures by id."""
    text = files("outreach").joinpath("measures.csv").read_text("utf-8")
    return MappingProxyType({row["id"]: _measure(row) for row in csv.DictReader(text.splitlines())})


def bounds(text: str) -> tuple[float, float]:
    """A range, split on its last hyphen, for EQ-5D begins below nothing: "-0.573-1"; raises ValueError."""
    low, hyphen, high = text.strip().rpartition("-")
    if not hyphen:
        raise ValueError("a range has a hyphen")
    limits = float(low), float(high)
    if not all(map(math.isfinite, limits)) or limits[0] >= limits[1]:
        raise ValueError("a range goes from less to more")
    return limits


def bands(text: str) -> tuple[tuple[float, float, float], ...]:
    """One value for every baseline, or "45-56:4|35-44:5" by band; raises ValueError."""
    if ":" not in text:
        return ((-math.inf, math.inf, float(text)),) if text.strip() else ()
    return tuple((*bounds(limits), float(value)) for limits, _, value in (b.partition(":") for b in text.split("|")))


def _measure(row: Mapping[str, str]) -> Measure:
    low, high = bounds(row["range"])
    return Measure(
        id=row["id"],
        name=row["name"],
        unit=row["unit"],
        area=Area(row["area"]),
        low=low,
        high=high,
        better=Better(row["better"]),
        praise=row["praise"] == "yes",
        mcid_abs=_number(row["mcid_abs"]),
        mcid_rel=_number(row["mcid_rel"]),
        mcid_source=Source(row["mcid_population"], row["mcid_source"]),
        mdc=bands(row["mdc"]),
        mdc_device=_devices(row["mdc_device"]),
        mdc_source=Source(row["mdc_population"], row["mdc_source"]),
        worsening=_number(row["worsening"]),
        worsening_rel=_number(row["worsening_rel"]),
        worsening_days=int(row["worsening_days"]) if row["worsening_days"] else None,
        worsening_source=Source(row["worsening_population"], row["worsening_source"]),
        population=row["population"],
        citation=row["citation"],
        raw_of=_number(row["raw_of"]),
        versions=tuple(v for v in row["versions"].split("|") if v),
        loinc=row["loinc"],
        loinc_status=row["loinc_status"],
        checked=row["checked"] == "yes",
        note=row["note"],
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _devices(text: str) -> tuple[tuple[str, float], ...]:
    pairs = (entry.partition(":") for entry in text.split("|") if entry)
    return tuple((plain(device), float(value)) for device, _, value in pairs)
