"""The laws of pacing (architecture 4a, 7): nothing lost, no latest day passed, the window kept or the breach said."""

from collections import Counter
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from calendars.workdays import Workdays
from scheduler.followups import FollowUp, FollowUpKind, Key, Planned, Priority, Recipient
from scheduler.pacing import CALLS, Around, Pace, Paced, pace, paced
from scheduler.placing import apart
from tests.houses import TODAY, at_noon, open_days

WORKDAYS = Workdays()
PROVIDERS = ("P1EE", "PSHA")


def follow_up(
    number: int, due: date, *, provider: str = "P1EE", kind: str = "call", priority: int = 3, **changes: object
) -> FollowUp:
    """A follow-up with a provider."""
    planned = Planned(
        key=Key("rule", "step", f"C{number:03}", provider, f"F{number}"),
        kind=FollowUpKind(kind),
        recipient=Recipient.PROVIDER,
        priority=Priority(priority),
        due=due,
        earliest=changes.pop("earliest", due),  # type: ignore[arg-type]
        limit=changes.pop("limit", WORKDAYS.add(due, 10)),  # type: ignore[arg-type]
        client=f"C{number:03}",
        provider=provider,
        practitioner="maya",
    )
    row = FollowUp(id=f"{number:04}", planned=planned, created_at=at_noon(due), changed_at=at_noon(due))
    return structs.replace(row, **changes)


def around(
    contacts: dict[str, list[date]] | None = None, business_days: int | None = 5, calls: int | None = 3
) -> Around:
    """What pacing looks at."""
    return Around(
        workdays=WORKDAYS,
        pace=Pace(business_days, calls),
        today=TODAY,
        contacts=contacts or {},
        own_window={},
        offices={},
    )


@st.composite
def open_ones(draw: st.DrawFn) -> list[FollowUp]:
    """Follow-ups over six weeks: calls and reports, routine and urgent, some pinned, some to be done before a day."""
    found = []
    for number in range(draw(st.integers(1, 14))):
        due = WORKDAYS.on_or_after(TODAY + timedelta(days=draw(st.integers(-10, 40))))
        before = draw(st.booleans())
        row = follow_up(
            number,
            due,
            provider=draw(st.sampled_from(PROVIDERS)),
            kind=draw(st.sampled_from(["call", "report", "thank_you", "introduction"])),
            priority=draw(st.sampled_from([0, 1, 2, 3, 4])),
            earliest=WORKDAYS.add(due, -5) if before else due,
            limit=due if before else WORKDAYS.add(due, draw(st.integers(0, 10))),
            pinned=draw(st.one_of(st.none(), st.just(WORKDAYS.on_or_after(TODAY + timedelta(days=9))))),
        )
        found.append(row)
    return found


contacts = st.dictionaries(
    st.sampled_from(PROVIDERS), st.lists(st.integers(-20, 0).map(lambda n: TODAY + timedelta(days=n)), max_size=3)
)


@given(open_ones(), contacts)
@settings(max_examples=300, deadline=None)
def test_pacing_loses_no_follow_up_and_passes_no_latest_day(rows: list[FollowUp], told: dict[str, list[date]]) -> None:
    result = pace(rows, around(told))
    assert result.keys() == {f.key for f in rows if paced(f)}
    for row in rows:
        if row.key in result and not row.pinned:
            assert row.planned.earliest is not None
            assert row.planned.limit is not None
            assert row.planned.earliest <= result[row.key].day <= max(row.planned.limit, row.planned.due)


@given(open_ones(), contacts, st.randoms(use_true_random=False), st.integers(1, 5))
@settings(max_examples=200, deadline=None)
def test_placing_apart_is_placing_together(
    rows: list[FollowUp], told: dict[str, list[date]], chance: Random, at_once: int
) -> None:
    """Groups of practitioners that share no provider are placed one after the other."""
    whose = {provider: chance.choice(["amy", "ben", "cleo"]) for provider in PROVIDERS}
    shared = chance.choice(PROVIDERS)
    owned = [whose[f.planned.provider or ""] if f.planned.provider != shared else chance.choice("xyz") for f in rows]
    rows = [
        structs.replace(f, planned=structs.replace(f.planned, practitioner=one))
        for f, one in zip(rows, owned, strict=True)
    ]
    pairs = Counter((f.planned.practitioner, f.planned.provider) for f in rows)
    groups = apart(pairs, at_once)
    assert sorted(one for group in groups for one in group) == sorted(set(owned))
    found: dict[Key, Paced] = {}
    for group in groups:
        found |= pace([f for f in rows if f.planned.practitioner in group], around(told))
    assert found == pace(rows, around(told))


@given(open_ones(), contacts)
@settings(max_examples=300, deadline=None)
def test_two_routine_contacts_are_never_closer_than_the_cap_without_saying_so(
    rows: list[FollowUp], told: dict[str, list[date]]
) -> None:
    result = pace(rows, around(told))
    for provider in PROVIDERS:
        mine = [f for f in rows if f.key in result and f.planned.provider == provider]
        days = sorted({result[f.key].day for f in mine})
        for one, other in ((a, b) for a in days for b in days if a < b):
            close = open_days(WORKDAYS, one, other) < 5
            both = [f for f in mine if result[f.key].day in (one, other)]
            bundles = {result[f.key].bundle for f in both}
            excused = any(result[f.key].breach or f.pinned for f in both)
            shared = len(bundles) == 1 and None not in bundles
            assert not close or excused or shared


def test_what_comes_along_with_an_overdue_contact_keeps_the_next_ones_away_too() -> None:
    overdue = follow_up(6, TODAY - timedelta(days=1), priority=2, limit=TODAY - timedelta(days=1))
    along = follow_up(5, TODAY, priority=2, limit=TODAY)
    due = TODAY + timedelta(days=6)
    after = follow_up(7, due, priority=2, earliest=TODAY - timedelta(days=1), limit=due)
    result = pace([overdue, along, after], around())
    bundles = {result[f.key].bundle for f in (overdue, along, after)}
    assert len(bundles) == 1
    assert None not in bundles


@given(open_ones(), contacts)
@settings(max_examples=200, deadline=None)
def test_pacing_does_not_depend_on_the_order_of_the_rows(rows: list[FollowUp], told: dict[str, list[date]]) -> None:
    assert pace(rows, around(told)) == pace(list(reversed(rows)), around(told))


@given(open_ones())
@settings(max_examples=200, deadline=None)
def test_urgent_ones_pass(rows: list[FollowUp]) -> None:
    result = pace(rows, around())
    assert not [f for f in rows if f.planned.priority <= Priority.SAME_DAY and f.key in result]


@given(open_ones())
@settings(max_examples=200, deadline=None)
def test_at_most_three_routine_calls_a_day_unless_nothing_else_is_left(rows: list[FollowUp]) -> None:
    result = pace(rows, around())
    for day in {p.day for p in result.values()}:
        calls = [
            f for f in rows if f.key in result and result[f.key].day == day and f.planned.kind in CALLS and not f.pinned
        ]
        contacts = {result[f.key].bundle or f.id for f in calls}
        excused = any(result[f.key].breach for f in calls)
        pinned = [f for f in rows if f.pinned == day]
        assert len(contacts) <= 3 or excused or pinned


def test_three_clients_of_one_provider_are_one_call() -> None:
    rows = [follow_up(n, TODAY + timedelta(days=n)) for n in range(3)]
    rows = [structs.replace(f, planned=structs.replace(f.planned, earliest=TODAY)) for f in rows]
    result = pace(rows, around())
    assert {p.day for p in result.values()} == {TODAY}
    assert {p.bundle for p in result.values()} == {"0000"}


def test_an_absent_cap_means_none() -> None:
    rows = [follow_up(n, TODAY + timedelta(days=n)) for n in range(3)]
    result = pace(rows, around(business_days=None, calls=None))
    assert [p.day for p in result.values()] == [f.planned.due for f in rows]
    assert {p.bundle for p in result.values()} == {None}


def test_what_is_overdue_is_not_rolled_on_and_newcomers_join_it() -> None:
    old = follow_up(1, TODAY - timedelta(days=4))
    new = follow_up(2, TODAY)
    result = pace([old, new], around())
    assert result[old.key].day == old.planned.due
    assert result[new.key].day == TODAY
    assert result[old.key].bundle == result[new.key].bundle == "0001"


def test_a_report_before_a_visit_is_pulled_earlier_and_never_past_it() -> None:
    visit_report = follow_up(
        1, TODAY + timedelta(days=3), kind="report", earliest=TODAY, limit=TODAY + timedelta(days=3)
    )
    result = pace([visit_report], around({"P1EE": [TODAY + timedelta(days=6)]}))
    assert result[visit_report.key].day <= visit_report.planned.due


def test_a_deadline_wins_over_the_cap_and_says_so() -> None:
    tight = follow_up(1, TODAY, limit=TODAY)
    (only,) = pace([tight], around({"P1EE": [TODAY - timedelta(days=1)]})).values()
    assert only.day == TODAY
    assert only.breach
    assert "it cannot wait" in only.words
