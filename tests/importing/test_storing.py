"""Importing again, importing corrections, importing in another order: what is known stays known."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from msgspec import structs

from scheduler.facts import FactKind
from scheduler.importing import Count, Rejected, prepare, store
from scheduler.private import Private
from scheduler.store import facts as fact_store
from scheduler.store import people as people_store
from tests.importing.desk import DOCTORS, MAP, NOW, PEOPLE, VISITS, Desk


def _reasons(rejected: tuple[Rejected, ...]) -> list[str]:
    return list(map(str, rejected))


def test_people_and_facts_are_stored_and_counted(desk: Desk) -> None:
    run = desk.run(desk.clinic())
    assert run.batch
    assert run.counts == {"client": Count(2), "provider": Count(2), "visit": Count(2)}
    assert run.rejected == ()
    ana, shah = desk.clients()["Ana Ruiz"], desk.providers()["Priya Shah"]
    assert (ana.born, ana.practitioner, ana.entered_on) == (Private(date(1961, 5, 30)), "maya", date(2026, 11, 24))
    assert shah.phone == "+16175550110"
    first = desk.facts()[0]
    assert (first.client, first.provider, first.value, first.recorded_by) == (
        ana.code,
        shah.code,
        "scheduled",
        "import",
    )
    assert run.touched == desk.codes()


def test_rows_about_somebody_who_was_filtered_out_are_left_out_and_counted(desk: Desk) -> None:
    run = desk.run(desk.clinic())
    assert [(entry.table, entry.reason, entry.count) for entry in run.left_out] == [
        ("people.csv: client", 'STATUS is not "active"', 1),
        ("visits.csv: visit", "its client is not imported", 1),
    ]


def test_the_same_rows_again_change_nothing(desk: Desk) -> None:
    desk.run(desk.clinic())
    before = (desk.facts(), desk.clients(), desk.providers())
    again = desk.run(desk.clinic(), now=NOW + timedelta(days=3))
    assert again.batch is None
    assert again.touched == frozenset()
    assert again.counts == {"client": Count(0, 0, 2), "provider": Count(0, 0, 2), "visit": Count(0, 0, 2)}
    assert (desk.facts(), desk.clients(), desk.providers()) == before


def test_the_order_of_files_and_of_tables_does_not_matter(desk: Desk) -> None:
    tables = MAP.partition("[[table]]")[2].split("[[table]]")
    desk.run(desk.clinic())
    for order in permutations(range(3)):
        files = desk.clinic()
        map_ = 'source = "clinic"\n[[table]]' + "[[table]]".join(tables[n] for n in order)
        assert desk.run([files[n] for n in order], map_).batch is None


def test_facts_can_come_in_a_later_run_than_their_people(desk: Desk) -> None:
    people, doctors, visits = desk.clinic()
    first = desk.run([people, doctors])
    assert first.not_read == ("visits.csv: visit",)
    second = desk.run([visits])
    assert second.counts == {"visit": Count(2)}
    assert second.not_read == ("people.csv: client", "doctors.csv: provider")


def test_files_that_nothing_reads_are_told(desk: Desk) -> None:
    run = desk.run([*desk.clinic(), desk.write("letters.csv", "anything")])
    assert run.not_used == ("letters.csv",)


def test_a_corrected_row_is_a_further_version_of_the_same_fact(desk: Desk) -> None:
    desk.run(desk.clinic())
    first = desk.facts()[1]
    run = desk.run(desk.clinic(visits=VISITS.replace("2026-12-09", "2026-12-16")))
    assert run.counts["visit"] == Count(0, 1, 1)
    second = desk.facts()[1]
    assert (second.number, second.identity, second.version) == (first.number, first.identity, 2)
    assert second.on == date(2026, 12, 16)
    assert run.touched is not None and {second.client, second.provider} <= run.touched


def test_identities_hold_no_personal_data_and_no_slash(desk: Desk) -> None:
    desk.run(desk.clinic())
    for fact in desk.facts():
        assert len(fact.identity) == 32
        assert int(fact.identity, 16)
    with desk.house.read() as tx:
        assert all("/" not in key and len(key) <= 80 for of in people_store.by_source(tx) for key in of)


def test_a_corrected_person_is_updated_and_keeps_the_code(desk: Desk) -> None:
    desk.run(desk.clinic())
    code = desk.providers()["Alan Lee"].code
    run = desk.run(desk.clinic(doctors=DOCTORS.replace("(617) 555-0142", "617 555 0199")))
    assert run.counts["provider"] == Count(0, 1, 1)
    lee = desk.providers()["Alan Lee"]
    assert (lee.code, lee.phone) == (code, "+16175550199")
    assert run.touched is not None and {lee.code, desk.clients()["Ben Okafor"].code} <= run.touched


def test_what_a_person_changed_by_hand_stands_while_the_file_says_the_same(desk: Desk) -> None:
    desk.run(desk.clinic())
    lee = desk.providers()["Alan Lee"]
    with desk.house.write() as tx:
        people_store.save_provider(tx, structs.replace(lee, phone="+16175550000", best_time="mornings"))
    visit = desk.facts()[1]
    desk.correct(visit, on=date(2026, 12, 11))
    assert desk.run(desk.clinic()).batch is None
    assert desk.providers()["Alan Lee"].phone == "+16175550000"
    assert desk.facts()[1].on == date(2026, 12, 11)
    # Once the file says something else, it says it last; what it does not know of stays.
    desk.run(desk.clinic(doctors=DOCTORS.replace("0142", "0143"), visits=VISITS.replace("2026-12-09", "2026-12-14")))
    assert (desk.providers()["Alan Lee"].phone, desk.providers()["Alan Lee"].best_time) == ("+16175550143", "mornings")
    assert (desk.facts()[1].on, desk.facts()[1].version) == (date(2026, 12, 14), 3)


def test_an_empty_cell_takes_nothing_away(desk: Desk) -> None:
    desk.run(desk.clinic())
    run = desk.run(desk.clinic(doctors=DOCTORS.replace("617-555-0110", "")))
    assert (run.batch, desk.providers()["Priya Shah"].phone) == (None, "+16175550110")


def test_a_fact_retracted_by_a_person_stays_retracted(desk: Desk) -> None:
    desk.run(desk.clinic())
    desk.correct(desk.facts()[0], retracted=True)
    run = desk.run(desk.clinic(visits=VISITS.replace("2026-12-02", "2026-12-03")))
    assert len(desk.facts()) == 1
    assert [entry.reason for entry in run.left_out if entry.table == "visits.csv: visit"] == [
        "it was retracted by hand",
        "its client is not imported",
    ]


def test_wrong_rows_are_rejected_with_file_line_and_reason_and_the_rest_is_imported(desk: Desk) -> None:
    run = desk.run(
        desk.clinic(
            people=PEOPLE
            + "4,,1970-01-01,active\n5,Lin Wu,2027-01-01,active\n6,Rosa Diaz,31/12/1970,active\n,No Key,,active\n",
            doctors=DOCTORS + "d3,Sam Fox,12\nd4,Eve Hart\n",
            visits=VISITS
            + "v4,1,d1,\nv5,1,d1,soon\nv6,1,d1,2026-02-30\nv7,,d1,2026-12-01\nv1,1,d1,2026-12-20\nv8,1,d1,0026-01-01\n",
        )
    )
    assert _reasons(run.rejected) == [
        "doctors.csv, line 4: provider: phone is not a possible number in US; write for example (617) 555-0142",
        "doctors.csv, line 5: has 2 cells; the header has 3",
        "people.csv, line 5: client: name is empty",
        "people.csv, line 6: client: born is not between 1900 and today",
        "people.csv, line 7: client: born does not read as a date; expected for example 2026-12-31 or 2026-12-31 14:30",
        "people.csv, line 8: client: ID, its key, is empty",
        "visits.csv, line 5: visit: DAY is empty; a visit needs its day",
        "visits.csv, line 6: visit: DAY does not read as a date or a time; "
        "expected for example 2026-12-31 or 2026-12-31 14:30",
        "visits.csv, line 7: visit: DAY does not read as a date or a time; "
        "expected for example 2026-12-31 or 2026-12-31 14:30",
        "visits.csv, line 8: visit: a visit needs a client",
        "visits.csv, line 9: visit: a row before it has the same key and says something else",
        "visits.csv, line 10: visit: (date) is too long ago",
    ]
    assert run.counts == {"client": Count(2), "provider": Count(2), "visit": Count(2)}


def test_reasons_never_repeat_a_cell(desk: Desk) -> None:
    secret = "Ana-Ruiz-has-told"
    run = desk.run(
        desk.clinic(
            people=f"ID,NAME,BORN,STATUS\n1,Ana,{secret},active\n2,{'x' * 300},,active\n",
            doctors=f"ID,NAME,PHONE\nd1,Eve,{secret}\n",
            visits=f"ID,WHO,DOCTOR,DAY\nv1,{secret},d1,2026-12-02\n",
        )
    )
    assert run.rejected_count == 3
    assert secret not in repr(run)


def test_a_fact_ahead_of_its_day_is_rejected_unless_it_lies_ahead_by_nature(desk: Desk) -> None:
    change = """
    [[table]]
    file = "visits.csv"
    makes = "change"
    key = "ID"
    fields = { client = "WHO", on = "DAY", change = { constant = "fall" } }
    """
    run = desk.run(desk.clinic(), MAP + change)
    assert len(desk.facts(FactKind.VISIT)) == 2
    assert _reasons(run.rejected) == [
        "visits.csv, line 2: change: (date) lies ahead; a change is recorded when it has happened",
        "visits.csv, line 3: change: (date) lies ahead; a change is recorded when it has happened",
    ]


def test_the_same_row_twice_in_a_file_counts_once(desk: Desk) -> None:
    run = desk.run(
        desk.clinic(visits=VISITS + "v1,1,d1,2026-12-02T15:30:00Z\n", people=PEOPLE + PEOPLE.splitlines()[1])
    )
    assert run.rejected == ()
    assert len(desk.facts()) == 2
    assert sum(entry.count for entry in run.left_out if entry.reason == "a row before it says the same") == 2


def test_two_systems_may_number_alike(desk: Desk) -> None:
    desk.run(desk.clinic())
    desk.run(desk.clinic(), MAP.replace('"clinic"', '"hospital"'))
    with desk.house.read() as tx:
        assert len(people_store.clients(tx)) == 4
    assert len(desk.facts()) == 4


def test_more_rows_than_a_chunk_are_stored_and_known_again(desk: Desk) -> None:
    visits = "ID,WHO,DOCTOR,DAY\n" + "".join(f"v{n},1,d1,2026-{1 + n % 12:02}-01\n" for n in range(2500))
    assert desk.run(desk.clinic(visits=visits)).counts["visit"] == Count(2500)
    assert desk.run(desk.clinic(visits=visits)).batch is None
    with desk.house.read() as tx:
        assert fact_store.next_number(tx) == 2501


def test_files_in_latin_1_are_read_when_the_map_says_so(desk: Desk) -> None:
    files = desk.clinic()
    desk.write("people.csv", PEOPLE.replace("Ana Ruiz", "José Núñez").encode("latin-1"))
    assert "people.csv, line 2: not UTF-8" in desk.refused(files)
    desk.run(files, MAP.replace('source = "clinic"', 'source = "clinic"\nencoding = "latin-1"'))
    assert "José Núñez" in desk.clients()


def test_cells_of_100_000_characters_reject_their_rows_and_no_others(desk: Desk) -> None:
    run = desk.run(desk.clinic(visits=VISITS + f"v4,1,d1,{'x' * 100_000}\nv5,2,d2,2026-12-21\n"))
    assert _reasons(run.rejected) == ["visits.csv, line 5: cell 4 is 100,000 characters long; at most 10,000 fit"]
    assert run.counts["visit"] == Count(3)


def test_a_broken_row_is_told_once_although_three_tables_and_a_lookup_read_it(desk: Desk) -> None:
    more = """
    [lookup.visits]
    file = "visits.csv"
    key = "ID"
    [[table]]
    file = "visits.csv"
    makes = "session"
    key = "ID"
    fields = { client = "WHO", on = { column = "ID", lookup = "visits", take = "DAY" } }
    where = [{ column = "DAY", up_to = "today" }]
    """
    run = desk.run(desk.clinic(visits=VISITS + "v4,1\n"), MAP + more)
    assert _reasons(run.rejected) == ["visits.csv, line 5: has 2 cells; the header has 4"]


def test_a_look_at_an_import_that_is_rolled_back_leaves_nothing(desk: Desk) -> None:
    prepared = prepare(desk.clinic(), desk.write("map.toml", MAP), desk.context)
    with pytest.raises(ZeroDivisionError), desk.house.write() as tx:
        looked_at = store(tx, prepared, NOW)
        raise ZeroDivisionError
    assert desk.codes() == frozenset()
    with desk.house.write() as tx:
        assert store(tx, prepared, NOW).counts == looked_at.counts
