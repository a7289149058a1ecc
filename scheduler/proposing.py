"""Proposing: a meeting with a provider to which nobody has set a time gets one that suits both. Nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import structs

from calendars.workdays import Closure
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp, FollowUpKind, Key
from scheduler.history import History
from scheduler.house import House
from scheduler.people import People, Provider
from scheduler.planning import Practice
from scheduler.slotting import LENGTH, SEARCHED, Busy, Open, Slot, fits, propose
from scheduler.spans import spoken
from scheduler.store import busy as busy_store
from scheduler.store import facts as fact_store
from scheduler.store import people as people_store
from scheduler.store.tx import Transaction

#: How far behind the latest day times are searched at most: ten business days, with holidays and closures among them.
_SEARCH_REACH = timedelta(days=60)
#: A calendar that could not be read for longer says nothing reliable of who is free.
_FRESH = timedelta(days=2)


def wants_time(follow_up: FollowUp) -> bool:
    """Whether a time has to be found for it: a meeting with a provider to which nobody has set one."""
    planned = follow_up.planned
    return planned.kind is FollowUpKind.MEETING and planned.at is None and bool(planned.provider)


def proposed(tx: Transaction, house: House, open_ones: Sequence[FollowUp], now: datetime) -> list[FollowUp]:
    """The meetings whose proposed time changes: most urgent first, each keeps its time while that still fits."""
    wanting = sorted((f for f in open_ones if wants_time(f)), key=lambda f: (f.planned.priority, f.key))
    if not wanting:
        return []
    practice, today = house.practice, house.today(now)
    providers = people_store.providers(tx, {f.planned.provider or "" for f in wanting})
    taken = _taken(tx, practice, wanting, today, now)
    closed = fact_store.contacts_since(tx, today, providers.keys())
    closures = History(People({}, providers, house.practitioners), closed, today)
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
            same = structs.replace(new, paced=follow_up.paced) == follow_up
            changed.append(structs.replace(new, changed_at=now, sequence=follow_up.sequence + (0 if same else 1)))
    return changed


def _at_slot(follow_up: FollowUp, slot: Slot | None, doubts: Sequence[str]) -> FollowUp:
    """A meeting at the time that was found for it, with what is doubtful about that."""
    where = f"on {spoken(follow_up.pinned)}" if follow_up.pinned else f"within {SEARCHED} business days"
    unsure = f"perhaps not free: the calendar {', '.join(doubts)} could not be read in full" if slot and doubts else ""
    return structs.replace(
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
    codes = {f.planned.practitioner for f in wanting}
    known = [f for f in fact_store.appointments(tx, today, codes) if f.at]
    declined: dict[str | None, list[Busy]] = {}
    for fact in known:
        if fact.kind is FactKind.MEETING and fact.value == "declined":
            declined.setdefault(fact.provider, []).append(_busy(fact, practice))
    last = now + timedelta(days=max((f.day - today).days for f in wanting)) + _SEARCH_REACH
    in_charge = people_store.in_charge(tx, codes)
    return _Taken(
        mine={
            code: [
                *(_busy(f, practice) for f in known if _occupies(f, code, in_charge)),
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


def _occupies(fact: Fact, practitioner: str, in_charge: Mapping[str, str]) -> bool:
    """Whether a visit or a meeting takes a practitioner's time."""
    if fact.value not in ("scheduled", "attended", "held"):
        return False
    if fact.kind is FactKind.MEETING:
        return fact.practitioner in (None, practitioner)
    return fact.data.get("joint") is True and in_charge.get(fact.client or "") == practitioner


def _busy(fact: Fact, practice: Practice) -> Busy:
    start = datetime.combine(fact.on, fact.at or time.min, practice.zone)
    minutes = fact.data.get("minutes")
    return Busy(start, start + (timedelta(minutes=float(minutes)) if isinstance(minutes, int | float) else LENGTH))
