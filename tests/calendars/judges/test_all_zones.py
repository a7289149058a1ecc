"""Every zone, every year from 2024 to 2045, around every turn: icalendar and recurring-ical-events against zoneinfo."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from icalendar import Calendar

from calendars.zones import REACH, vtimezone
from tests.calendars.judges.clocks import ALL_ZONES, probes, wrong
from tests.calendars.test_zones import is_in_the_one_form

YEARS = range(2024, 2046)

recurring = pytest.importorskip("recurring_ical_events", reason="the judge recurring-ical-events is not installed")


def texts(zone: str) -> Iterator[tuple[str, int, int]]:
    """Each text that a zone has in these years, with the first and the last year that it speaks for."""
    by_text: dict[str, list[int]] = {}
    for year in YEARS:
        if text := vtimezone(zone, year):
            by_text.setdefault(text, []).append(year)
    for text, years in by_text.items():
        yield text, min(years), max(years) + REACH


@pytest.mark.parametrize("start", range(0, len(ALL_ZONES), 40))
def test_icalendar_reads_every_zone_as_zoneinfo_knows_it(start: int) -> None:
    judged = ((zone, *found) for zone in ALL_ZONES[start : start + 40] for found in texts(zone))
    assert [
        (zone, bad[:3]) for zone, text, first, last in judged if (bad := wrong(text, probes(zone, first, last)))
    ] == []


def test_every_text_has_the_one_form_that_outlook_reads() -> None:
    judged = ((zone, text) for zone in ALL_ZONES for text, _, _ in texts(zone))
    assert [zone for zone, text in judged if not is_in_the_one_form(zone, text)] == []


def series(text: str, walls: list[datetime]) -> bytes:
    """A calendar with one entry that takes place at each of the wall times, in a zone that only the text explains.

    No two zones may have one name, since icalendar remembers the first for as long as the process lives.
    """
    name = f"/judged/{sha256(text.encode()).hexdigest()}"
    zone = ["BEGIN:VTIMEZONE", f"TZID:{name}", *text.splitlines()[2:]]
    dates = ",".join(f"{wall:%Y%m%dT%H%M%S}" for wall in walls)
    event = [
        "BEGIN:VEVENT",
        "UID:judged",
        "DTSTAMP:20260101T000000Z",
        f"DTSTART;TZID={name}:{walls[0]:%Y%m%dT%H%M%S}",
        "DURATION:PT1S",
        f"RDATE;TZID={name}:{dates}",
        "END:VEVENT",
    ]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:judged", *zone, *event, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def misread(of: Callable[..., Any], zone: str, year: int, text: str) -> set[datetime]:
    """The instants at which recurring-ical-events and zoneinfo differ."""
    expected = {wall.replace(tzinfo=UTC) - offset: wall for wall, offset in probes(zone, year, year + 3)}
    calendar = Calendar.from_ical(series(text, list(expected.values())))
    whole = (datetime(year - 1, 1, 1, tzinfo=UTC), datetime(year + 5, 1, 1, tzinfo=UTC))
    got = {event.start.astimezone(UTC) for event in of(calendar).between(*whole)}
    return got ^ set(expected)


def test_recurring_ical_events_expands_in_every_kind_of_zone_as_zoneinfo_knows_it() -> None:
    kinds = {text.partition("\r\n")[2].partition("\r\n")[2]: (z, y, text) for z in ALL_ZONES for text, y, _ in texts(z)}
    assert len(kinds) > 100
    bad = {zone: misread(recurring.of, zone, year, text) for zone, year, text in kinds.values()}
    assert {zone: sorted(instants)[:3] for zone, instants in bad.items() if instants} == {}


def test_the_judge_would_notice_an_offset_that_is_an_hour_off() -> None:
    text = vtimezone("Europe/Berlin", 2026)
    assert text is not None
    assert misread(recurring.of, "Europe/Berlin", 2026, text.replace("TZOFFSETTO:+0200", "TZOFFSETTO:+0300"))
