"""The days of one rule's follow-ups: due, around an absence, the last that makes sense, the range for pacing."""

from datetime import date, timedelta

from calendars.workdays import NoOpenDay, Workdays, roll
from scheduler.facts import FactKind
from scheduler.followups import Priority
from scheduler.history import History
from scheduler.people import Provider
from scheduler.planning.values import Practice, Window
from scheduler.rules import Rule, Step
from scheduler.spans import Dated, due_on, spoken
from scheduler.triggers import Anchor

#: Business days by which pacing may bring forward what comes before something, and put off what follows.
EARLIER, LATER = 5, 10


class Dating:
    """The dates of one rule about one person, whose practitioner's absences count."""

    def __init__(self, history: History, practice: Practice, window: Window, rule: Rule, practitioner: str) -> None:
        self.history = history
        self.practice = practice
        self.window = window
        self.rule = rule
        self.practitioner = practitioner

    def dated(self, step: Step, anchor: Anchor, calendars: tuple[Workdays, ...]) -> tuple[Dated, str | None]:
        """The due day; what finds no open day is not lost, it stands on its anchor's day with the problem."""
        try:
            dated = due_on(anchor.on, step.due, self.practice.workdays, calendars, any_day=step.any_day)
            return self._around_absence(step, dated, calendars), None
        except NoOpenDay as error:
            return Dated(max(anchor.on, self.window.since), str(error)), str(error)

    def office(self, provider: Provider | None) -> tuple[Workdays, ...]:
        """The office's calendar, where a provider has one."""
        office = provider.workdays(self.history.closures(provider.code)) if provider else None
        return (office,) if office else ()

    def latest(self, step: Step, anchor: Anchor, due: date, calendars: tuple[Workdays, ...]) -> date | None:
        """The last day on which it makes sense.

        That is the anchor for what comes before it, else the end of the window; and never later than the day
        before the same rule asks for the same thing again.
        """
        if step.due.before and anchor.occurrence == 0:
            last: date | None = max(anchor.on, due)
        elif anchor.latest is not None:
            own = anchor.latest if step.expires is None else due + timedelta(days=step.expires)
            last = min(anchor.latest, own)
        else:
            last = None if step.window is None else due + timedelta(days=step.window)
        for other in self.rule.steps:
            if other is not step and (other.kind, other.to) == (step.kind, step.to):
                again = self.dated(other, anchor, calendars)[0].day
                if again > due:
                    last = min(last or again, again - timedelta(days=1))
        return None if last is None else max(last, due)

    def _around_absence(self, step: Step, dated: Dated, calendars: tuple[Workdays, ...]) -> Dated:
        """The practitioner's planned absences move routine work: before them what precedes something, else after."""
        closures = self.history.closures(self.practitioner)
        if step.priority <= Priority.SAME_DAY or step.any_day or not closures:
            return dated
        away = Workdays(weekdays=frozenset(range(7)), closures=closures)
        if away.is_open(dated.day):
            return dated
        before = self._precedes(step)
        day, _ = roll(dated.day, (self.practice.workdays, *calendars, away), -1 if before else 1)
        if before and day < self._absence_known_since(dated.day):
            return Dated(dated.day, f"{dated.words}; {away.closed(dated.day)}, known too late to do it before")
        return Dated(day, f"{dated.words}; {away.closed(dated.day)}: {spoken(day)}")

    def _absence_known_since(self, day: date) -> date:
        """The day on which the absence that covers a day was recorded."""
        absences = self.history.of(self.practitioner, FactKind.ABSENCE)
        told = [f for f in absences if f.on <= day <= (f.until or f.on) and f.recorded_at]
        zone = self.practice.zone
        return max((f.recorded_at.astimezone(zone).date() for f in told if f.recorded_at), default=date.min)

    def _precedes(self, step: Step) -> bool:
        """Whether it has to come before something that will not wait, as a report before a visit."""
        return step.due.before and not self.rule.trigger.per_recipient

    def _moved(self, day: date, count: int) -> date:
        """So many business days on, or the day itself where the calendar has no such day."""
        try:
            return self.practice.workdays.add(day, count)
        except NoOpenDay:
            return day

    def earliest(self, step: Step, due: date) -> date:
        """The first day that pacing may give it."""
        return self._moved(due, -EARLIER) if step.due.before else due

    def limit(self, step: Step, due: date, latest: date | None) -> date:
        """The latest day that pacing may give it: never past what it has to precede."""
        if self._precedes(step):
            return due
        later = self._moved(due, LATER)
        return later if latest is None else min(max(latest, due), later)
