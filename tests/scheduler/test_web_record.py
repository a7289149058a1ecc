"""Record in the browser: each kind of fact by its form, what is wrong beside its field, once, undone, corrected."""

import html
import re
from pathlib import Path

import pytest

from scheduler.facts import KINDS, Fact, FactKind
from scheduler.followups import Priority
from scheduler.store import facts, meta, people
from scheduler.web import record
from tests.scheduler.browser import Practice

#: Every kind of fact with what an ordinary week tells of it: the value, and the fields that were filled in.
TOLD: list[tuple[str, str, dict[str, str]]] = [
    ("milestone", "intake", {"client": "CRVZ"}),
    ("session", "missed", {"client": "CRVZ"}),
    ("session", "attended", {"client": "CRVZ", "at": "09:30"}),
    ("change", "fall", {"client": "CRVZ", "f_injury": "yes", "f_note": "on the stairs"}),
    ("change", "pain", {"client": "CRVZ"}),
    ("change", "red flag", {"client": "CRVZ"}),
    ("measure", "6mwt", {"client": "CRVZ", "f_value": "382"}),
    ("measure", "rom", {"client": "CRVZ", "f_value": "112", "f_side": "right"}),
    ("limits", "blood pressure", {"client": "CRVZ", "provider": "P1EE", "f_high": "150", "f_until": "2027-01-31"}),
    ("clearance", "received", {"client": "CRVZ"}),
    ("medication", "started", {"client": "CRVZ", "f_name": "metoprolol", "f_class": "beta-blocker"}),
    ("visit", "scheduled", {"client": "CRVZ", "provider": "P1EE", "on": "2026-12-02", "at": "10:30"}),
    ("meeting", "scheduled", {"provider": "P1EE", "on": "2026-12-03"}),
    ("referral", "received", {"client": "CRVZ", "provider": "P1EE"}),
    ("contact", "voicemail", {"provider": "P1EE"}),
    ("contact", "reached", {"client": "CRVZ", "provider": "P1EE", "f_note": "wants reports every 60 days"}),
    ("report", "sent", {"client": "CRVZ", "provider": "P1EE", "f_channel": "portal"}),
    ("authorization", "signed", {"client": "CRVZ", "f_until": "2027-11-01"}),
    ("authorization", "signed", {"client": "CRVZ", "provider": "P1EE", "f_ends": "end of programme"}),
    ("form", "left", {"provider": "P1EE", "f_count": "25"}),
    ("gift", "cookies", {"provider": "P1EE", "f_amount": "9"}),
    ("preference", "cadence", {"provider": "P1EE", "f_is": "60d"}),
    ("opt-out", "marketing", {"provider": "P1EE"}),
    ("hold", "medical", {"client": "CRVZ", "f_until": "2026-12-24"}),
    ("hold", "ended", {"client": "CRVZ"}),
    ("discharge", "completed", {"client": "CRVZ"}),
    ("death", "recorded", {"client": "CRVZ"}),
    ("absence", "holidays", {"practitioner": "maya", "f_until": "2026-12-01", "f_cover": "jon"}),
    ("care-team", "surgeon", {"client": "CRVZ", "provider": "PSHA"}),
    ("consent", "clinical", {"client": "CRVZ", "f_channel": "email", "f_warned": "yes"}),
    ("goal", "6mwt", {"client": "CRVZ", "f_value": "400"}),
]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """Ana Ruiz and Ben Okafor are Maya's clients, Rosa Diaz is Jon's."""
    return Practice(tmp_path)


def told(practice: Practice, kind: str = "") -> list[Fact]:
    """The facts that stand (of a kind)."""
    with practice.desk.store.read() as tx:
        return [f for f in facts.all_current(tx) if kind in ("", f.kind.value)]


def filled(practice: Practice, kind: str, value: str, fields: dict[str, str]) -> dict[str, str]:
    """What a browser sends of a form: today's day where no other was typed."""
    return {"on": practice.desk.today.isoformat(), "value": value, **fields}


@pytest.mark.parametrize(("kind", "value", "fields"), TOLD, ids=[f"{k}-{v}" for k, v, _ in TOLD])
def test_each_is_told_by_its_form_and_shown(practice: Practice, kind: str, value: str, fields: dict[str, str]) -> None:
    browser = practice.browser("maya")
    answered = browser.fill(f"/record/{kind}", **filled(practice, kind, value, fields))
    assert answered.status == 303, re.findall(r'class="late"[^>]*>([^<]+)', answered.body)
    (fact,) = told(practice)
    assert (fact.kind.value, fact.value, fact.recorded_by) == (kind, value, "Maya Chen")
    assert (fact.client, fact.provider) == (fields.get("client"), fields.get("provider"))
    for name, text in fields.items():
        if name.startswith("f_") and name != "f_is":
            assert str(fact.data[name[2:]]) == text.replace("yes", "True")
    assert answered.header("Location") == f"/fact/{fact.number}?said=recorded"
    page = browser.get(f"/fact/{fact.number}")
    assert page.status == 200
    assert f"{kind}: " in page.body


def test_every_kind_of_fact_can_be_recorded_from_the_tiles(practice: Practice) -> None:
    assert {kind for kind, _, _ in TOLD} == {kind.value for kind in FactKind}
    tiles = (*record.TILES, *record.ALSO)
    assert {tile.path.partition("?")[0] for tile in tiles} == {kind.value for kind in FactKind}
    browser = practice.browser("maya")
    page = browser.get("/record")
    assert page.body.count("<strong>") == 9
    for address in page.addresses:
        if address.startswith("/record/"):
            assert browser.get(html.unescape(address)).status == 200


def test_the_form_asks_for_every_field_that_the_command_has(practice: Practice) -> None:
    browser = practice.browser("maya")
    for kind in FactKind:
        page = browser.get(f"/record/{kind.value}").body
        for field in KINDS[kind].fields:
            assert f'name="f_{field.name}"' in page, (kind, field.name)
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids)), kind
        for field_id in re.findall(r'<(?:input type="(?:text|date|time)"|select|textarea)[^>]* id="([^"]+)"', page):
            assert f'<label for="{field_id}"' in page, (kind, field_id)


def test_from_a_person_and_a_tile_two_touches_are_left(practice: Practice) -> None:
    page = practice.browser("maya").get("/record/session?value=missed&who=CRVZ")
    assert '<option value="CRVZ" selected>Ana Ruiz</option>' in page.body
    assert 'value="missed" checked' in page.body
    assert f'value="{practice.desk.today.isoformat()}"' in page.body
    page = practice.browser("maya").get("/record/contact?who=P1EE")
    assert '<option value="P1EE" selected>' in page.body
    assert 'value="nonsense" checked' not in practice.browser("maya").get("/record/session?value=nonsense").body


def test_a_red_flag_shows_emergency_services_first_and_then_whom_to_call(practice: Practice) -> None:
    practice.desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    browser = practice.browser("maya")
    form = browser.get("/record/change").body
    assert form.index("call emergency services first") < form.index("<form class")
    answered = browser.fill("/record/change", **filled(practice, "change", "red flag", {"client": "CRVZ"}))
    page = browser.get(answered.header("Location")).body
    assert page.index("call emergency services first") < page.index('href="tel:+16175550142"')
    assert "on hold until a clearance is recorded" in page
    assert any(f.planned.priority is Priority.NOW for f in practice.desk.open())


def test_every_mistake_stands_beside_its_field_and_in_the_summary(practice: Practice) -> None:
    browser = practice.browser("maya")
    fields = {"on": "2026-13-01", "f_low": "much", "f_until": "never", "f_note": "said on the <phone>"}
    answered = browser.fill("/record/limits", **fields)
    assert answered.status == 422
    page = answered.body
    for name in ("client", "value", "on", "f_low", "f_until"):
        assert f'id="{name}-wrong"' in page
        assert f'<a href="#{name}">' in page
    assert page.count('aria-invalid="true"') == 5
    assert "said on the &lt;phone&gt;" in page
    assert told(practice) == []


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        ("authorization", {"client": "CRVZ", "value": "signed"}, "f_until"),
        ("measure", {"client": "CRVZ", "value": "6mwt"}, "f_value"),
        ("measure", {"client": "CRVZ", "value": "6mwt", "f_value": "5000"}, "f_value"),
        ("session", {"client": "CRVZ", "value": "attended", "on": "2026-12-24"}, "on"),
        ("hold", {"client": "CRVZ", "value": "medical", "f_until": "2026-01-01"}, "f_until"),
        ("preference", {"provider": "P1EE", "value": "cadence"}, "f_is"),
        ("preference", {"provider": "P1EE", "value": "cadence", "f_is": "often"}, "f_is"),
        ("visit", {"client": "CRVZ", "value": "scheduled", "on": ""}, "on"),
        ("visit", {"client": "CRVZ", "value": "scheduled", "on": "2027-03-14", "at": "02:30"}, "at"),
        ("gift", {"provider": "P1EE", "value": "pen"}, ""),
        ("gift", {"provider": "P1EE", "value": "gift card", "f_amount": "10"}, ""),
        ("contact", {"value": "reached"}, ""),
    ],
)
def test_what_is_no_fact_is_told_in_words(practice: Practice, kind: str, fields: dict[str, str], field: str) -> None:
    answered = practice.browser("maya").fill(f"/record/{kind}", **filled(practice, kind, "", {}) | fields)
    assert answered.status == 422
    assert (f'id="{field}-wrong"' in answered.body) if field else 'role="alert"' in answered.body
    assert told(practice) == []
    assert not re.search(r" --[a-z]|rapport [a-z]", answered.body)


def test_the_same_page_sent_twice_is_recorded_once(practice: Practice) -> None:
    browser = practice.browser("maya")
    page = browser.get("/record/session")
    form = {
        "csrf_token": page.field("csrf_token"),
        "nonce": page.field("nonce"),
        **filled(practice, "session", "missed", {"client": "CRVZ"}),
    }
    first, second = browser.ask("POST", "/record/session", form), browser.ask("POST", "/record/session", form)
    assert len(told(practice)) == 1
    assert second.header("Location") == first.header("Location").replace("recorded", "once")
    assert "it was recorded once" in browser.get(second.header("Location")).body


def test_a_page_that_is_not_ours_or_too_old_is_shown_again_with_what_was_typed(practice: Practice) -> None:
    browser = practice.browser("maya")
    page = browser.get("/record/session")
    form = {"csrf_token": page.field("csrf_token"), "nonce": page.field("nonce"), "f_note": "long words"}
    form |= filled(practice, "session", "missed", {"client": "CRVZ"})
    foreign = browser.ask("POST", "/record/session", form | {"nonce": "A" * 64})
    assert foreign.status == 422
    practice.wait(days=2)
    late = browser.ask("POST", "/record/session", form)
    assert late.status == 422
    assert "long words" in late.body
    assert told(practice) == []
    again = form | {"nonce": late.field("nonce"), "csrf_token": late.field("csrf_token")}
    assert browser.ask("POST", "/record/session", again).status == 303


def test_what_was_sent_long_ago_is_forgotten(practice: Practice) -> None:
    browser = practice.browser("maya")
    for day in range(3):
        browser.fill("/record/session", **filled(practice, "session", "missed", {"client": "CRVZ"}))
        practice.wait(days=2)
        assert len(told(practice)) == day + 1
    with practice.desk.store.read() as tx:
        assert len(meta.starting_with(tx, "form_sent/")) == 1


def test_a_like_one_is_asked_about_and_may_be_another(practice: Practice) -> None:
    browser = practice.browser("maya")
    fields = filled(practice, "session", "missed", {"client": "CRVZ"})
    browser.fill("/record/session", **fields)
    asked = browser.fill("/record/session", **fields)
    assert asked.status == 422
    assert "Is this another one?" in asked.body
    (first,) = told(practice)
    assert f'href="/fact/{first.number}"' in asked.body
    again = {"again": "yes", "csrf_token": asked.field("csrf_token"), "nonce": asked.field("nonce")}
    assert browser.ask("POST", "/record/session", fields | again).status == 303
    assert len(told(practice)) == 2


def test_with_nobody_on_file_the_form_says_whom_to_enter_first(practice: Practice) -> None:
    with practice.desk.store.write() as tx:
        for code in (*people.clients(tx), *people.providers(tx)):
            people.put_back(tx, code, None)
    browser = practice.browser("maya")
    assert 'href="/record/client"' in browser.get("/record/session").body
    assert "Nobody is on file yet" in browser.get("/today").body
    for path in ("/people", "/relationships", "/record"):
        assert browser.get(path).status == 200
