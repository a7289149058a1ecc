"""An import is undone as one."""

from datetime import date

import pytest
from msgspec import structs

from scheduler.facts import Fact, FactKind
from scheduler.importing import Count, recent
from scheduler.mistakes import Refusal
from scheduler.store import facts as fact_store
from scheduler.store import people as people_store
from tests.importing.desk import DOCTORS, NOW, VISITS, Desk


def test_undoing_takes_back_people_and_facts(desk: Desk) -> None:
    run = desk.run(desk.clinic())
    people = desk.codes()
    undone = desk.undo(run.batch)
    assert (desk.facts(), desk.clients(), desk.providers()) == ([], {}, {})
    assert (undone.retracted, undone.kept) == (2, ())
    assert frozenset(undone.removed) == people
    assert undone.touched == people
    with desk.house.read() as tx:
        (batch,) = recent(tx)
    assert batch.undone_at == NOW
    assert batch.files == ("doctors.csv", "people.csv", "visits.csv")
    assert batch.counts["visit"] == {"new": 2, "changed": 0, "unchanged": 0}


def test_an_undone_import_can_be_done_again_and_facts_keep_their_identity(desk: Desk) -> None:
    run = desk.run(desk.clinic())
    before = [(f.number, f.identity, f.on) for f in desk.facts()]
    desk.undo(run.batch)
    again = desk.run(desk.clinic())
    assert again.counts == {"client": Count(2), "provider": Count(2), "visit": Count(2)}
    assert [(f.number, f.identity, f.on) for f in desk.facts()] == before
    assert {f.client for f in desk.facts()} == {c.code for c in desk.clients().values()}
    assert desk.undo(again.batch).retracted == 2
    assert desk.facts() == []


def test_people_whom_other_facts_name_are_kept(desk: Desk) -> None:
    run = desk.run(desk.clinic())
    lee = desk.providers()["Alan Lee"].code
    call = Fact(number=0, kind=FactKind.CONTACT, value="reached", on=date(2026, 11, 24), provider=lee)
    with desk.house.write() as tx:
        fact_store.store_new(tx, [call], NOW, "maya")
    undone = desk.undo(run.batch)
    assert undone.kept == (lee,)
    assert set(desk.providers()) == {"Alan Lee"}
    assert [f.kind for f in desk.facts()] == [FactKind.CONTACT]


def test_undoing_a_correction_brings_back_what_was_said_before(desk: Desk) -> None:
    desk.run(desk.clinic())
    corrected = {"doctors": DOCTORS.replace("0142", "0143"), "visits": VISITS.replace("2026-12-09", "2026-12-16")}
    second = desk.run(desk.clinic(**corrected))
    undone = desk.undo(second.batch)
    assert (undone.retracted, undone.restored, undone.removed) == (0, 2, ())
    assert desk.facts()[1].on == date(2026, 12, 9)
    assert desk.providers()["Alan Lee"].phone == "+16175550142"
    assert desk.run(desk.clinic()).batch is None
    again = desk.run(desk.clinic(**corrected))
    assert (again.counts["visit"], again.counts["provider"]) == (Count(0, 1, 1), Count(0, 1, 1))
    assert desk.facts()[1].on == date(2026, 12, 16)


def test_what_somebody_changed_after_a_correction_is_left_as_it_is(desk: Desk) -> None:
    desk.run(desk.clinic())
    corrected = {"doctors": DOCTORS.replace("0142", "0143"), "visits": VISITS.replace("2026-12-09", "2026-12-16")}
    second = desk.run(desk.clinic(**corrected))
    desk.correct(desk.facts()[1], on=date(2026, 12, 18))
    with desk.house.write() as tx:
        people_store.save_provider(tx, structs.replace(desk.providers()["Alan Lee"], phone="+16175550000"))
    assert desk.undo(second.batch).restored == 0
    assert desk.facts()[1].on == date(2026, 12, 18)
    assert desk.providers()["Alan Lee"].phone == "+16175550000"


def test_the_people_of_a_first_import_are_kept_while_a_second_one_names_them(desk: Desk) -> None:
    people, doctors, visits = desk.clinic()
    first = desk.run([people, doctors])
    desk.run([visits])
    undone = desk.undo(first.batch)
    assert (len(undone.kept), undone.removed) == (4, ())
    assert len(desk.facts()) == 2


def test_undoing_twice_or_what_never_was_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="there is no import 0000; nothing was imported yet"):
        desk.undo("0000")
    run = desk.run(desk.clinic())
    with pytest.raises(Refusal, match=f"there is no import 0000; the last ones: {run.batch} of 2026-11-24"):
        desk.undo("0000")
    assert run.batch
    desk.undo(run.batch.lower())
    with pytest.raises(Refusal, match="was undone on 2026-11-24; nothing was changed"):
        desk.undo(run.batch)
