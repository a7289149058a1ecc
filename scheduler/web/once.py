"""Once: what is sent twice by the same page (a second touch, a reload) is recorded once."""

import hashlib
from datetime import datetime

from scheduler.store import meta
from scheduler.store.tx import Transaction
from scheduler.web import nonces
from scheduler.web.visits import Visit

#: The field of a form that carries its one-time value.
FIELD = "nonce"
STALE = "This page was open for longer than a day. Nothing is lost: please look it over and save again."
_SENT = "form_sent/"


def fresh(visit: Visit) -> str:
    """The one-time value for a page: the one it came with while that is good, else a new one."""
    with visit.store.read() as tx:
        secret = meta.get(tx, meta.SECRET) or ""
        held = visit.request.form.get(FIELD)
        good = held and _good(visit, secret) and meta.get(tx, _name(held)) is None
    return held if good else nonces.issue(secret, visit.token, visit.now)


def led_to(tx: Transaction, visit: Visit) -> str | None:
    """Where it led when this page was sent before, or None."""
    found = meta.get(tx, _name(visit.request.form.get(FIELD)))
    return found.partition(" ")[2] if found else None


def is_ours(tx: Transaction, visit: Visit) -> bool:
    """Whether we issued the page's value, for this browser, within a day."""
    return _good(visit, meta.get(tx, meta.SECRET) or "")


def keep(tx: Transaction, visit: Visit, path: str) -> None:
    """Remember that it was sent and where it led, for as long as the page could be sent again."""
    for name, value in meta.starting_with(tx, _SENT).items():
        if not nonces.fresh(datetime.fromisoformat(value.partition(" ")[0]), visit.now):
            meta.forget(tx, _SENT + name)
    meta.put(tx, _name(visit.request.form.get(FIELD)), f"{visit.now.isoformat()} {path}")


def _good(visit: Visit, secret: str) -> bool:
    held = visit.request.form.get(FIELD)
    return nonces.fresh(nonces.issued_at(secret, visit.token, held), visit.now)


def _name(nonce: str) -> str:
    return _SENT + hashlib.sha256(nonce.encode()).hexdigest()[:32]
