"""The rack: calendars at hand. While nothing at all has been written, a fetch asks the store for nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from scheduler.house import House
from scheduler.planning import Practice
from scheduler.publishing import Rendered, Shelf, serve
from scheduler.store import feeds
from scheduler.store.engine import Store
from scheduler.store.feeds import Feed
from scheduler.store.watching import Watch
from scheduler.web.fetches import Fetches

#: Addresses that are remembered at most, until the next change.
_MOST_KNOWN = 256


@dataclass(frozen=True, slots=True)
class _Served:
    """What was answered, and as of when that is still so."""

    mark: int
    today: date
    practice: Practice
    feed: Feed
    rendered: Rendered


class Rack:
    """The calendars of a store, for all the threads of a server."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._fetches = Fetches()
        self._watch = Watch(store)
        self._shelf = Shelf()
        self._served: dict[str, _Served] = {}

    def get(self, token: str, house: House, now: datetime) -> tuple[Feed, Rendered | None] | None:
        """The feed of a token and its bytes, where it could ever be made; None where there is no such feed."""
        hashed, mark, today = feeds.token_hash(token), self._watch.mark(), house.today(now)
        known = self._served.get(hashed)
        if known and known.mark == mark and known.today == today and known.practice is house.practice:
            return known.feed, known.rendered
        with self.store.read() as tx:
            feed = feeds.by_token(tx, token)
        if feed is None:
            return None
        rendered = serve(self.store, feed, house.practice, now, self._shelf)
        if mark is not None and rendered and not feed.trouble:
            if len(self._served) >= _MOST_KNOWN:
                self._served.clear()
            self._served[hashed] = _Served(mark, today, house.practice, feed, rendered)
        return feed, rendered

    def note(self, feed: Feed, agent: str, now: datetime, *, unchanged: bool) -> None:
        """Remember a fetch; that of a feed which nobody has fetched before is seen at once."""
        self._fetches.add(feed.id, agent, now, unchanged=unchanged)
        if feed.fetched_at is None or self._fetches.many():
            self._fetches.settle(self.store)

    def settle(self, now: datetime) -> None:
        """Store what was only counted or held: who fetched, and the bytes that changed."""
        self._fetches.settle(self.store)
        self._shelf.settle(self.store, now)

    def close(self) -> None:
        """Give back what is held open."""
        self._watch.close()
