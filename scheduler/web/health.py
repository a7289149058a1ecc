"""The health check: whether rounds go on, and whether channels still take letters."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from calendars.feed import Answer
from scheduler.store import channels, meta
from scheduler.store.channels import Failing
from scheduler.web import answers
from scheduler.web.visits import Visit

#: A round may be this late before the health check fails.
PATIENCE = timedelta(minutes=2)
#: A channel may take nothing for so long: mail servers are restarted, and make strangers wait.
CHANNEL_PATIENCE = timedelta(hours=2)


def health(last: datetime | None, trouble: str | None, now: datetime, every: int) -> str | None:
    """What is wrong with the rounds, or None."""
    if trouble:
        return f"the last round failed: {trouble}"
    if last is None:
        return "no round has been completed yet"
    late = now - last - timedelta(seconds=3 * every)
    return f"no round has been completed for {int((now - last).total_seconds())} s" if late > PATIENCE else None


def dead(failing: Iterable[Failing], now: datetime) -> Iterator[str]:
    """What is wrong with channels that have taken nothing for long."""
    for channel in failing:
        if now - channel.since >= CHANNEL_PATIENCE:
            hours = int((now - channel.since) / timedelta(hours=1))
            yield f"the channel {channel.channel} has taken nothing for {hours} h: {channel.detail}"


def healthz(visit: Visit) -> Answer:
    """200 while rounds succeed and every channel is alive, 503 with the reason otherwise."""
    with visit.store.read() as tx:
        last, trouble = meta.moment(tx, meta.ROUND_DONE), meta.get(tx, meta.ROUND_TROUBLE)
        failing = channels.failing(tx, visit.premises.channels)
    found = health(last, trouble, visit.now, visit.premises.every)
    wrong = [*filter(None, [found]), *(words.partition(":")[0] for words in dead(failing, visit.now))]
    return answers.plain(503 if wrong else 200, "; ".join(wrong) or "ok")
