"""Who is shown which follow-ups in the browser."""

from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from scheduler.people import Sees
from scheduler.store import followups
from tests.houses import JON, MAYA
from tests.scheduler.browser import Practice

YESTERDAY = date(2026, 11, 23)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """Ana fell (Maya's client, a call today); Rosa fell and was referred (Jon's)."""
    made = Practice(tmp_path)
    for client in ("CRVZ", "CD1A"):
        made.desk.tell("referral", "received", YESTERDAY, client=client, provider="P1EE")
        made.desk.tell("change", "fall", YESTERDAY, client=client)
    return made


def test_each_sees_the_day_of_her_own_clients_and_may_look_at_everybodys(practice: Practice) -> None:
    browser = practice.browser("maya")
    ana, rosa = practice.fallen().id, practice.fallen("CD1A").id
    assert ana in browser.get("/today").listed
    assert rosa not in browser.get("/today").listed
    both = browser.get("/today?whose=everybody")
    assert {ana, rosa} <= set(both.listed)
    assert both.listed == [id_ for _, ids in practice.day("maya", "jon") for id_ in ids]
    assert browser.get(f"/f/{rosa}").status == 200
    assert 'name="whose" value="everybody"' in both.body
    answered = browser.send(f"/f/{rosa}/seen", page="/today?whose=everybody", whose="everybody")
    assert answered.header("Location") == "/today?whose=everybody"


def _own(practice: Practice) -> None:
    practice.employ(MAYA, structs.replace(JON, sees=Sees.OWN))


def test_who_sees_only_her_own_finds_nothing_else_by_any_address(practice: Practice) -> None:
    ana, rosa = practice.fallen().id, practice.fallen("CD1A").id
    _own(practice)
    browser = practice.browser("jon")
    for path in ("/today", "/today?whose=everybody"):
        page = browser.get(path)
        assert rosa in page.listed
        assert "Ruiz" not in page.body
        assert ana not in page.body
        assert "whose=everybody" not in page.body
    nobody = browser.get("/f/ZZZZ")
    assert (nobody.status, nobody.body) == (404, "not found\n")
    for method, path in (("GET", ""), ("POST", "/done"), ("POST", "/later"), ("POST", "/seen")):
        fields = {"csrf_token": browser.get("/today").field("csrf_token"), "outcome": "reached", "for": "1d"}
        answered = browser.ask(method, f"/f/{ana}{path}", fields)
        assert (answered.status, answered.body) == (404, "not found\n")
    assert practice.fallen().open
    assert practice.fallen().snoozed_until is None
    assert browser.send(f"/f/{rosa}/done", outcome="reached").status == 303


def test_who_sees_only_her_own_undoes_only_her_own(practice: Practice) -> None:
    ana, rosa = practice.fallen().id, practice.fallen("CD1A").id
    _own(practice)
    maya, jon = practice.browser("maya"), practice.browser("jon")
    maya.send(f"/f/{ana}/done", outcome="reached", note="a word about Ana")
    act = maya.get("/today").field("act")
    for path in ("/today", "/done"):
        page = jon.get(path).body
        assert "Undo" not in page
        assert "Ana" not in page
    assert jon.send("/undo", act=act).status == 422
    assert not practice.fallen().open
    jon.send(f"/f/{rosa}/done", outcome="reached")
    assert jon.send("/undo", act=jon.get("/today").field("act")).status == 303
    assert practice.fallen("CD1A").open


def test_who_covers_a_colleague_sees_and_does_her_work_on_those_days(practice: Practice) -> None:
    ana = practice.fallen().id
    _own(practice)
    browser = practice.browser("jon")
    practice.desk.tell("absence", "away", practitioner="maya", until="2026-11-25", cover="jon")
    page = browser.get("/today")
    assert ana in page.listed
    assert "You cover Maya Chen today." in page.body
    assert browser.send(f"/f/{ana}/later", **{"for": "3d"}).status == 303
    practice.wait(days=3)
    assert ana not in browser.get("/today").body
    assert browser.get(f"/f/{ana}").status == 404


def test_one_contact_of_two_practitioners_is_done_as_far_as_one_sees_it(practice: Practice) -> None:
    ana, rosa = practice.fallen(), practice.fallen("CD1A")
    with practice.desk.store.write() as tx:
        for call in (ana, rosa):
            followups.save(tx, structs.replace(call, bundle=rosa.id))
    _own(practice)
    browser = practice.browser("jon")
    assert "Ruiz" not in browser.get(f"/f/{rosa.id}").body
    browser.send(f"/f/{rosa.id}/done", outcome="reached")
    assert not practice.fallen("CD1A").open
    assert practice.fallen().open
