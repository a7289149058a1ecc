"""The referral form over WSGI: filled in, sent, sent twice, attacked; nothing that came in is lost."""

import re
import threading
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from msgspec import structs

from outreach.referral_form import BY_NAME, VERSION, FieldKind, content_policy
from scheduler.borders import on_screen
from scheduler.facts import FactKind
from scheduler.people import Sees
from scheduler.receiving import MOST
from scheduler.store import forms, people
from scheduler.web import nonces
from scheduler.web.limits import BAD_TOKENS, MOST_FORMS
from tests.houses import JON, MAYA
from tests.scheduler.browser import Answered, Browser, Practice
from tests.scheduler.forms import FILLED, FORM_TOKEN, LEAST, open_form
from tests.traps.desk import POST, words

HERE = f"/referral/{FORM_TOKEN}"
SCRIPT = "\"><script>alert(1)</script>'&"


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """A practice whose form Dr. Lee's office has."""
    made = Practice(tmp_path, post=POST)
    open_form(made.desk)
    return made


def _fill(browser: Browser, answers: dict[str, str], **environ: str) -> Answered:
    """Open the page, fill it in, send it."""
    nonce = browser.get(HERE).field("nonce")
    return browser.ask("POST", HERE, {**answers, "nonce": nonce}, **environ)


def _referrals(practice: Practice) -> int:
    return len(practice.desk.history().of("P1EE", FactKind.REFERRAL))


def test_the_page_is_prefilled_for_the_provider_and_may_do_nothing_else(practice: Practice) -> None:
    answer = practice.browser().get(HERE)
    assert answer.status == 200
    assert 'value="Dr. Alan Lee"' in answer.body and 'value="(617) 555-0142"' in answer.body
    assert f"Form {VERSION}" in answer.body
    assert answer.header("Content-Security-Policy") == content_policy()
    assert answer.header("Cache-Control") == "no-store"
    assert answer.header("Referrer-Policy") == "no-referrer"
    assert answer.header("Set-Cookie") == ""
    assert "<script" not in answer.body


def test_every_page_has_a_fresh_one_time_value(practice: Practice) -> None:
    browser = practice.browser()
    assert len({browser.get(HERE).field("nonce") for _ in range(5)}) == 5


def test_a_form_ends_in_a_receipt_that_can_be_loaded_again(practice: Practice) -> None:
    browser = practice.browser()
    sent = _fill(browser, FILLED)
    assert sent.status == 303
    receipt = browser.get(sent.header("Location"))
    assert receipt.status == 200 and receipt.header("Content-Security-Policy") == content_policy()
    assert "You will hear from Maya Chen by Wednesday 25 November." in receipt.body
    assert not [text for text in (FILLED["patient_name"], "555-9876", "diagnosiszz") if text in receipt.body]
    assert browser.get(sent.header("Location")).body == receipt.body
    assert _referrals(practice) == 1


def test_behind_a_path_of_another_server_the_receipt_is_found(tmp_path: Path) -> None:
    practice = Practice(tmp_path, post=POST, public_url="https://example.org/rapport")
    open_form(practice.desk)
    assert _fill(practice.browser(), FILLED).header("Location").startswith("/rapport/referral/")


def test_mistakes_come_back_beside_their_fields_with_what_was_typed(practice: Practice) -> None:
    browser = practice.browser()
    nonce = browser.get(HERE).field("nonce")
    bad = {**FILLED, "patient_phone": "12", "goals": "two\nlines", "nonce": nonce}
    answer = browser.ask("POST", HERE, bad)
    assert answer.status == 422
    assert 'id="patient_phone-error"' in answer.body and 'value="12"' in answer.body
    assert "two\nlines</textarea>" in answer.body
    assert answer.field("nonce") == nonce
    assert browser.ask("POST", HERE, {**bad, "patient_phone": FILLED["patient_phone"]}).status == 303
    assert _referrals(practice) == 1


def test_the_same_page_twice_is_one_referral_and_the_same_receipt(practice: Practice) -> None:
    browser = practice.browser()
    form = {**FILLED, "nonce": browser.get(HERE).field("nonce")}
    first, second = browser.ask("POST", HERE, form), browser.ask("POST", HERE, form)
    assert (first.status, first.header("Location")) == (second.status, second.header("Location"))
    practice.wait(days=3)
    late = browser.ask("POST", HERE, form)
    assert browser.get(late.header("Location")).body == browser.get(first.header("Location")).body
    assert _referrals(practice) == 1


def test_a_step_back_and_another_patient_is_asked_about_and_then_taken(practice: Practice) -> None:
    browser = practice.browser()
    form = {**FILLED, "nonce": browser.get(HERE).field("nonce")}
    browser.ask("POST", HERE, form)
    other = {**form, "patient_name": "Ben Other"}
    asked = browser.ask("POST", HERE, other)
    assert asked.status == 422 and "This page was sent before" in asked.body and 'value="Ben Other"' in asked.body
    assert browser.ask("POST", HERE, {**other, "nonce": asked.field("nonce")}).status == 303
    assert _referrals(practice) == 2


def test_two_identical_posts_at_one_moment_are_one_referral(practice: Practice) -> None:
    form = {**FILLED, "nonce": practice.browser().get(HERE).field("nonce")}
    answers: list[Answered] = []
    start = threading.Barrier(8)

    def send() -> None:
        browser = practice.browser()
        start.wait()
        answers.append(browser.ask("POST", HERE, form))

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {(a.status, a.header("Location")) for a in answers} == {(303, f"{HERE}?sent={form['nonce']}")}
    assert _referrals(practice) == 1
    with practice.desk.store.read() as tx:
        assert len(forms.submissions(tx)) == 1
        assert sum(on_screen(c.name) == FILLED["patient_name"] for c in people.clients(tx).values()) == 1


@pytest.mark.parametrize("nonce", ["", "x", "A" * 64, "A" * 128, "../../etc", "\x00"])
def test_a_forged_one_time_value_is_refused_and_what_was_typed_comes_back(practice: Practice, nonce: str) -> None:
    browser = practice.browser()
    answer = browser.ask("POST", HERE, {**FILLED, "nonce": nonce})
    assert answer.status == 422
    assert _referrals(practice) == 0


def test_one_of_another_address_or_another_house_is_not_ours(practice: Practice) -> None:
    open_form(practice.desk, "PSHA", "another" + "y" * 36)
    browser = practice.browser()
    theirs = browser.get(f"/referral/another{'y' * 36}").field("nonce")
    for nonce in (theirs, nonces.issue("another secret", FORM_TOKEN, practice.desk.now)):
        answer = browser.ask("POST", HERE, {**FILLED, "nonce": nonce})
        assert answer.status == 422 and 'value="Zyxwina Quorvendal"' in answer.body
        assert answer.field("nonce") != nonce
    assert _referrals(practice) == 0


def test_a_page_left_open_for_days_comes_back_filled_in_and_is_sent_with_one_press(practice: Practice) -> None:
    browser = practice.browser()
    form = {**FILLED, "nonce": browser.get(HERE).field("nonce")}
    practice.wait(hours=25)
    again = browser.ask("POST", HERE, form)
    assert again.status == 422 and "Nothing is lost" in again.body and "diagnosiszz" in again.body
    assert 'name="patient_knows" value="yes" checked' in again.body
    assert browser.ask("POST", HERE, {**form, "nonce": again.field("nonce")}).status == 303


@pytest.mark.parametrize("path", ["/referral/x", f"/referral/{'q' * 43}", f"/referral/{FORM_TOKEN}x", "/referral/"])
def test_a_wrong_token_is_nothing_found(practice: Practice, path: str) -> None:
    browser = practice.browser()
    for answer in (browser.get(path), browser.ask("POST", path, FILLED)):
        assert (answer.status, answer.body) == (404, "not found\n")


def test_expired_and_revoked_addresses_look_like_unknown_ones(practice: Practice) -> None:
    unknown = practice.browser().get(f"/referral/{'q' * 43}")
    with practice.desk.store.write() as tx:
        forms.revoke(tx, 1, practice.desk.now)
    revoked = practice.browser().get(HERE)
    with practice.desk.store.write() as tx:
        forms.set_token(tx, 1, FORM_TOKEN, practice.desk.now + timedelta(days=1))
    assert practice.browser().get(HERE).status == 200
    practice.wait(days=1)
    expired = practice.browser().get(HERE)
    assert (unknown.status, unknown.body, unknown.headers) == (revoked.status, revoked.body, revoked.headers)
    assert (unknown.status, unknown.body, unknown.headers) == (expired.status, expired.body, expired.headers)


def test_who_guesses_tokens_soon_waits_and_the_office_does_not(practice: Practice) -> None:
    guesser = practice.browser()
    statuses = [guesser.get(f"/referral/{'q' * 42}{n % 10}").status for n in range(BAD_TOKENS + 5)]
    assert statuses[0] == 404 and statuses[-1] == 429
    assert _fill(practice.browser(peer="198.51.100.7"), FILLED).status == 303
    assert _fill(guesser, {**FILLED, "patient_name": "Ben Other"}).status == 303


def test_one_address_takes_thirty_an_hour_and_the_next_is_not_lost(practice: Practice) -> None:
    browser = practice.browser()
    for n in range(MOST):
        assert _fill(browser, {**LEAST, "patient_name": f"Somebody {n:02} Else"}).status == 303
    answer = _fill(practice.browser(peer="198.51.100.7"), {**FILLED, "patient_name": "The Last"})
    assert answer.status == 429 and answer.header("Retry-After") == "3600"
    assert 'value="The Last"' in answer.body and "diagnosiszz" in answer.body
    assert _referrals(practice) == MOST
    practice.wait(hours=1)
    assert (
        browser.ask("POST", HERE, {**FILLED, "patient_name": "The Last", "nonce": answer.field("nonce")}).status == 303
    )


def test_a_flood_from_one_place_is_slowed_and_others_are_heard(practice: Practice) -> None:
    flood = practice.browser()
    for _ in range(MOST_FORMS):
        assert flood.ask("POST", HERE, {"nonce": "x"}).status == 422
    assert _fill(flood, FILLED).status == 429
    assert _fill(practice.browser(peer="198.51.100.7"), FILLED).status == 303
    assert _referrals(practice) == 1


def test_scripts_in_every_field_are_shown_as_text_and_kept_as_they_came(practice: Practice) -> None:
    browser = practice.browser()
    hostile = {
        name: SCRIPT if field.kind in (FieldKind.TEXT, FieldKind.LONG) else FILLED.get(name, "")
        for name, field in BY_NAME.items()
    }
    shown = browser.ask("POST", HERE, {**hostile, "patient_phone": SCRIPT, "patient_born": SCRIPT, "wanted": SCRIPT})
    assert shown.status == 422 and "<script" not in shown.body
    assert unescape(re.findall(r'name="patient_name" value="([^"]*)"', shown.body)[0]) == SCRIPT
    assert _fill(browser, hostile).status == 303
    with practice.desk.store.read() as tx:
        (kept,) = forms.submissions(tx)
        assert on_screen(people.clients(tx)[kept.client].name) == SCRIPT
    texts = [name for name, field in BY_NAME.items() if field.kind in (FieldKind.TEXT, FieldKind.LONG)]
    assert {kept.words["answers"][name] for name in texts if name != "patient_name"} == {SCRIPT}
    practice.desk.round()
    assert all("<script" not in m.as_string() for m in practice.desk.letters())


def test_a_line_break_in_a_name_does_not_reach_a_header(practice: Practice) -> None:
    browser = practice.browser()
    sent = _fill(browser, {**FILLED, "patient_name": "Eve\r\nSet-Cookie: a=b", "provider_name": "Lee\r\nBcc: x@y.z"})
    assert sent.status == 303
    assert all("\n" not in value and "\r" not in value for _, value in sent.headers)
    practice.desk.round()
    (letter,) = [m for m in practice.desk.letters() if "referral by the form" in words(m)]
    assert letter["Bcc"] is None and "Eve" not in letter.as_string()
    broken = browser.get(HERE, QUERY_STRING="sent=x%0d%0aSet-Cookie:%20a=b")
    assert broken.status == 200 and broken.header("Set-Cookie") == ""


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"patient_name": "Eve"}', "application/json"),
        (b"--b\r\n\r\nx\r\n--b--", "multipart/form-data; boundary=b"),
        (urlencode(FILLED).encode(), "text/plain"),
        (urlencode(FILLED).encode(), ""),
        (b"patient_name=%ff%fe&nonce=x", "application/x-www-form-urlencoded"),
        (b"patient_name=\xff\xfe", "application/x-www-form-urlencoded"),
        (urlencode(FILLED, encoding="utf-16").encode(), "application/x-www-form-urlencoded; charset=utf-16"),
        (b"patient_name=a%00b&nonce=x", "application/x-www-form-urlencoded"),
        (b"patient_name=a&patient_name=b", "application/x-www-form-urlencoded"),
        (b"&".join(b"f%d=1" % n for n in range(5000)), "application/x-www-form-urlencoded"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
def test_what_cannot_be_read_is_answered_with_the_page(practice: Practice, body: bytes, kind: str) -> None:
    answer = practice.browser().ask("POST", HERE, body, CONTENT_TYPE=kind)
    assert answer.status == 422 and "Refer a patient" in answer.body
    assert _referrals(practice) == 0


@pytest.mark.parametrize("size", [70 * 1024, 1024 * 1024, 10 * 1024 * 1024])
def test_a_body_that_is_far_too_long_is_refused_unread(practice: Practice, size: int) -> None:
    class Unread:
        def read(self, _size: int = -1) -> bytes:
            raise AssertionError("it was read")

    body = {"CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
    assert practice.browser().ask("POST", HERE, b"", **body).status == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_allowed(practice: Practice, method: str) -> None:
    answer = practice.browser().ask(method, HERE)
    assert (answer.status, answer.header("Allow")) == (405, "GET, HEAD, POST")


def test_head_says_what_get_would_say_without_the_page(practice: Practice) -> None:
    answer = practice.browser().ask("HEAD", HERE)
    assert (answer.status, answer.body) == (200, "")


def test_the_log_names_a_reference_and_nobody(practice: Practice, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    sent = _fill(practice.browser(), FILLED)
    assert sent.status == 303
    practice.desk.round()
    assert "form 1 came in: reference " in caplog.text
    for secret in ("Zyxwina", "Quorvendal", "5559876", "diagnosiszz", FORM_TOKEN, sent.header("Location")[-64:]):
        assert secret not in caplog.text


def test_a_removed_provider_s_address_is_nothing_found(practice: Practice) -> None:
    with practice.desk.store.write() as tx:
        people.put_back(tx, "P1EE", None)
    assert practice.browser().get(HERE).status == 404


def test_while_the_store_takes_nothing_the_page_comes_back_with_what_was_typed(practice: Practice) -> None:
    browser = practice.browser()
    form = {**FILLED, "nonce": browser.get(HERE).field("nonce")}
    _set(practice, "PRAGMA query_only=ON")
    answer = browser.ask("POST", HERE, form)
    assert answer.status == 503 and "Nothing is lost" in answer.body and 'value="Zyxwina Quorvendal"' in answer.body
    assert _referrals(practice) == 0
    _set(practice, "PRAGMA query_only=OFF")
    assert browser.ask("POST", HERE, {**form, "nonce": answer.field("nonce")}).status == 303


def _set(practice: Practice, pragma: str) -> None:
    """Say something to the connection that writes."""
    connection = practice.desk.store.writer.raw_connection()
    connection.cursor().execute(pragma)
    connection.close()


def test_a_defect_in_the_middle_takes_nothing_half(practice: Practice) -> None:
    browser = practice.browser()
    form = {**FILLED, "nonce": browser.get(HERE).field("nonce")}
    _set(practice, "CREATE TRIGGER broken BEFORE INSERT ON submissions BEGIN SELECT RAISE(ABORT, 'broken'); END")
    answer = browser.ask("POST", HERE, form)
    assert answer.status == 500 and "Zyxwina" not in answer.body
    with practice.desk.store.read() as tx:
        assert len(people.clients(tx)) == 3 and forms.submissions(tx) == []
    _set(practice, "DROP TRIGGER broken")
    assert browser.ask("POST", HERE, form).status == 303


def test_what_was_filled_in_is_shown_behind_the_login_to_whom_it_concerns(practice: Practice) -> None:
    office, hostile = practice.browser(), {**FILLED, "diagnosis": SCRIPT}
    assert _fill(office, hostile).status == 303
    with practice.desk.store.read() as tx:
        (kept,) = forms.submissions(tx)
    practice.desk.round()
    (letter,) = [text for m in practice.desk.letters() if "referral by the form" in (text := words(m))]
    assert f"/c/{kept.client}" in letter
    assert office.get(f"/c/{kept.client}").status == 303
    page = practice.browser("maya").get(f"/c/{kept.client}")
    assert page.status == 200 and f"Reference {kept.reference}" in page.body
    assert "goalszz<br>walk to church" in page.body and "<script" not in page.body
    practice.employ(MAYA, structs.replace(JON, sees=Sees.OWN))
    assert practice.browser("jon").get(f"/c/{kept.client}").status == 404
