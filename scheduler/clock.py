"""The only file that asks the machine for the time; everywhere else time is an argument."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.mistakes import Refusal
from scheduler.spans import BadSpan, Unit, parse_span

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the present moment, shifted by what `--now` asked for; it runs on from there."""

    machine: Callable[[], datetime]
    shift: timedelta = timedelta(0)

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self.machine() + self.shift

    def starting_at(self, moment: datetime) -> "Clock":
        """A clock that shows `moment` now, and runs on."""
        return Clock(self.machine, moment - self.machine())


def machine_clock() -> Clock:
    """The machine's own clock."""
    return Clock(lambda: datetime.now(UTC))


def parse_moment(text: str, zone: ZoneInfo) -> datetime:
    """Read "2026-11-24T09:00" (or with a blank, with seconds, with an offset) as an instant.

    Wall time is read in `zone`; a time that does not exist or exists twice there is refused.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refusal(f'"{text}" is not a date and time; write for example 2026-11-24T09:00') from None
    if not 1970 <= moment.year <= 2200:
        raise Refusal(f"{text} is not a usable moment; give one between 1970 and 2200")
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    local = moment.replace(tzinfo=zone)
    from dateutil.tz import datetime_ambiguous, datetime_exists

    if not datetime_exists(local):
        raise Refusal(f"{text} does not exist in {zone.key} (the clocks go forward); give an offset, as in +00:00")
    if datetime_ambiguous(local):
        raise Refusal(f"{text} exists twice in {zone.key} (the clocks go back); give an offset, as in -05:00")
    return local.astimezone(UTC)


def parse_day(text: str, today: date, *, past: bool = False) -> date:
    """Read an ISO date, `today`, `tomorrow`, `yesterday`, a weekday's name, `+3d`, `+2w` or `-5d`.

    A weekday is the next one, or with `past` the last one (today's included).
    """
    word = text.strip().lower()
    named = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if word in named:
        return today + timedelta(days=named[word])
    for number, name in enumerate(_WEEKDAYS):
        if len(word) >= 3 and name.startswith(word):
            if past:
                return today - timedelta(days=(today.weekday() - number) % 7)
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if word[:1] in ("+", "-"):
        return _shifted(word, today)
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word, re.ASCII):
            raise Refusal(f"{text} is not a day of the calendar: {error}") from None
        meant = _month_first(word)
        usual = "write 2026-11-24, today, tomorrow, a weekday, +3d or +2w"
        words = f"if the month stands first, write {meant}" if meant else usual
        raise Refusal(f'"{text}" is not a date; {words}') from None


def _month_first(word: str) -> date | None:
    """What 11/24/2026 means in the United States; it is offered, never taken."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", word, re.ASCII)
    try:
        return date(int(found[3]), int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def check_wall(day: date, at: time | None, zone: ZoneInfo) -> None:
    """Refuse a wall time that does not exist on that day, or exists twice."""
    if at is not None:
        parse_moment(f"{day}T{at:%H:%M}", zone)


def time_of_day(text: str) -> time:
    """Read "14:30", "9:05", "2:30 pm" or "2pm"."""
    word = text.strip().lower().replace(".", "")
    if found := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", word, re.ASCII):
        return time(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(1[0-2]|0?[1-9])(?::([0-5]\d))? ?([ap])m", word, re.ASCII):
        return time(int(found[1]) % 12 + (12 if found[3] == "p" else 0), int(found[2] or 0))
    raise Refusal(f'"{text}" is not a time of day; write for example 14:30 or 2:30pm')


def _shifted(word: str, today: date) -> date:
    try:
        span = parse_span(word[1:])
    except BadSpan:
        span = None
    if span is None or span.unit not in (Unit.DAY, Unit.WEEK):
        raise Refusal(f'"{word}" is not a date; write for example +3d or +2w')
    days = span.count * (7 if span.unit is Unit.WEEK else 1)
    return today + timedelta(days=days if word[0] == "+" else -days)
