"""Calendar feeds over HTTP."""

import logging
from datetime import datetime

from calendars import feed as feed_answers
from calendars.feed import Answer
from scheduler.store.feeds import Feed
from scheduler.web import answers
from scheduler.web.rack import Rack
from scheduler.web.requests import Asked
from scheduler.web.visits import Premises, Visit

log = logging.getLogger("rapport")

#: After how many seconds a reader may try again, where the calendar was never made.
_TRY_AGAIN = 300


def calendar(visit: Visit) -> Answer:
    """One feed; an unknown token is looked up without keeping others from writing."""
    request = visit.request
    found = visit.rack.get(visit.found, visit.house.practice, visit.now)
    if found is None:
        return visit.bad_token()
    served = found.rendered
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
    visit.rack.keep(request.asked, visit.today, visit.premises, found, answer)
    _note(visit.rack, found.feed, request.headers["agent"], visit.now, answer)
    return answer


def again(rack: Rack, what: Asked, agent: str | None, now: datetime, premises: Premises) -> Answer | None:
    """The answer to who asks the very same as somebody before, while it holds; before anything else is looked at."""
    found = rack.again(what, premises.house.today(now), premises)
    if found is None:
        return None
    _note(rack, found[0], agent, now, found[1])
    return found[1]


def _note(rack: Rack, feed: Feed, agent: str | None, now: datetime, answer: Answer) -> None:
    rack.note(feed, _shown(agent or ""), now, answer)
    log.debug("calendar %d fetched", feed.id)


def _shown(name: str) -> str:
    """The name that a program gives itself, as far as a screen can show it."""
    return (name if name.isprintable() else "".join(filter(str.isprintable, name)))[:120]
