"""Law 2 where days are full: placing only what an act may have moved equals placing everything."""

import random
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from scheduler.closing import close, dismiss, move
from scheduler.facts import Fact
from scheduler.pacing import Pace
from scheduler.people import Client, Provider
from scheduler.placing import repaced
from scheduler.private import Private
from scheduler.recording import correct, record, retract, undo
from scheduler.replanning import planned_changes, replan_everything
from scheduler.store import facts as fact_store
from scheduler.store import followups
from scheduler.store.tx import Transaction
from tests.houses import PRACTICE, TODAY, add_people, at_noon, house, new_store, rule, rules
from tests.houses import fact as _fact

ENTERED = date(2026, 1, 5)
CLIENTS = [
    Client(code=f"C{n:03}", name=Private(f"Client {n}"), practitioner=("maya", "jon")[n % 3 == 0], entered_on=ENTERED)
    for n in range(10)
]
PROVIDERS = [Provider(code=f"P{n:03}", name=f"Dr. {n}", entered_on=ENTERED) for n in range(5)]
RULES = rules(
    rule(
        id="goal", when={"milestone": "goal met"}, follow_up={"kind": "call", "to": "referring", "due": "2 days after"}
    ),
    rule(id="missed", when={"session": "missed"}, follow_up={"kind": "call", "to": "client", "due": "1 day after"}),
    rule(id="hello", follow_up={"kind": "introduction", "to": "provider", "due": "3 business days after"}),
    rule(
        id="report",
        when={"milestone": "assessment"},
        follow_up={"kind": "report", "to": "referring", "due": "4 days after"},
    ),
    rule(
        id="meet", when={"milestone": "intake"}, follow_up={"kind": "meeting", "to": "referring", "due": "5 days after"}
    ),
)
NOW = at_noon(TODAY)


def fact(kind: str, value: str, on: date, *, client: str | None = None, provider: str | None = None) -> Fact:
    """A fact that the store gives its identity."""
    return _fact(kind, value, on, identity="", client=client, provider=provider)


def _told(chance: random.Random) -> Fact:
    number = chance.randrange(len(CLIENTS))
    on = TODAY - timedelta(days=chance.randrange(6))
    match chance.randrange(6):
        case 0:
            return fact("session", "missed", on, client=f"C{number:03}")
        case 1:
            return fact("milestone", "assessment", on, client=f"C{number:03}")
        case 2:
            return fact("milestone", "intake", on, client=f"C{number:03}")
        case 3:
            return fact("contact", "reached", on, provider=f"P{chance.randrange(5):03}")
        case 4:
            return fact("referral", "received", on, client=f"C{number:03}", provider=f"P{chance.randrange(5):03}")
        case _:
            return fact("milestone", "goal met", on, client=f"C{number:03}")


@pytest.mark.parametrize(("seed", "cap"), [(n, 1 + n % 3) for n in range(12)])
def test_placing_around_what_was_touched_equals_placing_everything(seed: int, cap: int) -> None:
    chance = random.Random(seed)
    house_ = house(RULES, replace(PRACTICE, pace=Pace(business_days=5, calls_a_day=cap)))
    moved = 0

    def act(tx: Transaction) -> str:
        standing, open_ones = fact_store.all_current(tx), followups.open_ones(tx)
        match chance.choice(["tell", "tell", "tell", "correct", "retract", "close", "dismiss", "move", "undo"]):
            case "correct" if standing:
                old = chance.choice(standing)
                correct(tx, house_, structs.replace(old, on=old.on - timedelta(days=chance.randrange(4))), NOW)
                return "correct"
            case "retract" if standing:
                retract(tx, house_, chance.choice(standing).number, NOW)
                return "retract"
            case "close" if open_ones:
                close(tx, house_, chance.choice(open_ones), "reached", NOW)
                return "close"
            case "dismiss" if open_ones:
                dismiss(tx, house_, chance.choice(open_ones), "not needed", NOW)
                return "dismiss"
            case "move" if open_ones:
                move(tx, house_, chance.choice(open_ones), TODAY + timedelta(days=chance.randrange(8)), NOW)
                return "move"
            case "undo" if standing:
                undo(tx, house_, NOW)
                return "undo"
            case _:
                record(tx, house_, _told(chance), NOW)
                return "tell"

    with tempfile.TemporaryDirectory() as folder:
        store = new_store(Path(folder))
        with store.write() as tx:
            add_people(tx, (*CLIENTS, *PROVIDERS))
            for number in range(len(CLIENTS)):
                on = TODAY - timedelta(days=9)
                referred = fact("referral", "received", on, client=f"C{number:03}", provider=f"P{number % 5:03}")
                fact_store.store_new(tx, [referred], NOW)
            replan_everything(tx, house_, NOW)
            for number in range(60):
                done = act(tx)
                assert not planned_changes(tx, house_, NOW), (number, done)
                wrong = repaced(tx, house_, followups.open_ones(tx), NOW)
                assert not wrong, (number, done, [(f.id, str(f.key), f.day) for f in wrong])
                moved += any(f.paced_on for f in followups.open_ones(tx))
        store.close()
    assert moved
