"""The call block: the calls of a day as one entry at a fixed time, for whoever wants to keep an hour for them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby

from calendars.entries import Entry
from scheduler.followups import FollowUp, FollowUpKind, State
from scheduler.publishing.entries import Look, follow_up_title

_UID = re.compile(r"calls-(\d+)-(\d{8})\..+")


def in_block(follow_up: FollowUp) -> bool:
    """Whether a follow-up is shown in the block: a call without a time of its own."""
    return follow_up.planned.kind is FollowUpKind.CALL and follow_up.at is None


def blocks(calls: Iterable[FollowUp], hours: tuple[time, time], feed: int, look: Look) -> Iterator[Entry]:
    """One entry for each day that has calls, listing their ids; days on which all are withdrawn have none."""
    listed = sorted((c for c in calls if c.state in (State.OPEN, State.DONE)), key=lambda c: (c.day, c.id))
    for day, together in groupby(listed, key=lambda c: c.day):
        yield _block(day, list(together), hours, feed, look)


def _block(day: date, calls: list[FollowUp], hours: tuple[time, time], feed: int, look: Look) -> Entry:
    waiting = [call for call in calls if call.open]
    start, end = _span(day, hours, look)
    lines = [follow_up_title(call, look) for call in calls]
    return Entry(
        uid=_uid(feed, day, look),
        sequence=0,
        title=f"Calls: {len(waiting)}" if waiting else "Done: calls",
        description="\n".join([*lines, "rapport show ID"]),
        start=start,
        end=end,
        changed_at=max(call.changed_at for call in calls),
        busy=bool(waiting),
        alarm=look.alarm(start, ahead=bool(waiting)),
    )


def emptied(
    known: Iterable[str], full: Iterable[Entry], hours: tuple[time, time], feed: int, look: Look, now: datetime
) -> Iterator[Entry]:
    """The blocks that a reader knows, of days on which no call is left: as cancelled."""
    for uid in sorted(set(known) - {entry.uid for entry in full}):
        found = _UID.fullmatch(uid)
        if found and int(found[1]) == feed:
            start, end = _span(date.fromisoformat(found[2]), hours, look)
            yield Entry(uid=uid, sequence=0, title="Calls: 0", start=start, end=end, changed_at=now, cancelled=True)


def _uid(feed: int, day: date, look: Look) -> str:
    return look.uid(f"calls-{feed}-{day:%Y%m%d}")


def _span(day: date, hours: tuple[time, time], look: Look) -> tuple[datetime, datetime]:
    """From wall time to wall time; where clocks are set in between, never less than nothing."""
    start, end = (look.instant(day, at) for at in hours)
    return start, max(end, start + timedelta(minutes=1))
