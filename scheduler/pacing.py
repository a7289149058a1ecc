"""Pacing: patience as a law. It gives each routine follow-up a day and the contact that it shares; it never merges,
drops or adds one, and never passes a latest day.

At most one routine contact with a provider falls into any window of so many business days, over all clients and
practitioners: what falls together becomes one contact with an agenda. Deadlines win over the window, and the breach
is said. Urgent follow-ups (priority 0 and 1) pass.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from msgspec import Struct

from calendars.workdays import Workdays
from scheduler.followups import FollowUp, FollowUpKind, Key, Priority, Recipient
from scheduler.spans import spoken

#: What a practitioner does by voice; a day holds only so many.
CALLS = frozenset({FollowUpKind.CALL, FollowUpKind.INTRODUCTION})


@dataclass(frozen=True, slots=True)
class Pace:
    """The caps; None means no cap."""

    #: At most one routine contact with a provider in any window of so many business days.
    business_days: int | None = None
    #: At most so many routine calls for a practitioner on one day.
    calls_a_day: int | None = None


class Paced(Struct, frozen=True, gc=False):
    """Where a follow-up stands after pacing."""

    day: date
    #: The id of the contact that it shares with others, or None when it stands alone.
    bundle: str | None = None
    #: Why it is not on the day that its rule gave, or what it shares, or which cap it breaks; empty otherwise.
    words: str = ""
    #: Whether it stands closer to another contact than the cap allows, because it cannot wait.
    breach: bool = False


@dataclass(slots=True)
class _Contact:
    """One contact with a provider on a day: planned, pinned by a person, or already past."""

    day: date
    #: Whether it lies in the past as a fact; then nothing can join it.
    happened: bool = False
    members: list[FollowUp] = field(default_factory=list)
    #: The day of the last member, where one that falls due later comes along with an overdue contact.
    last: date = date.min

    def __post_init__(self) -> None:
        self.last = max(self.last, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What pacing looks at besides the follow-ups."""

    workdays: Workdays
    pace: Pace
    today: date
    #: The days on which each provider was contacted lately.
    contacts: Mapping[str, Sequence[date]]
    #: A provider's own window in business days, where one was asked for.
    own_window: Mapping[str, int]
    #: The office calendar of each provider that has one.
    offices: Mapping[str, Workdays]


def paced(follow_up: FollowUp) -> bool:
    """Whether pacing may move it: routine, open, not blocked, and not bound to an hour."""
    planned = follow_up.planned
    return (
        follow_up.open
        and planned.priority > Priority.SAME_DAY
        and not planned.blocked_by
        and not planned.kind.timed
        and (_contacts(follow_up) or (planned.recipient is Recipient.CLIENT and planned.kind in CALLS))
    )


def _contacts(follow_up: FollowUp) -> bool:
    return follow_up.planned.recipient is Recipient.PROVIDER and bool(follow_up.planned.provider)


def pace(follow_ups: Iterable[FollowUp], around: Around) -> dict[Key, Paced]:
    """A day, and where it shares one a contact, for each follow-up that pacing may move."""
    return pace_among(follow_ups, around, {})[0]


def pace_among(
    follow_ups: Iterable[FollowUp], around: Around, elsewhere: Mapping[tuple[str, date], int]
) -> tuple[dict[Key, Paced], set[str]]:
    """The same for some of the follow-ups, and the practitioners of whom a day was found full.

    `elsewhere` counts at least the calls of the others, by practitioner and day: whether a day is full, only all the
    calls of its practitioner together can tell.
    """
    found = _Pacing(around, elsewhere)
    routine = [f for f in follow_ups if paced(f)]
    for follow_up in routine:
        if follow_up.pinned:
            found.pin(follow_up)
    for follow_up in sorted((f for f in routine if not f.pinned), key=_tightest):
        found.place(follow_up)
    return found.result(), found.full


def _tightest(follow_up: FollowUp) -> tuple[date, int, Key]:
    planned = follow_up.planned
    return (planned.limit or planned.due, int(planned.priority), planned.key)


class _Pacing:
    """Places follow-ups one by one, the tightest first."""

    def __init__(self, around: Around, elsewhere: Mapping[tuple[str, date], int]) -> None:
        self.around = around
        self.elsewhere = elsewhere
        #: The practitioners of whom a day was found full.
        self.full: set[str] = set()
        self.contacts: dict[str, list[_Contact]] = {
            provider: [_Contact(day, happened=True) for day in sorted(set(days))]
            for provider, days in around.contacts.items()
        }
        self.calls: dict[tuple[str, date], int] = {}
        self.placed: dict[Key, Paced] = {}

    def pin(self, follow_up: FollowUp) -> None:
        """A day that a person chose stands, and occupies its window."""
        day = follow_up.pinned or follow_up.day
        self.placed[follow_up.key] = Paced(day)
        if _contacts(follow_up):
            self._join_or_open(follow_up, day)
        else:
            self._count_call(follow_up, day)

    def place(self, follow_up: FollowUp) -> None:
        """Join a contact that is planned anyway, else take the nearest free day, else the latest one."""
        planned = follow_up.planned
        if not _contacts(follow_up):
            day = next((d for d in self._days(follow_up) if self._has_room(follow_up, d)), planned.due)
            self._count_call(follow_up, day)
            self.placed[follow_up.key] = Paced(day, words=_moved(planned.due, day, "three calls a day are enough"))
            return
        kept = follow_up.paced_on
        if kept and kept < self.around.today and self._allowed(follow_up, kept):
            self.placed[follow_up.key] = Paced(kept, words=follow_up.paced)
            self._join_or_open(follow_up, kept)
            return
        shared = self._shared(follow_up)
        if shared is not None:
            day = shared.day if self._allowed(follow_up, shared.day) else planned.due
            shared.members.append(follow_up)
            shared.last = max(shared.last, day)
            near = self._near(follow_up, day, besides=shared)
            words = _too_close(near) if near else _moved(planned.due, day, "one contact for several")
            self.placed[follow_up.key] = Paced(day, words=words, breach=near is not None)
            return
        free = next((d for d in self._days(follow_up) if self._is_free(follow_up, d)), None)
        day = free or max(planned.due, planned.limit or planned.due)
        near = self._near(follow_up, planned.due)
        why = f"a contact on {spoken(near)}" if near else "the day is full"
        words = _moved(planned.due, day, why)
        if free is None and (nearest := self._near(follow_up, day)):
            words = _too_close(nearest)
        self.placed[follow_up.key] = Paced(day, words=words, breach=free is None)
        self._join_or_open(follow_up, day)

    def result(self) -> dict[Key, Paced]:
        """The days, with the contacts that are shared."""
        for contacts in self.contacts.values():
            for contact in contacts:
                if len(contact.members) > 1:
                    lead = min(contact.members, key=_tightest).id
                    for member in contact.members:
                        before = self.placed[member.key]
                        self.placed[member.key] = Paced(before.day, lead, before.words, before.breach)
        return self.placed

    def _window(self, provider: str) -> int | None:
        return self.around.own_window.get(provider, self.around.pace.business_days)

    def _of(self, follow_up: FollowUp) -> list[_Contact]:
        return self.contacts.setdefault(follow_up.planned.provider or "", [])

    def _shared(self, follow_up: FollowUp) -> _Contact | None:
        """The planned contact nearest to the due day that it may join, where the cap would keep it off its own day."""
        planned = follow_up.planned
        window = self._window(planned.provider or "")
        if window is None:
            return None
        first, last = self._range(follow_up)
        fitting = [
            c
            for c in self._of(follow_up)
            if not c.happened
            and self._close_to(c, planned.due, window)
            and (first <= c.day <= last or self._late_together(c, planned.due))
        ]
        return min(fitting, key=lambda c: (abs((c.day - planned.due).days), c.day), default=None)

    def _range(self, follow_up: FollowUp) -> tuple[date, date]:
        """The first and the last day that it may be given; nothing is moved into the past."""
        planned = follow_up.planned
        first = max(planned.earliest or planned.due, min(planned.due, self.around.today))
        return first, planned.limit or planned.due

    def _allowed(self, follow_up: FollowUp, day: date) -> bool:
        planned = follow_up.planned
        return (planned.earliest or planned.due) <= day <= (planned.limit or planned.due)

    def _late_together(self, contact: _Contact, due: date) -> bool:
        """An overdue contact is still to be made; what falls due within its window comes along."""
        return contact.day < self.around.today and contact.day <= due

    def _close(self, one: date, other: date, window: int) -> bool:
        """Whether two days are closer than a window allows."""
        first, last = (one, other) if one < other else (other, one)
        return (last - first).days <= 7 * window and self.around.workdays.closer(first, last, window)

    def _close_to(self, contact: _Contact, day: date, window: int) -> bool:
        """Whether a day is closer than a window to a contact, from its own day to that of its last late member."""
        first, last = contact.day, contact.last
        return (
            first < day < last or self._close(first, day, window) or (first != last and self._close(last, day, window))
        )

    def _days(self, follow_up: FollowUp) -> Iterator[date]:
        """The days it may stand on, the due day first, then the nearest earlier ones, then later ones."""
        planned = follow_up.planned
        first, last = self._range(follow_up)
        yield planned.due
        day = planned.due - timedelta(days=1)
        while day >= first:
            if self._open(planned.provider, day):
                yield day
            day -= timedelta(days=1)
        day = planned.due + timedelta(days=1)
        while day <= last:
            if self._open(planned.provider, day):
                yield day
            day += timedelta(days=1)

    def _open(self, provider: str | None, day: date) -> bool:
        office = self.around.offices.get(provider or "")
        return self.around.workdays.is_open(day) and (office is None or office.is_open(day))

    def _is_free(self, follow_up: FollowUp, day: date) -> bool:
        return self._near(follow_up, day) is None and self._has_room(follow_up, day)

    def _near(self, follow_up: FollowUp, day: date, besides: _Contact | None = None) -> date | None:
        """The contact (besides one) that is closer to a day than the window allows."""
        window = self._window(follow_up.planned.provider or "")
        if window is None:
            return None
        others = (c for c in self._of(follow_up) if c is not besides)
        return next((c.day for c in others if self._close_to(c, day, window)), None)

    def _has_room(self, follow_up: FollowUp, day: date) -> bool:
        cap = self.around.pace.calls_a_day
        if cap is None or follow_up.planned.kind not in CALLS:
            return True
        whose = (follow_up.planned.practitioner, day)
        if self.calls.get(whose, 0) + self.elsewhere.get(whose, 0) < cap:
            return True
        self.full.add(whose[0])
        return False

    def _count_call(self, follow_up: FollowUp, day: date) -> None:
        if follow_up.planned.kind in CALLS:
            key = (follow_up.planned.practitioner, day)
            self.calls[key] = self.calls.get(key, 0) + 1

    def _join_or_open(self, follow_up: FollowUp, day: date) -> None:
        contact = next((c for c in self._of(follow_up) if c.day == day and not c.happened), None)
        if contact is None:
            contact = _Contact(day)
            self._of(follow_up).append(contact)
            self._count_call(follow_up, day)
        contact.members.append(follow_up)


def _too_close(near: date) -> str:
    return f"closer to the contact on {spoken(near)} than the pace allows, because it cannot wait"


def _moved(due: date, day: date, why: str) -> str:
    return "" if day == due else f"from {spoken(due)} to {spoken(day)}: {why}"
