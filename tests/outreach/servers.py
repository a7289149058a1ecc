"""Real mail servers on loopback: aiosmtpd for the well-behaved, a bare socket for those that break off."""

import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from outreach.channels.smtp import Smtp

LOOPBACK = "127.0.0.1"


def channel(port: int, **changes: Any) -> Smtp:
    settings: dict[str, Any] = {"security": "none", "timeout": 2.0, "greeting": "rapport.example.org"} | changes
    return Smtp("mail", LOOPBACK, port, **settings)


class Inbox:
    """An aiosmtpd handler that keeps what it is given; `answers` takes the place of its 250s, by command."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.envelopes: list[Any] = []

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self.answers.get("DATA", "250 2.0.0 OK: queued as 4Xy7")
        if answer.startswith("2"):
            self.envelopes.append(envelope)
        return answer


class OnFreePort(Controller):
    """aiosmtpd on a port that the system picks."""

    def _create_server(self) -> Any:
        listener = socket.create_server((LOOPBACK, 0))
        self.port = listener.getsockname()[1]
        return self.loop.create_server(self._factory_invoker, sock=listener, ssl=self.ssl_context)


@contextmanager
def mail_server(handler: Inbox, **settings: Any) -> Iterator[int]:
    controller = OnFreePort(handler, hostname=LOOPBACK, **settings)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def only(username: str, password: str) -> Callable[..., AuthResult]:
    """An authenticator that knows one user."""

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        right = (given.login, given.password) == (username.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return authenticate


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that has one conversation, then hangs up."""
    listener = socket.create_server((LOOPBACK, 0))
    listener.settimeout(5)

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.settimeout(5)
            talk(connection)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        thread.join()
        listener.close()


def answer_until(connection: socket.socket, verb: str, features: str = "250 rapport.test\r\n") -> None:
    """Behave well until `verb` has been heard; leave that unanswered. The verb "." is the end of the message."""
    connection.sendall(b"220 rapport.test\r\n")
    with connection.makefile("rb") as lines:
        for line in lines:
            heard = line.decode().split()[0].upper() if line.strip() else ""
            if heard == verb:
                return
            if heard in ("EHLO", "MAIL", "RCPT"):
                connection.sendall(features.encode() if heard == "EHLO" else b"250 OK\r\n")
            elif heard == "DATA":
                connection.sendall(b"354 go ahead\r\n")


def wait_for_goodbye(connection: socket.socket) -> None:
    """Say nothing until the other side gives up."""
    while connection.recv(65536):
        pass


def reset(connection: socket.socket) -> None:
    """Break the connection off without a word (RST instead of FIN)."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def certificate(folder: Path) -> tuple[Path, Path] | None:
    """A self-signed certificate for loopback and its key; None without the openssl command."""
    openssl = shutil.which("openssl")
    if openssl is None:
        return None
    cert, key = folder / "cert.pem", folder / "key.pem"
    command = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=rapport.test"
    names = ["-addext", f"subjectAltName=IP:{LOOPBACK}", "-keyout", str(key), "-out", str(cert)]
    subprocess.run([openssl, *command.split(), *names], check=True, capture_output=True)
    return cert, key
