"""Calendar feeds over HTTP."""

import logging

from calendars import feed as feed_answers
from calendars.feed import Answer
from scheduler.web import answers
from scheduler.web.visits import Visit

log = logging.getLogger("rapport")

#: After how many seconds a reader may try again, where the calendar was never made.
_TRY_AGAIN = 300


def calendar(visit: Visit) -> Answer:
    """One feed; an unknown token is looked up without keeping others from writing."""
    request = visit.request
    found = visit.rack.get(visit.found, visit.house, visit.now)
    if found is None:
        return visit.bad_token()
    feed, served = found
    if served is None:
        return answers.plain(503, headers=[answers.retry_after(_TRY_AGAIN)])
    answer = feed_answers.answer(
        served.body,
        tag=served.tag,
        changed_at=served.changed_at,
        method=request.method,
        if_none_match=request.headers["if_none_match"],
        if_modified_since=request.headers["if_modified_since"],
        accept_encoding=request.headers["accept_encoding"],
        compress=visit.premises.gzip,
    )
    visit.rack.note(feed, _agent(visit), visit.now, unchanged=answer.status == 304)
    log.debug("calendar %d fetched", feed.id)
    return answer


def _agent(visit: Visit) -> str:
    """The name that the program gives itself, as far as a screen can show it."""
    return "".join(c for c in visit.request.headers["agent"] or "" if c.isprintable())[:120]
