"""The doors: who comes in, who does not, and what a stranger learns."""

import logging
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from scheduler import passwords
from scheduler.mistakes import Refusal
from scheduler.store import logins
from scheduler.store.logins import STAYS
from scheduler.web import ROUTES
from scheduler.web.limits import BAD_TOKENS
from tests.houses import JON, MAYA
from tests.scheduler.browser import PASSWORD, Browser, Practice
from tests.traps.desk import TOKEN

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "", "NO SUCH")
SAMPLES = {
    "calendar": f"/calendar/{TOKEN}.ics",
    "f": "/f/7F3K",
}


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """A practice with a fall to be told today, and a calendar."""
    made = Practice(tmp_path)
    made.desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    made.desk.tell("change", "fall", date(2026, 11, 23), client="CRVZ")
    made.desk.subscribe()
    return made


def _addresses() -> list[str]:
    """One address for each route."""
    return [
        re.sub(r"\(\[A-Za-z0-9_-\]\{1,200\}\)\\", TOKEN, route.path.pattern).replace(
            "([0-9A-HJKMNP-TV-Z]{4,8})", "7F3K"
        )
        for route in ROUTES
    ]


def test_every_route_answers_every_method_without_a_defect(practice: Practice) -> None:
    for browser in (practice.browser(), practice.browser("maya")):
        for path in _addresses():
            for method in METHODS:
                answered = browser.ask(method, path)
                assert answered.status in (200, 303, 403, 404, 405, 503), (method, path, answered.status)
                if method not in ("GET", "HEAD", "POST"):
                    assert answered.status == 405
                    assert answered.header("Allow")
                if method == "HEAD":
                    assert answered.body == ""
            browser = practice.browser("maya") if "logout" in path and browser.cookies else browser


def test_every_answer_has_the_headers_that_protect_it(practice: Practice) -> None:
    browser = practice.browser("maya")
    for path in (*_addresses(), "/", "/nothing", "/calendar/x.ics"):
        for method in ("GET", "POST", "PUT"):
            answered = Browser(practice.site).ask(method, path) if "logout" in path else browser.ask(method, path)
            policy = answered.header("Content-Security-Policy")
            assert policy.startswith("default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
            assert "unsafe" not in policy
            assert answered.header("X-Content-Type-Options") == "nosniff"
            assert answered.header("Referrer-Policy") == "no-referrer"
            assert answered.header("Cross-Origin-Opener-Policy") == "same-origin"
            assert answered.header("Permissions-Policy")
            assert "max-age=300" in answered.header("Cache-Control") or answered.header("Cache-Control") == "no-store"
            assert not answered.header("Strict-Transport-Security")


def test_over_https_browsers_are_told_to_stay_there_and_cookies_are_bound_to_the_host(tmp_path: Path) -> None:
    practice = Practice(tmp_path, public_url="https://rapport.example.org")
    browser = practice.browser()
    answered = browser.log_in()
    assert answered.header("Strict-Transport-Security") == "max-age=31536000"
    (login,) = [v for n, v in answered.headers if n == "Set-Cookie" and "Max-Age=0" not in v]
    assert re.fullmatch(r"__Host-rapport=[\w-]{43}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax; Secure", login)
    assert browser.get("/today").status == 200
    browser.cookies = {"rapport": browser.cookies["__Host-rapport"]}
    assert browser.get("/today").status == 303


def test_on_loopback_the_cookie_is_plain_but_no_script_reads_it(practice: Practice) -> None:
    answered = practice.browser().log_in()
    (login,) = [v for n, v in answered.headers if n == "Set-Cookie" and "Max-Age=0" not in v]
    assert re.fullmatch(r"rapport=[\w-]{43}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax", login)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "",
        "/nothing",
        "/today/",
        "/today/x",
        "/TODAY",
        "/f/",
        "/f/abcd",
        "/f/../today",
        "/calendar/../healthz",
        "/calendar/..%2f..%2fetc%2fpasswd.ics",
        "/../../etc/passwd",
        "//evil.example/today",
        "/today\x00",
        "/today\n",
        "/today\r\nSet-Cookie: a=b",
        "/t\xc3\xb6day",
        "/\xff\xfe",
        "/calendar/' OR 1=1 --.ics",
        "/calendar/" + "A" * 5000 + ".ics",
        "/static/page.css",
        "/templates/today.html.j2",
    ],
)
def test_unknown_addresses_get_one_answer(practice: Practice, path: str) -> None:
    for browser in (practice.browser(), practice.browser("maya")):
        for method in ("GET", "POST"):
            answered = browser.ask(method, path)
            assert (answered.status, answered.body) == (404, "not found\n")


def test_tokens_that_look_like_a_query_of_a_database_are_just_unknown(practice: Practice) -> None:
    for token in ("1;DROP_TABLE_feeds", "x" * 43, "a-or-1-1", "%", "NULL"):
        assert practice.browser(peer=f"peer of {token}").get(f"/calendar/{token}.ics").status == 404
        browser = practice.browser()
        browser.cookies = {"rapport": token}
        assert browser.get("/today").status == 303
    assert practice.browser().get(f"/calendar/{TOKEN}.ics").status == 200


def test_a_peer_with_too_many_unknown_tokens_waits_but_a_valid_one_always_passes(practice: Practice) -> None:
    browser = practice.browser()
    answers = [browser.get(f"/calendar/{number:032d}.ics") for number in range(BAD_TOKENS + 1)]
    assert [a.status for a in answers] == [404] * BAD_TOKENS + [429]
    assert int(answers[-1].header("Retry-After")) == 300
    assert browser.get(f"/calendar/{TOKEN}.ics").status == 200
    assert practice.browser(peer="198.51.100.7").get("/calendar/wrong.ics").status == 404
    practice.wait(minutes=5)
    assert browser.get("/calendar/wrong.ics").status == 404


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
    practice.employ(MAYA, JON, replace(JON, code="ida", name="Ida Moe", email=""))
    assert practice.browser().log_in("ida").status == 403
    assert practice.verify.asked == [False]


def test_without_a_stored_hash_one_is_verified_all_the_same() -> None:
    """What the two ways have in common: the library is asked once, about a hash with the same parameters."""
    from argon2 import extract_parameters

    hashed = passwords.hashed(PASSWORD)
    assert passwords.verify(hashed, PASSWORD)
    assert not passwords.verify(hashed, PASSWORD + ".")
    assert not passwords.verify(None, PASSWORD)
    assert extract_parameters(passwords._nobody()) == extract_parameters(hashed)
    assert hashed.startswith("$argon2id$")
    assert passwords.verify(passwords.hashed("Caf\u00e9 au lait"), "Cafe\u0301 au lait")


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


def test_a_body_that_is_too_long_or_of_another_kind_is_refused_before_anything_else(practice: Practice) -> None:
    browser = practice.browser("maya")
    assert browser.ask("POST", "/undo", b"a=" + b"x" * 10_000_000).status == 413
    assert browser.ask("POST", "/undo", b"{}", CONTENT_TYPE="application/json").status == 415
    assert browser.ask("POST", "/undo", b"a=%ff%fe").status == 400
    assert browser.ask("POST", "/nothing", b"a=" + b"x" * 10_000_000).status == 404


@pytest.mark.parametrize(
    "cookie",
    ["rapport", "rapport=", "rapport=" + "x" * 43, 'rapport="; Path=/', "=;=;;;", "\x00\xff", "rapport=\r\na: b"],
)
def test_garbage_in_the_cookie_is_a_stranger(practice: Practice, cookie: str) -> None:
    assert practice.browser().get("/today", HTTP_COOKIE=cookie).status == 303
    assert practice.browser().get("/login", HTTP_COOKIE=cookie).status == 200


def test_a_house_below_a_path_leads_to_addresses_below_it(tmp_path: Path) -> None:
    practice = Practice(tmp_path, public_url="https://example.org/rapport/")
    browser = practice.browser()
    assert browser.get("/today").header("Location") == "/rapport/login"
    assert browser.log_in().header("Location") == "/rapport/today"
    found = [a for a in browser.get("/today").addresses if not a.startswith("tel:")]
    assert found
    assert all(a.startswith("/rapport/") for a in found)


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "eleven char",
        "password1234",
        "Passw0rd2026!",
        "Northside123456",
        "mayachen-mayachen",
        "maya.chen.2026",
        "aaaaaaaaaaaaaaaa",
        "121212121212121212",
        "qwertyuiop123456",
        "x" * 2000,
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(Refusal):
        passwords.check(password, ("Northside Medical Exercise", "Maya Chen", "maya", "maya"))


@pytest.mark.parametrize(
    "password", ["seven quiet herons", "tr0ub4dor&3xyzzy", "maya likes seven herons", "Zähre-Äpfel-Übermut"]
)
def test_a_password_of_several_words_is_taken(password: str) -> None:
    passwords.check(password, ("Northside Medical Exercise", "Maya Chen", "maya", "maya"))
