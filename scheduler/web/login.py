"""The login: in by name and password, out by a button. Who does not exist takes as long as a wrong password."""

import logging
import re

from calendars.feed import Answer
from scheduler.people import Practitioner
from scheduler.store import logins
from scheduler.web import answers, tokens
from scheduler.web.pages import shown
from scheduler.web.visits import LOGIN_COOKIE, Visit

log = logging.getLogger("rapport")

#: The cookie that a browser has before it is logged in, and what the proof made of it stands for.
DOOR_COOKIE, DOOR = "rapport-door", "login"
#: Where the login may lead: a page of this house by its plain path. No second slash, so no other house.
_LEADS_TO = re.compile(r"/[a-z]{1,20}(?:/[0-9A-Z]{1,12})?")
_HASHING_WAIT = 3.0


def login_page(visit: Visit) -> Answer:
    """The form; whoever is logged in already is led on."""
    if visit.who:
        return answers.see(visit.link(_leads_to(visit.request.query.get("to"))))
    return _form(visit, to=visit.request.query.get("to"))


def log_in(visit: Visit) -> Answer:
    """Look at name and password, and let the browser in."""
    form, peer = visit.request.form, visit.request.peer
    name, to = form.get("name"), form.get("to")
    door = tokens.token_of(visit.request, DOOR_COOKIE, https=visit.premises.https)
    here = tokens.from_here(visit.request, visit.premises.public_url)
    if door is None or not here or not tokens.proves(form.get(tokens.FIELD), door, DOOR):
        return _form(visit, 403, name, to, page="This page was out of date. Nothing is wrong; please try again.")
    practitioner = _named(visit, name)
    counted_as = practitioner.code if practitioner else f"?{name.casefold()}"
    if seconds := visit.limits.try_login(peer, counted_as, visit.now):
        return _wait(visit, seconds, name, to)
    if not visit.limits.hashing.acquire(timeout=_HASHING_WAIT):
        return _wait(visit, int(_HASHING_WAIT), name, to)
    try:
        right = _right(visit, practitioner, form.raw("password"))
    finally:
        visit.limits.hashing.release()
    if not right or practitioner is None:
        log.warning("login refused from %s", peer)
        visit.counters.add("login_failures")
        visit.limits.bad_token(peer, visit.now)
        return _form(visit, 403, name, to, password="The name or the password is not right.")
    visit.limits.let_in(peer, counted_as)
    return _welcome(visit, practitioner, to)


def log_out(visit: Visit) -> Answer:
    """Forget this browser."""
    with visit.store.write() as tx:
        logins.log_out(tx, visit.token)
    return answers.see(visit.link("/login"), [tokens.no_cookie(LOGIN_COOKIE, https=visit.premises.https)])


def to_login(visit: Visit) -> Answer:
    """Lead a stranger to the login, and from there to the page that was asked for."""
    path = visit.request.path
    asked = f"?to={path}" if _LEADS_TO.fullmatch(path) and path != "/today" else ""
    return answers.see(visit.link(f"/login{asked}"))


def _right(visit: Visit, practitioner: Practitioner | None, password: str) -> bool:
    """The same work for everybody: one look into the store, one hash."""
    with visit.store.read() as tx:
        stored = logins.password_hash(tx, practitioner.code if practitioner else "")
    return visit.verify(stored, password)


def _welcome(visit: Visit, practitioner: Practitioner, to: str) -> Answer:
    """A new token for the browser; what it had before the login is taken away."""
    https = visit.premises.https
    with visit.store.write() as tx:
        token = logins.log_in(tx, practitioner.code, (visit.request.headers["agent"] or "")[:120], visit.now)
    log.info("login from %s", visit.request.peer)
    cookies = [tokens.cookie(LOGIN_COOKIE, token, https=https), tokens.no_cookie(DOOR_COOKIE, https=https)]
    return answers.see(visit.link(_leads_to(to)), cookies)


def _named(visit: Visit, name: str) -> Practitioner | None:
    """The practitioner by short name, name or e-mail address."""
    word = name.casefold()
    known = visit.house.practitioners.values()
    return next((p for p in known if word and word in (p.code.casefold(), p.name.casefold(), p.email.casefold())), None)


def _leads_to(path: str) -> str:
    return path if _LEADS_TO.fullmatch(path) else "/today"


def _wait(visit: Visit, seconds: int, name: str, to: str) -> Answer:
    span = f"{seconds} second{'' if seconds == 1 else 's'}" if seconds < 120 else f"{-(-seconds // 60)} minutes"
    answer = _form(visit, 429, name, to, page=f"Too many tries. Please wait {span}, then try again.")
    return Answer(answer.status, (*answer.headers, answers.retry_after(seconds)), answer.body)


def _form(
    visit: Visit, status: int = 200, name: str = "", to: str = "", *, page: str = "", password: str = ""
) -> Answer:
    """The form with what is wrong, and the cookie that its proof is made of."""
    https = visit.premises.https
    door = tokens.token_of(visit.request, DOOR_COOKIE, https=https) or logins.new_token()
    return shown(
        visit,
        "login.html.j2",
        status,
        [tokens.cookie(DOOR_COOKIE, door, https=https, stays=False)],
        door=tokens.proof(door, DOOR),
        name=name,
        to=to if _LEADS_TO.fullmatch(to) else "",
        wrong_page=page,
        wrong_password=password,
    )
