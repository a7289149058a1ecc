"""Undoing an import: what it brought is taken back, what it changed is as it was, and nothing is lost on the way."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from msgspec import structs

from scheduler.facts import Fact
from scheduler.importing.people import as_text, as_value, save_person
from scheduler.importing.running import UNDONE, Touched
from scheduler.mistakes import Refusal
from scheduler.people import Client, Provider, as_code
from scheduler.store import aliases, batches
from scheduler.store import facts as fact_store
from scheduler.store import people as people_store
from scheduler.store.tx import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was taken back."""

    #: Facts retracted, and facts and people that say again what they said before.
    retracted: int
    restored: int
    #: The codes of the people removed, and of those kept because other facts name them.
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    #: The clients and providers to be planned anew; None means everybody.
    touched: frozenset[str] | None


def undo(tx: Transaction, batch: str, now: datetime) -> Undone:
    """Take an import back; raises `Refusal` when there is none of that id, or when it was undone already."""
    batch = as_code(batch) or batch
    _must_stand(tx, batch)
    touched = Touched()
    retracted = 0
    for some in batches.chunks(batches.brought(tx, batch)):
        retracted += _retract(tx, fact_store.by_identity(tx, some).values(), now, touched)
    restored, revived = _restored(tx, batch)
    retracted += _retract(tx, revived, now, touched)
    _add_versions(tx, restored, now, touched)
    people = _restore_people(tx, batch, touched)
    codes = batches.people_of(tx, batch)
    kept = {code for some in batches.chunks(codes) for fact in fact_store.about(tx, some) for code in _named(fact)}
    removed = [code for code in codes if code not in kept]
    around = touched.all(tx)
    batches.remove_people(tx, removed)
    aliases.forget_of(tx, codes=removed, batch=batch)
    batches.mark_undone(tx, batch, now)
    return Undone(
        retracted=retracted,
        restored=len(restored) + people,
        removed=tuple(removed),
        kept=tuple(code for code in codes if code in kept),
        touched=None if around is None or len(around) + len(removed) > batches.CHUNK else around | set(removed),
    )


def _must_stand(tx: Transaction, id_: str) -> None:
    batch = batches.get(tx, id_)
    if batch is None:
        last = ", ".join(f"{b.id} of {b.at:%Y-%m-%d}" for b in batches.recent(tx, 3) if b.undone_at is None)
        raise Refusal(
            f"there is no import {id_}; " + (f"the last ones: {last}" if last else "nothing was imported yet")
        )
    if batch.undone_at is not None:
        raise Refusal(f"import {id_} was undone on {batch.undone_at:%Y-%m-%d}; nothing was changed")


def _restored(tx: Transaction, batch: str) -> tuple[list[Fact], list[Fact]]:
    """Facts known before the batch as they were then, and those that it had brought back.

    What somebody changed after the batch is left as it is.
    """
    restored, revived = [], []
    for number, first in batches.versions_changed(tx, batch).items():
        history = fact_store.versions(tx, number)
        current, was = history[-1], next(f for f in history if f.version == first - 1)
        if current.retracted:
            continue
        if was.retracted:
            revived.append(current)
        elif current.version == first:
            restored.append(structs.replace(was, version=current.version))
    return restored, revived


def _retract(tx: Transaction, facts: Collection[Fact], now: datetime, touched: Touched) -> int:
    _add_versions(tx, [structs.replace(fact, retracted=True) for fact in facts], now, touched)
    return len(facts)


def _add_versions(tx: Transaction, facts: Iterable[Fact], now: datetime, touched: Touched) -> None:
    versions = [structs.replace(f, version=f.version + 1, recorded_at=now, recorded_by=UNDONE) for f in facts]
    for fact in versions:
        touched.add(fact.client, fact.provider)
    fact_store.add_versions(tx, versions)


def _restore_people(tx: Transaction, batch: str, touched: Touched) -> int:
    """Give people the fields back that the batch changed, where nobody has changed them since."""
    before = batches.before(tx, batch)
    if not before:
        return 0
    keys = {code: key for of in people_store.by_source(tx) for key, code in of.items()}
    everybody: dict[str, Client | Provider] = {**people_store.clients(tx), **people_store.providers(tx)}
    restored = 0
    for code, fields in before.items():
        person = everybody.get(code)
        if person is None:
            continue
        back = {
            n: as_value(type(person), n, was)
            for n, (was, became) in fields.items()
            if as_text(getattr(person, n)) == became
        }
        if back:
            save_person(tx, structs.replace(person, **back))
            touched.codes.add(code)
            restored += 1
        if code in keys:  # what the file said is forgotten, so that the same file changes the person again
            batches.set_source_key(tx, code, keys[code].partition(".")[0] + ".")
    for makes in ("client", "provider"):
        for key, alias in aliases.known(tx, makes).items():
            if alias.code in before:
                aliases.put(tx, makes, key, replace(alias, said=""))
    return restored


def _named(fact: Fact) -> list[str]:
    return [code for code in (fact.client, fact.provider) if code]
