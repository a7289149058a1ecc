"""Notifying: what was noticed is put into words and into the outbox, in one transaction."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from outreach.letters import Digest, Letter, Line, TemplateMistake, digest, notice
from outreach.templating import place_of
from scheduler.borders import in_reminder
from scheduler.facts import FactKind
from scheduler.followups import FollowUp, Priority, Recipient
from scheduler.house import House
from scheduler.noticing import Morning, Notice, Urgent, morning, notices, reach, together, unblocking
from scheduler.people import People, Practitioner, described, shown_phone
from scheduler.planning import Practice
from scheduler.spans import ago
from scheduler.store import facts, feeds, followups, meta, outbox, people
from scheduler.store.tx import Transaction

log = logging.getLogger("rapport")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A channel that reminders may take."""

    name: str
    #: Whether it reaches only practitioners who have an e-mail address.
    needs_address: bool
    #: Whether reminders may name clients there.
    private: bool = False
    #: The only practitioner whom it reaches; empty: all of them.
    practitioner: str = ""

    def reaches(self, who: Practitioner) -> bool:
        """Whether what is meant for a practitioner can go there."""
        return self.practitioner in ("", who.code) and bool(who.email or not self.needs_address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Where reminders go and how they look."""

    routes: tuple[Route, ...]
    public_url: str
    templates: Path | None = None
    #: Whether the letter may name clients.
    private: bool = False
    #: For follow-ups that are blocked: the id of the one to do first.
    unblocked_by: Mapping[str, str] = field(default_factory=dict)


def notify(tx: Transaction, house: House, post: Post, now: datetime) -> int:
    """Put what has to be told into the outbox, once for each occasion; the number of new letters."""
    practice, practitioners = house.practice, house.practitioners
    written = 0
    just_told: set[tuple[str, str]] = set()
    covers = covering(tx, practitioners, house.today(now))
    for found in notices(
        _to_look_at(tx, house, post, now), practitioners, practice.workdays, practice.zone, now, covers
    ):
        who = found.practitioner.code
        told = _told(found, covered=who in covers)
        if isinstance(found, Urgent) and just_told.issuperset((who, f.id) for f in told):
            continue
        routes = [r for r in post.routes if r.reaches(found.practitioner)]
        fresh = [r for r in routes if not outbox.known(tx, f"{_occasion(found)}/{r.name}")]
        if not fresh:
            continue
        said = replace(post, unblocked_by=_steps(tx, house, found))
        letters = {p: _letter(tx, found, practice, replace(said, private=p), now) for p in {r.private for r in fresh}}
        for route in fresh:
            letter = letters[route.private]
            written += outbox.put(tx, _draft(found, route.name, letter, told), now)
        followups.mark_noticed(tx, told, now)
        just_told.update((who, f.id) for f in told)
    return written


def _to_look_at(tx: Transaction, house: House, post: Post, now: datetime) -> list[FollowUp]:
    """The follow-ups that may call for a word now: what is urgent, and the days of those whose morning comes."""
    today = house.today(now)
    found = {f.id: f for f in followups.open_urgent(tx, today)}
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


def _steps(tx: Transaction, house: House, found: Notice) -> dict[str, str]:
    """For each blocked follow-up that a notice lists: the id of the one to do first."""
    blocked = (*found.day.blocked, *found.day.missed) if isinstance(found, Morning) else found.follow_ups
    clients = {f.planned.client for f in blocked if f.blocked_by and f.planned.client}
    around, asked = followups.open_about(tx, clients), house.rules.asks_for()
    return {f.id: step for f in blocked if (step := unblocking(f, around, asked))}


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


def _draft(found: Notice, channel: str, letter: Letter, told: Sequence[FollowUp]) -> outbox.Draft:
    occasion = f"{_occasion(found)}/{channel}"
    digest_ = hashlib.sha256(occasion.encode()).hexdigest()[:24]
    return outbox.Draft(
        occasion=occasion,
        channel=channel,
        practitioner=found.practitioner.code,
        recipient=found.practitioner.email or f"{found.practitioner.code}@localhost",
        message_id=f"<{digest_}@rapport.invalid>",
        subject=letter.subject,
        body=letter.text,
        html=letter.html,
        until=found.until.astimezone(UTC),
        about=() if isinstance(found, Morning) else tuple(f.id for f in told),
    )


def _letter(tx: Transaction, found: Notice, practice: Practice, post: Post, now: datetime) -> Letter:
    match found:
        case Morning():
            return _morning(tx, found, practice, post, now)
        case Urgent() if len(found.follow_ups) == 1:
            (only,) = found.follow_ups
            known = _people(tx, [only])
            emergency = only.planned.priority is Priority.NOW
            words = "in an emergency, call emergency services first" if emergency else "due today"
            return _worded(partial(notice, _line(only, known, post), urgent=words), post)
        case Urgent():
            known = _people(tx, found.follow_ups)
            words_ = Digest(
                practitioner=found.practitioner.name,
                day=now.astimezone(practice.zone).date(),
                now=tuple(_line(f, known, post) for f in found.follow_ups),
                tomorrow=0,
                week=0,
                link=f"{post.public_url}/today",
            )
            return _worded(partial(digest, words_), post)


def _people(tx: Transaction, follow_ups: Iterable[FollowUp]) -> People:
    told = tuple(follow_ups)
    clients = people.clients(tx, {f.planned.client or "" for f in told})
    return People(clients, people.providers(tx, {f.planned.provider or "" for f in told}), {})


def _morning(tx: Transaction, found: Morning, practice: Practice, post: Post, now: datetime) -> Letter:
    day = found.day
    listed = (*day.now, *day.today, *day.blocked, *day.missed)
    known = _people(tx, listed)
    fetched = feeds.last_fetch(tx)
    last_round = meta.moment(tx, meta.ROUND_DONE)
    backed_up = meta.moment(tx, meta.BACKED_UP)

    def lines(group: Sequence[FollowUp]) -> tuple[Line, ...]:
        return tuple(_contact(contact, known, post) for contact in together(group))

    words = Digest(
        practitioner=found.practitioner.name,
        day=day.day,
        tomorrow=day.tomorrow,
        week=day.week,
        link=f"{post.public_url}/today",
        last_round=f"{last_round.astimezone(practice.zone):%H:%M}" if last_round else "",
        last_fetch=ago(now, fetched[0]) if fetched else "",
        last_backup=ago(now, backed_up) if backed_up else "",
        now=lines(day.now),
        today=lines(day.today),
        blocked=lines(day.blocked),
        missed=lines(day.missed),
    )
    return _worded(partial(digest, words), post)


def _worded(write: Callable[..., Letter], post: Post) -> Letter:
    """The practice's own template, or Rapport's where that one is broken: a reminder is never held back by it."""
    try:
        return write(folder=post.templates)
    except TemplateMistake as mistake:
        log.error("Rapport's own template is used, for one is broken: %s (see: rapport rules check)", place_of(mistake))
        return write(folder=None)


def _contact(contact: Sequence[FollowUp], known: People, post: Post) -> Line:
    """One line for one contact, with the codes of everything that it settles."""
    line = _line(contact[0], known, post)
    if len(contact) == 1:
        return line
    codes = ", ".join(f.id for f in contact[1:])
    return replace(line, note="; ".join(filter(None, (line.note, f"one contact for {len(contact)}: also {codes}"))))


def _line(follow_up: FollowUp, known: People, post: Post) -> Line:
    """A follow-up without anything of the client: what leaves the house by e-mail may be read by anybody.

    On a channel that the practitioner marked as private, it says which client.
    """
    planned = follow_up.planned
    first = post.unblocked_by.get(follow_up.id)
    provider = known.providers.get(planned.provider or "")
    client = known.clients.get(planned.client or "")
    name = in_reminder(client.name, client.code, private=post.private) if client else ""
    if planned.recipient is Recipient.PROVIDER and provider:
        to, phone = described(provider), shown_phone(provider.phone)
        to += f", about {name}" if name and post.private else ""
    elif planned.recipient is Recipient.CLIENT:
        to, phone = name, ""
    else:
        to, phone = "yourself" if planned.recipient is Recipient.PRACTITIONER else "nobody on file yet", ""
    return Line(
        id=follow_up.id,
        kind=planned.kind.spoken,
        to=to,
        phone=phone,
        note=(follow_up.blocked_by or "") + (f"; first {first}" if first else ""),
        link=f"{post.public_url}/today#{follow_up.id}",
    )
