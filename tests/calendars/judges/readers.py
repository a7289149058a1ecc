"""Readers that share no code with ours, each asked for the same: what stands in a calendar. They know of no repair.

`icalendar` is the library that Rapport writes with; the others are not.
"""

import ctypes
import ctypes.util
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest

#: Identity, title, first day or instant, end, whether it is cancelled; instants in UTC.
Seen = tuple[str, str, date | datetime, date | datetime, bool]


@contextmanager
def module(name: str) -> Iterator[Any]:
    """A judge's module, or a skip that names it; what it warns of is no concern of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield pytest.importorskip(name, reason=f"the judge {name} is not installed: make judges")


def _in_utc(moment: date | datetime) -> date | datetime:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def icalendar(data: bytes) -> list[Seen]:
    """collective/icalendar."""
    with module("icalendar") as library:
        found = library.Calendar.from_ical(data).walk("VEVENT")
        return [
            (str(e["UID"]), str(e["SUMMARY"]), _in_utc(e.start), _in_utc(e.end), e["STATUS"] == "CANCELLED")
            for e in found
        ]


def ical(data: bytes) -> list[Seen]:
    """The reader of Home Assistant; the strictest."""
    with module("ical.calendar_stream") as library:
        stream = library.IcsCalendarStream.from_ics(data.decode())
        (calendar,) = stream.calendars
        return [
            (e.uid, e.summary, _in_utc(e.dtstart), _in_utc(e.dtend), str(e.status.value) == "CANCELLED")
            for e in calendar.events
        ]


def vobject(data: bytes) -> list[Seen]:
    """The reader of Radicale, with its validation."""
    with module("vobject") as library:
        calendar = library.readOne(data.decode())
        calendar.validate(raiseException=True)
        return [
            (
                e.uid.value,
                e.summary.value,
                _in_utc(e.dtstart.value),
                _in_utc(e.dtend.value),
                e.status.value == "CANCELLED",
            )
            for e in getattr(calendar, "vevent_list", [])
        ]


def ics(data: bytes) -> list[Seen]:
    """ics.py; it gives whole days as instants at midnight."""
    with module("ics") as library:
        found = library.Calendar(data.decode()).events
        return [
            (
                e.uid,
                e.name,
                e.begin.datetime.date() if e.all_day else _in_utc(e.begin.datetime),
                e.end.datetime.date() if e.all_day else _in_utc(e.end.datetime),
                e.status == "CANCELLED",
            )
            for e in found
        ]


def recurring_ical_events(data: bytes) -> list[Seen]:
    """What stands on the days of a year, as a calendar view would ask."""
    with module("recurring_ical_events") as library, module("icalendar") as reader:
        found = library.of(reader.Calendar.from_ical(data)).between((2026, 1, 1), (2028, 1, 1))
        return [
            (str(e["UID"]), str(e["SUMMARY"]), _in_utc(e.start), _in_utc(e.end), e["STATUS"] == "CANCELLED")
            for e in found
        ]


#: By name, for a test of each.
READERS: dict[str, Callable[[bytes], list[Seen]]] = {
    "icalendar": icalendar,
    "ical": ical,
    "vobject": vobject,
    "ics": ics,
    "recurring-ical-events": recurring_ical_events,
}


def libical(data: bytes) -> tuple[int, int, bool]:
    """The reader of Evolution and KDE: how many entries, how many mistakes, and whether RFC 5546 3.2 is kept to."""
    found = ctypes.util.find_library("ical")
    if found is None:
        pytest.skip("the judge libical is not installed (Debian: libical3)")
    library = ctypes.CDLL(found)
    for name in ("icalparser_parse_string", "icalcomponent_string_to_kind"):
        getattr(library, name).argtypes = [ctypes.c_char_p]
    library.icalparser_parse_string.restype = ctypes.c_void_p
    for name in ("icalcomponent_count_errors", "icalrestriction_check", "icalcomponent_free"):
        getattr(library, name).argtypes = [ctypes.c_void_p]
    library.icalcomponent_count_components.argtypes = [ctypes.c_void_p, ctypes.c_int]
    root = library.icalparser_parse_string(data)
    kept_to = bool(library.icalrestriction_check(root))
    entries = library.icalcomponent_count_components(root, library.icalcomponent_string_to_kind(b"VEVENT"))
    mistakes = library.icalcomponent_count_errors(root)
    library.icalcomponent_free(root)
    return entries, mistakes, kept_to
