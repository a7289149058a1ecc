"""Laws of merging over random histories, in a real store: one plan, nothing done undone, one undo parts all."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from scheduler.facts import Fact
from scheduler.followups import Key, State
from scheduler.house import House
from scheduler.merging import merge_clients, merge_providers
from scheduler.people import Practitioner
from scheduler.recording import undo
from scheduler.replanning import replan, replan_everything
from scheduler.store import facts as fact_store
from scheduler.store import followups as follow_up_store
from scheduler.store import people as people_store
from scheduler.store.engine import connect
from scheduler.store.tables import Base
from scheduler.store.tx import Transaction
from tests.houses import CLIENTS, PRACTICE, PROVIDERS, TODAY, at_noon
from tests.laws.test_engine import RULES, histories

NOW = at_noon(TODAY)
HOUSE = House(practice=PRACTICE, rules=RULES, practitioners={"maya": Practitioner(code="maya", name="Maya Chen")})
SETTLED = (State.DONE, State.DISMISSED)


def facts_of(tx: Transaction) -> set[tuple[Any, ...]]:
    """What stands, as far as it was told."""
    return {
        (f.number, f.kind, f.value, f.on, f.client, f.provider, f.closes, tuple(sorted(f.data.items())))
        for f in fact_store.all_current(tx)
    }


def rows_of(tx: Transaction, *states: State) -> set[tuple[str, str, str]]:
    """The follow-ups in these states: id, key, state."""
    return {(f.id, str(f.key), f.state) for f in follow_up_store.all_of(tx) if f.state in states}


def settle(tx: Transaction, states: list[State]) -> None:
    """A person has decided about some of what is open."""
    for follow_up, state in zip(follow_up_store.open_ones(tx), states, strict=False):
        if state is not State.OPEN:
            follow_up_store.save(tx, structs.replace(follow_up, state=state, closed_at=NOW))


def merge(tx: Transaction, makes: str, keep: str, other: str) -> None:
    """Make one of two."""
    if makes == "client":
        clients = people_store.clients(tx)
        merge_clients(tx, HOUSE, clients[keep], clients[other], NOW, sure=True)
    else:
        providers = people_store.providers(tx)
        merge_providers(tx, HOUSE, providers[keep], providers[other], NOW, sure=True)


def told_twice(facts: list[Fact], makes: str, keep: str, other: str) -> list[Fact]:
    """The facts, and of some of the first person the same once more of the second."""
    named = [f for f in facts if getattr(f, makes) == keep][:3]
    twins = [structs.replace(f, **{makes: other}) for f in named]
    both = [*facts, *twins]
    return [structs.replace(f, number=0, identity=f"S{n}") for n, f in enumerate(both, 1)]


def _led(key: Key, makes: str, keep: str, other: str, told: int) -> list[Key]:
    """What a key may be afterwards: with the first person, anchored on its own fact or on that fact's twin."""
    client = keep if makes == "client" and key.client == other else key.client
    provider = keep if makes == "provider" and key.provider == other else key.provider
    anchors = [key.anchor, *(f"S{n}" for n in range(1, told + 1) if key.anchor.startswith("S"))]
    own = structs.replace(key, client=client, provider=provider)
    twin = key.anchor.startswith("S") and int(key.anchor[1:]) > told
    return [structs.replace(own, anchor=anchor) for anchor in (anchors if twin else anchors[:1])]


@given(histories(), st.lists(st.sampled_from(list(State)[:3]), max_size=12), st.sampled_from(["client", "provider"]))
@settings(max_examples=25, deadline=None)
def test_two_become_one_and_one_undo_parts_them(facts: list[Fact], states: list[State], makes: str) -> None:
    everybody = CLIENTS if makes == "client" else PROVIDERS
    keep, other = sorted(everybody)[:2]
    with tempfile.TemporaryDirectory() as folder:
        store = connect(f"sqlite:///{Path(folder) / 'rapport.db'}", create=True)
        Base.metadata.create_all(store.writer)
        with store.write() as tx:
            for client in CLIENTS.values():
                people_store.add_client(tx, client)
            for provider in PROVIDERS.values():
                people_store.add_provider(tx, provider)
            fact_store.store_new(tx, told_twice(facts, makes, keep, other), NOW, "maya")
            replan_everything(tx, HOUSE, NOW)
            settle(tx, states)
            replan(tx, HOUSE, NOW)
            before = (facts_of(tx), rows_of(tx, State.OPEN, *SETTLED))
            settled = [f for f in follow_up_store.all_of(tx) if f.state in SETTLED]
            merge(tx, makes, keep, other)
            after = follow_up_store.all_of(tx)
            assert not [f for f in after if f.open and other in (f.planned.client, f.planned.provider)]
            assert not any(other in (f.client, f.provider) for f in fact_store.all_current(tx))
            found = {f.key: f.state for f in after if f.state in SETTLED}
            for one in settled:
                same = [found[key] for key in _led(one.key, makes, keep, other, len(facts)) if key in found]
                assert same, "what a person decided is gone"
                assert one.state is not State.DONE or State.DONE in same
            assert not replan(tx, HOUSE, NOW)[0]
            undo(tx, HOUSE, NOW)
            assert (facts_of(tx), rows_of(tx, State.OPEN, *SETTLED)) == before
            assert not replan(tx, HOUSE, NOW)[0]
        store.close()
