"""Entries and hostile words for the calendar tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from calendars.entries import Entry

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")

#: An all-day entry that says as little as an entry can.
CALL = Entry(
    uid="7f3k@rapport.example",
    sequence=0,
    title="Call 7F3K",
    start=date(2026, 11, 26),
    end=date(2026, 11, 27),
    changed_at=NOON,
)

#: A timed entry, given in a zone that is not UTC.
MEETING = replace(
    CALL,
    uid="2b9q@rapport.example",
    sequence=3,
    title="Meeting 2B9Q",
    start=datetime(2026, 11, 30, 9, 0, tzinfo=NEW_YORK),
    end=datetime(2026, 11, 30, 9, 30, tzinfo=NEW_YORK),
    location="Room 4; second floor, left",
    busy=True,
)

#: A tombstone.
GONE = replace(CALL, uid="9x1c@rapport.example", sequence=2, title="Cancelled: report 9X1C", cancelled=True)

#: An entry whose words need escaping and folding.
WORDY = replace(
    CALL,
    uid="4m8w@rapport.example",
    title="Visit 4M8W",
    description="Bring:\n1. the C:\\New\\forms; signed, dated\n2. نموذج الإحالة\n3. " + "smiles 🙂" * 9,
    location="מרפאה, קומה 2",
)

WEEK = (CALL, MEETING, GONE, WORDY)

_BREAKS = ["\r\n", "\r", "\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
_ESCAPES = ["\\", "\\n", "\\N", "\\;", ";", ",", ":", '"', "^n", "%0D%0A"]
_INVISIBLE = ["\x00", "\x7f", "\t", " ", "\ufeff", "\ufffe", "\u202e", "\ud83d", "\udc00"]
_LETTERS = ["👩‍⚕️", "é" * 40, "שלום", "مرحبا"]
_INJECTIONS = ["\r\nATTENDEE:mailto:a@b.example", "\nEND:VEVENT\r\n", "\r\n BEGIN:VALARM"]

#: Pieces that have broken calendar writers.
_nasty = st.sampled_from([*_BREAKS, *_ESCAPES, *_INVISIBLE, *_LETTERS, *_INJECTIONS])

#: Any text at all, lone surrogates included, thick with nasty pieces.
any_text = st.lists(_nasty | st.text(st.characters(exclude_categories=())), max_size=12).map("".join)

_seconds = st.integers(0, 7_000_000_000)
_days = st.dates(date(1970, 1, 1), date(2199, 1, 1))

#: Whole days, and instants in any zone of the world, the hours that clocks repeat among them.
_spans = st.one_of(
    st.builds(lambda day, n: (day, day + timedelta(days=n)), _days, st.integers(1, 40)),
    st.builds(
        lambda zone, at, n: (datetime.fromtimestamp(at, zone), datetime.fromtimestamp(at + n, zone)),
        st.timezones(),
        _seconds,
        st.integers(1, 90_000),
    ),
)

_uids = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=90)

#: Entries of every shape.
any_entry = st.builds(
    lambda span, **fields: Entry(start=span[0], end=span[1], **fields),
    _spans,
    uid=_uids,
    sequence=st.integers(0, 2**31 - 1),
    title=any_text,
    changed_at=st.builds(datetime.fromtimestamp, _seconds, st.timezones()),
    description=any_text,
    location=any_text,
    cancelled=st.booleans(),
    busy=st.booleans(),
    alarm=st.none() | st.builds(timedelta, minutes=st.integers(-20_000, 20_000)),
)
