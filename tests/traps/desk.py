"""A practice for the traps: a real SQLite store, a folder channel, and a clock that the test sets."""

import email
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from msgspec import structs

from calendars import ics
from calendars.entries import Entry
from outreach.channels.folder import Folder
from outreach.consent import Way
from outreach.messages import Message, Receipt
from scheduler.facts import Fact
from scheduler.followups import FollowUp, Status, status
from scheduler.history import History
from scheduler.planning import Practice
from scheduler.publishing import Rendered, render
from scheduler.recording import correct, record, retract
from scheduler.reminding import Post, Route
from scheduler.replanning import as_of_now, history_of, replan_everything
from scheduler.rounds import Round, run_round
from scheduler.rules import RuleSet
from scheduler.store import feeds, followups
from scheduler.store.engine import Store
from tests.houses import PRACTICE, TODAY, add_people, at_noon, fact, house, new_store

POST = Post(routes=(Route(name="folder", needs_address=False),), public_url="http://127.0.0.1:8765")
SENDERS = {"folder": "Rapport <rapport@localhost>"}
#: 32 characters, as a real token has them.
TOKEN = "Tr4ps" + "x" * 27


class Counting:
    """The folder channel, and how often it was handed each message."""

    def __init__(self, folder: Path) -> None:
        self.inner = Folder(name="folder", folder=folder)
        self.sent: list[str] = []

    @property
    def name(self) -> str:
        """What it is called in the configuration."""
        return self.inner.name

    @property
    def way(self) -> Way:
        """How it reaches people."""
        return self.inner.way

    @property
    def repeatable(self) -> bool:
        """Each is handed over by itself."""
        return False

    def send(self, message: Message) -> Receipt:
        """Count it, and write it to the folder."""
        self.sent.append(message.message_id)
        return self.inner.send(message)


class Desk:
    """One practice: told facts, asked for its follow-ups, ticked, as of the day that the test says."""

    def __init__(
        self, folder: Path, rule_set: RuleSet | None = None, practice: Practice = PRACTICE, today: date = TODAY
    ) -> None:
        self.folder = folder
        self.store: Store = new_store(folder)
        self.house = house(rule_set, practice)
        self.now = at_noon(today)
        self.channel = Counting(folder / "outbox")
        with self.store.write() as tx:
            add_people(tx)
            replan_everything(tx, self.house, self.now)

    @property
    def today(self) -> date:
        """The practice's local day."""
        return self.house.today(self.now)

    def at(self, day: date, hour: int = 9, minute: int = 0) -> "Desk":
        """Move the clock to a wall time of the practice."""
        self.now = datetime.combine(day, time(hour, minute), self.house.practice.zone).astimezone(UTC)
        return self

    def tell(self, kind: str, value: str, on: date | None = None, **more: Any) -> Fact:
        """Record a fact, as a person would."""
        told = fact(kind, value, on or self.today, **{"identity": "", **more})
        with self.store.write() as tx:
            stored, _ = record(tx, self.house, told, self.now)
        return stored

    def correct(self, told: Fact, **changes: Any) -> Fact:
        """Correct a fact."""
        with self.store.write() as tx:
            stored, _ = correct(tx, self.house, structs.replace(told, **changes), self.now)
        return stored

    def retract(self, told: Fact) -> None:
        """Take a fact back."""
        with self.store.write() as tx:
            retract(tx, self.house, told.number, self.now)

    def take(self, rule_set: RuleSet) -> None:
        """Read other rules, and plan by them."""
        self.house = replace(self.house, rules=rule_set)
        with self.store.write() as tx:
            replan_everything(tx, self.house, self.now)

    def rows(self, rule: str = "") -> list[FollowUp]:
        """Every stored follow-up (of a rule), closed ones too."""
        with self.store.read() as tx:
            return [f for f in followups.all_of(tx) if rule in ("", f.key.rule)]

    def open(self, rule: str = "") -> list[FollowUp]:
        """The follow-ups that are to be done (by a rule), as a reader sees them now."""
        with self.store.read() as tx:
            return [f for f in as_of_now(tx, self.house, self.now) if rule in ("", f.key.rule)]

    def one(self, rule: str = "") -> FollowUp:
        """The one open follow-up (of a rule)."""
        (found,) = self.open(rule)
        return found

    def status(self, follow_up: FollowUp) -> Status:
        """What a reader sees today."""
        return status(follow_up, self.today)

    def round(self) -> Round:
        """One round of the daemon."""
        return run_round(self.store, self.house, POST, {"folder": self.channel}, SENDERS, self.now)

    def letters(self) -> list[EmailMessage]:
        """What lies in the folder."""
        return letters(self.folder / "outbox")

    def history(self) -> History:
        """What is known today."""
        with self.store.read() as tx:
            return history_of(tx, self.house, self.today)

    def subscribe(self, practitioner: str = "maya", token: str = TOKEN, name: str = "phone", **shown: Any) -> None:
        """Open a calendar feed."""
        with self.store.write() as tx:
            feeds.add(tx, name, practitioner, token, now=self.now, **shown)

    def fetch(self, token: str = TOKEN) -> Rendered:
        """Fetch the feed, as a calendar program does."""
        with self.store.write() as tx:
            feed = feeds.by_token(tx, token)
            assert feed is not None
            rendered = render(tx, feed, self.house.practice, self.now)
            feeds.note_fetches(tx, feed.id, "a calendar", (self.now, self.now), times=1, unchanged=0)
        return rendered

    def entries(self, token: str = TOKEN) -> list[Entry]:
        """The entries of the feed."""
        return ics.read(self.fetch(token).body)


def letters(folder: Path) -> list[EmailMessage]:
    """The messages in a folder."""
    found = []
    for path in sorted(folder.glob("*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        found.append(message)
    return found


def words(message: EmailMessage) -> str:
    """The plain text of a message."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
