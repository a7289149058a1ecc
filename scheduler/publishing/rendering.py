"""One feed as it is now: which entries, in what words, at most how many; made once for each change."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from calendars import ics
from calendars.entries import Entry, in_utc
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp
from scheduler.people import opaque
from scheduler.planning import Practice
from scheduler.publishing.blocks import blocks, emptied, in_block
from scheduler.publishing.entries import TOMBSTONE, Look, fact_entry, follow_up_entry
from scheduler.publishing.saying import say, take_leave
from scheduler.store import facts as fact_store
from scheduler.store import followups, meta, people, published
from scheduler.store.feeds import Feed
from scheduler.store.published import Seal, State, Told
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
    #: A digest of the bytes, in hexadecimal (`ics.tag`).
    tag: str = ""

    @property
    def seal(self) -> tuple[str, datetime]:
        """Which version this is (`published.Seal`)."""
        return self.tag, self.changed_at


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry, as it is to be shown."""

    entry: Entry
    told: Told
    #: Where it stands in the feed.
    order: tuple[str, str]


@dataclass(slots=True)
class Lines:
    """The bytes of entries in their order, each with its digest."""

    orders: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    marks: list[bytes] = field(default_factory=list)

    def add(self, one: Shown) -> None:
        """Put an entry in its place."""
        at = bisect_left(self.orders, one.order)
        self.orders.insert(at, one.order)
        self.bodies.insert(at, one.told.body)
        self.marks.insert(at, ics.mark(one.told.body))

    def remove(self, one: Shown) -> None:
        """Take an entry out, if it is there."""
        at = bisect_left(self.orders, one.order)
        if self.orders[at : at + 1] == [one.order]:
            del self.orders[at], self.bodies[at], self.marks[at]

    def copy(self) -> "Lines":
        """The same, to be changed."""
        return Lines([*self.orders], [*self.bodies], [*self.marks])

    def page(self, feed: Feed) -> tuple[bytes, str]:
        """The bytes of a feed, the nearest entries first until it is full, and their digest."""
        bodies, name = self.bodies[:MOST], f"Rapport: {feed.name}"
        while sum(map(len, bodies)) > MOST_BYTES:
            bodies.pop()
        return ics.joined(bodies, name=name), ics.tag(self.marks[: len(bodies)], name=name)


#: What was chosen for a feed, and the state of what is stored.
Basis = tuple[object, State]


@dataclass(frozen=True, slots=True)
class Made:
    """A feed as it was made, with all that it takes to change one entry of it."""

    rendered: Rendered
    #: What it was made from besides the follow-ups.
    conditions: object
    state: State
    #: The follow-ups that were counted.
    ids: frozenset[str]
    look: Look
    #: What was told of every entry, by uid, and what is shown now.
    known: Mapping[str, Told]
    shown: Mapping[str, Shown]
    #: Those within the days that the feed covers.
    lines: Lines
    #: Of the version that is stored.
    seal: Seal
    #: What was told of entries since, to be stored.
    unstored: Mapping[str, Told] = field(default_factory=dict)

    @property
    def settled(self) -> bool:
        """Whether all that was told is stored."""
        return not self.unstored and self.seal == self.rendered.seal


def render(tx: Transaction, feed: Feed, practice: Practice, now: datetime) -> Rendered:
    """The feed as it is now, remembered together with what it tells of each entry."""
    return make(tx, feed, practice, now).rendered


def make(tx: Transaction, feed: Feed, practice: Practice, now: datetime, since: datetime | None = None) -> Made:
    """The same, with what it takes to change it. Its bytes are said to have changed at `since` or later: what was told
    before and never stored is not told apart by its date.
    """
    conditions, state = basis_of(tx, feed, practice, now)
    look = _look(tx, feed, practice)
    known = published.told(tx, feed.id)
    shown = {one.entry.uid: one for one in _shown(tx, feed, practice, now, look, known)}
    fresh = [one.told for one in shown.values() if one.told != known.get(one.told.uid)]
    lines = Lines()
    for one in sorted(_covered(shown.values(), practice, now), key=_place):
        lines.add(one)
    body, tag = lines.page(feed)
    published.tell(tx, feed.id, fresh, known, now)
    before = published.seal_of(tx, feed.id)
    changed_at = published.changed_at(before, tag, now)
    changed_at = max(changed_at, since) if since else changed_at
    written = sum(_is_new(told, known.get(told.uid)) for told in fresh)
    rendered = Rendered(body, changed_at, written, tag)
    published.keep(tx, feed.id, before, rendered.seal, body)
    if feed.trouble:
        published.forget_trouble(tx, feed.id)
    return Made(
        rendered=rendered,
        conditions=conditions,
        state=state,
        ids=followups.ids(tx, None if feed.practice else feed.practitioner),
        look=look,
        known={**known, **{told.uid: told for told in fresh}},
        shown=shown,
        lines=lines,
        seal=rendered.seal,
    )


def follow(tx: Transaction, feed: Feed, practice: Practice, now: datetime, made: Made, basis: Basis) -> Made | None:
    """A feed with what has changed since it was made; None where that takes making it anew: where anything but
    follow-ups changed, where one came or went otherwise than by being planned, or another process made it meanwhile.

    Nothing is written, so that a reader waits for no writer. What changes after `basis` was looked at is followed the
    next time.
    """
    conditions, state = basis
    if feed.block or feed.seal != made.seal or conditions != made.conditions or state.others != made.state.others:
        return None
    if state.revision < made.state.revision:  # a backup was restored
        return None
    changed = followups.changed_after(tx, made.state.revision, None if feed.practice else feed.practitioner)
    ids = made.ids.union(f.id for f in changed)
    if len(ids) != state.follow_ups:
        return None
    shown, lines = {**made.shown}, made.lines.copy()
    fresh: list[Told] = []
    for follow_up in changed:
        entry = follow_up_entry(follow_up, made.look)
        uid = entry.uid
        if uid in shown:
            lines.remove(shown.pop(uid))
        before = made.known.get(uid)
        if _wanted(feed, follow_up.planned.kind.value) and (before or not entry.cancelled):
            shown[uid] = one = _as_shown(entry, say(entry, before, practice.zone, now))
            fresh += [one.told] if one.told != before else []
            for covered in _covered([one], practice, now):
                lines.add(covered)
    body, tag = lines.page(feed)
    changed_at = published.changed_at(made.rendered.seal, tag, now)
    told = {one.uid: one for one in fresh}
    return replace(
        made,
        rendered=Rendered(body, changed_at, len(fresh), tag),
        state=state,
        ids=ids,
        known={**made.known, **told},
        shown=shown,
        lines=lines,
        unstored={**made.unstored, **told},
    )


def keep(tx: Transaction, feed: int, made: Made, now: datetime) -> Made | None:
    """Store what was told, and the bytes for the day on which they cannot be made.

    None, and nothing stored, where another process made the feed meanwhile, or somebody was erased: it is made anew.
    Where this never comes to pass (a crash), it is told once more from what is stored.
    """
    if not published.keep(tx, feed, made.seal, made.rendered.seal, made.rendered.body):
        return None
    known = published.told_among(tx, feed, made.unstored)
    published.tell(tx, feed, made.unstored.values(), known, now)
    return replace(made, seal=made.rendered.seal, unstored={})


def rebased(made: Made, kept: Made) -> Made:
    """A feed that was followed from one that is stored now."""
    unstored = {uid: told for uid, told in made.unstored.items() if told != kept.known.get(uid)}
    return replace(made, seal=kept.seal, unstored=unstored)


def _is_new(told: Told, before: Told | None) -> bool:
    return before is None or before.body != told.body


def basis_of(tx: Transaction, feed: Feed, practice: Practice, now: datetime) -> Basis:
    """Everything that decides what the feed shows: what was chosen for it, and what is stored."""
    today = now.astimezone(practice.zone).date()
    settings = (feed.name, feed.practitioner, feed.practice, feed.kinds, feed.provider_names, feed.alarms, feed.block)
    outside = (ics.FORM, MOST, practice.zone.key, practice.feed_back, practice.feed_ahead, today)
    whose = None if feed.practice else feed.practitioner
    state = published.state_of(tx, whose, today - practice.feed_back, names=feed.provider_names)
    return (settings, outside), state


def _look(tx: Transaction, feed: Feed, practice: Practice) -> Look:
    return Look(
        zone=practice.zone,
        house=opaque(meta.secret(tx), "calendar", 12).lower(),
        providers=people.providers(tx) if feed.provider_names else {},
        alarms=feed.alarms,
        whose=feed.practice,
    )


def _covered(shown: Iterable[Shown], practice: Practice, now: datetime) -> Iterator[Shown]:
    """Those within the days that a feed covers."""
    today = now.astimezone(practice.zone).date()
    first, last = today - practice.feed_back, today + practice.feed_ahead
    return (one for one in shown if first <= _day(one.entry) <= last)


def _place(one: Shown) -> tuple[str, str]:
    return one.order


def _day(entry: Entry) -> date:
    return entry.start.date() if isinstance(entry.start, datetime) else entry.start


def _shown(
    tx: Transaction, feed: Feed, practice: Practice, now: datetime, look: Look, known: Mapping[str, Told]
) -> Iterator[Shown]:
    """What is this feed's, and the tombstones of what was: only for readers that had fetched it."""
    mine = _gathered(tx, feed, practice, now, look)
    for entry in mine:
        if not entry.cancelled or entry.uid in known:
            yield _as_shown(entry, say(entry, known.get(entry.uid), practice.zone, now))
    for entry in emptied(known, mine, feed.block, feed.id, look, now) if feed.block else ():
        said = say(entry, known[entry.uid], practice.zone, now)
        if now - said.changed_at < TOMBSTONE:
            yield _as_shown(entry, said)
    gone = known.keys() - {entry.uid for entry in mine}
    for entry in () if feed.practice else _elsewhere(tx, feed, practice, now, look, gone):
        before = known[entry.uid]
        if before.left_at is None or now - before.left_at < TOMBSTONE:
            yield _as_shown(entry, take_leave(entry, before, practice.zone, now))


def _as_shown(entry: Entry, told: Told) -> Shown:
    return Shown(entry, told, ics.order(entry))


def _gathered(tx: Transaction, feed: Feed, practice: Practice, now: datetime, look: Look) -> list[Entry]:
    """What is shown as this feed's."""
    whose = None if feed.practice else feed.practitioner
    since = _since(practice, now)
    found = [f for f in followups.for_calendar(tx, since, whose) if _wanted(feed, f.planned.kind.value)]
    entries = list(_follow_ups(found, feed, look))
    in_charge = people.in_charge(tx, None if whose is None else [whose])
    first = now.astimezone(practice.zone).date() - practice.feed_back
    for fact in fact_store.for_calendar(tx, first, since, whose):
        if _wanted(feed, fact.kind.value) and (whose or _anybodys(fact, in_charge)):
            practitioner = fact.practitioner or in_charge.get(fact.client or "")
            entries.append(fact_entry(fact, practitioner, look))
    return entries


def _elsewhere(
    tx: Transaction, feed: Feed, practice: Practice, now: datetime, look: Look, gone: Collection[str]
) -> list[Entry]:
    """Of what this feed told and no longer shows: what another practitioner's calendar shows now."""
    since, first = _since(practice, now), now.astimezone(practice.zone).date() - practice.feed_back
    names = {uid.partition(".")[0].upper() for uid in gone}
    entries = [
        follow_up_entry(f, look)
        for f in followups.elsewhere(tx, names, feed.practitioner, since)
        if _wanted(feed, f.planned.kind.value)
    ]
    numbers = {int(name[1:]) for name in names if name.startswith("F") and name[1:].isdecimal()}
    for fact in fact_store.numbered(tx, numbers):
        appointment = fact.kind in (FactKind.VISIT, FactKind.MEETING) and fact.on >= first
        told = not fact.retracted or (fact.recorded_at or since) >= since
        if appointment and told and _wanted(feed, fact.kind.value):
            entries.append(fact_entry(fact, fact.practitioner, look))
    return [entry for entry in entries if entry.uid in gone]


def _since(practice: Practice, now: datetime) -> datetime:
    """What was closed before is no longer shown."""
    today = now.astimezone(practice.zone).date()
    return in_utc(datetime.combine(today, time(), practice.zone) - TOMBSTONE)


def _follow_ups(mine: Iterable[FollowUp], feed: Feed, look: Look) -> Iterator[Entry]:
    if feed.block is None:
        yield from (follow_up_entry(f, look) for f in mine)
        return
    listed = list(mine)
    yield from (follow_up_entry(f, look) for f in listed if not in_block(f))
    yield from blocks(filter(in_block, listed), feed.block, feed.id, look)


def _wanted(feed: Feed, kind: str) -> bool:
    return not feed.kinds or kind in feed.kinds


def _anybodys(fact: Fact, in_charge: Mapping[str, str]) -> bool:
    return fact.client is None or fact.client in in_charge or fact.practitioner is not None
