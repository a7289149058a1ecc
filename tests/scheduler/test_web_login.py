"""The login: who comes in, by which password, from which page, and for how long."""

import logging
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from scheduler import passwords
from scheduler.store import logins
from scheduler.store.logins import STAYS
from tests.houses import JON, MAYA
from tests.scheduler.browser import PASSWORD, Browser, Practice
from tests.traps.desk import TOKEN


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """A practice with a fall to be told today, and a calendar."""
    made = Practice(tmp_path)
    made.desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    made.desk.tell("change", "fall", date(2026, 11, 23), client="CRVZ")
    made.desk.subscribe()
    return made


def test_a_stranger_is_led_to_the_login_from_every_page_alike(practice: Practice) -> None:
    browser = practice.browser()
    (call,) = practice.desk.open("fall")
    for path in ("/today", "/done", f"/f/{call.id}", "/f/ZZZZ"):
        answered = browser.get(path)
        assert (answered.status, answered.body) == (303, "")
        assert answered.header("Location") == ("/login" if path == "/today" else f"/login?to={path}")
    for path in (f"/f/{call.id}/done", "/undo", "/logout"):
        assert browser.ask("POST", path, {"outcome": "reached", "csrf_token": "x"}).status == 403
    assert practice.desk.one("fall").open


def test_the_right_password_opens_the_day_and_leads_on(practice: Practice) -> None:
    browser = practice.browser()
    answered = browser.log_in(to="/done")
    assert (answered.status, answered.header("Location")) == (303, "/done")
    assert "Ana Ruiz" in browser.get("/today").body
    assert browser.get("/login").header("Location") == "/today"
    for name in ("MAYA", "maya chen", "maya@example.org"):
        assert practice.browser().log_in(name).status == 303


@pytest.mark.parametrize(
    "to",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/today\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "/f/7F3K/../..//evil",
        "/today?x=1",
    ],
)
def test_the_login_leads_to_pages_of_this_house_only(practice: Practice, to: str) -> None:
    answered = practice.browser().log_in(to=to.replace("\r\n", " "))
    assert answered.header("Location") == "/today"
    browser = practice.browser()
    proof = browser.get("/login").field("csrf_token")
    raw = browser.ask("POST", "/login", {"csrf_token": proof, "name": "maya", "password": PASSWORD, "to": to})
    assert raw.header("Location") == "/today"
    assert all("\n" not in value and "\r" not in value for _, value in raw.headers)


def test_unknown_names_and_wrong_passwords_get_the_same_answer_for_the_same_work(practice: Practice) -> None:
    pages = []
    for number, name in enumerate(("maya", "nobody", "", "maya' OR '1'='1", "x" * 3000)):
        browser = practice.browser(peer=f"2001:db8:{number}::1")
        answered = browser.log_in(name, "wrong password")
        assert answered.status == 403
        pages.append(re.sub(r'value="[^"]*"| autofocus', "", answered.body))
    assert len(set(pages)) == 1
    assert practice.verify.asked == [True, False, False, False, False]


def test_a_practitioner_without_a_login_takes_the_same_way(practice: Practice) -> None:
    practice.employ(MAYA, JON, structs.replace(JON, code="ida", name="Ida Moe", email=""))
    assert practice.browser().log_in("ida").status == 403
    assert practice.verify.asked == [False]


def test_wrong_passwords_make_the_peer_wait_and_the_right_one_too(practice: Practice) -> None:
    browser = practice.browser()
    assert [browser.log_in(password=f"wrong {n}").status for n in range(5)] == [403] * 5
    answered = browser.log_in()
    assert answered.status == 429
    assert answered.header("Retry-After") == "1"
    assert "Please wait 1 second, then try again" in answered.body
    assert len(practice.verify.asked) == 5
    practice.wait(seconds=1)
    assert browser.log_in().status == 303
    assert practice.browser(peer="198.51.100.7").log_in().status == 303


def test_an_attack_on_one_name_leaves_the_other_practitioner_alone(practice: Practice) -> None:
    for number in range(12):
        practice.browser(peer=f"192.0.2.{number}").log_in("maya", "wrong")
    assert practice.browser().log_in("maya").status == 429
    assert practice.browser().log_in("jon").status == 303


def test_two_passwords_are_looked_at_together_and_no_more(practice: Practice) -> None:
    hashing = practice.site.limits.hashing
    assert hashing.acquire(blocking=False)
    assert hashing.acquire(blocking=False)
    assert not hashing.acquire(blocking=False)
    hashing.release()
    hashing.release()
    assert practice.browser().log_in().status == 303
    assert practice.browser().log_in(password="wrong").status == 403
    assert hashing.acquire(blocking=False)
    assert hashing.acquire(blocking=False)


def test_the_login_form_is_taken_only_from_the_page_of_this_browser(practice: Practice) -> None:
    one, other = practice.browser(), practice.browser()
    proof = one.get("/login").field("csrf_token")
    filled = {"name": "maya", "password": PASSWORD}
    other.get("/login")
    assert other.ask("POST", "/login", {**filled, "csrf_token": proof}).status == 403
    assert other.ask("POST", "/login", filled).status == 403
    bare = Browser(practice.site)
    assert bare.ask("POST", "/login", {**filled, "csrf_token": proof}).status == 403
    assert practice.verify.asked == []
    assert one.ask("POST", "/login", {**filled, "csrf_token": proof}).status == 303


def test_a_proof_of_another_login_is_worth_nothing(practice: Practice) -> None:
    (call,) = practice.desk.open("fall")
    old = practice.browser("maya")
    proof = old.get("/today").field("csrf_token")
    old.send("/logout")
    for browser in (practice.browser("maya"), practice.browser("jon")):
        for said in (proof, "", "é" * 44, proof[:-1], "A" * 44):
            answered = browser.ask("POST", f"/f/{call.id}/done", {"outcome": "reached", "csrf_token": said})
            assert answered.status == 403
            assert "Nothing was changed" in answered.body
    assert practice.desk.one("fall").open


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "http://127.0.0.1:8765.evil.example"},
        {"HTTP_ORIGIN": "http://127.0.0.1:9999"},
        {"HTTP_ORIGIN": "nonsense", "HTTP_HOST": ""},
        {"HTTP_ORIGIN": "http://[broken"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
)
def test_a_form_from_elsewhere_is_refused_whatever_it_carries(practice: Practice, headers: dict[str, str]) -> None:
    (call,) = practice.desk.open("fall")
    browser = practice.browser("maya")
    filled = {"outcome": "reached", "csrf_token": browser.get("/today").field("csrf_token")}
    assert browser.ask("POST", f"/f/{call.id}/done", filled, **headers).status == 403
    assert practice.desk.one("fall").open
    stranger = practice.browser()
    proof = stranger.get("/login").field("csrf_token")
    filled = {"csrf_token": proof, "name": "maya", "password": PASSWORD}
    assert stranger.ask("POST", "/login", filled, **headers).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "http://127.0.0.1:8765", "HTTP_SEC_FETCH_SITE": "same-origin"},
        {"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "same-origin"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://localhost:8765", "HTTP_HOST": "localhost:8765"},
        {},
    ],
)
def test_a_form_from_here_is_taken(practice: Practice, headers: dict[str, str]) -> None:
    (call,) = practice.desk.open("fall")
    browser = practice.browser("maya")
    filled = {"outcome": "reached", "csrf_token": browser.get("/today").field("csrf_token")}
    assert browser.ask("POST", f"/f/{call.id}/done", filled, **headers).status == 303
    assert practice.desk.open("fall") == []


def test_a_browser_stays_logged_in_for_thirty_days_by_the_clock_of_the_house(practice: Practice) -> None:
    browser = practice.browser("maya")
    practice.desk.now += STAYS - timedelta(seconds=1)
    assert browser.get("/today").status == 200
    practice.wait(seconds=1)
    assert browser.get("/today").status == 303
    practice.browser("jon")
    with practice.desk.store.read() as tx:
        assert logins.browsers(tx, practice.desk.now - STAYS) == {"jon": 1}


def test_logging_out_ends_this_browser_only(practice: Practice) -> None:
    one, other = practice.browser("maya"), practice.browser("maya")
    token = one.cookies["rapport"]
    assert one.send("/logout").header("Location") == "/login"
    assert one.cookies == {}
    one.cookies = {"rapport": token}
    assert one.get("/today").status == 303
    assert other.get("/today").status == 200


def test_a_new_password_and_logging_out_everywhere_end_every_browser(practice: Practice) -> None:
    for end in (
        logins.log_out_everywhere,
        lambda tx, who: logins.set_password(tx, who, "hash of x", practice.desk.now),
    ):
        practice.wait(minutes=1)
        hers, his = practice.browser("maya"), practice.browser("jon")
        with practice.desk.store.write() as tx:
            assert end(tx, "maya") == 1
        assert hers.get("/today").status == 303
        assert his.get("/today").status == 200


def test_who_is_no_longer_in_the_configuration_is_logged_out(practice: Practice) -> None:
    browser = practice.browser("jon")
    practice.employ(MAYA)
    assert browser.get("/today").status == 303
    assert browser.ask("POST", "/undo", {"csrf_token": "x", "act": "1"}).status == 403
    assert practice.browser().log_in("jon").status == 403


def test_the_store_holds_no_token_and_no_password(practice: Practice) -> None:
    browser = practice.browser("maya")
    with practice.desk.store.write() as tx:
        logins.set_password(tx, "jon", passwords.hashed(PASSWORD), practice.desk.now)
    for file in practice.desk.folder.glob("rapport.db*"):
        content = file.read_bytes()
        assert browser.cookies["rapport"].encode() not in content
        assert b"seven quiet herons" not in content.replace(b"hash of seven quiet herons", b"")


def test_no_log_line_holds_a_token_a_password_a_name_or_a_query(
    practice: Practice, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (call,) = practice.desk.open("fall")
    browser = practice.browser("maya")
    practice.browser().log_in("someone else", "a secret word")
    browser.send(f"/f/{call.id}/done", outcome="reached", note="wants a call on Friday")
    browser.get("/today?whose=everybody&x=querysecret")
    browser.get(f"/calendar/{TOKEN}.ics?k=querysecret")
    browser.get("/calendar/unknown-token.ics")
    with practice.desk.store.write() as tx:
        logins.set_password(tx, "maya", "not a hash", practice.desk.now)
    practice.site.verify = passwords.verify
    practice.browser().log_in()
    log = caplog.text
    assert "login from 203.0.113.5" in log
    assert "defect of Rapport" in log
    secrets = (TOKEN, *browser.cookies.values(), PASSWORD, "a secret", "querysecret", "unknown-token", "someone else")
    assert [s for s in (*secrets, "maya", "Ruiz", "Ana", "wants a call", "not a hash") if s in log] == []
