"""One follow-up, one visit, one meeting: each as a calendar entry that says nothing of a client."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.tz import datetime_exists, resolve_imaginary

from calendars.entries import Entry
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp, Recipient, State
from scheduler.people import Provider

#: How long a cancelled entry stays in a feed, for the readers that had fetched it.
TOMBSTONE = timedelta(days=14)
#: How long a visit or a meeting is shown, where nobody said.
USUAL_LENGTH = timedelta(minutes=30)
#: When a reader who asked for alarms is reminded: before what has a time; on the morning of what has none.
TIMED_ALARM, DAY_ALARM = timedelta(minutes=-15), timedelta(hours=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one feed shows things."""

    zone: ZoneInfo
    #: Sets this installation's entries apart from another's in the same calendar.
    house: str
    #: The providers whose names are shown: none, unless the feed's owner chose to see them.
    providers: Mapping[str, Provider] = field(default_factory=dict)
    #: Whether entries remind.
    alarms: bool = False
    #: Whether each entry says whose it is: in the feed of a whole practice.
    whose: bool = False

    def uid(self, shown: str) -> str:
        """The same for the whole life of an entry, whatever becomes of it (RFC 7986, 5.3)."""
        return f"{shown.lower()}.{self.house}@rapport.invalid"

    def title(self, kind: str, id_: str, provider: str | None, practitioner: str | None) -> str:
        """Kind and opaque id; a provider and a practitioner where the feed's owner chose to see them."""
        named = self.providers.get(provider or "")
        name = f", {named.name}" if named else ""
        whose = f" ({practitioner})" if self.whose and practitioner else ""
        return f"{kind[0].upper()}{kind[1:]} {id_}{name}{whose}"

    def alarm(self, start: date | datetime, *, ahead: bool) -> timedelta | None:
        """When to remind of an entry that is still ahead."""
        if not (self.alarms and ahead):
            return None
        return TIMED_ALARM if isinstance(start, datetime) else DAY_ALARM

    def instant(self, day: date, at: time) -> datetime:
        """A wall time of the practice in UTC, so that no reader has to know the zone; a missing one is put forward."""
        local = datetime.combine(day, at, self.zone)
        return (local if datetime_exists(local) else resolve_imaginary(local)).astimezone(UTC)

    def span(self, day: date, at: time | None, length: timedelta) -> tuple[date | datetime, date | datetime]:
        """All day without a time."""
        if at is None:
            return day, day + timedelta(days=1)
        start = self.instant(day, at)
        return start, start + length


def follow_up_title(follow_up: FollowUp, look: Look) -> str:
    """The title of a follow-up: a provider's name only where it turns to one."""
    planned = follow_up.planned
    provider = planned.provider if planned.recipient is Recipient.PROVIDER else None
    done = "Done: " if follow_up.state is State.DONE else ""
    return f"{done}{look.title(planned.kind.spoken, follow_up.id, provider, planned.practitioner)}"


def follow_up_entry(follow_up: FollowUp, look: Look) -> Entry:
    """A follow-up, withdrawn and dismissed ones as cancelled."""
    start, end = look.span(follow_up.day, follow_up.at, USUAL_LENGTH)
    return Entry(
        uid=look.uid(follow_up.id),
        sequence=follow_up.sequence,
        title=follow_up_title(follow_up, look),
        description=f"rapport show {follow_up.id}",
        start=start,
        end=end,
        changed_at=follow_up.changed_at,
        cancelled=follow_up.state in (State.WITHDRAWN, State.DISMISSED),
        alarm=look.alarm(start, ahead=follow_up.open),
    )


def fact_entry(fact: Fact, practitioner: str | None, look: Look) -> Entry:
    """A visit or a meeting, retracted and called off ones as cancelled."""
    minutes = fact.data.get("minutes")
    length = timedelta(minutes=float(minutes)) if isinstance(minutes, int | float) and minutes > 0 else USUAL_LENGTH
    start, end = look.span(fact.on, fact.at, length)
    gone = fact.retracted or fact.value in ("cancelled", "declined")
    return Entry(
        uid=look.uid(fact.id),
        sequence=fact.version - 1,
        title=look.title(fact.kind.value, fact.id, fact.provider, practitioner),
        description=f"rapport show {fact.id}",
        start=start,
        end=end,
        changed_at=fact.recorded_at or datetime.combine(fact.on, time(), UTC),
        cancelled=gone,
        busy=not gone and fact.at is not None and (fact.kind is FactKind.MEETING or fact.data.get("joint") is True),
        alarm=look.alarm(start, ahead=not gone and fact.value == "scheduled"),
    )
