"""The store on a real PostgreSQL: the same schema, turns where order matters, letters locked one by one."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from scheduler.mistakes import Refusal
from scheduler.store import leading, meta, outbox
from scheduler.store.engine import Store, connect, open_store
from scheduler.store.outbox import Draft, OutState
from scheduler.store.schema import REVISION
from scheduler.store.tables import Base
from scheduler.store.upgrading import upgrade
from tests.houses import TODAY, at_noon

NOW = at_noon(TODAY)
LASTS = timedelta(seconds=60)


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    """An empty store on PostgreSQL."""
    opened = connect(postgres_url)
    upgrade(opened)
    yield opened
    opened.close()


def _draft(number: int) -> Draft:
    return Draft(
        occasion=f"morning/{number}",
        channel="post",
        practitioner="maya",
        recipient="maya@example.org",
        message_id=f"<{number}@rapport.invalid>",
        subject="Rapport: nothing due today",
        body="Nothing is due.\n",
        html=None,
        until=NOW + timedelta(hours=8),
    )


def _together(count: int, act: Callable[[int], None]) -> None:
    """Run an act several times at one moment, each in a thread of its own; what fails is raised."""
    ready = threading.Barrier(count)

    def run(number: int) -> None:
        ready.wait()
        act(number)

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(run, range(count)))


def test_the_migrated_schema_equals_the_tables(store: Store) -> None:
    with store.read() as tx:
        assert compare_metadata(MigrationContext.configure(tx), Base.metadata) == []


def test_migrations_are_safe_when_several_start_together(postgres_url: str) -> None:
    def start(_number: int) -> None:
        opened = connect(postgres_url)
        upgrade(opened)
        opened.close()

    _together(4, start)
    opened = open_store(postgres_url)
    with opened.read() as tx:
        assert tx.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [REVISION]
        assert tx.execute(text("SELECT count(*) FROM meta WHERE name = 'secret'")).scalar() == 1
    opened.close()


def test_whoever_reads_before_it_writes_has_its_turn(store: Store) -> None:
    def add(_number: int) -> None:
        for _ in range(20):
            with store.write() as tx:
                meta.put(tx, "count", str(int(meta.get(tx, "count") or 0) + 1))

    _together(4, add)
    with store.read() as tx:
        assert meta.get(tx, "count") == "80"


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(Exception, match="read-only"), store.read() as tx:
        meta.put(tx, "count", "1")


def test_each_letter_is_claimed_by_one_of_several_daemons(store: Store) -> None:
    with store.write() as tx:
        for number in range(400):
            assert outbox.put(tx, _draft(number), NOW)
    claimed: list[list[int]] = [[] for _ in range(4)]

    def take(number: int) -> None:
        while True:
            with store.write(alone=False) as tx:
                found = outbox.claim(tx, NOW)
            if not found:
                return
            claimed[number] += [letter.id for letter in found]

    _together(4, take)
    assert sorted(id_ for ids in claimed for id_ in ids) == list(range(1, 401))


def test_what_another_daemon_is_claiming_is_left_to_it_without_waiting(store: Store) -> None:
    with store.write() as tx:
        for number in range(30):
            assert outbox.put(tx, _draft(number), NOW)
    with store.write(alone=False) as first, store.write(alone=False) as second:
        assert [o.id for o in outbox.claim(first, NOW)] == list(range(1, 21))
        assert [o.id for o in outbox.claim(second, NOW)] == list(range(21, 31))


def test_a_letter_whose_daemon_died_is_taken_over_after_its_lease_and_not_before(store: Store) -> None:
    with store.write() as tx:
        outbox.put(tx, _draft(1), NOW)
    with store.write(alone=False) as tx:
        (letter,) = outbox.claim(tx, NOW)
        assert outbox.hand_over(tx, letter, NOW)
    with store.write(alone=False) as tx:
        assert not outbox.claim(tx, NOW + outbox.LEASE - timedelta(seconds=1))
        (again,) = outbox.claim(tx, NOW + outbox.LEASE)
    assert (again.message_id, again.doubts, again.state) == (letter.message_id, 1, OutState.HANDING_OVER)


def test_one_daemon_leads_until_it_is_silent_for_its_lease(store: Store) -> None:
    with store.write() as tx:
        assert leading.lead(tx, "a/1", NOW, LASTS)
        assert not leading.lead(tx, "b/1", NOW + LASTS / 2, LASTS)
        assert leading.lead(tx, "a/1", NOW + LASTS / 2, LASTS)
        assert not leading.lead(tx, "b/1", NOW + LASTS, LASTS)
        assert leading.lead(tx, "b/1", NOW + 2 * LASTS, LASTS)
        assert not leading.lead(tx, "a/1", NOW + 2 * LASTS, LASTS)
        found = leading.leader(tx, NOW + 2 * LASTS)
        assert found
        assert (found.who, found.term) == ("b/1", 2)


def test_whoever_ends_hands_over_at_once(store: Store) -> None:
    with store.write() as tx:
        assert leading.lead(tx, "a/1", NOW, LASTS)
        leading.resign(tx, "b/1")
        assert not leading.lead(tx, "b/1", NOW, LASTS)
        leading.resign(tx, "a/1")
        assert leading.leader(tx, NOW) is None
        assert leading.lead(tx, "b/1", NOW, LASTS)


def test_a_lease_from_a_clock_that_was_ahead_holds_nobody_up(store: Store) -> None:
    with store.write() as tx:
        assert leading.lead(tx, "a/1", NOW + timedelta(days=400), LASTS)
        assert leading.lead(tx, "b/1", NOW, LASTS)


def test_of_several_that_want_to_lead_one_does(store: Store) -> None:
    leads: list[bool] = [False] * 4

    def want(number: int) -> None:
        with store.write() as tx:
            leads[number] = leading.lead(tx, f"m/{number}", NOW, LASTS)

    _together(4, want)
    assert sum(leads) == 1


def test_what_the_database_cannot_keep_is_said_without_it(store: Store) -> None:
    with pytest.raises(Refusal, match="cannot keep that") as refused, store.write() as tx:
        meta.put(tx, "note", "secret\0word")
    assert "secret" not in refused.value.message


def test_a_server_that_is_away_is_said_in_words(postgres_url: str) -> None:
    with pytest.raises(Refusal, match="cannot be used"):
        open_store(postgres_url.replace("host=", "host=/nowhere"))
