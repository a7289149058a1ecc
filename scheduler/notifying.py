"""Notifying: what was noticed is put into the outbox in words, in the transaction that decided it."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from outreach.letters import Letter
from scheduler.facts import FactKind
from scheduler.followups import FollowUp
from scheduler.house import House
from scheduler.noticing import AGAIN, Morning, Notice, Urgent, listed, morning, notices, reach, unblocking
from scheduler.people import People, Practitioner
from scheduler.reminding import Background, Post, Route, reminder
from scheduler.store import facts, feeds, followups, meta, outbox, people
from scheduler.store.tx import Transaction

#: So many letters are written before they are put into the outbox together.
_AT_ONCE = 100


def notify(tx: Transaction, house: House, post: Post, now: datetime) -> int:
    """Put what has to be told into the outbox, once for each occasion; the number of new letters."""
    practice, practitioners = house.practice, house.practitioners
    covers = covering(tx, practitioners, house.today(now))
    looked_at = _to_look_at(tx, house, post, now)
    found = notices(looked_at, practitioners, practice.workdays, practice.zone, now, covers)
    new = _not_yet_told(tx, found, post.routes, covers)
    written = 0
    for start in range(0, len(new), _AT_ONCE):
        written += _write(tx, house, post, new[start : start + _AT_ONCE], now)
    return written


@dataclass(frozen=True, slots=True)
class _New:
    """A notice that somebody has to get, what it tells, and the channels by which it has not gone yet."""

    notice: Notice
    told: tuple[FollowUp, ...]
    routes: tuple[Route, ...]


def _not_yet_told(
    tx: Transaction, found: Sequence[Notice], routes: Sequence[Route], covers: Collection[str]
) -> list[_New]:
    """The notices with what they tell, but for what a morning e-mail of this round tells the same practitioner."""
    occasions = {_by(n, r) for n in found for r in routes if r.reaches(n.practitioner)}
    fresh = occasions - outbox.known_among(tx, occasions)
    new: list[_New] = []
    just_told: set[tuple[str, str]] = set()
    for notice in found:
        who = notice.practitioner.code
        told = _told(notice, covered=who in covers)
        if isinstance(notice, Urgent) and just_told.issuperset((who, f.id) for f in told):
            continue
        ways = tuple(r for r in routes if r.reaches(notice.practitioner) and _by(notice, r) in fresh)
        if ways:
            new.append(_New(notice, told, ways))
            just_told.update((who, f.id) for f in told)
    return new


def _write(tx: Transaction, house: House, post: Post, new: Sequence[_New], now: datetime) -> int:
    """Put the letters of these into the outbox; how many."""
    found = [one.notice for one in new]
    post = replace(post, unblocked_by=_steps(tx, house, found))
    background = _background(tx, house, found, now)
    drafts: list[outbox.Draft] = []
    for one in new:
        letters = {
            private: reminder(one.notice, background, replace(post, private=private))
            for private in {route.private for route in one.routes}
        }
        drafts += [_draft(one.notice, route, letters[route.private], one.told) for route in one.routes]
    followups.mark_noticed(tx, [f for one in new for f in one.told], now)
    return outbox.put_all(tx, drafts, now)


def _to_look_at(tx: Transaction, house: House, post: Post, now: datetime) -> list[FollowUp]:
    """The follow-ups that may call for a word now: what is urgent, and the days of those whose morning comes."""
    today = house.today(now)
    found = {f.id: f for f in followups.urgent_to_tell(tx, today, now, AGAIN)}
    occasions = {
        _morning_of(code, today, route.name): code
        for code, who in house.practitioners.items()
        if morning(who, house.practice.workdays, now.astimezone(house.practice.zone))
        for route in post.routes
        if route.reaches(who)
    }
    if occasions:
        known = outbox.known_among(tx, occasions.keys())
        whose = {code for occasion, code in occasions.items() if occasion not in known}
        if whose:
            last = reach(house.practice.workdays, today)
            found |= {f.id: f for f in followups.open_until(tx, whose, last)}
    return list(found.values())


def _steps(tx: Transaction, house: House, found: Iterable[Notice]) -> dict[str, str]:
    """For each blocked follow-up that the notices list: the id of the one to do first."""
    blocked = [f for notice in found for f in listed(notice) if f.blocked_by and f.planned.client]
    around: dict[str | None, list[FollowUp]] = defaultdict(list)
    for follow_up in followups.open_about(tx, {f.planned.client or "" for f in blocked}):
        around[follow_up.planned.client].append(follow_up)
    asked = house.rules.asks_for()
    return {f.id: step for f in blocked if (step := unblocking(f, around[f.planned.client], asked))}


def _background(tx: Transaction, house: House, found: Iterable[Notice], now: datetime) -> Background:
    """Whom the notices name, and what a morning e-mail says of Rapport itself."""
    shown = [f for notice in found for f in listed(notice)]
    clients = people.clients(tx, {f.planned.client for f in shown if f.planned.client})
    providers = people.providers(tx, {f.planned.provider for f in shown if f.planned.provider})
    fetched = feeds.last_fetch(tx)
    return Background(
        people=People(clients, providers, {}),
        zone=house.practice.zone,
        now=now,
        last_round=meta.moment(tx, meta.ROUND_DONE),
        last_fetch=fetched[0] if fetched else None,
        last_backup=meta.moment(tx, meta.BACKED_UP),
    )


def covering(tx: Transaction, practitioners: Mapping[str, Practitioner], today: date) -> dict[str, str]:
    """For each practitioner who is away today and named a cover: who it is."""
    by_name = {p.name.casefold(): code for code, p in practitioners.items()}
    covers: dict[str, str] = {}
    for fact in facts.practice_wide(tx):
        cover = str(fact.data.get("cover", ""))
        code = cover if cover in practitioners else by_name.get(cover.casefold())
        if fact.kind is FactKind.ABSENCE and fact.practitioner and code and fact.on <= today <= (fact.until or fact.on):
            covers[fact.practitioner] = code
    return covers


def _told(found: Notice, *, covered: bool = False) -> tuple[FollowUp, ...]:
    """What a letter tells; what is urgent is not told by a letter to somebody who is away and covered."""
    match found:
        case Morning():
            return (*(() if covered else found.day.now), *found.day.today, *found.day.missed)
        case Urgent():
            return found.follow_ups


def _morning_of(practitioner: str, day: date, route: str) -> str:
    return f"morning/{practitioner}/{day}/{route}"


def _occasion(found: Notice) -> str:
    match found:
        case Morning():
            return f"morning/{found.practitioner.code}/{found.day.day}"
        case Urgent():
            items = ",".join(f"{f.id}@{f.day}@{f.noticed_at}" for f in found.follow_ups)
            return f"urgent/{found.practitioner.code}/{hashlib.sha256(items.encode()).hexdigest()[:16]}"


def _by(found: Notice, route: Route) -> str:
    return f"{_occasion(found)}/{route.name}"


def _draft(found: Notice, route: Route, letter: Letter, told: Sequence[FollowUp]) -> outbox.Draft:
    occasion = _by(found, route)
    digest_ = hashlib.sha256(occasion.encode()).hexdigest()[:24]
    return outbox.Draft(
        occasion=occasion,
        channel=route.name,
        practitioner=found.practitioner.code,
        recipient=found.practitioner.email or f"{found.practitioner.code}@localhost",
        message_id=f"<{digest_}@rapport.invalid>",
        subject=letter.subject,
        body=letter.text,
        html=letter.html,
        until=found.until.astimezone(UTC),
        about=() if isinstance(found, Morning) else tuple(f.id for f in told),
    )
