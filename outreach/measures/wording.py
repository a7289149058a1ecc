"""The words for a change, for a report and for a call: the number, the threshold it is held to, and whose it is."""

from typing import assert_never

from outreach.measures.comparing import Change
from outreach.measures.measure import Better, Measure, Source, Verdict
from outreach.measures.units import exact

#: How a unit stands behind a number; a number of one is told of one point, one rep.
_BEHIND = {"deg": "°", "index": "", "points": " points", "reps": " reps"}


def number(value: float, measure: Measure) -> str:
    """A number with sensible decimals: two, or three on a narrow scale, and no noughts behind."""
    places = 3 if measure.high - measure.low <= 2 else 2
    text = f"{round(float(exact(value)), places):.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def amount(value: float, measure: Measure) -> str:
    """A number with its unit: 57.2 m, 14°, 1 point, 13 %, 0.078."""
    text = number(value, measure)
    behind = _BEHIND.get(measure.unit, f" {measure.unit}")
    return text + (behind.removesuffix("s") if text == "1" and behind in (" points", " reps") else behind)


def moved(change: Change) -> str:
    """Which way and how far, without any judgement: "rose by 64 m"."""
    difference = change.difference
    if difference == 0:
        return "unchanged"
    return f"{'rose' if difference > 0 else 'fell'} by {_points(abs(difference), change.measure)}"


def threshold(change: Change) -> str:
    """What a gain is held to, with population and source; the measurement error where that is all there is."""
    measure, error = change.measure, _error(change)
    if Verdict.GAIN in measure.possible and measure.reachable(change.before):
        return _needed(change)
    return "" if error is None else f"{amount(error, measure)} {_of(measure.mdc_source)}"


def phrase(change: Change) -> str:
    """The one phrase for a change. A threshold always comes with its population and its source.

    It never says that somebody is better: that is for the provider to say. A warning is not held back by measurement
    error, but says so.
    """
    match change.verdict:
        case Verdict.GAIN:
            return f"meets the cited threshold of {_needed(change)}"
        case Verdict.WORSENING:
            return f"{moved(change)}, {_warned(change)}"
        case Verdict.BEYOND_ERROR | Verdict.NO_CHANGE:
            said = _unmet(change)
            return f"{moved(change)}, {said}" if _for_the_worse(change) else said
        case Verdict.UNKNOWN:
            return moved(change)
        case Verdict.PLATEAU:
            raise ValueError("a plateau is shown by a series, not by one change")
    assert_never(change.verdict)


def _needed(change: Change) -> str:
    measure, error = change.measure, _error(change)
    if error is None or (measure.mcid_abs is not None and error <= measure.mcid_abs):
        return _mcid(measure)
    needed = f"{amount(error, measure)} {_of(measure.mdc_source)}"
    if measure.mcid_rel is None:
        return needed
    return f"{needed} and of {_share(measure.mcid_rel)} {_of(measure.mcid_source)}"


def _warned(change: Change) -> str:
    measure, size = change.measure, exact(abs(change.difference))
    said = []
    if _own_warning(measure):
        said.append(f"meets the cited warning threshold of {_warning(measure)}")
    elif measure.mcid_abs is not None and size >= exact(measure.mcid_abs):
        said.append(f"meets the cited threshold of {amount(measure.mcid_abs, measure)} {_of(measure.mcid_source)}")
    elif measure.mcid_abs is None and measure.mcid_rel is not None:
        said.append(f"meets the cited threshold of {_mcid(measure)}")
    return ", ".join([*said, *_held_to_error(change)])


def _unmet(change: Change) -> str:
    measure, worse = change.measure, _for_the_worse(change)
    said = _held_to_error(change)
    if said and (change.verdict is Verdict.NO_CHANGE or worse):
        return said[0]
    if worse and _own_warning(measure):
        said.append(f"below the cited warning threshold of {_warning(measure)}")
    elif worse and measure.mcid_abs is not None:
        said.append(f"below the cited threshold of {amount(measure.mcid_abs, measure)} {_of(measure.mcid_source)}")
    elif _has_mcid(measure) and (measure.reachable(change.before) or not said):
        said.append(f"below the cited threshold of {_mcid(measure)}")
    return ", ".join(said)


def _held_to_error(change: Change) -> list[str]:
    error = _error(change)
    if error is None:
        return []
    where = "beyond" if exact(abs(change.difference)) >= exact(error) else "within"
    return [f"{where} measurement error of {amount(error, change.measure)} {_of(change.measure.mdc_source)}"]


def _mcid(measure: Measure) -> str:
    parts = [] if measure.mcid_abs is None else [_points(measure.mcid_abs, measure)]
    parts += [] if measure.mcid_rel is None else [_share(measure.mcid_rel)]
    return f"{' and '.join(parts)} {_of(measure.mcid_source)}"


def _warning(measure: Measure) -> str:
    parts = [] if measure.worsening is None else [amount(measure.worsening, measure)]
    parts += [] if measure.worsening_rel is None else [_share(measure.worsening_rel)]
    within = "" if measure.worsening_days is None else f" within {measure.worsening_days} days"
    return f"{' and '.join(parts)}{within} {_of(measure.worsening_source)}"


def _points(value: float, measure: Measure) -> str:
    """A difference; of percentages it is told in percentage points, for 60 % to 49 % is not a fall by 11 %."""
    return f"{number(value, measure)} percentage points" if measure.unit == "%" else amount(value, measure)


def _of(source: Source) -> str:
    return f"({source.population or 'population not stated'}; {source.cited or 'source not stated'})"


def _share(part: float) -> str:
    return f"{float(exact(part) * 100):g} % of the baseline"


def _error(change: Change) -> float | None:
    return change.measure.mdc_at(change.before, change.device)


def _own_warning(measure: Measure) -> bool:
    return measure.worsening is not None or measure.worsening_rel is not None


def _has_mcid(measure: Measure) -> bool:
    return measure.mcid_abs is not None or measure.mcid_rel is not None


def _for_the_worse(change: Change) -> bool:
    return change.difference < 0 if change.measure.better is not Better.LOWER else change.difference > 0
