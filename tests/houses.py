"""Houses for tests: the shipped rules, a fixed clock, real SQLite files."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import structs

from calendars.workdays import Workdays, parse_hours
from scheduler import config
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp, Key, Planned
from scheduler.history import History
from scheduler.house import House
from scheduler.mistakes import Mistakes
from scheduler.pacing import Pace
from scheduler.people import Client, People, Practitioner, Provider, Tier
from scheduler.planning import Practice, plan, window
from scheduler.private import Private
from scheduler.reconciling import Changes, reconcile
from scheduler.rules import RuleSet
from scheduler.rules.reading import read_rules
from scheduler.spans import Span, Unit
from scheduler.store import meta, people
from scheduler.store.engine import Store, connect
from scheduler.store.followups import identified
from scheduler.store.tx import Transaction
from scheduler.store.upgrading import upgrade

ZONE = ZoneInfo("America/New_York")
#: Tuesday.
TODAY = date(2026, 11, 24)
SHIPPED = Path(__file__).parents[1] / "scheduler" / "defaults" / "config.toml"

MAYA = Practitioner(code="maya", name="Maya Chen", email="maya@example.org")
JON = Practitioner(code="jon", name="Jon Park", email="jon@example.org")
RUIZ = Client(code="CRVZ", name=Private("Ana Ruiz"), practitioner="maya", entered_on=date(2026, 1, 5))
OKAFOR = Client(code="C0KF", name=Private("Ben Okafor"), practitioner="maya", entered_on=date(2026, 1, 5))
DIAZ = Client(code="CD1A", name=Private("Rosa Diaz"), practitioner="jon", entered_on=date(2026, 1, 5))
LEE = Provider(
    code="P1EE",
    name="Dr. Alan Lee",
    specialty="orthopedics",
    phone="+16175550142",
    entered_on=date(2026, 1, 5),
    tier=Tier.A,
)
SHAH = Provider(code="PSHA", name="Dr. Priya Shah", phone="+16175550110", entered_on=date(2026, 1, 5), tier=Tier.B)
ORTIZ = Provider(code="P0RT", name="Dr. Sam Ortiz", phone="+16175550121", entered_on=date(2026, 1, 5))
CLIENTS = {c.code: c for c in (RUIZ, OKAFOR, DIAZ)}
PROVIDERS = {p.code: p for p in (LEE, SHAH, ORTIZ)}
PEOPLE = People(CLIENTS, PROVIDERS, {"maya": MAYA, "jon": JON})
PRACTICE = Practice(
    workdays=Workdays(),
    cadence=Span(30, Unit.DAY),
    zone=ZONE,
    hours=parse_hours("Mon-Fri 9-17"),
    pace=Pace(business_days=5, calls_a_day=3),
)


def open_days(workdays: Workdays, first: date, last: date) -> int:
    """The number of open days after `first`, up to and including `last`."""
    return sum(workdays.is_open(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def at_noon(day: date) -> datetime:
    """A moment on a day of the practice."""
    return datetime.combine(day, time(12), ZONE).astimezone(UTC)


@cache
def shipped_rules() -> RuleSet:
    """The rules that ship."""
    return config.load(SHIPPED).rules


def rules(*tables: dict[str, Any]) -> RuleSet:
    """Rules from tables, without mistakes."""
    mistakes = Mistakes()
    found = read_rules([("test.toml", table) for table in tables], mistakes)
    assert not mistakes, [str(m) for m in mistakes.found]
    return found


def rule(**changes: Any) -> dict[str, Any]:
    """A rule as it is written: thanks one business day after a referral, unless something else is said."""
    table: dict[str, Any] = {
        "id": "thanks",
        "title": "Thanks",
        "when": {"referral": "received"},
        "follow_up": {"kind": "thank_you", "to": "provider", "due": "1 business day after"},
    }
    return {**table, **changes}


_numbers = iter(range(1, 10**9))


def fact(kind: str, value: str, on: date, *, number: int | None = None, **more: Any) -> Fact:
    """A fact that stands."""
    n = number or next(_numbers)
    people_named = {who: more.pop(who) for who in ("client", "provider", "practitioner") if who in more}
    at = more.pop("at", None)
    identity = more.pop("identity", f"F{n}")
    closes = more.pop("closes", None)
    return Fact(
        number=n,
        kind=FactKind(kind),
        value=value,
        on=on,
        at=at,
        identity=identity,
        closes=closes,
        data=more,
        recorded_at=at_noon(on),
        **people_named,
    )


def history(facts: Iterable[Fact], today: date = TODAY, people: People = PEOPLE) -> History:
    """What is known as of a day."""
    return History(people, facts, today)


def planned(
    facts: Iterable[Fact], rule_set: RuleSet, today: date = TODAY, practice: Practice = PRACTICE
) -> dict[Key, Planned]:
    """The plan of a day."""
    return plan(history(facts, today), rule_set, practice, window(today))


def only(plans: dict[Key, Planned]) -> Planned:
    """The one follow-up of a plan."""
    (found,) = plans.values()
    return found


class Shelf:
    """A store in memory, for laws that need thousands of runs."""

    def __init__(self) -> None:
        self.rows: dict[Key, FollowUp] = {}

    def reconcile(self, wanted: dict[Key, Planned], today: date) -> Changes:
        """Apply the difference to the rows, and return it."""
        now = at_noon(today)
        changes = reconcile(wanted, self.rows.values(), today, now)
        taken = {f.id for f in self.rows.values()}
        for row in identified(changes.insert, "secret", lambda codes: taken & set(codes), today, now):
            assert row.key not in self.rows
            self.rows[row.key] = row
        for row in (*changes.move, *changes.withdraw, *changes.revive):
            self.rows[row.key] = row
        return changes

    def put(self, row: FollowUp, **changes: Any) -> None:
        """Change a row by hand, as a person would."""
        self.rows[row.key] = structs.replace(row, **changes)


def house(rule_set: RuleSet | None = None, practice: Practice = PRACTICE) -> House:
    """A house with the shipped rules or others."""
    return House(
        practice=practice,
        rules=shipped_rules() if rule_set is None else rule_set,
        practitioners={"maya": MAYA, "jon": JON},
    )


def new_store(folder: Path) -> Store:
    """An empty SQLite store with the migrated schema, and a secret of its own."""
    file = folder / "rapport.db"
    file.touch(0o600)
    file.write_bytes(_migrated())
    store = connect(f"sqlite:///{file}")
    with store.write() as tx:
        meta.forget(tx, meta.SECRET)
        meta.secret(tx)
    return store


@cache
def _migrated() -> bytes:
    """Such a store, made once: a copy of it costs nothing."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "rapport.db"
        store = connect(f"sqlite:///{file}", create=True)
        upgrade(store)
        store.close()
        return file.read_bytes()


def add_people(tx: Transaction, who: Sequence[Client | Provider] = (*CLIENTS.values(), *PROVIDERS.values())) -> None:
    """Store the usual people."""
    for one in who:
        if isinstance(one, Client):
            people.add_client(tx, one)
        else:
            people.add_provider(tx, one)
