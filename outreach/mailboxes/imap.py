"""A mailbox by IMAP (RFC 3501): looked into, never changed. Nothing is marked as read, moved or deleted.

An e-mail is only fetched if its structure tells of a calendar; everything else in the mailbox stays unread by us.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from outreach.incoming import Found, Look, Place, Unreachable

if TYPE_CHECKING:
    from imaplib import IMAP4

#: Of one look; what is left comes with the next.
MOST = 200
#: Bytes; a longer e-mail is no answer to an invitation.
LARGEST = 2_000_000
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CALENDAR = re.compile(rb'"calendar"|"ics"|\.ics"', re.I)


@dataclass(frozen=True, slots=True)
class Imap:
    """A folder of a mailbox."""

    host: str
    port: int
    #: "tls" from the first byte (RFC 8314), "starttls" before anything is said, "none" on one machine.
    security: Literal["none", "starttls", "tls"]
    username: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    #: Seconds to wait for each answer.
    timeout: float = 30.0

    def look(self, place: Place | None, since: date) -> Look:
        """What came after a place, in the order it came."""
        import imaplib

        try:
            client = self._connect()
        except (OSError, imaplib.IMAP4.error, UnicodeError) as error:
            return Unreachable(f"{self.host}: {_words(error)}")
        try:
            client.login(self.username, self.password)
            return self._looked(client, place, since)
        except (OSError, imaplib.IMAP4.error, UnicodeError, ValueError) as error:
            return Unreachable(f"{self.host}: {_words(error)}")
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                client.logout()

    def _connect(self) -> IMAP4:
        import imaplib
        import ssl

        if self.security == "tls":
            return imaplib.IMAP4_SSL(
                self.host, self.port, ssl_context=ssl.create_default_context(), timeout=self.timeout
            )
        client = imaplib.IMAP4(self.host, self.port, timeout=self.timeout)
        if self.security == "starttls":
            client.starttls(ssl.create_default_context())
        return client

    def _looked(self, client: IMAP4, place: Place | None, since: date) -> Found | Unreachable:
        quoted = '"' + self.folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
        status, _ = client.select(quoted, readonly=True)
        if status != "OK":
            return Unreachable(f"{self.host}: there is no such folder in the mailbox")
        _, told = client.response("UIDVALIDITY")
        validity = int(told[0]) if told and told[0] else 0
        if place is not None and place.validity == validity:
            uids = [u for u in _uids(client, "UID", f"{place.last + 1}:*") if u > place.last]
        else:
            place = None
            uids = _uids(client, "SINCE", f"{since.day:02}-{_MONTHS[since.month - 1]}-{since.year}")
        chosen = sorted(uids)[:MOST]
        messages = [m for uid in chosen if (m := _with_calendar(client, uid)) is not None]
        last = max(chosen, default=place.last if place else _newest(client))
        return Found(tuple(messages), Place(validity, last))


def _uids(client: IMAP4, *criteria: str) -> list[int]:
    status, found = client.uid("SEARCH", *criteria)
    if status != "OK":
        raise ValueError("the mailbox cannot be searched")
    return [int(uid) for uid in (found[0] or b"").split()]


def _newest(client: IMAP4) -> int:
    """The highest UID there is, so that an empty beginning is remembered too."""
    return max(_uids(client, "UID", "*"), default=0)


def _with_calendar(client: IMAP4, uid: int) -> bytes | None:
    """An e-mail, if it is short and its structure tells of a calendar; PEEK leaves it unread."""
    _, told = client.uid("FETCH", str(uid), "(RFC822.SIZE BODYSTRUCTURE)")
    structure = b" ".join(_flat(told))
    size = re.search(rb"RFC822\.SIZE (\d+)", structure)
    if size is None or int(size[1]) > LARGEST or not _CALENDAR.search(structure):
        return None
    _, content = client.uid("FETCH", str(uid), "(BODY.PEEK[])")
    return next((part[1] for part in content if isinstance(part, tuple) and isinstance(part[1], bytes)), None)


def _flat(told: list[Any]) -> list[bytes]:
    found: list[bytes] = []
    for part in told:
        found += [p for p in (part if isinstance(part, tuple) else (part,)) if isinstance(p, bytes)]
    return found


def _words(error: Exception) -> str:
    """What went wrong, by its kind: a server's own words may hold anything."""
    import imaplib
    import ssl

    match error:
        case ssl.SSLCertVerificationError():
            return "the certificate could not be verified"
        case ssl.SSLError():
            return "no secure connection could be made"
        case TimeoutError():
            return "no answer in time"
        case ConnectionRefusedError():
            return "no server listens there"
        case imaplib.IMAP4.abort():
            return "the connection was lost"
        case imaplib.IMAP4.error():
            return "the server refused (are user name and password right?)"
        case UnicodeError() | ValueError():
            return "the server does not speak IMAP as it should"
        case OSError():
            return error.strerror or "the connection was lost"
        case _:
            return type(error).__name__
