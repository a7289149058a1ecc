"""Which of several daemons plans and tells: the one that holds a lease, renewed by each of its rounds.

It is looked at in the very transaction that plans, which nobody else writes beside, so a daemon that slept through its
lease cannot plan with what it knew before. Each change of hands begins a new term.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from scheduler.store import meta

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Who leads, and how long if nothing is heard."""

    #: The machine and the process.
    who: str
    term: int
    until: datetime


def lead(tx: Connection, who: str, now: datetime, lasts: timedelta) -> bool:
    """Take or renew the lease; False while another daemon holds it.

    One that lasts longer than any lease comes from a clock that was ahead, and holds nobody up.
    """
    found = _stored(tx)
    if found and found.who != who and now < found.until <= now + 2 * lasts:
        return False
    term = (found.term if found else 0) + (found is None or found.who != who)
    value = {"who": who, "term": term, "until": (now + lasts).isoformat()}
    meta.put(tx, meta.LEASE, json.dumps(value))
    return True


def resign(tx: Connection, who: str) -> None:
    """Let another daemon take over at once."""
    found = _stored(tx)
    if found and found.who == who:
        value = {"who": who, "term": found.term, "until": _LONG_AGO.isoformat()}
        meta.put(tx, meta.LEASE, json.dumps(value))


def leader(tx: Connection, now: datetime) -> Lease | None:
    """Who leads at this moment."""
    found = _stored(tx)
    return found if found and found.until > now else None


def _stored(tx: Connection) -> Lease | None:
    text = meta.get(tx, meta.LEASE)
    if text is None:
        return None
    value = json.loads(text)
    return Lease(who=value["who"], term=value["term"], until=datetime.fromisoformat(value["until"]))
