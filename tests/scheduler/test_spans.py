"""Spans, delays and open days: the one arithmetic of dates."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.workdays import BadHours, Closure, NoOpenDay, Workdays, parse_hours
from scheduler.clock import parse_day
from scheduler.mistakes import Refusal
from scheduler.people import as_code, npi_is_valid
from scheduler.spans import BadSpan, Span, Unit, due_on, parse_delay, parse_span
from tests.houses import TODAY

THANKSGIVING = Workdays(holiday=lambda day: "Thanksgiving" if day == date(2026, 11, 26) else None)
OFFICE = Workdays(weekdays=frozenset({0, 1, 2, 3}), whose="Dr. Lee's office")

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("30 days", Span(30, Unit.DAY)),
        ("1 day", Span(1, Unit.DAY)),
        ("6 weeks", Span(6, Unit.WEEK)),
        ("60d", Span(60, Unit.DAY)),
        ("2w", Span(2, Unit.WEEK)),
        ("3 months", Span(3, Unit.MONTH)),
        ("2 business days", Span(2, Unit.BUSINESS_DAY)),
        ("0 days", Span(0, Unit.DAY)),
    ],
)
def test_spans_read_as_people_write_them(text: str, span: Span) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize("text", ["", "days", "-3 days", "3", "3 dayz", "1.5 days", "99999 days", "٣ days"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(BadSpan):
        parse_span(text)


def test_business_days_before_a_visit_skip_the_holiday_and_the_closed_office() -> None:
    dated = due_on(date(2026, 12, 2), parse_delay("3 business days before"), THANKSGIVING, [OFFICE])
    assert dated.day == date(2026, 11, 25)
    assert dated.words == (
        "Wed 2 Dec 2026 - 3 business days = Fri 27 Nov 2026; Fri 27 Nov Dr. Lee's office is closed, "
        "Thu 26 Nov Thanksgiving: Wed 25 Nov 2026"
    )


def test_zero_on_a_closed_day_is_the_next_open_day() -> None:
    assert due_on(date(2026, 11, 28), parse_delay("same day"), Workdays()).day == date(2026, 11, 30)


def test_an_urgent_one_stays_on_a_closed_day() -> None:
    assert due_on(date(2026, 11, 28), parse_delay("same day"), Workdays(), any_day=True).day == date(2026, 11, 28)


@given(days, st.integers(1, 40))
def test_months_clamp_to_the_last_day_and_do_not_drift(day: date, count: int) -> None:
    moved = Span(1, Unit.MONTH).times(count).after(day, Workdays())
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count


@given(days, st.integers(-60, 60))
def test_adding_open_days_and_taking_them_away_agree_with_counting(day: date, count: int) -> None:
    workdays = Workdays()
    moved = workdays.add(day, count)
    step = 1 if count >= 0 else -1
    walked = [d for n in range(1, 200) if workdays.is_open(d := day + timedelta(days=step * n))]
    assert moved == (day if count == 0 else walked[abs(count) - 1])


questions = st.tuples(st.dates(date(2020, 1, 1), date(2032, 12, 31)), st.integers(-30, 30))


@given(st.lists(questions, min_size=1, max_size=12))
def test_what_was_asked_before_does_not_change_an_answer(asked: list[tuple[date, int]]) -> None:
    """A calendar counts in a stretch of days that grows with the questions; one year of it is closed."""
    sabbatical = Closure(date(2024, 3, 1), date(2025, 4, 20), "sabbatical")
    used = Workdays(closures=(sabbatical,))
    for day, count in asked:
        assert _added(used, day, count) == _added(Workdays(closures=(sabbatical,)), day, count)
        last = day + timedelta(days=abs(count) * 2)
        open_ones = sum(used.is_open(day + timedelta(days=n)) for n in range(1, (last - day).days + 1))
        assert [used.closer(day, last, n) for n in (open_ones, open_ones + 1)] == [False, True]


def _added(workdays: Workdays, day: date, count: int) -> date | None:
    """The day, or None where there is none."""
    try:
        return workdays.add(day, count)
    except NoOpenDay:
        return None


@given(days)
def test_before_rolls_back_and_after_rolls_forward(day: date) -> None:
    assert due_on(day, parse_delay("0 days before"), Workdays()).day <= day
    assert due_on(day, parse_delay("0 days after"), Workdays()).day >= day


def test_a_calendar_that_is_always_closed_is_said_and_never_walked_for_ever() -> None:
    never = Workdays(closures=(Closure(date(2000, 1, 1), date(2100, 1, 1), "gone fishing"),))
    with pytest.raises(NoOpenDay):
        due_on(TODAY, parse_delay("1 business day after"), never)
    with pytest.raises(NoOpenDay):
        due_on(TODAY, parse_delay("same day"), Workdays(), [never])


def test_office_hours_read_as_people_write_them() -> None:
    hours = parse_hours("Mon-Thu 08:30-17:00, Fri 9-12")
    assert hours.weekdays == frozenset(range(5))
    assert hours.on(4) == ((time(9), time(12)),)


@pytest.mark.parametrize("text", ["", "always", "Mon 17-9", "Fri-Mon 9-12", "Mon 9-25", "Mon"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(BadHours):
        parse_hours(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("tomorrow", date(2026, 11, 25)),
        ("yesterday", date(2026, 11, 23)),
        ("tuesday", date(2026, 12, 1)),
        ("wed", date(2026, 11, 25)),
        ("+3d", date(2026, 11, 27)),
        ("+2w", date(2026, 12, 8)),
        ("-1d", date(2026, 11, 23)),
        ("2027-02-28", date(2027, 2, 28)),
    ],
)
def test_days_read_as_people_type_them(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "soon", "+3", "+3m", "2026-13-01", "24.11.2026"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        parse_day(text, TODAY)


def test_an_npi_is_checked_by_luhn_with_its_prefix() -> None:
    assert npi_is_valid("1234567893")
    assert not npi_is_valid("1234567898")
    assert not npi_is_valid("123456789")
    assert not npi_is_valid("١٢٣٤٥٦٧٨٩٣")


def test_codes_forgive_small_letters_and_look_alikes() -> None:
    assert as_code("7f3k") == "7F3K"
    assert as_code("oil0") == "0110"
    assert as_code("Ruiz") is None
    assert as_code("7F") is None
