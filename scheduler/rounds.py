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
from scheduler.notifying import Post, notify
from scheduler.replanning import replan, replan_everything
from scheduler.store import meta
from scheduler.store.engine import Store
from scheduler.store.tx import Transaction

log = logging.getLogger("rapport")


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did."""

    planned: str
    written: int
    deliveries: tuple[Delivery, ...]


def run_round(
    store: Store,
    house: House,
    post: Post,
    channels: Mapping[str, Channel],
    senders: Mapping[str, str],
    now: datetime,
    clock: Callable[[], datetime] | None = None,
    room: Mailroom | None = None,
) -> Round:
    """Do one round as of `now`; `clock` tells how time goes on while letters are sent."""
    log.debug("round as of %s", now.isoformat(timespec="seconds"))
    with store.write() as tx:
        meta.put(tx, meta.ROUND_STARTED, now.isoformat())
        planned = _plan(tx, house, now)
        drafted = draft_due(tx, house, now)
        written = notify(tx, house, post, now) + complain(tx, house, post, now)
        invited = keep_up(tx, house, room, now)
    if planned:
        log.info("planned: %s", planned)
    if drafted:
        log.info("reports drafted: %d", drafted)
    if written:
        log.info("reminders written: %d", written)
    if invited:
        log.info("invitations changed or cancelled: %d", invited)
    deliveries = deliver(store, house, channels, senders, now, clock)
    for delivery in deliveries:
        log.info("letter %d by %s: %s (%s)", delivery.id, delivery.channel, delivery.state, delivery.detail)
    with store.write() as tx:
        meta.put(tx, meta.ROUND_DONE, now.isoformat())
    return Round(planned, written, tuple(deliveries))


def _plan(tx: Transaction, house: House, now: datetime) -> str:
    """Plan everything when the day or the rules changed, else what was marked; what changed, in words."""
    if meta.planned_as(tx) != (house.rules.digest, house.today(now)):
        changes = replan_everything(tx, house, now)
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
