"""The health check: whether rounds go on."""

from datetime import datetime, timedelta

from calendars.feed import Answer
from scheduler.store import meta
from scheduler.web import answers
from scheduler.web.visits import Visit

#: A round may be this late before the health check fails.
PATIENCE = timedelta(minutes=2)


def health(last: datetime | None, trouble: str | None, now: datetime, every: int) -> str | None:
    """What is wrong with the rounds, or None."""
    if trouble:
        return f"the last round failed: {trouble}"
    if last is None:
        return "no round has been completed yet"
    late = now - last - timedelta(seconds=3 * every)
    return f"no round has been completed for {int((now - last).total_seconds())} s" if late > PATIENCE else None


def healthz(visit: Visit) -> Answer:
    """200 while rounds succeed, 503 with the reason otherwise."""
    with visit.store.read() as tx:
        last, trouble = meta.moment(tx, meta.ROUND_DONE), meta.get(tx, meta.ROUND_TROUBLE)
    wrong = health(last, trouble, visit.now, visit.premises.every)
    return answers.plain(503 if wrong else 200, wrong or "ok")
