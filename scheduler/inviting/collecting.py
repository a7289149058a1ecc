"""Answers collected from a mailbox: looked into outside of transactions, each answer taken in one of its own."""

import logging
from datetime import datetime, timedelta

from outreach.incoming import Found, Mailbox, Place, Unreachable
from scheduler.house import House
from scheduler.inviting.answering import NotTaken, take
from scheduler.reminding import Post
from scheduler.store import meta
from scheduler.store.engine import Store

log = logging.getLogger("rapport")

#: How often the mailbox is looked into.
EVERY = timedelta(minutes=3)
#: How far back the first look goes.
_FIRST_LOOK = timedelta(days=14)
_LOOKED, _PLACE, TROUBLE = "replies_looked", "replies_place", "replies_trouble"


def collect(store: Store, house: House, post: Post, mailbox: Mailbox | None, now: datetime) -> int:
    """Take the answers that came since the last look, when it is time for one; how many counted."""
    with store.read() as tx:
        looked = meta.moment(tx, _LOOKED)
        place = _place(meta.get(tx, _PLACE))
        trouble = meta.get(tx, TROUBLE) or ""
    if mailbox is None:
        if trouble:
            _note(store, "", None, now)
        return 0
    if looked is not None and timedelta(0) <= now - looked < EVERY:
        return 0
    match mailbox.look(place, (now - _FIRST_LOOK).date()):
        case Unreachable(reason):
            log.warning("answers: %s", reason)
            _note(store, f"answers cannot be read: {reason}", None, now)
            return 0
        case Found(messages, reached):
            count = sum(_taken(store, house, post, message, now) for message in messages)
            _note(store, "", reached, now)
            return count


def _taken(store: Store, house: House, post: Post, message: bytes, now: datetime) -> bool:
    """One e-mail with a calendar; most of those in a mailbox are no answers to us, and are passed over."""
    with store.write() as tx:
        taken = take(tx, house, post, message, now)
    if isinstance(taken, NotTaken):
        log.info("an e-mail with a calendar was passed over: %s", taken.reason)
        return False
    log.info("answer: %s", taken.words)
    return True


def _note(store: Store, trouble: str, place: Place | None, now: datetime) -> None:
    with store.write() as tx:
        meta.put(tx, _LOOKED, now.isoformat())
        meta.put(tx, TROUBLE, trouble)
        if place is not None:
            meta.put(tx, _PLACE, str(place))


def _place(text: str | None) -> Place | None:
    validity, _, last = (text or "").partition("/")
    return Place(int(validity), int(last)) if last else None
