"""Limits: how often a stranger may be wrong. Kept in memory, bounded, and forgotten after an hour without a try."""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

#: Peers and names that are remembered at most; beyond that the one longest quiet is forgotten.
MOST = 4096
FORGET = timedelta(hours=1)
#: Unknown tokens that a peer may bring within the window.
BAD_TOKENS, WINDOW = 20, timedelta(minutes=5)
#: Referral forms that a peer may send within an hour: more than any office needs, with mistakes and second tries.
MOST_FORMS = 120


@dataclass(frozen=True, slots=True)
class Rule:
    """How many tries are free, and how long the wait becomes at most; it doubles with each try."""

    free: int
    longest: timedelta

    def pause(self, tries: int) -> timedelta:
        """The wait after so many tries."""
        doublings = tries - self.free
        return timedelta(0) if doublings < 0 else min(timedelta(seconds=2 ** min(doublings, 20)), self.longest)


#: A peer soon waits long. A practitioner never waits longer than a minute, so that nobody can lock her out for good.
PEER = Rule(free=5, longest=timedelta(minutes=15))
PRACTITIONER = Rule(free=10, longest=timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Tally:
    """Tries so far, and the time of the last (or, for tokens, of the first)."""

    count: int
    at: datetime


class Book:
    """Tallies by key, the longest quiet first; never more than `MOST`."""

    def __init__(self, lasts: timedelta) -> None:
        self.lasts = lasts
        self._tallies: OrderedDict[str, Tally] = OrderedDict()

    def __len__(self) -> int:
        return len(self._tallies)

    def get(self, key: str, now: datetime) -> Tally | None:
        """A tally, unless it is over (or from a time that has not come: the clock was set back)."""
        found = self._tallies.get(key)
        return found if found and timedelta(0) <= now - found.at < self.lasts else None

    def put(self, key: str, tally: Tally) -> None:
        """Remember a tally."""
        self._tallies[key] = tally
        self._tallies.move_to_end(key)
        if len(self._tallies) > MOST:
            self._tallies.popitem(last=False)

    def drop(self, key: str) -> None:
        """Forget a tally."""
        self._tallies.pop(key, None)


class Limits:
    """What is counted; shared by the threads of the server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tries = Book(FORGET)
        self._tokens = Book(WINDOW)
        self._forms = Book(FORGET)
        #: Password hashes that are worked out at one time: each takes 64 MiB.
        self.hashing = threading.BoundedSemaphore(2)

    def try_login(self, peer: str, who: str, now: datetime) -> int:
        """Count a try, unless it comes too soon: then the seconds to wait (and nothing is counted).

        It is counted before the password is looked at, so that tries at one moment do not slip through together.
        """
        keys = _keys(peer, who)
        with self._lock:
            waits = [self._tokens_wait(peer, now), *(self._wait(key, rule, now) for key, rule in keys)]
            if any(waits):
                return max(waits)
            for key, _ in keys:
                known = self._tries.get(key, now)
                self._tries.put(key, Tally(known.count + 1 if known else 1, now))
            return 0

    def let_in(self, peer: str, who: str) -> None:
        """The password was right: its tries are forgotten."""
        with self._lock:
            for key, _ in _keys(peer, who):
                self._tries.drop(key)

    def bad_token(self, peer: str, now: datetime) -> int:
        """Count an unknown token (or a wrong password); the seconds to wait when there were too many."""
        with self._lock:
            known = self._tokens.get(peer, now)
            self._tokens.put(peer, replace(known, count=known.count + 1) if known else Tally(1, now))
            return self._tokens_wait(peer, now)

    def form_sent(self, peer: str, now: datetime) -> int:
        """Count a referral form; the seconds to wait when there were too many."""
        with self._lock:
            known = self._forms.get(peer, now) or Tally(0, now)
            self._forms.put(peer, replace(known, count=known.count + 1))
            return _seconds(known.at + FORGET - now) if known.count >= MOST_FORMS else 0

    def _tokens_wait(self, peer: str, now: datetime) -> int:
        known = self._tokens.get(peer, now)
        return _seconds(known.at + WINDOW - now) if known and known.count > BAD_TOKENS else 0

    def _wait(self, key: str, rule: Rule, now: datetime) -> int:
        known = self._tries.get(key, now)
        return _seconds(known.at + rule.pause(known.count) - now) if known else 0

    @property
    def remembered(self) -> int:
        """How many tallies are kept."""
        return len(self._tries) + len(self._tokens) + len(self._forms)


def _keys(peer: str, who: str) -> Iterable[tuple[str, Rule]]:
    return (f"peer {peer}", PEER), (f"name {who[:80]}", PRACTITIONER)


def _seconds(span: timedelta) -> int:
    """Whole seconds, rounded up."""
    return max(0, -(-span // timedelta(seconds=1)))
