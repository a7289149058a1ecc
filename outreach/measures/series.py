"""Many readings, and a goal: a plateau, and whether a goal is met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from outreach.measures.comparing import compare
from outreach.measures.measure import Better, Measure, Verdict
from outreach.measures.packaged import measures
from outreach.measures.readings import BadReading, Incomparable, Reading, Side, value_of

#: Readings closer together say little about a plateau.
APART = timedelta(days=28)
#: So many reassessments without change are a plateau.
ENOUGH = 2


def plateau(
    measure: str, series: Sequence[Reading], known: Mapping[str, Measure] | None = None, *, planned: bool = False
) -> tuple[Reading, ...]:
    """The readings that show a plateau at the end of a series, the oldest first; empty where there is none.

    Every reading is held against a reference: at first the oldest reading, so that a slow drift adds up to a change.
    A change beyond measurement error in either direction, or a warning, makes its reading the new reference, and
    counting begins anew. A reading without such a change counts as a reassessment when it lies at least 28 days
    after the reference and after the last one that counted. Two that count are a plateau. Where no MDC is known,
    the MCID stands in for it. A reading that cannot be compared with the reference, or has no verdict, is passed over.
    """
    shown: list[Reading] = []
    for reading in sorted(series, key=lambda r: r.on):
        if not shown:
            shown = [reading]
            continue
        change = compare(measure, shown[0], reading, known, planned=planned)
        if isinstance(change, Incomparable) or change.verdict is Verdict.UNKNOWN:
            continue
        if change.verdict is not Verdict.NO_CHANGE:
            shown = [reading]
        elif reading.on - shown[-1].on >= APART:
            shown.append(reading)
    return tuple(shown) if len(shown) > ENOUGH else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a client wants to reach in one measure."""

    value: float
    unit: str = ""
    #: Reached from below (higher) or from above (lower); None: as the measure has it.
    better: Better | None = None
    side: Side = Side.NONE


def met(measure: str, goal: Goal, reading: Reading, known: Mapping[str, Measure] | None = None) -> bool | Incomparable:
    """Whether a reading has reached a goal; the goal itself counts as reached."""
    found = (measures() if known is None else known).get(measure)
    if found is None:
        return Incomparable("that measure is not in the list")
    if goal.side is not Side.NONE and goal.side is not reading.side:
        return Incomparable(f"the goal is for the {goal.side} side, the reading is not")
    way = goal.better or found.better
    if way is Better.TARGET:
        return Incomparable(f"say whether the goal for {found.name} is higher or lower")
    try:
        wanted = value_of(found, Reading(value=goal.value, unit=goal.unit, on=reading.on))
        value = value_of(found, reading)
    except BadReading as error:
        return Incomparable(str(error))
    return value >= wanted if way is Better.HIGHER else value <= wanted
