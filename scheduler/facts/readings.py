"""A measured value at the door: its measure, its unit, its range."""

import difflib
from collections.abc import Mapping
from datetime import date

from outreach.measures import BadReading, Better, Measure, Reading, Side, read, side_named
from scheduler.facts import Scalar
from scheduler.facts.kinds import FactKind
from scheduler.facts.permissions import BadFact


def measure_named(name: str, known: Mapping[str, Measure]) -> str:
    """A measure's id as the table writes it; one that is nearly right is a mistake, a new one is not."""
    word = name.casefold().replace(" ", "_")
    if word in known:
        return word
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.75)
    if near:
        raise BadFact(f"that measure is not known; did you mean {near[0]}?")
    return name


def check(kind: FactKind, measure: str, data: Mapping[str, Scalar], on: date, known: Mapping[str, Measure]) -> None:
    """Raise `BadFact` for a number that its measure cannot have. A measure that is not in the list has any number."""
    if kind is FactKind.GOAL and measure not in known:
        raise BadFact("a goal is set for a measure of the list (docs/MEASURES.md), or of your own in config.toml")
    if str(data.get("better", "higher")) not in (Better.HIGHER, Better.LOWER):
        raise BadFact("better is higher or lower")
    try:
        side = side_named(str(data["side"])) if "side" in data else Side.NONE
        if measure in known:
            told = {name: str(data.get(name, "")) for name in ("unit", "device", "protocol", "version")}
            read(measure, Reading(value=float(data["value"]), on=on, side=side, **told), known)
    except BadReading as error:
        raise BadFact(str(error)) from None
