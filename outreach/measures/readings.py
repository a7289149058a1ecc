"""Readings: a number that somebody measured, checked at the door, and whether two of them may be compared."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from outreach.measures.measure import Measure, plain
from outreach.measures.packaged import measures
from outreach.measures.units import Unit, accepted, convert, unit_named


class BadReading(ValueError):
    """What was told is no reading of its measure; the message does not repeat the number."""


class Side(StrEnum):
    """The side of the body."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    #: The measure has no side, or none was told.
    NONE = ""


_SIDES = {"l": Side.LEFT, "lt": Side.LEFT, "r": Side.RIGHT, "rt": Side.RIGHT, "bilateral": Side.BOTH}


def side_named(text: str) -> Side:
    """The side that a word stands for; raises `BadReading`."""
    word = text.strip().casefold()
    try:
        return _SIDES.get(word) or Side(word)
    except ValueError:
        raise BadReading("that side is not known; valid: left, right, both") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One number that somebody measured."""

    value: float
    #: None told: the measure's own unit, where a bare number can only mean that one.
    unit: str = ""
    on: date
    side: Side = Side.NONE
    #: The instrument: "long-arm goniometer".
    device: str = ""
    #: How it was done: "10 m, moving start", or the subscale.
    protocol: str = ""
    #: The version of the scale: "2.0".
    version: str = ""


@dataclass(frozen=True, slots=True)
class Incomparable:
    """Two readings say nothing about a change; why, in words."""

    reason: str


def read(measure: str, reading: Reading, known: Mapping[str, Measure] | None = None) -> float:
    """A reading's number in its measure's unit; raises `BadReading` with what is wrong and what to do."""
    found = (measures() if known is None else known).get(measure)
    if found is None:
        raise BadReading("that measure is not known")
    return value_of(found, reading)


def value_of(measure: Measure, reading: Reading) -> float:
    """`read` for a measure at hand."""
    if measure.versions and plain(reading.version) not in ("", *map(plain, measure.versions)):
        raise BadReading(
            f"{measure.name} stands for version {' or '.join(measure.versions)} of the scale, not for the one told; "
            "another version is a measure of its own"
        )
    if not math.isfinite(reading.value):
        raise BadReading("that value is not a usable number")
    given = _unit(measure, reading.unit)
    own = accepted(measure.unit, measure.raw_of)[0]
    number = convert(reading.value, given, own, measure.raw_of)
    if measure.low <= number <= measure.high:
        return number
    raise BadReading(
        f"that value is outside the range of {measure.name}, {measure.low:g} to {measure.high:g} {measure.unit}"
        f"{_hint(measure, reading.value, given, own)}"
    )


def incomparable(before: Reading, after: Reading) -> Incomparable | None:
    """What keeps two readings of one measure from being compared: side, device, protocol and version must match."""
    if before.on > after.on:
        return Incomparable(f"the reading of {_day(before.on)} is later than that of {_day(after.on)}")
    if before.side is not after.side:
        return Incomparable(f"{_side(before.side)} before, {_side(after.side)} now")
    for what in ("device", "protocol", "version"):
        first, last = getattr(before, what), getattr(after, what)
        if first != last and plain(first) != plain(last):
            return Incomparable(
                f"{what}: {first.strip() or 'not recorded'} before, {last.strip() or 'not recorded'} now"
            )
    return None


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _side(side: Side) -> str:
    return {Side.NONE: "no side recorded", Side.BOTH: "both sides"}.get(side, f"the {side} side")


def _unit(measure: Measure, word: str) -> Unit:
    valid = accepted(measure.unit, measure.raw_of)
    if not word.strip():
        if measure.raw_of is None:
            return valid[0]
        raise BadReading(f"{measure.name} is told as points of {measure.raw_of:g} or as %: give the unit, points or %")
    named = unit_named(word)
    for unit in valid:
        if named == unit or plain(word) == plain(unit.name):
            return unit
    raise BadReading(f"{measure.name} is not measured in that unit; valid: {', '.join(u.name for u in valid)}")


def _hint(measure: Measure, number: float, given: Unit, own: Unit) -> str:
    for unit in accepted(measure.unit, measure.raw_of):
        if unit != given and measure.low <= convert(number, unit, own, measure.raw_of) <= measure.high:
            return f"; is that in {unit.spoken}?"
    return ""
