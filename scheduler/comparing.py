"""Comparing: the measures of a client, first against last, in the words and columns of a report."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from outreach.consent import Sensitive
from outreach.findings import Area, Reading, Row, day_words
from outreach.measures import (
    BadReading,
    Change,
    Incomparable,
    Measure,
    Verdict,
    amount,
    compare,
    moved,
    number,
    phrase,
    read,
    threshold,
)
from scheduler.facts import Fact, FactKind
from scheduler.history import History
from scheduler.measuring import goal_of, reading_of, series_of

#: Measures that tell of mental health: only under an authorization that has that box ticked.
_SENSITIVE = {"phq9": Sensitive.MENTAL_HEALTH}


@dataclass(frozen=True, slots=True)
class Series:
    """The readings of one measure that may be held against each other, and what they come to."""

    measure: Measure
    readings: tuple[Fact, ...]
    change: Change | None = None
    row: Row | None = field(default=None, compare=False)


def series_in(
    history: History, client: str, leave_out: Iterable[str], sensitive: frozenset[Sensitive]
) -> Iterable[Series]:
    """A client's measures since the programme began, by name; what the authorization does not cover is left out."""
    skipped = set(leave_out)
    since = history.reopened_on(client)
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in history.of(client, FactKind.MEASURE):
        measure = history.catalogue.get(fact.value)
        hidden = fact.value in _SENSITIVE and _SENSITIVE[fact.value] not in sensitive
        if measure is None or fact.value in skipped or hidden or fact.on < since or not _readable(fact, history):
            continue
        groups.setdefault(series_of(fact), []).append(fact)
    made = [_one_series(history, client, tuple(facts)) for facts in groups.values()]
    return sorted(made, key=lambda s: (s.measure.name, series_of(s.readings[0])))


def _readable(fact: Fact, history: History) -> bool:
    try:
        read(fact.value, reading_of(fact), history.catalogue)
    except BadReading:
        return False
    return True


def _one_series(history: History, client: str, readings: tuple[Fact, ...]) -> Series:
    measure = history.catalogue[readings[0].value]
    change = _change(history, readings[0], readings[-1]) if len(readings) > 1 else None
    row = _row(history, client, measure, readings, change) if measure.area else None
    return Series(measure, readings, change, row)


def _change(history: History, before: Fact, after: Fact) -> Change | None:
    goal = history.goal(after.client, after.value)
    planned = goal is not None and goal.data.get("better") == "lower"
    found = compare(after.value, reading_of(before), reading_of(after), history.catalogue, planned=planned)
    return None if isinstance(found, Incomparable) else found


def _row(history: History, client: str, measure: Measure, facts: Sequence[Fact], change: Change | None) -> Row:
    def shown(fact: Fact) -> Reading:
        return Reading(text=amount(_value(fact, history), measure), day=fact.on)

    held_to, source = _threshold(change)
    protocol = str(facts[0].data.get("protocol", ""))
    goal = history.goal(client, measure.id)
    wanted = goal_of(goal).value if goal else None
    return Row(
        area=Area(measure.area),
        measure=f"{measure.name}, {protocol}" if protocol else measure.name,
        side=str(facts[0].data.get("side", "")),
        baseline=shown(facts[0]),
        previous=shown(facts[-2]) if len(facts) > 2 else None,
        current=shown(facts[-1]) if len(facts) > 1 else None,
        change=_signed(change),
        threshold=held_to,
        source=source,
        goal=amount(wanted, measure) if wanted is not None else "",
        status=_status(change),
        series=tuple((f.on, _value(f, history)) for f in facts),
        cutoff=wanted,
    )


def _value(fact: Fact, history: History) -> float:
    return read(fact.value, reading_of(fact), history.catalogue)


def in_its_unit(fact: Fact, measure: Measure) -> float:
    """A reading in its measure's unit: 176 lb is not 176 kg."""
    return read(measure.id, reading_of(fact), {measure.id: measure})


def _signed(change: Change | None) -> str:
    if change is None:
        return ""
    sign = "+" if change.difference > 0 else "-" if change.difference < 0 else ""
    if change.measure.unit == "%":
        return f"{sign}{number(abs(change.difference), change.measure)} points"
    return sign + amount(abs(change.difference), change.measure)


#: Population and source behind a threshold.
_HELD = re.compile(r" \(([^();]*(?:\([^()]*\)[^();]*)*); ([^()]*(?:\([^()]*\)[^()]*)*)\)")


def _threshold(change: Change | None) -> tuple[str, str]:
    """What a gain is held to with its population, and where that is from."""
    words = threshold(change) if change else ""
    sources = list(dict.fromkeys(found[2] for found in _HELD.finditer(words)))
    return _HELD.sub(lambda found: f", {found[1]}", words), "; ".join(sources)


def _status(change: Change | None) -> str:
    if change is None or change.verdict is Verdict.UNKNOWN:
        return ""
    return _HELD.sub("", phrase(change))


def in_words(series: Series) -> str:
    """A change in one phrase: the measure, which way and how far, held to what, since when."""
    assert series.change is not None
    since = day_words(series.readings[0].on)
    words = _HELD.sub("", phrase(series.change))
    if series.change.verdict is Verdict.GAIN:
        words = f"{moved(series.change)}, {words}"
    side = series.readings[0].data.get("side", "")
    return f"{series.measure.name}{f' ({side})' if side else ''}: {words}, since {since}"


def result_between(history: History, before: Fact, after: Fact) -> dict[str, Any]:
    """Two readings as a call tells them: what led to the call, and not what happens to be on record besides."""
    measure = history.catalogue[after.value]
    change = _change(history, before, after)
    side = f" ({after.data['side']})" if after.data.get("side") else ""
    words = _status(change) or (moved(change) if change else "")
    if change and change.verdict is Verdict.GAIN:
        words = f"{moved(change)}, {words}"
    return {
        "measure": f"{measure.name}{side}",
        "latest": amount(_value(after, history), measure),
        "latest_on": after.on,
        "earlier": amount(_value(before, history), measure),
        "earlier_on": before.on,
        "meaning": words or None,
    }


def first_results(history: History, client: str) -> list[dict[str, Any]]:
    """The first readings of a programme, as the letter after the first assessment tells them."""
    found = results(history, client)
    return [
        {**r, "latest": r["earlier"] or r["latest"], "latest_on": r["earlier_on"] or r["latest_on"], **_NO_CHANGE}
        for r in found
    ]


_NO_CHANGE = {"earlier": None, "earlier_on": None, "meaning": None}


def results(history: History, client: str) -> list[dict[str, Any]]:
    """The measures of the six areas as a letter tells them: the latest reading, the first, and what may be said."""
    told = []
    for series in series_in(history, client, (), frozenset()):
        if series.row is None:
            continue
        row = series.row
        side = f" ({row.side})" if row.side else ""
        latest = row.current or row.baseline
        earlier = row.baseline if row.current else None
        told.append(
            {
                "measure": f"{row.measure}{side}",
                "latest": latest.text,
                "latest_on": latest.day,
                "earlier": earlier.text if earlier else None,
                "earlier_on": earlier.day if earlier else None,
                "meaning": row.status or None,
            }
        )
    return told


def aside(series: Series) -> str:
    """One phrase for what is not one of the six areas: pain, blood pressure, weight."""
    first, last = series.readings[0], series.readings[-1]
    at = amount(in_its_unit(last, series.measure), series.measure)
    if series.change is None:
        return f"{series.measure.name} {at} on {day_words(last.on)}"
    words = phrase(series.change)
    return f"{series.measure.name} {at} on {day_words(last.on)}: {_HELD.sub('', words)} since {day_words(first.on)}"
