"""The shelf: the feeds that were asked for last, as they are now. Each is made once, then changed entry by entry."""

import threading
from collections import OrderedDict
from datetime import datetime

from scheduler.planning import Practice
from scheduler.publishing.rendering import Made, Rendered, basis_of, follow, keep, make, rebased
from scheduler.store.engine import Store
from scheduler.store.feeds import Feed

#: Feeds that are held at most; beyond that the one longest not asked for is made anew when it is.
MOST_HELD = 32


class Shelf:
    """The feeds in memory, for all the threads of a server."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, Made] = OrderedDict()
        #: Held while a feed is followed, which only reads; never while somebody waits to write.
        self._lock = threading.Lock()
        #: When this began: what a process before it told, but could not store any more, was told before.
        self._since: datetime | None = None

    def get(self, store: Store, feed: Feed, practice: Practice, now: datetime) -> Made:
        """A feed as it is now."""
        since = self._since = self._since or now
        with self._lock:
            found = self._followed(store, feed, practice, now)
        if found is not None:
            return found
        made = self._held.get(feed.id)
        with store.write() as tx:
            if made is not None:
                since = max(since, made.rendered.changed_at)
                if not made.settled:
                    keep(tx, feed.id, made, now)
            found = make(tx, feed, practice, now, since)
        with self._lock:
            self._put(feed.id, found)
        return found

    def last(self, feed: Feed) -> Rendered | None:
        """What was told last, unless it is not to be told any more."""
        made = self._held.get(feed.id)
        return made.rendered if made is not None and made.seal == feed.seal else None

    def settle(self, store: Store, now: datetime) -> None:
        """Store what was told since, and the bytes for the day on which a feed cannot be made."""
        with self._lock:
            waiting = {feed: made for feed, made in self._held.items() if not made.settled}
        for feed, made in waiting.items():
            with store.write() as tx:
                kept = keep(tx, feed, made, now)
            with self._lock:
                held = self._held.get(feed)
                if held is None or held.seal != made.seal:
                    continue
                if kept is None:
                    del self._held[feed]
                else:
                    self._held[feed] = rebased(held, kept)
                    self._trim()

    def _followed(self, store: Store, feed: Feed, practice: Practice, now: datetime) -> Made | None:
        made = self._held.get(feed.id)
        if made is None or feed.trouble:
            return None
        with store.read() as tx:
            basis = basis_of(tx, feed, practice, now)
            if (feed.seal, *basis) == (made.seal, made.conditions, made.state):
                return made
            followed = follow(tx, feed, practice, now, made, basis)
        if followed is not None:
            self._put(feed.id, followed)
        return followed

    def _put(self, feed: int, made: Made) -> None:
        self._held[feed] = made
        self._held.move_to_end(feed)
        self._trim()

    def _trim(self) -> None:
        """Let go of those longest not asked for, but for what has to be stored first."""
        for feed in [*self._held][:-1] if len(self._held) > MOST_HELD else ():
            if len(self._held) > MOST_HELD and self._held[feed].settled:
                del self._held[feed]
