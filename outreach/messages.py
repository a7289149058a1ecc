"""A message on its way to one reader, what a channel answers, and the message as MIME (RFC 5322, RFC 2045)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from outreach.consent import Way

if TYPE_CHECKING:
    from email.headerregistry import Address
    from email.message import EmailMessage

_MESSAGE_ID: Final = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")
_MAILBOX: Final = re.compile(
    r"""(?:(?P<name>[^<>@]*)<)?
        (?P<user>[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*)
        @(?P<domain>[\w-]+(?:\.[\w-]+)*)
        (?(name)>)""",
    re.VERBOSE,
)
_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Words with an address; the same message always becomes the same bytes."""

    #: With angle brackets; given by the caller and stable, so that a repeat is known as one (RFC 5322, 3.6.4).
    message_id: str
    #: One mailbox, with or without a display name.
    sender: str
    #: One mailbox, with or without a display name.
    recipient: str
    subject: str
    text: str
    html: str | None
    #: Aware; a naive one raises ValueError.
    date: datetime
    #: The whole message, where somebody else has composed it (an invitation); `text` then says what is in it.
    raw: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.date.utcoffset() is None:
            raise ValueError("the date of a message needs a zone")


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side has taken the message and answers for it (RFC 5321, 4.2.5)."""

    #: Where it went: a path, or the server's answer with its queue number.
    detail: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never be taken as it is: a 5xx reply, an unknown or impossible address."""

    #: Never holds the subject or the body.
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Not taken this time; worth another try with the same Message-ID."""

    #: Never holds the subject or the body.
    reason: str
    #: Whether the other side may have taken it all the same (RFC 1047): a repeat may then arrive twice.
    ambiguous: bool


Receipt: TypeAlias = Sent | Refused | Failed


class Channel(Protocol):
    """A way out of the house."""

    @property
    def name(self) -> str:
        """The channel's name in config.toml."""

    @property
    def way(self) -> Way:
        """How it reaches people, for their wishes about it."""

    @property
    def repeatable(self) -> bool:
        """Whether a message handed over twice is there once all the same."""

    def send(self, message: Message) -> Receipt:
        """Hand the message over; every expected outcome is a receipt, none an exception."""


def to_bytes(message: Message) -> bytes:
    """The message as it travels. Raises ValueError like `to_mime`, and for a composed one with another Message-ID."""
    if message.raw is None:
        return to_mime(message).as_bytes()
    from email import message_from_bytes

    mailbox(message.sender, "sender")
    mailbox(message.recipient, "recipient")
    if str(message_from_bytes(message.raw)["Message-ID"]).strip() != message.message_id:
        raise ValueError("the message was composed with another Message-ID")
    return message.raw


def to_mime(message: Message) -> EmailMessage:
    """Plain text first, then HTML (RFC 2046, 5.1.4), marked as automatic (RFC 3834, 5).

    Seven-bit unless an address itself needs UTF-8 headers (RFC 6532). Raises ValueError for a line break in a
    header and for anything but one address; the error never quotes the value.
    """
    from email import policy
    from email.message import EmailMessage

    sender, recipient = mailbox(message.sender, "sender"), mailbox(message.recipient, "recipient")
    plain = (sender.addr_spec + recipient.addr_spec).isascii()
    mime = EmailMessage(policy=(policy.SMTP if plain else policy.SMTPUTF8).clone(cte_type="7bit"))
    mime["From"] = sender
    mime["To"] = recipient
    mime["Subject"] = _one_line(message.subject, "subject")
    mime["Date"] = message.date
    if not _MESSAGE_ID.fullmatch(message.message_id):
        raise ValueError("the message id does not have the form <left@right>")
    mime["Message-ID"] = message.message_id
    mime["Auto-Submitted"] = "auto-generated"
    mime.set_content(message.text)
    if message.html is not None:
        mime.add_alternative(message.html, subtype="html")
        mime.set_boundary(_boundary(message.message_id))
    return mime


def mailbox(text: str, what: str) -> Address:
    """Read "name <user@domain>" or "user@domain", and nothing cleverer (a strict part of RFC 5322, 3.4)."""
    from email.headerregistry import Address

    found = _MAILBOX.fullmatch(_one_line(text, what).strip())
    if found is None:
        raise ValueError(f"the {what} is not one e-mail address")
    return Address((found["name"] or "").strip(' "'), found["user"], found["domain"])


def _one_line(value: str, what: str) -> str:
    if _BREAKS.search(value):
        raise ValueError(f"the {what} holds a line break or a control character")
    return value


def _boundary(message_id: str) -> str:
    import hashlib

    return f"=_{hashlib.sha256(message_id.encode()).hexdigest()[:32]}"
