"""The configuration as it is meant: what everything else is told of it."""

from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from outreach.gifts import Limits
from scheduler.config.outside import Outside
from scheduler.config.tables import ChannelTable
from scheduler.people import People, Practitioner
from scheduler.planning import Practice
from scheduler.rules import RuleSet
from scheduler.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The configuration, checked."""

    path: Path
    practice_name: str
    phone: str
    fax: str
    address: str
    #: "us-letter" or "a4".
    paper: str
    region: str
    practice: Practice
    practitioners: dict[str, Practitioner]
    rules: RuleSet
    database_url: str
    #: The fingerprint of the files that all this was read from.
    files: str
    #: The folder of PostgreSQL's own programs, where they are not on PATH.
    database_tools: Path | None
    listen: tuple[str, int]
    every: int
    #: The address of the web server in front, whose word on who asks is believed; empty for none.
    trusted_proxy: str
    channels: tuple[ChannelTable, ...]
    public_url: str
    templates: Path | None
    gifts: Limits
    #: How long a client's record is kept after its last entry, and the disclosure log.
    keep_clients: Span
    keep_disclosures: Span
    #: Calendars and mailboxes elsewhere.
    outside: Outside = field(default_factory=Outside)
    #: Whether calendars are compressed for programs that can read that.
    gzip: bool = True
    #: Whether anybody may read `/metrics`, not only programs on this machine.
    metrics: bool = False
    #: The dead man's switch to call after each good round; whoever knows it can play alive.
    heartbeat: str = field(default="", repr=False)

    @property
    def folder(self) -> Path:
        """Where paths in the file start from."""
        return self.path.parent

    @property
    def zone(self) -> ZoneInfo:
        """The practice's time zone."""
        return self.practice.zone

    def people(self) -> People:
        """The practitioners, and nobody else yet."""
        return People({}, {}, self.practitioners)
