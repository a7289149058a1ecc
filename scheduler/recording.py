"""Acts on the record: a fact is told, corrected or retracted, and what it touches is planned anew; any act is undone.

Every function works inside one transaction that its caller opened, and none of them sends anything.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import structs

from scheduler import disclosing, giving
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp, State
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.placing import touched_with
from scheduler.private import NOTHING
from scheduler.reconciling import Changes
from scheduler.replanning import repace, replan_subjects, replan_touched, touched_by_person
from scheduler.spans import spoken
from scheduler.store import facts as fact_store
from scheduler.store import followups as follow_up_store
from scheduler.store import journal, merging, papers
from scheduler.store import people as people_store
from scheduler.store.tx import Transaction


def record(tx: Transaction, house: House, fact: Fact, now: datetime, by: str = "") -> tuple[Fact, Changes]:
    """Store one new fact, undoably, and plan anew what it touches.

    What is told of a visit or a meeting that was scheduled settles that one: the fact keeps its identity, and one
    word clears its reminder, its preparation and its chaser.
    """
    if fact.kind is FactKind.GIFT:
        giving.judge(tx, house, fact)
    if scheduled := _scheduled(tx, fact):
        settled = structs.replace(
            fact,
            number=scheduled.number,
            identity=scheduled.identity,
            provider=fact.provider or scheduled.provider,
            at=fact.at or scheduled.at,
            data={**scheduled.data, **fact.data},
        )
        return correct(tx, house, settled, now, by)
    (stored,) = fact_store.store_new(tx, [fact], now, by)
    disclosing.log(tx, house, [stored], now)
    journal.remember(tx, "record", f"{stored.kind} {stored.id}", now, facts=[(stored.number, 0)])
    return stored, replan_touched(tx, house, [stored], now)


def record_all(tx: Transaction, house: House, what: str, facts: Sequence[Fact], now: datetime, by: str = "") -> Changes:
    """Store several facts as one act, which one `undo` takes back."""
    stored = fact_store.store_new(tx, facts, now, by)
    disclosing.log(tx, house, stored, now)
    journal.remember(tx, "record", what, now, facts=[(f.number, 0) for f in stored])
    return replan_touched(tx, house, stored, now)


def _scheduled(tx: Transaction, fact: Fact) -> Fact | None:
    """The scheduled visit or meeting that a fact settles: with the same people, on that day."""
    if fact.kind not in (FactKind.VISIT, FactKind.MEETING) or fact.value == "scheduled":
        return None
    for other in fact_store.about(tx, {p for p in (fact.client, fact.provider) if p}):
        same_people = other.client == fact.client and fact.provider in (None, other.provider)
        if other.kind is fact.kind and other.value == "scheduled" and other.on == fact.on and same_people:
            return other
    return None


#: What happens several times a week: only one of the same day may be meant to correct another.
_OFTEN = frozenset({FactKind.SESSION, FactKind.CONTACT, FactKind.MEASURE, FactKind.REPORT})


def like_one(tx: Transaction, fact: Fact) -> Fact | None:
    """A fact like this one within three days, which it may be meant to correct."""
    for other in fact_store.about(tx, {p for p in (fact.client, fact.provider) if p}):
        same = (other.kind, other.value, other.client, other.provider) == (
            fact.kind,
            fact.value,
            fact.client,
            fact.provider,
        )
        apart = 0 if fact.kind in _OFTEN else 3
        if same and abs((other.on - fact.on).days) <= apart and dict(other.data) == dict(fact.data):
            return other
    return None


def correct(tx: Transaction, house: House, fact: Fact, now: datetime, by: str = "") -> tuple[Fact, Changes]:
    """Store what a fact should have said; it keeps its identity, so that its follow-ups move."""
    old = _standing(tx, fact.number)
    if fact.kind is FactKind.GIFT:
        giving.judge(tx, house, fact)
    new = structs.replace(fact, version=old.version + 1, recorded_at=now, recorded_by=by)
    fact_store.add_versions(tx, [new])
    disclosing.changed(tx, house, old, new, now)
    journal.remember(tx, "correct", f"{new.kind} {new.id}", now, facts=[(new.number, old.version)])
    return new, replan_touched(tx, house, [old, new], now)


def retract(tx: Transaction, house: House, number: int, now: datetime, by: str = "") -> tuple[Fact, Changes]:
    """Take a fact back; the follow-up that it was the outcome of opens again."""
    old = _standing(tx, number)
    gone = structs.replace(old, version=old.version + 1, retracted=True, recorded_at=now, recorded_by=by)
    reopened = _outcome_of(tx, old)
    journal.remember(tx, "retract", f"{old.kind} {old.id}", now, facts=[(number, old.version)], follow_ups=reopened[:1])
    fact_store.add_versions(tx, [gone])
    disclosing.take_back(tx, [old], now)
    for follow_up in reopened:
        opened = structs.replace(
            follow_up,
            state=State.OPEN,
            outcome="",
            note=NOTHING,
            closed_at=None,
            sequence=follow_up.sequence + 1,
            changed_at=now,
            story=(*follow_up.story, f"open again {spoken(house.today(now))}: its outcome was retracted"),
        )
        follow_up_store.save(tx, opened)
        papers.not_sent(tx, opened.id, now)
    return gone, replan_touched(tx, house, [old], now)


def _standing(tx: Transaction, number: int) -> Fact:
    fact = fact_store.get(tx, number)
    if fact is None:
        raise Refusal(f"there is no fact F{number}")
    if fact.retracted:
        raise Refusal(f"F{number} was retracted; nothing was changed")
    return fact


def _outcome_of(tx: Transaction, fact: Fact) -> list[FollowUp]:
    follow_up = follow_up_store.by_key(tx, fact.closes) if fact.closes else None
    return [follow_up] if follow_up and follow_up.state is State.DONE else []


_OF_THE_VERSION = ("version", "recorded_at", "recorded_by")


def _must_be_as_left(current: Fact, written: Fact) -> None:
    """An act is only undone while what it wrote still stands: what somebody changed since is not overwritten."""
    same = {name: getattr(written, name) for name in _OF_THE_VERSION}
    if structs.replace(current, **same) != written:
        raise Refusal(
            f"{current.id} was changed since then; nothing was undone. To change it: rapport correct {current.id}"
        )


def undo(tx: Transaction, house: House, now: datetime, by: str = "") -> tuple[journal.Act, Changes]:
    """Take back the last act that was not taken back yet."""
    act = journal.last(tx)
    if act is None:
        raise Refusal("there is nothing to undo")
    if act.verb == "import undo":
        raise Refusal("the last act took an import back; to have it again, import the file again")
    if act.verb == "import":
        raise Refusal(f"the last act was an import; to take it back: rapport import undo {act.what}")
    touched: list[Fact] = []
    if "merged" in act.before:
        merging.put_back(tx, act.before["merged"])
    for number, version in act.before.get("facts", []):
        history = fact_store.versions(tx, number)
        current = history[-1]
        _must_be_as_left(current, next(f for f in history if f.version == version + 1))
        was = next((f for f in history if f.version == version), structs.replace(current, retracted=True))
        fact_store.add_versions(
            tx, [structs.replace(was, version=current.version + 1, recorded_at=now, recorded_by=by)]
        )
        touched += [current, was]
        if "merged" not in act.before:  # a merge told nobody anything
            disclosing.changed(tx, house, current, was, now)
    restored: list[FollowUp] = []
    for id_, before in act.before.get("follow_ups", {}).items():
        follow_up = follow_up_store.get(tx, id_)
        if follow_up is None:
            continue
        restored.append(follow_up)
        back = follow_up_store.restore(follow_up, before, now)
        story = (*back.story, f"{act.verb} undone {spoken(house.today(now))}")
        follow_up_store.save(tx, structs.replace(back, story=story))
        if back.open:
            papers.not_sent(tx, id_, now)
    people = act.before.get("people", {})
    for code, fields in people.items():
        people_store.put_back(tx, code, fields)
    journal.mark_undone(tx, act.number, now)
    changes = replan_touched(tx, house, touched, now) if touched else Changes()
    for code in people:
        changes = replan_subjects(tx, house, touched_by_person(tx, code), now)
    repace(tx, house, now, touched_with(restored))
    return act, changes
