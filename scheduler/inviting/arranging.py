"""A proposed meeting becomes one that is arranged: a fact at that time, which closes the follow-up that proposed it."""

from datetime import datetime

from msgspec import structs

from scheduler.facts import Fact, FactKind
from scheduler.facts.making import make
from scheduler.followups import FollowUp, FollowUpKind, Recipient, State
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.private import NOTHING
from scheduler.replanning import replan_touched
from scheduler.slotting import LENGTH
from scheduler.spans import spoken
from scheduler.store import facts as fact_store
from scheduler.store import followups, journal
from scheduler.store.tx import Transaction


def arrange(tx: Transaction, house: House, follow_up: FollowUp, now: datetime, by: str = "") -> Fact:
    """Record the meeting that a follow-up proposes; one `undo` takes both back. Raises `Refusal`.

    The meeting is the follow-up's outcome: when it is declined or retracted, the follow-up is open again.
    """
    planned = follow_up.planned
    if not follow_up.open:
        raise Refusal(f"{follow_up.id} is already {follow_up.state.value}; nobody was invited")
    meeting = planned.kind is FollowUpKind.MEETING and planned.recipient is Recipient.PROVIDER and planned.provider
    if not meeting or follow_up.at is None:
        why = "has no time yet" if meeting else f"is a {planned.kind.spoken}, no meeting with a provider"
        raise Refusal(f"{follow_up.id} {why}; record it first: rapport record meeting PROVIDER --on DATE --at 14:30")
    today = house.today(now)
    made = make(
        FactKind.MEETING,
        on=follow_up.day,
        at=follow_up.at,
        today=today,
        provider=planned.provider,
        practitioner=planned.practitioner or None,
        fields={"minutes": str(int(LENGTH.total_seconds() // 60))},
    )
    (stored,) = fact_store.store_new(tx, [structs.replace(made, closes=str(follow_up.key))], now, by)
    journal.remember(tx, "arrange", f"meeting {stored.id}", now, facts=[(stored.number, 0)], follow_ups=[follow_up])
    story = (*follow_up.story, f"arranged {spoken(today)} as {stored.id}")
    done = structs.replace(follow_up, state=State.DONE, outcome="scheduled", closed_at=now, changed_at=now, story=story)
    followups.save(tx, done)
    replan_touched(tx, house, [stored], now)
    return stored


def reopen(tx: Transaction, house: House, fact: Fact, why: str, now: datetime) -> None:
    """The follow-up that a meeting closed is to be done after all; it is given another time."""
    follow_up = followups.by_key(tx, fact.closes) if fact.closes else None
    if follow_up is None or follow_up.state is not State.DONE:
        return
    opened = structs.replace(
        follow_up,
        state=State.OPEN,
        outcome="",
        note=NOTHING,
        closed_at=None,
        slot_at=None,
        sequence=follow_up.sequence + 1,
        changed_at=now,
        story=(*follow_up.story, f"open again {spoken(house.today(now))}: {why}"),
    )
    followups.save(tx, opened)
