"""What a round and one new fact cost does not grow with the practice: questions go by an index, and few rows come."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from sqlalchemy import event

from scheduler import replanning
from scheduler.followups import FollowUp
from scheduler.notifying import notify
from scheduler.people import Practitioner
from scheduler.planning import plan
from scheduler.recording import record
from scheduler.reminding import Post, Route
from scheduler.replanning import replan_everything
from scheduler.rounds import run_round
from scheduler.store import facts as fact_store
from scheduler.store import feeds, followups, people
from scheduler.store.engine import Store
from tests.houses import LEE, MAYA, RUIZ, TODAY, at_noon, fact, house, new_store

NOW = at_noon(TODAY)
POST = Post(routes=(Route(name="folder", needs_address=False),), public_url="https://rapport.example")
#: What grows with the years, or with the number of clients.
GROWING = (
    *("facts", "follow_ups", "outbox", "clients", "providers", "papers", "disclosures", "journal", "invitations"),
    *("published", "fetches", "batches", "submissions"),
)
EACH = 6


def _practice(folder: Path, practitioners: int) -> tuple[Store, Any]:
    """So many practitioners, each with a few clients of two providers of her own."""
    codes = [f"m{n}" for n in range(practitioners)]
    of_all = {code: Practitioner(code=code, name=f"Maya {code}", email=MAYA.email) for code in codes}
    place, store = replace(house(), practitioners=of_all), new_store(folder)
    with store.write() as tx:
        for number, code in enumerate(codes):
            for one in range(2):
                people.add_provider(tx, structs.replace(LEE, code=f"P{number:02}{one}", name=f"Dr. {number} {one}"))
            for one in range(EACH):
                client, provider = f"C{number:02}{one}", f"P{number:02}{one % 2}"
                people.add_client(tx, structs.replace(RUIZ, code=client, practitioner=code))
                told = [
                    fact(kind, value, TODAY - timedelta(days=days), client=client, provider=who, identity="")
                    for kind, value, days, who in (
                        ("referral", "received", 60, provider),
                        ("milestone", "intake", 58, None),
                        ("milestone", "assessment", 55, None),
                        ("session", "attended", 50, None),
                    )
                ]
                fact_store.store_new(tx, told, NOW)
        feeds.add(tx, "phone", "m0", "t" * 32, now=NOW)
        replan_everything(tx, place, NOW)
    return store, place


@contextmanager
def _asked(store: Store) -> Iterator[list[tuple[str, Any]]]:
    seen: list[tuple[str, Any]] = []

    def hear(_c: object, _cursor: object, sql: str, arguments: Any, _x: object, many: bool) -> None:
        seen.append((sql, arguments[0] if many else arguments))

    for engine in (store.writer, store.reader):
        event.listen(engine, "before_cursor_execute", hear)
    yield seen
    for engine in (store.writer, store.reader):
        event.remove(engine, "before_cursor_execute", hear)


def _scans(store: Store, seen: list[tuple[str, Any]]) -> list[str]:
    """The questions that go through a whole table that grows, or through a whole index of it."""
    found = []
    with store.read() as tx:
        for sql, arguments in seen:
            if sql.split(maxsplit=1)[0] in ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH"):
                plan = tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", arguments).all()
                found += [
                    f"{row[-1]}: {sql}" for row in plan if str(row[-1]).startswith(tuple(f"SCAN {t}" for t in GROWING))
                ]
    return found


def _rows(store: Store, seen: list[tuple[str, Any]]) -> int:
    """How many rows the questions bring."""
    asked = [(sql, arguments) for sql, arguments in seen if sql.startswith("SELECT")]
    with store.read() as tx:
        counts = [tx.exec_driver_sql(f"SELECT count(*) FROM ({sql})", arguments) for sql, arguments in asked]
        return sum(int(count.scalar_one()) for count in counts)


@pytest.mark.parametrize("hour", [-9, 0, 9], ids=["at night", "at noon", "in the evening"])
def test_a_round_reads_no_table_through(tmp_path: Path, hour: int) -> None:
    store, place = _practice(tmp_path, 2)
    now = NOW + timedelta(hours=hour)
    run_round(store, place, POST, {}, {}, now)
    with _asked(store) as seen:
        run_round(store, place, POST, {}, {}, now + timedelta(seconds=30))
    assert len(seen) >= 10
    assert _scans(store, seen) == []
    store.close()


def test_a_round_with_nothing_due_asks_and_reads_as_much_in_a_large_practice_as_in_a_small_one(tmp_path: Path) -> None:
    counts, rows = [], []
    for number in (1, 6):
        folder = tmp_path / str(number)
        folder.mkdir()
        store, place = _practice(folder, number)
        run_round(store, place, POST, {}, {}, NOW + timedelta(hours=-12))
        with _asked(store) as seen:
            run_round(store, place, POST, {}, {}, NOW + timedelta(hours=-11))
        counts.append(len(seen))
        rows.append(_rows(store, seen))
        store.close()
    assert counts[0] == counts[1]
    assert rows[0] == rows[1]


def test_telling_many_practitioners_asks_as_much_as_telling_a_few(tmp_path: Path) -> None:
    counts = []
    for number in (2, 8):
        folder = tmp_path / str(number)
        folder.mkdir()
        store, place = _practice(folder, number)
        with _asked(store) as seen, store.write() as tx:
            assert notify(tx, place, POST, NOW) == number
        assert _scans(store, seen) == []
        counts.append(len(seen))
        store.close()
    assert counts[0] == counts[1]


def test_what_stands_in_the_next_days_is_found_by_an_index(tmp_path: Path) -> None:
    store, _ = _practice(tmp_path, 2)
    with _asked(store) as seen, store.read() as tx:
        assert followups.open_by(tx, TODAY)
    assert _scans(store, seen) == []
    store.close()


def _planned(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Whom each plan from now on is about; nobody in particular comes as an empty set."""
    whom: list[set[str]] = []

    def watching(*given: Any) -> Any:
        whom.append(set(given[4] or ()))
        return plan(*given)

    monkeypatch.setattr(replanning, "plan", watching)
    return whom


def test_one_new_fact_plans_its_client_anew_and_nobody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, rows, changed = [], [], []
    for number in (2, 8):
        folder = tmp_path / str(number)
        folder.mkdir()
        store, place = _practice(folder, number)
        with store.read() as tx:
            before = {f.id: f for f in followups.open_ones(tx)}
        with monkeypatch.context() as watched:
            whom = _planned(watched)
            with _asked(store) as seen, store.write() as tx:
                record(tx, place, fact("change", "fall", TODAY, client="C000", identity=""), NOW)
        assert whom == [{"C000"}]
        with store.read() as tx:
            after = {f.id: f for f in followups.open_ones(tx)}
        different = [f for f in after.values() if before.get(f.id) != f]
        assert different and {_whose(f) for f in different} <= {"m0"}
        assert {f.planned.client for f in different if f.id not in before} == {"C000"}
        assert _scans(store, seen) == []
        asked.append(len(seen))
        rows.append(_rows(store, seen))
        changed.append(sorted((f.key.rule, f.key.client, f.key.provider) for f in different))
        store.close()
    assert changed[0] == changed[1]
    assert asked[0] == asked[1]
    assert rows[0] == rows[1]


def test_a_fact_about_a_provider_plans_that_office_and_those_it_shares_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (2, 8):
        folder = tmp_path / str(number)
        folder.mkdir()
        store, place = _practice(folder, number)
        with store.write() as tx:
            record(
                tx, place, fact("care-team", "primary care", TODAY, client="C010", provider="P000", identity=""), NOW
            )
        whom = _planned(monkeypatch)
        with store.write() as tx:
            record(tx, place, fact("report", "sent", TODAY, client="C000", provider="P000", identity=""), NOW)
        assert whom == [{"P000", "C000", "C002", "C004", "C010"}]
        monkeypatch.undo()
        store.close()


def _whose(follow_up: FollowUp) -> str:
    return follow_up.planned.practitioner
