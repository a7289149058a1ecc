"""Meeting times: inside the hours of both sides, each in its own zone; bounded; and they stay where they are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from calendars.workdays import Closure, Hours, Workdays, parse_hours
from scheduler.closing import move
from scheduler.followups import FollowUp, Status
from scheduler.slotting import LENGTH, Busy, Open, Slot, propose
from scheduler.store import followups, people
from tests.houses import LEE, PRACTICE, SHAH, TODAY, rule, rules
from tests.traps.desk import Desk

Desks = Callable[..., Desk]
DAY = timedelta(days=1)
NEW_YORK = ZoneInfo("America/New_York")
ZONES = [ZoneInfo(z) for z in ("America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata")]
MEET = rules(rule(follow_up={"kind": "meeting", "to": "provider", "due": "same day"}))
ALL_DAY = "Mon-Fri 0-23:30"


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """Opening hours: some weekdays, one or two spans on each."""
    spans = []
    for weekday in sorted(draw(st.sets(st.integers(0, 6), min_size=1))):
        marks = sorted(draw(st.sets(st.integers(0, 47), min_size=2, max_size=4)))
        marks = marks[: len(marks) // 2 * 2]
        spans += [
            (weekday, time(a // 2, 30 * (a % 2)), time(b // 2, 30 * (b % 2)))
            for a, b in zip(marks[::2], marks[1::2], strict=True)
        ]
    return Hours(tuple(spans))


@st.composite
def both_sides(draw: st.DrawFn) -> Open:
    """A practice and an office, each with its own hours in its own zone, and some closures."""
    mine, office = draw(hours()), draw(st.one_of(st.none(), hours()))
    first = TODAY + draw(st.integers(0, 20)) * DAY
    closures = (Closure(first, first + draw(st.integers(0, 5)) * DAY, "away"),)
    return Open(
        workdays=Workdays(weekdays=mine.weekdays, closures=closures if draw(st.booleans()) else ()),
        hours=mine,
        zone=draw(st.sampled_from(ZONES)),
        office_hours=office,
        office_zone=draw(st.sampled_from([None, *ZONES])),
        office_days=Workdays(weekdays=office.weekdays, closures=closures) if office and draw(st.booleans()) else None,
    )


busy_times = st.lists(
    st.builds(
        lambda minutes, length: Busy(
            datetime(2026, 11, 24, tzinfo=UTC) + timedelta(minutes=minutes),
            datetime(2026, 11, 24, tzinfo=UTC) + timedelta(minutes=minutes + length),
        ),
        st.integers(0, 40 * 24 * 60),
        st.integers(1, 12 * 60),
    ),
    max_size=12,
)
firsts = st.one_of(
    st.integers(0, 30).map(lambda n: TODAY + n * DAY),
    st.sampled_from([date(2027, 3, 12), date(2027, 10, 29)]),  # Fridays before the clocks change
)


def _inside(start: datetime, open_hours: Hours) -> bool:
    """Whether half an hour from a wall time lies inside the hours, minute by minute."""
    return all(
        any(
            weekday == minute.weekday() and opens <= minute.time() and minute.time() < closes
            for weekday, opens, closes in open_hours.spans
        )
        for minute in (start + timedelta(minutes=n) for n in range(30))
    )


@given(firsts, both_sides(), busy_times)
@settings(max_examples=100, deadline=None)
def test_a_time_is_inside_the_hours_of_both_sides_each_in_its_own_zone_and_not_taken(
    first: date, both: Open, busy: list[Busy]
) -> None:
    slot = propose(first, both, busy)
    if slot is None:
        return
    assert slot.day >= first
    wall = datetime.combine(slot.day, slot.at)
    start = wall.replace(tzinfo=both.zone).astimezone(UTC)
    assert start.astimezone(both.zone).replace(tzinfo=None) == wall  # a wall time that exists
    assert both.workdays.is_open(slot.day)
    assert _inside(wall, both.hours)
    there = start.astimezone(both.office_zone or both.zone)
    if both.office_hours is not None:
        assert _inside(there.replace(tzinfo=None), both.office_hours)
    if both.office_days is not None:
        assert both.office_days.is_open(there.date())
    assert not [b for b in busy if b.start < start + LENGTH and start < b.end]


@given(firsts, both_sides(), busy_times)
@settings(max_examples=60, deadline=None)
def test_no_earlier_half_hour_would_have_done(first: date, both: Open, busy: list[Busy]) -> None:
    slot = propose(first, both, busy)
    if slot is None:
        return
    day, earlier = first, []
    while day <= slot.day:
        for opens, closes in both.hours.on(day.weekday()):
            at = datetime.combine(day, opens)
            while at + LENGTH <= datetime.combine(day, closes) and (day, at.time()) < (slot.day, slot.at):
                earlier.append(Slot(day, at.time()))
                at += timedelta(minutes=30)
        day += DAY
    for other in earlier:
        kept = propose(first, both, busy, other)
        assert kept == slot  # had it fitted, it would have been kept


@given(firsts, both_sides(), busy_times, busy_times)
@settings(max_examples=100, deadline=None)
def test_a_time_that_fits_never_moves_for_something_unrelated(
    first: date, both: Open, busy: list[Busy], more: list[Busy]
) -> None:
    kept = propose(first, both, busy)
    if kept is None:
        return
    start = datetime.combine(kept.day, kept.at, both.zone).astimezone(UTC)
    unrelated = [b for b in more if not (b.start < start + LENGTH and start < b.end)]
    assert propose(first, both, [*busy, *unrelated], kept) == kept
    assert propose(first, both, unrelated, kept) == kept  # nor does it when an earlier time becomes free
    taken = Busy(start, start + LENGTH)
    assert propose(first, both, [*busy, taken], kept) != kept


@given(firsts, both_sides())
@settings(max_examples=50, deadline=None)
def test_the_search_ends_after_ten_business_days(first: date, both: Open) -> None:
    never = [Busy(datetime(2026, 1, 1, tzinfo=UTC), datetime(2032, 1, 1, tzinfo=UTC))]
    assert propose(first, both, never) is None
    tenth = both.workdays.add(both.workdays.on_or_after(first), 9)
    until_tenth = [Busy(datetime(2026, 1, 1, tzinfo=UTC), datetime.combine(tenth, time(), both.zone))]
    slot = propose(first, replace(both, office_hours=None, office_days=None), until_tenth)
    assert slot is None or slot.day == tenth
    after = [Busy(datetime(2026, 1, 1, tzinfo=UTC), datetime.combine(tenth + DAY, time(), both.zone))]
    assert propose(first, replace(both, office_hours=None, office_days=None), after) is None


def test_the_tenth_business_day_still_counts() -> None:
    both = Open(workdays=Workdays(), hours=parse_hours("Mon-Fri 9-17"), zone=NEW_YORK)
    tenth = date(2026, 12, 7)
    full = [Busy(datetime(2026, 1, 1, tzinfo=UTC), datetime.combine(tenth, time(16, 30), NEW_YORK))]
    assert propose(TODAY, both, full) == Slot(tenth, time(16, 30))


WORKING = Open(workdays=Workdays(), hours=parse_hours("Mon-Fri 9-17"), zone=NEW_YORK)


def _taken(day: date, first: time, last: time) -> Busy:
    return Busy(datetime.combine(day, first, NEW_YORK), datetime.combine(day, last, NEW_YORK))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (time(9, 15), time(9, 20), time(9, 30)),  # in the middle of it
        (time(8, 0), time(9, 1), time(9, 30)),  # over its beginning
        (time(9, 29), time(11, 0), time(11, 0)),  # over its end
        (time(8, 0), time(9, 0), time(9, 0)),  # up to it
        (time(9, 30), time(11, 0), time(9, 0)),  # from its end on
    ],
)
def test_a_time_touches_nothing_that_is_taken(first: time, last: time, expected: time) -> None:
    assert propose(TODAY, WORKING, [_taken(TODAY, first, last)]) == Slot(TODAY, expected)


def test_a_time_stays_when_an_earlier_one_becomes_free(desks: Desks) -> None:
    kept = propose(TODAY, WORKING, [_taken(TODAY, time(9), time(12))])
    assert kept == Slot(TODAY, time(12))
    assert propose(TODAY, WORKING, [], kept) == kept
    desk = _with_lee(desks, ALL_DAY)
    morning = desk.tell("meeting", "scheduled", TODAY, provider="PSHA", practitioner="maya", at=time(9, 0))
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    before = _shown(desk)
    assert set(before.values()) == {(TODAY, time(9, 30))}
    desk.retract(morning)
    desk.at(TODAY, 0, 30).round()
    assert _shown(desk) == before


@pytest.mark.parametrize("kept", [Slot(TODAY, time(8, 30)), Slot(TODAY, time(16, 45)), Slot(TODAY - DAY, time(9))])
def test_a_kept_time_outside_the_hours_or_before_its_day_is_given_up(kept: Slot) -> None:
    assert propose(TODAY, WORKING, [], kept) == Slot(TODAY, time(9))


@pytest.mark.parametrize(
    ("sunday", "hours_"),
    [(date(2027, 3, 14), "Sun 2-3"), (date(2027, 11, 7), "Sun 1-2"), (date(2027, 3, 14), "Sun 2-5")],
)
def test_no_time_is_proposed_that_does_not_exist_or_exists_twice(sunday: date, hours_: str) -> None:
    both = Open(workdays=Workdays(weekdays=frozenset({6})), hours=parse_hours(hours_), zone=NEW_YORK)
    slot = propose(sunday, both, [])
    assert slot is not None
    wall = datetime.combine(slot.day, slot.at)
    readings = {wall.replace(tzinfo=NEW_YORK, fold=fold).astimezone(UTC) for fold in (0, 1)}
    assert len(readings) == 1
    (start,) = readings
    assert start.astimezone(NEW_YORK).replace(tzinfo=None) == wall


def test_a_meeting_keeps_off_the_days_on_which_the_office_is_closed(desks: Desks) -> None:
    desk = _with_lee(desks, "Mon-Fri 9-17")
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    assert desk.one().day == TODAY
    desk.tell("absence", "closed", TODAY, provider="P1EE", until=(TODAY + DAY).isoformat())
    assert (desk.one().day, desk.one().at) == (TODAY + 2 * DAY, time(9))
    closed = Workdays(closures=(Closure(TODAY, TODAY + DAY, "closed"),))
    assert propose(TODAY, replace(WORKING, office_days=closed), []) == Slot(TODAY + 2 * DAY, time(9))


def test_hours_of_two_zones_that_never_meet_give_none() -> None:
    both = Open(
        workdays=Workdays(),
        hours=parse_hours("Mon-Fri 9-12"),
        zone=NEW_YORK,
        office_hours=parse_hours("Mon-Fri 9-12"),
        office_zone=ZoneInfo("Asia/Kolkata"),
    )
    assert propose(TODAY, both, []) is None
    assert propose(TODAY, replace(both, office_hours=parse_hours("Mon-Fri 9-20")), []) == Slot(TODAY, time(9))


def test_a_meeting_is_proposed_in_the_first_time_that_suits_the_office_in_its_own_zone(desks: Desks) -> None:
    desk = _with_lee(desks, "Mon-Fri 08:00-10:00", "America/Los_Angeles")
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    meeting = desk.one()
    assert (meeting.day, meeting.at) == (TODAY, time(11, 0))  # eight in the morning there


def _with_lee(desks: Desks, hours_: str, zone: str = "", today: date = TODAY) -> Desk:
    desk = desks(MEET, today=today).at(today, 0)
    with desk.store.write() as tx:
        people.save_provider(tx, structs.replace(LEE, hours=parse_hours(hours_), zone=zone))
    return desk


def test_no_time_within_ten_business_days_is_a_visible_problem_and_goes_away_with_it(desks: Desks) -> None:
    desk = _with_lee(desks, "Mon-Fri 18-20")
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    meeting = desk.one()
    assert meeting.slot_at is None
    assert "no time suits both" in meeting.trouble
    assert desk.status(meeting) is Status.BLOCKED
    assert meeting.blocked_by == meeting.trouble
    with desk.store.write() as tx:
        people.save_provider(tx, LEE)
    desk.at(TODAY + DAY, 0).round()
    again = desk.one()
    assert (again.id, again.trouble) == (meeting.id, "")
    assert again.slot_at == time(9)


def test_a_meeting_keeps_off_what_the_practitioner_has_on(desks: Desks) -> None:
    desk = _with_lee(desks, ALL_DAY)
    desk.tell("meeting", "scheduled", TODAY, provider="PSHA", practitioner="maya", at=time(9, 0), minutes=90)
    desk.tell("visit", "scheduled", TODAY, client="C0KF", provider="PSHA", at=time(10, 30), joint=True)
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    assert desk.one().at == time(11, 0)


def _shown(desk: Desk) -> dict[str, tuple[date, time | None]]:
    return {f.id: (f.day, f.at) for f in desk.open() if f.planned.kind.value == "meeting"}


def test_meetings_of_one_practitioner_never_overlap(desks: Desks) -> None:
    desk = _with_lee(desks, ALL_DAY)
    for client in ("CRVZ", "C0KF"):
        for provider in ("P1EE", "PSHA", "P0RT"):
            desk.tell("referral", "received", TODAY, client=client, provider=provider)
    found = _shown(desk)
    assert len(found) == 6
    assert len(set(found.values())) == 6


def test_a_stored_time_does_not_move_for_things_told_later(desks: Desks) -> None:
    desk = _with_lee(desks, ALL_DAY)
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    before = _shown(desk)
    desk.tell("meeting", "scheduled", TODAY, provider="PSHA", practitioner="maya", at=time(9, 30))
    desk.tell("meeting", "scheduled", TODAY, provider="PSHA", practitioner="jon", at=time(9, 0))
    desk.tell("contact", "reached", TODAY, provider="PSHA")
    desk.tell("visit", "scheduled", TODAY, client="CD1A", provider="PSHA", at=time(9, 0), joint=True)
    desk.at(TODAY, 0, 30).round()
    assert _shown(desk) == before


def test_a_stored_time_does_not_move_for_a_more_urgent_meeting_that_comes_later(desks: Desks) -> None:
    step = {"kind": "meeting", "to": "provider", "due": "same day"}
    urgent = rule(id="urgent", when={"change": "fall"}, follow_up={**step, "to": "referring", "priority": 2})
    desk = desks(rules(rule(follow_up={**step, "priority": 3}), urgent)).at(TODAY, 0)
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    before = _shown(desk)
    assert list(before.values()) == [(TODAY, time(9))]
    desk.tell("change", "fall", TODAY, client="CRVZ")
    after = _shown(desk)
    assert len(after) == 2
    assert after | before == after


def test_a_stored_time_does_not_move_for_a_like_meeting_whatever_their_keys(desks: Desks) -> None:
    desk = desks(MEET).at(TODAY, 0)
    for client, provider in (("CRVZ", "PSHA"), ("CRVZ", "P1EE"), ("C0KF", "PSHA"), ("C0KF", "P0RT")):
        before = _shown(desk)
        desk.tell("referral", "received", TODAY, client=client, provider=provider)
        after = _shown(desk)
        assert len(after) == len(before) + 1
        assert after | before == after


def test_a_time_that_no_longer_fits_moves(desks: Desks) -> None:
    desk = _with_lee(desks, ALL_DAY)
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    before = desk.one()
    assert before.at == time(9)
    desk.tell("meeting", "scheduled", TODAY, provider="PSHA", practitioner="maya", at=time(9, 0))
    after = desk.one()
    assert (after.id, after.at) == (before.id, time(9, 30))
    assert after.sequence > before.sequence


def test_a_time_that_has_passed_is_not_proposed(desks: Desks) -> None:
    desk = _with_lee(desks, "Mon-Fri 9-17").at(TODAY, 15, 10)
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    meeting = desk.one()
    assert meeting.at is not None
    assert _starts(meeting) > desk.now


def _starts(meeting: FollowUp) -> datetime:
    assert meeting.at is not None
    return datetime.combine(meeting.day, meeting.at, PRACTICE.zone).astimezone(UTC)


def test_a_meeting_moved_by_hand_to_a_full_or_closed_day_shows_no_time_of_another_day(desks: Desks) -> None:
    desk = _with_lee(desks, "Mon-Fri 9-17")
    full = TODAY + 2 * DAY
    desk.tell("meeting", "scheduled", full, provider="PSHA", practitioner="maya", at=time(9, 0), minutes=480)
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    for day in (full, date(2026, 11, 28)):
        with desk.store.write() as tx:
            move(tx, desk.house, followups.open_ones(tx)[0], day, desk.now)
        meeting = desk.one()
        assert meeting.day == day
        assert meeting.at is None or _free(meeting, full), (meeting.day, meeting.at)


def _free(meeting: FollowUp, full: date) -> bool:
    return PRACTICE.workdays.is_open(meeting.day) and meeting.day != full


def test_two_providers_hours_are_each_their_own(desks: Desks) -> None:
    desk = _with_lee(desks, "Mon-Fri 13-17")
    with desk.store.write() as tx:
        people.save_provider(tx, structs.replace(SHAH, hours=parse_hours("Mon-Fri 10-11")))
    for provider in ("P1EE", "PSHA"):
        desk.tell("referral", "received", TODAY, client="CRVZ", provider=provider)
    assert {f.planned.provider: f.at for f in desk.open()} == {"P1EE": time(13), "PSHA": time(10)}


def test_the_calendar_shows_the_time_that_was_found(desks: Desks) -> None:
    desk = _with_lee(desks, ALL_DAY)
    desk.subscribe()
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    (entry,) = desk.entries()
    assert entry.start == _starts(desk.one())
