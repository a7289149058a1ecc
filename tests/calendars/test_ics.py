"""The bytes of a calendar: what is in them, in which order, and what is never in them."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Alarm, Calendar, Event
from icalendar.prop import vInline

from calendars.entries import Entry, in_utc
from calendars.ics import event_bytes, joined, mark, plain, read, tag, tag_of, write
from tests.calendars.samples import CALL, GONE, MEETING, NEW_YORK, NOON, WEEK, WORDY, any_entry, any_text

GOLDEN = Path(__file__).parent / "golden"


def test_the_week_is_written_as_in_the_golden_file() -> None:
    assert write(WEEK, name="Rapport, follow-ups") == (GOLDEN / "week.ics").read_bytes()


def test_the_golden_file_reads_back_as_the_week() -> None:
    assert read((GOLDEN / "week.ics").read_bytes()) == [WORDY, CALL, GONE, MEETING]


def test_the_order_of_the_entries_does_not_matter() -> None:
    assert len({write(order, name="Rapport") for order in permutations(WEEK)}) == 1


def test_a_calendar_is_its_entries_blocks_between_a_header_and_a_footer() -> None:
    written = write([CALL, MEETING], name="Rapport")
    header, begin, _ = write([CALL], name="Rapport").partition(b"BEGIN:VEVENT")
    assert begin
    assert written == header + event_bytes(CALL) + event_bytes(MEETING) + b"END:VCALENDAR\r\n"


def test_a_calendar_without_entries_still_holds_a_component() -> None:
    empty = write([], name="Rapport")
    assert [found.name for found in Calendar.from_ical(empty).subcomponents] == ["VTIMEZONE"]
    assert read(empty) == []


def test_an_alarm_is_written_only_where_an_entry_asks_for_one_and_says_no_more_than_the_title() -> None:
    early = replace(MEETING, alarm=timedelta(minutes=-15))
    assert b"\r\nTRIGGER:-PT15M\r\n" in event_bytes(early)
    assert b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Meeting 2B9Q\r\n" in event_bytes(early)
    assert b"VALARM" not in event_bytes(MEETING)
    assert b"\r\nTRIGGER:PT9H\r\n" in event_bytes(replace(CALL, alarm=timedelta(hours=9)))


def test_a_feed_carries_no_method_no_people_no_alarm_and_no_zone() -> None:
    written = write(WEEK, name="Rapport")
    assert not re.search(rb"^(METHOD|ATTENDEE|ORGANIZER|BEGIN:VALARM|BEGIN:VTIMEZONE|\S*TZID)", written, re.M)


def test_both_refresh_hints_say_how_long_and_of_which_type() -> None:
    hourly = write([], name="Rapport")
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n" in hourly
    assert b"\r\nX-PUBLISHED-TTL:PT30M\r\n" in write([], name="Rapport", refresh=timedelta(minutes=30))
    with pytest.raises(ValueError, match="refresh interval is positive"):
        write([], name="Rapport", refresh=timedelta(0))


def test_an_all_day_entry_names_days_and_no_zone_even_where_the_clock_changes() -> None:
    spring_forward = replace(CALL, start=date(2026, 3, 8), end=date(2026, 3, 9))
    assert b"\r\nDTSTART;VALUE=DATE:20260308\r\nDTEND;VALUE=DATE:20260309\r\n" in event_bytes(spring_forward)


@pytest.mark.parametrize(("fold", "utc"), [(0, b"20261101T053000Z"), (1, b"20261101T063000Z")])
def test_the_repeated_hour_is_written_as_two_different_instants(fold: int, utc: bytes) -> None:
    start = datetime(2026, 11, 1, 1, 30, fold=fold, tzinfo=NEW_YORK)
    entry = replace(MEETING, start=start, end=datetime(2026, 11, 1, 3, 0, tzinfo=NEW_YORK))
    assert b"\r\nDTSTART:" + utc + b"\r\nDTEND:20261101T080000Z\r\n" in event_bytes(entry)


def test_a_stamp_in_another_zone_is_written_in_utc() -> None:
    local = replace(CALL, changed_at=NOON.astimezone(NEW_YORK))
    assert event_bytes(local) == event_bytes(CALL)
    assert b"\r\nDTSTAMP:20261124T120000Z\r\nLAST-MODIFIED:20261124T120000Z\r\n" in event_bytes(local)


def test_a_cancelled_entry_stays_in_the_feed_and_says_so() -> None:
    assert b"\r\nSTATUS:CANCELLED\r\n" in event_bytes(GONE)
    assert b"\r\nSTATUS:CONFIRMED\r\n" in event_bytes(CALL)


def test_only_a_busy_entry_blocks_the_time() -> None:
    assert b"\r\nTRANSP:OPAQUE\r\n" in event_bytes(MEETING)
    assert b"\r\nTRANSP:TRANSPARENT\r\n" in event_bytes(CALL)


@pytest.mark.parametrize("nothing", ["", "\x00\x1b"])
def test_a_description_without_a_visible_character_is_left_out(nothing: str) -> None:
    block = event_bytes(replace(CALL, description=nothing, location=nothing))
    assert b"DESCRIPTION" not in block
    assert b"LOCATION" not in block


def test_two_entries_with_one_uid_are_refused_in_writing_and_in_reading() -> None:
    written = write([CALL, MEETING], name="Rapport")
    with pytest.raises(ValueError, match=r"more than one entry with uid 7f3k@rapport\.example"):
        write([CALL, MEETING, replace(CALL, title="Again")], name="Rapport")
    with pytest.raises(ValueError, match="more than one entry"):
        read(written.replace(MEETING.uid.encode(), CALL.uid.encode()))


def test_a_calendar_cut_short_is_refused_wherever_the_cut_is() -> None:
    lines = write(WEEK, name="Rapport").splitlines(keepends=True)
    for kept in range(len(lines)):
        with pytest.raises(ValueError, match="no components"):
            read(b"".join(lines[:kept]))


@pytest.mark.parametrize(
    ("missing", "reason"),
    [("UID", "printable uid"), ("DTSTART", "No DTSTART"), ("DTEND", "is not after start")],
)
def test_a_line_an_entry_cannot_do_without_is_missed(missing: str, reason: str) -> None:
    written = re.sub(rf"\r\n{missing}:[^\r]*", "", write([MEETING], name="Rapport").decode()).encode()
    with pytest.raises(ValueError, match=reason):
        read(written)


def test_a_line_said_twice_is_not_read_as_a_list() -> None:
    with pytest.raises(ValueError, match="2 SUMMARY in one VEVENT"):
        read(write([CALL], name="Rapport").replace(b"\r\nTRANSP", b"\r\nSUMMARY:Other\r\nTRANSP"))


def as_read(entry: Entry) -> Entry:
    """What is left of an entry after a round trip: the same instants in UTC, the same words in plain text."""
    start, end = entry.start, entry.end
    return replace(
        entry,
        start=in_utc(start) if isinstance(start, datetime) else start,
        end=in_utc(end) if isinstance(end, datetime) else end,
        changed_at=in_utc(entry.changed_at),
        title=plain(entry.title),
        description=plain(entry.description),
        location=plain(entry.location),
    )


@settings(deadline=None)
@given(st.lists(any_entry, max_size=4, unique_by=lambda entry: entry.uid), any_text)
def test_what_was_written_reads_back_and_writes_the_same_bytes(entries: list[Entry], name: str) -> None:
    written = write(entries, name=name)
    again = read(written)
    assert {entry.uid: entry for entry in again} == {entry.uid: as_read(entry) for entry in entries}
    assert write(again, name=name) == written


@settings(deadline=None)
@given(st.lists(any_entry, max_size=4, unique_by=lambda entry: entry.uid), any_text)
def test_the_tag_of_entries_that_are_put_together_is_the_tag_of_the_whole(entries: list[Entry], name: str) -> None:
    events = [event_bytes(entry) for entry in entries]
    whole = tag_of(joined(events, name=name))
    assert tag([mark(event) for event in events], name=name) == whole
    if events:
        assert tag_of(joined(events[1:], name=name)) != whole
    assert tag_of(joined(events, name=f"{name}x")) != whole


def by_library(entry: Entry) -> bytes:
    """The VEVENT, property by property as the library writes it."""
    event = Event()
    event.add("UID", _escaped(entry.uid))
    event.add("DTSTAMP", in_utc(entry.changed_at))
    event.add("LAST-MODIFIED", in_utc(entry.changed_at))
    event.add("SEQUENCE", entry.sequence)
    for name, moment in (("DTSTART", entry.start), ("DTEND", entry.end)):
        event.add(name, in_utc(moment) if isinstance(moment, datetime) else moment)
    event.add("SUMMARY", _escaped(entry.title))
    for name, text in (("DESCRIPTION", entry.description), ("LOCATION", entry.location)):
        if plain(text):
            event.add(name, _escaped(text))
    event.add("TRANSP", "OPAQUE" if entry.busy else "TRANSPARENT")
    event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("CLASS", "PRIVATE")
    if entry.alarm is not None:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", _escaped(entry.title))
        alarm.add("TRIGGER", entry.alarm)
        event.add_component(alarm)
    written: bytes = event.to_ical(sorted=False)
    return written


def _escaped(text: str) -> vInline:
    return vInline(re.sub(r"[\\;,]", r"\\\g<0>", plain(text)).replace("\n", r"\n"))


@settings(deadline=None)
@given(any_entry)
def test_an_entry_is_written_as_the_library_writes_it(entry: Entry) -> None:
    assert event_bytes(entry) == by_library(entry)


def test_instants_read_back_in_utc() -> None:
    [entry] = read(write([MEETING], name="Rapport"))
    assert entry.start == datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
    assert str(entry.start).endswith("+00:00")
