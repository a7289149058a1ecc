"""Sight: what a practitioner is shown in the browser: which follow-ups, clients and facts, and which are hers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from scheduler.facts import Fact
from scheduler.followups import FollowUp
from scheduler.notifying import covering
from scheduler.people import Client, People, Sees
from scheduler.store import facts as fact_store
from scheduler.store import followups, journal
from scheduler.store import people as people_store
from scheduler.store.tx import Transaction
from scheduler.web.visits import Visit

#: What is taken back with commands of its own.
_NOT_HERE = frozenset({"import", "import undo"})


@dataclass(frozen=True, slots=True)
class Sight:
    """What one practitioner is shown today."""

    everything: bool
    #: Herself, and the colleagues whom she covers today.
    hers: frozenset[str]
    #: Her name, as facts remember who told them.
    name: str = ""

    def mine(self, follow_up: FollowUp) -> bool:
        """Whether it is hers to do today."""
        return follow_up.planned.practitioner in self.hers

    def shows(self, follow_up: FollowUp) -> bool:
        """Whether she is shown it at all."""
        return self.everything or self.mine(follow_up)

    def knows(self, client: Client | None, people: People) -> bool:
        """Whether she is shown a client."""
        return self.everything or (client is not None and people.practitioner_for(client) in self.hers)

    def tells(self, fact: Fact, people: People) -> bool:
        """Whether she is shown a fact: what names no client, and what is about a client whom she is shown."""
        return fact.client is None or self.knows(people.clients.get(fact.client), people)


def sight_of(tx: Transaction, visit: Visit) -> Sight:
    """What whoever is logged in is shown today."""
    me = visit.me
    covers = covering(tx, visit.house.practitioners, visit.today)
    covered = {away for away, cover in covers.items() if cover == me.code}
    return Sight(me.sees is Sees.ALL, frozenset({me.code, *covered}), me.name)


def last_act(tx: Transaction, visit: Visit, sight: Sight) -> journal.Act | None:
    """The last act, if whoever looks may take it back here."""
    act = journal.last(tx)
    if act is None or act.verb in _NOT_HERE:
        return None
    return act if sight.everything or _hers(tx, visit, sight, act) else None


def about(act: journal.Act | None, *, facts: Collection[int] = (), ids: Collection[str] = ()) -> journal.Act | None:
    """An act if it touched one of these facts, or somebody or something with one of these codes; else nothing."""
    if act is None:
        return None
    told = {number for number, _ in act.before.get("facts", [])}
    touched = {*act.before.get("people", {}), *act.before.get("follow_ups", {})}
    return act if told & set(facts) or touched & set(ids) else None


def _hers(tx: Transaction, visit: Visit, sight: Sight, act: journal.Act) -> bool:
    """Whether everything that an act touched is about her own clients, or was told by herself."""
    follow_ups = [followups.get(tx, id_) for id_ in act.before.get("follow_ups", {})]
    told = [fact_store.get(tx, number) for number, _ in act.before.get("facts", [])]
    entered = act.before.get("people", {})
    people = _people(tx, visit, [*(f.client for f in told if f and f.client), *entered])
    facts_hers = (f is not None and (_about_hers(f, sight, people) or f.recorded_by == sight.name) for f in told)
    people_hers = (code not in people.clients or sight.knows(people.clients[code], people) for code in entered)
    touched = bool(follow_ups or told or entered)
    return touched and all(f is not None and sight.mine(f) for f in follow_ups) and all(facts_hers) and all(people_hers)


def _about_hers(fact: Fact, sight: Sight, people: People) -> bool:
    return fact.client is not None and sight.knows(people.clients.get(fact.client), people)


def _people(tx: Transaction, visit: Visit, codes: Iterable[str]) -> People:
    return People(people_store.clients(tx, list(codes)), {}, visit.house.practitioners)
