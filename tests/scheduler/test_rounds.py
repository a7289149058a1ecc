"""When the next round is needed: what a round leaves for a certain moment."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from scheduler import config
from scheduler.clock import Clock
from scheduler.daemon import ROUND, Daemon
from scheduler.rounds import run_round
from scheduler.store import leading
from scheduler.store.engine import open_store
from scheduler.store.tx import Transaction
from tests.stories.conftest import Cli
from tests.stories.conftest import cli as cli
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


class Rounds:
    """A daemon whose rounds are not run, at a moment."""

    def __init__(self, cli: Cli) -> None:
        settings = config.load(cli.config)
        self.now = datetime(2026, 11, 24, 14, tzinfo=UTC)
        self.daemon = Daemon(settings, open_store(settings.database_url), Clock(lambda: self.now, timedelta(days=9)))
        self.daemon.ticker.start(paused=True)
        self.daemon.begin_rounds()
        self.job = self.daemon.ticker.get_job(ROUND)
        self.regular = self.now + timedelta(seconds=settings.every)
        self.job.modify(next_run_time=self.regular)

    def look(self, seconds: float | None) -> float:
        """In how many seconds the next round comes, where something waits for so many."""
        shown = self.daemon.clock.now()
        self.daemon.look_again(None if seconds is None else shown + timedelta(seconds=seconds))
        next_run: datetime = self.daemon.ticker.get_job(ROUND).next_run_time
        return (next_run - self.now).total_seconds()


@pytest.fixture
def rounds(cli: Cli) -> Iterator[Rounds]:
    made = Rounds(cli)
    yield made
    made.daemon.ticker.shutdown()
    made.daemon.store.close()


@pytest.mark.parametrize(
    ("turn", "seconds"), [(None, 30), (31, 30), (30, 30), (29.5, 29.5), (2, 2), (0.2, 1), (0, 1), (-500, 1)]
)
def test_a_round_is_brought_forward_to_what_comes_before_it(rounds: Rounds, turn: float | None, seconds: float) -> None:
    assert rounds.look(turn) == seconds


def test_the_earliest_of_what_comes_before_the_next_round_decides(rounds: Rounds) -> None:
    assert [rounds.look(seconds) for seconds in (20, 10, 15)] == [20, 10, 10]
