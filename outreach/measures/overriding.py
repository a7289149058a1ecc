"""A practice's own table of measures, merged onto the packaged one; every threshold of its own needs its citation."""

import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from outreach.measures.measure import Area, Better, Measure, Source
from outreach.measures.packaged import bands, bounds, measures

#: The keys that hold a threshold.
_THRESHOLDS = ("mcid", "mcid_share", "mdc", "worsening", "worsening_share")
#: What a packaged measure keeps: stored numbers and published thresholds hang on it.
_FIXED = ("unit", "better")
#: What a new measure cannot do without, and what to write.
_NEEDED = {
    "name": "a new measure needs a name",
    "unit": "a new measure needs a unit, as in cm",
    "range": "a new measure needs a range, as in 0-100",
    "better": "say which way is better: higher, lower or target",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """One entry of a practice's own table: a change to a packaged measure, or a new one."""

    id: str
    name: str | None = None
    unit: str | None = None
    #: "0-100"; split on the last hyphen.
    range: str | None = None
    #: higher, lower or target.
    better: str | None = None
    #: One of METI's six areas, or "" for none.
    area: str | None = None
    #: The smallest change that matters, in the measure's unit; replaces both packaged values.
    mcid: float | None = None
    #: The same as a share of the baseline: 0.30.
    mcid_share: float | None = None
    #: Measurement error: one value, or "45-56:4|35-44:5" by baseline.
    mdc: float | str | None = None
    #: A warning threshold of its own; replaces both packaged values.
    worsening: float | None = None
    worsening_share: float | None = None
    #: In whom the thresholds were found.
    population: str | None = None
    #: Who says so; needed for every threshold.
    citation: str | None = None
    loinc: str | None = None


class BadMeasure(ValueError):
    """A practice's table holds mistakes; all of them, each with its place: "grip, mcid: ..."."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


def catalogue(overrides: Iterable[Override] = ()) -> Mapping[str, Measure]:
    """The packaged measures with a practice's own table laid over them; raises `BadMeasure` with every mistake."""
    known = dict(measures())
    mistakes: list[str] = []
    seen: set[str] = set()
    for override in overrides:
        before = len(mistakes)
        _check_entry(override, seen, mistakes)
        seen.add(override.id)
        merged = _merged(override, known.get(override.id), mistakes)
        if len(mistakes) == before:
            known[override.id] = merged
    if mistakes:
        raise BadMeasure(mistakes)
    return MappingProxyType(known)


def _check_entry(entry: Override, seen: set[str], mistakes: list[str]) -> None:
    def wrong(key: str, words: str) -> None:
        mistakes.append(f"{entry.id or 'a measure without an id'}, {key}: {words}")

    packaged = measures().get(entry.id)
    if not re.fullmatch(r"[a-z0-9][a-z0-9_]{0,39}", entry.id):
        wrong("id", "write small letters, digits and _ only, as in grip_left")
    if entry.id in seen:
        wrong("id", "this measure is in the table twice")
    if packaged is None:
        for key, words in _NEEDED.items():
            if not (getattr(entry, key) or "").strip():
                wrong(key, words)
    else:
        for key in _FIXED:
            told = getattr(entry, key)
            if told is not None and told.strip() != getattr(packaged, key):
                wrong(key, f"it stays {getattr(packaged, key)}; add a measure of your own with another id instead")
    if not (entry.citation or "").strip():
        for key in _THRESHOLDS:
            if getattr(entry, key) is not None:
                wrong(key, "a threshold of your own needs a citation")
    for key in ("mcid", "worsening"):
        if _unusable(getattr(entry, key)):
            wrong(key, "write a number above 0, in the unit of the measure")
    for key in ("mcid_share", "worsening_share"):
        share = getattr(entry, key)
        if share is not None and not (isinstance(share, int | float) and 0 < share < 1):
            wrong(key, "write a share of the baseline between 0 and 1, as in 0.30 for 30 %")


def _merged(entry: Override, packaged: Measure | None, mistakes: list[str]) -> Measure:
    def told(key: str, make: Callable[[Any], Any], otherwise: Any, words: str) -> Any:
        value = getattr(entry, key)
        if value is None or (packaged is None and key in ("range", "better") and not value.strip()):
            return otherwise
        try:
            return make(value)
        except ValueError:
            mistakes.append(f"{entry.id}, {key}: {words}{_near(value, key)}")
            return otherwise

    base = packaged or Measure(id=entry.id, name="", unit="", low=0, high=0, better=Better.TARGET)
    low, high = told("range", bounds, (base.low, base.high), "write it from less to more, as in 0-100")
    source = Source(entry.population or "", entry.citation or "")
    merged = replace(
        base,
        name=(entry.name or "").strip() or base.name,
        unit=(entry.unit or "").strip() or base.unit,
        low=low,
        high=high,
        better=told("better", Better, base.better, "valid: higher, lower, target"),
        area=told("area", Area, base.area, f"valid: {', '.join(a for a in Area if a)}, or nothing"),
        loinc=base.loinc if entry.loinc is None else entry.loinc,
        loinc_status=base.loinc_status if entry.loinc is None else "practice",
    )
    if entry.mcid is not None or entry.mcid_share is not None:
        merged = replace(merged, mcid_abs=entry.mcid, mcid_rel=entry.mcid_share, mcid_source=source)
    if entry.mdc is not None:
        mdc = told("mdc", _error, base.mdc, "write a number above 0, or by baseline 45-56:4|35-44:5")
        merged = replace(merged, mdc=mdc, mdc_device=(), mdc_source=source)
    if entry.worsening is not None or entry.worsening_share is not None:
        merged = replace(
            merged, worsening=entry.worsening, worsening_rel=entry.worsening_share, worsening_source=source
        )
    if any(getattr(entry, key) is not None for key in _THRESHOLDS):
        merged = replace(merged, population=entry.population or "", citation=entry.citation or "", checked=False)
    for key, limit in (("mcid", entry.mcid), ("worsening", entry.worsening)):
        if high > low and limit is not None and not _unusable(limit) and limit > high - low:
            mistakes.append(f"{entry.id}, {key}: more than the whole range of {low:g} to {high:g}")
    return merged


def _error(told: float | str) -> tuple[tuple[float, float, float], ...]:
    found = bands(told if isinstance(told, str) else repr(told))
    if not found or any(_unusable(value) for _, _, value in found):
        raise ValueError("no measurement error")
    return found


def _unusable(number: object) -> bool:
    if number is None:
        return False
    if isinstance(number, bool) or not isinstance(number, int | float):
        return True
    return not (math.isfinite(number) and number > 0)


def _near(value: object, key: str) -> str:
    words = {"better": [b.value for b in Better], "area": [a.value for a in Area if a]}.get(key, [])
    near = difflib.get_close_matches(str(value).casefold(), words, n=1)
    return f"; did you mean {near[0]}?" if near else ""
