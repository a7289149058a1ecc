"""Facts: what happened or will happen, each of a kind from a closed list. They are corrected, never edited."""

from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType

from msgspec import Struct

from scheduler.facts.kinds import CONTACTS, KINDS, RESETS_SILENCE, About, FactKind, FieldSpec, FieldType, KindSpec

__all__ = [
    "CONTACTS",
    "KINDS",
    "RESETS_SILENCE",
    "About",
    "Fact",
    "FactKind",
    "FieldSpec",
    "FieldType",
    "KindSpec",
    "Scalar",
]

Scalar = str | int | float | bool

NOTHING: Mapping[str, Scalar] = MappingProxyType({})


class Fact(Struct, frozen=True, kw_only=True, gc=False):
    """The current version of one fact."""

    #: Its number in the store; shown as F81. A corrected fact keeps it.
    number: int
    kind: FactKind
    value: str
    #: The local day on which it happened or will happen.
    on: date
    at: time | None = None
    client: str | None = None
    provider: str | None = None
    practitioner: str | None = None
    data: Mapping[str, Scalar] = NOTHING
    #: What follow-ups are anchored on: the source key of an imported fact, else its number.
    identity: str = ""
    #: How often it was corrected or retracted.
    version: int = 1
    recorded_at: datetime | None = None
    recorded_by: str = ""
    retracted: bool = False
    #: The follow-up that this fact is the outcome of: its key as text.
    closes: str | None = None

    @property
    def id(self) -> str:
        """The fact's id as a user types it."""
        return f"F{self.number}"

    @property
    def until(self) -> date | None:
        """The day in the field `until`, if there is one."""
        return date.fromisoformat(str(self.data["until"])) if "until" in self.data else None

    @property
    def order(self) -> tuple[date, time, int]:
        """Facts in the order of what happened; the number decides between those of one moment."""
        return (self.on, self.at or time.min, self.number)
