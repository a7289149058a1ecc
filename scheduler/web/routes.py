"""The addresses of the house and what answers there; a new page is one line here."""

import re

from scheduler.web.acts import dismissed, done, later, moved, seen, take_back
from scheduler.web.calendar import calendar
from scheduler.web.days import done_page, home, today_page
from scheduler.web.followup import page
from scheduler.web.health import healthz
from scheduler.web.login import log_in, log_out, login_page
from scheduler.web.metrics import metrics
from scheduler.web.people_pages import client_page, everybody_page, provider_page
from scheduler.web.persons import (
    client_changed,
    client_entered,
    edit_client_page,
    edit_provider_page,
    new_client_page,
    new_provider_page,
    provider_changed,
    provider_entered,
)
from scheduler.web.record import SLUGS, recorded, tiles_page
from scheduler.web.record import form_page as fact_form
from scheduler.web.referral import form_page, form_sent
from scheduler.web.relationships import relationships_page
from scheduler.web.report_pages import answer_told, kept, marked_sent, report_page, report_pdf
from scheduler.web.subscribe import subscribe
from scheduler.web.told import correct_page, corrected, fact_page, retracted
from scheduler.web.visits import Door, Handler, Route

#: A follow-up's opaque id.
_ID = r"([0-9A-HJKMNP-TV-Z]{4,8})"
#: A client's or a provider's opaque code.
_CODE = r"([0-9A-HJKMNP-TV-Z]{4,12})"
#: A fact's number.
_FACT = r"([1-9][0-9]{0,11})"
#: A kind of fact.
_KIND = f"({'|'.join(SLUGS)})"


def _open(path: str, get: Handler | None = None, post: Handler | None = None) -> Route:
    return Route(path=re.compile(path), door=Door.OPEN, get=get, post=post)


def _login(path: str, get: Handler | None = None, post: Handler | None = None) -> Route:
    return Route(path=re.compile(path), door=Door.LOGIN, get=get, post=post)


#: Every address. A calendar's token has 192 bits; what is shorter or longer is looked up too, and counted as wrong.
ROUTES: tuple[Route, ...] = (
    _open(r"/calendar/([A-Za-z0-9_-]{1,200})\.ics", get=calendar),
    _open(r"/subscribe/([A-Za-z0-9_-]{1,200})", get=subscribe),
    _open(r"/healthz", get=healthz),
    _open(r"/metrics", get=metrics),
    Route(path=re.compile(r"/referral/([A-Za-z0-9_-]{1,200})"), get=form_page, post=form_sent, raw=True),
    _open(r"/login", get=login_page, post=log_in),
    _login(r"/logout", post=log_out),
    _login(r"/today", get=today_page),
    _login(r"/done", get=done_page),
    _login(rf"/f/{_ID}", get=page),
    _login(rf"/f/{_ID}/done", post=done),
    _login(rf"/f/{_ID}/later", post=later),
    _login(rf"/f/{_ID}/seen", post=seen),
    _login(rf"/f/{_ID}/move", post=moved),
    _login(rf"/f/{_ID}/dismiss", post=dismissed),
    _login(rf"/f/{_ID}/report", get=report_page, post=kept),
    _login(rf"/f/{_ID}/report\.pdf", get=report_pdf),
    _login(rf"/f/{_ID}/report/sent", post=marked_sent),
    _login(rf"/f/{_ID}/report/answered", post=answer_told),
    _login(r"/undo", post=take_back),
    _login(r"/", get=home),
    _login(r"/record", get=tiles_page),
    _login(r"/record/client", get=new_client_page, post=client_entered),
    _login(r"/record/provider", get=new_provider_page, post=provider_entered),
    _login(rf"/record/{_KIND}", get=fact_form, post=recorded),
    _login(rf"/fact/{_FACT}", get=fact_page),
    _login(rf"/fact/{_FACT}/correct", get=correct_page, post=corrected),
    _login(rf"/fact/{_FACT}/retract", post=retracted),
    _login(r"/people", get=everybody_page),
    _login(rf"/c/{_CODE}", get=client_page),
    _login(rf"/c/{_CODE}/edit", get=edit_client_page, post=client_changed),
    _login(rf"/p/{_CODE}", get=provider_page),
    _login(rf"/p/{_CODE}/edit", get=edit_provider_page, post=provider_changed),
    _login(r"/relationships", get=relationships_page),
)


def route_to(path: str) -> tuple[Route | None, str]:
    """The route to an address, and what it found in it: a token, or an id."""
    for route in ROUTES:
        if found := route.path.fullmatch(path):
            return route, found[1] if found.re.groups else ""
    return None, ""
