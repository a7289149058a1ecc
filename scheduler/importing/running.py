"""One import under way: what it counts, whom it touches, and the batch, begun with the first thing to store."""

from dataclasses import dataclass, field
from datetime import datetime

from scheduler.importing.outcome import Tally
from scheduler.importing.preparing import Prepared
from scheduler.store import batches
from scheduler.store import facts as fact_store
from scheduler.store.tx import Transaction

#: Who recorded a fact, where it was an import or its undoing: what else changed it was a person's decision.
IMPORTED = "import"
UNDONE = "import undo"


@dataclass(slots=True)
class Touched:
    """The people whose follow-ups may change."""

    codes: set[str] = field(default_factory=set)
    providers: set[str] = field(default_factory=set)
    everybody: bool = False

    def add(self, client: str | None, provider: str | None) -> None:
        """Those whom a fact names; a fact that names neither is everybody's matter."""
        self.everybody |= client is None and provider is None
        self.codes.update(code for code in (client, provider) if code)
        if provider:
            self.providers.add(provider)

    def all(self, tx: Transaction) -> frozenset[str] | None:
        """With the clients around the providers; None means everybody (also where it would be no less work)."""
        if self.everybody or len(self.codes) > batches.CHUNK:
            return None
        around = {f.client for some in batches.chunks(self.providers) for f in fact_store.about(tx, some) if f.client}
        codes = self.codes | around
        return frozenset(codes) if len(codes) <= batches.CHUNK else None


@dataclass(slots=True)
class Run:
    """One import under way."""

    tx: Transaction
    prepared: Prepared
    now: datetime
    tally: Tally = field(default_factory=Tally)
    touched: Touched = field(default_factory=Touched)
    changed: batches.Before = field(default_factory=dict)
    begun: str | None = None

    def batch(self) -> str:
        """The batch, begun with the first thing to store: an import that changes nothing leaves no trace."""
        if self.begun is None:
            self.begun = batches.begin(self.tx, self.prepared.files, self.now)
        return self.begun
