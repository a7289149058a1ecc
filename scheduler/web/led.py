"""Codes that were merged into others: an address leads on to the person who is there, a form means that person."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from calendars.feed import Answer
from scheduler.store import aliases
from scheduler.web import answers
from scheduler.web.requests import Fields
from scheduler.web.visits import Visit

#: Under these names a query or a form says whom it means.
_NAMES = frozenset({"who", "client", "provider", "with"})


def led(visit: Visit) -> Visit | Answer:
    """The visit with nobody in it who was merged into another, or where to go instead."""
    request = visit.request
    person = request.path.startswith(("/c/", "/p/"))
    said = {value for fields in (request.query, request.form) for name, value in fields.pairs if name in _NAMES}
    if not person and not said:
        return visit
    with visit.store.read() as tx:
        merged = aliases.merged(tx)
    query = _meant(request.query, merged)
    if person and (keep := merged.get(visit.found)):
        # A form that was filled in about the other entry is not written over this one.
        return answers.see(visit.premises.base + request.path.replace(visit.found, keep, 1))
    if query != request.query and request.method in ("GET", "HEAD"):
        return answers.see(f"{visit.premises.base}{request.path}?{urlencode(query.pairs)}")
    return replace(visit, request=replace(request, query=query, form=_meant(request.form, merged)))


def _meant(fields: Fields, merged: Mapping[str, str]) -> Fields:
    pairs = tuple((name, merged.get(value, value) if name in _NAMES else value) for name, value in fields.pairs)
    return Fields(pairs)
