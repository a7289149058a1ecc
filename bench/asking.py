"""Asking the application for a calendar, without a server around it: the very call that the server makes."""

import io
import sys
from datetime import datetime
from typing import Any

from bench.practices import NOW, Office
from scheduler.clock import Clock
from scheduler.store import feeds
from scheduler.web import Site, premises

TOKEN = "bench" + "x" * 27


class Reader:
    """A subscriber to one practitioner's calendar; what he asks is as of a moment that can be moved."""

    def __init__(self, office: Office, practitioner: str) -> None:
        with office.store.write() as tx:
            feeds.add(tx, "bench", practitioner, TOKEN, now=NOW)
        self.now = NOW
        self.site = Site(office.store, premises(office.settings), Clock(self._clock))

    def _clock(self) -> datetime:
        return self.now

    def body(self) -> bytes:
        """The calendar as it is now."""
        said: list[str] = []

        def start(status: str, _headers: list[tuple[str, str]]) -> None:
            said.append(status)

        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": f"/calendar/{TOKEN}.ics",
            "QUERY_STRING": "",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_USER_AGENT": "bench",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
        }
        body = b"".join(self.site(environ, start))
        if said != ["200 OK"]:
            raise RuntimeError(f"the calendar answered {said}")
        return body
