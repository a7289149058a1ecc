"""What recurs, followed by us and by recurring-ical-events: the same busy times from any rule that both can follow."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendars.busy import busy_times

recurring = pytest.importorskip("recurring_ical_events", reason="the judge recurring-ical-events is not installed")

NEW_YORK = ZoneInfo("America/New_York")
FIRST, LAST = datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 12, 20, tzinfo=UTC)

_numbers = st.integers(-5, 5).filter(bool)
_weekday = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])


def _listed(values: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(lambda found: ",".join(map(str, found)))


_rules = st.one_of(
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 40)),
    st.builds("FREQ=DAILY;COUNT={};INTERVAL={}".format, st.integers(1, 99), st.integers(1, 9)),
    st.builds("FREQ=WEEKLY;INTERVAL={};BYDAY={}".format, st.integers(1, 6), _listed(_weekday)),
    st.builds("FREQ=WEEKLY;WKST=SU;INTERVAL={};BYDAY={}".format, st.integers(1, 4), _listed(_weekday)),
    st.builds("FREQ=MONTHLY;INTERVAL={}".format, st.integers(1, 5)),
    st.builds("FREQ=MONTHLY;BYDAY={}{}".format, _numbers, _weekday),
    st.builds("FREQ=MONTHLY;INTERVAL={};BYMONTHDAY={}".format, st.integers(1, 5), _listed(st.integers(1, 31))),
    st.builds("FREQ=MONTHLY;BYDAY={};BYSETPOS={}".format, _listed(_weekday), _numbers),
    st.builds("FREQ=YEARLY;INTERVAL={};BYMONTH={}".format, st.integers(1, 3), _listed(st.integers(1, 12))),
    st.builds("FREQ=YEARLY;BYMONTH=11;BYDAY={}{}".format, _numbers, _weekday),
    # Not in the night of a turn: there the judge adds an hour to the wall time, and we to the instant (RFC 5545 3.3.6).
    st.builds("FREQ=HOURLY;INTERVAL={}".format, st.sampled_from([24, 48, 72])),
    st.builds("FREQ=DAILY;UNTIL={:%Y%m%dT%H%M%SZ}".format, st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1))),  # noqa: DTZ001
)

_starts = st.builds(
    datetime.combine,
    st.dates(date(2019, 1, 1), date(2026, 12, 1)),
    st.builds(time, st.integers(4, 22), st.sampled_from([0, 15, 30])),
)


def text(start: datetime, minutes: int, rule: str, gone: list[int]) -> bytes:
    """A series in New York with some days taken out and one other day (the 28th, so counted) moved."""
    local = "TZID=America/New_York:"
    days = [FIRST.date() + timedelta(days=day) for day in gone]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:judged",
        "BEGIN:VEVENT",
        "UID:a",
        "DTSTAMP:20260101T000000Z",
        f"DTSTART;{local}{start:%Y%m%dT%H%M%S}",
        f"DURATION:PT{minutes}M",
        f"RRULE:{rule}",
        *(f"EXDATE;{local}{day:%Y%m%d}T{start:%H%M%S}" for day in days),
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:a",
        "DTSTAMP:20260101T000000Z",
        f"RECURRENCE-ID;{local}20261117T{start:%H%M%S}",
        f"DTSTART;{local}20261118T030000",
        f"DTEND;{local}20261118T031000",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines).encode()


def judged(data: bytes) -> tuple[tuple[datetime, datetime], ...]:
    """The same from recurring-ical-events, joined and cut."""
    joined: list[tuple[datetime, datetime]] = []
    found = recurring.of(Calendar.from_ical(data)).between(FIRST, LAST)
    for start, end in sorted((e.start.astimezone(UTC), e.end.astimezone(UTC)) for e in found):
        begin, stop = max(start, FIRST), min(end, LAST)
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], stop))
        elif begin < stop:
            joined.append((begin, stop))
    return tuple(joined)


def starts_by_its_rule(start: datetime, rule: str) -> bool:
    """Whether the start is one of the rule's; if not, iCalendar leaves open what to do (RFC 5545 3.8.5.3)."""
    plain, _, until = rule.partition("COUNT")[0].rstrip(";").partition(";UNTIL=")
    if until and datetime.strptime(until, "%Y%m%dT%H%M%S%z") < start.replace(tzinfo=NEW_YORK):
        return False
    return next(iter(rrulestr(f"RRULE:{plain}", dtstart=start)), None) == start


@settings(deadline=None, max_examples=300)
@given(_starts, st.integers(1, 119), _rules, st.lists(st.integers(0, 60).filter(lambda day: day != 28), max_size=3))
def test_we_and_recurring_ical_events_find_the_same_busy_times(
    start: datetime, minutes: int, rule: str, gone: list[int]
) -> None:
    assume(starts_by_its_rule(start, rule))
    data = text(start, minutes, rule, gone)
    found = busy_times(data, FIRST, LAST, NEW_YORK)
    assert found.troubles == ()
    assert found.spans == judged(data)
