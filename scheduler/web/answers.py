"""Answers: pages, redirects, refusals, each with the headers that keep a browser from working against its owner."""

from collections.abc import Iterable
from functools import lru_cache

from calendars.feed import Answer

#: Words for the status line; an unknown one gets none.
REASONS = {
    200: "OK",
    303: "See Other",
    304: "Not Modified",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Error",
    503: "Unavailable",
}
#: What a page may do besides showing itself: send forms to this house. Styles are added by their hash.
POLICY = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
_EVERYWHERE = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
_HSTS = ("Strict-Transport-Security", "max-age=31536000")
_WORDS = {
    400: "that cannot be read",
    403: "not allowed",
    404: "not found",
    405: "method not allowed",
    413: "too long",
    415: "forms only",
    429: "too many tries; wait a while",
    500: "something went wrong here",
    503: "not available at the moment",
}


def page(body: str, status: int = 200, headers: Iterable[tuple[str, str]] = ()) -> Answer:
    """A page for a person."""
    return _whole(status, body, "text/html; charset=utf-8", headers)


def plain(status: int, text: str = "", headers: Iterable[tuple[str, str]] = ()) -> Answer:
    """A line for a program, or for somebody who took a wrong turn."""
    return _whole(status, f"{text or _WORDS[status]}\n", "text/plain; charset=utf-8", headers)


def numbers(text: str) -> Answer:
    """Metrics in the text format of Prometheus."""
    return _whole(200, f"{text}\n", "text/plain; version=0.0.4; charset=utf-8", ())


def not_found() -> Answer:
    """The one answer to an unknown address, a bad token and somebody else's follow-up: it tells a guesser nothing."""
    return plain(404)


def not_allowed(methods: Iterable[str]) -> Answer:
    """405, with what is allowed (RFC 9110, 15.5.6)."""
    return plain(405, headers=[("Allow", ", ".join(methods))])


def wait(seconds: int) -> Answer:
    """429, with how long to wait (RFC 6585, 4)."""
    return plain(429, headers=[retry_after(seconds)])


def retry_after(seconds: int) -> tuple[str, str]:
    """The header that says how long to wait."""
    return ("Retry-After", str(max(1, seconds)))


def see(path: str, headers: Iterable[tuple[str, str]] = ()) -> Answer:
    """Go on there, with GET: what was sent is not sent again when the page is loaded anew."""
    return Answer(303, (("Location", path), ("Content-Length", "0"), *headers), b"")


def _whole(status: int, text: str, kind: str, headers: Iterable[tuple[str, str]]) -> Answer:
    body = text.encode()
    return Answer(status, (("Content-Type", kind), ("Content-Length", str(len(body))), *headers), body)


def secured(answer: Answer, *, https: bool) -> list[tuple[str, str]]:
    """An answer's headers, with those that every answer has unless it brings its own."""
    return [*answer.headers, *_besides(tuple(name for name, _ in answer.headers), https)]


@lru_cache(maxsize=64)
def _besides(names: tuple[str, ...], https: bool) -> tuple[tuple[str, str], ...]:
    """The headers that an answer with these has besides."""
    own = {name.lower() for name in names}
    more = [*_EVERYWHERE, ("Content-Security-Policy", POLICY), ("Cache-Control", "no-store")]
    if https:
        more.append(_HSTS)
    return tuple(pair for pair in more if pair[0].lower() not in own)
