"""The rack: calendars at hand. While nothing at all has been written, who asks the same is told the same at once."""

from dataclasses import dataclass, field
from datetime import date, datetime

from calendars.feed import Answer
from scheduler.planning import Practice
from scheduler.publishing import Rendered, Shelf, serve
from scheduler.store import feeds
from scheduler.store.engine import Store
from scheduler.store.feeds import Feed
from scheduler.store.watching import Watch
from scheduler.web.fetches import Fetches
from scheduler.web.requests import Asked

#: Answers that are held at most, until the next change.
_MOST_HELD = 256


@dataclass(frozen=True, slots=True)
class Found:
    """A calendar as it is."""

    feed: Feed
    #: Its bytes; None where it cannot be made and never was.
    rendered: Rendered | None
    #: What the watch said before anything was looked at; None where nothing of this may be told again.
    mark: int | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What was answered as of one moment, by what was asked."""

    mark: int
    today: date
    #: The configuration: where it was read again, it is another object.
    premises: object
    answers: dict[Asked, tuple[Feed, Answer]] = field(default_factory=dict)

    def holds(self, mark: int | None, today: date, premises: object) -> bool:
        """Whether that is still so."""
        return self.mark == mark and self.today == today and self.premises is premises


class Rack:
    """The calendars of a store, for all the threads of a server."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._fetches = Fetches()
        self._watch = Watch(store)
        self._shelf = Shelf()
        self._told: _Told | None = None

    def again(self, what: Asked, today: date, premises: object) -> tuple[Feed, Answer] | None:
        """What was answered to the very same before, where it still holds."""
        told = self._told
        known = told.answers.get(what) if told else None
        return known if known and told and told.holds(self._watch.mark(), today, premises) else None

    def keep(self, what: Asked, today: date, premises: object, found: Found, answer: Answer) -> None:
        """Keep an answer for whoever asks the same."""
        if found.mark is None:
            return
        told = self._told
        if told is None or not told.holds(found.mark, today, premises) or len(told.answers) >= _MOST_HELD:
            told = self._told = _Told(found.mark, today, premises)
        told.answers[what] = (found.feed, answer)

    def get(self, token: str, practice: Practice, now: datetime) -> Found | None:
        """The calendar of a token; None where there is no such."""
        mark = self._watch.mark()
        with self.store.read() as tx:
            feed = feeds.by_token(tx, token)
        if feed is None:
            return None
        rendered = serve(self.store, feed, practice, now, self._shelf)
        return Found(feed, rendered, mark if rendered and not feed.trouble else None)

    def note(self, feed: Feed, agent: str, now: datetime, answer: Answer) -> None:
        """Remember a fetch; that of a feed which nobody has fetched before is seen at once."""
        self._fetches.add(feed.id, agent, now, unchanged=answer.status == 304)
        if feed.fetched_at is None or self._fetches.many():
            self._fetches.settle(self.store)

    def settle(self, now: datetime) -> None:
        """Store what was only counted or held: who fetched, and the bytes that changed."""
        self._fetches.settle(self.store)
        self._shelf.settle(self.store, now)

    def close(self) -> None:
        """Give back what is held open."""
        self._watch.close()
