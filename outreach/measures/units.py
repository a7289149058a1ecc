"""Units: what a number may be written in, turned into the unit of its measure without loss."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache

#: Converted values are rounded here, so that 57.2 m told in feet is 57.2 m again.
_PLACES = 9


class Quantity(StrEnum):
    """What a unit measures; only units of one quantity convert into each other."""

    LENGTH = "length"
    MASS = "mass"
    SPEED = "speed"
    TIME = "time"
    PRESSURE = "pressure"
    ANGLE = "angle"
    RATE = "rate"
    ACTIVITY = "activity"
    COUNT = "count"
    SCORE = "score"
    SHARE = "share"
    INDEX = "index"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit."""

    #: As the table of measures writes it.
    name: str
    quantity: Quantity
    #: How many of the quantity's first unit it is.
    factor: Fraction
    #: In a question: "is that in pounds?".
    spoken: str
    #: Other ways to write it, in small letters.
    also: tuple[str, ...] = ()


def _unit(name: str, quantity: Quantity, factor: str, spoken: str, *also: str) -> Unit:
    return Unit(name, quantity, Fraction(factor), spoken, also)


#: Within a quantity, the likeliest mistake comes first. The pound, foot and inch are exact by definition (1959).
UNITS: tuple[Unit, ...] = (
    _unit("m", Quantity.LENGTH, "1", "metres", "metre", "metres", "meter", "meters"),
    _unit("ft", Quantity.LENGTH, "0.3048", "feet", "foot", "feet"),
    _unit("cm", Quantity.LENGTH, "0.01", "centimetres", "centimetre", "centimetres", "centimeter", "centimeters"),
    _unit("in", Quantity.LENGTH, "0.0254", "inches", "inch", "inches"),
    _unit("yd", Quantity.LENGTH, "0.9144", "yards", "yard", "yards"),
    _unit("mm", Quantity.LENGTH, "0.001", "millimetres", "millimetre", "millimetres", "millimeter", "millimeters"),
    _unit("kg", Quantity.MASS, "1", "kilograms", "kgf", "kgs", "kilo", "kilos", "kilogram", "kilograms"),
    _unit("lb", Quantity.MASS, "0.45359237", "pounds", "lbs", "lbf", "pound", "pounds"),
    _unit("st", Quantity.MASS, "6.35029318", "stones", "stone", "stones"),
    _unit("m/s", Quantity.SPEED, "1", "metres a second", "mps", "m/sec"),
    _unit("km/h", Quantity.SPEED, "5/18", "kilometres an hour", "kph", "kmh"),
    _unit("mph", Quantity.SPEED, "0.44704", "miles an hour", "mi/h"),
    _unit("ft/s", Quantity.SPEED, "0.3048", "feet a second", "fps", "ft/sec"),
    _unit("m/min", Quantity.SPEED, "1/60", "metres a minute"),
    _unit("cm/s", Quantity.SPEED, "0.01", "centimetres a second", "cm/sec"),
    _unit("s", Quantity.TIME, "1", "seconds", "sec", "secs", "second", "seconds"),
    _unit("min", Quantity.TIME, "60", "minutes", "mins", "minute", "minutes"),
    _unit("ms", Quantity.TIME, "0.001", "milliseconds", "msec", "millisecond", "milliseconds"),
    _unit("mmHg", Quantity.PRESSURE, "1", "millimetres of mercury", "mm hg", "mm[hg]"),
    _unit("kPa", Quantity.PRESSURE, "1000000000000/133322387415", "kilopascals", "kilopascal", "kilopascals"),
    _unit("deg", Quantity.ANGLE, "1", "degrees", "°", "degree", "degrees"),
    _unit("bpm", Quantity.RATE, "1", "beats a minute", "/min", "beats/min"),
    _unit("min/wk", Quantity.ACTIVITY, "1", "minutes a week", "min/week", "minutes/week"),
    _unit("h/wk", Quantity.ACTIVITY, "60", "hours a week", "h/week", "hours/week", "hr/wk"),
    _unit("min/day", Quantity.ACTIVITY, "7", "minutes a day", "min/d", "minutes/day"),
    _unit("reps", Quantity.COUNT, "1", "repetitions", "rep", "repetitions", "stands", "times"),
    _unit("points", Quantity.SCORE, "1", "points", "point", "pts", "pt", "score"),
    _unit("%", Quantity.SHARE, "1", "percent", "percent", "per cent", "pct"),
    _unit("index", Quantity.INDEX, "1", "an index", "utility"),
    _unit("kg/m2", Quantity.RATIO, "1", "kilograms by square metre", "kg/m²", "kg/m^2"),
)
_BY_NAME = {word.casefold(): unit for unit in UNITS for word in (unit.name, *unit.also)}


@lru_cache(maxsize=8192)
def exact(number: float) -> Fraction:
    """The number that was written: 0.1 is one tenth, so 1.0 m/s is 0.1 above 0.9 m/s and not a little less."""
    return Fraction(repr(number))


def unit_named(word: str) -> Unit | None:
    """The unit that a word stands for."""
    return _BY_NAME.get(" ".join(word.casefold().split()))


@cache
def accepted(own: str, raw_of: float | None) -> tuple[Unit, ...]:
    """The units in which a measure may be told, its own first."""
    unit = unit_named(own) or Unit(own, Quantity.SCORE, Fraction(1), own)
    if raw_of is not None:
        return (unit, *(u for u in UNITS if u.quantity in (Quantity.SCORE, Quantity.SHARE) and u != unit))
    return (unit, *(u for u in UNITS if u.quantity is unit.quantity and u != unit and unit in UNITS))


def convert(number: float, given: Unit, own: Unit, raw_of: float | None) -> float:
    """A number in another unit; `raw_of` is the highest raw score where raw score and percent are both in use."""
    if given == own:
        return number
    if given.quantity is own.quantity:
        factor = given.factor / own.factor
    elif raw_of is not None and {given.quantity, own.quantity} == {Quantity.SCORE, Quantity.SHARE}:
        factor = exact(raw_of) / 100 if given.quantity is Quantity.SHARE else 100 / exact(raw_of)
    else:
        raise ValueError(f"{given.name} is no measure of {own.name}")
    return round(float(exact(number) * factor), _PLACES)
