"""A request as the pages see it: a small frozen value, made of what any stranger may send (PEP 3333)."""

import hashlib
import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl

#: Bytes that a form may have.
MOST_BYTES = 64 * 1024
#: Fields that a form may have.
MOST_FIELDS = 200
_FORM = "application/x-www-form-urlencoded"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_COOKIE = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,80})=([!#-+\--:<-\[\]-~]{0,400})")
_HEADERS = {
    "accept_encoding": "HTTP_ACCEPT_ENCODING",
    "agent": "HTTP_USER_AGENT",
    "content_type": "CONTENT_TYPE",
    "fetch_site": "HTTP_SEC_FETCH_SITE",
    "host": "HTTP_HOST",
    "if_modified_since": "HTTP_IF_MODIFIED_SINCE",
    "if_none_match": "HTTP_IF_NONE_MATCH",
    "origin": "HTTP_ORIGIN",
}
_NO_COOKIES: Mapping[str, str] = MappingProxyType({})


class Unreadable(Exception):
    """A body that is not taken; `status` is the HTTP status that says why."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


@dataclass(frozen=True, slots=True)
class Fields:
    """What a query or a form says, in the order in which it was sent."""

    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The first value under a name, without blanks around it; empty when there is none."""
        return next((value.strip() for key, value in self.pairs if key == name), "")

    def raw(self, name: str) -> str:
        """The first value under a name exactly as it was typed: for passwords."""
        return next((value for key, value in self.pairs if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value under a name: the ticked boxes of a group."""
        return tuple(value.strip() for key, value in self.pairs if key == name)

    def __contains__(self, name: str) -> bool:
        return any(key == name for key, _ in self.pairs)


_NOTHING = Fields()


#: A digest of the address, which may hold a token, and what else decides the answer of a calendar.
Asked = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request."""

    method: str
    #: Decoded; empty when it is not UTF-8, and then no page is found.
    path: str
    query: Fields = _NOTHING
    form: Fields = _NOTHING
    #: What was sent, on a page that reads it itself (`Route.raw`).
    body: bytes = b""
    cookies: Mapping[str, str] = field(default_factory=lambda: _NO_COOKIES)
    #: Who asks, as far as attempts are counted: an IPv4 address, or the /64 of an IPv6 one.
    peer: str
    #: The few headers that pages look at, by short name (`_HEADERS`); None where it was not sent.
    headers: Mapping[str, str | None]
    #: What of all that decides the answer of a calendar.
    asked: Asked


def asked(environ: Mapping[str, Any]) -> Asked:
    """What a request asks for, as far as a calendar goes."""
    get = environ.get
    return (
        hashlib.sha256(str(get("PATH_INFO", "")).encode("utf-8", "backslashreplace")).hexdigest(),
        get("REQUEST_METHOD"),
        get("HTTP_IF_NONE_MATCH"),
        get("HTTP_IF_MODIFIED_SINCE"),
        get("HTTP_ACCEPT_ENCODING"),
    )


def read_request(environ: Mapping[str, Any], what: Asked | None = None) -> Request:
    """The request without its form; never raises, whatever was sent. `what`: said by `asked`."""
    return Request(
        method=str(environ.get("REQUEST_METHOD", "")),
        path=_decoded(str(environ.get("PATH_INFO", ""))) or "",
        query=_query(str(environ.get("QUERY_STRING", ""))),
        cookies=read_cookies(str(environ.get("HTTP_COOKIE", ""))),
        peer=peer(str(environ.get("REMOTE_ADDR", ""))),
        headers={name: environ.get(key) for name, key in _HEADERS.items()},
        asked=what or asked(environ),
    )


def read_form(environ: Mapping[str, Any]) -> Fields:
    """The form in a body; raises `Unreadable` for one that is too long, of another kind, or not UTF-8."""
    kind, _, parameters = str(environ.get("CONTENT_TYPE", "")).partition(";")
    charset = parameters.lower().replace(" ", "").replace('"', "")
    if kind.strip().lower() != _FORM or charset not in ("", "charset=utf-8"):
        raise Unreadable(415)
    return _pairs(read_body(environ))


def read_body(environ: Mapping[str, Any]) -> bytes:
    """At most `MOST_BYTES`; a length that was announced is believed only to refuse."""
    announced = str(environ.get("CONTENT_LENGTH") or "0")
    if not re.fullmatch(r"\d{1,18}", announced, re.ASCII):
        raise Unreadable(400)
    length = int(announced)
    if length > MOST_BYTES:
        raise Unreadable(413)
    if length == 0:
        return b""
    read: Callable[[int], bytes] = environ["wsgi.input"].read
    body = read(length)
    if len(body) != length:
        raise Unreadable(400)
    return body


def _pairs(body: bytes) -> Fields:
    try:
        text = body.decode("ascii")
        found = parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS, strict_parsing=bool(text)
        )
    except ValueError:
        raise Unreadable(400) from None
    if any(_CONTROL.search(part) for pair in found for part in pair):
        raise Unreadable(400)
    return Fields(tuple(found))


def _query(text: str) -> Fields:
    """A query that cannot be read says nothing: calendar programs append all sorts of things."""
    if not text or len(text) > 2000:
        return _NOTHING
    try:
        return _pairs(text.encode("latin-1"))
    except (Unreadable, UnicodeEncodeError):
        return _NOTHING


def _decoded(path: str) -> str | None:
    try:
        return path.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def read_cookies(text: str) -> Mapping[str, str]:
    """The cookies of a Cookie header (RFC 6265, 5.4), the first of each name; what is malformed is left out."""
    if not text:
        return _NO_COOKIES
    found: dict[str, str] = {}
    for part in text[:8192].split(";")[:50]:
        if match := _COOKIE.fullmatch(part.strip(" \t")):
            found.setdefault(match[1], match[2])
    return MappingProxyType(found)


def peer(address: str) -> str:
    """An address as attempts are counted by it: one household has a whole IPv6 /64."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), 64), strict=False))
