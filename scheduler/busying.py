"""Busying: practitioners' own calendars are fetched for one thing, when they are busy, and kept as bare stretches of
time. The network is asked outside of transactions; what goes wrong is remembered, and the times of before still count.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from calendars.busy import Busy, busy_times
from calendars.fetching import Failed, Fetched, Limits, Unchanged, fetch, is_here
from scheduler.house import House
from scheduler.replanning import repace
from scheduler.store import busy as store_of_busy
from scheduler.store.busy import Source
from scheduler.store.engine import Store

log = logging.getLogger("rapport")

#: How often each calendar is asked for.
EVERY = timedelta(minutes=15)
#: How far ahead repeating entries are followed, and when so little of that is left that it is fetched anew although it
#: has not changed: further than follow-ups are planned.
FOLLOWED, LEAST_FOLLOWED = timedelta(days=230), timedelta(days=200)
#: What is told of a broken file, at most.
_MOST_WORDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyCalendar:
    """A calendar of which the busy times are wanted."""

    name: str
    practitioner: str
    #: As good as a password; empty where it stands in the file.
    address: str = field(default="", repr=False)
    file: Path | None = None


def refresh(store: Store, house: House, calendars: Sequence[BusyCalendar], now: datetime) -> int:
    """Fetch the calendars whose turn it is; how many were asked for."""
    with store.read() as tx:
        known = store_of_busy.sources(tx)
    gone = known.keys() - {c.name for c in calendars}
    if gone:
        with store.write() as tx:
            for name in gone:
                store_of_busy.forget(tx, name)
            repace(tx, house, now)
    return sum(_refreshed(store, house, calendar, known.get(calendar.name), now) for calendar in calendars)


def _refreshed(store: Store, house: House, calendar: BusyCalendar, known: Source | None, now: datetime) -> bool:
    address = _address(calendar)
    digest = hashlib.sha256(address.encode()).hexdigest() if isinstance(address, str) else ""
    same = known is not None and known.address_hash == digest and known.practitioner == calendar.practitioner
    if known and same and timedelta(0) <= now - known.tried_at < EVERY:
        return False
    before = known if known and same else Source(name=calendar.name, practitioner=calendar.practitioner, tried_at=now)
    before = replace(before, tried_at=now, address_hash=digest)
    found = address if isinstance(address, Failed) else _fetched(address, before, now)
    match found:
        case Fetched():
            busy = busy_times(found.body, now, now + FOLLOWED, house.practice.zone)
            read = _read(before, found, busy, now)
            if busy.spans or busy.complete:
                _keep(store, house, read, busy, now)
            else:  # a page that asks for a password, say: what was known before is worth more
                _note(store, replace(before, complete=False, trouble=read.trouble))
        case Unchanged():
            _note(store, replace(before, fetched_at=now, trouble="" if before.complete else before.trouble))
        case Failed(reason):
            log.warning("busy times: %s", reason)
            _note(store, replace(before, trouble=reason))
    return True


def _address(calendar: BusyCalendar) -> str | Failed:
    """The address, from its file where it stands in one."""
    if calendar.file is None:
        return calendar.address
    try:
        return calendar.file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return Failed(f"{calendar.name}: the file with its address cannot be read")


def _fetched(address: str, before: Source, now: datetime) -> Fetched | Unchanged | Failed:
    """Asked for only if it changed, unless too little is left of what was followed."""
    enough = before.until is not None and before.until - now >= LEAST_FOLLOWED
    return fetch(
        address,
        name=before.name,
        etag=before.etag or None if enough else None,
        last_modified=before.last_modified or None if enough else None,
        limits=Limits(plain_http=is_here(address)),
    )


def _read(before: Source, found: Fetched, busy: Busy, now: datetime) -> Source:
    words = "; ".join(busy.troubles)
    return replace(
        before,
        etag=found.etag or "",
        last_modified=found.last_modified or "",
        fetched_at=now,
        until=now + FOLLOWED,
        complete=busy.complete,
        trouble=f"{before.name}: {words[:_MOST_WORDS]}" if words and not busy.complete else "",
    )


def _keep(store: Store, house: House, source: Source, busy: Busy, now: datetime) -> None:
    """The times as they are now; proposed meetings that they stand in the way of are given others."""
    with store.write() as tx:
        store_of_busy.save(tx, source)
        store_of_busy.put_spans(tx, source.name, busy.spans)
        repace(tx, house, now)


def _note(store: Store, source: Source) -> None:
    with store.write() as tx:
        store_of_busy.save(tx, source)
