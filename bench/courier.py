"""One of several processes that deliver from one store: `python -m bench.courier CONFIG [HANG_AT]`.

Says "ready", waits for a line, delivers until nothing waits, and prints the Message-IDs that it handed over. With
HANG_AT it says "hanging" at that letter and never answers.
"""

import json
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from bench.practices import NOW
from outreach.consent import Way
from outreach.messages import Message, Receipt, Sent
from scheduler import config, wiring
from scheduler.delivering import deliver
from scheduler.store import outbox
from scheduler.store.engine import open_store
from scheduler.store.outbox import OutState


class Quiet:
    """A channel that does nothing but remember, and perhaps hangs."""

    name, way, repeatable = "folder", Way.EMAIL, True

    def __init__(self, hang_at: int = 0) -> None:
        self.taken: list[str] = []
        self.hang_at = hang_at

    def send(self, message: Message) -> Receipt:
        """Remember its Message-ID."""
        self.taken.append(message.message_id)
        if len(self.taken) == self.hang_at:
            print("hanging", flush=True)
            threading.Event().wait()
        return Sent("nowhere")


def main() -> None:
    """Deliver."""
    settings = config.load(Path(sys.argv[1]))
    store, house = open_store(settings.database_url), wiring.house(settings)
    channel, senders = Quiet(int(sys.argv[2]) if len(sys.argv) > 2 else 0), wiring.senders(settings)
    began = monotonic()

    def clock() -> datetime:
        return NOW + timedelta(seconds=monotonic() - began)

    print("ready", flush=True)
    sys.stdin.readline()
    waiting = True
    while waiting:
        if not deliver(store, house, {"folder": channel}, senders, clock(), clock):
            with store.read() as tx:
                waiting = any(c.state is OutState.WAITING for c in outbox.counts(tx))
    print(json.dumps(channel.taken), flush=True)
    store.close()


if __name__ == "__main__":
    main()
