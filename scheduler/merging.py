"""Merging: two entries that are one person become one, as one act that `undo` takes back.

What was recorded of the second is recorded of the first. A follow-up keeps what a person did about it: of two that
are the same one now, a done one stands before a dismissed one before an open one, so that nothing done comes back and
nothing open is there twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from msgspec import structs

from scheduler.borders import to_decide
from scheduler.disclosing import tells
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp, State
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.people import Client, Provider
from scheduler.private import Private
from scheduler.reconciling import Changes
from scheduler.replanning import repace, replan_subjects, touched_by_person
from scheduler.spans import spoken
from scheduler.store import facts as fact_store
from scheduler.store import followups as follow_up_store
from scheduler.store import journal, merging, papers
from scheduler.store import people as people_store
from scheduler.store.papers import PaperState
from scheduler.store.tx import Transaction

_RANK = {State.DONE: 3, State.DISMISSED: 2, State.OPEN: 1, State.WITHDRAWN: 0}
_CLIENT_FIELDS = ("born", "phone", "email")
_PROVIDER_FIELDS = (
    *("credentials", "specialty", "npi", "phone", "fax", "email", "office", "hours", "zone", "channel", "tier"),
    *("contact", "best_time"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge came to."""

    moved: int
    #: Facts that both had, and that count once from now on.
    twice: int
    #: The fields that were empty and were filled from the other.
    filled: tuple[str, ...]
    changes: Changes


def merge_clients(
    tx: Transaction, house: House, keep: Client, other: Client, now: datetime, by: str = "", *, sure: bool = False
) -> Merged:
    """Make two clients one; raises `Refusal` where they do not look like one and nobody is sure."""
    _refuse_one(keep, other)
    born, others = to_decide(keep.born), to_decide(other.born)
    same = bool(born and born == others) or _share((keep.phone, other.phone), (keep.email, other.email))
    doubts = [
        *(["they have two birth dates"] if born and others and born != others else []),
        *(
            []
            if same or _alike(to_decide(keep.name), to_decide(other.name))
            else ["their names have no word in common"]
        ),
    ]
    _refuse_doubts(doubts, sure)
    filled = {n: getattr(other, n) for n in _CLIENT_FIELDS if getattr(other, n) and not getattr(keep, n)}
    new = structs.replace(keep, **filled, entered_on=min(keep.entered_on, other.entered_on))
    return _Merge(tx, house, "client", keep.code, other.code, now, by).run(new, tuple(filled))


def merge_providers(
    tx: Transaction, house: House, keep: Provider, other: Provider, now: datetime, by: str = "", *, sure: bool = False
) -> Merged:
    """Make two providers one; raises `Refusal` where they do not look like one and nobody is sure."""
    _refuse_one(keep, other)
    same = _share((keep.npi, other.npi), (keep.phone, other.phone), (keep.fax, other.fax), (keep.email, other.email))
    doubts = [
        *(["they have two NPIs"] if keep.npi and other.npi and keep.npi != other.npi else []),
        *([] if same or _alike(keep.name, other.name) else ["their names have no word in common"]),
    ]
    _refuse_doubts(doubts, sure)
    filled = {n: getattr(other, n) for n in _PROVIDER_FIELDS if getattr(other, n) and not getattr(keep, n)}
    new = structs.replace(keep, **filled, entered_on=min(keep.entered_on, other.entered_on))
    return _Merge(tx, house, "provider", keep.code, other.code, now, by).run(new, tuple(filled))


def _refuse_one(keep: Client | Provider, other: Client | Provider) -> None:
    if keep.code == other.code:
        raise Refusal(f"both are {keep.code}; nothing was changed")


def _refuse_doubts(doubts: Iterable[str], sure: bool) -> None:
    words = " and ".join(doubts)
    if words and not sure:
        raise Refusal(f"{words}; nothing was changed. If they are one person all the same, add --yes")


def _share(*pairs: tuple[object, object]) -> bool:
    return any(bool(a) and a == b for a, b in pairs)


def _alike(name: str, other: str) -> bool:
    words, others = ({w.strip(".,") for w in n.casefold().split()} - {"dr", "prof", ""} for n in (name, other))
    return bool(words & others)


class _Merge:
    """One merge under way."""

    def __init__(
        self, tx: Transaction, house: House, makes: str, keep: str, other: str, now: datetime, by: str
    ) -> None:
        self.tx = tx
        self.house = house
        self.makes = makes
        self.keep = keep
        self.other = other
        self.now = now
        self.by = by
        #: Identities of facts of the other, and those of their twins.
        self.twins: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        self.facts: list[tuple[int, int]] = []
        self.follow_ups: list[FollowUp] = []

    def run(self, new: Client | Provider, filled: tuple[str, ...]) -> Merged:
        tx = self.tx
        self._refuse_waiting()
        before = {code: people_store.columns(tx, code) for code in (self.keep, self.other)}
        around = touched_by_person(tx, self.keep) | touched_by_person(tx, self.other)
        mine = [f for f in fact_store.about(tx, [self.keep]) if self._whose(f) == self.keep]
        theirs = [f for f in fact_store.about(tx, [self.other]) if self._whose(f) == self.other]
        twice = self._twins(mine, theirs)
        remembered = merging.rehang(tx, self.makes, self.keep, self.other)
        self._move_follow_ups(remembered)
        moved = [f for f in theirs if f.identity not in self.twins]
        self._move(moved)
        self._save(new)
        what = f"{self.makes} {self.other} into {self.keep}"
        people = {code: dict(columns) for code, columns in before.items()}
        journal.remember(
            tx,
            "merge",
            what,
            self.now,
            facts=self.facts,
            follow_ups=self.follow_ups,
            people=people,
            merged=remembered,
        )
        changes = replan_subjects(tx, self.house, around, self.now)
        repace(tx, self.house, self.now)
        return Merged(moved=len(moved), twice=twice, filled=filled, changes=changes)

    def _whose(self, fact: Fact) -> str | None:
        return fact.client if self.makes == "client" else fact.provider

    def _named(self, fact: Fact) -> Fact:
        return (
            structs.replace(fact, client=self.keep)
            if self.makes == "client"
            else structs.replace(fact, provider=self.keep)
        )

    def _refuse_waiting(self) -> None:
        """An approved page names the entry it was written for, and no page is drawn anew behind anybody's back."""
        for paper in papers.of_person(self.tx, self.other):
            if paper.state is PaperState.APPROVED:
                raise Refusal(
                    f"the approved page of {paper.follow_up or paper.id} names {self.other} and has not been sent; "
                    f"send it first, or open it again: rapport report draft {paper.follow_up or paper.id}"
                )

    # ------------------------------------------------------------------------------------------------- facts

    def _twins(self, mine: list[Fact], theirs: list[Fact]) -> int:
        """Retract what the first says already; what only the second knew of it is added."""
        left = list(mine)
        versions: list[Fact] = []
        for fact in theirs:
            twin = next((f for f in left if _says_the_same(f, self._named(fact))), None)
            if twin is None or fact.closes or tells(fact):
                continue
            left.remove(twin)
            self.twins[fact.identity] = twin.identity
            versions.append(self._version(fact, structs.replace(fact, retracted=True)))
            data = {**fact.data, **twin.data}
            if data != dict(twin.data) or (fact.at and not twin.at):
                versions.append(self._version(twin, structs.replace(twin, data=data, at=twin.at or fact.at)))
        fact_store.add_versions(self.tx, versions)
        return len(self.twins)

    def _move(self, moved: list[Fact]) -> None:
        """Have the facts of the second name the first; an outcome goes on closing its follow-up."""
        versions = [
            self._version(f, structs.replace(self._named(f), closes=self.keys.get(f.closes or "", f.closes)))
            for f in moved
        ]
        fact_store.add_versions(self.tx, versions)

    def _version(self, old: Fact, new: Fact) -> Fact:
        self.facts.append((old.number, old.version))
        return structs.replace(new, version=old.version + 1, recorded_at=self.now, recorded_by=self.by)

    # -------------------------------------------------------------------------------------------- follow-ups

    def _move_follow_ups(self, remembered: dict[str, Any]) -> None:
        for follow_up in follow_up_store.naming(self.tx, self.makes, self.other):
            self.follow_ups.append(follow_up)
            anchor = self.twins.get(follow_up.key.anchor, follow_up.key.anchor)
            client = self.keep if self.makes == "client" else follow_up.key.client
            provider = self.keep if self.makes == "provider" else follow_up.key.provider
            key = structs.replace(follow_up.key, client=client, provider=provider, anchor=anchor)
            self.keys[str(follow_up.key)] = str(key)
            there = follow_up_store.by_key(self.tx, str(key))
            if there is None:
                self._tell(follow_up, f"merged {self._day()}: {self.other} is {self.keep}")
                merging.rekey(self.tx, follow_up, key, self.keep, self.makes, remembered)
            else:
                self._settle(there, follow_up)
                merging.papers_follow(self.tx, follow_up.id, there.id, remembered)

    def _settle(self, there: FollowUp, follow_up: FollowUp) -> None:
        """Of two that are the same one now, one stands, with what a person did about either."""
        if _RANK[follow_up.state] > _RANK[there.state]:
            self.follow_ups.append(there)
            done = structs.replace(
                there,
                state=follow_up.state,
                outcome=follow_up.outcome,
                note=follow_up.note,
                closed_at=follow_up.closed_at,
                pinned=there.pinned or follow_up.pinned,
                snoozed_until=there.snoozed_until or follow_up.snoozed_until,
                seen_at=there.seen_at or follow_up.seen_at,
            )
            self._tell(done, f"merged {self._day()} with {follow_up.id}: {follow_up.state}")
        gone = structs.replace(
            follow_up, state=State.WITHDRAWN, outcome="", note=Private(""), closed_at=self.now, pinned=None
        )
        self._tell(gone, f"merged {self._day()}: it is {there.id} now")

    def _tell(self, follow_up: FollowUp, words: str) -> None:
        story = (*follow_up.story, words)
        told = structs.replace(follow_up, story=story, sequence=follow_up.sequence + 1, changed_at=self.now)
        follow_up_store.save(self.tx, told)

    def _day(self) -> str:
        return spoken(self.house.today(self.now))

    def _save(self, new: Client | Provider) -> None:
        if isinstance(new, Client):
            people_store.save_client(self.tx, new)
        else:
            people_store.save_provider(self.tx, new)


def _says_the_same(one: Fact, other: Fact) -> bool:
    """Whether two facts are one that was told twice: the notes may differ, and one may say more than the other."""
    whom = (one.kind, one.value, one.client, one.provider, one.practitioner)
    if whom != (other.kind, other.value, other.client, other.provider, other.practitioner):
        return False
    if one.kind is not FactKind.CARE_TEAM and (one.on != other.on or (one.at and other.at and one.at != other.at)):
        return False
    first, second = ({n: v for n, v in f.data.items() if n != "note"} for f in (one, other))
    if one.kind is FactKind.MEASURE:
        return first == second
    return all(first[name] == second[name] for name in first.keys() & second.keys())
