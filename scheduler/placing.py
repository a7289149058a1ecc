"""Placing: each open follow-up gets its day, its shared contact and, for a meeting, its time. Nothing is stored."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from msgspec import structs

from scheduler.followups import FollowUp, Key
from scheduler.history import History
from scheduler.house import House
from scheduler.pacing import CALLS, Around, Paced, pace, pace_among, paced
from scheduler.people import People
from scheduler.planning import Practice
from scheduler.proposing import proposed, wants_time
from scheduler.spans import BadSpan, Unit, parse_span, spoken
from scheduler.store import facts as fact_store
from scheduler.store import followups as follow_up_store
from scheduler.store import people as people_store
from scheduler.store.tx import Transaction

#: How far back contacts can still be within somebody's window.
LATELY = timedelta(days=40)
#: What was closed longer ago has been seen by a plan of everything, which comes every day.
_JUST_CLOSED = timedelta(days=2)


def repaced(tx: Transaction, house: House, open_ones: Sequence[FollowUp], now: datetime) -> list[FollowUp]:
    """Of all open follow-ups, those whose day, time or shared contact changes."""
    today = house.today(now)
    result = pace(open_ones, _around(tx, house, open_ones, today))
    return [*proposed(tx, house, open_ones, now), *_moved(open_ones, result, today, now)]


def apart(pairs: Mapping[tuple[str, str | None], int], at_once: int) -> list[set[str]]:
    """The practitioners in groups that share no provider: where one group's follow-ups stand concerns no other's.

    `pairs` says how many follow-ups each has with whom. Groups stand together until they have `at_once` of them.
    """
    among: dict[str, set[str]] = defaultdict(set)
    with_: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for (practitioner, provider), count in pairs.items():
        counts[practitioner] += count
        if provider:
            with_[practitioner].add(provider)
            among[provider].add(practitioner)
    groups: list[set[str]] = [set()]
    for first in sorted(counts):
        waiting = [] if any(first in group for group in groups) else [first]
        while waiting:
            one = waiting.pop()
            if one not in groups[-1]:
                groups[-1].add(one)
                waiting += {other for provider in with_[one] for other in among[provider]} - groups[-1]
        if sum(counts[one] for one in groups[-1]) >= at_once:
            groups.append(set())
    return [group for group in groups if group]


@dataclass(frozen=True, slots=True)
class Touched:
    """What an act changed: whom, and the follow-ups about them as they were before."""

    subjects: frozenset[str]
    before: Sequence[FollowUp]
    #: Whose time may be taken or free otherwise than before; None where that is not known.
    practitioners: frozenset[str] | None = frozenset()


def touched_with(before: Sequence[FollowUp]) -> Touched:
    """An act on these follow-ups themselves."""
    named = {code for f in before for code in (f.planned.client, f.planned.provider) if code}
    return Touched(frozenset(named), before)


def repaced_around(tx: Transaction, house: House, touched: Touched, now: datetime) -> list[FollowUp]:
    """What `repaced` finds when all that changed is what these touch; reads only what may be concerned.

    A provider's follow-ups are placed together. They concern those of others only through a practitioner's calls of
    a day, and only where a day is full or may be: then all calls of that practitioner are placed together.
    """
    today = house.today(now)
    closed = follow_up_store.closed_about(tx, touched.subjects, now - _JUST_CLOSED)
    busy: set[str] = set()
    while True:
        near = _near(tx, touched, busy)
        whose = {f.planned.practitioner for f in (*near, *touched.before, *closed)}
        elsewhere = _elsewhere(tx, near, whose - busy) if house.practice.pace.calls_a_day else Counter()
        result, full = pace_among(near, _around(tx, house, near, today), elsewhere)
        full |= _filled(house, near, result, touched, closed, elsewhere)
        if full <= busy:
            break
        busy |= full
    anybody = house.practitioners if touched.practitioners is None else touched.practitioners
    meetings = follow_up_store.open_meetings(tx, whose.union(anybody))
    return [*proposed(tx, house, meetings, now), *_moved(near, result, today, now)]


def _near(tx: Transaction, touched: Touched, busy: Collection[str]) -> list[FollowUp]:
    """The open follow-ups about the touched, the calls of the busy, and all with the same providers."""
    own = follow_up_store.open_of(tx, touched.subjects)
    calls = follow_up_store.open_calls(tx, busy) if busy else []
    providers = {f.planned.provider for f in (*own, *calls, *touched.before) if f.planned.provider} | touched.subjects
    found = {f.id: f for f in (*own, *calls, *follow_up_store.open_with(tx, providers))}
    return sorted(found.values(), key=lambda f: (f.planned.due, f.planned.priority, str(f.key)))


def _elsewhere(tx: Transaction, near: Iterable[FollowUp], whose: Collection[str]) -> Counter[tuple[str, date]]:
    """The calls of these practitioners that are not among these: perhaps too many, for some share one contact."""
    return follow_up_store.open_calls_by_day(tx, whose) - Counter(_call(f, f.day) for f in near if _is_call(f))


def _filled(
    house: House,
    near: Iterable[FollowUp],
    result: dict[Key, Paced],
    touched: Touched,
    closed: Iterable[FollowUp],
    elsewhere: Counter[tuple[str, date]],
) -> set[str]:
    """The practitioners of whom a full day changed, so that calls of theirs that are not among these may move."""
    cap = house.practice.pace.calls_a_day
    if cap is None:
        return set()
    known = {f.id for f in touched.before if f.open}
    stood = [f for f in near if f.id not in known and not _is_about(f, touched.subjects)]
    before = Counter(_call(f, f.day) for f in (*touched.before, *stood) if _is_call(f))
    before += Counter(_call(f, f.day) for f in closed if f.id not in known and f.planned.kind in CALLS)
    after = Counter(_call(f, result[f.key].day) for f in near if f.key in result and _is_call(f))
    changed = (before - after) + (after - before)
    return {
        whose for whose, day in changed if elsewhere[whose, day] + max(before[whose, day], after[whose, day]) >= cap
    }


def _is_about(follow_up: FollowUp, subjects: Collection[str]) -> bool:
    planned = follow_up.planned
    return (planned.client or planned.provider) in subjects


def _is_call(follow_up: FollowUp) -> bool:
    return paced(follow_up) and follow_up.planned.kind in CALLS


def _call(follow_up: FollowUp, day: date) -> tuple[str, date]:
    return follow_up.planned.practitioner, day


def _moved(open_ones: Iterable[FollowUp], result: dict[Key, Paced], today: date, now: datetime) -> list[FollowUp]:
    """The follow-ups that stand elsewhere, or with others, from now on."""
    changed: list[FollowUp] = []
    for follow_up in open_ones:
        if wants_time(follow_up):
            continue
        found = result.get(follow_up.key)
        day = found.day if found and not follow_up.pinned and found.day != follow_up.planned.due else None
        bundle, words = (found.bundle, found.words) if found else (None, "")
        if (follow_up.paced_on, follow_up.bundle, follow_up.paced) == (day, bundle, words):
            continue
        moved = follow_up.paced_on != day
        story = (*follow_up.story, f"paced {spoken(today)} {words}") if moved and words else follow_up.story
        changed.append(
            structs.replace(
                follow_up,
                paced_on=day,
                bundle=bundle,
                paced=words,
                sequence=follow_up.sequence + (1 if moved and follow_up.pinned is None else 0),
                changed_at=now,
                story=story,
            )
        )
    return changed


def _around(tx: Transaction, house: House, open_ones: Sequence[FollowUp], today: date) -> Around:
    providers = people_store.providers(tx, {f.planned.provider for f in open_ones if f.planned.provider and paced(f)})
    lately = fact_store.contacts_since(tx, today - LATELY, providers.keys())
    history = History(People({}, providers, house.practitioners), lately, today)
    return around(house.practice, history, open_ones, today)


def around(practice: Practice, history: History, open_ones: Sequence[FollowUp], today: date) -> Around:
    """What pacing looks at, from the contacts and the preferences that a history knows."""
    providers = history.people.providers
    codes = {code for f in open_ones if (code := f.planned.provider) and code in providers and paced(f)}
    windows = {code: count for code in codes if (count := _own_window(history.preference(code, "pace")))}
    offices = {c: w for c in codes if (w := providers[c].workdays(history.closures(c))) is not None}
    return Around(
        workdays=practice.workdays,
        pace=practice.pace,
        today=today,
        contacts={c: [f.on for f in history.in_touch(c, today) if today - f.on <= LATELY] for c in codes},
        own_window=windows,
        offices=offices,
    )


def _own_window(text: str | None) -> int | None:
    """A provider's own window, as in "10 business days"; nothing where it does not read as one."""
    try:
        span = parse_span(text or "")
    except BadSpan:
        return None
    return span.count if span.unit is Unit.BUSINESS_DAY else None
