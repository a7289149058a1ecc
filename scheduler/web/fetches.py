"""Who fetched which calendar: noted in the store at most once a minute for each program, and after every round."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.store import feeds
from scheduler.store.engine import Store

#: A program that comes more often is noted in one go.
NOTED_EVERY = timedelta(minutes=1)


@dataclass(slots=True)
class _Seen:
    """What is not noted yet of one program and one feed."""

    noted_at: datetime
    last_at: datetime
    times: int = 0
    unchanged: int = 0


class Fetches:
    """Fetches as they come, for all the threads of a server."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, str], _Seen] = {}
        self._lock = threading.Lock()

    def add(self, store: Store, feed: int, agent: str, now: datetime, *, unchanged: bool) -> None:
        """Note a fetch, now or with the next ones."""
        with self._lock:
            seen = self._seen.get((feed, agent))
            if seen and timedelta(0) <= now - seen.noted_at < NOTED_EVERY:
                seen.times, seen.unchanged, seen.last_at = seen.times + 1, seen.unchanged + unchanged, now
                return
            pending = self._taken()
            self._seen[feed, agent] = _Seen(noted_at=now, last_at=now)
        self._note(store, [*pending, (feed, agent, _Seen(now, now, 1, int(unchanged)))])

    def settle(self, store: Store) -> None:
        """Note all that is not noted yet."""
        with self._lock:
            pending = self._taken()
        self._note(store, pending)

    def _taken(self) -> list[tuple[int, str, _Seen]]:
        pending = [(feed, agent, seen) for (feed, agent), seen in self._seen.items() if seen.times]
        self._seen.clear()
        return pending

    def _note(self, store: Store, pending: list[tuple[int, str, _Seen]]) -> None:
        if not pending:
            return
        with store.write() as tx:
            for feed, agent, seen in pending:
                feeds.note_fetch(tx, feed, agent, seen.last_at, times=seen.times, unchanged=seen.unchanged)
