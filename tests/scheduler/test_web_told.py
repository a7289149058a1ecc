"""A fact in the browser: undone, corrected, taken back; shown to whom; what to say in the call that follows from it."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from scheduler.people import Sees
from scheduler.recording import record
from tests.houses import JON, MAYA, fact
from tests.scheduler.browser import Practice
from tests.scheduler.test_web_record import filled, told


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """Ana Ruiz and Ben Okafor are Maya's clients, Rosa Diaz is Jon's."""
    return Practice(tmp_path)


def test_a_fact_is_undone_from_its_page(practice: Practice) -> None:
    browser = practice.browser("maya")
    place = browser.fill("/record/session", **filled(practice, "session", "missed", {"client": "CRVZ"}))
    page = browser.get(place.header("Location"))
    (fact,) = told(practice)
    undone = browser.ask(
        "POST",
        "/undo",
        {"csrf_token": page.field("csrf_token"), "act": page.field("act"), "to": f"/fact/{fact.number}"},
    )
    assert undone.header("Location") == f"/fact/{fact.number}?said=undone"
    assert told(practice) == []
    assert "taken back" in browser.get(f"/fact/{fact.number}").body


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example/c/AAAA", "/c/../x", "/logout", "/c/AAAA\n"])
def test_an_undo_leads_nowhere_else(practice: Practice, to: str) -> None:
    browser = practice.browser("maya")
    browser.fill("/record/session", **filled(practice, "session", "missed", {"client": "CRVZ"}))
    undone = browser.send("/undo", act=browser.get("/today").field("act"), to=to)
    assert undone.header("Location") in ("/today", "/c/AAAA?said=undone")


def test_a_fact_is_corrected_and_keeps_its_identity(practice: Practice) -> None:
    visit = practice.desk.tell("visit", "scheduled", client="CRVZ", provider="P1EE", on=practice.desk.today, joint=True)
    browser = practice.browser("maya")
    page = browser.get(f"/fact/{visit.number}/correct").body
    assert '<option value="P1EE" selected>' in page
    assert 'name="f_joint" value="yes" checked' in page
    fields = {"client": "CRVZ", "provider": "P1EE", "value": "scheduled", "on": "2026-12-09", "at": "14:00"}
    answered = browser.fill(f"/fact/{visit.number}/correct", **fields)
    assert answered.header("Location") == f"/fact/{visit.number}?said=corrected"
    (now,) = told(practice)
    assert (now.identity, now.version, now.on.day, dict(now.data)) == (visit.identity, 2, 9, {})
    assert "As it was told before" in browser.get(f"/fact/{visit.number}").body
    wrong = browser.fill(f"/fact/{visit.number}/correct", **fields | {"on": "soon"})
    assert wrong.status == 422 and 'id="on-wrong"' in wrong.body


def test_a_fact_is_taken_back_once(practice: Practice) -> None:
    told_one = practice.desk.tell("session", "missed", client="CRVZ")
    browser = practice.browser("maya")
    assert browser.send(f"/fact/{told_one.number}/retract").status == 303
    assert told(practice) == []
    assert browser.send(f"/fact/{told_one.number}/retract").status == 422
    assert browser.get(f"/fact/{told_one.number}/correct").status == 404


def test_who_sees_only_her_own_tells_of_nobody_else_and_finds_nobody_else(practice: Practice) -> None:
    ana = practice.desk.tell("session", "missed", client="CRVZ")
    practice.employ(MAYA, structs.replace(JON, sees=Sees.OWN))
    browser = practice.browser("jon")
    page = browser.get("/record/session").body
    assert "Rosa Diaz" in page
    assert "Ruiz" not in page and "CRVZ" not in page
    assert "CRVZ" not in browser.get("/record/session?who=CRVZ").body
    assert "CRVZ" not in browser.get("/record?who=CRVZ").body
    answered = browser.fill("/record/session", **filled(practice, "session", "attended", {"client": "CRVZ"}))
    assert answered.status == 422
    assert "Choose the client." in answered.body
    for path in (f"/fact/{ana.number}", f"/fact/{ana.number}/correct"):
        assert (browser.get(path).status, browser.get(path).body) == (404, "not found\n")
    for path in (f"/fact/{ana.number}/correct", f"/fact/{ana.number}/retract"):
        assert browser.send(path).status == 404
    assert len(told(practice)) == 1
    browser.fill("/record/session", **filled(practice, "session", "missed", {"client": "CD1A"}))
    assert browser.send("/undo", act=browser.get("/today").field("act")).status == 303
    assert len(told(practice)) == 1
    browser.fill("/record/contact", **filled(practice, "contact", "reached", {"provider": "P1EE"}))
    assert browser.send("/undo", act=browser.get("/today").field("act")).status == 303


def test_no_address_and_no_title_of_a_form_names_anybody(practice: Practice) -> None:
    browser = practice.browser("maya")
    place = browser.fill("/record/change", **filled(practice, "change", "pain", {"client": "CRVZ"}))
    for path in ("/record", "/record/change?who=CRVZ", place.header("Location")):
        page = browser.get(path)
        title = re.findall(r"<title>(.*)</title>", page.body)[0]
        words = title + " ".join(a for a in page.addresses if not a.startswith("tel:"))
        assert not re.search("Ana|Ruiz|Lee|pain|fall", words)


def test_a_calls_card_has_what_to_say_and_the_limits_on_file(practice: Practice) -> None:
    on = [replace(r, on=True) if r.id == "decline" else r for r in practice.desk.house.rules.rules]
    practice.desk.take(type(practice.desk.house.rules)(tuple(on)))
    practice.site.premises = replace(practice.site.premises, house=practice.desk.house)
    practice.desk.tell("care-team", "primary care", date(2026, 10, 1), client="CRVZ", provider="P1EE")
    practice.desk.tell("authorization", "signed", date(2026, 10, 1), client="CRVZ", until="2027-10-01")
    practice.desk.tell("limits", "heart rate", date(2026, 10, 1), client="CRVZ", provider="P1EE", high=120)
    for day, value in ((date(2026, 11, 9), 3), (date(2026, 11, 24), 6)):
        reading = structs.replace(fact("measure", "pain_nrs", day, client="CRVZ", identity=""), data={"value": value})
        with practice.desk.store.write() as tx:
            record(tx, practice.desk.house, reading, practice.desk.now)
    practice.wait(days=1)
    (call,) = practice.desk.open("decline")
    browser = practice.browser("maya")
    for page in (browser.get("/today").body, browser.get(f"/f/{call.id}").body):
        assert "Limits on file: heart rate up to 120 (Dr. Alan Lee)" in page
        assert "Say first" in page and "3 points on 9 November, 6 points on 24 November" in page


def test_the_front_door_leads_to_the_day(practice: Practice) -> None:
    assert practice.browser("maya").get("/").header("Location") == "/today"
    assert practice.browser().get("/").header("Location") == "/login"
