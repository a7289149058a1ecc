"""The day in the browser: the list of `rapport today`, what can be done about it, and who is shown what."""

import html
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from scheduler.followups import State
from scheduler.private import Private
from scheduler.recording import retract
from scheduler.store import facts, followups, people
from tests.houses import CLIENTS
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


def test_the_list_has_the_order_and_the_groups_of_the_command(practice: Practice) -> None:
    page = practice.browser("maya").get("/today")
    wanted = practice.day("maya")
    assert wanted
    assert page.listed == [id_ for _, ids in wanted for id_ in ids]
    assert re.findall(r"<h2>(\w+)</h2>", page.body) == [name for name, _ in wanted]
    assert "Tomorrow 0, this week 0." in page.body
    assert "Tuesday 24 November 2026" in page.body
    assert "Maya Chen · " in page.body


def test_a_card_says_whom_why_and_which_number(practice: Practice) -> None:
    page = practice.browser("maya").get("/today")
    assert "Call: Dr. Alan Lee, orthopedics" in page.body
    assert "Ana Ruiz: Tell the provider of a fall" in page.body
    assert 'href="tel:+16175550142">Call (617) 555-0142</a>' in page.body


def test_no_address_and_no_title_names_anybody(practice: Practice) -> None:
    browser = practice.browser("maya")
    for path in ("/today", "/today?whose=everybody", "/done", f"/f/{practice.fallen().id}"):
        page = browser.get(path)
        links = [a for a in page.addresses if not a.startswith("tel:")]
        pages = r"today|done|undo|logout|today\?whose=everybody|record|people|relationships"
        assert all(re.fullmatch(rf"/({pages}|[cfp]/\w{{4}}(/\w+)?)", a) for a in links)
        title = re.findall(r"<title>(.*)</title>", page.body)[0]
        assert not re.search("|".join(("Ana", "Ruiz", "Lee")), title + " ".join(links))
        assert not re.search("|".join(CLIENTS), title)


def test_the_pages_are_for_telephones_and_for_screen_readers(practice: Practice) -> None:
    browser = practice.browser("maya")
    for path in ("/login", "/today", "/done", f"/f/{practice.fallen().id}"):
        page = (practice.browser() if path == "/login" else browser).get(path).body
        assert '<html lang="en">' in page
        assert 'content="width=device-width, initial-scale=1"' in page
        assert re.search(r"<title>.+</title>", page)
        assert page.count("<h1>") == 1
        assert "<script" not in page
        assert not re.search(r" on\w+=| style=", page)
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        for field in re.findall(r'<(?:input type="(?:text|password)"|select)[^>]* id="([^"]+)"', page):
            assert f'<label for="{field}"' in page
        for described in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page):
            assert described in ids


def test_what_a_client_is_called_is_text_and_nothing_else(practice: Practice) -> None:
    name = '<script>alert(1)</script> O\'Neil & "Söhne"'
    with practice.desk.store.write() as tx:
        people.save_client(tx, structs.replace(CLIENTS["CRVZ"], name=Private(name)))
    browser = practice.browser("maya")
    for path in ("/today", f"/f/{practice.fallen().id}"):
        page = browser.get(path).body
        assert name in html.unescape(page)
        assert "<script" not in page
    note = '"><img src=x onerror=alert(1)> {{ 7 * 7 }}'
    call = practice.fallen()
    browser.send(f"/f/{call.id}/done", outcome="reached", note=note)
    page = browser.get("/done").body
    assert "<img" not in page
    assert note in html.unescape(page)


def test_done_records_the_outcome_as_the_command_does(practice: Practice) -> None:
    call = practice.fallen()
    browser = practice.browser("maya")
    answered = browser.send(f"/f/{call.id}/done", outcome="reached", note="will call the client")
    assert (answered.status, answered.header("Location")) == (303, "/today")
    done = practice.fallen()
    assert (done.state, done.outcome) == (State.DONE, "reached")
    with practice.desk.store.read() as tx:
        (told,) = [f for f in facts.all_current(tx) if f.closes == str(call.key)]
    assert (told.value, told.provider, told.recorded_by) == ("reached", "P1EE", "Maya Chen")
    assert call.id not in browser.get("/today").listed
    page = browser.get("/done").body
    assert call.id in page
    assert "Ana Ruiz" in page
    assert "will call the client" in page


def test_another_outcome_is_chosen_from_the_list(practice: Practice) -> None:
    call = practice.fallen()
    practice.browser("maya").send(f"/f/{call.id}/done", outcome="other", other="declined")
    assert practice.fallen().outcome == "declined"


@pytest.mark.parametrize("outcome", ["", "other", "nonsense", "reached\n", "Reached"])
def test_an_outcome_that_is_none_is_refused_and_what_was_typed_stays(practice: Practice, outcome: str) -> None:
    call = practice.fallen()
    browser = practice.browser("maya")
    answered = browser.ask(
        "POST",
        f"/f/{call.id}/done",
        {"csrf_token": browser.get("/today").field("csrf_token"), "outcome": f"x{outcome}", "note": "long words"},
    )
    assert answered.status == 422
    assert "Choose what it came to." in answered.body
    assert 'value="long words"' in answered.body
    assert practice.fallen().open


def test_a_note_that_is_too_long_is_refused(practice: Practice) -> None:
    call = practice.fallen()
    answered = practice.browser("maya").send(f"/f/{call.id}/done", outcome="reached", note="x" * 2001)
    assert answered.status == 422
    assert practice.fallen().open


def test_what_is_done_already_is_said_once(practice: Practice) -> None:
    call = practice.fallen()
    browser = practice.browser("maya")
    browser.send(f"/f/{call.id}/done", outcome="reached")
    answered = browser.send(f"/f/{call.id}/done", outcome="voicemail")
    assert answered.status == 422
    assert answered.body.count("is already done") == 1
    assert practice.fallen().outcome == "reached"


@pytest.mark.parametrize(("span", "days"), [("1d", 1), ("3d", 3), ("1w", 7)])
def test_later_hides_it_for_so_many_days(practice: Practice, span: str, days: int) -> None:
    call = practice.fallen()
    browser = practice.browser("maya")
    assert browser.send(f"/f/{call.id}/later", **{"for": span}).status == 303
    assert practice.fallen().snoozed_until == practice.desk.today + timedelta(days=days)
    assert call.id not in browser.get("/today").listed
    assert browser.send(f"/f/{call.id}/later", **{"for": "9y"}).status == 422


def test_seen_keeps_it_on_the_list_and_takes_the_button_away(practice: Practice) -> None:
    call = practice.fallen()
    browser = practice.browser("maya")
    assert f'action="/f/{call.id}/seen"' in browser.get("/today").body
    browser.send(f"/f/{call.id}/seen")
    assert practice.fallen().seen_at == practice.desk.now
    page = browser.get("/today")
    assert call.id in page.listed
    assert f'action="/f/{call.id}/seen"' not in page.body


def test_the_last_act_can_be_undone_for_as_long_as_one_wants(practice: Practice) -> None:
    call = practice.fallen()
    browser = practice.browser("maya")
    browser.send(f"/f/{call.id}/done", outcome="reached")
    practice.wait(days=5)
    page = browser.get("/today")
    assert f"Last: done, call {call.id}" in page.body
    answered = browser.send("/undo", act=page.field("act"))
    assert answered.header("Location") == f"/today#{call.id}"
    assert practice.fallen().open


def test_an_act_of_somebody_else_meanwhile_is_not_undone(practice: Practice) -> None:
    call = practice.fallen()
    browser = practice.browser("maya")
    browser.send(f"/f/{call.id}/done", outcome="reached")
    shown = browser.get("/today").field("act")
    practice.browser("jon").send(f"/f/{practice.fallen('CD1A').id}/done", outcome="reached")
    for act in (shown, "", "0", "999", "x"):
        answered = browser.send("/undo", act=act)
        assert answered.status == 422
        assert "nothing was undone" in answered.body
    assert not practice.fallen().open
    assert not practice.fallen("CD1A").open


@pytest.mark.parametrize("only", [{"only": "yes"}, {}])
def test_one_contact_is_done_as_a_whole_or_only_one_of_it(practice: Practice, only: dict[str, str]) -> None:
    practice.desk.tell("referral", "received", YESTERDAY, client="C0KF", provider="P1EE")
    practice.desk.tell("change", "fall", YESTERDAY, client="C0KF")
    first, second = [f for f in practice.desk.open("fall") if f.planned.practitioner == "maya"]
    with practice.desk.store.write() as tx:
        for call in (first, second):
            followups.save(tx, structs.replace(call, bundle=first.id))
    browser = practice.browser("maya")
    page = browser.get("/today")
    assert "One contact, 2 things" in page.body
    assert f"Only {first.id}, not the others of this contact" in page.body
    browser.send(f"/f/{first.id}/done", outcome="reached", **only)
    still_open = [f.id for f in practice.desk.open("fall") if f.planned.practitioner == "maya"]
    assert still_open == ([second.id] if only else [])
    browser.send("/undo", act=browser.get("/today").field("act"))
    assert {first.id, second.id} <= {f.id for f in practice.desk.open("fall")}


def test_a_red_flag_says_first_whom_to_call_in_an_emergency(practice: Practice) -> None:
    assert "emergency services" not in practice.browser("maya").get("/today").body
    practice.desk.tell("change", "red flag", client="CRVZ")
    assert "In an emergency, call emergency services first." in practice.browser("maya").get("/today").body


def test_a_page_of_a_follow_up_says_why(practice: Practice) -> None:
    call = practice.fallen()
    page = practice.browser("maya").get(f"/f/{call.id}").body
    assert "Call to Dr. Alan Lee about Ana Ruiz" in page
    for words in ("Rule", "fall: Tell the provider of a fall", "Because", "The date", "So far", "planned "):
        assert words in page


def test_a_follow_up_that_was_withdrawn_is_shown_without_buttons(practice: Practice) -> None:
    call = practice.fallen()
    (fell,) = [int(text[1:]) for text in call.planned.because]
    with practice.desk.store.write() as tx:
        retract(tx, practice.desk.house, fell, practice.desk.now)
    browser = practice.browser("maya")
    page = browser.get(f"/f/{call.id}")
    assert page.status == 200
    assert "withdrawn" in page.body
    assert f"/f/{call.id}/done" not in page.addresses
    assert browser.send(f"/f/{call.id}/done", outcome="reached").status == 422


def test_an_act_on_a_new_day_is_on_the_plan_of_that_day(practice: Practice) -> None:
    call = practice.fallen()
    practice.wait(days=20)
    browser = practice.browser("maya")
    assert call.id in browser.get("/today").listed
    assert browser.send(f"/f/{call.id}/done", outcome="reached").status == 303
    assert not practice.fallen().open


def test_what_was_done_is_shown_for_thirty_days(practice: Practice) -> None:
    call = practice.fallen()
    browser = practice.browser("maya")
    assert "Nothing was closed in these days." in browser.get("/done").body
    browser.send(f"/f/{call.id}/done", outcome="reached")
    assert call.id in browser.get("/done").body
    with practice.desk.store.read() as tx:
        assert [f.id for f in followups.closed_since(tx, practice.desk.now)] == [call.id]
        assert followups.closed_since(tx, practice.desk.now + timedelta(seconds=1)) == []


def test_a_quiet_day_says_so(tmp_path: Path) -> None:
    page = Practice(tmp_path).browser("maya").get("/today").body
    assert "Nothing is due." in page
    assert "0 to do" in page
