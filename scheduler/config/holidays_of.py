"""The public holidays of a practice, from `[practice.holidays]`."""

from collections.abc import Callable
from datetime import date
from functools import cache

from calendars.workdays import no_holidays
from scheduler.config.running import Wrong
from scheduler.config.tables import HolidaysTable
from scheduler.mistakes import nearest


def check(table: HolidaysTable | None, wrong: Wrong) -> Callable[[date], str | None]:
    """What tells a day's public holiday; one that is not known is told as a mistake, and there are none then."""
    if table is None:
        return no_holidays
    import holidays

    supported = holidays.list_supported_countries()
    if table.country not in supported:
        wrong("practice.holidays.country", f'"{table.country}" is not known; {nearest(table.country, supported)}')
        return no_holidays
    if table.subdivision and table.subdivision not in supported[table.country]:
        known = supported[table.country]
        wrong(
            "practice.holidays.subdivision",
            f'"{table.subdivision}" is not known; {nearest(table.subdivision, known)}',
        )
        return no_holidays
    named = holidays.country_holidays(table.country, subdiv=table.subdivision or None)
    skipped = frozenset(table.open_on)

    @cache
    def holiday(day: date) -> str | None:
        name = named.get(day)
        return None if name is None or name.removesuffix(" (observed)") in skipped else str(name)

    return holiday
