"""Files made from the templates need no map."""

from datetime import date, time, timedelta

import pytest

from scheduler.facts import FactKind
from scheduler.importing import TEMPLATES, Count, template
from scheduler.people import Tier
from scheduler.private import Private
from tests.importing.desk import NOW, Desk

PROVIDERS = (
    "name,credentials,npi,phone,hours,tier,last contact,last report\n"
    'Priya Shah,MD,1234567893,617-555-0110 x 12,"Mon-Thu 08:30-17:00, Fri 9-12",a,2026-11-03,2026-10-20\n'
    "Alan Lee,MD,,(617) 555-0142,,,,\n"
)
CLIENTS = (
    "name,born,phone,email,practitioner,referring provider,primary care provider,assessment,last report,"
    "next visit,next visit with,authorization until\n"
    'Ana Ruiz,1961-05-30,617-555-0190,ana@example.org,sam,Dr. Alan Lee,"priya shah, MD",2026-11-02,2026-11-09,'
    "2026-12-02 10:30,Alan Lee,2027-11-02\n"
    "Ben Okafor,,,,,,Priya Shah,,,,,\n"
)


def _files(desk: Desk, clients: str = CLIENTS, providers: str = PROVIDERS) -> list:  # type: ignore[type-arg]
    return [desk.write("clients.csv", clients), desk.write("providers.csv", providers)]


def test_the_templates_make_people_and_facts(desk: Desk) -> None:
    run = desk.run(_files(desk), None)
    assert run.rejected == ()
    assert run.left_out == ()
    ana, ben = (desk.clients()[name] for name in ("Ana Ruiz", "Ben Okafor"))
    shah, lee = (desk.providers()[name] for name in ("Priya Shah", "Alan Lee"))
    assert (ana.practitioner, ana.phone, ana.email) == ("sam", Private("+16175550190"), Private("ana@example.org"))
    assert (shah.phone, shah.tier, shah.npi) == ("+16175550110 ext. 12", Tier.A, "1234567893")
    assert shah.hours is not None and shah.hours.weekdays == {0, 1, 2, 3, 4}
    told = {(f.kind.value, f.value, f.client, f.provider, f.on, f.at) for f in desk.facts()}
    today = date(2026, 11, 24)
    assert told == {
        ("care-team", "referring", ana.code, lee.code, today, None),
        ("care-team", "primary care", ana.code, shah.code, today, None),
        ("care-team", "primary care", ben.code, shah.code, today, None),
        ("milestone", "assessment", ana.code, None, date(2026, 11, 2), None),
        ("report", "sent", ana.code, lee.code, date(2026, 11, 9), None),
        ("visit", "scheduled", ana.code, lee.code, date(2026, 12, 2), time(10, 30)),
        ("authorization", "signed", ana.code, None, today, None),
        ("contact", "reached", None, shah.code, date(2026, 11, 3), None),
        ("contact", "letter sent", None, shah.code, date(2026, 10, 20), None),
    }
    assert desk.facts(FactKind.AUTHORIZATION)[0].until == date(2027, 11, 2)


def test_the_same_files_on_another_day_change_nothing(desk: Desk) -> None:
    desk.run(_files(desk), None)
    again = desk.run(_files(desk), None, now=NOW + timedelta(days=30))
    assert (again.batch, again.rejected) == (None, ())


def test_a_moved_visit_moves_and_the_next_one_is_another(desk: Desk) -> None:
    desk.run(_files(desk), None)
    moved = CLIENTS.replace("2026-12-02 10:30", "2026-12-09 11:00")
    desk.run(_files(desk, moved), None)
    (visit,) = desk.facts(FactKind.VISIT)
    assert (visit.on, visit.version) == (date(2026, 12, 9), 2)
    january, later = CLIENTS.replace("2026-12-02 10:30", "2027-01-06"), NOW + timedelta(days=20)
    desk.run(_files(desk, january), None, now=later)
    assert [v.on for v in desk.facts(FactKind.VISIT)] == [date(2026, 12, 9), date(2027, 1, 6)]
    assert desk.run(_files(desk, january), None, now=later).batch is None
    desk.run(_files(desk, january.replace("2027-01-06", "2027-01-07")), None, now=later)
    assert [v.on for v in desk.facts(FactKind.VISIT)] == [date(2026, 12, 9), date(2027, 1, 7)]


def test_another_referring_provider_corrects_the_fact_and_a_further_report_is_another(desk: Desk) -> None:
    desk.run(_files(desk), None)
    desk.run(_files(desk, CLIENTS.replace("Dr. Alan Lee", "Priya Shah").replace("2026-11-09", "2026-11-20")), None)
    referring = [f for f in desk.facts(FactKind.CARE_TEAM) if f.value == "referring"]
    assert [(f.provider, f.version) for f in referring] == [(desk.providers()["Priya Shah"].code, 2)]
    assert [f.on for f in desk.facts(FactKind.REPORT)] == [date(2026, 11, 9), date(2026, 11, 20)]


def test_clients_can_name_providers_of_an_earlier_run(desk: Desk) -> None:
    clients, providers = _files(desk)
    desk.run([providers], None)
    assert desk.run([clients], None).rejected == ()


def test_a_provider_who_is_not_on_file_or_there_twice_rejects_that_part_of_the_row(desk: Desk) -> None:
    clients = "name,referring provider,primary care provider\nAna Ruiz,Dr. Nobody,\nBen Okafor,,Alan Lee\n"
    run = desk.run(_files(desk, clients, PROVIDERS + "Alan Lee,DO,,617-555-0177,,,,\n"), None)
    assert list(map(str, run.rejected)) == [
        "clients.csv, line 2: care-team: no provider has the name in referring provider; "
        "write it as in providers.csv, or as on file",
        "clients.csv, line 3: care-team: more than one provider has the name in primary care provider; "
        "write it as in providers.csv, or as on file",
    ]
    assert run.counts["client"] == Count(2)


def test_columns_may_be_left_out_and_written_in_other_cases(desk: Desk) -> None:
    run = desk.run([desk.write("my list.csv", "Name;Next Visit;E-Mail\nAna Ruiz;2026-12-02;ana@example.org\n")], None)
    assert run.counts == {"client": Count(1), "visit": Count(1)}
    assert desk.clients()["Ana Ruiz"].email == Private("ana@example.org")


def test_a_corrected_spelling_of_blanks_and_case_is_still_the_same_client(desk: Desk) -> None:
    desk.run(_files(desk), None)
    desk.run(_files(desk, CLIENTS.replace("Ana Ruiz", "Ana  RUIZ")), None)
    assert set(desk.clients()) == {"Ana RUIZ", "Ben Okafor"}


@pytest.mark.parametrize(
    ("name", "header", "words"),
    [
        (
            "clients.csv",
            "name,borne",
            "clients.csv, line 1: unknown column `borne`; did you mean `born`?",
        ),
        ("providers.csv", "name,npi,fon,fax", "unknown column `fon`"),
        ("clients.csv", "born,assessment,next visit", "the column `name` is missing (clients.csv)"),
        ("visits.csv", "ID,WHO,DAY", "visits.csv is not made from a template (clients.csv or providers.csv)"),
        ("people.csv", "name,phone,email", "people.csv could be clients.csv or providers.csv"),
        ("clients.csv", "name,Name,born", "two columns are called `name`"),
    ],
)
def test_a_wrong_header_is_refused(desk: Desk, name: str, header: str, words: str) -> None:
    assert words in desk.refused([desk.write(name, f"{header}\n")], None)


def test_an_unknown_practitioner_a_wrong_npi_and_a_wrong_tier_are_rejected_by_row(desk: Desk) -> None:
    clients = "name,practitioner\nAna Ruiz,nobody\n"
    providers = "name,npi,tier,email,hours\nA,1234567890,,,\nB,,X,,\nC,,,a@b@c,\nD,,,,always\n"
    run = desk.run(_files(desk, clients, providers), None)
    assert [r.reason.partition("; ")[0] for r in run.rejected] == [
        "client: no practitioner is called so",
        "provider: npi is not an NPI: ten digits of which the last is a check digit",
        "provider: tier is not known",
        "provider: email is not one address",
        "provider: hours are not opening hours",
    ]


def test_every_template_can_be_written_and_is_recognised_when_empty(desk: Desk) -> None:
    for name in TEMPLATES:
        file = desk.write(name, template(name))
        assert desk.run([file], None).batch is None
