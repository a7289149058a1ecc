"""What comes in: a mailbox that is looked into, and what was found there."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias


@dataclass(frozen=True, slots=True)
class Place:
    """How far a mailbox has been read: the UIDs of a folder only rise while its validity stays (RFC 3501 2.3.1.1)."""

    validity: int
    last: int

    def __str__(self) -> str:
        return f"{self.validity}/{self.last}"


@dataclass(frozen=True, slots=True)
class Found:
    """E-mails that hold a calendar, oldest first, and where to go on from the next time."""

    messages: tuple[bytes, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The mailbox could not be read, and why: no password and no word of an e-mail is in it."""

    reason: str


Look: TypeAlias = Found | Unreachable


class Mailbox(Protocol):
    """A way into the house."""

    def look(self, place: Place | None, since: date) -> Look:
        """What came after a place; without one, or where UIDs began anew, what came since a day. Changes nothing."""
