"""Glancing: the open follow-ups of the next days, read from SQLite without what everything else needs to load.

It answers only where the plan is of today and of these very files; otherwise None, and the long way is taken. A test
holds what it reads against what the store reads.
"""

import gc
import sqlite3
from contextlib import closing
from datetime import date, time, timedelta
from pathlib import Path

from msgspec import Struct, json

from scheduler.followups import KINDS, PRIORITIES, RECIPIENTS, Listed, Planned, parse_key
from scheduler.people import Client, People, Provider
from scheduler.private import Private
from scheduler.store.schema import REVISION

_OF_TODAY = """
SELECT (SELECT version_num FROM alembic_version) = :revision
   AND (SELECT value FROM meta WHERE name = 'planned_on') = :today
   AND (SELECT value FROM meta WHERE name = 'planned_files') = :files
   AND NOT EXISTS (SELECT 1 FROM replan)
"""
_SHOWN = "state = 'open' AND day <= :last AND (snoozed_until IS NULL OR snoozed_until <= :today)"
_FOLLOW_UPS = f"""
SELECT id, "key", kind, recipient, priority, due, at, latest, client, provider, practitioner, reason, blocked_by,
       pinned, paced_on, bundle, slot_at, trouble
  FROM follow_ups WHERE {_SHOWN}
"""
_CLIENTS = """
SELECT code, name, practitioner, entered_on, phone FROM clients
 WHERE NOT removed AND code IN (SELECT value FROM json_each(?))
"""
_PROVIDERS = """
SELECT code, name, entered_on, specialty, phone, fax FROM providers
 WHERE NOT removed AND code IN (SELECT value FROM json_each(?))
"""


class Glimpse(Struct, frozen=True):
    """What was seen: of each only what a list shows."""

    follow_ups: list[Listed]
    people: People
    #: Whether any follow-up at all is open.
    any_open: bool


def glimpse(file: Path, files: str, today: date, days: int) -> Glimpse | None:
    """The open follow-ups up to so many days ahead, without those snoozed; None where the plan is not of today, or not
    of the configuration with this fingerprint, or where the file cannot be read so."""
    given = {
        "revision": REVISION,
        "files": files,
        "today": today.isoformat(),
        "last": (today + timedelta(days=days)).isoformat(),
    }
    gc.disable()  # thousands of values without circles
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("BEGIN")
            if not database.execute(_OF_TODAY, given).fetchone()[0]:
                return None
            follow_ups = [_follow_up(row) for row in database.execute(_FOLLOW_UPS, given)]
            named = [{f.planned.client for f in follow_ups}, {f.planned.provider for f in follow_ups}]
            codes = [json.encode(sorted(filter(None, some))).decode() for some in named]
            clients = {row[0]: _client(row) for row in database.execute(_CLIENTS, codes[:1])}
            providers = {row[0]: _provider(row) for row in database.execute(_PROVIDERS, codes[1:])}
            (any_open,) = database.execute("SELECT EXISTS (SELECT 1 FROM follow_ups WHERE state = 'open')").fetchone()
    except sqlite3.Error:
        return None
    finally:
        gc.enable()
    return Glimpse(follow_ups, People(clients, providers, {}), bool(any_open))


_Row = tuple[str, ...]


def _follow_up(row: _Row) -> Listed:
    id_, key, kind, recipient, priority, due, at, latest, client, provider, practitioner, reason, blocked_by, *own = row
    pinned, paced_on, bundle, slot_at, trouble = own
    planned = Planned(
        key=parse_key(key),
        kind=KINDS[kind],
        recipient=RECIPIENTS[recipient],
        priority=PRIORITIES[int(priority)],
        due=date.fromisoformat(due),
        at=time.fromisoformat(at) if at else None,
        latest=date.fromisoformat(latest) if latest else None,
        client=client,
        provider=provider,
        practitioner=practitioner,
        reason=Private(reason),
        blocked_by=blocked_by,
    )
    return Listed(
        id=id_,
        planned=planned,
        pinned=date.fromisoformat(pinned) if pinned else None,
        paced_on=date.fromisoformat(paced_on) if paced_on else None,
        bundle=bundle,
        slot_at=time.fromisoformat(slot_at) if slot_at else None,
        trouble=trouble,
    )


def _client(row: _Row) -> Client:
    code, name, practitioner, entered_on, phone = row
    return Client(
        code=code,
        name=Private(name),
        practitioner=practitioner,
        entered_on=date.fromisoformat(entered_on),
        phone=Private(phone),
    )


def _provider(row: _Row) -> Provider:
    code, name, entered_on, specialty, phone, fax = row
    return Provider(
        code=code,
        name=name,
        entered_on=date.fromisoformat(entered_on),
        specialty=specialty,
        phone=phone,
        fax=fax,
    )
