"""A calendar is fetched over the network only if it changed, within limits, and its address is never said."""

import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from calendars.fetching import Failed, Fetched, Limits, Unchanged, fetch

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
SECRET = "s3cr3t-t0k3n"
LOCAL = Limits(plain_http=True, seconds=5, size=100_000)


@dataclass
class Server:
    """A real server that answers as it is told, and remembers what it was asked."""

    port: int = 0
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = CALENDAR
    #: Seconds between single bytes of the body.
    pause: float = 0
    asked: list[Any] = field(default_factory=list)
    #: Where to send the first ones on to, before it answers.
    detours: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/{SECRET}.ics"


@pytest.fixture
def server() -> Iterator[Server]:
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.headers)
            if told.detours:
                self.send_response(307)
                self.send_header("Location", told.detours.pop())
                self.end_headers()
                return
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for byte in [told.body] if not told.pause else [bytes([byte]) for byte in told.body]:
                    self.wfile.write(byte)
                    time.sleep(told.pause)
            except OSError:
                pass

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        told.port = running.server_address[1]
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield told
        running.shutdown()


def reason(found: object) -> str:
    """Why it failed: with the name of the calendar, and never with its address."""
    assert isinstance(found, Failed), found
    assert found.reason.startswith("Ross: ")
    for secret in (SECRET, "127.0.0.1", "localhost", "http://127"):
        assert secret not in found.reason
    return found.reason


def test_a_calendar_is_fetched_with_what_to_ask_by_the_next_time(server: Server) -> None:
    server.headers = {"ETag": '"a"', "Last-Modified": "Tue, 24 Nov 2026 12:00:00 GMT"}
    found = fetch(server.address, name="Ross", limits=LOCAL)
    assert found == Fetched(CALENDAR, '"a"', "Tue, 24 Nov 2026 12:00:00 GMT")
    assert "If-None-Match" not in server.asked[0]


def test_a_calendar_that_has_not_changed_is_not_sent_again(server: Server) -> None:
    server.status, server.body = 304, b""
    since = "Tue, 24 Nov 2026 12:00:00 GMT"
    assert fetch(server.address, name="Ross", etag='"a"', last_modified=since, limits=LOCAL) == Unchanged()
    assert (server.asked[0]["If-None-Match"], server.asked[0]["If-Modified-Since"]) == ('"a"', since)


def test_validators_that_could_break_a_header_are_not_sent(server: Server) -> None:
    assert isinstance(fetch(server.address, name="Ross", etag='"a"\r\nX: y', limits=LOCAL), Fetched)
    assert "If-None-Match" not in server.asked[0]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1/s3cr3t-t0k3n.ics", "begins with http://"),
        ("file:///etc/passwd", "has to begin with https"),
        ("ftp://127.0.0.1/s3cr3t-t0k3n", "has to begin with https"),
        ("data:text/calendar,x", "has to begin with https"),
        ("s3cr3t-t0k3n", "has to begin with https"),
        ("", "has to begin with https"),
        ("https://", "has to begin with https"),
        ("https://ross:s3cr3t-t0k3n@127.0.0.1/", "user name or a password"),
        ("https://127.0.0.1/s3cr3t-t0k3n\r\nX: y", "blanks"),
        ("https://127.0.0.1/s3cr3t-t0k3n x", "blanks"),
        ("https://127.0.0.1/s3cr3t-t0k3n-ü", "blanks or letters"),
        ("https://127.0.0.1:s3cr3t-t0k3n/", "none that can be asked"),
        ("https://[s3cr3t-t0k3n/", "none that can be asked"),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused_without_being_repeated(address: str, why: str) -> None:
    assert why in reason(fetch(address, name="Ross"))


def test_a_webcal_address_is_an_https_address(server: Server) -> None:
    webcal = server.address.replace("http:", "webcal:")
    assert "no secure connection" in reason(fetch(webcal, name="Ross", limits=LOCAL))


def test_a_body_over_the_limit_is_left_whether_announced_or_not(server: Server) -> None:
    server.body = b"x" * 100_001
    assert "larger than 0.1 MB" in reason(fetch(server.address, name="Ross", limits=LOCAL))
    server.headers, server.body = {"Content-Length": "100001"}, b""
    assert "larger than 0.1 MB" in reason(fetch(server.address, name="Ross", limits=LOCAL))
    server.headers, server.body = {}, b"x" * 100_000
    assert isinstance(fetch(server.address, name="Ross", limits=LOCAL), Fetched)


def test_a_server_that_trickles_is_cut_off_in_time(server: Server) -> None:
    server.pause = 0.05
    server.body = b"x" * 1_000
    limits = Limits(plain_http=True, seconds=0.3)
    assert "longer than 0.3 s" in reason(fetch(server.address, name="Ross", limits=limits))


def test_a_server_that_says_nothing_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/{SECRET}"
        limits = Limits(plain_http=True, seconds=0.3)
        assert "longer than 0.3 s" in reason(fetch(address, name="Ross", limits=limits))


def test_a_body_that_ends_too_early_is_no_calendar(server: Server) -> None:
    server.headers = {"Content-Length": "5000"}
    assert "lost before the end" in reason(fetch(server.address, name="Ross", limits=LOCAL))


def test_a_server_that_speaks_something_else_is_told_as_such() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:

        def greet() -> None:
            connected, _ = other.accept()
            with connected:
                connected.sendall(f"220 {SECRET} ESMTP\r\n".encode())

        thread = Thread(target=greet)
        thread.start()
        address = f"http://127.0.0.1:{other.getsockname()[1]}/{SECRET}"
        assert isinstance(fetch(address, name="Ross", limits=LOCAL), Failed)
        thread.join()


def test_nobody_listening_is_told_in_our_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert "no server listens" in reason(fetch(f"http://127.0.0.1:{port}/{SECRET}", name="Ross", limits=LOCAL))


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_an_address_that_was_revoked_is_told_as_such(server: Server, status: int) -> None:
    server.status = status
    assert f"revoked? (HTTP {status})" in reason(fetch(server.address, name="Ross", limits=LOCAL))


@pytest.mark.parametrize("status", [400, 429, 500, 503, 301])
def test_any_other_answer_is_told_by_its_number(server: Server, status: int) -> None:
    server.status = status
    assert f"HTTP {status}" in reason(fetch(server.address, name="Ross", limits=LOCAL))


def test_a_compressed_body_is_not_taken_for_a_calendar(server: Server) -> None:
    server.headers = {"Content-Encoding": "gzip"}
    assert "compressed" in reason(fetch(server.address, name="Ross", limits=LOCAL))
    assert server.asked[0]["Accept-Encoding"] == "identity"


def test_redirects_are_followed_only_so_far(server: Server) -> None:
    server.status, server.headers = 302, {"Location": f"/{SECRET}"}
    assert "more than 3 times" in reason(fetch(server.address, name="Ross", limits=LOCAL))
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("file:///etc/passwd", "has to begin with https"),
        ("ftp://127.0.0.1/s3cr3t-t0k3n", "has to begin with https"),
        ("https://ross:s3cr3t-t0k3n@127.0.0.1/", "user name or a password"),
    ],
)
def test_a_redirect_is_looked_at_like_the_first_address(server: Server, to: str, why: str) -> None:
    server.status, server.headers = 302, {"Location": to}
    assert why in reason(fetch(server.address, name="Ross", limits=LOCAL))
    assert len(server.asked) == 1


def test_a_redirect_is_followed_to_the_calendar(server: Server) -> None:
    server.detours = ["/elsewhere.ics", server.address]
    assert isinstance(fetch(server.address, name="Ross", etag='"a"', limits=LOCAL), Fetched)
    assert [asked["If-None-Match"] for asked in server.asked] == ['"a"'] * 3
