"""After a merge the other code's addresses lead to the person who is there, and forms that name it mean that person."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.facts import FactKind
from scheduler.merging import merge_clients, merge_providers
from scheduler.people import Client, Provider
from scheduler.private import Private
from scheduler.store import facts as fact_store
from scheduler.store import people
from tests.houses import TODAY
from tests.scheduler.browser import Practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """CTWN was Ana once more, and PTWN was Dr. Lee once more."""
    made = Practice(tmp_path)
    made.desk.tell("referral", "received", date(2026, 9, 14), client="CRVZ", provider="P1EE")
    with made.desk.store.write() as tx:
        people.add_client(tx, Client(code="CTWN", name=Private("Ana Ruiz"), practitioner="maya", entered_on=TODAY))
        people.add_provider(tx, Provider(code="PTWN", name="Dr. Alan Lee", entered_on=TODAY))
        clients, providers = people.clients(tx), people.providers(tx)
        merge_clients(tx, made.desk.house, clients["CRVZ"], clients["CTWN"], made.desk.now, sure=True)
        merge_providers(tx, made.desk.house, providers["P1EE"], providers["PTWN"], made.desk.now, sure=True)
    return made


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/c/CTWN", "/c/CRVZ"),
        ("/c/CTWN/edit", "/c/CRVZ/edit"),
        ("/p/PTWN", "/p/P1EE"),
        ("/p/PTWN/edit", "/p/P1EE/edit"),
        ("/record?who=CTWN", "/record?who=CRVZ"),
        ("/record/change?who=CTWN&value=fall", "/record/change?who=CRVZ&value=fall"),
        ("/record/contact?who=PTWN", "/record/contact?who=P1EE"),
    ],
)
def test_an_address_of_the_other_leads_on(practice: Practice, old: str, new: str) -> None:
    browser = practice.browser("maya")
    answer = browser.get(old)
    assert (answer.status, answer.header("Location")) == (303, new)
    assert browser.get(new).status == 200


def test_nobody_is_led_anywhere_before_the_login(practice: Practice) -> None:
    assert practice.browser().get("/c/CTWN").header("Location") == "/login?to=/c/CTWN"


def test_a_form_that_was_open_when_they_were_merged_means_the_one_who_is_there(practice: Practice) -> None:
    browser = practice.browser("maya")
    sent = browser.fill("/record/visit", client="CTWN", provider="PTWN", on=str(TODAY))
    assert sent.status == 303, sent.body
    with practice.desk.store.read() as tx:
        told = [f for f in fact_store.about(tx, ["CRVZ"]) if f.kind is FactKind.VISIT]
    assert [(f.client, f.provider) for f in told] == [("CRVZ", "P1EE")]


def test_what_was_typed_about_the_other_entry_is_not_written_over_this_one(practice: Practice) -> None:
    browser = practice.browser("maya")
    sent = browser.fill("/c/CRVZ/edit", to="/c/CTWN/edit", name="Somebody Else")
    assert (sent.status, sent.header("Location")) == (303, "/c/CRVZ/edit")
    assert "Ana Ruiz" in browser.get("/c/CRVZ").body
