"""Mirroring: a practitioner's follow-ups, visits and meetings in her own calendar; what she changed there comes back.

The calendar is asked outside of transactions. A follow-up that was moved there is pinned, as by `rapport move`; what
was deleted there, and a visit or a meeting that was moved, is asked about by a notice and left as it is.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from msgspec import structs

from calendars.entries import Entry
from calendars.mirroring import Deleted, Kept, Mirrored, Moved, Shelf, in_step, mirror
from outreach.letters import Line
from scheduler.closing import move
from scheduler.facts import Fact
from scheduler.followups import FollowUp
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.people import opaque
from scheduler.publishing import MOST
from scheduler.publishing.entries import Look, fact_entry, follow_up_entry
from scheduler.reminding import Post
from scheduler.store import facts as fact_store
from scheduler.store import followups, meta, mirrored, people
from scheduler.store.engine import Store
from scheduler.store.tx import Transaction
from scheduler.telling import tell

log = logging.getLogger("rapport")

#: How often a calendar is looked at although nothing is to be written, and how soon again after trouble.
LOOK_EVERY, AFTER_TROUBLE = timedelta(minutes=5), timedelta(minutes=2)
_LOOKED, _TROUBLE, _PLACE = "publisher_looked/", "publisher_trouble/", "publisher_place/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A calendar elsewhere that entries are written into."""

    name: str
    practitioner: str
    provider_names: bool
    #: Its address or folder: at another one, it is another calendar.
    place: str = field(repr=False)
    shelf: Shelf


def publish(store: Store, house: House, post: Post, publishers: Sequence[Publisher], now: datetime) -> int:
    """Bring the calendars whose turn it is into step; how many were looked at."""
    with store.read() as tx:
        gone = mirrored.publishers(tx) - {p.name for p in publishers}
    if gone:
        with store.write() as tx:
            for name in gone:
                mirrored.forget(tx, name)
                meta.forget(tx, _TROUBLE + name)
    return sum(_published(store, house, post, publisher, now) for publisher in publishers)


def _published(store: Store, house: House, post: Post, publisher: Publisher, now: datetime) -> bool:
    with store.read() as tx:
        wanted = _wanted(tx, house, publisher, now)
        place = sha256(publisher.place.encode()).hexdigest()
        elsewhere = meta.get(tx, _PLACE + publisher.name) not in (None, place)
        kept = {} if elsewhere else mirrored.kept(tx, publisher.name)
        if not elsewhere and not _turn(tx, publisher, wanted, kept, now):
            return False
    found = mirror(publisher.shelf, wanted, kept, now)
    with store.write() as tx:
        if elsewhere:
            mirrored.forget(tx, publisher.name)
        meta.put(tx, _PLACE + publisher.name, place)
        meta.put(tx, _LOOKED + publisher.name, now.isoformat())
        after = _taken_back(tx, house, post, publisher, found, now)
        mirrored.keep(tx, publisher.name, kept, after)
        if (meta.get(tx, _TROUBLE + publisher.name) or "") != (found.trouble or ""):
            meta.put(tx, _TROUBLE + publisher.name, found.trouble or "")
    if found.trouble:
        log.warning("calendar %s: %s", publisher.name, found.trouble)
    return True


def troubles(tx: Transaction) -> dict[str, str]:
    """What is wrong with which calendar, by name."""
    return {name: words for name, words in meta.starting_with(tx, _TROUBLE).items() if words}


def _turn(
    tx: Transaction, publisher: Publisher, wanted: dict[str, Entry], kept: dict[str, Kept], now: datetime
) -> bool:
    """Whether there is something to write, or it is time to look; after trouble not at once again."""
    looked = meta.moment(tx, _LOOKED + publisher.name)
    if looked is None or looked > now:
        return True
    if meta.get(tx, _TROUBLE + publisher.name):
        return now - looked >= AFTER_TROUBLE
    return now - looked >= LOOK_EVERY or not in_step(wanted, kept)


def _wanted(tx: Transaction, house: House, publisher: Publisher, now: datetime) -> dict[str, Entry]:
    """What belongs into a calendar, by uid: what is still to be done, visits and meetings, the nearest first."""
    practice, today = house.practice, house.today(now)
    look = Look(
        zone=practice.zone,
        house=opaque(meta.secret(tx), "calendar", 12).lower(),
        providers=people.providers(tx) if publisher.provider_names else {},
    )
    in_charge = people.in_charge(tx, [publisher.practitioner])
    entries = [follow_up_entry(f, look) for f in followups.for_calendar(tx, now, publisher.practitioner) if f.open]
    for fact in fact_store.for_calendar(tx, today - practice.feed_back, now, publisher.practitioner):
        if publisher.practitioner in (in_charge.get(fact.client or ""), fact.practitioner):
            entries.append(fact_entry(fact, publisher.practitioner, look))
    first, last = today - practice.feed_back, today + practice.feed_ahead
    inside = [e for e in entries if not e.cancelled and first <= _day(e.start, house) <= last]
    inside.sort(key=lambda e: (_day(e.start, house), e.uid))
    return {e.uid: e for e in inside[:MOST]}


def _day(start: date | datetime, house: House) -> date:
    return start.astimezone(house.practice.zone).date() if isinstance(start, datetime) else start


def _taken_back(
    tx: Transaction, house: House, post: Post, publisher: Publisher, found: Mirrored, now: datetime
) -> dict[str, Kept]:
    """Act on what the owner did; what is remembered of the entries after that."""
    kept = dict(found.kept)
    for change in found.changes:
        shown = _shown(tx, change.uid)
        match change, shown:
            case Moved(uid, start), FollowUp() as follow_up:
                if not _moved(tx, house, post, publisher, follow_up, start, now):
                    kept[uid] = replace(kept[uid], digest="")  # its own day is written again
            case Moved(uid, start), Fact() as fact:
                _ask(tx, house, post, publisher, shown, _moved_words(house, fact, start), now)
            case Deleted(), FollowUp() | Fact():
                _ask(tx, house, post, publisher, shown, _deleted_words(shown), now)
            case _:
                pass
    return kept


def _shown(tx: Transaction, uid: str) -> FollowUp | Fact | None:
    """What an entry shows; its uid begins with the id."""
    id_ = uid.partition(".")[0].upper()
    if re.fullmatch(r"F\d{1,12}", id_) and (fact := fact_store.get(tx, int(id_[1:]))):
        return fact
    return followups.get(tx, id_)


def _moved(
    tx: Transaction,
    house: House,
    post: Post,
    publisher: Publisher,
    follow_up: FollowUp,
    start: date | datetime,
    now: datetime,
) -> bool:
    """Pin a follow-up to where its owner put it; whether that could be done."""
    day = _day(start, house)
    at = _time(follow_up, start, house)
    if day == follow_up.day and at == follow_up.at:
        return True
    try:
        move(tx, house, structs.replace(follow_up, slot_at=at if follow_up.slot_at else None), day, now)
    except Refusal as refusal:
        words = f"you moved it in your calendar, which cannot be done: {refusal.message}"
        _ask(tx, house, post, publisher, follow_up, words, now)
        return False
    log.info("%s was moved in calendar %s", follow_up.id, publisher.name)
    after = followups.get(tx, follow_up.id)
    if after is None or after.at == at:
        return True
    words = (
        f"you moved it to a time that does not suit; if it is agreed: rapport record meeting WHO --on {day} --at {at}"
    )
    _ask(tx, house, post, publisher, follow_up, words, now)
    return False


def _time(follow_up: FollowUp, start: date | datetime, house: House) -> time | None:
    """The time of a meeting that was moved; what has no time gets none."""
    if follow_up.slot_at is None or not isinstance(start, datetime):
        return follow_up.at
    return start.astimezone(house.practice.zone).time().replace(second=0, microsecond=0, tzinfo=None)


def _moved_words(house: House, fact: Fact, start: date | datetime) -> str:
    where = f"--on {_day(start, house)}"
    if isinstance(start, datetime):
        where += f" --at {start.astimezone(house.practice.zone):%H:%M}"
    return f"you moved it in your calendar; if it really moved: rapport correct {fact.id} {where}"


def _deleted_words(shown: FollowUp | Fact) -> str:
    again = f"to have it back there: rapport calendar again {shown.id}"
    if isinstance(shown, Fact):
        return f"you deleted it in your calendar; if it is off: rapport correct {shown.id} --value cancelled; {again}"
    return (
        f"you deleted it in your calendar; if it is not to be done: rapport dismiss {shown.id} --because TEXT; {again}"
    )


def _ask(
    tx: Transaction,
    house: House,
    post: Post,
    publisher: Publisher,
    shown: FollowUp | Fact,
    words: str,
    now: datetime,
) -> None:
    """A notice to the calendar's owner: what she did there, and the commands that make it so or take it back."""
    kind = shown.kind.value if isinstance(shown, Fact) else shown.planned.kind.spoken
    line = Line(id=shown.id, kind=kind, to="yourself", note=words, link=f"{post.public_url}/today")
    tell(
        tx,
        house,
        post,
        publisher.practitioner,
        line,
        urgent=f"changed in your calendar {publisher.name}",
        once=f"calendar/{publisher.name}/{shown.id}/{now.astimezone(UTC):%Y%m%dT%H%M%S}",
        now=now,
    )
