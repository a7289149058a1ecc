"""What the daemon answers over HTTP: calendar feeds and a health check, as a plain WSGI application (PEP 3333)."""

import logging
import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from calendars import feed as feed_answers
from calendars.feed import Answer
from scheduler.clock import Clock
from scheduler.mistakes import Refusal, place_of
from scheduler.planning import Practice
from scheduler.publishing import render
from scheduler.store import feeds, meta
from scheduler.store.engine import Store

log = logging.getLogger("rapport")

#: 192 bits, as `secrets.token_urlsafe(24)` writes them.
_CALENDAR = re.compile(r"/calendar/([A-Za-z0-9_-]{32})\.ics")
#: A round may be this late before the health check fails.
PATIENCE = timedelta(minutes=2)

#: Reminders lead here; the list itself is not shown without a login, which this version does not have.
TODAY = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rapport</title>
</head>
<body style="font: 16px/1.5 sans-serif; max-width: 36rem; margin: 0 auto; padding: 1rem">
<h1>Rapport</h1>
<p>The list is not shown in the browser yet. On the server, run <code>rapport today</code>,
or <code>rapport show</code> with the code from the reminder.</p>
</body>
</html>
"""

StartResponse = Callable[[str, list[tuple[str, str]]], object]
_SECURE = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
)
_REASONS = {
    200: "OK",
    304: "Not Modified",
    404: "Not Found",
    405: "Method Not Allowed",
    500: "Error",
    503: "Unavailable",
}


class Site:
    """The application; the house around it is handed in, and may be replaced when the configuration changes."""

    def __init__(self, store: Store, practice: Practice, clock: Clock, every: int) -> None:
        self.store = store
        self.practice = practice
        self.clock = clock
        self.every = every

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        try:
            answer = self._answer(environ)
        except Exception as error:  # noqa: BLE001 - the server would log the traceback, and with it the data
            log.error("request failed: a defect of Rapport (%s)", place_of(error))
            answer = _plain(500, "something went wrong here\n", str(environ["REQUEST_METHOD"]))
        reason = _REASONS.get(answer.status, "")
        start_response(f"{answer.status} {reason}", [*answer.headers, *_SECURE])
        return [answer.body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        path, method = str(environ.get("PATH_INFO", "")), str(environ["REQUEST_METHOD"])
        try:
            if found := _CALENDAR.fullmatch(path):
                return self._calendar(found[1], method, environ)
            if path == "/healthz":
                return self._health(method)
            if path == "/today":
                return _page(TODAY, method)
        except Refusal as refusal:
            log.error("request failed: %s", refusal.message)
            return _plain(503, "not available at the moment\n", method)
        return feed_answers.not_found(method)

    def _calendar(self, token: str, method: str, environ: dict[str, Any]) -> Answer:
        now = self.clock.now()
        agent = str(environ.get("HTTP_USER_AGENT", ""))[:120]
        with self.store.write() as tx:
            feed = feeds.by_token(tx, token)
            if feed is None:
                return feed_answers.not_found(method)
            rendered = render(tx, feed, self.practice, now)
            if method in ("GET", "HEAD"):
                feeds.note_fetch(tx, feed.id, agent, rendered.uids, now)
        log.info("calendar %d fetched", feed.id)
        return feed_answers.answer(
            rendered.body,
            changed_at=rendered.changed_at,
            method=method,
            if_none_match=environ.get("HTTP_IF_NONE_MATCH"),
            if_modified_since=environ.get("HTTP_IF_MODIFIED_SINCE"),
        )

    def _health(self, method: str) -> Answer:
        with self.store.read() as tx:
            trouble = health(
                meta.moment(tx, meta.ROUND_DONE), meta.get(tx, meta.ROUND_TROUBLE), self.clock.now(), self.every
            )
        return _plain(503 if trouble else 200, f"{trouble or 'ok'}\n", method)


def health(last: datetime | None, trouble: str | None, now: datetime, every: int) -> str | None:
    """What is wrong with the rounds, or None."""
    if trouble:
        return f"the last round failed: {trouble}"
    if last is None:
        return "no round has been completed yet"
    late = now - last - timedelta(seconds=3 * every)
    return f"no round has been completed for {int((now - last).total_seconds())} s" if late > PATIENCE else None


def _page(text: str, method: str) -> Answer:
    return _answer(200, text, method, "text/html; charset=utf-8")


def _plain(status: int, text: str, method: str) -> Answer:
    return _answer(status, text, method, "text/plain; charset=utf-8")


def _answer(status: int, text: str, method: str, kind: str) -> Answer:
    body = text.encode()
    headers = (
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    )
    return Answer(status, headers, b"" if method == "HEAD" else body)
