"""Who fetched which calendar: counted as they come, stored after every round; only the very first fetch at once."""

import threading
from dataclasses import dataclass
from datetime import datetime

from scheduler.store import feeds
from scheduler.store.engine import Store

#: Programs that wait for a round at most.
_MOST_COUNTED = 200


@dataclass(slots=True)
class _Seen:
    """What is not stored yet of one program and one feed."""

    first_at: datetime
    last_at: datetime
    times: int = 0
    unchanged: int = 0


class Fetches:
    """Fetches, for all the threads of a server."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, str], _Seen] = {}
        self._lock = threading.Lock()

    def add(self, feed: int, agent: str, now: datetime, *, unchanged: bool) -> None:
        """Count a fetch."""
        with self._lock:
            seen = self._seen.setdefault((feed, agent), _Seen(now, now))
            seen.times, seen.unchanged, seen.last_at = seen.times + 1, seen.unchanged + unchanged, now

    def many(self) -> bool:
        """Whether more is counted than should wait for a round."""
        return len(self._seen) > _MOST_COUNTED

    def settle(self, store: Store) -> None:
        """Store all that was counted."""
        with self._lock:
            counted, self._seen = self._seen, {}
        if counted:
            with store.write() as tx:
                for (feed, agent), seen in counted.items():
                    of = (seen.first_at, seen.last_at)
                    feeds.note_fetches(tx, feed, agent, of, times=seen.times, unchanged=seen.unchanged)
