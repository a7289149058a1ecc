"""What feeds show, and how little is made anew: kinds, blocks, alarms, practices, clients who go to a colleague."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from msgspec import structs
from sqlalchemy import event, text

from calendars import ics
from calendars.entries import Entry
from scheduler.closing import close
from scheduler.facts import Fact, FactKind
from scheduler.people import Client
from scheduler.publishing import MOST, MOST_BYTES
from scheduler.replanning import replan_everything
from scheduler.store import facts as fact_store
from scheduler.store import followups, people
from scheduler.store.erasing import erase_client
from tests.houses import LEE, RUIZ, TODAY, rule, rules
from tests.traps.conftest import desks  # noqa: F401 - a fixture
from tests.traps.desk import Desk

Desks = Callable[..., Desk]
DAY = timedelta(days=1)
CALLS = rule(when={"milestone": "assessment"}, follow_up={"kind": "call", "to": "client", "due": "3 days after"})
VISITS = rule(when={"visit": "scheduled"}, follow_up={"kind": "report", "to": "visited", "due": "3 days before"})
ALL = rules({**CALLS, "id": "calls"}, {**VISITS, "id": "visits"})
OTHER = "0ther" + "y" * 27
VISIT_DAY = date(2026, 12, 9)


def busy_desk(desks: Desks, **shown: Any) -> Desk:  # noqa: F811
    """A practice with a call, a report and a visit of Maya's, and a call of Jon's."""
    desk = desks(ALL)
    desk.subscribe(**shown)
    desk.tell("milestone", "assessment", client="CRVZ")
    desk.tell("milestone", "assessment", client="CD1A")
    desk.tell("visit", "scheduled", VISIT_DAY, client="CRVZ", provider="P1EE", at=time(10, 30))
    return desk


def kinds(entries: list[Entry]) -> list[str]:
    return sorted(entry.title.split()[0] for entry in entries)


def to_practitioner(desk: Desk, client: Client, code: str) -> None:
    """Give a client into another practitioner's hands."""
    with desk.store.write() as tx:
        people.save_client(tx, structs.replace(client, practitioner=code))
        replan_everything(tx, desk.house, desk.now)


@contextmanager
def counted(desk: Desk) -> Iterator[list[str]]:
    """The statements that reach the database."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    for engine in (desk.store.reader, desk.store.writer):
        event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in (desk.store.reader, desk.store.writer):
        event.remove(engine, "before_cursor_execute", note)


# What is shown


def test_a_feed_of_some_kinds_shows_these_alone(desks: Desks) -> None:  # noqa: F811
    desk = busy_desk(desks)
    assert kinds(desk.entries()) == ["Call", "Report", "Visit"]
    for number, chosen in enumerate([("call",), ("report", "visit"), ("thank_you",)]):
        desk.subscribe(token=f"{number}" * 32, name=str(number), kinds=chosen)
        shown = desk.entries(f"{number}" * 32)
        assert kinds(shown) == [kind.capitalize() for kind in chosen if kind != "thank_you"]


def test_the_feed_of_a_practice_shows_everybodys_and_whose_each_is(desks: Desks) -> None:  # noqa: F811
    desk = busy_desk(desks, practitioner="", practice=True)
    titles = [entry.title for entry in desk.entries()]
    assert len(titles) == 4
    assert sum(title.endswith(" (jon)") for title in titles) == 1
    assert sum(title.endswith(" (maya)") for title in titles) == 3


def test_alarms_come_only_on_request_and_only_for_what_is_ahead(desks: Desks) -> None:  # noqa: F811
    desk = busy_desk(desks)
    assert b"VALARM" not in desk.fetch().body
    desk.subscribe(token=OTHER, name="other", alarms=True)
    by_kind = {entry.title.split()[0]: entry.alarm for entry in desk.entries(OTHER)}
    assert by_kind == {"Call": timedelta(hours=9), "Report": timedelta(hours=9), "Visit": timedelta(minutes=-15)}
    call = next(f for f in desk.open("calls") if f.planned.practitioner == "maya")
    with desk.store.write() as tx:
        close(tx, desk.house, call, "reached", desk.now)
    assert [entry.alarm for entry in desk.entries(OTHER) if entry.title.startswith("Done")] == [None]


def test_a_call_block_is_one_timed_entry_a_day_that_lists_the_ids(desks: Desks) -> None:  # noqa: F811
    desk = desks(ALL)
    desk.subscribe(block=(time(12), time(13)))
    for client in ("CRVZ", "C0KF"):
        desk.tell("milestone", "assessment", client=client)
    (block,) = desk.entries()
    first, second = sorted(f.id for f in desk.open("calls"))
    assert block.title == "Calls: 2"
    assert block.description.splitlines()[:2] == [f"Call {first}", f"Call {second}"]
    assert (block.start, block.end) == tuple(datetime(2026, 11, 27, hour, tzinfo=UTC) for hour in (17, 18))
    assert block.busy
    assert "Ruiz" not in block.description


def test_a_call_block_follows_its_calls_and_leaves_a_tombstone_when_it_is_empty(desks: Desks) -> None:  # noqa: F811
    desk = desks(ALL)
    desk.subscribe(block=(time(12), time(13)))
    assessed = [desk.tell("milestone", "assessment", client=client) for client in ("CRVZ", "C0KF")]
    (before,) = desk.entries()
    desk.at(TODAY, 15).retract(assessed[0])
    (fewer,) = desk.entries()
    assert (fewer.uid, fewer.title, fewer.sequence) == (before.uid, "Calls: 1", before.sequence + 1)
    assert fewer.changed_at > before.changed_at
    desk.at(TODAY, 16).retract(assessed[1])
    (empty,) = desk.entries()
    assert empty.cancelled and empty.uid == before.uid and empty.sequence == fewer.sequence + 1
    desk.at(TODAY + 15 * DAY)
    assert desk.entries() == []


def test_a_call_with_a_time_of_its_own_stays_out_of_the_block(desks: Desks) -> None:  # noqa: F811
    desk = busy_desk(desks, block=(time(12), time(13)))
    assert kinds(desk.entries()) == ["Calls:", "Report", "Visit"]


# Sequences and tombstones


def test_a_client_who_goes_to_a_colleague_leaves_tombstones_for_those_who_had_fetched(desks: Desks) -> None:  # noqa: F811
    desk = busy_desk(desks)
    desk.subscribe("jon", token=OTHER, name="jon")
    before = {entry.uid: entry for entry in desk.entries()}
    desk.at(TODAY, 14)
    to_practitioner(desk, RUIZ, "jon")
    after = {entry.uid: entry for entry in desk.entries()}
    assert after.keys() == before.keys()
    assert all(e.cancelled and e.sequence > before[uid].sequence for uid, e in after.items())
    assert {e.uid for e in desk.entries(OTHER) if not e.cancelled} > before.keys()
    desk.at(TODAY + DAY)
    assert {entry.uid: entry for entry in desk.entries()} == after
    desk.at(TODAY + 2 * DAY)
    to_practitioner(desk, RUIZ, "maya")
    back = {entry.uid: entry for entry in desk.entries()}
    assert all(not e.cancelled and e.sequence > after[uid].sequence for uid, e in back.items())


def test_the_tombstones_of_a_client_who_left_go_after_their_time(desks: Desks) -> None:  # noqa: F811
    desk = busy_desk(desks)
    desk.fetch()
    to_practitioner(desk, RUIZ, "jon")
    assert all(entry.cancelled for entry in desk.entries())
    desk.at(TODAY + 15 * DAY)
    assert desk.entries() == []


def test_who_never_fetched_gets_no_tombstones_of_a_client_who_left(desks: Desks) -> None:  # noqa: F811
    desk = busy_desk(desks)
    to_practitioner(desk, RUIZ, "jon")
    assert desk.entries() == []


def test_a_providers_new_name_is_a_change_that_readers_are_told_of(desks: Desks) -> None:  # noqa: F811
    desk = busy_desk(desks, provider_names=True)
    before = {entry.uid: entry for entry in desk.entries()}
    with desk.store.write() as tx:
        people.save_provider(tx, structs.replace(LEE, name="Dr. Alan Leigh"))
    after = {entry.uid: entry for entry in desk.at(TODAY, 15).entries()}
    renamed = [uid for uid, entry in after.items() if "Leigh" in entry.title]
    assert len(renamed) == 2
    for uid, entry in after.items():
        moved = uid in renamed
        assert entry.sequence == before[uid].sequence + moved
        assert (entry.changed_at > before[uid].changed_at) == moved
        assert ("Last changed 24 Nov 2026 15:00" in entry.description) == moved


def test_within_one_second_of_a_change_the_next_one_is_still_told_by_date(desks: Desks) -> None:  # noqa: F811
    desk = busy_desk(desks)
    first = desk.fetch()
    desk.tell("visit", "scheduled", VISIT_DAY + DAY, client="C0KF", provider="P1EE")
    assert desk.fetch().changed_at - first.changed_at >= timedelta(seconds=1)


# How little is made anew


def test_an_entry_is_written_once_for_each_change(desks: Desks) -> None:  # noqa: F811
    desk = busy_desk(desks)
    assert desk.fetch().written == 3
    assert desk.fetch().written == 0
    desk.tell("milestone", "assessment", client="C0KF")
    assert desk.fetch().written == 1
    desk.at(TODAY + DAY)
    assert desk.fetch().written == 0


def test_of_an_erased_client_no_calendar_keeps_an_entry(desks: Desks) -> None:  # noqa: F811
    desk = busy_desk(desks)
    desk.subscribe(token=OTHER, name="other", block=(time(12), time(13)))
    desk.entries()
    desk.entries(OTHER)
    with desk.store.write() as tx:
        erase_client(tx, "CRVZ", desk.now)
        kept = tx.execute(text("SELECT uid, body FROM published WHERE body IS NOT NULL")).all()
        assert kept == []
        assert tx.execute(text("SELECT count(*) FROM feed_bodies")).scalar() == 0
    assert desk.entries() == []
    assert [(entry.title, entry.sequence) for entry in desk.entries(OTHER)] == [("Calls: 0", 1)]


# Bounds


def _meetings(desk: Desk, count: int) -> None:
    told = [
        Fact(
            number=0,
            kind=FactKind.MEETING,
            value="scheduled",
            on=TODAY + timedelta(days=number % 170),
            practitioner="maya",
            provider="P1EE",
        )
        for number in range(count)
    ]
    with desk.store.write() as tx:
        fact_store.store_new(tx, told, desk.now)


def test_a_feed_stays_under_a_thousand_entries_the_nearest_first(desks: Desks) -> None:  # noqa: F811
    desk = desks(ALL)
    desk.subscribe()
    _meetings(desk, MOST + 100)
    starts = [entry.start for entry in desk.entries()]
    assert len(starts) == MOST < 1000
    assert max(str(s) for s in starts) < str(TODAY + timedelta(days=169))


def test_a_feed_stays_under_a_megabyte(desks: Desks) -> None:  # noqa: F811
    desk = desks(ALL)
    desk.subscribe(provider_names=True)
    with desk.store.write() as tx:
        people.save_provider(tx, structs.replace(LEE, name="Dr. " + "A" * 3000))
    _meetings(desk, 500)
    body = desk.fetch().body
    assert MOST_BYTES - 5_000 < len(body) < 1_000_000
    assert len(ics.read(body)) > 200


def test_what_an_earlier_version_noted_of_an_entry_is_enough_for_its_tombstone(desks: Desks) -> None:  # noqa: F811
    desk = busy_desk(desks)
    before = {e.uid: e for e in desk.entries()}
    with desk.store.write() as tx:
        tx.execute(text("UPDATE published SET sequence = 0, changed_at = NULL, digest = '', body = NULL"))
        tx.execute(text("DELETE FROM feed_bodies"))
    assert {e.uid: e for e in desk.entries()} == before
    with desk.store.read() as tx:
        assert len(followups.open_ones(tx)) >= 3
