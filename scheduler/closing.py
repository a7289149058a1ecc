"""What people decide: done, dismissed, snoozed, moved, acknowledged. An outcome is recorded as a fact.

Every function works inside one transaction that its caller opened, and none of them sends anything.
"""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import structs

from scheduler import disclosing
from scheduler.facts import Fact
from scheduler.followups import FollowUp, FollowUpKind, State
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.outcomes import outcome_fact
from scheduler.placing import touched_with
from scheduler.private import Private
from scheduler.reconciling import Changes
from scheduler.replanning import repace, replan_touched
from scheduler.spans import spoken
from scheduler.store import facts as fact_store
from scheduler.store import followups as follow_up_store
from scheduler.store import journal
from scheduler.store.tx import Transaction


def close(
    tx: Transaction,
    house: House,
    follow_up: FollowUp,
    outcome: str,
    now: datetime,
    *,
    together: Sequence[FollowUp] = (),
    note: str = "",
    channel: str = "",
    also: Sequence[Fact] = (),
    by: str = "",
) -> Changes:
    """A follow-up is done: its outcome becomes a fact, and what follows from that is planned.

    `together` are others that the same contact settled; one `undo` takes all of it back.
    """
    closed = [follow_up, *together]
    for one in closed:
        _must_be_open(one)
        _must_not_be_blocked(one, outcome)
    today = house.today(now)
    outcomes = [outcome_fact(one, outcome, today, note, channel) for one in closed]
    stored = fact_store.store_new(tx, [*outcomes, *also], now, by)
    disclosing.log(tx, house, stored, now)
    what = f"{follow_up.planned.kind.spoken} {' '.join(one.id for one in closed)}"
    journal.remember(tx, "done", what, now, facts=[(f.number, 0) for f in stored], follow_ups=closed)
    for one in closed:
        story = (*one.story, f"done {spoken(today)}: {outcome}")
        done = structs.replace(
            one, state=State.DONE, outcome=outcome, note=Private(note), closed_at=now, changed_at=now, story=story
        )
        follow_up_store.save(tx, done)
    return replan_touched(tx, house, stored, now)


def _must_not_be_blocked(follow_up: FollowUp, outcome: str) -> None:
    """A page that may not be told is not ticked off as sent; one that has gone all the same is recorded as such."""
    planned = follow_up.planned
    papers = (FollowUpKind.REPORT, FollowUpKind.LETTER)
    if follow_up.blocked_by and planned.kind in papers and outcome in ("sent", "letter sent", "e-mail sent"):
        raise Refusal(
            f"{follow_up.id} may not go: {follow_up.blocked_by}. Nothing was changed; if it has gone all the same: "
            f"rapport record report {planned.client} --provider {planned.provider}"
        )


def sharing(tx: Transaction, follow_up: FollowUp) -> list[FollowUp]:
    """The others of the same kind that share the contact: one call, three clients; one mailing, six reports."""
    if follow_up.bundle is None:
        return []
    same = [f for f in follow_up_store.in_bundle(tx, follow_up.bundle) if f.planned.kind is follow_up.planned.kind]
    return [f for f in same if f.id != follow_up.id]


def dismiss(tx: Transaction, house: House, follow_up: FollowUp, because: str, now: datetime) -> None:
    """A person decides that it will not be done; the engine never brings it back."""
    _must_be_open(follow_up)
    story = (*follow_up.story, f"dismissed {spoken(house.today(now))}: {because}")
    _person_decides(
        tx,
        house,
        "dismiss",
        follow_up,
        structs.replace(
            follow_up,
            state=State.DISMISSED,
            note=Private(because),
            closed_at=now,
            sequence=follow_up.sequence + 1,
            story=story,
        ),
        now,
    )


def snooze(tx: Transaction, house: House, follow_up: FollowUp, until: date, now: datetime) -> None:
    """Hide it until a day; nothing else about it changes."""
    _must_be_open(follow_up)
    if until <= house.today(now):
        raise Refusal(f"{spoken(until)} is not ahead; give a later day")
    story = (*follow_up.story, f"snoozed {spoken(house.today(now))} until {spoken(until)}")
    _person_decides(tx, house, "snooze", follow_up, structs.replace(follow_up, snoozed_until=until, story=story), now)


def move(tx: Transaction, house: House, follow_up: FollowUp, to: date, now: datetime) -> None:
    """Pin it to a day; the engine no longer moves it, but still withdraws it when its reason goes."""
    _must_be_open(follow_up)
    if to < house.today(now):
        raise Refusal(f"{spoken(to)} has passed; give a day from today on")
    story = (*follow_up.story, f"moved {spoken(house.today(now))} to {spoken(to)} by hand")
    moved = structs.replace(
        follow_up, pinned=to, snoozed_until=None, sequence=follow_up.sequence + 1, noticed_for=None, story=story
    )
    _person_decides(tx, house, "move", follow_up, moved, now)


def acknowledge(tx: Transaction, house: House, follow_up: FollowUp, now: datetime) -> None:
    """Somebody has seen it: it is not told again, and stays to be done."""
    _must_be_open(follow_up)
    story = (*follow_up.story, f"acknowledged {spoken(house.today(now))}")
    _person_decides(
        tx,
        house,
        "ack",
        follow_up,
        structs.replace(follow_up, noticed_for=follow_up.day, seen_at=now, story=story),
        now,
    )


def _person_decides(tx: Transaction, house: House, verb: str, before: FollowUp, after: FollowUp, now: datetime) -> None:
    journal.remember(tx, verb, f"{before.planned.kind.spoken} {before.id}", now, follow_ups=[before])
    follow_up_store.save(tx, structs.replace(after, changed_at=now))
    repace(tx, house, now, touched_with([before]))


def _must_be_open(follow_up: FollowUp) -> None:
    if not follow_up.open:
        raise Refusal(f"{follow_up.id} is already {follow_up.state.value}; to take that back: rapport undo")
