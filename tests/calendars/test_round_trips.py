"""What we write, read back by parsers that share no code with us: the same instants, the same words, nothing besides.

Each parser is a judge of its own, skipped by name where it is not installed; where a judge is known to be wrong, it
says so here, and only what it gets right is compared.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from icalendar import Calendar

from calendars.entries import Entry, in_utc
from calendars.ics import plain, write
from calendars.itip import Person, request
from tests.calendars.samples import CALL, NOON, WEEK, any_entry

#: uid, start, end, title, description, location.
Read = tuple[str, date | datetime, date | datetime, str, str, str]

HOSTILE = [
    "one\r\ntwo\nthree\rfour",
    "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
    "\r\n ATTENDEE:mailto:eve@evil.example",
    "a;b,c:d\\e\\n\\N\\;",
    'quotes "and" ^n ^^',
    "👩‍⚕️🏽 🇺🇸",
    "\u202eright to left\u202c שלום مرحبا",
    "x" * 10_000,
    "🙂" * 10_000,
    "nul \x00 here",
    "\u2028\u2029\x85\x0b\x0c",
]


def by_icalendar(data: bytes) -> Iterator[Read]:
    for event in Calendar.from_ical(data).events:
        title, description, location = (str(event.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION"))
        yield (str(event["UID"]), event.start, event.end, title, description, location)


def by_ical(data: bytes) -> Iterator[Read]:
    stream = pytest.importorskip("ical.calendar_stream", reason="the judge ical is not installed")
    for event in stream.IcsCalendarStream.calendar_from_ics(data.decode()).events:
        words = (event.summary or "", event.description or "", event.location or "")
        yield (event.uid, event.dtstart, event.dtend, *words)


def by_vobject(data: bytes) -> Iterator[Read]:
    vobject: Any = pytest.importorskip("vobject", reason="the judge vobject is not installed")
    for event in getattr(vobject.readOne(data.decode()), "vevent_list", []):
        words = (event.getChildValue(name, "") for name in ("summary", "description", "location"))
        yield (event.uid.value, event.dtstart.value, event.dtend.value, *words)


def by_ics(data: bytes) -> Iterator[Read]:
    ics: Any = pytest.importorskip("ics", reason="the judge ics is not installed")
    for event in ics.Calendar(data.decode()).events:
        start, end = event.begin.datetime, event.end.datetime
        if event.all_day:
            start, end = start.date(), end.date()
        yield (event.uid, start, end, event.name or "", event.description or "", event.location or "")


JUDGES = [by_icalendar, by_ical, by_vobject, by_ics]
Judge = Callable[[bytes], Iterator[Read]]
judges = pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.__name__)


def fair(judge: Judge, entry: Entry) -> Entry:
    r"""For ics, which leaves uids escaped, and makes a line break of the ``\n`` in ``C:\new``, one without."""
    if judge is not by_ics:
        return entry
    words = {name: getattr(entry, name).replace("\\", "/") for name in ("title", "description", "location")}
    return replace(entry, uid=re.sub(r"[\\;,]", "/", entry.uid), **words)


def as_told(entry: Entry) -> Read:
    start, end = (in_utc(at) if isinstance(at, datetime) else at for at in (entry.start, entry.end))
    return (entry.uid, start, end, plain(entry.title), plain(entry.description), plain(entry.location))


def as_read(judge: Judge, data: bytes) -> list[Read]:
    found = []
    for uid, start, end, *words in judge(data):
        start, end = (at.astimezone(UTC) if isinstance(at, datetime) else at for at in (start, end))
        found.append((uid, start, end, words[0], words[1], words[2]))
    return sorted(found, key=str)


@judges
def test_the_week_is_read_as_it_was_told(judge: Judge) -> None:
    week = [fair(judge, entry) for entry in WEEK]
    assert as_read(judge, write(week, name="Rapport")) == sorted(map(as_told, week), key=str)


@judges
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(judge: Judge, text: str) -> None:
    entry = fair(judge, replace(CALL, title=f"a{text}z", description=f"a{text}z", location=f"a{text}z"))
    assert as_read(judge, write([entry, WEEK[1]], name=text)) == sorted(map(as_told, [entry, WEEK[1]]), key=str)


@judges
@settings(deadline=None, max_examples=60)
@given(entry=any_entry)
def test_any_entry_is_read_as_it_was_told(judge: Judge, entry: Entry) -> None:
    entry = fair(judge, entry)
    assert as_read(judge, write([entry], name=entry.title)) == [as_told(entry)]


@judges
@settings(deadline=None, max_examples=30)
@given(entry=any_entry)
def test_any_invitation_is_read_with_the_instants_it_is_for(judge: Judge, entry: Entry) -> None:
    entry = fair(judge, entry)
    person = Person(address="ross@clinic.example", name=entry.title)
    data = request(replace(entry, cancelled=False), organizer=person, attendee=person, sequence=1, stamp=NOON)
    [(uid, start, end, *_)] = as_read(judge, data)
    assert (uid, start, end) == as_told(entry)[:3]
