"""Entries to iCalendar and back; equal entries give equal bytes, so an ETag moves with the content alone.

Instants are written in UTC, so no VTIMEZONE (which clients misread) is ever needed. No METHOD and no people: a
subscribed feed is no invitation (RFC 5546 3.2.1). An alarm only where an entry asks for one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from icalendar import Alarm, Calendar, Component, Event, vDate, vDatetime, vDuration
from icalendar.parser import Contentline
from icalendar.prop import vInline

from calendars.entries import Entry, in_utc

PRODID = "-//Rapport//rapport-scheduler//EN"
#: How `event_bytes` writes; raised whenever it writes an entry differently, so that no kept bytes stay behind.
FORM = 1
_END = b"END:VCALENDAR\r\n"
#: Shorter lines need no folding (RFC 5545 3.1).
_FITS = 75
#: Where an entry begins: at the start of a line, which no text inside another can be (RFC 5545 3.1, 3.3.11).
_EACH = re.compile(rb"(?<=\n)(?=BEGIN:VEVENT\r\n)")
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


def mark(part: bytes) -> bytes:
    """The digest of one VEVENT that is written already."""
    return sha256(part).digest()


def tag(marks: Sequence[bytes], *, name: str, refresh: timedelta = timedelta(hours=1)) -> str:
    """A digest of what `joined` makes of VEVENTs, by their marks: where one has changed, only that is read again."""
    head = _header(name, refresh) + (b"" if marks else _NOTHING)
    return sha256(b"".join([mark(head), *marks])).hexdigest()


def tag_of(body: bytes) -> str:
    """The same digest, of a calendar that `joined` made."""
    return sha256(b"".join(map(mark, _EACH.split(body.removesuffix(_END))))).hexdigest()


def event_bytes(entry: Entry) -> bytes:
    """The VEVENT of one entry (RFC 5545 3.6.1), complete with its line ends, a pure function of the entry."""
    changed_at = vDatetime(in_utc(entry.changed_at))
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(entry.uid)}",
        f"DTSTAMP:{_value(changed_at)}",
        f"LAST-MODIFIED:{_value(changed_at)}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTART{_moment(entry.start)}",
        f"DTEND{_moment(entry.end)}",
        f"SUMMARY:{_text(entry.title)}",
        *([f"DESCRIPTION:{_text(entry.description)}"] if plain(entry.description) else []),
        *([f"LOCATION:{_text(entry.location)}"] if plain(entry.location) else []),
        f"TRANSP:{'OPAQUE' if entry.busy else 'TRANSPARENT'}",
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        *(_alarm(entry.alarm, entry.title) if entry.alarm is not None else []),
        "END:VEVENT",
    ]
    return b"".join(map(_folded, lines))


def _alarm(before: timedelta, title: str) -> list[str]:
    """The one kind that every reader knows (RFC 5545 3.6.6); those of subscriptions are ignored or removed by most."""
    trigger = _value(vDuration(before))
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(title)}", f"TRIGGER:{trigger}", "END:VALARM"]


def _moment(moment: date | datetime) -> str:
    """What follows the name of a property that is a day or an instant."""
    if isinstance(moment, datetime):
        return f":{_value(vDatetime(in_utc(moment)))}"
    return f";VALUE=DATE:{_value(vDate(moment))}"


def _value(value: vDate | vDatetime | vDuration) -> str:
    written: bytes = value.to_ical()  # type: ignore[no-untyped-call]
    return written.decode()


def _folded(line: str) -> bytes:
    """A content line with its end; the library folds what is longer than fits into one (RFC 5545 3.1)."""
    if len(line) < _FITS and line.isascii():
        return f"{line}\r\n".encode()
    folded: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return folded + b"\r\n"


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
    calendar.add("PRODID", vInline(_text(PRODID)))
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("NAME", vInline(_text(name)))
    calendar.add("X-WR-CALNAME", vInline(_text(name)))
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


def _text(text: str) -> str:
    r"""Escaped TEXT (RFC 5545 3.3.11); the library's vText makes a newline of the ``\N`` in ``C:\New``."""
    return plain(text).replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")


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
