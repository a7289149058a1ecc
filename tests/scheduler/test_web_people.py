"""The pages of people: everybody, a client, a provider, relationships; new ones, and what is on file changed."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from scheduler.people import Sees
from scheduler.private import Private
from scheduler.recording import record
from scheduler.store import people
from scheduler.web.trends import Reading, by_month, months_back, trend
from tests.houses import CLIENTS, JON, MAYA, RUIZ, TODAY, fact
from tests.scheduler.browser import Practice


def measured(practice: Practice, kind: str, on: date, value: float) -> None:
    """Tell a reading of Ana's 6-minute walk, or her goal for it."""
    told = structs.replace(fact(kind, "6mwt", on, client="CRVZ", identity=""), data={"value": value})
    with practice.desk.store.write() as tx:
        record(tx, practice.desk.house, told, practice.desk.now)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """Ana was referred, measured twice, authorized, told of; Rosa is Jon's."""
    made = Practice(tmp_path)
    tell = made.desk.tell
    tell("referral", "received", date(2026, 9, 14), client="CRVZ", provider="P1EE")
    tell("referral", "received", date(2026, 10, 5), client="CD1A", provider="P1EE")
    tell("authorization", "signed", date(2026, 9, 15), client="CRVZ", until="2027-09-15")
    for day, value in ((date(2026, 9, 16), 318), (date(2026, 10, 26), 352), (date(2026, 11, 23), 382)):
        measured(made, "measure", day, value)
    measured(made, "goal", date(2026, 9, 16), 400)
    tell("limits", "blood pressure", date(2026, 9, 16), client="CRVZ", provider="P1EE", high=150)
    tell("contact", "reached", date(2026, 11, 2), client="CRVZ", provider="P1EE", note="likes short reports")
    tell("contact", "reached", date(2026, 10, 2), client="CD1A", provider="P1EE")
    tell("change", "fall", date(2026, 11, 23), client="CRVZ")
    tell("visit", "scheduled", date(2026, 12, 2), client="CRVZ", provider="P1EE")
    return made


def test_everybody_is_found_by_name_and_reached_by_a_code(practice: Practice) -> None:
    page = practice.browser("maya").get("/people")
    assert '<a href="/c/CRVZ">Ana Ruiz</a>' in page.body
    assert '<a href="/p/P1EE">Dr. Alan Lee</a>' in page.body
    assert "?" not in "".join(page.addresses)


def test_a_clients_page_tells_the_whole_history(practice: Practice) -> None:
    page = practice.browser("maya").get("/c/CRVZ").body
    assert "<h1>Ana Ruiz</h1>" in page
    assert "blood pressure up to 150 (Dr. Alan Lee)" in page
    assert "May be told until Wed 15 Sep 2027 (F3)" in page
    assert "Wed 2 Dec 2026" in page
    assert "318 m (Wed 16 Sep 2026) to 382 m (Mon 23 Nov 2026)" in page
    assert "Goal 400 m" in page
    assert "meets the cited threshold" in page.lower()
    assert '<svg viewBox="0 0 320 130" role="img"' in page
    assert "waiting for" in page
    told = page[page.index("Told to whom and when") :]
    assert "Dr. Alan Lee, phone (617) 555-0142" in told
    assert "authorization: F3" in told
    for call in practice.desk.open():
        if call.planned.client == "CRVZ":
            assert f'href="/f/{call.id}"' in page
    assert len(re.findall(r'href="/fact/\d+"', page)) >= 10


def test_a_providers_page_tells_the_whole_history(practice: Practice) -> None:
    page = practice.browser("maya").get("/p/P1EE").body
    assert "<h1>Dr. Alan Lee</h1>" in page
    assert "Mon 2 Nov 2026, 22 days ago" in page
    assert "usually every 31 days" in page
    assert "Referrals, by month: September 2026 1, October 2026 1" in page
    assert 'about <a href="/c/CRVZ">Ana Ruiz</a>' in page
    assert "likes short reports" in page
    assert 'href="tel:+16175550142"' in page


def test_who_sees_only_her_own_finds_no_other_client_and_reads_of_none(practice: Practice) -> None:
    practice.employ(MAYA, structs.replace(JON, sees=Sees.OWN))
    browser = practice.browser("jon")
    for path in ("/c/CRVZ", "/c/CRVZ/edit", "/c/ZZZZ"):
        answered = browser.get(path)
        assert (answered.status, answered.body) == (404, "not found\n")
    assert browser.send("/c/CRVZ/edit", page="/today").status in (404, 422)
    for path in ("/people", "/p/P1EE", "/relationships", "/record"):
        page = browser.get(path).body
        assert "Ruiz" not in page and "CRVZ" not in page and "likes short reports" not in page, path
    assert "Rosa Diaz" in browser.get("/p/P1EE").body
    assert browser.get("/c/CD1A").status == 200


def test_a_stranger_sees_nobody(practice: Practice) -> None:
    browser = practice.browser()
    for path in ("/", "/people", "/c/CRVZ", "/p/P1EE", "/relationships", "/record", "/fact/1", "/c/ZZZZ"):
        answered = browser.get(path)
        assert answered.status == 303
        assert answered.header("Location").startswith("/login")
        assert answered.body == ""


def test_what_people_are_called_is_text_and_nothing_else(practice: Practice) -> None:
    name = "<script>alert(1)</script>{{ 7 * 7 }}"
    with practice.desk.store.write() as tx:
        people.save_client(tx, structs.replace(RUIZ, name=Private(name)))
        people.save_provider(
            tx, structs.replace(people.providers(tx)["P1EE"], name=f"Dr. {name}", specialty=name, office=name)
        )
    browser = practice.browser("maya")
    for path in ("/people", "/c/CRVZ", "/p/P1EE", "/relationships", "/record/session", "/c/CRVZ/edit", "/p/P1EE/edit"):
        page = browser.get(path).body
        assert "<script" not in page, path
        assert "{{ 7 * 7 }}" in page, path


def test_no_page_has_a_script_a_style_or_a_word_of_anybody_in_its_addresses(practice: Practice) -> None:
    browser = practice.browser("maya")
    for path in ("/people", "/c/CRVZ", "/p/P1EE", "/relationships", "/record/client", "/record/provider"):
        page = browser.get(path)
        assert not re.search(r"<script| on\w+=| style=|https?://", page.body), path
        assert page.body.count("<h1>") == 1
        ids = re.findall(r' id="([^"]+)"', page.body)
        assert len(ids) == len(set(ids)), path
        title = re.findall(r"<title>(.*)</title>", page.body)[0]
        words = title + " ".join(a for a in page.addresses if not a.startswith("tel:"))
        assert not re.search("Ana|Ruiz|Lee|Diaz|fall", words)


def test_relationships_hold_the_gap_against_the_usual_one_and_the_rules(practice: Practice) -> None:
    on = [replace(r, on=True) if r.id == "touch-A" else r for r in practice.desk.house.rules.rules]
    practice.desk.take(type(practice.desk.house.rules)(tuple(on)))
    practice.site.premises = replace(practice.site.premises, house=practice.desk.house)
    page = practice.browser("maya").get("/relationships").body
    lee = page[page.index("Dr. Alan Lee") :]
    assert "22 days ago" in lee
    assert "usually every 31 days" in lee
    assert "meant: 30 days, at most 90 days" in lee
    assert "2 open loops" in lee
    practice.wait(days=20)
    page = practice.browser("maya").get("/relationships").body
    assert "longer than meant" in page
    practice.wait(days=60)
    assert "longer than the most" in practice.browser("maya").get("/relationships").body


def test_a_quiet_source_is_named(practice: Practice) -> None:
    for days in (300, 280, 260):
        practice.desk.tell("referral", "received", TODAY - timedelta(days=days), client="C0KF", provider="PSHA")
    page = practice.browser("maya").get("/relationships").body
    assert "Gone quiet" in page
    assert "no referral for 260 days" in page


def test_a_new_client_is_entered_once_with_the_care_team_and_taken_back(practice: Practice) -> None:
    browser = practice.browser("maya")
    page = browser.get("/record/client")
    form = {
        "csrf_token": page.field("csrf_token"),
        "nonce": page.field("nonce"),
        "name": "Lin Wu",
        "phone": "(617) 555-0188",
        "born": "1958-02-03",
        "referring": "P1EE",
        "primary_care": "PSHA",
        "practitioner": "jon",
    }
    first, second = browser.ask("POST", "/record/client", form), browser.ask("POST", "/record/client", form)
    place = first.header("Location").partition("?")[0]
    assert (first.status, second.header("Location")) == (303, f"{place}?said=once")
    found = browser.get(place).body
    assert "Lin Wu" in found and "68 years" in found and "Jon Park" in found
    assert "Dr. Alan Lee</a>, referring" in found and "Dr. Priya Shah</a>, primary care" in found
    with practice.desk.store.read() as tx:
        assert len(people.clients(tx)) == len(CLIENTS) + 1
    browser.send("/undo", act=browser.get("/today").field("act"), to=place)
    assert browser.get(place).status == 404


def test_what_is_wrong_with_a_person_stands_beside_the_field(practice: Practice) -> None:
    browser = practice.browser("maya")
    for path, fields, field in (
        ("/record/client", {"name": ""}, "name"),
        ("/record/client", {"name": "X", "born": "soon"}, "born"),
        ("/record/client", {"name": "X", "phone": "12"}, "phone"),
        ("/record/client", {"name": "X", "referring": "ZZZZ"}, "referring"),
        ("/record/provider", {"name": "Dr. X", "npi": "1"}, "npi"),
        ("/record/provider", {"name": "Dr. X", "hours": "always"}, "hours"),
        ("/record/provider", {"name": "Dr. X", "tier": "Z"}, "tier"),
    ):
        answered = browser.fill(path, **fields)
        assert answered.status == 422
        assert f'id="{field}-wrong"' in answered.body, (path, field)
        assert not fields["name"] or f'value="{fields["name"]}"' in answered.body


def test_a_provider_who_is_on_file_is_not_entered_twice(practice: Practice) -> None:
    browser = practice.browser("maya")
    answered = browser.fill("/record/provider", name="dr. alan lee", phone="617 555 0142")
    assert answered.status == 422
    assert "That is Dr. Alan Lee (P1EE)." in answered.body
    assert browser.fill("/record/provider", name="Dr. New", specialty="cardiology").status == 303


def test_what_is_on_file_is_changed_and_the_rest_stays(practice: Practice) -> None:
    browser = practice.browser("maya")
    page = browser.get("/p/P1EE/edit").body
    assert 'value="(617) 555-0142"' in page
    with practice.desk.store.read() as tx:
        before = people.providers(tx)["P1EE"]
    assert browser.fill("/p/P1EE/edit", best_time="mornings").header("Location") == "/p/P1EE?said=saved"
    with practice.desk.store.read() as tx:
        assert people.providers(tx)["P1EE"] == structs.replace(before, best_time="mornings")
    assert browser.fill("/c/CRVZ/edit", born="1961-03-12").status == 303
    with practice.desk.store.read() as tx:
        assert people.clients(tx)["CRVZ"] == structs.replace(RUIZ, born=Private(date(1961, 3, 12)))
    assert browser.fill("/c/CRVZ/edit", name="").status == 422


def test_who_sees_only_her_own_gives_no_client_away(practice: Practice) -> None:
    practice.employ(MAYA, structs.replace(JON, sees=Sees.OWN))
    browser = practice.browser("jon")
    assert 'name="practitioner"' not in browser.get("/record/client").body
    place = browser.fill("/record/client", name="Lin Wu", practitioner="maya").header("Location")
    assert "Jon Park" in browser.get(place).body
    browser.fill("/c/CD1A/edit", practitioner="maya")
    assert browser.get("/c/CD1A").status == 200


def test_a_trend_lies_within_its_drawing() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 1), date(2026, 5, 1)]
    for values in ([1.0, 1.0, 1.0], [0.0, -5.0, 1e9], [3.0, 2.0, 1.0]):
        for goal in (None, Reading(days[2], 7.5, "7.5")):
            made = trend([Reading(d, v, str(v)) for d, v in zip(days, values, strict=True)], goal, ("a", "b"))
            assert all(0 <= dot.x <= made.width and 0 <= dot.y <= made.height for dot in made.dots)
            assert made.goal is None or 0 <= made.goal.y <= made.height
            assert made.path.startswith("M") and made.path.count("L") == 2
    assert trend([Reading(days[0], 4.0, "4")], None, ("a", "b")).dots[0].x == 160.0


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    months = months_back(date(2026, 2, 28), 12)
    assert (months[0], months[-1], len(months)) == (date(2025, 3, 1), date(2026, 2, 1), 12)
    bars = by_month([date(2026, 2, 1), date(2026, 2, 28), date(2025, 2, 28)], date(2026, 2, 28))
    assert (bars.total, bars.bars[-1].count, bars.bars[-1].month) == (2, 2, "February 2026")
    assert by_month([], date(2026, 2, 28)).total == 0
