"""Trends: readings as points and referrals as bars, as numbers that a template draws (SVG 1.1); nothing here is read
from anywhere, and nothing is judged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

#: The drawing's own units; it is scaled to the width there is.
WIDTH, HEIGHT = 320, 130
_LEFT, _RIGHT, _TOP, _BOTTOM = 12, 12, 26, 24
_BAR_HEIGHT = 70


@dataclass(frozen=True, slots=True)
class Dot:
    """One reading."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The readings of one measure, drawn."""

    dots: tuple[Dot, ...]
    #: The line through them, as an SVG path.
    path: str
    #: Where the goal lies and what it is; None where there is none.
    goal: Dot | None
    #: The first and the last day, for the corners.
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading to be drawn: its day, its number, and the number as it is written."""

    on: date
    value: float
    text: str


def trend(readings: Sequence[Reading], goal: Reading | None, days: tuple[str, str]) -> Trend:
    """The drawing of some readings, oldest first; the goal is drawn where it would be reached."""
    values = [r.value for r in readings] + ([goal.value] if goal else [])
    low, high = min(values), max(values)
    first, last = readings[0].on, readings[-1].on

    def across(on: date) -> float:
        part = (on - first).days / (last - first).days if last > first else 0.5
        return round(_LEFT + part * (WIDTH - _LEFT - _RIGHT), 1)

    def down(value: float) -> float:
        part = (value - low) / (high - low) if high > low else 0.5
        return round(HEIGHT - _BOTTOM - part * (HEIGHT - _TOP - _BOTTOM), 1)

    dots = tuple(Dot(across(r.on), down(r.value), r.text) for r in readings)
    return Trend(
        dots=dots,
        path="M" + " L".join(f"{d.x} {d.y}" for d in dots),
        goal=Dot(WIDTH - _RIGHT, down(goal.value), goal.text) if goal else None,
        first=days[0],
        last=days[1],
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """One month."""

    x: float
    y: float
    width: float
    height: float
    #: Where its words stand.
    middle: float
    #: "Nov", and "November 2026".
    short: str
    month: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Referrals by month, drawn."""

    bars: tuple[Bar, ...]
    total: int
    width: int = WIDTH
    height: int = _BAR_HEIGHT + 34


def months_back(today: date, count: int) -> list[date]:
    """The first days of the last months, this one too, oldest first."""
    index = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(index - count + 1, index + 1)]


def by_month(days: Iterable[date], today: date, count: int = 12) -> Bars:
    """How many fell in each of the last months."""
    months = months_back(today, count)
    counted = dict.fromkeys(months, 0)
    for day in days:
        month = day.replace(day=1)
        if month in counted:
            counted[month] += 1
    most = max(counted.values(), default=0) or 1
    step = WIDTH / count
    bars = tuple(_bar(n, step, month, number, most) for n, (month, number) in enumerate(counted.items()))
    return Bars(bars=bars, total=sum(counted.values()))


def _bar(place: int, step: float, month: date, number: int, most: int) -> Bar:
    height = round(_BAR_HEIGHT * number / most, 1)
    return Bar(
        x=round(place * step + step * 0.15, 1),
        y=round(16 + _BAR_HEIGHT - height, 1),
        width=round(step * 0.7, 1),
        height=height,
        middle=round((place + 0.5) * step, 1),
        short=f"{month:%b}",
        month=f"{month:%B %Y}",
        count=number,
    )
