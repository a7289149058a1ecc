"""Entries kept in step in a calendar that its owner changes too: ours are written, theirs are never touched.

What the owner did to one of ours counts: a moved entry is reported, a deleted one too, and neither is overwritten.
Every write says which version it replaces (RFC 9110 13.1.1), so that nothing is lost between looking and writing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Protocol

from calendars import ics
from calendars.entries import Entry, in_utc

#: When so many entries are gone at once, and nothing is left, it is another calendar and not its owner's wish.
ANOTHER_CALENDAR = 3
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Trouble(Exception):
    """A calendar that cannot be reached or written, in our own words: no address, no password, no title."""


class Shelf(Protocol):
    """A calendar elsewhere, as a set of files: one for each entry, each with a mark that changes with it."""

    def listed(self) -> dict[str, str]:
        """The names of all files with their marks, those of others too."""

    def read(self, name: str) -> bytes | None:
        """What is in a file; None if it is gone."""

    def write(self, name: str, data: bytes, mark: str | None) -> str | None:
        """Write a file in the place of the version with that mark (None: of none); its mark, or None if it changed."""

    def remove(self, name: str, mark: str) -> bool:
        """Remove the version with that mark; False if it is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is remembered of an entry that was written."""

    uid: str
    name: str
    mark: str
    #: Of the entry as it was written.
    digest: str
    #: When it starts, as it was written or as its owner moved it.
    starts: str
    #: When its owner was found to have deleted it; it is left alone from then on.
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The owner gave an entry another day or time."""

    uid: str
    start: date | datetime


@dataclass(frozen=True, slots=True)
class Deleted:
    """The owner took an entry away."""

    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """What came of one look, as far as it got."""

    kept: Mapping[str, Kept]
    changes: tuple[Moved | Deleted, ...]
    #: Why it stopped, or None.
    trouble: str | None = None


def in_step(wanted: Mapping[str, Entry], kept: Mapping[str, Kept]) -> bool:
    """Whether there is nothing to write, as far as is known without looking."""
    if kept.keys() - wanted.keys():
        return False
    return all(uid in kept and (kept[uid].left_at or kept[uid].digest == digest(e)) for uid, e in wanted.items())


def digest(entry: Entry) -> str:
    """A digest of what a reader sees; stamps and sequences are not among it."""
    return sha256(ics.event_bytes(replace(entry, sequence=0, changed_at=_LONG_AGO))).hexdigest()


def mirror(shelf: Shelf, wanted: Mapping[str, Entry], kept: Mapping[str, Kept], now: datetime) -> Mirrored:
    """Write what is wanted and take away what is not, after seeing what the owner has done since."""
    look = _Look(shelf, dict(kept), now)
    trouble = None
    try:
        look.begin()
        for uid, entry in wanted.items():
            look.keep(uid, entry)
        for uid in kept.keys() - wanted.keys():
            look.take_away(uid)
    except Trouble as why:
        trouble = str(why)
    return Mirrored(kept=look.kept, changes=tuple(look.changes), trouble=trouble)


def alone(entry: Entry) -> bytes:
    """A calendar object with one entry and no METHOD (RFC 4791 4.1)."""
    head = f"BEGIN:VCALENDAR\r\nPRODID:{ics.PRODID}\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n"
    return head.encode() + ics.event_bytes(entry) + b"END:VCALENDAR\r\n"


class _Look:
    """One look at a calendar."""

    def __init__(self, shelf: Shelf, kept: dict[str, Kept], now: datetime) -> None:
        self.shelf = shelf
        self.kept = kept
        self.now = now
        self.listed: dict[str, str] = {}
        self.changes: list[Moved | Deleted] = []

    def begin(self) -> None:
        """See what is there; raises `Trouble` where nothing of ours is left, which no owner does by hand."""
        self.listed = self.shelf.listed()
        there = [k for k in self.kept.values() if k.left_at is None]
        if len(there) >= ANOTHER_CALENDAR and not any(k.name in self.listed for k in there):
            raise Trouble("none of the entries is there any more; to write them anew: rapport calendar again NAME")

    def keep(self, uid: str, entry: Entry) -> None:
        """One entry that is wanted."""
        known = self.kept.get(uid) or self._found(uid)
        if known is None:
            self._write(entry, _name(uid), None)
        elif known.left_at is not None:
            return
        elif known.name not in self.listed:
            self._deleted(known)
        else:
            known = self._seen(known, entry)
            if known is not None and known.digest != digest(entry):
                self._write(entry, known.name, known.mark)

    def take_away(self, uid: str) -> None:
        """One entry that is wanted no longer; moved or not, its reason has gone."""
        known = self.kept[uid]
        mark = self.listed.get(known.name)
        if known.left_at is None and mark is not None and not self.shelf.remove(known.name, mark):
            return
        del self.kept[uid]

    def _found(self, uid: str) -> Kept | None:
        """An entry of ours that is there although nobody remembers: whoever wrote it ended before it was noted."""
        name = _name(uid)
        data = self.shelf.read(name) if name in self.listed else None
        if data is None:
            return None
        there = _entry(data)
        if there is None or there.uid != uid:
            raise Trouble(f"something else lies where an entry belongs ({name})")
        return Kept(uid=uid, name=name, mark=self.listed[name], digest="", starts=_iso(there.start))

    def _seen(self, known: Kept, entry: Entry) -> Kept | None:
        """What the owner did to an entry since it was last seen; None where it is to be left as it is."""
        mark = self.listed[known.name]
        if mark == known.mark:
            self.kept[known.uid] = known
            return known
        data = self.shelf.read(known.name)
        there = _entry(data) if data is not None else None
        if data is None or (there is not None and there.cancelled):
            self._deleted(known)
            return None
        moved = there is not None and _iso(there.start) != known.starts
        seen = replace(known, mark=mark)
        if there is not None and moved:
            self.changes.append(Moved(known.uid, there.start))
            seen = replace(seen, starts=_iso(there.start), digest=digest(entry))
        self.kept[known.uid] = seen
        return None if moved else seen

    def _deleted(self, known: Kept) -> None:
        self.changes.append(Deleted(known.uid))
        self.kept[known.uid] = replace(known, left_at=self.now)

    def _write(self, entry: Entry, name: str, mark: str | None) -> None:
        """Somebody else may have been faster; then the next look sees what they did."""
        written = self.shelf.write(name, alone(entry), mark)
        if written is not None:
            self.kept[entry.uid] = Kept(
                uid=entry.uid, name=name, mark=written, digest=digest(entry), starts=_iso(entry.start)
            )


def _name(uid: str) -> str:
    """A file's name that every server and file system takes as it is."""
    return re.sub(r"[^a-z0-9.-]", "-", uid.partition("@")[0].lower()) + ".ics"


def _entry(data: bytes) -> Entry | None:
    """The entry in a file; None where its owner made something of it that we cannot read."""
    try:
        found = ics.read(data)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return found[0] if len(found) == 1 else None


def _iso(start: date | datetime) -> str:
    return in_utc(start).isoformat() if isinstance(start, datetime) else start.isoformat()
