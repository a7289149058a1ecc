"""The planner written by hand plans what the rules plan, so that timing the two against each other means something."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bench.by_hand import replan
from bench.by_hand_further import FURTHER
from bench.practices import TODAY, Office, practice


def _planned(folder: Path, facts: int) -> Office:
    office = practice(folder, 120, facts, rules=FURTHER)
    office.plan()
    office.store.close()
    return office


#: Those of the further rules on which the facts bear.
SPEAK = {"clearance", "introduction-call", "gain", "absent", "outcome-check"}


@pytest.mark.parametrize("facts", [10, 40, 100])
def test_both_come_to_the_same(tmp_path: Path, facts: int) -> None:
    office = _planned(tmp_path, facts)
    found = replan(office.database, office.house.practice.workdays, TODAY)
    assert (found.new, found.moved, found.gone, found.paced) == ([], [], [], [])
    on = {rule.id for rule in office.house.rules.rules if rule.on}
    assert len(on) == 27
    speaking = {key.partition("/")[0] for key in found.wanted}
    assert speaking >= on - set(FURTHER)
    if facts == 100:
        assert speaking == on - set(FURTHER) | SPEAK
    if facts == 10:  # few offices had more than one report by then
        assert "receipt" in speaking


def test_a_difference_is_found(tmp_path: Path) -> None:
    office = _planned(tmp_path, 10)
    with closing(sqlite3.connect(office.database)) as database:
        (missing, moved, other) = (
            row[0] for row in database.execute("SELECT key FROM follow_ups WHERE state = 'open' ORDER BY key LIMIT 3")
        )
        database.execute("DELETE FROM follow_ups WHERE key = ?", (missing,))
        database.execute("UPDATE follow_ups SET due = date(due, '+1 day') WHERE key = ?", (moved,))
        database.execute("UPDATE follow_ups SET key = key || '0' WHERE key = ?", (other,))
        ((elsewhere, reworded),) = database.execute(
            "SELECT max(key) FILTER (WHERE bundle IS NOT NULL AND paced != ''), max(key) FILTER (WHERE bundle IS NULL) "
            "FROM follow_ups WHERE state = 'open'"
        )
        database.execute("UPDATE follow_ups SET paced = 'by chance' WHERE key = ?", (elsewhere,))
        database.execute("UPDATE follow_ups SET reason = reason || '.' WHERE key = ?", (reworded,))
        database.commit()
    found = replan(office.database, office.house.practice.workdays, TODAY)
    assert set(found.moved) == {moved, reworded}
    assert elsewhere in found.paced
    assert set(found.new) == {missing, other}
    assert found.gone == [f"{other}0"]


def test_what_it_does_not_know_is_refused(tmp_path: Path) -> None:
    office = _planned(tmp_path, 10)
    with closing(sqlite3.connect(office.database)) as database:
        database.execute("UPDATE facts SET kind = 'hold' WHERE number = 3")
        database.commit()
    with pytest.raises(ValueError, match="not planned by hand"):
        replan(office.database, office.house.practice.workdays, TODAY)
