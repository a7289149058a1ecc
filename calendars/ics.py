"""Entries to iCalendar and back; equal entries give equal bytes, so an ETag moves with the content alone.

Instants are written in UTC, so no VTIMEZONE (which clients misread) is ever needed. No METHOD and no people: a
subscribed feed is no invitation (RFC 5546 3.2.1). An alarm only where an entry asks for one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from icalendar import Alarm, Calendar, Component, Event, vDuration
from icalendar.prop import vInline

from calendars.entries import Entry, in_utc

PRODID = "-//Rapport//rapport-scheduler//EN"
#: How `event_bytes` writes; raised whenever it writes an entry differently, so that no kept bytes stay behind.
FORM = 1
_END = b"END:VCALENDAR\r\n"
#: What a calendar without entries holds, since it has to hold something (RFC 5545 3.6: at least one component).
_NOTHING = b"".join(
    line + b"\r\n"
    for line in (
        b"BEGIN:VTIMEZONE",
        b"TZID:Etc/UTC",
        b"BEGIN:STANDARD",
        b"DTSTART:19700101T000000",
        b"TZOFFSETFROM:+0000",
        b"TZOFFSETTO:+0000",
        b"TZNAME:UTC",
        b"END:STANDARD",
        b"END:VTIMEZONE",
    )
)

#: What `plain` does to single characters. U+FEFF goes because the library drops a leading one,
#: U+FFFE and U+FFFF because XML, in which CalDAV servers wrap entries, forbids them.
_PLAIN: dict[int, str | None] = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF]),
    **dict.fromkeys(map(ord, "\n\v\f\r\x85\u2028\u2029"), "\n"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    ord("\t"): " ",
}


def plain(text: str) -> str:
    """Text as a calendar may carry it: line breaks as newlines, tabs as blanks, no other control."""
    return text.replace("\r\n", "\n").translate(_PLAIN)


def write(entries: Iterable[Entry], *, name: str, refresh: timedelta = timedelta(hours=1)) -> bytes:
    """One calendar (RFC 5545 3.4), whatever the order of the entries; a uid met twice is refused."""
    return joined([*map(event_bytes, sorted(_distinct(entries), key=order))], name=name, refresh=refresh)


def order(entry: Entry) -> tuple[str, str]:
    """Entries stand by their start, then by their uid."""
    return _written(entry.start).isoformat(), entry.uid


def joined(events: Sequence[bytes], *, name: str, refresh: timedelta = timedelta(hours=1)) -> bytes:
    """One calendar of VEVENTs that are written already, in the order given."""
    return b"".join([_header(name, refresh), *(events or [_NOTHING]), _END])


def event_bytes(entry: Entry) -> bytes:
    """The VEVENT of one entry (RFC 5545 3.6.1), complete with its line ends, a pure function of the entry."""
    event = Event()
    event.add("UID", _text(entry.uid))
    event.add("DTSTAMP", in_utc(entry.changed_at))
    event.add("LAST-MODIFIED", in_utc(entry.changed_at))
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTART", _written(entry.start))
    event.add("DTEND", _written(entry.end))
    event.add("SUMMARY", _text(entry.title))
    if plain(entry.description):
        event.add("DESCRIPTION", _text(entry.description))
    if plain(entry.location):
        event.add("LOCATION", _text(entry.location))
    event.add("TRANSP", "OPAQUE" if entry.busy else "TRANSPARENT")
    event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("CLASS", "PRIVATE")
    if entry.alarm is not None:
        event.add_component(_alarm(entry.alarm, entry.title))
    return _rendered(event)


def _alarm(before: timedelta, title: str) -> Alarm:
    """The one kind that every reader knows (RFC 5545 3.6.6); those of subscriptions are ignored or removed by most."""
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _text(title))
    alarm.add("TRIGGER", vDuration(before))
    return alarm


def read(data: bytes) -> list[Entry]:
    """The entries of a calendar that `write` made, in file order; cut short or doubled, it is a ValueError."""
    components = Calendar.from_ical(data).walk("VEVENT")
    return _distinct(_entry(event) for event in components if isinstance(event, Event))


@lru_cache(maxsize=64)
def _header(name: str, refresh: timedelta) -> bytes:
    """The opening lines; both refresh hints, since clients know one or the other (RFC 7986 5.7)."""
    if refresh < timedelta(seconds=1):
        raise ValueError(f"a refresh interval is positive (RFC 7986 5.7), not {refresh}")
    calendar = Calendar()
    calendar.add("PRODID", _text(PRODID))
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("NAME", _text(name))
    calendar.add("X-WR-CALNAME", _text(name))
    calendar.add("REFRESH-INTERVAL", vDuration(refresh), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(refresh))
    return _rendered(calendar).removesuffix(_END)


def _rendered(component: Component) -> bytes:
    """Properties in the order they were added, which no release of the library can change."""
    rendered: bytes = component.to_ical(sorted=False)
    return rendered


def _written(moment: date | datetime) -> date | datetime:
    """A day stays a day in every zone (RFC 5545 3.3.4); an instant becomes UTC."""
    return in_utc(moment) if isinstance(moment, datetime) else moment


def _text(text: str) -> vInline:
    r"""Escaped TEXT (RFC 5545 3.3.11); the library's vText makes a newline of the ``\N`` in ``C:\New``."""
    escaped = plain(text).replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")
    return vInline(escaped)


def _entry(event: Event) -> Entry:
    """The entry of one VEVENT; its instants come back in UTC."""
    changed_at = event.LAST_MODIFIED or event.DTSTAMP
    if changed_at is None:
        raise ValueError("a VEVENT without DTSTAMP (RFC 5545 3.6.1)")
    return Entry(
        uid=_single(event, "UID"),
        sequence=int(_single(event, "SEQUENCE") or 0),
        title=_single(event, "SUMMARY"),
        start=_written(event.start),
        end=_written(event.end),
        changed_at=changed_at.astimezone(UTC),
        description=_single(event, "DESCRIPTION"),
        location=_single(event, "LOCATION"),
        cancelled=_single(event, "STATUS") == "CANCELLED",
        busy=_single(event, "TRANSP") != "TRANSPARENT",
        alarm=_reminder(event),
    )


def _reminder(event: Event) -> timedelta | None:
    """When the reader is reminded, or None."""
    triggers = [alarm.TRIGGER for alarm in event.walk("VALARM") if isinstance(alarm, Alarm)]
    return triggers[0] if triggers and isinstance(triggers[0], timedelta) else None


def _single(event: Event, name: str) -> str:
    """The one value of a property, "" if it is absent."""
    value = event.get(name, "")
    if isinstance(value, list):
        raise ValueError(f"{len(value)} {name} in one VEVENT (RFC 5545 3.6.1)")
    return str(value)


def _distinct(entries: Iterable[Entry]) -> list[Entry]:
    """The entries as a list, refused if two share a uid: a client would show one of them, no one knows which."""
    listed = list(entries)
    repeated = [uid for uid, times in Counter(entry.uid for entry in listed).items() if times > 1]
    if repeated:
        raise ValueError(f"more than one entry with uid {', '.join(sorted(repeated))}")
    return listed
