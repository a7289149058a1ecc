"""Calendar feeds over HTTP."""

import logging

from calendars import feed as feed_answers
from calendars.feed import Answer
from scheduler.publishing import render
from scheduler.store import feeds
from scheduler.web.visits import Visit

log = logging.getLogger("rapport")


def calendar(visit: Visit) -> Answer:
    """One feed; an unknown token is looked up without keeping others from writing."""
    request = visit.request
    with visit.store.read() as tx:
        if feeds.by_token(tx, visit.found) is None:
            return visit.bad_token()
    with visit.store.write() as tx:
        feed = feeds.by_token(tx, visit.found)
        if feed is None:
            return visit.bad_token()
        rendered = render(tx, feed, visit.house.practice, visit.now)
        feeds.note_fetch(tx, feed.id, (request.headers["agent"] or "")[:120], rendered.uids, visit.now)
    log.info("calendar %d fetched", feed.id)
    return feed_answers.answer(
        rendered.body,
        changed_at=rendered.changed_at,
        method=request.method,
        if_none_match=request.headers["if_none_match"],
        if_modified_since=request.headers["if_modified_since"],
    )
