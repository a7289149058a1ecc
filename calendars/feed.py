"""How a feed answers over HTTP: pure values, to be carried by whatever server the house runs (RFC 9110)."""

import gzip
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256

from calendars.entries import in_utc

#: The opaque part of an entity tag: a W/ before it is of no account in weak comparison.
_OPAQUE_TAG = re.compile(r'"[^"]*"')
#: One coding of an Accept-Encoding header, with its weight where it has one.
_CODING = re.compile(r"\s*(x-)?gzip\s*(;\s*q=(?P<weight>[0-9.]+)\s*)?", re.IGNORECASE)
#: What the tag of compressed bytes ends with: other bytes have another tag (RFC 9110 8.8.3).
_ZIPPED = "-gzip"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response, for a server to copy out."""

    #: HTTP status code.
    status: int
    #: Name and value, in the order to be sent; Content-Length is among them where it is allowed.
    headers: tuple[tuple[str, str], ...]
    #: Empty for HEAD and 304.
    body: bytes


def answer(
    body: bytes,
    *,
    changed_at: datetime,
    method: str,
    if_none_match: str | None,
    if_modified_since: str | None,
    accept_encoding: str | None = None,
    compress: bool = False,
    tag: str = "",
) -> Answer:
    """200 or 304 for a feed whose bytes last changed at `changed_at`, which never goes back; compressed if `compress`
    and the client can read it.

    That is the last change of the *feed*: the removal of an entry counts, and its sliding out of the window.
    A client that sends only If-Modified-Since (Apple) would otherwise be told 304 and keep what is gone.
    The ETag is made of the bytes and needs no such care; who knows a digest of them already may hand it in as `tag`.
    """
    if method not in ("GET", "HEAD"):
        return _plain(405, "method not allowed", method, ("Allow", "GET, HEAD"))
    zipped = compress and _reads_gzip(accept_encoding)
    tag = tag or sha256(body).hexdigest()
    modified = in_utc(changed_at)
    validators = _validators(f"{tag}{_ZIPPED if zipped else ''}", modified, compress)
    if _is_fresh(tag, modified, if_none_match, if_modified_since):
        return Answer(304, validators, b"")
    if zipped:
        body, validators = _zip(body), (*validators, ("Content-Encoding", "gzip"))
    return _full(200, "text/calendar; charset=utf-8", body, method, *validators)


def _validators(tag: str, modified: datetime, varies: bool) -> tuple[tuple[str, str], ...]:
    """What a client sends back the next time, and for how long it need not ask."""
    return (
        ("ETag", f'"{tag}"'),
        ("Last-Modified", format_datetime(modified, usegmt=True)),
        ("Cache-Control", "private, max-age=300"),
        *([("Vary", "Accept-Encoding")] if varies else []),
    )


def _reads_gzip(accepted: str | None) -> bool:
    """Whether a client asks for gzip by name (RFC 9110 12.5.3); whoever says nothing, or only `*`, gets plain bytes."""
    found = [match for coding in (accepted or "").split(",") if (match := _CODING.fullmatch(coding))]
    return any(match["weight"] is None or match["weight"].strip("0.") != "" for match in found)


@lru_cache(maxsize=32)
def _zip(body: bytes) -> bytes:
    """Compressed, the same every time: no name and no date in it (RFC 1952 2.3)."""
    return gzip.compress(body, compresslevel=6, mtime=0)


def not_found(method: str = "GET") -> Answer:
    """The one answer to a token that is unknown, revoked or malformed: it tells a guesser nothing."""
    return _plain(404, "not found", method, ("Cache-Control", "no-store"))


def _is_fresh(tag: str, modified: datetime, tags: str | None, since: str | None) -> bool:
    """Whether the client's copy will do; If-None-Match, if sent at all, decides alone (RFC 9110 13.1.3)."""
    if tags is not None:
        return _lists(tags, tag)
    held = _http_date(since) if since is not None else None
    return held is not None and modified <= held


def _lists(tags: str, tag: str) -> bool:
    """Weak comparison (RFC 9110 13.1.2): a proxy that compressed the body may have put W/ before our tag.

    Whoever holds the compressed feed holds the plain one too, so either tag will do.
    """
    ours = (f'"{tag}"', f'"{tag}{_ZIPPED}"')
    return tags.strip() == "*" or any(found in ours for found in _OPAQUE_TAG.findall(tags))


def _http_date(text: str) -> datetime | None:
    """An HTTP-date in any of its three forms (RFC 9110 5.6.7), None if it is malformed."""
    try:
        parsed = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed


def _plain(status: int, text: str, method: str, *headers: tuple[str, str]) -> Answer:
    """A short word for a person who looks."""
    return _full(status, "text/plain; charset=utf-8", f"{text}\n".encode(), method, *headers)


def _full(status: int, content_type: str, body: bytes, method: str, *headers: tuple[str, str]) -> Answer:
    """An answer with a body, which HEAD measures but does not get (RFC 9110 9.3.2)."""
    described = (("Content-Type", content_type), ("Content-Length", str(len(body))), *headers)
    return Answer(status, described, b"" if method == "HEAD" else body)
