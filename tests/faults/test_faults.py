"""The fault plan in small (`make faults` runs it at full size): each promise, once, on the real daemon."""

from collections.abc import Callable
from typing import Any

import pytest

from faults import clocks, crowds, killing, misleading, upgrading
from faults.results import Result
from tests import postgres

POINTS = ["before DATA is sent", "after the server's 250", "planned, before the commit"]


@pytest.mark.parametrize(
    "fault",
    [
        lambda: killing.at_random(2, 40),
        lambda: killing.at_points(1, points=POINTS[:1]),
        lambda: killing.at_points(1, points=POINTS[1:2]),
        lambda: killing.at_points(1, points=POINTS[2:]),
        lambda: killing.ended_while_sending(1),
        lambda: misleading.mail_troubles(1),
        lambda: clocks.clock_jumps(15),
        lambda: clocks.daily(["Europe/Berlin"], [2027]),
        lambda: misleading.disk_full(4),
        lambda: misleading.backups_under_load(2),
        lambda: upgrading.upgrades(1, 3),
    ],
    ids=["random", "before", "after", "planning", "sigterm", "mail", "clock", "dst", "disk", "backup", "upgrade"],
)
def test_the_promise_holds(fault: Callable[[], Result]) -> None:
    assert fault().broken == ()


@pytest.mark.parametrize(
    "fault",
    [
        lambda server, database: crowds.several(2, 40, database),
        lambda server, database: crowds.all_due(2, 200, database),
        lambda server, database: misleading.backups_under_load(2, database, postgres.programs(server)),
        lambda server, database: upgrading.upgrades(1, 3, database, postgres.programs(server)),
    ],
    ids=["two daemons", "all due", "backup", "upgrade"],
)
def test_the_promise_holds_on_postgresql(fault: Callable[..., Result], postgres_server: Any) -> None:
    assert fault(postgres_server, lambda: postgres.fresh_database(postgres_server)).broken == ()


def test_daemons_live_on_when_the_database_server_is_killed() -> None:
    with postgres.running() as server:
        assert crowds.server_killed(1, 60, server).broken == ()
