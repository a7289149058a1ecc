"""From facts to measures: readings and goals as `outreach.measures` takes them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta

from outreach.measures import (
    BadReading,
    Better,
    Goal,
    Incomparable,
    Measure,
    Reading,
    Side,
    Verdict,
    compare,
    met,
    side_named,
)
from scheduler.facts import Fact

Catalogue = Mapping[str, Measure]


def reading_of(fact: Fact) -> Reading:
    """A measure as it was recorded; raises `outreach.measures.BadReading`."""
    value = fact.data.get("value")
    if not isinstance(value, int | float):
        raise BadReading("there is no number")
    return Reading(
        value=float(value),
        unit=_text(fact, "unit"),
        on=fact.on,
        side=_side(fact),
        device=_text(fact, "device"),
        protocol=_text(fact, "protocol"),
        version=_text(fact, "version"),
    )


def goal_of(fact: Fact) -> Goal:
    """A goal as it was recorded; raises `outreach.measures.BadReading`."""
    value = fact.data.get("value")
    if not isinstance(value, int | float):
        raise BadReading("there is no number")
    better = _text(fact, "better")
    return Goal(
        value=float(value), unit=_text(fact, "unit"), better=Better(better) if better else None, side=_side(fact)
    )


def change_between(before: Fact, after: Fact, known: Catalogue, *, planned: bool) -> Verdict:
    """What may be said of a change; no verdict where the two cannot be compared."""
    if before.value != after.value:
        return Verdict.UNKNOWN
    try:
        change = compare(after.value, reading_of(before), reading_of(after), known, planned=planned)
    except BadReading:
        return Verdict.UNKNOWN
    return Verdict.UNKNOWN if isinstance(change, Incomparable) else change.verdict


def is_met(goal: Fact, reading: Fact, known: Catalogue) -> bool:
    """Whether a reading has reached a goal of the same measure."""
    try:
        return goal.value == reading.value and met(goal.value, goal_of(goal), reading_of(reading), known) is True
    except BadReading:
        return False


#: Readings that differ in one of these are not of one series.
_LIKE = ("side", "device", "protocol", "version")


def series_of(fact: Fact) -> tuple[str, ...]:
    """What two readings have in common that may be held against each other."""
    return (fact.value, *(_text(fact, name).casefold() for name in _LIKE))


#: Two readings count as a plateau only so far apart (domain A6, R12).
PLATEAU_APART = timedelta(days=28)
#: A change that is worth telling: what it is, the reading before and the one after.
Told = tuple[Verdict, Fact, Fact]


def worth_telling(measured: Iterable[Fact], judge: Callable[[Fact, Fact], Verdict]) -> list[Told]:
    """Of measures, oldest first, the changes that are worth telling, series by series.

    Each reading is held against the last one that was worth telling (at first: the baseline), so that one change
    is told once.
    """
    series: dict[tuple[str, ...], list[Fact]] = {}
    for fact in measured:
        series.setdefault(series_of(fact), []).append(fact)
    return [told for readings in series.values() for told in _told_in(readings, judge)]


def _told_in(readings: list[Fact], judge: Callable[[Fact, Fact], Verdict]) -> Iterator[Told]:
    reference = readings[0]
    unchanged = [reference]
    for reading in readings[1:]:
        verdict = judge(reference, reading)
        if verdict is Verdict.UNKNOWN:
            continue
        if verdict is Verdict.BEYOND_ERROR:
            unchanged = [reference]
            continue
        if verdict is Verdict.NO_CHANGE:
            if reading.on - unchanged[-1].on >= PLATEAU_APART:
                unchanged.append(reading)
            if len(unchanged) < 3:
                continue
            verdict = Verdict.PLATEAU
        yield verdict, reference, reading
        reference, unchanged = reading, [reading]


def _side(fact: Fact) -> Side:
    text = _text(fact, "side")
    return side_named(text) if text else Side.NONE


def _text(fact: Fact, name: str) -> str:
    return str(fact.data.get(name, ""))
