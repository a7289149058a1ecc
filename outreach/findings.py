"""The table of a report: what was measured in the six areas, with the day of each reading and a small drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

#: The columns of values: field, heading, width in points. One that no row fills does not appear.
_COLUMNS: Final = (
    ("baseline", "Baseline", 58),
    ("previous", "Previous", 58),
    ("current", "Current", 58),
    ("change", "Change", 56),
    ("goal", "Goal", 47),
)


class Area(StrEnum):
    """The six areas of METI's progress report, in their order; pain is deliberately none of them."""

    FUNCTION = "function"
    STRENGTH = "strength"
    FLEXIBILITY = "flexibility"
    STABILITY = "stability"
    ENDURANCE = "endurance"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading."""

    #: Number and unit: "318 m".
    text: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure."""

    area: Area
    #: Spelled out: "6-minute walk distance".
    measure: str
    #: "left", "right" or nothing.
    side: str = ""
    baseline: Reading
    #: The last reading before the current one; none where that is the baseline.
    previous: Reading | None = None
    #: None in a first report.
    current: Reading | None = None
    #: With sign and unit: "+64 m".
    change: str = ""
    #: What counts as a change, and in whom: "57.2 m, community adults 65 to 88".
    threshold: str = ""
    #: Where the threshold is from: "Intaruk 2024"; numbered and listed under the table.
    source: str = ""
    goal: str = ""
    #: What may be said of the change: "beyond measurement error".
    status: str = ""
    #: What the trend is drawn from; fewer than two readings draw none.
    series: tuple[tuple[date, float], ...] = ()
    #: The goal as a number, for the dashed line in the trend.
    cutoff: float | None = None


def day_words(day: date) -> str:
    """No reader takes the month for the day: "25 Nov 2026"."""
    return f"{day.day} {day:%b %Y}"


def table(rows: Sequence[Row]) -> dict[str, Any]:
    """The rows as finished words: the usual day of a column stands in its heading, another one in the cell."""
    used = [(key, title, width) for key, title, width in _COLUMNS if any(getattr(row, key) for row in rows)]
    usual = {key: _usual_day(rows, key) for key, _, _ in used}
    order = sorted(range(len(rows)), key=lambda index: list(Area).index(rows[index].area))
    sources = list(dict.fromkeys(rows[index].source for index in order if rows[index].source))
    trends = [_trend(row) for row in rows]
    return {
        "columns": [
            {"key": key, "title": title, "width": width, "day": _shown(usual[key])} for key, title, width in used
        ],
        "rows": [
            {
                "area": row.area.capitalize(),
                "measure": ", ".join(part for part in (row.measure, row.side) if part),
                "cells": {key: _cell(getattr(row, key), usual[key]) for key, _, _ in used},
                "note": _note(row, sources),
                "trend": trend,
            }
            for row, trend in zip(rows, trends, strict=True)
        ],
        "order": order,
        "trends": any(trends),
        "dashes": any(trend and trend["goal"] is not None for trend in trends),
        "sources": [f"[{number}] {source}" for number, source in enumerate(sources, start=1)],
    }


def _usual_day(rows: Sequence[Row], key: str) -> date | None:
    days = Counter(cell.day for row in rows if isinstance(cell := getattr(row, key), Reading))
    return max(days, key=lambda day: (days[day], day)) if days else None


def _shown(day: date | None) -> str:
    return day_words(day) if day else ""


def _cell(value: Reading | str | None, usual: date | None) -> dict[str, str]:
    match value:
        case Reading():
            return {"text": value.text, "day": "" if value.day == usual else day_words(value.day)}
        case _:
            return {"text": value or "–", "day": ""}


def _note(row: Row, sources: list[str]) -> str:
    """The second line of a row: "Beyond measurement error. Threshold 57.2 m, community adults 65 to 88 [1]"."""
    mark = f" [{sources.index(row.source) + 1}]" if row.source else ""
    threshold = f"Threshold {row.threshold}{mark}" if row.threshold else ""
    status = row.status[:1].upper() + row.status[1:] + ("" if threshold else mark) if row.status else ""
    return ". ".join(part.rstrip(".") for part in (status, threshold) if part)


def _trend(row: Row) -> dict[str, Any] | None:
    """The readings as shares of a box that spans them and the goal: a full scale would draw a flat line."""
    series = sorted(row.series)
    if len(series) < 2:
        return None
    values = [value for _, value in series]
    shown = values if row.cutoff is None else [*values, row.cutoff]
    low, high = min(shown), max(shown)
    first, days = series[0][0], (series[-1][0] - series[0][0]).days

    def height(value: float) -> float:
        return round((value - low) / (high - low), 4) if high > low else 0.5

    goal = "" if row.cutoff is None else f"; goal {row.cutoff:g}"
    return {
        "points": [(round((day - first).days / days, 4) if days else 0.5, height(value)) for day, value in series],
        "goal": None if row.cutoff is None else height(row.cutoff),
        "alt": f"Trend of {row.measure}: {', '.join(f'{value:g}' for value in values)}{goal}",
    }
