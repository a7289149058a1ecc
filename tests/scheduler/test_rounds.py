"""When the next round is needed: what a round leaves for a certain moment."""

from collections.abc import Callable
from datetime import datetime, timedelta

from scheduler.rounds import run_round
from scheduler.store import leading
from scheduler.store.tx import Transaction
from tests.traps.conftest import desks  # noqa: F401 - a fixture
from tests.traps.desk import POST, SENDERS, Desk

Desks = Callable[..., Desk]
LASTS = timedelta(seconds=95)


def test_a_daemon_that_does_not_lead_looks_again_when_the_lease_of_the_other_ends(desks: Desks) -> None:  # noqa: F811
    desk = desks()

    def turn(who: str, now: datetime) -> tuple[bool, datetime | None]:
        def leads(tx: Transaction, moment: datetime) -> bool:
            return leading.lead(tx, who, moment, LASTS)

        done = run_round(desk.store, desk.house, POST, {"folder": desk.channel}, SENDERS, now, leads=leads)
        return done.led, done.next_turn

    assert turn("one", desk.now) == (True, None)
    ends = desk.now + LASTS
    assert turn("other", desk.now + timedelta(seconds=70)) == (False, ends)
    assert turn("other", ends) == (True, None)
    assert turn("one", ends + timedelta(seconds=1)) == (False, ends + LASTS)
