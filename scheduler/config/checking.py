"""From what was written in config.toml to what is meant; every mistake is remembered, none stops the others."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import time, timedelta
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from calendars.workdays import BadHours, Closure, Workdays, parse_hours
from outreach.gifts import Limits
from outreach.measures import BadMeasure, Measure, Override, catalogue, measures
from outreach.messages import mailbox
from scheduler.conditions import All, AnyOf, Condition, NoneOf, OfPractitioner
from scheduler.config import holidays_of, outside, running
from scheduler.config.settings import Settings
from scheduler.config.tables import ChannelTable, ConfigFile, GiftsTable, PaceTable
from scheduler.fingerprints import digest_of
from scheduler.mistakes import Mistakes, nearest
from scheduler.noticing import MORNING_ENDS
from scheduler.pacing import Pace
from scheduler.people import Practitioner, Sees
from scheduler.planning import HORIZON, Practice
from scheduler.rules import RuleSet
from scheduler.spans import LEAST_KEPT, BadSpan, Span, Unit, parse_span

#: What each kind of channel cannot do without; the kind is a module in `outreach.channels`.
CHANNELS = {"apprise": ("address_file",), "folder": ("folder",), "smtp": ("host", "sender")}


class Checking:
    """Turns what was written into what is meant; remembers every mistake."""

    def __init__(self, path: Path, file: ConfigFile, rules: RuleSet, mistakes: Mistakes) -> None:
        self.path = path
        self.file = file
        self.rules = rules
        self.mistakes = mistakes

    def settings(self) -> Settings | None:
        practice = self._practice()
        practitioners = self._practitioners()
        abroad = outside.check(self.file.replies, self.file.publisher, self.file.busy, practitioners, self._wrong)
        daemon = running.check(self.file.daemon, self._wrong)
        channels = tuple(self._channels(practitioners))
        if self.file.public_url and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", self.file.public_url):
            self._wrong("public_url", "expected an address that starts with https://")
        self._rules_practitioners(practitioners)
        kept = {key: self._kept(key, getattr(self.file.privacy, key)) for key in ("keep_clients", "keep_disclosures")}
        if self.mistakes or practice is None:
            return None
        table = self.file.practice
        return Settings(
            path=self.path,
            practice_name=table.name,
            phone=table.phone,
            fax=table.fax,
            address=table.address,
            paper=self._paper(table.paper),
            region=table.region,
            practice=practice,
            practitioners=practitioners,
            rules=self.rules,
            database_url=self._database_url(),
            files=digest_of(self.path, self.file.include),
            database_tools=self._folder("database.tools", self.file.database.tools),
            listen=daemon.listen,
            every=daemon.every,
            trusted_proxy=daemon.trusted_proxy,
            metrics=daemon.metrics,
            heartbeat=daemon.heartbeat,
            channels=channels,
            public_url=(self.file.public_url or f"http://{daemon.listen[0]}:{daemon.listen[1]}").rstrip("/"),
            templates=self._folder("templates", self.file.templates),
            gifts=self._gifts(self.file.gifts),
            keep_clients=kept["keep_clients"],
            keep_disclosures=kept["keep_disclosures"],
            outside=abroad,
            gzip=self.file.feeds.gzip,
        )

    def _wrong(self, key: str, words: str) -> None:
        self.mistakes.add(f"{self.path.name}, {key}", words)

    def _practice(self) -> Practice | None:
        table = self.file.practice
        if not _is_zone(table.zone):
            self._wrong(
                "practice.zone", f'"{table.zone}" is not a time zone; {nearest(table.zone, _zones(table.zone))}'
            )
            return None
        hours = parse_hours("Mon-Fri 9-17")
        try:
            hours = parse_hours(table.hours)
        except BadHours as error:
            self._wrong("practice.hours", str(error))
        cadence = Span(30, Unit.DAY)
        try:
            cadence = parse_span(table.report_every)
        except BadSpan as error:
            self._wrong("practice.report_every", str(error))
        if cadence.count == 0:
            self._wrong("practice.report_every", "an interval of 0 would never end; write at least 1")
        if not _is_region(table.region):
            self._wrong("practice.region", f'"{table.region}" is not a region; write two letters such as US')
        closures = []
        for number, closure in enumerate(self.file.closure, 1):
            last = closure.last or closure.first
            if last < closure.first:
                self._wrong(f"closure[{number}].last", f"{last} is before {closure.first}")
            closures.append(Closure(closure.first, last, closure.reason))
        workdays = Workdays(
            weekdays=hours.weekdays, closures=tuple(closures), holiday=holidays_of.check(table.holidays, self._wrong)
        )
        pace = table.pace or PaceTable()
        for key, value in (("business_days", pace.business_days), ("calls_a_day", pace.calls_a_day)):
            if value is not None and value < 1:
                self._wrong(f"practice.pace.{key}", f"expected a number from 1 up, got {value}; leave it out for none")
        return Practice(
            workdays=workdays,
            cadence=cadence,
            zone=ZoneInfo(table.zone),
            hours=hours,
            quiet=self._quiet(table.quiet),
            measures=self._measures(),
            pace=Pace(business_days=pace.business_days, calls_a_day=pace.calls_a_day),
            feed_back=self._feed_days("back", self.file.feeds.back, 400),
            feed_ahead=self._feed_days("ahead", self.file.feeds.ahead, HORIZON),
        )

    def _measures(self) -> Mapping[str, Measure]:
        overrides = [Override(**msgspec.structs.asdict(table)) for table in self.file.measure]
        try:
            return catalogue(overrides)
        except BadMeasure as error:
            for mistake in error.mistakes:
                self._wrong("measure", mistake)
            return measures()

    def _gifts(self, table: GiftsTable) -> Limits:
        limits = msgspec.structs.asdict(table)
        for key, value in limits.items():
            if not 0 <= value < 10_000:
                self._wrong(f"gifts.{key}", f"expected 0 or more, got {value:g}")
        return Limits(**limits)

    def _kept(self, key: str, text: str) -> Span:
        try:
            span = parse_span(text)
        except BadSpan as error:
            self._wrong(f"privacy.{key}", str(error))
            return LEAST_KEPT
        if key == "keep_disclosures" and span.in_days < LEAST_KEPT.in_days:
            self._wrong(f"privacy.{key}", "the log of what was told is kept six years at least (45 CFR 164.530(j))")
        return span

    def _folder(self, key: str, name: str) -> Path | None:
        folder = self.path.parent / name
        if name and not folder.is_dir():
            self._wrong(key, f"there is no folder {folder}")
        return folder if name else None

    def _paper(self, text: str) -> str:
        known = {"letter": "us-letter", "us-letter": "us-letter", "a4": "a4"}
        if text.lower() not in known:
            self._wrong("practice.paper", f'"{text}" is not a size of paper; write letter or a4')
        return known.get(text.lower(), "us-letter")

    def _quiet(self, text: str) -> tuple[time, time] | None:
        if not text:
            return None
        first, _, last = text.partition("-")
        try:
            return time.fromisoformat(first.strip()), time.fromisoformat(last.strip())
        except ValueError:
            self._wrong("practice.quiet", f'"{text}" is not a part of the day; write for example 20:00-08:00')
            return None

    def _feed_days(self, key: str, text: str, most: int) -> timedelta:
        try:
            days = parse_span(text).in_days
        except BadSpan as error:
            self._wrong(f"feeds.{key}", str(error))
            return timedelta(0)
        if days > most:
            why = "nothing is planned further ahead" if key == "ahead" else "calendars get slow"
            self._wrong(f"feeds.{key}", f"at most {most} days; {why}")
        return timedelta(days=days)

    def _practitioners(self) -> dict[str, Practitioner]:
        found: dict[str, Practitioner] = {}
        if not self.file.practitioner:
            self._wrong("practitioner", "name at least one: a [[practitioner]] table with code, name and email")
        for number, table in enumerate(self.file.practitioner, 1):
            key = f"practitioner[{number}]"
            if not table.code.isidentifier() or not table.code.isascii():
                self._wrong(f"{key}.code", f'"{table.code}" is not a short name; write letters such as maya')
            if table.code in found:
                self._wrong(f"{key}.code", f'"{table.code}" is taken; choose another')
            if table.email and table.email.count("@") != 1:
                self._wrong(f"{key}.email", f'"{table.email}" is not an e-mail address')
            found[table.code] = Practitioner(
                code=table.code,
                name=table.name,
                email=table.email,
                phone=table.phone,
                title=table.title,
                digest_at=self._morning(f"{key}.morning", table.morning),
                sees=self._sees(f"{key}.sees", table.sees),
            )
        return found

    def _morning(self, key: str, text: str) -> time:
        at = self._time(key, text)
        if at >= MORNING_ENDS:
            self._wrong(key, f"from {MORNING_ENDS:%H:%M} on no morning e-mail goes out; write an earlier time")
        return at

    def _sees(self, key: str, text: str) -> Sees:
        if text not in list(Sees):
            self._wrong(key, f'"{text}" is not known; write "all" or "own"')
            return Sees.OWN
        return Sees(text)

    def _rules_practitioners(self, known: dict[str, Practitioner]) -> None:
        """A rule for a practitioner who is not there would never hold, and nobody would know."""
        for rule in self.rules.rules:
            for condition in _all_conditions((*rule.only_if, *rule.unless, *rule.stop)):
                for code in condition.codes - known.keys() if isinstance(condition, OfPractitioner) else ():
                    self.mistakes.unknown(f"{rule.file}, rule {rule.id}, practitioner", code, known, "practitioner")

    def _time(self, key: str, text: str) -> time:
        try:
            return time.fromisoformat(text)
        except ValueError:
            self._wrong(key, f'"{text}" is not a time of day; write for example 07:00')
            return time(7, 0)

    def _channels(self, known: Collection[str]) -> Iterator[ChannelTable]:
        names: set[str] = set()
        for number, table in enumerate(self.file.channel, 1):
            key = f"channel[{number}]"
            name = table.name or table.kind
            needed = CHANNELS.get(table.kind)
            if needed is None:
                self.mistakes.unknown(f"{self.path.name}, {key}.kind", table.kind, CHANNELS, "kind")
                continue
            for name_ in needed:
                if not getattr(table, name_):
                    self._wrong(f"{key}.{name_}", f"a channel of kind {table.kind} needs it")
            if table.security not in ("none", "starttls", "tls"):
                words = nearest(table.security, ("none", "starttls", "tls"))
                self._wrong(f"{key}.security", f'"{table.security}" is not known; {words}')
            if table.sender and not _is_mailbox(table.sender):
                self._wrong(f"{key}.sender", "expected one address, as in: Rapport <rapport@example.org>")
            if table.practitioner and table.practitioner not in known:
                words = nearest(table.practitioner, known)
                self._wrong(f"{key}.practitioner", f'"{table.practitioner}" is no practitioner; {words}')
            if name in names:
                self._wrong(f"{key}.name", f'"{name}" is taken; give each channel its own name')
            names.add(name)
            yield msgspec.structs.replace(table, name=name)

    def _database_url(self) -> str:
        """A relative SQLite path is meant from the file's folder."""
        url = self.file.database.url
        prefix = "sqlite:///"
        if url.startswith(prefix) and not url.startswith(prefix + "/"):
            url = prefix + str((self.path.parent / url.removeprefix(prefix)).absolute())
        if key_file := self.file.database.key_file:
            if not url.startswith(prefix):
                self._wrong("database.key_file", "only an SQLite database is encrypted by Rapport")
            return f"{url}?key_file={quote(str((self.path.parent / key_file).absolute()))}"
        return url


def _all_conditions(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Conditions with those inside them."""
    for condition in conditions:
        yield condition
        if isinstance(condition, All | AnyOf | NoneOf):
            yield from _all_conditions(condition.conditions)


def _is_zone(name: str) -> bool:
    """Whether it names a time zone; read by its name, for listing them all takes longer than everything else here."""
    if name.partition("/")[0] in ("posix", "right", "posixrules"):
        return False
    try:
        ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        return False
    return True


def _zones(text: str) -> list[str]:
    """The zones worth proposing: those that share a word with what was written, else the common ones."""
    words = {w.lower() for w in text.replace("_", "/").split("/") if len(w) > 2}
    near = [z for z in available_timezones() if words & {w.lower() for w in z.replace("_", "/").split("/")}]
    return near or ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/London"]


def _is_mailbox(text: str) -> bool:
    try:
        mailbox(text, "sender")
    except ValueError:
        return False
    return True


def _is_region(text: str) -> bool:
    return len(text) == 2 and text.isalpha() and text.isupper()
