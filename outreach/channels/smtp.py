"""E-mail by SMTP (RFC 5321): one connection, one message, and a receipt for everything that can happen on the way."""

from __future__ import annotations

import re
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from outreach.consent import Way
from outreach.messages import Failed, Message, Receipt, Refused, Sent, mailbox, to_bytes

if TYPE_CHECKING:
    from smtplib import SMTP
    from ssl import SSLContext


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server that takes our messages."""

    name: str
    host: str
    port: int
    #: "tls" from the first byte (RFC 8314), "starttls" before anything is said (RFC 3207), "none" on one machine.
    security: Literal["none", "starttls", "tls"]
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    #: Seconds to wait for each answer; a busy server may need minutes for the last (RFC 5321, 4.5.3.2.6).
    timeout: float = 60.0
    #: PEM file of the authorities to trust instead of this machine's.
    authorities: Path | None = None
    #: The name we greet the server with; empty means this machine's.
    greeting: str = ""
    way: Way = Way.EMAIL
    repeatable: bool = False

    def send(self, message: Message) -> Receipt:
        """Hand one message over; in doubt from the server's "go ahead" to its last answer, never before (RFC 1047)."""
        try:
            content = to_bytes(message)
        except ValueError as mistake:
            return Refused(str(mistake))
        begun = False
        try:
            with closing(self._connect()) as client:
                self._introduce(client)
                receipt = self._envelope(client, message)
                if receipt is None:
                    begun = True
                    receipt = self._content(client, content)
                with suppress(OSError):
                    client.quit()
                return receipt
        except (OSError, UnicodeError) as error:
            return Failed(f"{self.host}: {self._words(error)}", ambiguous=begun)

    def check(self) -> str:
        """Connect and log in, and send nothing; what is wrong, or nothing."""
        try:
            with closing(self._connect()) as client:
                self._introduce(client)
                with suppress(OSError):
                    client.quit()
        except (OSError, UnicodeError) as error:
            return f"{self.host}: {self._words(error)}"
        return ""

    def _connect(self) -> SMTP:
        import smtplib

        name = self.greeting or None
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, name, timeout=self.timeout, context=self._trust())
        return smtplib.SMTP(self.host, self.port, name, timeout=self.timeout)

    def _introduce(self, client: SMTP) -> None:
        import smtplib

        if self.security == "starttls":
            client.starttls(context=self._trust())
        client.ehlo_or_helo_if_needed()
        if self.username is None:
            return
        if not f"{self.username}{self.password}".isascii():
            raise smtplib.SMTPException("user name and password can only be sent in ASCII")
        client.login(self.username, self.password or "")

    def _trust(self) -> SSLContext:
        import ssl

        return ssl.create_default_context(cafile=self.authorities)

    def _envelope(self, client: SMTP, message: Message) -> Receipt | None:
        sender = mailbox(message.sender, "sender").addr_spec
        recipient = mailbox(message.recipient, "recipient").addr_spec
        options: list[str] = []
        if not (sender + recipient).isascii():
            if not client.has_extn("smtputf8"):
                return Refused(f"{self.host} takes only ASCII addresses (it does not offer SMTPUTF8)")
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        code, words = client.mail(sender, options)
        if code // 100 == 2:
            code, words = client.rcpt(recipient)
        if code // 100 == 2:
            code, words = client.docmd("DATA")
        return None if code == 354 else self._no(_quoted(code, words))

    def _content(self, client: SMTP, content: bytes) -> Receipt:
        client.send(_stuffed(content) + b".\r\n")
        code, words = client.getreply()
        match code // 100:
            case 2:
                return Sent(f"{self.host}: {_quoted(code, words)}")
            case 4 | 5:
                return self._no(_number(code, words))
            case _:
                return Failed(f"{self.host}: no SMTP answer to the message", ambiguous=True)

    def _no(self, answer: str) -> Refused | Failed:
        if answer.startswith("530"):
            return Failed(f"{self.host}: login is required ({answer})", ambiguous=False)
        if answer.startswith("5"):
            return Refused(f"{self.host}: {answer}")
        return Failed(f"{self.host}: {answer}", ambiguous=False)

    def _words(self, error: OSError | UnicodeError) -> str:
        import smtplib
        import ssl

        match error:
            case ssl.SSLCertVerificationError():
                return f"the certificate could not be verified ({error.verify_message})"
            case smtplib.SMTPAuthenticationError():
                return f"login was refused ({_number(error.smtp_code, error.smtp_error)})"
            case smtplib.SMTPResponseException():
                return _quoted(error.smtp_code, error.smtp_error)
            case _ if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
                return f"no answer within {self.timeout:g} s"
            case smtplib.SMTPServerDisconnected():
                return "the connection was lost"
            case smtplib.SMTPException():
                return str(error).partition(". ")[0]
            case ssl.SSLError():
                return f"no secure connection ({error.reason})"
            case FileNotFoundError():
                return f"{self.authorities} does not exist"
            case UnicodeError():
                return "this cannot be a host name"
            case _:
                return error.strerror or type(error).__name__


def _stuffed(content: bytes) -> bytes:
    """A dot at the start of a line doubled, so that it does not end the message (RFC 5321, 4.5.2)."""
    return re.sub(rb"(?m)^\.", b"..", content)


def _quoted(code: int, words: bytes | str) -> str:
    """The server's answer on one line, fit for a terminal; a refusal of what it has read goes by `_number`."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    printable = re.sub(r"[\x00-\x20\x7f-\x9f]+", " ", text)
    return f"{code} {printable.strip()[:200]}".rstrip()


def _number(code: int, words: bytes | str) -> str:
    """The reply code and its detail (RFC 3463): an answer's words may echo a message or a password."""
    detail = re.match(r"\d{3} ([245]\.\d{1,3}\.\d{1,3})\b", _quoted(code, words))
    return f"{code} {detail[1]}" if detail else str(code)
