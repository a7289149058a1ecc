"""Reconciling: the difference between the follow-ups that should exist and those that are stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from msgspec import structs

from scheduler.followups import FollowUp, Key, Planned, State
from scheduler.spans import spoken


@dataclass(frozen=True, slots=True)
class Changes:
    """What the store has to do; applying it twice changes nothing the second time."""

    insert: tuple[Planned, ...] = ()
    #: Follow-ups whose date, words or priority changed.
    move: tuple[FollowUp, ...] = ()
    withdraw: tuple[FollowUp, ...] = ()
    revive: tuple[FollowUp, ...] = ()

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(
            (*self.insert, *other.insert),
            (*self.move, *other.move),
            (*self.withdraw, *other.withdraw),
            (*self.revive, *other.revive),
        )

    def __bool__(self) -> bool:
        return bool(self.insert or self.move or self.withdraw or self.revive)


def reconcile(wanted: Mapping[Key, Planned], stored: Iterable[FollowUp], today: date, now: datetime) -> Changes:
    """What turns the stored follow-ups into the wanted ones.

    Closed and dismissed ones are never touched. What is wanted but already past its window is not conjured up; so an
    open one whose window turns out to have ended before it existed is withdrawn, as if that had been known at once.
    """
    insert = dict(wanted)
    move: list[FollowUp] = []
    withdraw: list[FollowUp] = []
    revive: list[FollowUp] = []
    for follow_up in stored:
        planned = insert.pop(follow_up.key, None)
        match follow_up.state:
            case State.OPEN if planned is None or _never_was(planned, follow_up, today):
                withdraw.append(_withdrawn(follow_up, today, now))
            case State.OPEN if planned is not None and planned != follow_up.planned:
                move.append(_moved(follow_up, planned, today, now))
            case State.WITHDRAWN if planned is not None and not _stale(planned, today):
                revive.append(_revived(follow_up, planned, today, now))
            case _:
                pass
    fresh = tuple(p for p in insert.values() if not _stale(p, today))
    return Changes(fresh, tuple(move), tuple(withdraw), tuple(revive))


def _stale(planned: Planned, today: date) -> bool:
    return planned.latest is not None and planned.latest < today


def _never_was(planned: Planned, follow_up: FollowUp, today: date) -> bool:
    """Whether a window that has passed ended a day and more before the follow-up was made, in whatever zone that was.

    It has to have passed by today's clock too: where that was set back, the follow-up would come back at once.
    """
    latest = planned.latest
    changed = planned != follow_up.planned and follow_up.pinned is None
    ended = latest is not None and latest < follow_up.created_at.date() - timedelta(days=1)
    return changed and ended and _stale(planned, today)


def _withdrawn(follow_up: FollowUp, today: date, now: datetime) -> FollowUp:
    return structs.replace(
        follow_up,
        state=State.WITHDRAWN,
        sequence=follow_up.sequence + 1,
        changed_at=now,
        closed_at=now,
        story=(*follow_up.story, f"withdrawn {spoken(today)}: no rule asks for it any more"),
    )


def _revived(follow_up: FollowUp, planned: Planned, today: date, now: datetime) -> FollowUp:
    return structs.replace(
        follow_up,
        planned=planned,
        state=State.OPEN,
        sequence=follow_up.sequence + 1,
        changed_at=now,
        closed_at=None,
        story=(*follow_up.story, f"back {spoken(today)}, due {spoken(planned.due)}"),
    )


def _moved(follow_up: FollowUp, planned: Planned, today: date, now: datetime) -> FollowUp:
    before = follow_up.planned
    moved = (before.due, before.at) != (planned.due, planned.at)
    shown = moved and follow_up.pinned is None
    story = follow_up.story
    if moved:
        pinned = f"; it stays pinned to {spoken(follow_up.pinned)}" if follow_up.pinned else ""
        story = (*story, f"moved {spoken(today)} from {spoken(before.due)} to {spoken(planned.due)}{pinned}")
    return structs.replace(
        follow_up,
        planned=planned,
        sequence=follow_up.sequence + (1 if shown or before.kind != planned.kind else 0),
        changed_at=now,
        story=story,
    )
