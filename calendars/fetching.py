"""Other people's calendars over HTTP: asked for only if changed, within limits, and without ever saying the address.

Such an address is a password. What goes wrong is told in our own words, under the name that the calendar was given:
the words of the network library hold addresses.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from calendars.foreign import LARGEST

_CHUNK = 65_536
_MOVED = frozenset({301, 302, 303, 307, 308})
_SENDABLE = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,300}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of our time and memory somebody else's server may have."""

    #: Bytes of the body.
    size: int = LARGEST
    #: For everything, from the first connection to the last byte.
    seconds: float = 20.0
    redirects: int = 3
    #: Whether an address may begin with http: a server on this machine.
    plain_http: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """The calendar, new or changed."""

    body: bytes
    #: To be handed in the next time, as they are; None if the server sent none.
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """It is as it was the last time."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It could not be had, and why; the address is not in it."""

    reason: str


@dataclass(slots=True)
class Watch:
    """Cuts connections when the time is over: a socket's own timeout begins anew with every byte that trickles in."""

    seconds: float
    over: bool = False
    _sockets: list[socket.socket] = field(default_factory=list)

    def mind(self, connected: socket.socket) -> None:
        """Watch one more socket."""
        self._sockets.append(connected)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Watch for as long as this is open."""
        timer = threading.Timer(self.seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        self.over = True
        for connected in self._sockets:
            with suppress(OSError):
                socket.socket.shutdown(connected, socket.SHUT_RDWR)


#: What opens addresses while a watch runs.
Opener = Callable[[Watch], OpenerDirector]


class _Refusal(Exception):
    """Why it is not fetched, in our own words."""


def direct(watch: Watch, *, trust: ssl.SSLContext | None = None) -> OpenerDirector:
    """An opener that speaks http and https and nothing else (no file, no ftp), and follows no redirect by itself."""
    opener = OpenerDirector()
    for handler in (
        _Http(watch),
        _Https(watch, trust),
        ProxyHandler(),
        HTTPErrorProcessor(),
        HTTPDefaultErrorHandler(),
    ):
        opener.add_handler(handler)
    return opener


def fetch(
    address: str,
    *,
    name: str,
    etag: str | None = None,
    last_modified: str | None = None,
    limits: Limits | None = None,
    opener: Opener = direct,
) -> Fetched | Unchanged | Failed:
    """The calendar at an address, if it changed since these validators (RFC 9110 13.1); `name` is how it is told of."""
    limits = limits or Limits()
    watch = Watch(limits.seconds)
    asked = {"If-None-Match": etag or "", "If-Modified-Since": last_modified or ""}
    headers = {key: value for key, value in asked.items() if _SENDABLE.fullmatch(value)}
    try:
        with watch.running():
            found = _followed(address, headers, limits, watch, opener(watch))
    except _Refusal as why:
        found = Failed(str(why))
    except (OSError, HTTPException, ValueError) as error:
        found = Failed(_words(error))
    if watch.over:
        found = Failed(f"it took longer than {limits.seconds:g} s")
    return Failed(f"{name}: {found.reason}") if isinstance(found, Failed) else found


def is_here(address: str) -> bool:
    """Whether an address leads to this machine, so that nothing of it travels over a wire."""
    try:
        return urlsplit(address.strip()).hostname in ("127.0.0.1", "localhost", "::1")
    except ValueError:
        return False


def _followed(
    address: str, headers: dict[str, str], limits: Limits, watch: Watch, opener: OpenerDirector
) -> Fetched | Unchanged | Failed:
    """The answer at the end of the redirects; each step is looked at like the first address."""
    for _ in range(limits.redirects + 1):
        address = _allowed(address, limits)
        request = Request(address, headers={"User-Agent": "Rapport", "Accept": "text/calendar, */*;q=0.5"} | headers)
        try:
            with opener.open(request, timeout=limits.seconds) as response:
                return _fetched(response, limits, watch)
        except HTTPError as answer:
            with answer:
                if answer.code == 304:
                    return Unchanged()
                if answer.code not in _MOVED or not answer.headers.get("Location"):
                    return Failed(_refused(answer.code))
                address = urljoin(address, answer.headers["Location"])
    return Failed(f"it was sent on more than {limits.redirects} times")


def _allowed(address: str, limits: Limits) -> str:
    """The address, if it is one that may be asked; raises `_Refusal`."""
    parts = urlsplit(re.sub(r"^webcals?:", "https:", address.strip(), flags=re.I))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _Refusal("its address has to begin with https://")
    if parts.scheme == "http" and not limits.plain_http:
        raise _Refusal("its address, or one that it was sent on to, begins with http:// and could be read on the way")
    _ = parts.port  # raises ValueError if it is none
    if "@" in parts.netloc:
        raise _Refusal("its address holds a user name or a password, which is not supported")
    if not re.fullmatch(r"[\x21-\x7e]+", parts.geturl()):
        raise _Refusal("its address holds blanks or letters that no address may hold")
    return parts.geturl()


def _fetched(response: HTTPResponse, limits: Limits, watch: Watch) -> Fetched | Failed:
    """The body, as long as it keeps to the limits."""
    length = response.headers.get("Content-Length") or "0"
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        return Failed("the server sent it compressed, which was not asked for")
    pieces: list[bytes] = []
    size = int(length) if length.isascii() and length.isdecimal() and len(length) < 20 else 0
    read = 0
    while max(size, read) <= limits.size:
        piece = response.read(_CHUNK)
        if not piece and read < size:
            return Failed("the connection was lost before the end")
        if not piece:
            return Fetched(b"".join(pieces), response.headers.get("ETag"), response.headers.get("Last-Modified"))
        read += len(piece)
        pieces.append(piece)
    return Failed(f"it is larger than {limits.size / 1_000_000:g} MB")


def _refused(code: int) -> str:
    match code:
        case 401 | 403 | 404 | 410:
            return f"the server does not give it out (any more): was the address revoked? (HTTP {code})"
        case 429:
            return "the server was asked too often (HTTP 429)"
        case _:
            return f"the server answered with HTTP {code}"


def _words(error: Exception) -> str:
    """What went wrong, by its kind: the error's own words may hold the address."""
    reason = error.reason if isinstance(error, URLError) else error
    match reason:
        case ssl.SSLCertVerificationError():
            return "the certificate of the server could not be verified"
        case ssl.SSLError():
            return "no secure connection could be made"
        case TimeoutError():
            return "the server did not answer in time"
        case socket.gaierror():
            return "the server of its address is not known"
        case ConnectionRefusedError():
            return "no server listens at its address"
        case OSError():
            return "the connection was lost"
        case HTTPException():
            return "the server does not speak HTTP as it should"
        case _:
            return "its address is none that can be asked"


class _Http(HTTPHandler):
    """http: with a watch over it."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    def http_open(self, req: Request) -> HTTPResponse:
        def connection(host: str, **kwargs: Any) -> HTTPConnection:
            return _watched(HTTPConnection(host, **kwargs), self._watch)

        return self.do_open(connection, req)


class _Https(HTTPSHandler):
    """https: with a watch over it."""

    def __init__(self, watch: Watch, trust: ssl.SSLContext | None) -> None:
        super().__init__()
        self._watch = watch
        self._trust = trust or ssl.create_default_context()

    def https_open(self, req: Request) -> HTTPResponse:
        def connection(host: str, **kwargs: Any) -> HTTPConnection:
            return _watched(HTTPSConnection(host, context=self._trust, **kwargs), self._watch)

        return self.do_open(connection, req)


def _watched(connection: HTTPConnection, watch: Watch) -> HTTPConnection:
    """A connection that hands its socket to the watch as soon as it has one."""
    connect = connection.connect

    def minded() -> None:
        connect()
        watch.mind(connection.sock)

    connection.connect = minded  # type: ignore[method-assign]
    return connection
