"""The addresses of the house and what answers there; a new page is one line here."""

import re

from scheduler.web.acts import done, later, seen, take_back
from scheduler.web.calendar import calendar
from scheduler.web.days import done_page, today_page
from scheduler.web.followup import page
from scheduler.web.health import healthz
from scheduler.web.login import log_in, log_out, login_page
from scheduler.web.referral import form_page, form_sent
from scheduler.web.visits import Door, Handler, Route

#: A follow-up's opaque id.
_ID = r"([0-9A-HJKMNP-TV-Z]{4,8})"


def _open(path: str, get: Handler | None = None, post: Handler | None = None) -> Route:
    return Route(path=re.compile(path), door=Door.OPEN, get=get, post=post)


def _login(path: str, get: Handler | None = None, post: Handler | None = None) -> Route:
    return Route(path=re.compile(path), door=Door.LOGIN, get=get, post=post)


#: Every address. A calendar's token has 192 bits; what is shorter or longer is looked up too, and counted as wrong.
ROUTES: tuple[Route, ...] = (
    _open(r"/calendar/([A-Za-z0-9_-]{1,200})\.ics", get=calendar),
    _open(r"/healthz", get=healthz),
    Route(path=re.compile(r"/referral/([A-Za-z0-9_-]{1,200})"), get=form_page, post=form_sent, raw=True),
    _open(r"/login", get=login_page, post=log_in),
    _login(r"/logout", post=log_out),
    _login(r"/today", get=today_page),
    _login(r"/done", get=done_page),
    _login(rf"/f/{_ID}", get=page),
    _login(rf"/f/{_ID}/done", post=done),
    _login(rf"/f/{_ID}/later", post=later),
    _login(rf"/f/{_ID}/seen", post=seen),
    _login(r"/undo", post=take_back),
)


def route_to(path: str) -> tuple[Route | None, str]:
    """The route to an address, and what it found in it: a token, or an id."""
    for route in ROUTES:
        if found := route.path.fullmatch(path):
            return route, found[1] if found.re.groups else ""
    return None, ""
