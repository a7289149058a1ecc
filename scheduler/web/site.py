"""The application: from a request to the page that answers it (plain WSGI, PEP 3333).

No framework stands between: what this house needs of one is the reading of a form and of cookies (`requests`), and each
further package costs the daemon memory that it holds all day.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from calendars.feed import Answer
from scheduler import passwords
from scheduler.clock import Clock
from scheduler.mistakes import Refusal, place_of
from scheduler.store import logins
from scheduler.store.engine import Store
from scheduler.web import answers, tokens
from scheduler.web.answers import REASONS
from scheduler.web.calendar import again, calendar
from scheduler.web.counting import Counters
from scheduler.web.led import led
from scheduler.web.limits import Limits
from scheduler.web.login import to_login
from scheduler.web.pages import shown
from scheduler.web.rack import Rack
from scheduler.web.requests import Unreadable, asked, read_body, read_form, read_request
from scheduler.web.routes import route_to
from scheduler.web.visits import ACT, LOGIN_COOKIE, Door, Premises, Route, Visit

log = logging.getLogger("rapport")

StartResponse = Callable[[str, list[tuple[str, str]]], object]


class Site:
    """The application; its premises are replaced when the configuration is read again."""

    def __init__(
        self,
        store: Store,
        premises: Premises,
        clock: Clock,
        verify: Callable[[str | None, str], bool] = passwords.verify,
    ) -> None:
        self.store = store
        self.premises = premises
        self.clock = clock
        self.verify = verify
        self.limits = Limits()
        self.counters = Counters()
        self.rack = Rack(store)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        try:
            answer = self._answer(environ)
        except Unreadable as unreadable:
            answer = answers.plain(unreadable.status)
        except Refusal as refusal:
            log.error("request failed: %s", refusal.message)
            answer = answers.plain(503)
        except Exception as error:  # noqa: BLE001 - the server would log the traceback, and with it the data
            log.error("request failed: a defect of Rapport (%s)", place_of(error))
            answer = answers.plain(500)
        headers = answers.secured(answer, https=self.premises.https)
        start_response(f"{answer.status} {REASONS.get(answer.status, '')}", headers)
        return [b"" if environ.get("REQUEST_METHOD") == "HEAD" else answer.body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        now, premises = self.clock.now(), self.premises
        what = asked(environ)
        if known := again(self.rack, what, environ.get("HTTP_USER_AGENT"), now, premises):
            return self._fetched(known)
        request = read_request(environ, what)
        route, found = route_to(request.path)
        if route is None:
            return answers.not_found()
        handler = route.handler(request.method)
        if handler is None:
            return answers.not_allowed(route.methods)
        if request.method == "POST":
            read = {"body": read_body(environ)} if route.raw else {"form": read_form(environ)}
            request = replace(request, **read)
        visit = self._recognised(
            Visit(
                request=request,
                store=self.store,
                premises=premises,
                limits=self.limits,
                rack=self.rack,
                verify=self.verify,
                now=now,
                counters=self.counters,
                found=found,
            )
        )
        answer = _guarded(route, visit) or _answered(visit, route, handler)
        return self._fetched(answer) if handler is calendar else answer

    def _fetched(self, answer: Answer) -> Answer:
        self.counters.add("feed_fetches", str(answer.status))
        return answer

    def _recognised(self, visit: Visit) -> Visit:
        """The visit with who is logged in, if the browser's token is known and its practitioner still here."""
        token = tokens.token_of(visit.request, LOGIN_COOKIE, https=self.premises.https)
        if token is None:
            return visit
        with self.store.read() as tx:
            code = logins.logged_in(tx, token, visit.now)
        who = self.premises.house.practitioners.get(code or "")
        return replace(visit, who=who, token=token) if who else visit


def _answered(visit: Visit, route: Route, handler: Callable[[Visit], Answer]) -> Answer:
    """The page's answer; behind the login, codes that were merged lead to the person who is there."""
    meant = led(visit) if route.door is not Door.OPEN else visit
    return handler(meant) if isinstance(meant, Visit) else meant


def _guarded(route: Route, visit: Visit) -> Answer | None:
    """The answer that keeps a visit out, or None when it may come in."""
    if route.door is Door.OPEN:
        return None
    posted = visit.request.method == "POST"
    if visit.who is None:
        return shown(visit, "out.html.j2", 403, logged_in=False) if posted else to_login(visit)
    here = tokens.from_here(visit.request, visit.premises.public_url)
    if posted and not (here and tokens.proves(visit.request.form.get(tokens.FIELD), visit.token, ACT)):
        return shown(visit, "out.html.j2", 403, logged_in=True)
    return None
