"""Traps of date arithmetic: waits counted twice, month ends, endless calendars, zeros taken for nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from calendars.workdays import Closure, Workdays, parse_hours
from outreach.measures import Verdict, judge
from scheduler.closing import close
from scheduler.followups import Priority
from scheduler.planning import Practice
from scheduler.spans import due_on, parse_delay, parse_span, spoken
from scheduler.store import followups, people
from tests.houses import LEE, PRACTICE, TODAY, fact, only, planned, rule, rules, shipped_rules
from tests.stories.conftest import Cli
from tests.traps.desk import Desk

Desks = Callable[..., Desk]
DAY = timedelta(days=1)


def test_t16_the_wait_before_the_next_try_is_counted_once_and_from_the_outcome(desks: Desks) -> None:
    desk = desks(shipped_rules()).at(TODAY)
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    for tried, expected in (
        (date(2026, 11, 27), date(2026, 12, 1)),  # Friday, then Tuesday: two business days
        (date(2026, 12, 3), date(2026, 12, 7)),
        (date(2026, 12, 7), date(2026, 12, 7)),  # the letter after the third try waits for nothing more
    ):
        desk.at(tried)
        with desk.store.write() as tx:
            (call,) = [f for f in followups.open_ones(tx) if f.key.rule == "reach-new-client"]
            close(tx, desk.house, call, "voicemail", desk.now)
        again = desk.one("reach-new-client")
        assert again.planned.due == expected
        assert again.planned.dated.startswith(spoken(tried))  # what `why` shows starts from the outcome alone
        assert again.planned.dated.count("business day") <= 1


def test_t16_the_arithmetic_that_is_shown_is_the_one_that_was_done() -> None:
    for text in ("10 days after", "6 weeks after", "1 month before", "3 business days before", "same day"):
        delay = parse_delay(text)
        dated = due_on(TODAY, delay, Workdays())
        assert spoken(dated.day) in dated.words
        plain = delay.span.before(TODAY, Workdays()) if delay.before else delay.span.after(TODAY, Workdays())
        assert spoken(plain) in dated.words


MONTH_ENDS = [
    (date(2027, 1, 31), [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30), date(2027, 5, 31)]),
    (date(2027, 1, 30), [date(2027, 2, 28), date(2027, 3, 30), date(2027, 4, 30), date(2027, 5, 30)]),
    (date(2028, 1, 29), [date(2028, 2, 29), date(2028, 3, 29), date(2028, 4, 29), date(2028, 5, 29)]),
]
EVERY_MONTH = rules(
    rule(
        when={"every": "1 month", "since": {"milestone": "assessment"}},
        follow_up={"kind": "check", "to": "client", "due": "same day", "any_day": True},
    )
)


@pytest.mark.parametrize(("start", "expected"), MONTH_ENDS)
def test_t19_every_month_from_a_month_end_skips_no_short_month_and_does_not_drift(
    start: date, expected: list[date]
) -> None:
    found = planned([fact("milestone", "assessment", start, client="CRVZ")], EVERY_MONTH, today=start)
    dues = sorted(p.due for p in found.values())
    assert dues[: len(expected)] == expected
    assert sorted(k.occurrence for k in found) == list(range(1, len(found) + 1))


def test_t19_a_month_before_the_last_of_march_is_the_last_of_february() -> None:
    month = parse_span("1 month")
    assert month.before(date(2027, 3, 31), Workdays()) == date(2027, 2, 28)
    assert month.after(date(2027, 12, 31), Workdays()) == date(2028, 1, 31)
    assert month.times(12).after(date(2028, 2, 29), Workdays()) == date(2029, 2, 28)


ALWAYS_CLOSED = Closure(TODAY + DAY, date(2035, 12, 31), "a very long leave")


def test_t20_an_office_that_is_closed_for_years_stops_nobody_else(desks: Desks) -> None:
    desk = desks(shipped_rules()).at(TODAY)
    desk.tell("absence", "closed", provider="P1EE", until="2035-12-31")
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.tell("referral", "received", client="C0KF", provider="PSHA")
    desk.at(TODAY + DAY).round()
    assert "PSHA" in {f.planned.provider for f in desk.open("thank-referrer")}
    assert desk.letters()


@pytest.mark.parametrize("office", ["open on weekends only", "closed for years"])
def test_t20_what_finds_no_day_stays_visible_and_blocked_and_is_not_lost(desks: Desks, office: str) -> None:
    """Law 4a, 6 in spirit: a problem makes a blocked follow-up that says so, never nothing."""
    desk = desks(rules(rule())).at(TODAY)
    if office == "closed for years":
        desk.tell("absence", "closed", provider="P1EE", until="2035-12-31")
    else:
        with desk.store.write() as tx:
            people.save_provider(tx, structs.replace(LEE, hours=parse_hours("Sat-Sun 9-12")))
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    (follow_up,) = desk.open()
    assert "no open day" in (follow_up.blocked_by or "")


def test_t20_a_practitioner_who_is_away_for_years_stops_no_round_and_hides_nothing_urgent(desks: Desks) -> None:
    desk = desks(shipped_rules()).at(TODAY)
    desk.tell("absence", "away", practitioner="maya", until="2035-12-31")
    desk.tell("referral", "received", client="CD1A", provider="PSHA")  # Jon's
    desk.tell("change", "fall", client="CRVZ")  # Maya's
    desk.at(TODAY + DAY).round()
    assert desk.open("thank-referrer")
    assert desk.one("fall").planned.due == TODAY + DAY


URGENT = rule(
    id="urgent",
    when={"change": "red flag"},
    during=["active", "on hold"],
    follow_up={"kind": "call", "to": "client", "due": "same day", "priority": 0},
)
LATER = rule(id="later", follow_up={"kind": "thank_you", "to": "provider", "due": "25 days after"})


@pytest.mark.parametrize("first", [TODAY + DAY, TODAY + 30 * DAY])
def test_t20_a_practice_that_is_closed_for_years_does_not_stop_the_round(desks: Desks, first: date) -> None:
    closed = replace(PRACTICE.workdays, closures=(replace(ALWAYS_CLOSED, first=first),))
    desk = desks(rules(URGENT, LATER), replace(PRACTICE, workdays=closed)).at(TODAY)
    desk.tell("referral", "received", client="C0KF", provider="PSHA")
    desk.tell("change", "red flag", client="CRVZ")
    desk.round()
    assert desk.one("urgent").planned.due == TODAY
    assert any(desk.one("urgent").id in str(m) for m in desk.letters())


CALL = {"kind": "call", "to": "client"}
BUSINESS_DAYS = {
    "two steps": rule(id="odd", follow_up=[{**CALL, "due": f"{n} business days after"} for n in (1, 20)]),
    "missing": rule(id="odd", when={"missing": "next visit", "again": "10 business days"}, follow_up=CALL),
    "ahead": rule(id="odd", when={"missing": "clearance", "ahead": "10 business days"}, follow_up=CALL),
    "silence": rule(
        id="odd", scope="provider", when={"silence": "10 business days"}, follow_up={"kind": "call", "to": "provider"}
    ),
    "every": rule(id="odd", when={"every": "10 business days", "since": {"referral": "received"}}, follow_up={**CALL}),
    "retry": rule(id="odd", follow_up=CALL, retry={"after": "voicemail", "every": "10 business days"}),
}


@pytest.mark.parametrize("odd", BUSINESS_DAYS.values(), ids=BUSINESS_DAYS.keys())
def test_t20_business_days_that_never_come_stop_nobody_elses_follow_up(desks: Desks, odd: dict[str, Any]) -> None:
    closed = replace(PRACTICE.workdays, closures=(replace(ALWAYS_CLOSED, first=TODAY + 4 * DAY),))
    desk = desks(rules(odd, URGENT), replace(PRACTICE, workdays=closed)).at(TODAY)
    desk.tell("contact", "reached", provider="P1EE")
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.tell("clearance", "received", client="CRVZ", until=(TODAY + 600 * DAY).isoformat())
    for follow_up in [f for f in desk.open("odd") if f.planned.client == "CRVZ"][:1]:
        with desk.store.write() as tx:
            close(tx, desk.house, follow_up, "voicemail", desk.now)
    desk.tell("change", "red flag", client="C0KF")
    desk.at(TODAY + DAY).round()
    urgent = desk.one("urgent")
    assert any(urgent.id in str(m) for m in desk.letters())


def _due(text: str, anchor: date = TODAY, **step: object) -> date:
    follow_up = {"kind": "thank_you", "to": "provider", "due": text, **step}
    told = fact("referral", "received", anchor, client="CRVZ", provider="P1EE")
    return only(planned([told], rules(rule(follow_up=follow_up)), today=anchor)).due


@pytest.mark.parametrize(
    "text", ["same day", "0 days after", "0 days before", "0 weeks after", "0 months after", "0 business days after"]
)
def test_t23_an_offset_of_zero_is_the_same_day(text: str) -> None:
    assert _due(text) == TODAY


@pytest.mark.parametrize("text", ["same day", "0 days after", "0 business days after"])
def test_t23_an_offset_of_zero_on_a_closed_day_is_the_next_open_day(text: str) -> None:
    assert _due(text, date(2026, 11, 28)) == date(2026, 11, 30)
    assert _due(text, date(2026, 11, 28), any_day=True) == date(2026, 11, 28)


def test_t23_what_is_due_on_the_day_it_is_told_is_due_at_once(desks: Desks) -> None:
    desk = desks(rules(rule(follow_up={"kind": "thank_you", "to": "provider", "due": "same day"}))).at(TODAY)
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.round()
    assert any(desk.one().id in str(m) for m in desk.letters())


def test_t23_priority_zero_is_the_most_urgent_and_no_missing_priority() -> None:
    step = {"kind": "call", "to": "client", "due": "same day", "priority": 0}
    told = fact("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    assert only(planned([told], rules(rule(follow_up=step)))).priority is Priority.NOW


def test_t23_the_first_of_a_series_and_a_rule_that_expires_on_its_day_are_kept() -> None:
    steps = [
        {"step": "a", "kind": "call", "to": "client", "due": "0 days after"},
        {"step": "b", "kind": "letter", "to": "provider", "due": "0 days after", "expires": "0 days"},
    ]
    told = fact("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    found = planned([told], rules(rule(follow_up=steps)))
    assert {(p.key.step, p.due) for p in found.values()} == {("a", TODAY), ("b", TODAY)}
    assert {p.latest for p in found.values() if p.key.step == "b"} == {TODAY}


def test_t23_a_measure_of_zero_is_a_value() -> None:
    """Pain that went from 4 to 0 is a gain, and one that came back from 0 is a worsening."""
    assert judge("pain_nrs", 4, 0) is Verdict.GAIN
    assert judge("pain_nrs", 0, 4) is Verdict.WORSENING
    gain = rules(
        rule(
            when={"measure": "pain_nrs", "change": "meaningful gain"},
            follow_up={"kind": "call", "to": "client", "due": "same day"},
        )
    )
    before, after = (fact("measure", "pain_nrs", TODAY - n * DAY, client="CRVZ") for n in (30, 0))
    told = [structs.replace(before, data={"value": 4}), structs.replace(after, data={"value": 0})]
    assert only(planned(told, gain)).due == TODAY


def test_t23_a_meeting_at_midnight_has_a_time(desks: Desks) -> None:
    desk = desks(rules())
    desk.subscribe()
    desk.tell("meeting", "scheduled", TODAY + DAY, provider="P1EE", practitioner="maya", at=time(0, 0))
    (entry,) = desk.entries()
    assert entry.start == datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize("cadence", ["0 days", "0d"])
def test_t23_a_cadence_of_zero_is_refused_or_ignored_and_never_ends_the_reports(cli: Cli, cadence: str) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    cli.fact("authorization", ana, "--until", "2027-11-01", "--on", "2026-11-01")
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-02")
    before = [f["due"] for f in cli.upcoming() if f["rule"] == "monthly-report"]
    assert before
    cli("record", "preference", lee, "cadence", "--is", cadence)
    assert [f["due"] for f in cli.upcoming() if f["rule"] == "monthly-report"] == before
    (report, *_) = [f for f in cli.upcoming() if f["rule"] == "initial-report"]
    cli("done", str(report["id"]), "--prefers", f"cadence={cadence}")
    assert [f for f in cli.upcoming() if f["rule"] == "monthly-report"]


def test_t17_the_days_of_follow_ups_are_the_same_in_every_zone(desks: Desks) -> None:
    """Days are local dates without a zone: see test_daylight.py for the hours."""
    told = [
        fact("referral", "received", date(2027, 3, 12), client="CRVZ", provider="P1EE"),
        fact("milestone", "assessment", date(2027, 3, 12), client="CRVZ"),
    ]
    plans = []
    for zone in ("America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata", "Pacific/Kiritimati"):
        practice: Practice = replace(PRACTICE, zone=ZoneInfo(zone))
        found = planned(told, shipped_rules(), date(2027, 3, 13), practice)
        plans.append({k: (p.due, p.earliest, p.limit, p.latest) for k, p in found.items()})
    assert plans[0]
    assert all(p == plans[0] for p in plans)


def test_t17_a_visit_keeps_its_wall_time_over_a_change_of_the_clocks(desks: Desks) -> None:
    desk = desks(rules(), today=date(2027, 3, 8))
    desk.subscribe()
    for day in (date(2027, 3, 12), date(2027, 3, 15)):
        desk.tell("visit", "scheduled", day, client="CRVZ", provider="P1EE", at=time(10, 30))
    assert [e.start for e in desk.entries()] == [
        datetime(2027, 3, 12, 15, 30, tzinfo=UTC),
        datetime(2027, 3, 15, 14, 30, tzinfo=UTC),
    ]


def test_t16_a_window_of_its_own_ends_before_the_next_of_a_series() -> None:
    step = {"kind": "call", "to": "client", "due": "same day", "expires": "2 days"}
    weekly = rule(when={"every": "14 days", "since": {"milestone": "assessment"}}, follow_up=step)
    told = fact("milestone", "assessment", TODAY, client="CRVZ")
    found = planned([told], rules(weekly)).values()
    assert len(found) > 3
    assert {p.latest - p.due if p.latest else None for p in found} == {2 * DAY}


BEFORE_THE_VISIT = rules(
    rule(
        when={"visit": "scheduled"},
        follow_up={"kind": "check", "to": "client", "due": "3 business days before"},
    )
)


@pytest.mark.parametrize(("told_on", "due"), [(-10, TODAY - DAY), (0, TODAY + DAY)])
def test_t11_an_absence_moves_what_precedes_a_visit_before_it_unless_it_is_too_late_for_that(
    desks: Desks, told_on: int, due: date
) -> None:
    first, last = TODAY, TODAY + 4 * DAY
    visit = fact("visit", "scheduled", TODAY + 6 * DAY, client="CRVZ", provider="P1EE")
    absence = fact("absence", "away", first, practitioner="maya", until=last.isoformat())
    absence = structs.replace(absence, recorded_at=datetime.combine(TODAY + told_on * DAY, time(12), UTC))
    found = only(planned([visit, absence], BEFORE_THE_VISIT))
    assert found.due == due, found.dated
