"""Noticing: what calls for a word to the practitioner now. Decides only; nothing is written or sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from calendars.workdays import NoOpenDay, Workdays
from scheduler.followups import FollowUp, Priority, Status, status, urgency
from scheduler.people import Practitioner

#: After this time of day the morning e-mail is no longer sent for that day.
MORNING_ENDS = time(20, 0)
#: What is urgent now comes back after this time, until it is acknowledged.
AGAIN = timedelta(hours=1)
#: Missed follow-ups are shown for this many days.
SHOW_MISSED = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A practitioner's day: follow-ups grouped by urgency, each group in the order to do them."""

    day: date
    now: tuple[FollowUp, ...]
    today: tuple[FollowUp, ...]
    blocked: tuple[FollowUp, ...]
    missed: tuple[FollowUp, ...]
    tomorrow: int
    week: int

    @property
    def to_do(self) -> int:
        """How many can be done today."""
        return len(self.now) + len(self.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """A morning e-mail is due."""

    practitioner: Practitioner
    day: Day
    #: After this moment it is not worth sending.
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """Something cannot wait for the morning."""

    #: Who is told: the practitioner in charge, or whoever covers an absence.
    practitioner: Practitioner
    follow_ups: tuple[FollowUp, ...]
    until: datetime


Notice = Morning | Urgent


def listed(notice: Notice) -> tuple[FollowUp, ...]:
    """The follow-ups that are told of."""
    if isinstance(notice, Urgent):
        return notice.follow_ups
    day = notice.day
    return (*day.now, *day.today, *day.blocked, *day.missed)


def day_of(follow_ups: Iterable[FollowUp], today: date, workdays: Workdays, zone: ZoneInfo) -> Day:
    """Group open follow-ups as a practitioner sees them on a day."""
    groups: dict[Status, list[FollowUp]] = {s: [] for s in Status}
    for follow_up in sorted(follow_ups, key=lambda f: urgency(f, today)):
        groups[status(follow_up, today)].append(follow_up)
    due = groups[Status.DUE]
    tomorrow = next_day(workdays, today)
    week_end = today + timedelta(days=6 - today.weekday())
    missed = [f for f in groups[Status.MISSED] if today - _last_day(f) <= SHOW_MISSED or not told_as_missed(f, zone)]
    return Day(
        day=today,
        now=tuple(f for f in due if f.planned.priority <= Priority.SAME_DAY),
        today=tuple(f for f in due if f.planned.priority > Priority.SAME_DAY),
        blocked=tuple(f for f in groups[Status.BLOCKED] if f.day <= today),
        missed=tuple(missed),
        tomorrow=sum(f.day == tomorrow for f in groups[Status.PLANNED]),
        week=sum(f.day <= week_end for f in groups[Status.PLANNED]),
    )


def next_day(workdays: Workdays, today: date) -> date:
    """The next working day; for a practice that is closed for years, just the next one."""
    try:
        return workdays.on_or_after(today + timedelta(days=1))
    except NoOpenDay:
        return today + timedelta(days=1)


def reach(workdays: Workdays, today: date) -> date:
    """The last day that the list of a day tells of: the end of the week, or the next working day."""
    return max(today + timedelta(days=6), next_day(workdays, today))


def morning(practitioner: Practitioner, workdays: Workdays, local: datetime) -> bool:
    """Whether a practitioner is told of the day by now, and still is."""
    return workdays.is_open(local.date()) and practitioner.digest_at <= local.time() < MORNING_ENDS


def _calls_again(follow_up: FollowUp, now: datetime) -> bool:
    """Priority 1 is told once for each day that it stands on; priority 0 every hour until somebody has seen it."""
    if follow_up.planned.priority is not Priority.NOW:
        return follow_up.noticed_for != follow_up.day
    told = follow_up.noticed_at
    return follow_up.seen_at is None and (told is None or now - told >= AGAIN or told - now > AGAIN)


def together(follow_ups: Iterable[FollowUp]) -> list[list[FollowUp]]:
    """Follow-ups by contact: those that share one stand together, where the first of them stands."""
    contacts: dict[str, list[FollowUp]] = {}
    for follow_up in follow_ups:
        contacts.setdefault(follow_up.bundle or follow_up.id, []).append(follow_up)
    return list(contacts.values())


def unblocking(follow_up: FollowUp, all_open: Iterable[FollowUp], asks_for: Mapping[str, str]) -> str | None:
    """The id of the open follow-up that would unblock this one: the request for the same client's authorization.

    `asks_for` says for each rule what it asks for.
    """
    if not follow_up.blocked_by or "authorization" not in follow_up.blocked_by:
        return None
    return next(
        (
            other.id
            for other in all_open
            if other.planned.client == follow_up.planned.client
            and asks_for.get(other.planned.key.rule) == "authorization"
            and not other.blocked_by
        ),
        None,
    )


def told_as_missed(follow_up: FollowUp, zone: ZoneInfo) -> bool:
    """Whether a person was told of it after its last day had passed, by the practice's own days."""
    told = follow_up.noticed_at
    return told is not None and told.astimezone(zone).date() > _last_day(follow_up)


def _last_day(follow_up: FollowUp) -> date:
    return max(follow_up.planned.latest or follow_up.day, follow_up.day)


def notices(
    follow_ups: Iterable[FollowUp],
    practitioners: Mapping[str, Practitioner],
    workdays: Workdays,
    zone: ZoneInfo,
    now: datetime,
    covers: Mapping[str, str] | None = None,
) -> list[Notice]:
    """What each practitioner should be told at this moment.

    The morning e-mail comes on every working day, also when nothing is due: silence must mean trouble. Urgent
    follow-ups are told at once, together (priority 1 not at night, priority 0 at any hour); `covers` names, for each
    practitioner who is away, who is told instead.
    """
    covers = covers or {}
    local = now.astimezone(zone)
    today = local.date()
    mine: dict[str, list[FollowUp]] = {code: [] for code in practitioners}
    for follow_up in follow_ups:
        if follow_up.open and follow_up.planned.practitioner in mine:
            mine[follow_up.planned.practitioner].append(follow_up)
    found: list[Notice] = []
    for code, practitioner in practitioners.items():
        day = day_of(mine[code], today, workdays, zone)
        if morning(practitioner, workdays, local):
            until = datetime.combine(today, MORNING_ENDS, zone)
            once = replace(day, missed=tuple(f for f in day.missed if not told_as_missed(f, zone)))
            found.append(Morning(practitioner=practitioner, day=once, until=until))
        awake = practitioner.digest_at <= local.time() < MORNING_ENDS
        fresh = tuple(f for f in day.now if (awake or f.planned.priority is Priority.NOW) and _calls_again(f, now))
        if fresh:
            told = practitioners.get(covers.get(code, code), practitioner)
            found.append(Urgent(practitioner=told, follow_ups=fresh, until=now + timedelta(hours=12)))
    return found
