"""The shelf: feeds held in memory and changed entry by entry, while what they told is stored with the next round."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from msgspec import structs
from sqlalchemy import event, text

from calendars import ics
from scheduler.closing import close, dismiss, move, snooze
from scheduler.publishing import Rendered, Shelf, serve
from scheduler.recording import undo
from scheduler.store import feeds, followups, people, published
from scheduler.store.erasing import erase_client
from tests.houses import RUIZ, TODAY
from tests.scheduler.test_publishing import ALL, DAY, VISIT_DAY, busy_desk, counted, to_practitioner
from tests.traps.conftest import desks  # noqa: F401 - a fixture
from tests.traps.desk import TOKEN, Desk

Desks = Callable[..., Desk]


def fetched(desk: Desk, shelf: Shelf) -> Rendered:
    """The feed, as the server has it."""
    with desk.store.read() as tx:
        feed = feeds.by_token(tx, TOKEN)
    assert feed is not None
    served = serve(desk.store, feed, desk.house.practice, desk.now, shelf)
    assert served is not None
    return served


def put_off(desk: Desk, days: int) -> None:
    """The first follow-up is moved."""
    with desk.store.write() as tx:
        first = min((f for f in followups.open_ones(tx) if f.planned.practitioner == "maya"), key=lambda f: f.id)
        move(tx, desk.house, first, TODAY + days * DAY, desk.now)


def stored(desk: Desk) -> list[tuple[str, int]]:
    """What is stored of what was told."""
    with desk.store.read() as tx:
        return [(row.uid, row.sequence) for row in tx.execute(text("SELECT uid, sequence FROM published ORDER BY uid"))]


@pytest.mark.parametrize("clients", [3, 40])
def test_a_fetch_with_nothing_new_asks_the_database_the_same_few_questions_whatever_is_in_it(
    desks: Desks,  # noqa: F811
    clients: int,
) -> None:
    desk = desks(ALL)
    desk.subscribe()
    with desk.store.write() as tx:
        for number in range(clients):
            people.add_client(tx, structs.replace(RUIZ, code=f"CX{number:02}"))
    for number in range(clients):
        desk.tell("milestone", "assessment", client=f"CX{number:02}")
    shelf = Shelf()
    desk.now += timedelta(microseconds=123_457)  # as a clock has it
    fetched(desk, shelf)
    with counted(desk) as seen:
        fetched(desk, shelf)
    assert len([s for s in seen if s.startswith("SELECT")]) == 2
    assert not [s for s in seen if not s.startswith(("SELECT", "BEGIN"))]
    with desk.store.write() as tx:
        move(tx, desk.house, min(followups.open_ones(tx), key=lambda f: f.id), TODAY + 8 * DAY, desk.now)
    with counted(desk) as seen:
        served = fetched(desk, shelf)
    assert served.written >= 1
    assert len([s for s in seen if s.startswith("SELECT")]) == 3
    assert not [s for s in seen if not s.startswith(("SELECT", "BEGIN"))]


@pytest.mark.parametrize("shown", [{"provider_names": True}, {}, {"practice": True}, {"kinds": ("call",)}])
def test_what_is_held_is_what_would_be_made_anew_after_every_act(
    desks: Desks,  # noqa: F811
    shown: dict[str, Any],
) -> None:
    desk = busy_desk(desks, **shown)
    shelf = Shelf()
    visit = desk.tell("visit", "scheduled", VISIT_DAY, client="C0KF", provider="PSHA", at=time(9))

    def first() -> Any:
        return sorted((f for f in desk.open() if not f.blocked_by), key=lambda f: f.id)[0]

    def act(do: Callable[..., object], *arguments: Any) -> None:
        with desk.store.write() as tx:
            do(tx, desk.house, *arguments, desk.now)

    acts: list[Callable[[], object]] = [
        lambda: desk.correct(visit, on=VISIT_DAY + 7 * DAY),
        lambda: act(close, first(), "sent"),
        lambda: act(undo),
        lambda: act(move, first(), TODAY + 8 * DAY),
        lambda: act(snooze, first(), TODAY + 2 * DAY),
        lambda: to_practitioner(desk, RUIZ, "jon"),
        lambda: to_practitioner(desk, RUIZ, "maya"),
        lambda: desk.retract(visit),
        lambda: desk.at(TODAY + DAY),
        lambda: desk.tell("meeting", "scheduled", TODAY + 3 * DAY, provider="P1EE", practitioner="maya", at=time(16)),
        lambda: desk.tell("milestone", "assessment", client="C0KF"),
        lambda: act(move, first(), TODAY + 6 * DAY),
        lambda: act(dismiss, first(), "not needed"),
        lambda: desk.at(TODAY + DAY, 15),
        lambda: act(undo),
    ]
    for number, do in enumerate(acts):
        do()
        held = fetched(desk, shelf)
        assert held.tag == ics.tag_of(held.body)
        if number % 3 == 2:
            shelf.settle(desk.store, desk.now)
            anew = desk.fetch()
            assert anew.body == held.body, number
            assert (anew.written, anew.changed_at, anew.tag) == (0, held.changed_at, held.tag), number


def test_a_reader_waits_for_nobody_who_writes(desks: Desks) -> None:  # noqa: F811
    desk, shelf = busy_desk(desks), Shelf()
    fetched(desk, shelf)
    put_off(desk, 8)
    with desk.store.write():
        assert fetched(desk, shelf).written == 1


def test_what_was_told_is_stored_with_the_round_and_by_who_makes_the_feed_anew(desks: Desks) -> None:  # noqa: F811
    desk, shelf = busy_desk(desks), Shelf()
    fetched(desk, shelf)
    before = stored(desk)
    put_off(desk, 8)
    fetched(desk, shelf)
    assert stored(desk) == before
    shelf.settle(desk.store, desk.now)
    after = stored(desk)
    assert after != before
    put_off(desk, 6)
    fetched(desk, shelf)
    desk.tell("visit", "scheduled", VISIT_DAY + DAY, client="C0KF", provider="P1EE")
    fetched(desk, shelf)
    ((uid, number),) = set(after) - set(before)
    assert (uid, number + 1) in stored(desk)
    shelf.settle(desk.store, desk.now)
    assert desk.fetch().written == 0


def test_what_a_killed_daemon_had_told_is_told_again_under_the_same_numbers(desks: Desks) -> None:  # noqa: F811
    desk, killed = busy_desk(desks), Shelf()
    fetched(desk, killed)
    desk.now += timedelta(minutes=1)
    put_off(desk, 8)
    told = fetched(desk, killed)
    desk.now += timedelta(minutes=1)
    again = fetched(desk, Shelf())
    assert (again.body, again.tag) == (told.body, told.tag)
    assert again.changed_at > told.changed_at


def test_a_version_that_was_told_and_never_stored_is_told_apart_by_its_date(desks: Desks) -> None:  # noqa: F811
    desk, killed = busy_desk(desks), Shelf()
    first = fetched(desk, killed)
    desk.now += timedelta(minutes=1)
    put_off(desk, 8)
    told = fetched(desk, killed)
    with desk.store.write() as tx:
        undo(tx, desk.house, desk.now)
    desk.now += timedelta(minutes=1)
    again = fetched(desk, Shelf())
    assert again.tag == first.tag != told.tag
    assert again.changed_at > told.changed_at


def test_what_is_told_of_days_that_no_page_shows_is_stored_by_both_of_two_daemons(desks: Desks) -> None:  # noqa: F811
    desk, one, other = busy_desk(desks), Shelf(), Shelf()
    for shelf in (one, other):
        fetched(desk, shelf)
    put_off(desk, 300)
    for shelf in (one, other):
        fetched(desk, shelf)
    tell_far(desk)
    before = stored(desk)
    for shelf in (one, other):
        assert fetched(desk, shelf).written == 1
    for shelf in (one, other):
        shelf.settle(desk.store, desk.now)
    assert len(stored(desk)) == len(before) + 1
    for shelf in (one, other):
        assert fetched(desk, shelf).body == desk.fetch().body


def tell_far(desk: Desk) -> None:
    """A follow-up is planned, and before anybody asks put off beyond what calendars show."""
    known = {f.id for f in desk.open()}
    desk.tell("milestone", "assessment", client="C0KF")
    (new,) = (f for f in desk.open() if f.id not in known)
    with desk.store.write() as tx:
        move(tx, desk.house, new, TODAY + 300 * DAY, desk.now)


def test_what_is_told_while_a_round_stores_is_stored_by_the_next_one(desks: Desks) -> None:  # noqa: F811
    desk, shelf = busy_desk(desks), Shelf()
    fetched(desk, shelf)
    put_off(desk, 8)
    fetched(desk, shelf)
    put_off(desk, 7)
    seen: list[Rendered] = []

    def ask(_connection: Any) -> None:
        if not seen:
            seen.append(fetched(desk, shelf))

    event.listen(desk.store.writer, "commit", ask)
    shelf.settle(desk.store, desk.now)
    event.remove(desk.store.writer, "commit", ask)
    assert seen[0].written == 1
    put_off(desk, 6)
    with counted(desk) as statements:
        told = fetched(desk, shelf)
    assert told.written == 1 and not any(s.startswith("UPDATE") for s in statements)
    shelf.settle(desk.store, desk.now)
    assert desk.fetch().written == 0


def test_storing_what_was_told_is_no_sign_that_a_feed_can_be_made_again(desks: Desks) -> None:  # noqa: F811
    desk, shelf = busy_desk(desks), Shelf()
    fetched(desk, shelf)
    put_off(desk, 8)
    told = fetched(desk, shelf)
    with desk.store.write() as tx:
        published.note_trouble(tx, 1, "a defect", desk.now)
    shelf.settle(desk.store, desk.now)
    with desk.store.read() as tx:
        assert [feed.trouble for feed in feeds.all_feeds(tx)] == ["a defect"]
    assert fetched(desk, shelf).body == told.body
    with desk.store.read() as tx:
        assert [feed.trouble for feed in feeds.all_feeds(tx)] == [""]


def test_where_a_feed_cannot_be_made_what_was_told_last_is_told_again(desks: Desks) -> None:  # noqa: F811
    desk, shelf = busy_desk(desks), Shelf()
    fetched(desk, shelf)
    put_off(desk, 8)
    told = fetched(desk, shelf)
    with desk.store.write() as tx:
        tx.execute(text("UPDATE published SET changed_at = 'nonsense'"))
    desk.tell("visit", "scheduled", VISIT_DAY + DAY, client="C0KF", provider="P1EE")
    assert fetched(desk, shelf) == told


def test_of_two_daemons_the_one_that_stores_later_looks_again(desks: Desks) -> None:  # noqa: F811
    desk, one, other = busy_desk(desks), Shelf(), Shelf()
    fetched(desk, one)
    fetched(desk, other)
    for days in (8, 6):
        put_off(desk, days)
        assert fetched(desk, one).body == fetched(desk, other).body
        one.settle(desk.store, desk.now)
        known = stored(desk)
        other.settle(desk.store, desk.now)
        assert stored(desk) == known
        assert fetched(desk, one).body == fetched(desk, other).body
        assert fetched(desk, other).changed_at == fetched(desk, one).changed_at
    assert desk.fetch().written == 0


def test_what_is_held_of_an_erased_client_is_not_stored_again(desks: Desks) -> None:  # noqa: F811
    desk, shelf = busy_desk(desks), Shelf()
    fetched(desk, shelf)
    put_off(desk, 8)
    fetched(desk, shelf)
    with desk.store.write() as tx:
        erase_client(tx, "CRVZ", desk.now)
    left = stored(desk)
    shelf.settle(desk.store, desk.now)
    assert stored(desk) == left
    with desk.store.read() as tx:
        assert tx.execute(text("SELECT count(*) FROM feed_bodies")).scalar() == 0
    assert fetched(desk, shelf).body == desk.fetch().body


def test_of_many_feeds_those_not_asked_for_long_are_not_held(desks: Desks) -> None:  # noqa: F811
    from scheduler.publishing.shelf import MOST_HELD

    desk, shelf = busy_desk(desks), Shelf()
    for number in range(MOST_HELD + 5):
        desk.subscribe(token=f"{number:032}", name=f"feed {number}")
    with desk.store.read() as tx:
        every = feeds.all_feeds(tx)
    for feed in every:
        assert serve(desk.store, feed, desk.house.practice, desk.now, shelf)
    with counted(desk) as seen:
        assert serve(desk.store, every[0], desk.house.practice, desk.now, shelf)
    assert any(s.startswith("UPDATE") for s in seen)
