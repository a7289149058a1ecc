"""Publishing: follow-ups, visits and meetings as calendar entries that say nothing of a client."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.tz import datetime_exists, resolve_imaginary

from calendars import ics
from calendars.entries import Entry
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp, Recipient, State
from scheduler.people import Provider, opaque
from scheduler.planning import Practice
from scheduler.store import facts as fact_store
from scheduler.store import feeds, followups, meta, people
from scheduler.store.feeds import Feed
from scheduler.store.tx import Transaction

#: How long a cancelled entry stays in a feed, for the readers that had fetched it.
TOMBSTONE = timedelta(days=14)
#: Entries beyond this are left out, the latest first: calendar programs lose events past about a thousand.
MOST = 950
#: How long a visit or a meeting is shown, where nobody said.
USUAL_LENGTH = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A feed's bytes, when they last changed, and the entries in them."""

    body: bytes
    changed_at: datetime
    uids: tuple[str, ...]


def render(tx: Transaction, feed: Feed, practice: Practice, now: datetime) -> Rendered:
    """One feed as it is now."""
    today = now.astimezone(practice.zone).date()
    seen = feeds.published(tx, feed.id)
    look = _Look(
        providers=people.providers(tx),
        provider_names=feed.provider_names,
        zone=practice.zone,
        house=opaque(meta.secret(tx), "calendar", 12).lower(),
    )
    mine = people.clients_of(tx, feed.practitioner)
    shown = [
        *(
            _follow_up_entry(f, look)
            for f in followups.for_calendar(tx, feed.practitioner, now - TOMBSTONE)
            if f.open or f.state is State.DONE or look.uid(f) in seen
        ),
        *(
            _fact_entry(f, look)
            for f in fact_store.for_calendar(tx, today - practice.feed_back, now - TOMBSTONE)
            if _mine(f, feed.practitioner, mine) and (not _gone(f) or look.uid(f) in seen)
        ),
    ]
    first, last = today - practice.feed_back, today + practice.feed_ahead
    entries = [e for e in shown if first <= _day(e) <= last]
    entries.sort(key=lambda e: (_day(e), e.uid))
    entries = entries[:MOST]
    body = ics.write(entries, name=f"Rapport: {feed.name}")
    return Rendered(body, feeds.stamp(tx, feed.id, body, now), tuple(e.uid for e in entries))


def _day(entry: Entry) -> date:
    return entry.start.date() if isinstance(entry.start, datetime) else entry.start


@dataclass(frozen=True, slots=True)
class _Look:
    """How one feed shows things."""

    providers: Mapping[str, Provider]
    provider_names: bool
    zone: ZoneInfo
    #: Sets this installation's entries apart from another's in the same calendar.
    house: str

    def uid(self, shown: FollowUp | Fact) -> str:
        """The same for the whole life of an entry, whatever becomes of it (RFC 7986, 5.3)."""
        return f"{shown.id.lower()}.{self.house}@rapport.invalid"


def _gone(fact: Fact) -> bool:
    return fact.retracted or fact.value == "cancelled"


def _mine(fact: Fact, practitioner: str, clients: set[str]) -> bool:
    return fact.client in clients or fact.practitioner == practitioner


def _follow_up_entry(follow_up: FollowUp, look: _Look) -> Entry:
    planned = follow_up.planned
    provider = look.providers.get(planned.provider or "") if planned.recipient is Recipient.PROVIDER else None
    cancelled = follow_up.state in (State.WITHDRAWN, State.DISMISSED)
    done = "Done: " if follow_up.state is State.DONE else ""
    start, end = _span(follow_up.day, follow_up.at, USUAL_LENGTH, look.zone)
    return Entry(
        uid=look.uid(follow_up),
        sequence=follow_up.sequence,
        title=f"{done}{_title(planned.kind.spoken, follow_up.id, provider, look)}",
        description=f"rapport show {follow_up.id}\nLast changed {_spoken(follow_up.changed_at, look.zone)}",
        start=start,
        end=end,
        changed_at=follow_up.changed_at,
        cancelled=cancelled,
    )


def _fact_entry(fact: Fact, look: _Look) -> Entry:
    changed_at = fact.recorded_at or datetime.combine(fact.on, time(), UTC)
    minutes = fact.data.get("minutes")
    length = timedelta(minutes=float(minutes)) if isinstance(minutes, int | float) and minutes > 0 else USUAL_LENGTH
    start, end = _span(fact.on, fact.at, length, look.zone)
    gone = _gone(fact)
    return Entry(
        uid=look.uid(fact),
        sequence=fact.version - 1,
        title=_title(fact.kind.value, fact.id, look.providers.get(fact.provider or ""), look),
        description=f"rapport show {fact.id}\nLast changed {_spoken(changed_at, look.zone)}",
        start=start,
        end=end,
        changed_at=changed_at,
        cancelled=gone,
        busy=not gone and fact.at is not None and (fact.kind is FactKind.MEETING or fact.data.get("joint") is True),
    )


def _title(kind: str, id_: str, provider: Provider | None, look: _Look) -> str:
    name = f", {provider.name}" if provider and look.provider_names else ""
    return f"{kind[0].upper()}{kind[1:]} {id_}{name}"


def _span(day: date, at: time | None, length: timedelta, zone: ZoneInfo) -> tuple[date | datetime, date | datetime]:
    """All day without a time; else an instant in UTC, so that no reader has to know the zone."""
    if at is None:
        return day, day + timedelta(days=1)
    local = datetime.combine(day, at, zone)
    start = (local if datetime_exists(local) else resolve_imaginary(local)).astimezone(UTC)
    return start, start + length


def _spoken(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local.day} {local:%b %Y %H:%M}"
