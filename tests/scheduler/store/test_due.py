"""What is due is found by what changed since it was last seen to: urgent words, and reports to draft."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from msgspec import structs

from scheduler.documenting import draft_due
from scheduler.followups import FollowUp, FollowUpKind, Priority
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.noticing import AGAIN, Urgent, notices
from scheduler.reconciling import Changes
from scheduler.store import erasing, followups
from scheduler.store.engine import Store
from tests.houses import TODAY
from tests.scheduler.store.test_rounds import NOW, _asked, _practice, _rows, _scans

DAY = timedelta(days=1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Store, House]]:
    """A practice of two practitioners."""
    store, house = _practice(tmp_path, 2)
    yield store, house
    store.close()


def _urgent(house: House, found: Iterable[FollowUp]) -> set[str]:
    practice = house.practice
    told = notices(found, house.practitioners, practice.workdays, practice.zone, NOW)
    return {f.id for notice in told if isinstance(notice, Urgent) for f in notice.follow_ups}


def test_the_store_leaves_out_nothing_urgent_that_has_to_be_told(office: tuple[Store, House]) -> None:
    store, house = office
    days = (TODAY - 3 * DAY, TODAY, TODAY + DAY)
    told_at = (None, NOW, NOW - AGAIN, NOW - AGAIN / 2, NOW + AGAIN / 2, NOW + 2 * AGAIN)
    cases = [*product((0, 1, 2), days, (None, *days), told_at, (None, NOW), (None, "nobody may be told"))]
    with store.write() as tx:
        one = followups.open_ones(tx)[0].planned
        planned = [
            structs.replace(
                one,
                key=structs.replace(one.key, anchor=f"F{number}"),
                priority=Priority(case[0]),
                due=case[1],
                latest=None,
                blocked_by=case[5],
            )
            for number, case in enumerate(cases, 1000)
        ]
        fresh = {str(f.key): f for f in followups.apply(tx, Changes(insert=tuple(planned)), TODAY, NOW)}
        noticed = [
            structs.replace(fresh[str(p.key)], noticed_for=case[2], noticed_at=case[3], seen_at=case[4])
            for p, case in zip(planned, cases, strict=True)
        ]
        followups.save_all(tx, noticed)
    with store.read() as tx:
        found = followups.urgent_to_tell(tx, TODAY, NOW, AGAIN)
        everything = followups.open_ones(tx)
    wanted = _urgent(house, everything)
    assert 50 < len(wanted) < len(cases)
    assert _urgent(house, found) == wanted == {f.id for f in found}


def test_what_is_urgent_is_found_among_the_urgent_alone(office: tuple[Store, House]) -> None:
    store, _ = office
    with _asked(store) as seen, store.read() as tx:
        followups.urgent_to_tell(tx, TODAY, NOW, AGAIN)
    ((sql, given),) = [(sql, given) for sql, given in seen if "follow_ups" in sql]
    with store.read() as tx:
        (plan,) = tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given).all()
    assert plan[-1] == "SEARCH follow_ups USING INDEX follow_ups_urgent (priority=? AND day<?)"


def test_a_disk_that_fails_while_rows_are_read_is_said_in_words(office: tuple[Store, House]) -> None:
    store, house = office
    with pytest.raises(Refusal, match="cannot be used: interrupted"), store.read() as tx:
        driver = tx.connection.driver_connection
        assert driver
        driver.set_progress_handler(lambda: 1, 2000)
        try:
            followups.open_until(tx, house.practitioners, TODAY + 400 * DAY)
        finally:
            driver.set_progress_handler(None, 0)


def _reports(store: Store) -> list[FollowUp]:
    with store.read() as tx:
        found = [f for f in followups.open_ones(tx) if f.planned.kind is FollowUpKind.REPORT]
    return sorted(found, key=lambda f: f.day)


def test_a_report_is_drafted_when_its_day_comes_near_or_is_brought_near_and_once(office: tuple[Store, House]) -> None:
    store, house = office
    reports = _reports(store)
    last = reports[-1]
    with store.write() as tx:
        first = draft_due(tx, house, NOW)
        assert 0 < first < len(reports)
        assert draft_due(tx, house, NOW) == 0
        followups.save(tx, structs.replace(last, pinned=TODAY))
        assert draft_due(tx, house, NOW) == 1
        assert draft_due(tx, house, NOW) == 0
        assert draft_due(tx, house, NOW - 30 * DAY) == 0
        assert draft_due(tx, house, NOW) == 0
        later = NOW + (reports[first].day - TODAY)
        assert draft_due(tx, house, later) > 0
        assert draft_due(tx, house, later) == 0
        assert draft_due(tx, house, NOW + 400 * DAY) > 0
    with store.read() as tx:
        assert followups.reports_without_paper(tx, TODAY + 800 * DAY) == []


def test_of_what_has_changed_only_what_is_near_is_read(office: tuple[Store, House]) -> None:
    store, house = office
    with store.write() as tx:
        draft_due(tx, house, NOW)
        followups.save_all(tx, followups.open_ones(tx))
        with _asked(store) as seen:
            assert draft_due(tx, house, NOW) == 0
    asked = [(sql, given) for sql, given in seen if "papers" in sql]
    assert len(asked) == 2 and _rows(store, asked) == 0 and _scans(store, asked) == []


def test_what_is_planned_after_somebody_was_erased_is_drafted_too(office: tuple[Store, House]) -> None:
    store, house = office
    *_, left, gone = _reports(store)
    assert left.planned.client != gone.planned.client
    with store.write() as tx:
        for _ in range(3):
            followups.save(tx, gone)
        draft_due(tx, house, NOW)
        erasing.erase_client(tx, gone.planned.client or "", NOW)
    with store.write() as tx:
        followups.save(tx, structs.replace(left, pinned=TODAY))
        assert draft_due(tx, house, NOW) == 1
