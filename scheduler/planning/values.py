"""What planning starts from, and what it answers besides follow-ups."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from calendars.workdays import Hours, Workdays
from outreach.measures import Measure, measures
from scheduler.followups import Key, Planned
from scheduler.pacing import Pace
from scheduler.spans import Span

#: How far ahead follow-ups are planned, in days.
HORIZON = 190
#: How far back a repeating rule still looks for occurrences nobody has planned yet, in days.
LOOKBACK = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What planning needs to know of the practice besides its history."""

    workdays: Workdays
    #: How often reports go out where a provider does not prefer otherwise.
    cadence: Span
    zone: ZoneInfo
    #: The practice's working hours, for times that are proposed.
    hours: Hours
    pace: Pace
    #: When nobody outside the house is written to, in the recipient's local time; None for never.
    quiet: tuple[time, time] | None = None
    #: The measures, with the practice's own.
    measures: Mapping[str, Measure] = field(default_factory=measures)
    #: The days that a calendar feed covers, back and ahead.
    feed_back: timedelta = timedelta(days=14)
    feed_ahead: timedelta = timedelta(days=180)


class Left(Struct, frozen=True, gc=False):
    """A follow-up that a rule describes but that is not wanted, and the first thing that stands in the way."""

    key: Key | None
    reason: str
    due: date | None = None


Decision = Planned | Left


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days for which a plan is wanted."""

    since: date
    until: date


def window(today: date, earliest_open: date | None = None) -> Window:
    """The usual window: from the earliest follow-up still open (or `LOOKBACK`) to the `HORIZON`."""
    since = today - timedelta(days=LOOKBACK)
    return Window(since=min(since, earliest_open or since), until=today + timedelta(days=HORIZON))
