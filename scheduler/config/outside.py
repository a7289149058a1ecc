"""What config.toml says of calendars and mailboxes elsewhere: answers, publishers, busy times; written and checked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec

from calendars.fetching import is_here
from scheduler.mistakes import nearest

#: What each kind of publisher cannot do without; the kind is a module in `calendars.publishers`.
_PUBLISHERS = {"caldav": ("url",), "folder": ("folder",)}


class RepliesTable(msgspec.Struct, kw_only=True):
    """`[replies]`: the mailbox that answers to invitations come to; `kind` is a module in `outreach.mailboxes`."""

    kind: str = "imap"
    host: str = ""
    port: int = 0
    security: str = "tls"
    username: str = ""
    password_file: str = ""
    folder: str = "INBOX"
    #: The address of the mailbox, which invitations then name; usual: the user name.
    address: str = ""
    timeout: float = 30.0


class PublisherTable(msgspec.Struct, kw_only=True):
    """`[[publisher]]`: a calendar that entries are written into."""

    kind: str
    name: str = ""
    practitioner: str = ""
    url: str = ""
    username: str = ""
    password_file: str = ""
    folder: str = ""
    provider_names: bool = False
    timeout: float = 20.0


class BusyTable(msgspec.Struct, kw_only=True):
    """`[[busy]]`: a calendar of which only the busy times are read."""

    name: str
    practitioner: str = ""
    #: The address is as good as a password: better in a file that only its owner can read.
    address: str = ""
    address_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Calendars and mailboxes elsewhere, checked."""

    replies: RepliesTable | None = None
    publishers: tuple[PublisherTable, ...] = ()
    busy: tuple[BusyTable, ...] = ()

    @property
    def secret_files(self) -> list[str]:
        """The files with passwords and secret addresses, as they are written."""
        tables: list[RepliesTable | PublisherTable] = [*self.publishers, *([self.replies] if self.replies else [])]
        return [*filter(None, (t.password_file for t in tables)), *filter(None, (b.address_file for b in self.busy))]


#: Notes a mistake: the key and the words.
Wrong = Callable[[str, str], None]


def check(
    replies: RepliesTable | None,
    publishers: Iterable[PublisherTable],
    busy: Iterable[BusyTable],
    practitioners: Iterable[str],
    wrong: Wrong,
) -> Outside:
    """What was written, with what is usual filled in."""
    known = list(practitioners)
    return Outside(
        replies=_replies(replies, wrong) if replies else None,
        publishers=tuple(_publishers(publishers, known, wrong)),
        busy=tuple(_busy(busy, known, wrong)),
    )


def _replies(table: RepliesTable, wrong: Wrong) -> RepliesTable:
    if table.kind != "imap":
        wrong("replies.kind", f'"{table.kind}" is not known; write imap')
    for field in ("host", "username", "password_file"):
        if not getattr(table, field):
            wrong(f"replies.{field}", "a mailbox needs it")
    if table.security not in ("tls", "starttls", "none"):
        wrong("replies.security", f'"{table.security}" is not known; {nearest(table.security, _SECURITY)}')
    if table.security == "none" and not is_here(f"//{table.host}"):
        wrong("replies.security", "the password would travel in the clear; write tls or starttls")
    address = table.address or table.username
    if address and address.count("@") != 1:
        wrong("replies.address", "write the mailbox's e-mail address, which invitations will name")
    return msgspec.structs.replace(table, address=address.strip().lower())


_SECURITY = ("tls", "starttls", "none")


def _publishers(tables: Iterable[PublisherTable], practitioners: list[str], wrong: Wrong) -> Iterator[PublisherTable]:
    names: set[str] = set()
    for number, table in enumerate(tables, 1):
        key = f"publisher[{number}]"
        name = table.name or table.kind
        if table.kind not in _PUBLISHERS:
            wrong(f"{key}.kind", f'"{table.kind}" is not known; {nearest(table.kind, _PUBLISHERS)}')
            continue
        for field in _PUBLISHERS[table.kind]:
            if not getattr(table, field):
                wrong(f"{key}.{field}", f"a publisher of kind {table.kind} needs it")
        if table.url and not safe(table.url):
            wrong(f"{key}.url", "expected an address that starts with https:// (http:// only on this machine)")
        _named(key, name, names, wrong)
        yield msgspec.structs.replace(
            table, name=name, practitioner=_whose(key, table.practitioner, practitioners, wrong)
        )


def _busy(tables: Iterable[BusyTable], practitioners: list[str], wrong: Wrong) -> Iterator[BusyTable]:
    names: set[str] = set()
    for number, table in enumerate(tables, 1):
        key = f"busy[{number}]"
        if bool(table.address) == bool(table.address_file):
            wrong(f"{key}.address_file", "write the file that holds the calendar's address (or address, not both)")
        _named(key, table.name, names, wrong)
        yield msgspec.structs.replace(table, practitioner=_whose(key, table.practitioner, practitioners, wrong))


def _named(key: str, name: str, names: set[str], wrong: Wrong) -> None:
    if not name.strip() or len(name) > 40 or not name.isprintable():
        wrong(f"{key}.name", "expected a short name, as in office")
    if name in names:
        wrong(f"{key}.name", f'"{name}" is taken; give each its own name')
    names.add(name)


def _whose(key: str, code: str, practitioners: list[str], wrong: Wrong) -> str:
    if code and code not in practitioners:
        wrong(f"{key}.practitioner", f'"{code}" is no practitioner; {nearest(code, practitioners)}')
    return code or next(iter(practitioners), "")


def safe(url: str) -> bool:
    """Whether a password may go there: over TLS, or to this machine."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host) and "@" not in parts.netloc and (parts.scheme == "https" or is_here(url))
