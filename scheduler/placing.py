"""Placing: each open follow-up gets its day, its shared contact and, for a meeting, its time. Nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from calendars.workdays import Closure
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp, FollowUpKind, Key
from scheduler.history import History, People
from scheduler.house import House
from scheduler.pacing import Around, pace, paced
from scheduler.people import Provider
from scheduler.planning import Practice
from scheduler.slotting import LENGTH, SEARCHED, Busy, Open, Slot, fits, propose
from scheduler.spans import BadSpan, Unit, parse_span, spoken
from scheduler.store import busy as busy_store
from scheduler.store import facts as fact_store
from scheduler.store import people as people_store
from scheduler.store.tx import Transaction

#: How far back contacts can still be within somebody's window.
LATELY = timedelta(days=40)
#: How far behind the latest day times are searched at most: ten business days, with holidays and closures among them.
_SEARCH_REACH = timedelta(days=60)
#: A calendar that could not be read for longer says nothing reliable of who is free.
_FRESH = timedelta(days=2)


def repaced(tx: Transaction, house: House, open_ones: Sequence[FollowUp], now: datetime) -> list[FollowUp]:
    """The open follow-ups whose day, time or shared contact changes by pacing, and by the search for meeting times."""
    today = house.today(now)
    result = pace(open_ones, _around(tx, house, open_ones, today))
    changed: list[FollowUp] = _slotted(tx, house, open_ones, now)
    for follow_up in open_ones:
        if _wants_slot(follow_up):
            continue
        found = result.get(follow_up.key)
        day = found.day if found and not follow_up.pinned and found.day != follow_up.planned.due else None
        bundle, words = (found.bundle, found.words) if found else (None, "")
        if (follow_up.paced_on, follow_up.bundle, follow_up.paced) == (day, bundle, words):
            continue
        moved = follow_up.paced_on != day
        story = (*follow_up.story, f"paced {spoken(today)} {words}") if moved and words else follow_up.story
        changed.append(
            replace(
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


def _wants_slot(follow_up: FollowUp) -> bool:
    """Whether a time has to be found for it: a meeting with a provider to which nobody has set one."""
    planned = follow_up.planned
    return planned.kind is FollowUpKind.MEETING and planned.at is None and bool(planned.provider)


def _slotted(tx: Transaction, house: House, open_ones: Sequence[FollowUp], now: datetime) -> list[FollowUp]:
    """The meetings whose proposed time changes: most urgent first, each keeps its time while that still fits."""
    wanting = sorted((f for f in open_ones if _wants_slot(f)), key=lambda f: (f.planned.priority, f.key))
    if not wanting:
        return []
    practice, today = house.practice, house.today(now)
    providers = people_store.providers(tx, {f.planned.provider or "" for f in wanting})
    taken = _taken(tx, practice, wanting, today, now)
    closures = History(People({}, providers, house.practitioners), fact_store.contacts_since(tx, today), today)
    both = {
        f.key: _both_sides(practice, providers[f.planned.provider or ""], closures.closures(f.planned.provider or ""))
        for f in wanting
    }
    changed: list[FollowUp] = []
    for follow_up in _those_that_keep_their_time_first(wanting, both, taken):
        kept = Slot(follow_up.day, follow_up.slot_at) if follow_up.slot_at else None
        slot = propose(
            follow_up.pinned or max(follow_up.planned.due, today),
            both[follow_up.key],
            taken.before(follow_up),
            kept,
            after=now,
            only=follow_up.pinned is not None,
        )
        if slot:
            start = datetime.combine(slot.day, slot.at, practice.zone)
            taken.mine[follow_up.planned.practitioner].append(Busy(start, start + LENGTH))
        new = _at_slot(follow_up, slot, taken.doubts[follow_up.planned.practitioner])
        if new != follow_up:
            same = replace(new, paced=follow_up.paced) == follow_up
            changed.append(replace(new, changed_at=now, sequence=follow_up.sequence + (0 if same else 1)))
    return changed


def _at_slot(follow_up: FollowUp, slot: Slot | None, doubts: Sequence[str]) -> FollowUp:
    """A meeting at the time that was found for it, with what is doubtful about that."""
    where = f"on {spoken(follow_up.pinned)}" if follow_up.pinned else f"within {SEARCHED} business days"
    unsure = f"perhaps not free: the calendar {', '.join(doubts)} could not be read in full" if slot and doubts else ""
    return replace(
        follow_up,
        paced_on=slot.day if slot and not follow_up.pinned and slot.day != follow_up.planned.due else None,
        slot_at=slot.at if slot else None,
        trouble="" if slot else f"no time suits both {where}; agree on one by phone",
        paced=unsure,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """What stands in the way of meetings."""

    #: For each practitioner: visits, meetings, and what their own calendars say.
    mine: Mapping[str, list[Busy]]
    #: For each provider: the times that were declined.
    declined: Mapping[str | None, list[Busy]]
    #: For each practitioner: the calendars of which something may be missing.
    doubts: Mapping[str, Sequence[str]]

    def before(self, follow_up: FollowUp) -> list[Busy]:
        """What stands in the way of one."""
        return [*self.mine[follow_up.planned.practitioner], *self.declined.get(follow_up.planned.provider, ())]


def _taken(tx: Transaction, practice: Practice, wanting: Sequence[FollowUp], today: date, now: datetime) -> _Taken:
    known = [f for f in fact_store.for_calendar(tx, today, now) if f.at and not f.retracted]
    declined: dict[str | None, list[Busy]] = {}
    for fact in known:
        if fact.kind is FactKind.MEETING and fact.value == "declined":
            declined.setdefault(fact.provider, []).append(_busy(fact, practice))
    last = now + timedelta(days=max((f.day - today).days for f in wanting)) + _SEARCH_REACH
    codes = {f.planned.practitioner for f in wanting}
    return _Taken(
        mine={
            code: [
                *(_busy(f, practice) for f in known if _occupies(tx, f, code)),
                *(Busy(start, end) for start, end in busy_store.spans(tx, code, now, last)),
            ]
            for code in codes
        },
        declined=declined,
        doubts={code: busy_store.doubtful(tx, code, now - _FRESH) for code in codes},
    )


def _those_that_keep_their_time_first(
    wanting: Sequence[FollowUp], both: Mapping[Key, Open], taken: _Taken
) -> list[FollowUp]:
    """Whoever has a time that still fits is served before any newcomer, however urgent."""

    def keeps(follow_up: FollowUp) -> bool:
        if follow_up.slot_at is None:
            return False
        slot = Slot(follow_up.day, follow_up.slot_at)
        return fits(slot, both[follow_up.key], taken.before(follow_up))

    return sorted(wanting, key=lambda f: not keeps(f))


def _both_sides(practice: Practice, provider: Provider, closures: tuple[Closure, ...]) -> Open:
    return Open(
        workdays=practice.workdays,
        hours=practice.hours,
        zone=practice.zone,
        office_hours=provider.hours,
        office_zone=ZoneInfo(provider.zone) if provider.zone else None,
        office_days=provider.workdays(closures),
    )


def _occupies(tx: Transaction, fact: Fact, practitioner: str) -> bool:
    """Whether a visit or a meeting takes a practitioner's time."""
    if fact.value not in ("scheduled", "attended", "held"):
        return False
    if fact.kind is FactKind.MEETING:
        return fact.practitioner in (None, practitioner)
    client = people_store.clients(tx, [fact.client or ""]).get(fact.client or "")
    return fact.data.get("joint") is True and client is not None and client.practitioner == practitioner


def _busy(fact: Fact, practice: Practice) -> Busy:
    start = datetime.combine(fact.on, fact.at or time.min, practice.zone)
    minutes = fact.data.get("minutes")
    return Busy(start, start + (timedelta(minutes=float(minutes)) if isinstance(minutes, int | float) else LENGTH))


def _around(tx: Transaction, house: House, open_ones: Sequence[FollowUp], today: date) -> Around:
    providers = people_store.providers(tx, {f.planned.provider for f in open_ones if f.planned.provider and paced(f)})
    lately = fact_store.contacts_since(tx, today - LATELY)
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
