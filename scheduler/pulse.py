"""The pulse: a day in one sentence, and in another how Rapport itself fares."""

from datetime import datetime

from scheduler.noticing import Day
from scheduler.spans import ago
from scheduler.store import feeds, meta
from scheduler.store.tx import Transaction


def counts(day: Day) -> str:
    """A day in one sentence: 3 to do, 1 blocked."""
    parts = [f"{day.to_do} to do"]
    parts += [f"{len(group)} {name}" for name, group in (("blocked", day.blocked), ("missed", day.missed)) if group]
    return ", ".join(parts)


def alive(tx: Transaction, nobody: str | None, now: datetime) -> str:
    """One line on how Rapport itself fares; `nobody` says why reminders reach nobody, where they do."""
    fetched = feeds.last_fetch(tx)
    last = meta.moment(tx, meta.ROUND_DONE)
    parts = [
        f"{nobody[0].upper()}{nobody[1:]}" if nobody else "Reminders by e-mail",
        f"last round {ago(now, last)}" if last else "no round yet: rapport daemon",
        f"calendar fetched {ago(now, fetched[0])}" if fetched else "no calendar subscribed: rapport feed new",
    ]
    return "; ".join(parts) + "."
