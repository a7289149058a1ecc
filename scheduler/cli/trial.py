"""A message on trial: it goes to the practitioner at once, by each mail server that is configured."""

from collections.abc import Iterator
from dataclasses import dataclass

from outreach.messages import Sent
from scheduler import wiring
from scheduler.cli.desk import Desk
from scheduler.delivering import on_trial
from scheduler.mistakes import Refusal
from scheduler.store import meta

#: When a message on trial last arrived at a server that took it.
TRIED = "message_on_trial"


@dataclass(frozen=True, slots=True)
class Trial:
    """What a server answered."""

    channel: str
    recipient: str
    taken: bool
    detail: str


def send_trials(at: Desk) -> Iterator[Trial]:
    """Send one to the first practitioner with an address, and say what each server answered."""
    settings = at.settings
    who = next((p for p in settings.practitioners.values() if p.email), None)
    mail = [c for c in settings.channels if c.kind == "smtp"]
    if not mail:
        raise Refusal("no mail server is configured; add an smtp [[channel]] to config.toml (an example stands there)")
    if who is None:
        raise Refusal("no practitioner has an e-mail address; write practitioner.email in config.toml")
    channels, senders = wiring.channels(settings), wiring.senders(settings)
    for table in mail:
        receipt = on_trial(channels[table.name], senders[table.name], who, at.now)
        taken = isinstance(receipt, Sent)
        if taken:
            with at.store.write() as tx:
                meta.put(tx, TRIED, at.now.isoformat())
        yield Trial(table.name, who.email, taken, receipt.detail if isinstance(receipt, Sent) else receipt.reason)
