"""Publishing: follow-ups, visits and meetings as calendar entries that say nothing of a client."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.tz import datetime_exists, resolve_imaginary

from calendars import ics
from calendars.entries import Entry
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp, Recipient, State
from scheduler.people import Provider
from scheduler.planning import Practice
from scheduler.store import facts as fact_store
from scheduler.store import feeds, followups, people
from scheduler.store.feeds import Feed
from scheduler.store.tx import Transaction

#: How long a cancelled entry stays in a feed, for the readers that had fetched it.
TOMBSTONE = timedelta(days=14)
#: The days that a feed covers, back and ahead.
BACK, AHEAD = timedelta(days=14), timedelta(days=180)
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
    providers = people.providers(tx)
    mine = people.clients_of(tx, feed.practitioner)
    shown = [
        *(
            _follow_up_entry(f, providers, feed, practice.zone)
            for f in followups.for_calendar(tx, feed.practitioner, now - TOMBSTONE)
            if f.open or f.state is State.DONE or _uid(f) in seen
        ),
        *(
            _fact_entry(f, providers, feed, practice.zone)
            for f in fact_store.for_calendar(tx, today - BACK, now - TOMBSTONE)
            if _mine(f, feed.practitioner, mine) and (not _gone(f) or _fact_uid(f) in seen)
        ),
    ]
    entries = list(_within(shown, today))
    entries.sort(key=lambda e: (_day(e), e.uid))
    entries = entries[:MOST]
    body = ics.write(entries, name=f"Rapport: {feed.name}")
    return Rendered(body, feeds.stamp(tx, feed.id, body, now), tuple(e.uid for e in entries))


def _within(entries: Iterable[Entry], today: date) -> Iterator[Entry]:
    return (e for e in entries if today - BACK <= _day(e) <= today + AHEAD)


def _day(entry: Entry) -> date:
    return entry.start.date() if isinstance(entry.start, datetime) else entry.start


def _uid(follow_up: FollowUp) -> str:
    return f"follow-up-{follow_up.id.lower()}@rapport.invalid"


def _fact_uid(fact: Fact) -> str:
    return f"{fact.kind}-{fact.number}@rapport.invalid"


def _gone(fact: Fact) -> bool:
    return fact.retracted or fact.value == "cancelled"


def _mine(fact: Fact, practitioner: str, clients: set[str]) -> bool:
    return fact.client in clients or fact.practitioner == practitioner


def _follow_up_entry(follow_up: FollowUp, providers: Mapping[str, Provider], feed: Feed, zone: ZoneInfo) -> Entry:
    planned = follow_up.planned
    provider = providers.get(planned.provider or "") if planned.recipient is Recipient.PROVIDER else None
    cancelled = follow_up.state in (State.WITHDRAWN, State.DISMISSED)
    done = "Done: " if follow_up.state is State.DONE else ""
    start, end = _span(follow_up.day, planned.at, USUAL_LENGTH, zone)
    return Entry(
        uid=_uid(follow_up),
        sequence=follow_up.sequence,
        title=f"{done}{_title(planned.kind.spoken, follow_up.id, provider, feed)}",
        description=f"rapport show {follow_up.id}\nLast changed {_spoken(follow_up.changed_at, zone)}",
        start=start,
        end=end,
        changed_at=follow_up.changed_at,
        cancelled=cancelled,
    )


def _fact_entry(fact: Fact, providers: Mapping[str, Provider], feed: Feed, zone: ZoneInfo) -> Entry:
    changed_at = fact.recorded_at or datetime.combine(fact.on, time(), UTC)
    minutes = fact.data.get("minutes")
    length = timedelta(minutes=float(minutes)) if isinstance(minutes, int | float) and minutes > 0 else USUAL_LENGTH
    start, end = _span(fact.on, fact.at, length, zone)
    gone = _gone(fact)
    return Entry(
        uid=_fact_uid(fact),
        sequence=fact.version - 1,
        title=_title(fact.kind.value, fact.id, providers.get(fact.provider or ""), feed),
        description=f"rapport show {fact.id}\nLast changed {_spoken(changed_at, zone)}",
        start=start,
        end=end,
        changed_at=changed_at,
        cancelled=gone,
        busy=not gone and fact.at is not None and (fact.kind is FactKind.MEETING or fact.data.get("joint") is True),
    )


def _title(kind: str, id_: str, provider: Provider | None, feed: Feed) -> str:
    name = f", {provider.name}" if provider and feed.provider_names else ""
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
