"""Two readings held against each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from outreach.measures.measure import Measure, Verdict
from outreach.measures.packaged import measures
from outreach.measures.readings import BadReading, Incomparable, Reading, incomparable, value_of
from outreach.measures.units import exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What two comparable readings say."""

    measure: Measure
    #: In the measure's unit, as `after`.
    before: float
    after: float
    device: str
    #: Between the two readings.
    days: int
    verdict: Verdict

    @property
    def difference(self) -> float:
        """After less before, without the dust of binary fractions."""
        return float(exact(self.after) - exact(self.before))


def judge(measure: str, before: float, after: float, known: Mapping[str, Measure] | None = None) -> Verdict:
    """What may be said of a change, of two numbers in the measure's unit; nothing where it is not known."""
    found = (measures() if known is None else known).get(measure)
    return found.judge(before, after) if found else Verdict.UNKNOWN


def compare(
    measure: str,
    before: Reading,
    after: Reading,
    known: Mapping[str, Measure] | None = None,
    *,
    planned: bool = False,
) -> Change | Incomparable:
    """Two readings of one measure held against each other; `planned` means that the client wants to lose weight.

    It never raises: a stored reading that would not pass the door today is not comparable, and says why.
    """
    found = (measures() if known is None else known).get(measure)
    if found is None:
        return Incomparable("that measure is not in the list")
    if hindrance := incomparable(before, after):
        return hindrance
    try:
        first, last = value_of(found, before), value_of(found, after)
    except BadReading as error:
        return Incomparable(str(error))
    days = (after.on - before.on).days
    verdict = found.judge(first, last, device=before.device, days=days, planned=planned)
    return Change(measure=found, before=first, after=last, device=before.device, days=days, verdict=verdict)
