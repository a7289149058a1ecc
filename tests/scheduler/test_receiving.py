"""Receiving: a form becomes a client, a referral and a notice, once, and nothing of it is lost or told."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from calendars.workdays import Closure, Workdays
from scheduler.borders import on_screen
from scheduler.facts import FactKind
from scheduler.mistakes import Refusal
from scheduler.people import Client
from scheduler.receiving import MOST, Receipt, SentBefore, TooMany
from scheduler.recording import undo
from scheduler.store import erasing, forms, people
from tests.houses import TODAY, fact, shipped_rules
from tests.scheduler.forms import FILLED, LEAST, Office, open_form
from tests.traps.desk import Desk, words

#: The words of a form that may not leave the house.
SECRET = ("Zyxwina", "Quorvendal", "5559876", "555-9876", "1951", "diagnosiszz", "goalszz", "implantzz", "balance")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Dr. Lee's office, with an address of the form."""
    desk = Desk(tmp_path, shipped_rules())
    return Office(desk, open_form(desk))


def _clients(office: Office) -> dict[str, Client]:
    with office.desk.store.read() as tx:
        return people.clients(tx)


def _notices(office: Office) -> list[str]:
    """What came in by the form, as the practitioner was told of it."""
    office.desk.round()
    return [text for letter in office.desk.letters() if "referral by the form" in (text := words(letter))]


def test_a_form_becomes_a_prospect_a_referral_and_the_first_steps(office: Office) -> None:
    kept = office.sent()
    client = _clients(office)[kept.client]
    assert on_screen(client.name) == FILLED["patient_name"]
    assert on_screen(client.born) == date(1951, 7, 19)
    assert on_screen(client.phone) == "+16175559876"
    history = office.desk.history()
    (referral,) = history.of(kept.client, FactKind.REFERRAL)
    assert (referral.value, referral.provider, referral.data["form"]) == ("received", "P1EE", office.address.version)
    assert history.team(kept.client) == {"P1EE": ("referring",)}
    mine = {f.key.rule: f for f in office.desk.open() if f.planned.client == kept.client}
    assert {"thank-referrer", "reach-new-client"} <= set(mine)
    assert mine["reach-new-client"].planned.due == TODAY + timedelta(days=1)


def test_clinical_answers_stay_among_the_words_and_become_no_facts(office: Office) -> None:
    kept = office.sent()
    assert kept.words["answers"]["diagnosis"] == "diagnosiszz M17.11"
    assert kept.words["answers"]["goals"] == "goalszz\nwalk to church"
    assert "patient_name" not in kept.words["answers"]
    with office.desk.store.read() as tx:
        told = [f for f in office.desk.history().facts if f.recorded_by == "referral form"]
        assert {f.kind for f in told} == {FactKind.REFERRAL, FactKind.PREFERENCE}
        assert forms.submissions(tx, kept.client) == [kept]
    assert not any(word in str(f.data) for f in told for word in SECRET)


def test_the_receipt_says_who_calls_and_by_which_business_day(office: Office) -> None:
    receipt = office.send()
    assert isinstance(receipt, Receipt)
    assert (receipt.hear_from, receipt.hear_by) == ("Maya Chen", date(2026, 11, 25))
    assert len(receipt.reference) == 6 and receipt.reference.isalnum()


def test_on_the_day_before_a_closure_the_office_hears_after_it(office: Office) -> None:
    closed = Workdays(closures=(Closure(date(2026, 11, 25), date(2026, 11, 27), "Thanksgiving"),))
    office.desk.house = replace(office.desk.house, practice=replace(office.desk.house.practice, workdays=closed))
    receipt = office.send()
    assert isinstance(receipt, Receipt)
    assert receipt.hear_by == date(2026, 11, 30)


def test_the_same_page_sent_twice_is_one_referral_with_one_receipt_and_one_notice(office: Office) -> None:
    first = office.send()
    office.desk.now += timedelta(hours=20)
    assert office.send() == first
    assert len(office.desk.history().of("P1EE", FactKind.REFERRAL)) == 1
    assert len(_notices(office)) == 1


def test_the_same_page_with_another_patient_is_asked_about_and_not_lost(office: Office) -> None:
    first = office.send()
    assert isinstance(first, Receipt)
    again = office.send(answers={**FILLED, "patient_name": "Ben Other"})
    assert again == SentBefore(first.reference)
    assert isinstance(office.send("n2", {**FILLED, "patient_name": "Ben Other"}), Receipt)


@pytest.mark.parametrize("name", ["zyxwina  QUORVENDAL", "Quorvendal, Zyxwina"])
def test_somebody_on_file_gets_the_referral_and_no_double(office: Office, name: str) -> None:
    first = office.sent()
    office.desk.now += timedelta(days=40)
    second = office.sent("n2", {**FILLED, "patient_name": name})
    assert second.client == first.client and second.words["known"]
    assert second.words["answers"]["patient_name"] == " ".join(name.split())
    assert len(office.desk.history().of(first.client, FactKind.REFERRAL)) == 2
    assert any(f"client {first.client}, who was on file: perhaps the same person" in text for text in _notices(office))


def test_without_a_birth_date_the_telephone_tells(office: Office) -> None:
    first = office.sent(answers=LEAST)
    assert office.sent("n2", FILLED).client == first.client
    other = office.sent("n3", {**LEAST, "patient_phone": "(617) 555-1111"})
    assert other.client != first.client
    assert other.words["alike"] == [first.client]
    assert any(f"perhaps the same as {first.client}" in text for text in _notices(office))


def test_father_and_son_with_one_telephone_are_two(office: Office) -> None:
    father = office.sent()
    son = office.sent("n2", {**FILLED, "patient_born": "01/02/1980"})
    assert father.client != son.client and son.words["alike"] == [father.client]


def test_a_form_about_somebody_who_has_died_is_not_lost_on_the_dead(office: Office) -> None:
    first = office.sent()
    office.desk.tell("death", "recorded", client=first.client)
    second = office.sent("n2")
    assert second.client != first.client and second.words["alike"] == [first.client]
    assert any(f.planned.client == second.client for f in office.desk.open("reach-new-client"))


def test_the_same_form_sent_again_from_a_new_page_thanks_only_once(office: Office) -> None:
    first, second = office.sent(), office.sent("n2")
    assert first.words["referral"] == second.words["referral"]
    assert len(office.desk.history().of(first.client, FactKind.REFERRAL)) == 1
    assert len(office.desk.open("thank-referrer")) == 1


def test_a_referral_brings_somebody_back_who_was_discharged(office: Office) -> None:
    first = office.sent()
    office.desk.tell("discharge", "completed", client=first.client)
    office.desk.now += timedelta(days=200)
    assert office.sent("n2").client == first.client
    assert office.desk.history().standing(first.client, office.desk.today) == "active"
    assert any(f.planned.client == first.client for f in office.desk.open("reach-new-client"))


def test_who_has_most_clients_of_a_provider_gets_the_next_one(office: Office) -> None:
    office.desk.tell("referral", "received", client="CD1A", provider="P1EE")
    kept = office.sent()
    assert _clients(office)[kept.client].practitioner == "jon"
    assert kept.words["told"] == "jon"


def test_while_she_is_away_whoever_covers_is_told(office: Office) -> None:
    away = fact("absence", "away", TODAY, practitioner="maya", until="2026-12-04", cover="Jon Park", identity="")
    with office.desk.store.write() as tx:
        from scheduler.recording import record

        record(tx, office.desk.house, away, office.desk.now)
    receipt = office.send()
    assert isinstance(receipt, Receipt) and receipt.hear_from == "Jon Park"
    office.desk.round()
    (letter,) = [m for m in office.desk.letters() if "referral by the form" in words(m)]
    assert "jon@example.org" in str(letter["To"])


def test_the_notice_names_the_provider_and_nothing_of_the_form(office: Office) -> None:
    kept = office.sent()
    office.desk.round()
    (letter,) = [m for m in office.desk.letters() if "referral by the form" in words(m)]
    text = letter.as_string()
    assert str(letter["Subject"]) == "Rapport: 1 now"
    assert "Dr. Alan Lee" in text and f"rapport client show {kept.client}" in words(letter)
    assert f"rapport show {kept.words['referral']}" in words(letter)
    assert [word for word in SECRET if word in text] == []
    office.desk.round()
    assert len(_notices(office)) == 1


def test_wishes_about_reports_become_preferences_only_where_they_are_new(office: Office) -> None:
    office.sent()
    told = office.desk.history().of("P1EE", FactKind.PREFERENCE)
    assert {(f.value, f.data["is"]) for f in told} == {("channel", "fax"), ("cadence", "60 days")}
    office.sent("n2", {**FILLED, "patient_name": "Ben Other"})
    office.sent("n3", {**LEAST, "patient_name": "Cy Other"})
    assert len(office.desk.history().of("P1EE", FactKind.PREFERENCE)) == 2


def test_a_birth_date_that_the_record_does_not_take_stays_among_the_words(office: Office) -> None:
    kept = office.sent(answers={**FILLED, "patient_born": "01/01/1899"})
    assert not _clients(office)[kept.client].born
    assert kept.words["answers"]["patient_born"] == "1899-01-01"


def test_more_than_thirty_within_an_hour_wait_and_are_taken_afterwards(office: Office) -> None:
    for n in range(MOST):
        assert isinstance(office.send(f"n{n}", {**FILLED, "patient_name": f"Somebody {n:02} Else"}), Receipt)
    late = {**FILLED, "patient_name": "The Last"}
    office.desk.now += timedelta(minutes=20)
    assert office.send("late", late) == TooMany(40 * 60)
    office.desk.now += timedelta(minutes=41)
    assert isinstance(office.send("late", late), Receipt)


def test_undo_takes_back_what_a_person_did_and_not_what_came_in(office: Office) -> None:
    office.desk.tell("referral", "received", client="CRVZ", provider="PSHA")
    kept = office.sent()
    with office.desk.store.write() as tx:
        act, _ = undo(tx, office.desk.house, office.desk.now)
    assert act.verb == "record"
    assert kept.client in _clients(office)
    with office.desk.store.write() as tx, pytest.raises(Refusal):
        undo(tx, office.desk.house, office.desk.now)


def test_erasing_a_client_destroys_the_forms_too(office: Office) -> None:
    kept = office.sent()
    office.desk.tell("discharge", "moved", client=kept.client)
    with office.desk.store.write() as tx:
        erasing.erase_client(tx, kept.client, office.desk.now)
        assert forms.submissions(tx) == []
    with office.desk.store.read() as tx:
        assert isinstance(office.send("n2"), Receipt)
        assert kept.client not in people.clients(tx)


def test_referrals_are_counted_for_each_version_and_provider(office: Office) -> None:
    office.desk.tell("form", "left", provider="P1EE", count=50, version=office.address.version)
    office.desk.tell("referral", "received", client="CRVZ", provider="PSHA", form="2025-01")
    office.sent()
    office.sent("n2", {**FILLED, "patient_name": "Ben Other"})
    with office.desk.store.read() as tx:
        found = [(c.version, c.provider, c.left, c.referrals) for c in forms.counts(tx)]
    assert found == [("2025-01", "PSHA", 0, 1), (office.address.version, "P1EE", 50, 2)]


def test_a_token_is_kept_as_a_hash_and_ends_when_it_is_revoked_rotated_or_old(office: Office) -> None:
    from tests.scheduler.forms import FORM_TOKEN

    desk = office.desk
    with desk.store.write() as tx:
        assert FORM_TOKEN.encode() not in (desk.folder / "rapport.db").read_bytes()
        assert forms.by_token(tx, FORM_TOKEN, desk.now + timedelta(days=365)) is None
        forms.set_token(tx, office.address.id, "another", desk.now + timedelta(days=365))
        assert forms.by_token(tx, FORM_TOKEN, desk.now) is None
        assert forms.by_token(tx, "another", desk.now) is not None
        forms.revoke(tx, office.address.id, desk.now)
        assert forms.by_token(tx, "another", desk.now) is None
