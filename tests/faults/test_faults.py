"""The fault plan in small (`make faults` runs it at full size): each promise, once, on the real daemon."""

from collections.abc import Callable
from typing import Any

import pytest

from faults import killing, misleading
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
        lambda: misleading.clock_jumps(15),
        lambda: misleading.disk_full(4),
        lambda: misleading.backups_under_load(2),
    ],
    ids=["random", "before", "after", "planning", "sigterm", "mail", "clock", "disk", "backup"],
)
def test_the_promise_holds(fault: Callable[[], Result]) -> None:
    assert fault().broken == ()


def test_several_daemons_on_postgresql_send_each_letter_once(postgres_server: Any) -> None:
    assert killing.several(2, 40, lambda: postgres.fresh_database(postgres_server)).broken == ()
