"""One feed as it is now: which entries, in what words, at most how many; made once for each change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256

from calendars import ics
from calendars.entries import Entry, in_utc
from scheduler.facts import Fact
from scheduler.followups import FollowUp
from scheduler.people import opaque
from scheduler.planning import Practice
from scheduler.publishing.blocks import blocks, emptied, in_block
from scheduler.publishing.entries import TOMBSTONE, Look, fact_entry, follow_up_entry
from scheduler.publishing.saying import say, take_leave
from scheduler.store import facts as fact_store
from scheduler.store import followups, meta, people, published
from scheduler.store.feeds import Feed
from scheduler.store.published import Told
from scheduler.store.tx import Transaction

#: Entries beyond this are left out, the latest first: calendar programs lose events past about a thousand.
MOST = 950
#: The same for bytes: what is longer than a megabyte, Google does not take.
MOST_BYTES = 950_000


@dataclass(frozen=True, slots=True)
class Rendered:
    """A feed's bytes, and when they last changed."""

    body: bytes
    changed_at: datetime
    #: How many entries had to be written anew; the others are the bytes of before.
    written: int = 0


@dataclass(frozen=True, slots=True)
class _Shown:
    """An entry, as it is to be shown."""

    entry: Entry
    told: Told


def current(tx: Transaction, feed: Feed, practice: Practice, now: datetime) -> Rendered | None:
    """The feed as it was last made, if nothing that it is made from has changed; only reads."""
    kept = published.kept(tx, feed.id)
    if kept is None or kept.made_from != _made_from(tx, feed, practice, now):
        return None
    return Rendered(kept.body, kept.changed_at)


def render(tx: Transaction, feed: Feed, practice: Practice, now: datetime) -> Rendered:
    """The feed as it is now, remembered together with what it tells of each entry."""
    made_from = _made_from(tx, feed, practice, now)
    kept = published.kept(tx, feed.id)
    if kept is not None and kept.made_from == made_from:
        return Rendered(kept.body, published.keep(tx, feed.id, kept.body, made_from, now))
    known = published.told(tx, feed.id)
    shown = _fitting(_shown(tx, feed, practice, now, known), practice, now)
    fresh = [s.told for s in shown if s.told != known.get(s.told.uid)]
    body = ics.joined((s.told.body for s in shown), name=f"Rapport: {feed.name}")
    published.tell(tx, feed.id, fresh, known, now)
    written = sum(_is_new(told, known.get(told.uid)) for told in fresh)
    return Rendered(body, published.keep(tx, feed.id, body, made_from, now), written)


def _is_new(told: Told, before: Told | None) -> bool:
    return before is None or before.body != told.body


def _made_from(tx: Transaction, feed: Feed, practice: Practice, now: datetime) -> str:
    """A digest of everything that decides what the feed shows."""
    today = now.astimezone(practice.zone).date()
    settings = (feed.name, feed.practitioner, feed.practice, feed.kinds, feed.provider_names, feed.alarms, feed.block)
    outside = (ics.FORM, MOST, practice.zone.key, practice.feed_back, practice.feed_ahead, today)
    stored = published.state_of(tx, names=feed.provider_names)
    return sha256(repr((settings, outside, stored)).encode("utf-8", "backslashreplace")).hexdigest()


def _fitting(shown: Iterable[_Shown], practice: Practice, now: datetime) -> list[_Shown]:
    """Those within the days that a feed covers, the nearest first until it is full."""
    today = now.astimezone(practice.zone).date()
    first, last = today - practice.feed_back, today + practice.feed_ahead
    inside = sorted((s for s in shown if first <= _day(s.entry) <= last), key=lambda s: ics.order(s.entry))
    room, fitting = MOST_BYTES, inside[:MOST]
    for number, one in enumerate(fitting):
        room -= len(one.told.body)
        if room < 0:
            return fitting[:number]
    return fitting


def _day(entry: Entry) -> date:
    return entry.start.date() if isinstance(entry.start, datetime) else entry.start


def _shown(
    tx: Transaction, feed: Feed, practice: Practice, now: datetime, known: Mapping[str, Told]
) -> Iterator[_Shown]:
    """What is this feed's, and the tombstones of what was: only for readers that had fetched it."""
    look = Look(
        zone=practice.zone,
        house=opaque(meta.secret(tx), "calendar", 12).lower(),
        providers=people.providers(tx) if feed.provider_names else {},
        alarms=feed.alarms,
        whose=feed.practice,
    )
    mine, others = _gathered(tx, feed, practice, now, look)
    for entry in mine:
        if not entry.cancelled or entry.uid in known:
            yield _Shown(entry, say(entry, known.get(entry.uid), practice.zone, now))
    for entry in emptied(known, mine, feed.block, feed.id, look, now) if feed.block else ():
        said = say(entry, known[entry.uid], practice.zone, now)
        if now - said.changed_at < TOMBSTONE:
            yield _Shown(entry, said)
    for entry in others:
        before = known.get(entry.uid)
        if before is not None and (before.left_at is None or now - before.left_at < TOMBSTONE):
            yield _Shown(entry, take_leave(entry, before, practice.zone, now))


def _gathered(
    tx: Transaction, feed: Feed, practice: Practice, now: datetime, look: Look
) -> tuple[list[Entry], list[Entry]]:
    """What is shown as this feed's, and everybody else's."""
    today = now.astimezone(practice.zone).date()
    since = datetime.combine(today, time(), practice.zone) - TOMBSTONE
    found = [f for f in followups.for_calendar(tx, in_utc(since)) if _wanted(feed, f.planned.kind.value)]
    mine = [f for f in found if feed.practice or f.planned.practitioner == feed.practitioner]
    others = [f for f in found if not feed.practice and f.planned.practitioner != feed.practitioner]
    in_charge = people.in_charge(tx)
    entries = list(_follow_ups(mine, feed, look))
    elsewhere = [follow_up_entry(f, look) for f in others]
    for fact in fact_store.for_calendar(tx, today - practice.feed_back, in_utc(since)):
        if _wanted(feed, fact.kind.value):
            practitioner = fact.practitioner or in_charge.get(fact.client or "")
            (entries if _mine(fact, feed, in_charge) else elsewhere).append(fact_entry(fact, practitioner, look))
    return entries, elsewhere


def _follow_ups(mine: Iterable[FollowUp], feed: Feed, look: Look) -> Iterator[Entry]:
    if feed.block is None:
        yield from (follow_up_entry(f, look) for f in mine)
        return
    listed = list(mine)
    yield from (follow_up_entry(f, look) for f in listed if not in_block(f))
    yield from blocks(filter(in_block, listed), feed.block, feed.id, look)


def _wanted(feed: Feed, kind: str) -> bool:
    return not feed.kinds or kind in feed.kinds


def _mine(fact: Fact, feed: Feed, in_charge: Mapping[str, str]) -> bool:
    if feed.practice:
        return fact.client is None or fact.client in in_charge or fact.practitioner is not None
    return in_charge.get(fact.client or "") == feed.practitioner or fact.practitioner == feed.practitioner
