"""config.toml as it is written: one struct for each table."""

from datetime import date
from typing import Any

import msgspec

from scheduler.config.outside import BusyTable, PublisherTable, RepliesTable


class HolidaysTable(msgspec.Struct, kw_only=True):
    """`practice.holidays`."""

    country: str
    subdivision: str = ""
    #: Holidays on which the practice works all the same, by name.
    open_on: list[str] = []


class PaceTable(msgspec.Struct, kw_only=True):
    """`practice.pace`."""

    business_days: int | None = None
    calls_a_day: int | None = None


class PracticeTable(msgspec.Struct, kw_only=True):
    """`[practice]`."""

    name: str
    zone: str
    phone: str = ""
    fax: str = ""
    address: str = ""
    #: What letters are printed on: letter or a4.
    paper: str = "letter"
    #: Region in which phone numbers without a country code are read.
    region: str = "US"
    hours: str = "Mon-Fri 09:00-17:00"
    holidays: HolidaysTable | None = None
    #: How often reports go out where a provider does not prefer otherwise.
    report_every: str = "30 days"
    pace: PaceTable | None = None
    #: When nobody outside the house is written to, in the recipient's local time; empty for never.
    quiet: str = "20:00-08:00"


class ClosureTable(msgspec.Struct, kw_only=True):
    """`[[closure]]`."""

    first: date
    last: date | None = None
    reason: str = "the practice is closed"


class PractitionerTable(msgspec.Struct, kw_only=True):
    """`[[practitioner]]`."""

    code: str
    name: str
    email: str = ""
    phone: str = ""
    #: What stands behind the name on letters.
    title: str = "medical exercise specialist"
    morning: str = "07:00"
    #: In the browser: "all", or "own".
    sees: str = "all"


class DatabaseTable(msgspec.Struct, kw_only=True):
    """`[database]`."""

    url: str = "sqlite:///rapport.db"
    #: A file that holds the key of an encrypted SQLite database (extra `encryption`); empty: it is not encrypted.
    key_file: str = ""
    #: The folder of PostgreSQL's own programs (pg_dump, pg_restore, psql), where they are not on PATH.
    tools: str = ""


class GiftsTable(msgspec.Struct, kw_only=True):
    """`[gifts]`: the practice's own policy on gifts to offices, in dollars."""

    item: float = 15
    person_a_year: float = 75
    meal: float = 25
    meals_a_year: int = 2


class MeasureTable(msgspec.Struct, kw_only=True):
    """`[[measure]]`: another value for a packaged measure, or a measure of the practice's own (docs/MEASURES.md)."""

    id: str
    name: str | None = None
    unit: str | None = None
    range: str | None = None
    better: str | None = None
    area: str | None = None
    mcid: float | None = None
    mcid_share: float | None = None
    mdc: float | str | None = None
    worsening: float | None = None
    worsening_share: float | None = None
    population: str | None = None
    citation: str | None = None
    loinc: str | None = None


class PrivacyTable(msgspec.Struct, kw_only=True):
    """`[privacy]`: how long what is personal is kept."""

    keep_clients: str = "7 years"
    keep_disclosures: str = "7 years"


class DaemonTable(msgspec.Struct, kw_only=True):
    """`[daemon]`."""

    listen: str = "127.0.0.1:8765"
    #: Seconds between two rounds.
    every: int = 30
    #: The address of the web server in front, whose X-Forwarded-For is believed.
    trusted_proxy: str = ""
    #: Whether `/metrics` answers everybody, not only programs on this machine.
    metrics: bool = False
    #: An address to call after each good round.
    heartbeat: str = ""


class FeedsTable(msgspec.Struct, kw_only=True):
    """`[feeds]`: the days that calendar subscriptions cover, and how they are sent."""

    back: str = "14 days"
    ahead: str = "180 days"
    #: Compressed for programs that ask for it; off where one of them then fails.
    gzip: bool = True


class ChannelTable(msgspec.Struct, kw_only=True):
    """`[[channel]]`: `kind` is the name of a module in `outreach.channels`."""

    kind: str
    name: str = ""
    #: folder: where the letters are written.
    folder: str = ""
    host: str = ""
    port: int = 0
    security: str = "starttls"
    username: str = ""
    password_file: str = ""
    sender: str = ""
    timeout: float = 30.0
    #: apprise: the file that holds the service's address.
    address_file: str = ""
    #: Whose reminders take it; empty: everybody's.
    practitioner: str = ""
    #: Only the practitioner reads it, and nobody on the way: reminders may name clients there.
    private: bool = False


class ConfigFile(msgspec.Struct, kw_only=True):
    """The whole file."""

    practice: PracticeTable
    practitioner: list[PractitionerTable]
    closure: list[ClosureTable] = []
    database: DatabaseTable = msgspec.field(default_factory=DatabaseTable)
    daemon: DaemonTable = msgspec.field(default_factory=DaemonTable)
    channel: list[ChannelTable] = []
    measure: list[MeasureTable] = []
    gifts: GiftsTable = msgspec.field(default_factory=GiftsTable)
    privacy: PrivacyTable = msgspec.field(default_factory=PrivacyTable)
    feeds: FeedsTable = msgspec.field(default_factory=FeedsTable)
    replies: RepliesTable | None = None
    publisher: list[PublisherTable] = []
    busy: list[BusyTable] = []
    public_url: str = ""
    #: Further files with rules, relative to this one.
    include: list[str] = []
    #: Rules that are switched on, or off, whatever their own table says.
    switch_on: list[str] = []
    switch_off: list[str] = []
    #: A folder with letter templates that take the place of Rapport's own.
    templates: str = ""
    rule: list[Any] = []
