"""The stored follow-ups that are open, as the planner written by hand plans them, and where each of them stands."""

import sqlite3
from datetime import date
from typing import NamedTuple

from bench.by_hand_tools import Wanted


class Placed(NamedTuple):
    """Where pacing put a follow-up: its id, the day if that is not the due one, the contact that it shares, why."""

    id: str
    day: int | None
    bundle: str | None
    words: str


def open_ones(database: sqlite3.Connection) -> tuple[dict[str, Wanted], dict[str, Placed]]:
    """All of them, by their keys."""
    ordinals: dict[str | None, int | None] = {None: None}

    def ordinal(text: str | None) -> int | None:
        if text not in ordinals:
            ordinals[text] = date.fromisoformat(text or "").toordinal()
        return ordinals[text]

    wanted, placed = {}, {}
    for key, id_, paced_on, bundle, paced, *row in database.execute(
        'SELECT key, id, paced_on, bundle, paced, kind, recipient, priority, due, latest, earliest, "limit", client, '
        "provider, practitioner, reason, because, dated, blocked_by, letter, instead_of "
        "FROM follow_ups WHERE state = 'open'"
    ):
        *names, number, _ = key.split("/")
        row[3:7] = map(ordinal, row[3:7])
        wanted[key] = Wanted((*names, int(number)), *row)
        placed[key] = Placed(id_, ordinal(paced_on), bundle, paced)
    return wanted, placed
