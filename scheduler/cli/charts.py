"""Small charts of plain text, readable without color: the silence of each office, and its referrals month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

#: Cells of the longest bar.
WIDTH = 30
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """How long since the last contact, and what it is held against, in days."""

    name: str
    days: int | None
    usual: int | None = None
    ideal: int | None = None
    most: int | None = None


def silence_chart(rows: Sequence[Silence]) -> list[str]:
    """A bar for each office on one scale; | stands where a touch is meant, ! where it is missed."""
    known = [n for row in rows for n in (row.days, row.ideal, row.most) if n]
    scale = max(known, default=1)
    width = max((len(row.name) for row in rows), default=0)
    return [f"  {row.name:<{width}}  {_bar(row, scale)}  {_words(row)}" for row in rows]


def _bar(row: Silence, scale: int) -> str:
    filled = _cell(row.days or 0, scale)
    cells = ["■" if n < filled else " " for n in range(WIDTH + 1)]
    for days, mark in ((row.ideal, "|"), (row.most, "!")):
        if days is not None:
            cells[_cell(days, scale)] = mark
    return "".join(cells)


def _cell(days: int, scale: int) -> int:
    return min(WIDTH, round(days * WIDTH / scale))


def _words(row: Silence) -> str:
    if row.days is None:
        return "never"
    told = [days(timedelta(row.days))]
    told += [f"{word} {n}" for word, n in (("usual", row.usual), ("meant", row.ideal), ("at most", row.most)) if n]
    if row.most is not None and row.days > row.most:
        told.append("over the most")
    elif row.ideal is not None and row.days > row.ideal:
        told.append("over what is meant")
    return ", ".join(told)


def days(span: timedelta) -> str:
    """A number of days in words."""
    return f"{span.days} day{'' if span.days == 1 else 's'}"


def months_before(today: date, count: int = MONTHS) -> list[date]:
    """The first days of the last months, this one the last."""
    found = [today.replace(day=1)]
    while len(found) < count:
        found.insert(0, (found[0] - timedelta(days=1)).replace(day=1))
    return found


def counted_by_month(on: Sequence[date], today: date) -> list[int]:
    """How many fell into each of the last months."""
    return [sum(day.replace(day=1) == month for day in on) for month in months_before(today)]


def month_chart(rows: Sequence[tuple[str, Sequence[date]]], today: date) -> list[str]:
    """A number for each month, a dot for none, and the sum behind it."""
    width = max((len(name) for name, _ in rows), default=0)
    lines = [f"  {'':<{width}}  {' '.join(f'{month:%b}' for month in months_before(today))}"]
    for name, on in rows:
        counts = counted_by_month(on, today)
        cells = " ".join(f"{n or '·':>3}" for n in counts)
        lines.append(f"  {name:<{width}}  {cells}  {sum(counts)}")
    return lines
