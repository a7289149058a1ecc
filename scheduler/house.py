"""The house: the practice, its rules and its practitioners, as every act needs them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from outreach.gifts import Limits
from scheduler.people import People, Practitioner
from scheduler.planning import Practice
from scheduler.rules import RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The practice as its papers name it."""

    name: str = "My practice"
    phone: str = ""
    fax: str = ""
    #: On one line.
    address: str = ""
    #: "us-letter" or "a4".
    paper: str = "us-letter"
    #: A folder with templates that take the place of Rapport's own.
    templates: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What every act needs to know: the practice, its rules and its practitioners."""

    practice: Practice
    rules: RuleSet
    practitioners: dict[str, Practitioner]
    identity: Identity = Identity()
    #: The practice's policy on gifts to offices.
    gifts: Limits = field(default_factory=Limits)
    #: The fingerprint of the files that say all this.
    files: str = ""
    #: Whether planning is left to a daemon that runs with other rules (it will see the marks).
    leave_planning: bool = False

    def people(self) -> People:
        """The practitioners, without clients and providers."""
        return People({}, {}, self.practitioners)

    def today(self, now: datetime) -> date:
        """The practice's local day."""
        return now.astimezone(self.practice.zone).date()
