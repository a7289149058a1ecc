"""A VTIMEZONE of ours says what tzdata says, in the one form that every client reads; what cannot is left to UTC."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.zones import is_plain, stated, vtimezone
from tests.calendars.judges.clocks import ALL_ZONES, probes, wrong

NEW_YORK = """\
BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
END:STANDARD
END:VTIMEZONE
"""

KOLKATA = """\
BEGIN:VTIMEZONE
TZID:Asia/Kolkata
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
TZNAME:IST
END:STANDARD
END:VTIMEZONE
"""

OBSERVANCE = re.compile(
    r"BEGIN:(STANDARD|DAYLIGHT)\r\n"
    r"DTSTART:\d{8}T\d{6}\r\n"
    r"(?:RRULE:FREQ=YEARLY;BYMONTH=\d{1,2};BYDAY=(?:[1-4]|-1)(?:MO|TU|WE|TH|FR|SA|SU)\r\n)?"
    r"TZOFFSETFROM:[+-]\d{4}\r\nTZOFFSETTO:[+-]\d{4}\r\nTZNAME:[A-Za-z0-9+-]+\r\n"
    r"END:\1\r\n"
)

#: Half-hour shifts, summer in December, winter time by law, rules that changed: zones that have broken writers.
ODD_ZONES = ["America/St_Johns", "Antarctica/Troll", "Australia/Lord_Howe", "Europe/Dublin", "Pacific/Chatham"]
ZONES = ["America/New_York", "Europe/Berlin", "Australia/Sydney", "Asia/Kolkata", "Asia/Kathmandu", *ODD_ZONES]


def as_file(text: str) -> str:
    return text.replace("\n", "\r\n")


def test_new_york_is_written_from_the_year_of_its_rule() -> None:
    assert vtimezone("America/New_York", 2026) == as_file(NEW_YORK)


def test_the_text_does_not_depend_on_the_year_while_the_rule_stands() -> None:
    assert {vtimezone("America/New_York", year) for year in range(2008, 2046)} == {as_file(NEW_YORK)}


def test_a_zone_without_daylight_saving_has_one_standard_and_no_rule() -> None:
    assert vtimezone("Asia/Kolkata", 2026) == as_file(KOLKATA)


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC"])
def test_utc_needs_no_vtimezone(zone: str) -> None:
    assert vtimezone(zone, 2026) is None


@pytest.mark.parametrize(
    ("zone", "why"),
    [
        ("Asia/Jerusalem", "the Friday before the last Sunday"),
        ("Africa/Cairo", "the day after the last Thursday"),
        ("America/Nuuk", "the day before the last Sunday"),
        ("Asia/Gaza", "Ramadan"),
    ],
)
def test_what_no_nth_weekday_says_is_left_to_utc(zone: str, why: str) -> None:
    assert vtimezone(zone, 2026) is None, why


@pytest.mark.parametrize("year", [2006, 2007])
def test_a_year_whose_rule_is_about_to_change_is_left_to_utc(year: int) -> None:
    assert vtimezone("America/New_York", year) is None


def test_a_zone_that_gave_up_its_rule_has_none_until_a_full_year_later() -> None:
    assert vtimezone("Asia/Tehran", 2022) is None
    assert vtimezone("Asia/Tehran", 2023) is None
    assert "DTSTART:20230101T000000" in (vtimezone("Asia/Tehran", 2024) or "")


def test_a_zone_that_is_none_is_a_mistake_and_says_so() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        vtimezone("Mars/Olympus", 2026)


def is_in_the_one_form(zone: str, text: str) -> bool:
    body = text.removeprefix(f"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n").removesuffix("END:VTIMEZONE\r\n")
    kinds = sorted(OBSERVANCE.findall(body))
    rules = {("STANDARD",): 0, ("DAYLIGHT", "STANDARD"): 2}.get(tuple(kinds))
    return OBSERVANCE.sub("", body) == "" and body.count("RRULE") == rules


def test_zones_from_all_over_the_world_have_the_one_form_that_outlook_reads_or_none() -> None:
    texts = {zone: vtimezone(zone, 2026) for zone in ALL_ZONES[::4]}
    assert [zone for zone, text in texts.items() if text and not is_in_the_one_form(zone, text)] == []
    assert sum(text is not None for text in texts.values()) > len(texts) * 0.8


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", [2024, 2026, 2045])
def test_icalendar_reads_the_offsets_that_zoneinfo_knows(zone: str, year: int) -> None:
    text = vtimezone(zone, year)
    assert text is not None
    assert wrong(text, probes(zone, year, year + 3)) == []


def test_the_judge_would_notice_a_rule_that_is_a_week_off() -> None:
    text = as_file(NEW_YORK).replace("BYDAY=2SU", "BYDAY=3SU")
    assert wrong(text, probes("America/New_York", 2026, 2027)) != []


def test_a_wall_time_that_is_missing_or_comes_twice_is_not_plain() -> None:
    zone = ZoneInfo("America/New_York")
    assert not is_plain(datetime(2026, 3, 8, 2, 30, tzinfo=zone))
    assert not is_plain(datetime(2026, 11, 1, 1, 30, tzinfo=zone))
    assert not is_plain(datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=zone))
    assert is_plain(datetime(2026, 11, 1, 0, 59, 59, tzinfo=zone))
    assert is_plain(datetime(2026, 11, 1, 2, 0, tzinfo=zone))


def test_an_instant_is_stated_in_its_zone_or_where_that_could_be_misread_in_utc() -> None:
    noon = datetime(2026, 7, 1, 16, tzinfo=UTC)
    assert stated(noon, "America/New_York").isoformat() == "2026-07-01T12:00:00-04:00"
    assert stated(noon, "Asia/Jerusalem").tzinfo is UTC
    assert stated(datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "America/New_York").tzinfo is UTC


@given(st.integers(0, 662_000_000), st.sampled_from(ZONES))
def test_stating_an_instant_never_moves_it(seconds: int, zone: str) -> None:
    instant = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    assert stated(instant, zone) - instant == timedelta(0)
