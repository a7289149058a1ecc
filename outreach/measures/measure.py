"""A measure and its thresholds: what may be said of a change, with praise held to a higher one than warning."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from outreach.measures.units import exact

#: So many verdicts of a measure are kept at hand, at most.
_MOST_JUDGED = 512


class Verdict(StrEnum):
    """What may be said of a change."""

    GAIN = "meaningful gain"
    WORSENING = "meaningful decline"
    NO_CHANGE = "no change beyond measurement error"
    #: More than chance and less than a gain: no MCID is known, or it is larger still.
    BEYOND_ERROR = "beyond measurement error"
    PLATEAU = "plateau"
    #: The measure has no verified threshold: the number is shown without a verdict.
    UNKNOWN = "no verdict"


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    #: It depends on the client's goal.
    TARGET = "target"


class Area(StrEnum):
    """METI's six areas of a report; pain is deliberately not one of them."""

    FUNCTION = "function"
    STRENGTH = "strength"
    FLEXIBILITY = "flexibility"
    STABILITY = "stability"
    ENDURANCE = "endurance"
    BALANCE = "balance"
    #: Pain, blood pressure, weight, laboratory values, mood.
    NONE = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a threshold holds; printed wherever the threshold is."""

    population: str = ""
    #: In short: "Intaruk 2024".
    cited: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure, as `measures.csv` or a practice's own table holds it."""

    id: str
    name: str
    unit: str
    area: Area = Area.NONE
    low: float
    high: float
    better: Better
    #: False where a change for the better is no evidence or depends on the goal: the number is shown alone.
    praise: bool = True
    mcid_abs: float | None = None
    #: As a share of the baseline; with `mcid_abs`, both must be met (pain 2 to 1 is 50 % and still noise).
    mcid_rel: float | None = None
    mcid_source: Source = Source()
    #: Measurement error by band of the baseline: (from, to, value).
    mdc: tuple[tuple[float, float, float], ...] = ()
    #: Measurement error by device, for two readings with that device.
    mdc_device: tuple[tuple[str, float], ...] = ()
    mdc_source: Source = Source()
    #: The published threshold of a worsening, where it has one of its own.
    worsening: float | None = None
    worsening_rel: float | None = None
    #: Longest time between the two readings for which that threshold holds.
    worsening_days: int | None = None
    worsening_source: Source = Source()
    population: str = ""
    citation: str = ""
    #: The highest raw score, where raw score and percent are both in use and a bare number says neither.
    raw_of: float | None = None
    #: The versions of the scale that this row is about; none means any.
    versions: tuple[str, ...] = ()
    loinc: str = ""
    loinc_status: str = ""
    #: Whether every threshold of the row was read in its source.
    checked: bool = False
    note: str = ""
    #: What was judged before: a scale has few steps, and many clients take the same ones.
    _judged: "dict[tuple[float, float, str, int | None, bool], Verdict]" = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def mdc_at(self, baseline: float, device: str = "") -> float | None:
        """The measurement error at a baseline, with the device used both times."""
        word = plain(device)
        for known, value in self.mdc_device if word else ():
            if known in word:
                return value
        below = [(low, value) for low, _, value in self.mdc if low <= baseline]
        return max(below)[1] if below else None

    def reachable(self, baseline: float) -> bool:
        """Whether the scale leaves room for the MCID (Berg has 7 points to gain only up to 49)."""
        if self.mcid_abs is None:
            return True
        room = exact(self.high) - exact(baseline) if self.better is Better.HIGHER else exact(baseline) - exact(self.low)
        return room >= exact(self.mcid_abs)

    @property
    def possible(self) -> tuple[Verdict, ...]:
        """The verdicts that a change of this measure can come to, `NO_CHANGE` and `UNKNOWN` apart."""
        mcid = self.mcid_abs is not None or self.mcid_rel is not None
        own = self.worsening is not None or self.worsening_rel is not None
        found = []
        if self.better is not Better.TARGET:
            found += [Verdict.GAIN] if mcid and self.praise else []
            found += [Verdict.BEYOND_ERROR] if self.mdc and self.praise else []
        if own or (self.better is not Better.TARGET and (mcid or self.mdc)):
            found.append(Verdict.WORSENING)
        return tuple(found)

    def judge(
        self, before: float, after: float, *, device: str = "", days: int | None = None, planned: bool = False
    ) -> Verdict:
        """What may be said of a change from one reading to a later one.

        A gain needs every threshold there is; a worsening is told at its own threshold, else at the smaller of MCID
        and MDC, and is not held back by measurement error. `days` lie between the readings; `planned` means that
        the client wants to lose weight.
        """
        asked = (before, after, device, days if self.worsening_days is not None else None, planned)
        found = self._judged.get(asked)
        if found is None:
            if len(self._judged) >= _MOST_JUDGED:
                self._judged.clear()
            found = self._judged[asked] = self._judge(before, after, device, days, planned=planned)
        return found

    def _judge(self, before: float, after: float, device: str, days: int | None, *, planned: bool) -> Verdict:
        loss = exact(before) - exact(after)
        if self.better is Better.TARGET:
            lost = not planned and self._own_warning(exact(before), loss, days)
            return Verdict.WORSENING if lost else Verdict.UNKNOWN
        loss = loss if self.better is Better.HIGHER else -loss
        error = self.mdc_at(before, device)
        beyond = error is not None and abs(loss) >= exact(error)
        if self._worse(exact(before), loss, error, days):
            return Verdict.WORSENING
        if not (self.possible and (error is not None or Verdict.GAIN in self.possible)):
            return Verdict.UNKNOWN
        if loss < 0 and not self.praise:
            return Verdict.UNKNOWN if beyond or error is None else Verdict.NO_CHANGE
        if self._gained(exact(before), -loss, error):
            return Verdict.GAIN
        return Verdict.BEYOND_ERROR if beyond else Verdict.NO_CHANGE

    def _gained(self, before: Fraction, gain: Fraction, error: float | None) -> bool:
        mcid = list(_limits(before, self.mcid_abs, self.mcid_rel))
        needed = [*mcid, *([exact(error)] if error is not None else [])]
        return bool(mcid) and gain > 0 and all(gain >= limit for limit in needed)

    def _worse(self, before: Fraction, loss: Fraction, error: float | None, days: int | None) -> bool:
        if self.worsening is not None or self.worsening_rel is not None:
            return self._own_warning(before, loss, days)
        absolute = [exact(t) for t in (self.mcid_abs, error) if t is not None]
        limits = absolute or list(_limits(before, None, self.mcid_rel))
        return bool(limits) and loss > 0 and loss >= min(limits)

    def _own_warning(self, before: Fraction, loss: Fraction, days: int | None) -> bool:
        limits = list(_limits(before, self.worsening, self.worsening_rel))
        timely = self.worsening_days is None or (days is not None and days <= self.worsening_days)
        return bool(limits) and timely and loss > 0 and all(loss >= limit for limit in limits)


def plain(word: str) -> str:
    """A word for comparing: small letters, blanks for hyphens."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())


def _limits(before: Fraction, absolute: float | None, relative: float | None) -> Iterator[Fraction]:
    if absolute is not None:
        yield exact(absolute)
    if relative is not None:
        yield exact(relative) * abs(before)
