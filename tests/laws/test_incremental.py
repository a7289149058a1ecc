"""Law 2: replanning only what a fact touches equals replanning everything, on the real store."""

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from scheduler.closing import close, dismiss
from scheduler.facts import Fact
from scheduler.mistakes import Refusal
from scheduler.placing import repaced
from scheduler.recording import correct, record, retract, undo
from scheduler.replanning import planned_changes, replan_everything
from scheduler.store import facts as fact_store
from scheduler.store import followups
from scheduler.store.tx import Transaction
from tests.houses import TODAY, add_people, at_noon, fact, house, new_store
from tests.laws.test_engine import histories

HOUSE = house()
#: Every client starts in a programme, so that what is told of a provider touches several of them.
PRELUDE = [
    fact(
        kind, value, TODAY - timedelta(days=150 - n), number=900 + n, client=client, provider=provider, identity=f"P{n}"
    )
    for n, (kind, value, client, provider) in enumerate(
        (kind, value, client, provider)
        for client, provider in (("CRVZ", "P1EE"), ("C0KF", "P1EE"), ("CD1A", "PSHA"))
        for kind, value in (("referral", "received"), ("milestone", "assessment"), ("report", "sent"))
    )
]
NOW = at_noon(TODAY)


def _act(tx: Transaction, what: str, pick: int) -> None:
    standing = fact_store.all_current(tx)
    open_ones = followups.open_ones(tx)
    match what:
        case "correct" if standing:
            old = standing[pick % len(standing)]
            correct(tx, HOUSE, structs.replace(old, on=old.on - timedelta(days=pick % 9)), NOW)
        case "retract" if standing:
            retract(tx, HOUSE, standing[pick % len(standing)].number, NOW)
        case "done" if open_ones:
            close(tx, HOUSE, open_ones[pick % len(open_ones)], "voicemail" if pick % 2 else "reached", NOW)
        case "dismiss" if open_ones:
            dismiss(tx, HOUSE, open_ones[pick % len(open_ones)], "not needed", NOW)
        case "undo":
            try:
                undo(tx, HOUSE, NOW)
            except Refusal as refusal:
                assert "nothing to undo" in refusal.message


def _settled(tx: Transaction, what: str) -> None:
    assert not planned_changes(tx, HOUSE, NOW), what
    assert not repaced(tx, HOUSE, followups.open_ones(tx), NOW), what


@given(
    histories(),
    st.lists(
        st.tuples(st.sampled_from(["correct", "retract", "done", "dismiss", "undo"]), st.integers(0, 50)), max_size=8
    ),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_incremental_replanning_equals_full_replanning(facts: list[Fact], acts: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = new_store(Path(folder))
        try:
            with store.write() as tx:
                add_people(tx)
                replan_everything(tx, HOUSE, NOW)
                for told in (*PRELUDE, *facts):
                    record(tx, HOUSE, told, NOW)
                    _settled(tx, "record")
                for what, pick in acts:
                    _act(tx, what, pick)
                    _settled(tx, what)
        finally:
            store.close()
