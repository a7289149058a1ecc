"""Other people's calendars: whatever is in them, busy times come out, troubles are told, and nothing else is kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.busy import Busy, busy_times

FILES = Path(__file__).parent / "busy"
FIRST, LAST = datetime(2026, 11, 30, tzinfo=UTC), datetime(2026, 12, 7, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")

#: The hour that most files are about, in UTC.
HOUR = "01.1400-01.1500"

#: File, its busy times in UTC, what it is told to suffer from, and whether anything was lost.
FOREIGN = [
    ("plain", HOUR, "", True),
    ("alarm_inside", HOUR, "", True),
    ("all_day_ends_where_it_starts", "01.0500-02.0500", "ends on the day on which it starts", True),
    (
        "all_later_ones_moved",
        "30.1400-30.1500 01.1400-01.1500 02.1600-02.1630 03.1600-03.1630 04.1600-04.1630",
        "",
        True,
    ),
    ("bad_duration", "", "line 4 has an end that cannot be read", False),
    ("bad_rule", HOUR, "line 9 (RRULE) cannot be followed", False),
    ("bare_lf", HOUR, "lines do not end", True),
    ("binary", "", "not a calendar", False),
    ("blank_lines_first", HOUR, "", True),
    ("bom", HOUR, "byte order mark", True),
    ("bomb_every_second", HOUR, "line 9 (RRULE) repeats too often", False),
    ("bomb_never", "", "(RRULE) repeats too often", False),
    ("bomb_of_a_million", "", "repeats too often", False),
    ("bomb_of_times", "", "repeats too often", False),
    ("calendar_not_ended", f"{HOUR} 02.1400-02.1500", "the VCALENDAR of line 1 has no END", False),
    ("calendar_zone", "01.0800-01.0900", "", True),
    ("calendar_zone_unknown", HOUR, "names a time zone for itself", True),
    ("change_without_series", HOUR, "", True),
    ("colon_in_an_unquoted_zone", HOUR, "", True),
    ("cr_only", HOUR, "lines do not end", True),
    ("custom_zone", HOUR, "", True),
    ("day_and_time_mixed", "01.0500-01.1700", "a day at one end and a time at the other", True),
    ("declined_and_free", "04.1400-04.1500", "", True),
    ("doubled_cr", HOUR, "", True),
    ("doubled_dtstart", HOUR, "more than one start", False),
    ("empty", "", "not a calendar", False),
    ("empty_zone", HOUR, '"Empty" is described in a way that cannot be followed', False),
    ("end_before_start", "", "before its start", False),
    ("end_of_nothing", HOUR, "line 4 ends what did not begin", True),
    ("endless_zone", HOUR, "cannot be followed", False),
    ("entry_not_ended", "02.1400-02.1500", "the VEVENT of line 4 has no END", False),
    ("fold_inside_a_character", HOUR, "folded inside of characters", True),
    ("fold_inside_a_time", HOUR, "", True),
    ("iso_dates", HOUR, "line 7 (DTSTART) is not written as iCalendar", True),
    ("junk_line", HOUR, "line 9 is no property", True),
    ("latin1", HOUR, "not in UTF-8", True),
    ("nested_deep", HOUR, "too deep", False),
    ("no_calendar_around", HOUR, "stands outside of any calendar", True),
    ("no_dtstart", HOUR, "a start that cannot be read, or none", False),
    ("no_end", "03.0500-04.0500", "line 4 has no end", True),
    ("no_uid", f"{HOUR} 02.1400-02.1500", "has no UID", True),
    ("nonsense_date", "", "a start that cannot be read", False),
    ("nul", HOUR, "NUL", True),
    ("older_version_last", HOUR, "", True),
    ("prefixed_zone", HOUR, "", True),
    ("published_free_busy", f"{HOUR} 02.1400-02.1430", "line 9 (FREEBUSY)", False),
    ("rule_until_local", f"{HOUR} 02.1400-02.1500 03.1400-03.1500", "", True),
    ("rule_with_interval_zero", HOUR, "line 9 (RRULE) cannot be followed", False),
    ("series_with_everything", "30.1400-30.1500 02.2000-02.2100 04.1400-04.1500 05.1700-05.1800", "", True),
    ("several_calendars", f"{HOUR} 02.1400-02.1530 03.0800-03.0900", "", True),
    ("truncated", HOUR, "the VEVENT of line 11 has no END", False),
    ("truncated_in_a_line", "", "has no END", False),
    ("unfolded_text", HOUR, "is no property", True),
    ("unknown_zone", HOUR, '"Middle-earth" is not known', False),
    ("utf16", HOUR, "UTF-16", True),
    ("web_page", "", "not a calendar", False),
    ("windows_zone", HOUR, "", True),
    ("year_zero_and_year_9999", "", "outside of all years", False),
]


def busy(data: bytes) -> Busy:
    return busy_times(data, FIRST, LAST, NEW_YORK)


def in_words(found: Busy) -> str:
    return " ".join(f"{start:%d.%H%M}-{end:%d.%H%M}" for start, end in found.spans)


def calendar(*lines: str) -> bytes:
    whole = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:a", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join(whole).encode()


@pytest.mark.parametrize(("name", "spans", "trouble", "complete"), FOREIGN, ids=[row[0] for row in FOREIGN])
def test_a_foreign_file_gives_what_can_be_read_and_tells_the_rest(
    name: str, spans: str, trouble: str, complete: bool
) -> None:
    found = busy((FILES / f"{name}.ics").read_bytes())
    assert in_words(found) == spans
    assert found.complete is complete
    assert trouble in "; ".join(found.troubles)
    assert bool(found.troubles) is bool(trouble)


def test_every_file_of_the_folder_is_in_the_table() -> None:
    assert sorted(row[0] for row in FOREIGN) == sorted(path.stem for path in FILES.glob("*.ics"))


def test_no_title_and_no_note_is_kept() -> None:
    for path in FILES.glob("*.ics"):
        said = repr(busy(path.read_bytes()))
        assert "Secret" not in said
        assert "patient" not in said


def test_the_bombs_come_to_an_end() -> None:
    for path in FILES.glob("bomb*.ics"):
        busy(path.read_bytes())


@pytest.mark.parametrize(
    "data",
    [
        b"\r" * 1_000_000,
        b"BEGIN:VEVENT\n" * 80_000,
        b"BEGIN:A\n" * 60_000 + b"END:B\n" * 40_000,
        b"DTSTART" + b";A=B" * 200_000,
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:" + b"9" * 1_000_000,
        b" x\n" * 300_000,
        b"\xff" * 5_000_001,
    ],
    ids=["returns", "begins", "nested", "parameters", "digits", "folds", "too large"],
)
def test_a_megabyte_of_nonsense_comes_to_an_end_too(data: bytes) -> None:
    assert not busy(data).complete


def test_more_busy_times_than_anybody_has_are_cut_and_told() -> None:
    rule = "RRULE:FREQ=MINUTELY"
    found = busy_times(calendar("DTSTART:20260101T000000Z", "DURATION:PT30S", rule), FIRST, FIRST + timedelta(40), UTC)
    assert not found.complete
    assert "more than 50000" in "; ".join(found.troubles)


def test_times_without_a_zone_and_whole_days_are_meant_where_the_office_is() -> None:
    floating = calendar("DTSTART:20261201T090000", "DURATION:PT1H")
    day = calendar("DTSTART;VALUE=DATE:20261201")
    assert in_words(busy_times(floating, FIRST, LAST, ZoneInfo("Europe/Berlin"))) == "01.0800-01.0900"
    assert in_words(busy_times(day, FIRST, LAST, ZoneInfo("Asia/Tokyo"))) == "30.1500-01.1500"


def test_a_series_keeps_its_wall_time_where_clocks_change() -> None:
    series = calendar("DTSTART;TZID=America/New_York:20261030T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY")
    found = busy_times(series, datetime(2026, 10, 31, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC), UTC)
    assert in_words(found) == "31.1300-31.1400 01.1400-01.1500 02.1400-02.1500"


def test_an_old_series_is_followed_to_today_whatever_its_step() -> None:
    for rule, spans in {
        "FREQ=DAILY;INTERVAL=7": HOUR,
        "FREQ=WEEKLY;BYDAY=TU,TH": f"{HOUR} 03.1400-03.1500",
        "FREQ=MONTHLY;BYDAY=1TU": HOUR,
        "FREQ=MONTHLY;BYMONTHDAY=-31": HOUR,
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1": HOUR,
        "FREQ=YEARLY;INTERVAL=3;BYMONTH=12;BYDAY=1TU": HOUR,
        "FREQ=WEEKLY;COUNT=5": "",
        "FREQ=WEEKLY;UNTIL=20150101T000000Z": "",
    }.items():
        found = busy(calendar("DTSTART:20021203T140000Z", "DURATION:PT1H", f"RRULE:{rule}"))
        assert (rule, in_words(found), found.troubles) == (rule, spans, ())


def test_a_busy_office_with_two_thousand_endless_series_is_followed_to_the_end() -> None:
    rules = ("FREQ=WEEKLY", "FREQ=YEARLY", "FREQ=MONTHLY;BYDAY=1TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH")
    entries = (
        f"BEGIN:VEVENT\nUID:{n}\nDTSTART:20150{n % 9 + 1}15T{n % 10 + 10}0000Z\nDURATION:PT9M\n"
        f"RRULE:{rules[n % 4]}\nEND:VEVENT\n"
        for n in range(2_000)
    )
    whole = f"BEGIN:VCALENDAR\n{''.join(entries)}END:VCALENDAR\n".replace("\n", "\r\n").encode()
    assert busy_times(whole, FIRST, FIRST + timedelta(days=100), UTC).troubles == ()


def test_busy_times_that_touch_are_one_and_are_cut_to_the_stretch_asked_about() -> None:
    rule = "RRULE:FREQ=HOURLY"
    found = busy(calendar("DTSTART:20261101T000000Z", "DURATION:PT1H", rule))
    assert found.spans == ((FIRST, LAST),)


def test_a_stretch_without_a_zone_or_an_end_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no stretch of time"):
        busy_times(b"", FIRST.replace(tzinfo=None), LAST, UTC)
    with pytest.raises(ValueError, match="no stretch of time"):
        busy_times(b"", FIRST, FIRST, UTC)


_bits = st.sampled_from(
    b"BEGIN:VCALENDAR|END:VCALENDAR|BEGIN:VEVENT|END:VEVENT|BEGIN:VTIMEZONE|BEGIN:STANDARD|DTSTART:20261201T090000|UID:a"
    b"|DTSTART;TZID=X:20261201T090000|DTEND:|DTSTART;VALUE=DATE:20261201|DURATION:PT1H|DURATION:P|RRULE:FREQ=DAILY"
    b"|RRULE:FREQ=WEEKLY;BYDAY=|RRULE:FREQ=YEARLY;BYDAY=60MO|RRULE:BYEASTER=1;FREQ=YEARLY|RRULE:FREQ=DAILY;COUNT=0"
    b"|RRULE:FREQ=HOURLY;BYSETPOS=0|RRULE:FREQ=DAILY;UNTIL=|EXDATE:20261202T090000,|RDATE;VALUE=PERIOD:20261203T090000/P"
    b"|RECURRENCE-ID:20261202T090000|RECURRENCE-ID;RANGE=THISANDFUTURE:20261202|TZID:X|TZOFFSETFROM:+9999|\x00|\xff|;|:"
    b"|X-WR-TIMEZONE:../../etc|SEQUENCE:99999999999|FREEBUSY:20261201T090000Z/P1D|RRULE:FREQ=MONTHLY;BYMONTHDAY=99".split(
        b"|"
    )
)


@settings(deadline=None, max_examples=100)
@given(st.lists(_bits | st.binary(max_size=20), max_size=25))
def test_no_file_however_strange_breaks_the_reader(lines: list[bytes]) -> None:
    inside = b"\r\n".join(lines)
    for data in (inside, b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + inside + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"):
        found = busy(data)
        assert all(FIRST <= start < end <= LAST for start, end in found.spans)
