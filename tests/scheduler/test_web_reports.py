"""Reports in the browser: from the draft to the provider's answer, and who never gets to see one."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from scheduler.followups import FollowUp, State
from scheduler.house import Identity
from scheduler.people import Sees
from scheduler.recording import record
from scheduler.store import audit, facts, followups
from tests.houses import JON, MAYA, fact
from tests.scheduler.browser import Browser, Practice

ENOUGH = {"came": "17", "planned": "18", "plan": "balance twice a week"}


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """Ana's report to Dr. Lee is due; she has signed, and was measured twice."""
    made = Practice(tmp_path)
    ours = Identity(name="Northside Medical Exercise", phone="(617) 555-0100", fax="(617) 555-0101")
    made.desk.house = replace(made.desk.house, identity=ours)
    made.employ(MAYA, JON)
    tell = made.desk.tell
    tell("referral", "received", date(2026, 10, 1), client="CRVZ", provider="P1EE")
    tell("milestone", "assessment", date(2026, 10, 26), client="CRVZ")
    for day, value in ((date(2026, 10, 26), 318), (date(2026, 11, 23), 382)):
        told = structs.replace(fact("measure", "6mwt", day, client="CRVZ", identity=""), data={"value": value})
        with made.desk.store.write() as tx:
            record(tx, made.desk.house, told, made.desk.now)
    return made


def signed(practice: Practice) -> None:
    """The client has signed, and the birth date is on file."""
    practice.desk.tell("authorization", "signed", date(2026, 10, 1), client="CRVZ", until="2027-10-01")
    assert practice.browser("maya").fill("/c/CRVZ/edit", born="1961-03-12").status == 303


def report(practice: Practice) -> FollowUp:
    """Ana's report, as it is stored."""
    return next(f for f in practice.desk.rows() if f.planned.kind.value == "report" and f.planned.client == "CRVZ")


def address(practice: Practice) -> str:
    """Where the report is."""
    return f"/f/{report(practice).id}/report"


def approved(practice: Practice, browser: Browser) -> str:
    """Approve it, and say where it is."""
    place = address(practice)
    assert browser.fill(place, do="approve", **ENOUGH).header("Location") == f"{place}?said=approved"
    return place


def test_without_an_authorization_it_says_so_and_leads_to_it(practice: Practice) -> None:
    browser = practice.browser("maya")
    page = browser.get(address(practice))
    assert "It may not go: no authorization on file names this provider" in page.body
    assert "/record/authorization?who=CRVZ" in page.addresses
    assert 'value="approve"' not in page.body
    refused = browser.fill(address(practice), do="approve", **ENOUGH)
    assert refused.status == 422
    assert browser.get(f"{address(practice)}.pdf").status == 422


def test_without_a_birth_date_it_says_so_and_leads_to_it(practice: Practice) -> None:
    practice.desk.tell("authorization", "signed", date(2026, 10, 1), client="CRVZ", until="2027-10-01")
    page = practice.browser("maya").get(address(practice))
    assert "Missing: the birth date, which the office files by; " in page.body
    assert "/c/CRVZ/edit" in page.addresses


def test_the_draft_shows_what_it_says_and_what_it_lacks(practice: Practice) -> None:
    signed(practice)
    page = practice.browser("maya").get(address(practice)).body
    assert "Missing: attendance; the plan" in page
    assert "318 m" in page and "382 m" in page and "+64 m" in page
    assert f"{address(practice)}.pdf" not in page


def test_what_was_typed_is_kept_and_the_page_can_be_looked_at(practice: Practice) -> None:
    signed(practice)
    browser, place = practice.browser("maya"), address(practice)
    assert browser.fill(place, do="keep", **ENOUGH).header("Location") == f"{place}?said=saved"
    page = browser.get(place).body
    assert 'value="balance twice a week"' in page and 'name="came" value="17"' in page
    assert "Missing" not in page
    assert browser.get(f"{place}.pdf").status == 200
    assert browser.fill(place, do="keep", came="", planned="", plan="").status == 303
    assert "Missing: attendance; the plan" in browser.get(place).body


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"came": "19", "planned": "18"}, "is not attended of planned sessions"),
        ({"came": "many", "planned": ""}, "is not attended of planned sessions"),
        ({"plan": "We pay $50 for each referral"}, "Nothing was changed"),
    ],
)
def test_what_may_not_be_said_is_refused_and_stays_typed(
    practice: Practice, fields: dict[str, str], words: str
) -> None:
    signed(practice)
    answered = practice.browser("maya").fill(address(practice), do="approve", **ENOUGH | fields)
    assert answered.status == 422
    assert words in answered.body
    for text in fields.values():
        assert f'value="{text}"' in answered.body
    assert "not drafted yet" in practice.browser("maya").get(address(practice)).body


def test_an_approved_page_is_downloaded_under_a_name_that_says_nothing(practice: Practice) -> None:
    signed(practice)
    browser = practice.browser("maya")
    place = approved(practice, browser)
    answered = browser.get(f"{place}.pdf")
    assert answered.header("Content-Type") == "application/pdf"
    assert answered.header("Cache-Control") == "no-store"
    assert answered.header("Content-Disposition") == f'attachment; filename="report-{report(practice).id}.pdf"'
    assert answered.body.startswith("%PDF")
    page = browser.get(place).body
    assert "approved" in page and "fax" in page


def test_sent_closes_it_logs_it_and_asks_for_the_answer(practice: Practice) -> None:
    signed(practice)
    browser = practice.browser("maya")
    place = approved(practice, browser)
    page = browser.get(place)
    form = {"csrf_token": page.field("csrf_token"), "nonce": page.field("nonce"), "channel": "fax"}
    first, second = browser.ask("POST", f"{place}/sent", form), browser.ask("POST", f"{place}/sent", form)
    assert first.header("Location") == f"{place}?said=sent"
    assert second.header("Location") == f"{place}?said=once"
    with practice.desk.store.read() as tx:
        closed = followups.get(tx, report(practice).id)
        (row,) = audit.entries(tx, "CRVZ")
    assert closed is not None and (closed.state, closed.outcome) == (State.DONE, "sent")
    assert row.disclosure.channel == "fax"
    page = browser.get(place)
    assert "sent on Tue 24 Nov 2026 by fax" in page.body
    answers = {"answer": "limits", "limit": "heart rate", "high": "120", "until": "2027-01-31", "cadence": "60d"}
    assert browser.fill(place, f"{place}/answered", **answers).header("Location") == f"{place}?said=recorded"
    with practice.desk.store.read() as tx:
        told = {(f.kind.value, f.value): dict(f.data) for f in facts.all_current(tx)}
    assert told["report", "answered"] == {"answer": "limits"}
    assert told["limits", "heart rate"]["high"] == 120
    assert told["preference", "cadence"] == {"is": "60 days"}


def test_an_answer_that_says_too_little_is_told_so(practice: Practice) -> None:
    signed(practice)
    browser = practice.browser("maya")
    place = approved(practice, browser)
    browser.fill(place, f"{place}/sent", channel="fax")
    for fields, words in (
        ({}, "Choose the box that was ticked."),
        ({"answer": "limits"}, "Say which limits were set"),
        ({"answer": "continue", "cadence": "often"}, "not a span"),
        ({"answer": "limits", "limit": "heart rate", "high": "much"}, "is not a number"),
    ):
        answered = browser.fill(place, f"{place}/answered", **fields)
        assert answered.status == 422
        assert words in answered.body, words


def test_what_is_not_approved_is_not_marked_as_sent(practice: Practice) -> None:
    signed(practice)
    browser, place = practice.browser("maya"), address(practice)
    assert browser.fill(place, f"{place}/sent", channel="fax").status == 422
    assert browser.fill(place, f"{place}/sent", channel="pigeon").status == 422
    assert report(practice).open


def test_after_a_revocation_the_approved_page_is_not_marked_as_sent(practice: Practice) -> None:
    signed(practice)
    browser = practice.browser("maya")
    place = approved(practice, browser)
    practice.desk.tell("authorization", "revoked", client="CRVZ")
    answered = browser.fill("/record/session", f"{place}/sent", channel="fax")
    assert answered.status == 422 and "may not go" in answered.body
    with practice.desk.store.read() as tx:
        assert audit.entries(tx, "CRVZ") == []


def test_somebody_elses_report_is_not_found(practice: Practice) -> None:
    signed(practice)
    practice.employ(MAYA, structs.replace(JON, sees=Sees.OWN))
    browser, place = practice.browser("jon"), address(practice)
    for path in (place, f"{place}.pdf"):
        assert (browser.get(path).status, browser.get(path).body) == (404, "not found\n")
    for path in (place, f"{place}/sent", f"{place}/answered"):
        assert browser.fill("/record/session", path, **ENOUGH).status == 404
    assert practice.browser().get(f"{place}.pdf").status == 303


def test_the_day_leads_to_the_report(practice: Practice) -> None:
    signed(practice)
    practice.wait(days=20)
    browser = practice.browser("maya")
    assert address(practice) in browser.get(f"/f/{report(practice).id}").addresses
    call = next(f for f in practice.desk.rows() if f.planned.kind.value != "report")
    assert browser.get(f"/f/{call.id}/report").status == 404
    assert not re.search("Ana|Ruiz", " ".join(browser.get(address(practice)).addresses))
