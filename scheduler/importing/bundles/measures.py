"""Measures of a bundle: observations whose LOINC code is that of one of our measures, panels by their components."""

from collections.abc import Iterator
from datetime import date

from outreach.measures import BadReading, Reading, read
from outreach.measures import measures as known
from scheduler.importing.bundles import lists
from scheduler.importing.bundles.record import Record
from scheduler.importing.bundles.walking import Resource, codes, each, inside, number, text
from scheduler.importing.reading import Row

_FINAL = ("final", "amended", "corrected")
_WHAT = "Observation"


def measures(record: Record) -> Iterator[Row]:
    """One row for each number; the range is checked where all facts are made."""
    for place, observation in record.all(_WHAT):
        client = record.client(_WHAT, observation)
        if client is None:
            continue
        found = list(_numbers(observation))
        if not found:
            record.leave_out(_WHAT, "not one of the measures that Rapport knows")
        elif text(observation, "status") not in _FINAL:
            record.leave_out(_WHAT, "it is not final")
        else:
            yield from _rows(record, place, client, observation, found)


def _numbers(observation: Resource) -> Iterator[tuple[str, Resource]]:
    """Measure and quantity, of the observation itself and of its components."""
    for part in (observation, *each(observation, "component")):
        measure = next((lists.loinc()[c] for system, c in codes(part, "code") if _known(system, c)), None)
        if measure:
            yield measure, part


def _known(system: str, code: str) -> bool:
    return system == lists.LOINC and code in lists.loinc()


def _rows(
    record: Record, place: int, client: str, observation: Resource, found: list[tuple[str, Resource]]
) -> Iterator[Row]:
    moment = text(observation, "effectiveDateTime") or text(inside(observation, "effectivePeriod"), "start")
    moment = moment or text(observation, "effectiveInstant")
    on = record.recent(place, _WHAT, moment)
    if on is None:
        return
    for measure, part in found:
        quantity = inside(part, "valueQuantity")
        value = number(quantity, "value")
        if value is None:
            value = number(part, "valueInteger")
        if value is None or text(quantity, "comparator"):
            record.leave_out(_WHAT, "it holds no plain number")
            continue
        value, unit = _ours(measure, value, text(quantity, "code") or text(quantity, "unit"), on)
        yield Row(place, [client, measure, moment, f"{value:.10g}", unit])


def _ours(measure: str, value: float, unit: str, on: date) -> tuple[float, str]:
    """A number in the unit of its measure; one that cannot be read stays, and is rejected where facts are made."""
    if unit in lists.TURNED:
        unit, factor, addend = lists.TURNED[unit]
        value = round(value * factor + addend, 6)
    unit = lists.UNITS.get(unit, unit)
    try:
        return read(measure, Reading(value=value, unit=unit, on=on)), known()[measure].unit
    except BadReading:
        return value, unit
