"""The shelf: the feeds that were asked for last, as they are now. Each is made once, then changed entry by entry."""

import threading
from collections import OrderedDict
from datetime import datetime

from scheduler.planning import Practice
from scheduler.publishing.rendering import Made, basis_of, follow, keep, make
from scheduler.store.engine import Store
from scheduler.store.feeds import Feed

#: Feeds that are held at most; beyond that the one longest not asked for is made anew when it is.
MOST_HELD = 32


class Shelf:
    """The feeds in memory, for all the threads of a server."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, Made] = OrderedDict()
        #: Those whose bytes are not kept in the store yet.
        self._unkept: set[int] = set()
        self._lock = threading.Lock()

    def get(self, store: Store, feed: Feed, practice: Practice, now: datetime) -> Made:
        """A feed as it is now."""
        with store.read() as tx:
            basis = basis_of(tx, feed, practice, now)
        made = self._held.get(feed.id)
        if made is not None and not feed.trouble and basis == (made.conditions, made.state):
            return made
        with self._lock, store.write() as tx:
            made = self._held.get(feed.id)
            followed = follow(tx, feed, practice, now, made, basis) if made and not feed.trouble else None
            found = followed or make(tx, feed, practice, now)
            (self._unkept.add if followed else self._unkept.discard)(feed.id)
            self._put(feed.id, found)
        return found

    def settle(self, store: Store, now: datetime) -> None:
        """Keep the bytes that changed since, for the day on which a feed cannot be made."""
        with self._lock:
            waiting = [(feed, made) for feed, made in self._held.items() if feed in self._unkept]
            if waiting:
                with store.write() as tx:
                    for feed, made in waiting:
                        keep(tx, feed, made, now)
            self._unkept.clear()

    def _put(self, feed: int, made: Made) -> None:
        self._held[feed] = made
        self._held.move_to_end(feed)
        while len(self._held) > MOST_HELD:
            self._held.popitem(last=False)
