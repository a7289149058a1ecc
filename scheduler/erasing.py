"""Erasing a client, and what has been kept longer than the practice wants to keep it."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.replanning import history_of, repace
from scheduler.spans import Span
from scheduler.standing import Standing
from scheduler.store import audit, erasing
from scheduler.store.tx import Transaction


@dataclass(frozen=True, slots=True)
class Overdue:
    """What has been kept longer than the practice wants to keep it."""

    #: Codes of clients whose programme has ended and of whom nothing was recorded since.
    clients: tuple[str, ...]
    #: How many rows of the disclosure log, from the oldest on.
    disclosures: int


def erase(tx: Transaction, house: House, code: str, now: datetime) -> int:
    """Destroy what is personal of a client whose programme has ended; the number of facts destroyed.

    The disclosure log and the authorizations it rests on stay, under the code alone.
    """
    history = history_of(tx, house, house.today(now))
    standing = history.standing(code, history.today)
    if standing not in (Standing.DISCHARGED, Standing.DECEASED):
        raise Refusal(f"the client is {standing}; record the end first: rapport record discharge {code}")
    count = erasing.erase_client(tx, code, now)
    repace(tx, house, now)
    return count


def overdue(tx: Transaction, house: House, keep_clients: Span, keep_disclosures: Span, now: datetime) -> Overdue:
    """Whom and what to erase by now."""
    today = house.today(now)
    history = history_of(tx, house, today)
    limit = today - keep_clients.delta
    ended = (Standing.DISCHARGED, Standing.DECEASED)
    clients = tuple(
        code
        for code, last in sorted(erasing.last_facts(tx).items())
        if last < limit and history.standing(code, today) in ended
    )
    return Overdue(clients, audit.older_than(tx, now - keep_disclosures.delta))
