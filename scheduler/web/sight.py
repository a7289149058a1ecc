"""Sight: which follow-ups a practitioner is shown in the browser, and which of them are hers to do."""

from dataclasses import dataclass

from scheduler.followups import FollowUp
from scheduler.notifying import covering
from scheduler.people import Sees
from scheduler.store import followups, journal
from scheduler.store.tx import Transaction
from scheduler.web.visits import Visit

#: What was done to follow-ups, as the journal names it. Only these are taken back by who sees only her own.
_ON_FOLLOW_UPS = frozenset({"done", "dismiss", "snooze", "move", "ack"})
#: What is taken back with commands of its own.
_NOT_HERE = frozenset({"import", "import undo"})


@dataclass(frozen=True, slots=True)
class Sight:
    """What one practitioner is shown today."""

    everything: bool
    #: Herself, and the colleagues whom she covers today.
    hers: frozenset[str]

    def mine(self, follow_up: FollowUp) -> bool:
        """Whether it is hers to do today."""
        return follow_up.planned.practitioner in self.hers

    def shows(self, follow_up: FollowUp) -> bool:
        """Whether she is shown it at all."""
        return self.everything or self.mine(follow_up)


def sight_of(tx: Transaction, visit: Visit) -> Sight:
    """What whoever is logged in is shown today."""
    me = visit.me
    covers = covering(tx, visit.house.practitioners, visit.today)
    covered = {away for away, cover in covers.items() if cover == me.code}
    return Sight(me.sees is Sees.ALL, frozenset({me.code, *covered}))


def last_act(tx: Transaction, sight: Sight) -> journal.Act | None:
    """The last act, if whoever looks may take it back here."""
    act = journal.last(tx)
    if act is None or act.verb in _NOT_HERE:
        return None
    if sight.everything:
        return act
    touched = [followups.get(tx, id_) for id_ in act.before.get("follow_ups", {})]
    hers = bool(touched) and all(f is not None and sight.mine(f) for f in touched)
    return act if hers and act.verb in _ON_FOLLOW_UPS else None
