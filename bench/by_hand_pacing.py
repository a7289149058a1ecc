"""Pacing written out by hand: one contact with an office in five business days, three calls a day, late ones together.

Nobody pinned anything, no office has days of its own, and nobody asked for another pace.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bench.by_hand_reading import Days, Told
from bench.by_hand_stored import Placed
from bench.by_hand_tools import Wanted

WINDOW, CALLS_A_DAY, LATELY = 5, 3, 40
_CALLS = {"call", "introduction"}
NOWHERE: tuple[int | None, str | None, str] = (None, None, "")


@dataclass(slots=True)
class _Contact:
    day: int
    last: int
    happened: bool = False
    members: list[str] = field(default_factory=list)


class Pacing:
    """Puts follow-ups on their days, the tightest first."""

    def __init__(self, days: Days, today: int, reports: Sequence[Told], stored: Mapping[str, Placed]) -> None:
        self.days, self.today, self.stored = days, today, stored
        self.contacts: dict[str, list[_Contact]] = {}
        for provider, day in sorted({(f.provider, f.on) for f in reports if today - LATELY <= f.on <= today}):
            self.contacts.setdefault(provider, []).append(_Contact(day, day, happened=True))
        self.calls: Counter[tuple[str, int]] = Counter()
        self.placed: dict[str, tuple[int, str]] = {}
        self.wanted: Mapping[str, Wanted] = {}

    def pace(self, wanted: Mapping[str, Wanted]) -> dict[str, tuple[int | None, str | None, str]]:
        """The day (where it is not the due one), the contact that is shared, and why, of each that may be moved."""
        self.wanted = wanted
        routine = [key for key, one in wanted.items() if _moves(one)]
        for key in sorted(routine, key=self._tightest):
            one = wanted[key]
            self.placed[key] = self._with_office(key, one) if one.recipient == "provider" else self._with_client(one)
        shared: dict[str, str] = {}
        for contacts in self.contacts.values():
            for contact in contacts:
                if len(contact.members) > 1:
                    shared |= dict.fromkeys(contact.members, self.stored[min(contact.members, key=self._tightest)].id)
        return {
            key: (day if day != wanted[key].due else None, shared.get(key), words)
            for key, (day, words) in self.placed.items()
        }

    def _tightest(self, key: str) -> tuple[int, int, tuple[str, str, str, str, str, int]]:
        one = self.wanted[key]
        return one.limit, one.priority, one.order

    def _with_client(self, one: Wanted) -> tuple[int, str]:
        day = next((d for d in self._choice(one) if self._room(one, d)), one.due)
        self._count(one, day)
        return day, self._moved(one.due, day, "three calls a day are enough")

    def _with_office(self, key: str, one: Wanted) -> tuple[int, str]:
        contacts = self.contacts.setdefault(one.provider or "", [])
        before = self.stored.get(key)
        if before and before.day and before.day < self.today and one.earliest <= before.day <= one.limit:
            self._join_or_open(contacts, key, one, before.day)
            return before.day, before.words
        shared = self._shared(contacts, one)
        if shared is not None:
            day = shared.day if one.earliest <= shared.day <= one.limit else one.due
            shared.members.append(key)
            shared.last = max(shared.last, day)
            near = self._near(contacts, day, besides=shared)
            return day, self._too_close(near) if near else self._moved(one.due, day, "one contact for several")
        free = next((d for d in self._choice(one) if not self._near(contacts, d) and self._room(one, d)), None)
        if free is None:
            day = one.limit
            near = self._near(contacts, day)
        else:
            day, near = free, None
        if near:
            words = self._too_close(near)
        else:
            other = self._near(contacts, one.due)
            words = self._moved(one.due, day, f"a contact on {self.days.spoken(other)}" if other else "the day is full")
        self._join_or_open(contacts, key, one, day)
        return day, words

    def _shared(self, contacts: list[_Contact], one: Wanted) -> _Contact | None:
        """The planned contact nearest to the due day that it may join."""
        first = max(one.earliest, min(one.due, self.today))
        fitting = [
            c
            for c in contacts
            if not c.happened
            and self._close(c, one.due)
            and (first <= c.day <= one.limit or (c.day < self.today and c.day <= one.due))
        ]
        return min(fitting, key=lambda c: (abs(c.day - one.due), c.day), default=None)

    def _choice(self, one: Wanted) -> Iterator[int]:
        """The due day, then the nearest earlier open ones, then later ones."""
        yield one.due
        for day in range(one.due - 1, max(one.earliest, min(one.due, self.today)) - 1, -1):
            if day not in self.days.closed:
                yield day
        for day in range(one.due + 1, one.limit + 1):
            if day not in self.days.closed:
                yield day

    def _near(self, contacts: list[_Contact], day: int, besides: _Contact | None = None) -> int | None:
        return next((c.day for c in contacts if c is not besides and self._close(c, day)), None)

    def _close(self, contact: _Contact, day: int) -> bool:
        first, last = contact.day, contact.last
        return first < day < last or self._closer(first, day) or (first != last and self._closer(last, day))

    def _closer(self, one: int, other: int) -> bool:
        first, last = (one, other) if one < other else (other, one)
        return last - first <= 7 * WINDOW and self.days.closer(first, last, WINDOW)

    def _room(self, one: Wanted, day: int) -> bool:
        return one.kind not in _CALLS or self.calls[one.practitioner, day] < CALLS_A_DAY

    def _count(self, one: Wanted, day: int) -> None:
        if one.kind in _CALLS:
            self.calls[one.practitioner, day] += 1

    def _join_or_open(self, contacts: list[_Contact], key: str, one: Wanted, day: int) -> None:
        contact = next((c for c in contacts if c.day == day and not c.happened), None)
        if contact is None:
            contact = _Contact(day, day)
            contacts.append(contact)
            self._count(one, day)
        contact.members.append(key)

    def _too_close(self, near: int) -> str:
        return f"closer to the contact on {self.days.spoken(near)} than the pace allows, because it cannot wait"

    def _moved(self, due: int, day: int, why: str) -> str:
        return "" if day == due else f"from {self.days.spoken(due)} to {self.days.spoken(day)}: {why}"


def _moves(one: Wanted) -> bool:
    """Whether pacing may move it: routine, not blocked, with an office or a call to a client."""
    return one.priority > 1 and not one.blocked_by and (one.recipient == "provider" or one.kind in _CALLS)
