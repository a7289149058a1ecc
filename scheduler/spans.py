"""Spans of time and delays: the one place where a date is moved, with the words that explain the move."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

    from calendars.workdays import Workdays


class Unit(StrEnum):
    """The units a span is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    BUSINESS_DAY = "business day"


class BadSpan(ValueError):
    """A text that does not read as a span or a delay."""


_SHORT = {"d": Unit.DAY, "w": Unit.WEEK, "m": Unit.MONTH, "bd": Unit.BUSINESS_DAY}
_TEXT = re.compile(r"(\d{1,4})\s*(business days?|days?|weeks?|months?|years?|bd|d|w|m|y)", re.ASCII)


class Span(Struct, frozen=True, gc=False):
    """A length of time: 30 days, 6 weeks, 1 month, 2 business days."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    @property
    def in_days(self) -> int:
        """About how many calendar days it is (a month is 30, five business days are a week), for windows."""
        match self.unit:
            case Unit.DAY:
                return self.count
            case Unit.WEEK:
                return 7 * self.count
            case Unit.MONTH:
                return 30 * self.count
            case Unit.BUSINESS_DAY:
                return -(-7 * self.count // 5)

    @property
    def delta(self) -> relativedelta:
        """The span as calendar arithmetic takes it; business days as the days they usually take."""
        from dateutil.relativedelta import relativedelta

        return relativedelta(months=self.count) if self.unit is Unit.MONTH else relativedelta(days=self.in_days)

    def times(self, factor: int) -> Span:
        """This span `factor` times over, counted from the same start (so that months do not drift)."""
        return Span(self.count * factor, self.unit)

    def after(self, day: date, workdays: Workdays) -> date:
        """The day this span after `day`; months clamp to the month's last day."""
        return self._move(day, 1, workdays)

    def before(self, day: date, workdays: Workdays) -> date:
        """The day this span before `day`."""
        return self._move(day, -1, workdays)

    def _move(self, day: date, sign: int, workdays: Workdays) -> date:
        match self.unit:
            case Unit.DAY:
                return day + timedelta(days=sign * self.count)
            case Unit.WEEK:
                return day + timedelta(weeks=sign * self.count)
            case Unit.MONTH:
                from dateutil.relativedelta import relativedelta

                moved: date = day + relativedelta(months=sign * self.count)
                return moved
            case Unit.BUSINESS_DAY:
                return workdays.add(day, sign * self.count)


def parse_span(text: str) -> Span:
    """Read "30 days", "2 business days", "60d", "6w", "7 years" (84 months); raises `BadSpan`."""
    match = _TEXT.fullmatch(text.strip().lower())
    if not match:
        raise BadSpan(f'"{text}" is not a span of time; write a number and days, weeks, months, years or business days')
    unit = match[2]
    if unit.startswith("y"):
        return Span(12 * int(match[1]), Unit.MONTH)
    return Span(int(match[1]), _SHORT.get(unit) or Unit(unit.rstrip("s")))


#: Nothing of the disclosure log may go before six years have passed (45 CFR 164.528, 164.530(j)).
LEAST_KEPT = Span(72, Unit.MONTH)


class Delay(Struct, frozen=True, gc=False):
    """A span before or after an anchor."""

    span: Span
    before: bool = False

    def __str__(self) -> str:
        return f"{self.span} {'before' if self.before else 'after'}"


def parse_delay(text: str) -> Delay:
    """Read "1 business day after", "3 business days before", "same day"; raises `BadSpan`."""
    words = text.strip().lower()
    if words == "same day":
        return Delay(Span(0, Unit.DAY))
    head, _, tail = words.rpartition(" ")
    if tail not in ("before", "after"):
        raise BadSpan(f'"{text}" is not a delay; write a span and "before" or "after", or "same day"')
    return Delay(parse_span(head), before=tail == "before")


class Dated(Struct, frozen=True, gc=False):
    """A day, and the arithmetic that led to it in words."""

    day: date
    words: str


def due_on(
    anchor: date, delay: Delay, practice: Workdays, also: Sequence[Workdays] = (), *, any_day: bool = False
) -> Dated:
    """The day a delay leads to, rolled to a day that is open everywhere (back before an anchor, forward after it).

    Business days are counted by the practice's calendar; `also` (an office's) only takes part in the rolling.
    Raises `NoOpenDay` when there is none.
    """
    if also:
        return _due_on(anchor, delay, practice, also, any_day=any_day)
    return _due_by_one_calendar(anchor, delay, practice, any_day=any_day)


@lru_cache(maxsize=8192)
def _due_by_one_calendar(anchor: date, delay: Delay, practice: Workdays, *, any_day: bool) -> Dated:
    """Many clients ask for the same: what happened on one of a few hundred days, and one of a few delays."""
    return _due_on(anchor, delay, practice, (), any_day=any_day)


def _due_on(anchor: date, delay: Delay, practice: Workdays, also: Sequence[Workdays], *, any_day: bool) -> Dated:
    from calendars.workdays import roll

    span = delay.span
    plain = span.before(anchor, practice) if delay.before else span.after(anchor, practice)
    sign = "-" if delay.before else "+"
    words = spoken(anchor) if span.count == 0 else f"{spoken(anchor)} {sign} {span} = {spoken(plain)}"
    if any_day:
        return Dated(plain, words)
    day, passed = roll(plain, (practice, *also), -1 if delay.before else 1)
    if passed:
        words += f"; {_closed(passed)}: {spoken(day)}"
    return Dated(day, words)


@lru_cache(maxsize=8192)
def spoken(day: date) -> str:
    """A day as a person reads it: Wed 25 Nov 2026."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def _closed(passed: Sequence[tuple[date, str]]) -> str:
    return ", ".join(f"{day:%a} {day.day} {day:%b} {reason}" for day, reason in passed)


def ago(now: datetime, then: datetime) -> str:
    """How long ago, roughly: 5 h ago."""
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 48 * 60 else f"{minutes // 1440} days ago"
