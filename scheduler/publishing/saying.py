"""What a feed says of an entry, held against what it said before: a reader is told of every change it can see.

SEQUENCE and LAST-MODIFIED belong to what this feed showed, not to the row behind it: a provider's new name, a client
who goes to a colleague, one call more in a block are changes here and none there. What looks the same keeps its bytes.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from calendars import ics
from calendars.entries import Entry, in_utc
from scheduler.store.published import Told


def say(entry: Entry, before: Told | None, zone: ZoneInfo, now: datetime) -> Told:
    """The entry as the feed tells it now: what it told before, where nothing that a reader sees is different."""
    seen = _digest(entry, zone)
    if before is not None and before.digest == seen:
        return replace(before, left_at=None)
    sequence, changed_at = entry.sequence, in_utc(entry.changed_at)
    if before is not None and before.digest:
        sequence = max(sequence, before.sequence + 1)
        if changed_at <= before.changed_at:
            changed_at = max(in_utc(now), before.changed_at + timedelta(seconds=1))
    words = f"{entry.description}\nLast changed {_spoken(changed_at, zone)}"
    told = replace(entry, sequence=sequence, changed_at=changed_at, description=words)
    return Told(
        uid=entry.uid,
        sequence=sequence,
        changed_at=changed_at,
        digest=seen,
        body=ics.event_bytes(told),
        left_at=None,
    )


def take_leave(entry: Entry, before: Told, zone: ZoneInfo, now: datetime) -> Told:
    """The tombstone of an entry that is somebody else's from now on; what becomes of it there is not told here."""
    if before.left_at is not None:
        return before
    gone = replace(entry, cancelled=True, busy=False, alarm=None)
    return replace(say(gone, before, zone, now), left_at=now)


def _digest(entry: Entry, zone: ZoneInfo) -> str:
    """Of everything that a reader sees; the stamps are what follows from a change of it."""
    seen = (
        *(ics.FORM, zone.key, entry.title, entry.start, entry.end),
        *(entry.description, entry.location, entry.cancelled, entry.busy, entry.alarm),
    )
    return sha256(repr(seen).encode("utf-8", "backslashreplace")).hexdigest()


def _spoken(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local.day} {local:%b %Y %H:%M}"
