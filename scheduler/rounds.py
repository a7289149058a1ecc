"""One round: plan what changed, notice what is due, write letters, deliver them. Everything may be run twice."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from outreach.messages import Channel
from scheduler.complaining import complain
from scheduler.delivering import Delivery, deliver
from scheduler.documenting import draft_due
from scheduler.house import House
from scheduler.inviting import Mailroom, keep_up
from scheduler.notifying import notify
from scheduler.reminding import Post
from scheduler.replanning import replan, replan_everything
from scheduler.store import leading, meta, outbox
from scheduler.store.engine import Store
from scheduler.store.leading import Lease
from scheduler.store.tx import Transaction

log = logging.getLogger("rapport")


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did."""

    planned: str
    written: int
    deliveries: tuple[Delivery, ...]
    #: Whether it planned and told; where another daemon leads, it only delivers.
    led: bool = True
    #: From when on there is something to do: a letter to be tried again or taken over, another daemon's lease to take.
    next_turn: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    """What was decided in the one transaction that plans."""

    planned: str = ""
    drafted: int = 0
    written: int = 0
    invited: int = 0


def run_round(
    store: Store,
    house: House,
    post: Post,
    channels: Mapping[str, Channel],
    senders: Mapping[str, str],
    now: datetime,
    clock: Callable[[], datetime] | None = None,
    room: Mailroom | None = None,
    leads: Callable[[Transaction, datetime], bool] | None = None,
) -> Round:
    """Do one round as of `now`; `clock` tells how time goes on while letters are sent.

    Where several daemons share a store, `leads` says whether it is this one that plans.
    """
    log.debug("round as of %s", now.isoformat(timespec="seconds"))
    with store.write() as tx:
        meta.put(tx, meta.ROUND_STARTED, now.isoformat())
        led = leads is None or leads(tx, now)
        decided = _decide(tx, house, post, room, now) if led else _Decided()
        lease = None if led else leading.leader(tx, now)
        turn = outbox.next_turn(tx)
        quiet = turn is None or turn > now
        if quiet:
            meta.put(tx, meta.ROUND_DONE, now.isoformat())
    _log(decided)
    if quiet:
        return Round(decided.planned, decided.written, (), led, _earliest(turn, lease))
    deliveries = deliver(store, house, channels, senders, now, clock)
    for delivery in deliveries:
        log.info("letter %d by %s: %s (%s)", delivery.id, delivery.channel, delivery.state, delivery.detail)
    with store.write() as tx:
        meta.put(tx, meta.ROUND_DONE, now.isoformat())
        turn = outbox.next_turn(tx)
    return Round(decided.planned, decided.written, tuple(deliveries), led, _earliest(turn, lease))


def _earliest(turn: datetime | None, lease: Lease | None) -> datetime | None:
    return min((moment for moment in (turn, lease and lease.until) if moment), default=None)


def _decide(tx: Transaction, house: House, post: Post, room: Mailroom | None, now: datetime) -> _Decided:
    return _Decided(
        planned=_plan(tx, house, now),
        drafted=draft_due(tx, house, now),
        written=notify(tx, house, post, now) + complain(tx, house, post, now),
        invited=keep_up(tx, house, room, now),
    )


def _log(done: _Decided) -> None:
    for words, found in (
        ("planned: %s", done.planned),
        ("reports drafted: %d", done.drafted),
        ("reminders written: %d", done.written),
        ("invitations changed or cancelled: %d", done.invited),
    ):
        if found:
            log.info(words, found)


def _plan(tx: Transaction, house: House, now: datetime) -> str:
    """Plan everything when the day or the rules changed, else what was marked; what changed, in words."""
    if meta.planned_as(tx) != (house.rules.digest, house.today(now)):
        changes = replan_everything(tx, house, now)
    elif house.files != meta.get(tx, meta.PLANNED_FILES):
        meta.put(tx, meta.PLANNED_FILES, house.files)
        return ""
    elif marked := meta.marked_for_replanning(tx):
        changes, _ = replan(tx, house, now, marked)
        meta.clear_marks(tx)
    else:
        return ""
    counts = {
        "new": len(changes.insert),
        "moved": len(changes.move),
        "withdrawn": len(changes.withdraw),
        "back": len(changes.revive),
    }
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)
