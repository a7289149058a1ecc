"""Outside: what Rapport does over the network besides sending letters. Slow or broken, it never holds a round up."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from outreach.incoming import Mailbox
from scheduler import wiring
from scheduler.busying import BusyCalendar, refresh
from scheduler.config import Settings
from scheduler.house import House
from scheduler.inviting import collect
from scheduler.inviting.collecting import TROUBLE
from scheduler.mirroring import Publisher, publish, troubles
from scheduler.mistakes import Refusal, place_of
from scheduler.reminding import Post
from scheduler.store import busy, meta
from scheduler.store.engine import Store
from scheduler.store.tx import Transaction

log = logging.getLogger("rapport")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Calendars and mailboxes elsewhere, ready to be asked."""

    publishers: Sequence[Publisher] = ()
    busy: Sequence[BusyCalendar] = ()
    mailbox: Mailbox | None = None


def outside_of(settings: Settings) -> Outside:
    """What the configuration names."""
    return Outside(
        publishers=wiring.publishers(settings),
        busy=wiring.busy_calendars(settings),
        mailbox=wiring.mailboxes(settings),
    )


def reach_out(store: Store, house: House, post: Post, outside: Outside, now: datetime) -> None:
    """Write what changed, then look for what came in, each when it is its turn; one's trouble is not another's."""
    turns: tuple[Callable[[], object], ...] = (
        lambda: publish(store, house, post, outside.publishers, now),
        lambda: collect(store, house, post, outside.mailbox, now),
        lambda: refresh(store, house, outside.busy, now),
    )
    for turn in turns:
        try:
            turn()
        except Refusal as refusal:
            log.error("outside: %s", refusal.message)
        except Exception as error:  # noqa: BLE001 - a daemon outlives a defect, and says so without its data
            log.error("outside: a defect of Rapport (%s)", place_of(error))


def wrong(tx: Transaction) -> list[str]:
    """What is wrong with calendars and mailboxes elsewhere, for `status` and `doctor`."""
    found = [f"calendar {name}: {words}" for name, words in troubles(tx).items()]
    if words := meta.get(tx, TROUBLE):
        found.append(words)
    return [*found, *(f"busy times: {s.trouble}" for s in busy.sources(tx).values() if s.trouble)]
