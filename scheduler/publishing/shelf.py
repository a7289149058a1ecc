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
        self._lock = threading.Lock()

    def get(self, store: Store, feed: Feed, practice: Practice, now: datetime) -> Made:
        """A feed as it is now."""
        made = self._held.get(feed.id)
        if made is not None and not feed.trouble:
            with store.read() as tx:
                basis = basis_of(tx, feed, practice, now)
                if (feed.seal, *basis) == (made.seal, made.conditions, made.state):
                    return made
                followed = follow(tx, feed, practice, now, made, basis)
            if followed is not None:
                self._put(feed.id, followed)
                return followed
        with store.write() as tx:
            if made is not None and not made.settled:
                keep(tx, feed.id, made, now)
            found = make(tx, feed, practice, now)
        self._put(feed.id, found)
        return found

    def settle(self, store: Store, now: datetime) -> None:
        """Store what was told since, and the bytes for the day on which a feed cannot be made."""
        with self._lock:
            waiting = {feed: made for feed, made in self._held.items() if not made.settled}
        if not waiting:
            return
        with store.write() as tx:
            kept = {feed: keep(tx, feed, made, now) for feed, made in waiting.items()}
        with self._lock:
            for feed, made in kept.items():
                if self._held.get(feed) is not waiting[feed]:
                    continue
                if made is None:
                    del self._held[feed]
                else:
                    self._held[feed] = made

    def _put(self, feed: int, made: Made) -> None:
        with self._lock:
            self._held[feed] = made
            self._held.move_to_end(feed)
            for other in [*self._held] if len(self._held) > MOST_HELD else ():
                if len(self._held) > MOST_HELD and self._held[other].settled:
                    del self._held[other]
